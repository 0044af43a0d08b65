// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "value/datetime.h"
#include "value/testing.h"

namespace value {

namespace {

Value number(double number) { return Value::floating(number); }
Value day(int year, int month, int day) {
  DateTime moment = *from_civil({.year = year, .month = month, .day = day});
  moment.date_only = true;
  return Value::datetime(moment);
}

std::string floating(double number) {
  std::string out;
  append_floating(out, number);
  return out;
}

}  // namespace

TEST(Floating, prints_as_python_does) {
  EXPECT_EQ(floating(1.0), "1.0");
  EXPECT_EQ(floating(-0.0), "-0.0");
  EXPECT_EQ(floating(0.1), "0.1");
  EXPECT_EQ(floating(1e16), "1e+16");
  EXPECT_EQ(floating(9999999999999998.0), "9999999999999998.0");
  EXPECT_EQ(floating(123456789012345680.0), "1.2345678901234568e+17");
  EXPECT_EQ(floating(0.0001), "0.0001");
  EXPECT_EQ(floating(0.00001), "1e-05");
  EXPECT_EQ(floating(1.5e300), "1.5e+300");
  EXPECT_EQ(floating(std::numeric_limits<double>::infinity()), "inf");
  EXPECT_EQ(floating(-std::numeric_limits<double>::infinity()), "-inf");
  EXPECT_EQ(floating(std::nan("")), "nan");
}

TEST(Print, writes_lists_maps_and_dates_as_python_does) {
  Fixture f;
  Value value =
      f.list({f.text("it's"), f.text("say \"hi\""), f.text("both ' and \""), Value::none(), Value::boolean(true),
              f.tuple({Value::integer(1)}), f.tuple({}), f.map({{f.text("k"), number(1.0)}})});
  EXPECT_EQ(f.printed(value), "[\"it's\", 'say \"hi\"', 'both \\' and \"', None, True, (1,), (), {'k': 1.0}]");
  EXPECT_EQ(f.printed(day(2024, 5, 1)), "2024-05-01");
  EXPECT_EQ(f.printed(f.list({day(2024, 5, 1)})), "[datetime.date(2024, 5, 1)]");
  EXPECT_EQ(f.printed(Value()), "");
  EXPECT_EQ(f.repr(Value()), "Undefined");
  EXPECT_EQ(f.repr(Value::safe("<b>")), "Markup('<b>')");
}

TEST(Print, shows_moments_as_python_constructs_them) {
  Fixture f;
  auto repr = [&](const char* text) { return f.repr(Value::datetime(*parse_datetime(text))); };
  EXPECT_EQ(repr("2024-05-01T10:00"), "datetime.datetime(2024, 5, 1, 10, 0)");
  EXPECT_EQ(repr("2024-05-01T10:00:05"), "datetime.datetime(2024, 5, 1, 10, 0, 5)");
  EXPECT_EQ(repr("2024-05-01T10:00:00.5"), "datetime.datetime(2024, 5, 1, 10, 0, 0, 500000)");
  EXPECT_EQ(repr("2024-05-01T10:00Z"), "datetime.datetime(2024, 5, 1, 10, 0, tzinfo=datetime.timezone.utc)");
  EXPECT_EQ(
      repr("2024-05-01T10:00-05:00"),
      "datetime.datetime(2024, 5, 1, 10, 0, tzinfo=datetime.timezone(datetime.timedelta(days=-1, seconds=68400)))");
  EXPECT_EQ(f.repr(Value::duration(0)), "datetime.timedelta(0)");
  EXPECT_EQ(f.repr(Value::duration(-1)), "datetime.timedelta(days=-1, seconds=86399, microseconds=999999)");
  EXPECT_EQ(f.printed(Value::duration(93784'000'000)), "1 day, 2:03:04");
}

TEST(Print, escapes_what_cannot_be_seen) {
  Fixture f;
  EXPECT_EQ(f.repr(f.text("a\n\t\r\\\x01\x7f")), "'a\\n\\t\\r\\\\\\x01\\x7f'");
  EXPECT_EQ(f.repr(f.text("\u00e9\u00a0\u200b\U0001f600\U000e0001")), "'\u00e9\\xa0\\u200b\U0001f600\\U000e0001'");
}

TEST(Print, ends_for_lists_and_maps_that_contain_themselves) {
  Fixture f;
  List* list = make_list(f.arena);
  list->append(f.arena, Value::integer(1));
  list->append(f.arena, Value::list(list));
  EXPECT_EQ(f.printed(Value::list(list)), "[1, [...]]");
  Map* map = make_map(f.arena);
  map->set(f.arena, "self", Value::map(map));
  EXPECT_EQ(f.printed(Value::map(map)), "{'self': {...}}");
  f.json(Value::map(map));
  EXPECT_EQ(f.failure(), "a value that contains itself cannot be written as JSON");
}

TEST(Print, ends_for_lists_nested_a_hundred_thousand_times_and_for_shared_ones) {
  Fixture f;
  Value deep = f.list({});
  for (int i = 0; i < 100'000; ++i) deep = f.list({deep});
  EXPECT_LT(f.printed(deep).size(), 1000u);
  Value shared = f.list({});
  for (int i = 0; i < 100; ++i) shared = f.list({shared, shared});
  f.printed(shared);
  EXPECT_EQ(f.failure(), "a value is too large to be printed");
}

TEST(Equal, compares_numbers_by_value_exactly) {
  Fixture f;
  EXPECT_TRUE(equal(f.ctx, Value::boolean(true), Value::integer(1)));
  EXPECT_TRUE(equal(f.ctx, Value::integer(2), number(2.0)));
  std::int64_t large = (std::int64_t{1} << 53) + 1;
  EXPECT_FALSE(equal(f.ctx, Value::integer(large), number(9007199254740992.0)));
  EXPECT_FALSE(equal(f.ctx, number(std::nan("")), number(std::nan(""))));
  EXPECT_FALSE(equal(f.ctx, f.text("1"), Value::integer(1)));
  EXPECT_TRUE(equal(f.ctx, Value::none(), Value::none()));
  EXPECT_FALSE(equal(f.ctx, Value::none(), Value()));
}

TEST(Equal, compares_lists_and_maps_by_content) {
  Fixture f;
  Value a = f.map({{f.text("x"), f.list({Value::integer(1)})}, {f.text("y"), Value::none()}});
  Value b = f.map({{f.text("y"), Value::none()}, {f.text("x"), f.list({number(1.0)})}});
  EXPECT_TRUE(equal(f.ctx, a, b));
  EXPECT_FALSE(equal(f.ctx, f.list({Value::integer(1)}), f.tuple({Value::integer(1)})));
  EXPECT_FALSE(equal(f.ctx, f.list({}), f.map({})));
  EXPECT_TRUE(equal(f.ctx, Value::safe("a"), Value::string("a")));
}

TEST(Equal, tells_a_day_from_its_midnight_and_sees_through_offsets) {
  Fixture f;
  auto moment = [](const char* text) { return Value::datetime(*parse_datetime(text)); };
  EXPECT_FALSE(equal(f.ctx, moment("2024-05-01"), moment("2024-05-01T00:00")));
  EXPECT_TRUE(equal(f.ctx, moment("2024-05-01T10:00Z"), moment("2024-05-01T12:00+02:00")));
}

TEST(Equal, ends_for_twin_lists_that_contain_themselves) {
  Fixture f;
  List* a = make_list(f.arena);
  List* b = make_list(f.arena);
  for (int i = 0; i < 2; ++i) a->append(f.arena, Value::list(a)), b->append(f.arena, Value::list(b));
  EXPECT_FALSE(equal(f.ctx, Value::list(a), Value::list(b)));
  EXPECT_EQ(f.failure(), "the values to compare are nested too deeply or contain themselves");
}

TEST(Compare, orders_like_with_like_and_refuses_the_rest) {
  Fixture f;
  auto less = [&](const Value& a, const Value& b) { return compare(f.ctx, a, b) == std::partial_ordering::less; };
  EXPECT_TRUE(less(Value::integer(1), number(1.5)));
  EXPECT_TRUE(less(Value::integer(std::numeric_limits<std::int64_t>::max()), number(9223372036854775808.0)));
  EXPECT_TRUE(less(number(-1e300), Value::integer(std::numeric_limits<std::int64_t>::min())));
  EXPECT_TRUE(less(f.text("Z"), f.text("a")));
  EXPECT_TRUE(less(f.text("z"), f.text("\u00e9")));
  EXPECT_TRUE(less(day(2024, 1, 31), day(2024, 2, 1)));
  EXPECT_TRUE(less(f.list({Value::integer(1), Value::integer(2)}), f.list({Value::integer(1), Value::integer(3)})));
  EXPECT_TRUE(less(f.list({}), f.list({Value::none()})));
  EXPECT_FALSE(compare(f.ctx, Value::integer(1), f.text("1")).has_value());
  EXPECT_FALSE(compare(f.ctx, Value::none(), Value::none()).has_value());
  EXPECT_FALSE(compare(f.ctx, f.map({}), f.map({})).has_value());
  EXPECT_FALSE(compare(f.ctx, f.list({Value::none()}), f.list({Value::integer(1)})).has_value());
}

TEST(Contains, looks_into_texts_lists_and_maps) {
  Fixture f;
  EXPECT_TRUE(contains(f.ctx, f.text("house"), f.text("us")));
  EXPECT_TRUE(contains(f.ctx, f.list({Value::integer(1)}), number(1.0)));
  EXPECT_TRUE(contains(f.ctx, f.map({{f.text("k"), Value::none()}}), f.text("k")));
  EXPECT_FALSE(contains(f.ctx, Value(), f.text("k")));
  EXPECT_FALSE(f.ctx.failed());
  contains(f.ctx, f.map({}), f.list({}));
  EXPECT_EQ(f.failure(), "a list cannot be a key");
  f.ctx.clear_failure();
  contains(f.ctx, f.text("1"), Value::integer(1));
  EXPECT_EQ(f.failure(), "'in' looks for a string in a string, not for an integer");
  f.ctx.clear_failure();
  contains(f.ctx, Value::integer(1), Value::integer(1));
  EXPECT_EQ(f.failure(), "'in' cannot look inside an integer");
}

TEST(Truth, is_pythons) {
  Fixture f;
  for (const Value& value : {Value(), Value::none(), Value::boolean(false), Value::integer(0), number(0), f.text(""),
                             f.list({}), f.map({}), Value::duration(0)}) {
    EXPECT_FALSE(truth(f.ctx, value)) << kind_name(value);
  }
  for (const Value& value : {Value::boolean(true), Value::integer(-1), number(std::nan("")), f.text("0"),
                             f.list({Value::none()}), day(1970, 1, 1)}) {
    EXPECT_TRUE(truth(f.ctx, value)) << kind_name(value);
  }
}

TEST(Item, counts_from_the_end_and_by_code_points) {
  Fixture f;
  Value list = f.list({Value::integer(1), Value::integer(2)});
  EXPECT_EQ(f.printed(item(f.ctx, list, Value::integer(-1))), "2");
  EXPECT_TRUE(item(f.ctx, list, Value::integer(2)).is_undefined());
  EXPECT_TRUE(item(f.ctx, list, Value::integer(-3)).is_undefined());
  EXPECT_TRUE(item(f.ctx, list, Value::integer(std::numeric_limits<std::int64_t>::min())).is_undefined());
  EXPECT_EQ(f.printed(item(f.ctx, f.text("a\u00e9b"), Value::integer(1))), "\u00e9");
  EXPECT_EQ(f.printed(item(f.ctx, f.text("a\u00e9b"), Value::integer(-1))), "b");
  EXPECT_TRUE(item(f.ctx, f.text(""), Value::integer(0)).is_undefined());
  EXPECT_EQ(length(f.ctx, f.text("a\u00e9b")), 3u);
}

TEST(LookupPath, goes_through_maps_and_lists) {
  Parsed parsed(Format::yaml, "authors:\n- name: {first: Ada}\n");
  Fixture& f = parsed.fixture;
  EXPECT_EQ(f.printed(lookup_path(f.ctx, parsed.value, "authors.0.name.first")), "Ada");
  EXPECT_TRUE(lookup_path(f.ctx, parsed.value, "authors.1.name").is_undefined());
  EXPECT_TRUE(lookup_path(f.ctx, parsed.value, "").is_undefined());
  EXPECT_TRUE(lookup_path(f.ctx, parsed.value, "..").is_undefined());
}

TEST(Elements, are_those_that_python_iterates_over) {
  Fixture f;
  EXPECT_EQ(f.repr(elements(f.ctx, f.text("a\u00e9"))), "['a', '\u00e9']");
  EXPECT_EQ(f.repr(elements(f.ctx, f.map({{f.text("k"), Value::none()}}))), "['k']");
  EXPECT_EQ(f.repr(elements(f.ctx, Value())), "[]");
  EXPECT_FALSE(f.ctx.failed());
  elements(f.ctx, Value::integer(1));
  EXPECT_EQ(f.ctx.failure().code, "not-iterable");
}

TEST(Json, is_what_json_dumps_writes) {
  Fixture f;
  Value value = f.map({{f.text("a"), f.list({Value::integer(1), number(1.0), Value::none(), Value()})},
                       {Value::integer(2), day(2024, 5, 1)},
                       {Value::boolean(true), f.map({})}});
  EXPECT_EQ(f.json(value), R"({"a": [1, 1.0, null, null], "2": "2024-05-01", "true": {}})");
  EXPECT_EQ(f.json(value, {.compact = true}), R"({"a":[1,1.0,null,null],"2":"2024-05-01","true":{}})");
  EXPECT_EQ(f.json(value, {.indent = 2, .sort_keys = true}),
            "{\n  \"2\": \"2024-05-01\",\n  \"a\": [\n    1,\n    1.0,\n    null,\n    null\n  ],\n  \"true\": {}\n}");
  EXPECT_EQ(f.json(number(std::nan(""))), "NaN");
}

TEST(Json, escapes_text_as_python_does) {
  Fixture f;
  Value text = f.text("\"\\\b\f\n\r\t\x01\x7f/\u00e9\U0001f600");
  EXPECT_EQ(f.json(text), R"("\"\\\b\f\n\r\t\u0001\u007f/\u00e9\ud83d\ude00")");
  EXPECT_EQ(f.json(text, {.ascii = false}), "\"\\\"\\\\\\b\\f\\n\\r\\t\\u0001\x7f/\u00e9\U0001f600\"");
  EXPECT_EQ(f.json(f.text("a\xff")), R"("a\ufffd")");
  EXPECT_EQ(f.json(f.text("a\xff"), {.ascii = false}), "\"a\xef\xbf\xbd\"");
}

}  // namespace value
