// SPDX-License-Identifier: MIT
#include "jinja/profile.h"

#include <gtest/gtest.h>

#include <map>
#include <optional>
#include <string>

#include "jinja/environment.h"

namespace {

class Templates final : public jinja::Loader {
 public:
  explicit Templates(std::map<std::string, std::string> texts) : texts_(std::move(texts)) {}
  std::optional<jinja::Source> load(std::string_view name) const override {
    auto found = texts_.find(std::string(name));
    if (found == texts_.end()) return std::nullopt;
    return jinja::Source{found->first, found->second};
  }
  std::vector<std::string> names() const override { return {}; }

 private:
  std::map<std::string, std::string> texts_;
};

/// Renders "page" some times with one profile.
jinja::Profile profile_of(std::map<std::string, std::string> texts, int renders = 1) {
  static std::vector<std::unique_ptr<jinja::Environment>> kept;  // profiles refer to their programs
  static std::vector<std::unique_ptr<Templates>> loaders;
  static value::Names names;
  loaders.push_back(std::make_unique<Templates>(std::move(texts)));
  kept.push_back(std::make_unique<jinja::Environment>(jinja::Options(), *loaders.back(), names));
  jinja::Profile profile;
  for (int i = 0; i < renders; ++i) {
    base::Arena arena;
    value::ReadLog reads;
    jinja::Request request;
    request.template_name = "page";
    request.profile = &profile;
    EXPECT_TRUE(kept.back()->render(request, arena, reads).good);
  }
  return profile;
}

/// "block body in page": calls, or calls and re-used ones.
std::map<std::string, std::string> counts_of(const jinja::Profile& profile) {
  std::map<std::string, std::string> counts;
  for (const jinja::ProfileRow& row : profile.rows()) {
    std::string text = std::to_string(row.calls);
    if (row.reused > 0) text += ", " + std::to_string(row.reused) + " again";
    counts[std::string(jinja::name_of(row.kind)) + " " + row.name + " in " + row.template_name] = text;
    EXPECT_LE(row.own, row.nanoseconds);
  }
  return counts;
}

using Counts = std::map<std::string, std::string>;

}  // namespace

TEST(Profile, blocks_and_extended_templates_are_counted_where_they_are_written) {
  jinja::Profile profile = profile_of({
      {"base", "{% block head %}h{% endblock %}{% block body %}{% endblock %}"},
      {"page", "{% extends 'base' %}{% block body %}{{ self.head() }}{% endblock %}"},
  });
  EXPECT_EQ(counts_of(profile), (Counts{{"template page in page", "1"},
                                        {"template base in base", "1"},
                                        {"block head in base", "2"},
                                        {"block body in page", "1"}}));
}

TEST(Profile, macros_calls_imports_and_recursive_loops_are_counted) {
  jinja::Profile profile = profile_of({
      {"tools", "{% macro box() %}[{{ caller() }}]{% endmacro %}{% macro dot() %}.{% endmacro %}"},
      {"page",
       "{% import 'tools' as t %}{{ t.dot() }}{{ t.dot() }}{% call t.box() %}{{ t.dot() }}{% endcall %}"
       "{% for x in [[], [[]]] recursive %}({{ loop(x) }}){% endfor %}"},
  });
  EXPECT_EQ(counts_of(profile), (Counts{{"template page in page", "1"},
                                        {"import tools in tools", "1"},
                                        {"macro dot in tools", "3"},
                                        {"macro box in tools", "1"},
                                        {"call caller in page", "1"},
                                        {"loop loop in page", "4"}}));
}

TEST(Profile, includes_that_are_printed_again_are_told_from_those_that_ran) {
  jinja::Profile profile =
      profile_of({{"page", "{% include 'menu' %}{% include 'menu' %}"}, {"menu", "m{{ 1 + 1 }}"}}, 3);
  EXPECT_EQ(counts_of(profile), (Counts{{"template page in page", "3"}, {"include menu in menu", "6, 5 again"}}));
}

TEST(Profile, of_a_macro_that_calls_itself_the_time_counts_once) {
  jinja::Profile profile = profile_of({
      {"page", "{% macro down(n) %}{% if n > 0 %}{{ down(n - 1) }}{% endif %}{% endmacro %}{{ down(50) }}"},
  });
  for (const jinja::ProfileRow& row : profile.rows()) {
    if (row.kind != jinja::ProfileKind::macro) continue;
    EXPECT_EQ(row.calls, 51u);
    EXPECT_EQ(row.own, row.nanoseconds);
  }
}

TEST(Profile, threads_tally_for_themselves_and_are_added_up) {
  std::map<std::string, std::string> texts{{"page", "{% block a %}{% endblock %}"}};
  jinja::Profile first = profile_of(texts, 2);
  jinja::Profile second = first;
  first.merge(second);
  EXPECT_EQ(counts_of(first), (Counts{{"template page in page", "4"}, {"block a in page", "4"}}));
}

TEST(Profile, rows_are_sorted_by_own_time) {
  jinja::Profile profile = profile_of({
      {"page", "{% block a %}{% endblock %}{% block b %}{% for i in range(2000) %}{{ i }}{% endfor %}{% endblock %}"},
  });
  std::uint64_t before = ~std::uint64_t{0};
  for (const jinja::ProfileRow& row : profile.rows()) {
    EXPECT_LE(row.own, before);
    before = row.own;
  }
  EXPECT_EQ(profile.rows().front().name, "b");
}
