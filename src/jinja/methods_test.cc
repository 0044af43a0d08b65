// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include "jinja/fake_runtime.h"
#include "jinja/namespace_object.h"
#include "value/datetime.h"

namespace jinja {
namespace {

TEST(TextMethods, positions_count_characters) {
  FakeRuntime ctx;
  EXPECT_EQ(ctx.method(text("äöü"), "find", {text("ü")}), "2");
  EXPECT_EQ(ctx.method(text("äöü"), "center", {number(6), text("*")}), "*äöü**");
  EXPECT_EQ(ctx.method(text("abcabc"), "rfind", {text("b"), number(0), number(-2)}), "1");
}

TEST(TextMethods, case_follows_unicode) {
  FakeRuntime ctx;
  EXPECT_EQ(ctx.method(text("straße"), "upper"), "STRASSE");
  EXPECT_EQ(ctx.method(text("ΑΣ ΑΣΑ"), "lower"), "ας ασα");
  EXPECT_EQ(ctx.method(text("ǆ they're"), "title"), "ǅ They'Re");
  EXPECT_EQ(ctx.method(text("ß"), "casefold"), "ss");
}

TEST(TextMethods, split_without_separator_takes_words) {
  FakeRuntime ctx;
  EXPECT_EQ(ctx.method(text("  a\tb  c "), "split"), "['a', 'b', 'c']");
  EXPECT_EQ(ctx.method(text("a b c "), "rsplit", {value::Value::none(), number(1)}), "['a b', 'c']");
  EXPECT_EQ(ctx.method(text("a,,b"), "split", {text(",")}), "['a', '', 'b']");
}

TEST(TextMethods, markup_escapes_what_it_is_given) {
  FakeRuntime ctx;
  EXPECT_EQ(ctx.method(html("<b>{}</b>"), "format", {text("<x>")}), "<b>&lt;x&gt;</b>");
  EXPECT_EQ(ctx.method(html(", "), "join", {ctx.list({text("<"), html("<i>")})}), "&lt;, <i>");
  EXPECT_EQ(ctx.method(html("<p>a &amp; b</p>"), "striptags"), "a & b");
  EXPECT_EQ(ctx.method(html("&lt;&notit;&#x80;&hellip"), "unescape"), "<¬it;€&hellip");
}

TEST(TextMethods, an_unknown_method_gets_a_suggestion) {
  FakeRuntime ctx;
  call_builtin_method(ctx, text("x"), "starts_with", {});
  EXPECT_EQ(ctx.failure().code, "unknown-method");
  EXPECT_EQ(ctx.failure().hint, "did you mean 'startswith'?");
}

TEST(ListMethods, change_the_list_in_place) {
  FakeRuntime ctx;
  value::Value list = ctx.list({number(3), number(1)});
  ctx.method(list, "append", {number(2)});
  ctx.method(list, "sort");
  ctx.method(list, "insert", {number(-9), number(0)});
  EXPECT_EQ(ctx.method(list, "pop"), "3");
  EXPECT_EQ(ctx.shown(list), "[0, 1, 2]");
}

TEST(ListMethods, a_shared_list_is_not_changed) {
  FakeRuntime ctx;
  value::Value list = ctx.list({number(1)});
  value::freeze(list);
  call_builtin_method(ctx, list, "append", {FakeRuntime::Values{number(2)}, {}});
  EXPECT_EQ(ctx.failure().code, "frozen");
  EXPECT_EQ(ctx.failure().hint, "copy it first: {% set mine = x | list %}");
  ctx.clear_failure();
  EXPECT_EQ(ctx.shown(list), "[1]");
}

TEST(MapMethods, items_come_in_order_of_insertion) {
  FakeRuntime ctx;
  value::Value map = ctx.map({{"b", number(1)}, {"a", number(2)}});
  EXPECT_EQ(ctx.method(map, "items"), "[('b', 1), ('a', 2)]");
  EXPECT_EQ(ctx.method(map, "get", {text("z"), number(5)}), "5");
  EXPECT_EQ(ctx.method(map, "get", {text("z")}), "None");
  EXPECT_EQ(ctx.method(map, "pop", {text("b")}), "1");
  EXPECT_EQ(ctx.shown(map), "{'a': 2}");
}

TEST(DateMethods, have_pythons_names) {
  FakeRuntime ctx;
  value::Value moment = value::Value::datetime(*value::parse_datetime("2024-02-29T07:08:09"));
  EXPECT_EQ(ctx.method(moment, "strftime", {text("%d.%m.%Y")}), "29.02.2024");
  EXPECT_EQ(ctx.method(moment, "isoformat", {text(" ")}, {{"timespec", text("minutes")}}), "2024-02-29 07:08");
  EXPECT_EQ(ctx.method(moment, "replace", {}, {{"year", number(2023)}}), "error: wrong-argument");
  EXPECT_EQ(ctx.shown(builtin_attribute(ctx, moment, "day")), "29");
  EXPECT_TRUE(builtin_attribute(ctx, moment, "nope").is_undefined());
}

TEST(Format, knows_pythons_mini_language) {
  FakeRuntime ctx;
  EXPECT_EQ(ctx.method(text("{0:>10.2f}|{1:*^7}|{2:08,}|{3:#x}"), "format",
                       {value::Value::floating(3.14159), text("ab"), number(1234), number(255)}),
            "      3.14|**ab***|0,001,234|0xff");
  EXPECT_EQ(ctx.method(text("{a[0]} {b!r:>5}"), "format", {}, {{"a", ctx.list({number(7)})}, {"b", text("x")}}),
            "7   'x'");
  EXPECT_EQ(ctx.method(text("{:d}"), "format", {text("x")}), "error: wrong-argument");
  EXPECT_EQ(ctx.method(text("{:9999999999}"), "format", {text("x")}), "error: limit");
}

TEST(Format, percent_takes_tuples_and_mappings) {
  FakeRuntime ctx;
  EXPECT_EQ(
      ctx.shown(percent_format(ctx, text("%05.1f %s %%"),
                               value::Value::tuple(&ctx.list({value::Value::floating(2.25), text("x")}).as_list()))),
      "002.2 x %");
  EXPECT_EQ(ctx.shown(percent_format(ctx, text("%(a)s"), ctx.map({{"a", number(1)}}))), "1");
  EXPECT_EQ(ctx.shown(percent_format(ctx, html("<%s>"), text("&"))), "<&amp;>");
  EXPECT_EQ(ctx.shown(percent_format(ctx, text("%s %s"), text("x"))), "error: wrong-argument");
}

TEST(Functions, range_is_bounded_and_prints_as_python_does) {
  FakeRuntime ctx;
  EXPECT_EQ(ctx.shown(ctx.function("range", {number(1), number(10), number(3)})), "range(1, 10, 3)");
  EXPECT_EQ(ctx.filter("list", {ctx.function("range", {number(3), number(0), number(-1)})}), "[3, 2, 1]");
  EXPECT_EQ(ctx.shown(ctx.function("range", {number(10'000'001)})), "error: limit");
}

TEST(Functions, a_cycler_goes_round) {
  FakeRuntime ctx;
  value::Value cycler = ctx.function("cycler", {text("a"), text("b")});
  auto next = [&] { return ctx.shown(cycler.as_object().call_method(ctx, 0, "next", {})); };
  EXPECT_EQ(next() + next() + next(), "aba");
  EXPECT_EQ(ctx.shown(value::attribute(ctx, cycler, "current")), "b");
  cycler.as_object().call_method(ctx, 0, "reset", {});
  EXPECT_EQ(next(), "a");
}

TEST(Functions, a_joiner_is_silent_once) {
  FakeRuntime ctx;
  value::Value joiner = ctx.function("joiner", {text("; ")});
  EXPECT_EQ(ctx.shown(value::call(ctx, joiner, {})), "");
  EXPECT_EQ(ctx.shown(value::call(ctx, joiner, {})), "; ");
}

TEST(Functions, a_namespace_can_be_assigned_to) {
  FakeRuntime ctx;
  value::Value made = ctx.function("namespace", {}, {{"total", number(1)}});
  ASSERT_NE(NamespaceObject::of(made), nullptr);
  NamespaceObject::of(made)->set(ctx, "total", number(2));
  EXPECT_EQ(ctx.shown(value::attribute(ctx, made, "total")), "2");
  EXPECT_EQ(ctx.shown(made), "<Namespace {'total': 2}>");
  EXPECT_EQ(NamespaceObject::of(number(1)), nullptr);
}

TEST(Functions, lipsum_is_the_same_in_each_build) {
  FakeRuntime ctx;
  std::string first = ctx.shown(ctx.function("lipsum", {number(2)}));
  EXPECT_EQ(first, ctx.shown(ctx.function("lipsum", {number(2)})));
  EXPECT_TRUE(first.starts_with("<p>"));
}

}  // namespace
}  // namespace jinja
