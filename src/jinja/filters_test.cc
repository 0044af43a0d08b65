// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include "jinja/fake_runtime.h"

namespace jinja {
namespace {

TEST(Filters, all_of_jinja2_are_there_once) {
  EXPECT_EQ(builtin_filters().size(), 54u);
  for (std::size_t i = 1; i < builtin_filters().size(); ++i) {
    EXPECT_LT(builtin_filters()[i - 1].name.text, builtin_filters()[i].name.text);
  }
}

TEST(Filters, html_stays_html_when_its_case_changes) {
  FakeRuntime ctx;
  EXPECT_TRUE(ctx.apply_filter("upper", {FakeRuntime::Values{html("<b>")}, {}}).is_safe());
  EXPECT_FALSE(ctx.apply_filter("title", {FakeRuntime::Values{html("<b>")}, {}}).is_safe());
}

TEST(Filters, join_escapes_plain_texts_beside_html) {
  FakeRuntime ctx;
  ctx.escaping = true;
  EXPECT_EQ(ctx.filter("join", {ctx.list({text("<a>"), html("<b>")}), text("&")}), "&lt;a&gt;&amp;<b>");
  EXPECT_EQ(ctx.filter("join", {ctx.list({text("<a>"), text("<b>")}), text("&")}), "<a>&<b>");
}

TEST(Filters, replace_escapes_what_is_put_into_html) {
  FakeRuntime ctx;
  ctx.escaping = true;
  EXPECT_EQ(ctx.filter("replace", {html("<i>x</i>"), text("x"), text("<y>")}), "<i>&lt;y&gt;</i>");
}

TEST(Filters, truncate_keeps_texts_within_the_leeway_and_cuts_at_words) {
  FakeRuntime ctx;
  EXPECT_EQ(ctx.filter("truncate", {text("foo bar baz qux"), number(9)}), "foo...");
  EXPECT_EQ(ctx.filter("truncate", {text("foo bar baz qux"), number(11)}), "foo bar baz qux");
  EXPECT_EQ(ctx.filter("truncate", {text("foo bar baz qux"), number(9), value::Value::boolean(true)}), "foo ba...");
  EXPECT_EQ(ctx.filter("truncate", {text("äöü äöü äöü"), number(6), {}, text(""), number(0)}), "äöü");
}

TEST(Filters, sort_ignores_case_and_takes_several_attributes) {
  FakeRuntime ctx;
  EXPECT_EQ(ctx.filter("sort", {ctx.list({text("b"), text("A"), text("c")})}), "['A', 'b', 'c']");
  value::Value rows =
      ctx.list({ctx.map({{"a", number(2)}, {"b", number(1)}}), ctx.map({{"a", number(1)}, {"b", number(9)}}),
                ctx.map({{"a", number(1)}, {"b", number(3)}})});
  EXPECT_EQ(ctx.filter("sort", {rows}, {{"attribute", text("a,b")}}),
            "[{'a': 1, 'b': 3}, {'a': 1, 'b': 9}, {'a': 2, 'b': 1}]");
}

TEST(Filters, sorting_numbers_with_texts_is_an_error) {
  FakeRuntime ctx;
  EXPECT_EQ(ctx.filter("sort", {ctx.list({text("b"), number(1)})}), "error: wrong-argument");
}

TEST(Filters, groupby_shows_the_key_as_its_first_element_spells_it) {
  FakeRuntime ctx;
  value::Value rows =
      ctx.list({ctx.map({{"c", text("ny")}}), ctx.map({{"c", text("NY")}}), ctx.map({{"c", text("LA")}})});
  EXPECT_EQ(ctx.filter("groupby", {rows, text("c")}), "[('LA', [{'c': 'LA'}]), ('ny', [{'c': 'ny'}, {'c': 'NY'}])]");
}

TEST(Filters, selectattr_follows_paths_and_applies_tests) {
  FakeRuntime ctx;
  value::Value rows = ctx.list({ctx.map({{"d", ctx.list({number(1)})}}), ctx.map({{"d", ctx.list({number(2)})}})});
  EXPECT_EQ(ctx.filter("selectattr", {rows, text("d.0"), text("even")}), "[{'d': [2]}]");
  EXPECT_EQ(ctx.filter("selectattr", {rows, text("d.0"), text("nope")}), "error: unknown-test");
}

TEST(Filters, tojson_is_safe_inside_script_elements) {
  FakeRuntime ctx;
  EXPECT_EQ(ctx.filter("tojson", {ctx.map({{"b", text("</script>'&")}, {"a", number(1)}})}),
            R"({"a": 1, "b": "\u003c/script\u003e\u0027\u0026"})");
}

TEST(Filters, xmlattr_refuses_names_that_would_add_attributes) {
  FakeRuntime ctx;
  EXPECT_EQ(ctx.filter("xmlattr", {ctx.map({{"a", text("<")}, {"b", value::Value::none()}})}), " a=\"&lt;\"");
  EXPECT_EQ(ctx.filter("xmlattr", {ctx.map({{"a onclick", text("x")}})}), "error: wrong-argument");
}

TEST(Filters, urlize_links_addresses_and_leaves_punctuation_out) {
  FakeRuntime ctx;
  EXPECT_EQ(ctx.filter("urlize", {text("(see http://a.com/x_(y).)")}),
            "(see <a href=\"http://a.com/x_(y)\" rel=\"noopener\">http://a.com/x_(y)</a>.)");
  EXPECT_EQ(ctx.filter("urlize", {text("me@a.org")}), "<a href=\"mailto:me@a.org\">me@a.org</a>");
}

TEST(Filters, round_is_half_to_even_on_the_exact_number) {
  FakeRuntime ctx;
  EXPECT_EQ(ctx.filter("round", {value::Value::floating(2.675), number(2)}), "2.67");
  EXPECT_EQ(ctx.filter("round", {value::Value::floating(42.5)}), "42.0");
  EXPECT_EQ(ctx.filter("round", {number(25), number(-1)}), "20");
  EXPECT_EQ(ctx.filter("round", {value::Value::floating(42.1), number(0), text("ceil")}), "43.0");
}

TEST(Filters, random_gives_the_same_element_each_time) {
  FakeRuntime first;
  FakeRuntime second;
  auto pick = [](FakeRuntime& ctx) { return ctx.filter("random", {ctx.list({text("a"), text("b"), text("c")})}); };
  EXPECT_EQ(pick(first), pick(second));
}

TEST(Filters, undefined_is_empty_text_unless_strict) {
  FakeRuntime ctx;
  EXPECT_EQ(ctx.filter("upper", {value::Value()}), "");
  EXPECT_EQ(ctx.filter("int", {value::Value()}), "error: undefined-variable");
  ctx.undefined = Undefined::strict;
  EXPECT_EQ(ctx.filter("upper", {value::Value()}), "error: undefined-variable");
  EXPECT_EQ(ctx.filter("default", {value::Value(), text("d")}), "d");
}

TEST(Filters, values_that_would_take_all_memory_are_refused) {
  FakeRuntime ctx;
  const value::Value huge = number(1'000'000'000'000);
  EXPECT_EQ(ctx.filter("center", {text("x"), huge}), "error: limit");
  EXPECT_EQ(ctx.filter("indent", {text("x\ny"), huge}), "error: limit");
  EXPECT_EQ(ctx.filter("batch", {ctx.list({number(1)}), huge, number(0)}), "error: limit");
  EXPECT_EQ(ctx.filter("slice", {ctx.list({number(1)}), huge}), "error: limit");
  EXPECT_EQ(ctx.filter("format", {text("%*d"), huge, number(1)}), "error: limit");
  std::string many(100'000, 'a');
  EXPECT_EQ(ctx.filter("replace", {text(many), text("a"), text(many)}), "error: limit");
}

TEST(Filters, wordwrap_of_one_endless_word_takes_linear_time) {
  FakeRuntime ctx;
  std::string dashes(300'000, '-');
  EXPECT_EQ(ctx.filter("wordwrap", {text(dashes), number(10)}).size(), 329'999u);
}

TEST(Tests, strings_and_undefined_values_are_sequences) {
  FakeRuntime ctx;
  EXPECT_TRUE(ctx.test("sequence", {text("a")}));
  EXPECT_TRUE(ctx.test("sequence", {value::Value()}));
  EXPECT_FALSE(ctx.test("sequence", {number(1)}));
  EXPECT_FALSE(ctx.test("mapping", {ctx.list({})}));
}

TEST(Tests, truth_values_are_numbers_but_no_integers) {
  FakeRuntime ctx;
  EXPECT_TRUE(ctx.test("number", {value::Value::boolean(true)}));
  EXPECT_FALSE(ctx.test("integer", {value::Value::boolean(true)}));
  EXPECT_TRUE(ctx.test("odd", {value::Value::boolean(true)}));
}

TEST(Tests, division_by_zero_is_an_error) {
  FakeRuntime ctx;
  EXPECT_FALSE(ctx.test("divisibleby", {number(4), number(0)}));
  EXPECT_TRUE(ctx.failed());
}

}  // namespace
}  // namespace jinja
