// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include <limits>
#include <vector>

#include "base/clock.h"
#include "jinja/fake_runtime.h"
#include "render/register.h"
#include "test_site.h"
#include "value/operations.h"

namespace site_library {
namespace {

const std::map<std::string, std::string> k_files = {
    {"content/index.md", "---\ntitle: Home\n---\n"},
    {"content/blog/a.md", "---\ntitle: A\ntags: [x]\n---\ntext\n"},
};

std::vector<render::Entry> all_filters() {
  std::vector<render::Entry> all;
  for (auto table :
       {render::text_filters(), render::list_filters(), render::data_filters(), render::date_filters(),
        render::number_filters(), render::html_filters(), render::url_filters(), render::image_filters()}) {
    all.insert(all.end(), table.begin(), table.end());
  }
  return all;
}

std::vector<value::Value> odd_values(base::Arena& arena, const site::Reader& reader) {
  using value::Value;
  value::List* list = value::make_list(arena);
  value::Map* map = value::make_map(arena);
  Value text = Value::string("a<b> \xff\xc3 \"c\" :tada: \xe2\x80");
  map->set(arena, "tags", text);
  map->set(arena, value::Name(""), Value::none());
  list->append(arena, Value::map(map));
  list->append(arena, Value::none());
  list->append(arena, Value::list(value::make_list(arena)));
  list->append(arena, Value());
  list->append(arena, text);
  list->append(arena, reader.page_object(0));
  return {Value(),
          Value::none(),
          Value::boolean(true),
          Value::integer(std::numeric_limits<std::int64_t>::min()),
          Value::integer(std::numeric_limits<std::int64_t>::max()),
          Value::integer(2),
          Value::floating(std::numeric_limits<double>::quiet_NaN()),
          Value::floating(-1e300),
          Value::string(""),
          text,
          Value::safe("<p>\"x\" <b>y"),
          Value::datetime({}),
          Value::duration(-1),
          Value::list(list),
          Value::tuple(list),
          Value::map(map),
          reader.page_object(0),
          reader.section_object(0),
          reader.site_object(),
          reader.config_object(),
          reader.pages(),
          render::bengal_object()};
}

TEST(SiteLibrary, filters_take_any_value_as_subject_and_argument) {
  TestSite site(k_files);
  base::Arena values_arena;
  value::ReadLog values_reads;
  value::Context values_ctx(values_arena, values_reads);
  std::vector<value::Value> values = odd_values(values_arena, site::Reader(site.site(), values_ctx));
  for (const render::Entry& filter : all_filters()) {
    for (const value::Value& subject : values) {
      for (const value::Value& first : values) {
        for (const value::Value& second : values) {
          for (std::size_t count : {1, 2, 3}) {
            jinja::FakeRuntime ctx;
            value::Value arguments[] = {subject, first, second};
            value::Value result = filter.function(ctx, {std::span(arguments).first(count), {}}, &site.site());
            std::string shown;
            if (!ctx.failed()) value::append_text(ctx, shown, result);
            ASSERT_LE(shown.size(), jinja::Limits().text_bytes) << filter.name;
          }
        }
      }
    }
  }
}

TEST(SiteLibrary, filters_of_nothing_do_not_fail) {
  TestSite site(k_files);
  for (const render::Entry& filter : all_filters()) {
    if (filter.name == "percentage" || filter.name == "times" || filter.name == "divided_by" || filter.name == "ceil" ||
        filter.name == "floor") {
      continue;  // Arithmetic without a number is a mistake worth telling.
    }
    for (const value::Value& nothing : {value::Value(), value::Value::none()}) {
      bool has_failed = true;
      for (std::size_t count : {1, 2, 3}) {
        jinja::FakeRuntime ctx;
        value::Value arguments[] = {nothing, value::Value::string("a"), value::Value::string("b")};
        filter.function(ctx, {std::span(arguments).first(count), {}}, &site.site());
        has_failed = has_failed && ctx.failed();
      }
      EXPECT_FALSE(has_failed) << filter.name;
    }
  }
}

TEST(SiteLibrary, lists_of_many_elements_take_no_quadratic_time) {
  TestSite site(k_files);
  double start = base::monotonic_seconds();
  auto result = site.render(
      "{% set many = range(100000)|list %}"
      "{{ many|uniq|length }} {{ many|group_by('')|length }} {{ many|sort_by|length }} {{ many|union(many)|length }} "
      "{{ many|shuffle|length }} {{ many|chunk(3)|length }} {{ many|where('', 'gt', 5)|length }}",
      "", "");
  EXPECT_EQ(result.output, "100000 100000 100000 100000 100000 33334 99994");
  EXPECT_LT(base::monotonic_seconds() - start, 20);
}

TEST(SiteLibrary, long_texts_take_no_quadratic_time) {
  TestSite site(k_files);
  double start = base::monotonic_seconds();
  for (const char* part : {":a", "'\"", "a_", "<b ", "A ", "&lt", "a-B", "--"}) {
    auto result = site.render(std::string("{% set text = '") + (part[0] == '\'' ? "\\'\"" : part) +
                                  "' * 100000 %}{{ (text|emojify)|length > 0 }}{{ (text|smartquotes)|length > 0 }}"
                                  "{{ (text|camelize)|length > 0 }}{{ (text|underscore)|length > 0 }}"
                                  "{{ (text|titleize)|length > 0 }}{{ (text|softwrap_ident)|length > 0 }}"
                                  "{% set x = text|strip_html|excerpt(10) %}{% set x = text|truncatewords(5) %}",
                              "", "");
    EXPECT_TRUE(result.good) << part;
  }
  EXPECT_LT(base::monotonic_seconds() - start, 20);
}

}  // namespace
}  // namespace site_library
