// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <iterator>
#include <map>

#include "base/parallel.h"
#include "jinja/environment.h"

/// What an include prints is kept for other renders: they must not be able to tell.
namespace {

using jinja::Environment;
using jinja::Request;
using jinja::Result;
using value::Question;
using value::Relation;
using value::Value;
using Templates = std::map<std::string, std::string>;

class MapLoader final : public jinja::Loader {
 public:
  explicit MapLoader(Templates templates) : templates_(std::move(templates)) {}
  std::optional<jinja::Source> load(std::string_view name) const override {
    auto found = templates_.find(std::string(name));
    if (found == templates_.end()) return std::nullopt;
    return jinja::Source{"templates/" + found->first, found->second};
  }
  std::vector<std::string> names() const override { return {}; }

 private:
  Templates templates_;
};

/// `entry.name` is the same for all outputs; `entry.active` holds on every third.
class Entry final : public value::Object {
 public:
  std::string_view type_name() const override { return "entry"; }
  Value attribute(value::Context& ctx, value::Handle, value::Name name) const override {
    ++asked;
    if (name.text == "name") {
      ctx.reads.note(Relation::menu, 1);
      return Value::string("E");
    }
    if (name.text == "number") {
      ctx.reads.note(Relation::page, ctx.subject, 1);
      return Value::integer(ctx.subject);
    }
    if (name.text != "active") return {};
    ctx.reads.note(Relation::page, ctx.subject);
    return Value::boolean(ctx.subject % 3 == 0);
  }
  mutable std::atomic<int> asked = 0;
};

Value own_page(value::Context& ctx, const value::Arguments&, const void*) { return Value::integer(ctx.subject); }

Value complain(value::Context& ctx, const value::Arguments&, const void*) {
  ctx.warn("complaint", "no");
  return Value::string("");
}

Value ask_clock(value::Context& ctx, const value::Arguments&, const void* count) {
  ctx.reads.note(Relation::clock, 0, 1);
  return Value::integer(++*static_cast<int*>(const_cast<void*>(count)));
}

struct Printed {
  std::string output;
  std::vector<Question> questions;
  std::size_t diagnostics = 0;
  std::string failed_in;
};

struct Bench {
  explicit Bench(Templates templates, jinja::Options options = {})
      : loader(std::move(templates)), environment(options, loader, names) {
    environment.add_global("entry", Value::object(&entry));
    environment.add_lasting(entry);
    environment.add_function("own_page", own_page, nullptr);
    environment.add_function("complain", complain, nullptr);
    environment.add_function("ask_clock", ask_clock, &clock);
  }

  Printed render(std::string_view name, std::uint32_t subject, std::string_view title = "") {
    base::Arena arena;
    value::ReadLog reads;
    value::Map* context = value::make_map(arena);
    if (!title.empty()) context->set(arena, "title", Value::string(title));
    Request request{name, Value::map(context), {}, subject};
    Result result = environment.render(request, arena, reads);
    return {result.good ? result.output : "failed", reads.questions(), result.diagnostics.size(),
            result.good ? "" : result.diagnostics.back().location.file};
  }

  int clock = 0;
  Entry entry;
  MapLoader loader;
  value::Names names;
  Environment environment;
};

TEST(Fragments, an_include_without_ties_runs_once_and_is_noted_by_every_output) {
  Bench bench(Templates{{"a", "{{ entry.name }}{% include 'part' %}"}, {"part", "[{{ entry.name }}]"}});
  Printed first = bench.render("a", 1);
  int asked = bench.entry.asked;
  Printed second = bench.render("a", 2);
  EXPECT_EQ(first.output, "E[E]");
  EXPECT_EQ(second.output, "E[E]");
  EXPECT_EQ(second.questions, first.questions);
  EXPECT_EQ(bench.entry.asked, asked + 1);
}

TEST(Fragments, what_was_noted_before_the_include_belongs_to_it_too) {
  Bench bench(Templates{
      {"a", "{{ entry.name }}{% include 'part' %}"}, {"b", "{% include 'part' %}"}, {"part", "[{{ entry.name }}]"}});
  bench.render("a", 1);
  std::vector<Question> questions = bench.render("b", 2).questions;
  EXPECT_TRUE(std::ranges::find(questions, Question{Relation::menu, 1, 0}) != questions.end());
}

TEST(Fragments, attributes_that_depend_on_the_output_are_asked_again) {
  Bench bench(Templates{{"a", "{% include 'part' %}"}, {"part", "{{ entry.name }}{% if entry.active %}!{% endif %}"}});
  for (std::uint32_t subject : {1u, 3u, 4u, 6u, 7u}) {
    Printed printed = bench.render("a", subject);
    EXPECT_EQ(printed.output, subject % 3 == 0 ? "E!" : "E");
    std::vector<Question> pages;
    std::ranges::copy_if(printed.questions, std::back_inserter(pages),
                         [](const Question& each) { return each.relation == Relation::page; });
    EXPECT_EQ(pages, (std::vector<Question>{{Relation::page, subject, 0}}));
  }
}

TEST(Fragments, an_include_that_is_different_everywhere_is_right_everywhere) {
  Bench bench(Templates{{"a", "{% include 'part' %}"}, {"part", "{{ entry.name }}{{ entry.number }}"}});
  for (int round = 0; round < 2; ++round) {
    for (std::uint32_t subject = 0; subject < 500; ++subject) {
      EXPECT_EQ(bench.render("a", subject).output, "E" + std::to_string(subject));
    }
  }
}

TEST(Fragments, many_threads_keep_and_print_at_once) {
  Bench bench(
      Templates{{"a", "{% include 'part' %}"}, {"part", "{% if entry.active %}!{% endif %}{{ entry.number }}"}});
  std::atomic<int> wrong = 0;
  base::parallel_for(2000, 8, 1, [&](std::size_t index, unsigned) {
    auto subject = static_cast<std::uint32_t>(index * 7 % 200);
    std::string expected = (subject % 3 == 0 ? "!" : "") + std::to_string(subject);
    if (bench.render("a", subject).output != expected) ++wrong;
  });
  EXPECT_EQ(wrong, 0);
}

TEST(Fragments, values_of_the_page_are_its_own) {
  Bench bench(Templates{{"a", "{% include 'part' %}"}, {"part", "<{{ title }}>{{ own_page() }}"}});
  EXPECT_EQ(bench.render("a", 1, "one").output, "<one>1");
  EXPECT_EQ(bench.render("a", 2, "two").output, "<two>2");
  EXPECT_EQ(bench.render("a", 3).output, "<>3");
}

TEST(Fragments, a_name_that_is_there_in_one_output_only_is_told_apart) {
  Bench bench(Templates{{"a", "{% include 'part' %}"}, {"part", "<{{ title }}>"}});
  EXPECT_EQ(bench.render("a", 1).output, "<>");
  EXPECT_EQ(bench.render("a", 2, "two").output, "<two>");
  EXPECT_EQ(bench.render("a", 3).output, "<>");
}

TEST(Fragments, names_that_the_template_around_sets_hide_globals) {
  Bench bench(Templates{{"a", "{% include 'part' %}"},
                        {"b", "{% set entry = {'name': 'B'} %}{% include 'part' %}"},
                        {"c", "{% for entry in [{'name': 'C'}] %}{% include 'part' %}{% endfor %}"},
                        {"d", "{% set entry = {'name': 'D'} %}{% include 'part' without context %}"},
                        {"part", "{% include 'inner' %}"},
                        {"inner", "{{ entry.name }}"}});
  for (int round = 0; round < 2; ++round) {
    EXPECT_EQ(bench.render("a", 1).output, "E");
    EXPECT_EQ(bench.render("b", 1).output, "B");
    EXPECT_EQ(bench.render("c", 1).output, "C");
    EXPECT_EQ(bench.render("d", 1).output, "E");
  }
}

TEST(Fragments, warnings_are_said_for_every_output) {
  Bench bench(Templates{{"a", "{% include 'part' %}"}, {"part", "x{{ complain() }}"}});
  EXPECT_EQ(bench.render("a", 1).diagnostics, 1u);
  EXPECT_EQ(bench.render("a", 2).diagnostics, 1u);
}

TEST(Fragments, the_time_is_asked_by_every_output) {
  Bench bench(Templates{{"a", "{% include 'part' %}"}, {"part", "{{ ask_clock() }}"}});
  EXPECT_EQ(bench.render("a", 1).output, "1");
  EXPECT_EQ(bench.render("a", 2).output, "2");
}

TEST(Fragments, a_module_that_the_page_shares_keeps_its_count) {
  Bench bench(Templates{
      {"a", "{% include 'part' %}{% include 'part' %}{% import 'lib' as l %}{{ l.count() }}"},
      {"part", "{% import 'lib' as l %}{{ l.count() }}"},
      {"lib", "{% set n = namespace(i=0) %}{% macro count() %}{% set n.i = n.i + 1 %}{{ n.i }}{% endmacro %}"}});
  EXPECT_EQ(bench.render("a", 1).output, "123");
  EXPECT_EQ(bench.render("a", 2).output, "123");
}

TEST(Fragments, an_include_that_fails_fails_for_every_output) {
  Bench bench(Templates{{"a", "{% include 'part' %}"}, {"part", "{{ nothing.at.all }}"}});
  for (std::uint32_t subject : {1u, 2u, 3u}) {
    Printed printed = bench.render("a", subject);
    EXPECT_EQ(printed.output, "failed");
    EXPECT_EQ(printed.diagnostics, 1u);
  }
}

TEST(Fragments, loops_and_calls_inside_count_against_the_limits) {
  jinja::Options options;
  options.limits.iterations = 100;
  Bench bench(Templates{{"a", "{% for i in range(8) %}{% include 'part' %}{% endfor %}"},
                        {"b", "{% for i in range(9) %}{% include 'part' %}{% endfor %}"},
                        {"part", "{% for j in range(11) %}.{% endfor %}"}},
              options);
  for (std::uint32_t subject : {1u, 2u}) {
    EXPECT_EQ(bench.render("a", subject).output.size(), 88u);
    EXPECT_EQ(bench.render("b", subject).output, "failed");
  }
}

TEST(Fragments, an_output_that_is_too_long_fails_where_the_template_prints) {
  jinja::Options options;
  options.limits.output_bytes = 100;
  Bench bench(Templates{{"a", "{% include 'part' %}{% include 'captured' %}"},
                        {"b", "{{ '-' * 90 }}{% include 'part' %}"},
                        {"c", "{{ '-' * 50 }}{% include 'captured' %}"},
                        {"part", "{% for i in range(2) %}1234567{% endfor %}"},
                        {"captured", "{% set x %}{{ '=' * 60 }}{% endset %}"}},
              options);
  for (std::uint32_t subject : {1u, 2u}) {
    EXPECT_EQ(bench.render("a", subject).output.size(), 14u);
    EXPECT_EQ(bench.render("b", subject).failed_in, "templates/part");
    EXPECT_EQ(bench.render("c", subject).failed_in, "templates/captured");
  }
}

}  // namespace
