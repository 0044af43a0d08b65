// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include "value/datetime.h"
#include "value/operations.h"
#include "value/tree.h"

namespace value {
namespace {

class Values : public testing::Test {
 protected:
  std::string text(const Value& value) {
    std::string out;
    append_text(ctx_, out, value);
    return out;
  }
  std::string json(const Value& value, const JsonStyle& style = {}) {
    std::string out;
    append_json(ctx_, out, value, style);
    return out;
  }
  Value list(std::initializer_list<Value> items) {
    return Value::list(make_list(arena_, std::span(items.begin(), items.size())));
  }

  base::Arena arena_;
  ReadLog reads_;
  Context ctx_{arena_, reads_};
};

TEST_F(Values, a_map_keeps_the_order_of_insertion_and_finds_every_key) {
  Map* map = make_map(arena_);
  for (int i = 0; i < 1000; ++i) map->set(arena_, Value::string(arena_, "key" + std::to_string(i)), Value::integer(i));
  for (int i = 0; i < 1000; ++i) {
    std::string key = "key" + std::to_string(i);
    ASSERT_NE(map->find(Name(key)), nullptr);
    EXPECT_EQ(map->find(Name(key))->as_integer(), i);
  }
  EXPECT_EQ(map->entries()[999].key.as_string(), "key999");
  EXPECT_TRUE(map->remove(arena_, Value::string("key0")));
  EXPECT_EQ(map->find(Name("key0")), nullptr);
  EXPECT_EQ(map->find(Name("key999"))->as_integer(), 999);
}

TEST_F(Values, equal_numbers_are_one_key) {
  Map* map = make_map(arena_);
  map->set(arena_, Value::integer(1), Value::string("a"));
  map->set(arena_, Value::floating(1.0), Value::string("b"));
  map->set(arena_, Value::boolean(true), Value::string("c"));
  EXPECT_EQ(map->size(), 1u);
  EXPECT_EQ(text(Value::map(map)), "{1: 'c'}");
}

TEST_F(Values, print_as_python_does) {
  EXPECT_EQ(
      text(list({Value::integer(1), Value::floating(2), Value::string("it's"), Value::none(), Value::boolean(true)})),
      "[1, 2.0, \"it's\", None, True]");
  EXPECT_EQ(text(Value::floating(1e16)), "1e+16");
  EXPECT_EQ(text(Value::floating(0.1)), "0.1");
  EXPECT_EQ(text(Value::floating(1e-5)), "1e-05");
  EXPECT_EQ(text(Value::tuple(make_list(arena_, std::vector{Value::integer(1)}))), "(1,)");
  EXPECT_EQ(text(Value()), "");
}

TEST_F(Values, compare_as_python_does) {
  EXPECT_TRUE(equal(ctx_, Value::integer(1), Value::floating(1)));
  EXPECT_FALSE(equal(ctx_, Value::integer(9007199254740993), Value::floating(9007199254740992.0)));
  EXPECT_FALSE(compare(ctx_, Value::integer(1), Value::string("1")));
  EXPECT_TRUE(compare(ctx_, list({Value::integer(1)}), list({Value::integer(1), Value::integer(2)})) ==
              std::partial_ordering::less);
}

TEST_F(Values, json_is_that_of_python) {
  Map* map = make_map(arena_);
  map->set(arena_, "b", list({Value::floating(1.5), Value::none()}));
  map->set(arena_, "a", Value::string("ü\n"));
  EXPECT_EQ(json(Value::map(map)), "{\"b\": [1.5, null], \"a\": \"\\u00fc\\n\"}");
  EXPECT_EQ(json(Value::map(map), {.indent = 1, .sort_keys = true, .ascii = false}),
            "{\n \"a\": \"ü\\n\",\n \"b\": [\n  1.5,\n  null\n ]\n}");
}

TEST_F(Values, merging_goes_to_every_depth) {
  Map* under = make_map(arena_);
  Map* over = make_map(arena_);
  Map* a = make_map(arena_);
  Map* b = make_map(arena_);
  a->set(arena_, "x", Value::integer(1));
  a->set(arena_, "y", Value::integer(1));
  b->set(arena_, "y", Value::integer(2));
  under->set(arena_, "k", Value::map(a));
  over->set(arena_, "k", Value::map(b));
  EXPECT_EQ(text(merge(arena_, Value::map(under), Value::map(over))), "{'k': {'x': 1, 'y': 2}}");
}

TEST_F(Values, binding_names_what_is_wrong) {
  Value positional[] = {Value::integer(1)};
  NamedArgument named[] = {{"lenght", Value::integer(2)}};
  Parameters<2> bound(ctx_, "truncate", {positional, named}, {"s", "length"}, 1);
  EXPECT_FALSE(bound);
  EXPECT_EQ(ctx_.failure().message, "truncate() got an unexpected argument 'lenght'");
  EXPECT_EQ(ctx_.failure().hint, "did you mean 'length'?");
}

TEST_F(Values, a_tree_notes_the_key_paths_that_are_read_and_those_that_are_missing) {
  Map* inner = make_map(arena_);
  inner->set(arena_, "name", Value::string("Ann"));
  inner->set(arena_, "age", Value::integer(5));
  Map* root = make_map(arena_);
  root->set(arena_, "author", Value::map(inner));
  Value value = Value::map(root);
  freeze(value);
  Names names;
  Tree tree(Relation::config, value, names, "config");
  Value author = attribute(ctx_, tree.root(), "author");
  EXPECT_TRUE(reads_.questions().empty());
  EXPECT_EQ(attribute(ctx_, author, "name").as_string(), "Ann");
  EXPECT_TRUE(attribute(ctx_, author, "mail").is_undefined());
  std::vector<std::string> asked;
  for (const Question& question : reads_.questions()) asked.emplace_back(names.text(question.entity));
  std::sort(asked.begin(), asked.end());
  EXPECT_EQ(asked, (std::vector<std::string>{"author.mail", "author.name"}));
}

TEST(Reads, each_question_is_kept_once) {
  ReadLog log;
  log.note(Relation::site, 0, 0);
  for (int i = 0; i < 100; ++i) {
    log.note(Relation::page, 7, 1);
    log.note(Relation::page, static_cast<std::uint32_t>(i % 3), 1);
  }
  EXPECT_EQ(log.questions().size(), 5u);
  log.clear();
  EXPECT_TRUE(log.questions().empty());
}

TEST(DateTime, common_written_forms_are_read) {
  for (const char* text :
       {"2024-05-01", "2024/05/01", "May 1, 2024", "1 May 2024", "Wed, 01 May 2024", "05/01/2024", "May 1st, 2024"}) {
    auto moment = parse_datetime(text);
    ASSERT_TRUE(moment) << text;
    EXPECT_EQ(to_iso(*moment), "2024-05-01") << text;
  }
  EXPECT_EQ(to_iso(*parse_datetime("2024-05-01T10:00:00Z")), "2024-05-01T10:00:00+00:00");
  EXPECT_EQ(to_iso(*parse_datetime("2024-05-01 10:00:00.5 +02:00")), "2024-05-01T10:00:00.500000+02:00");
  EXPECT_EQ(to_iso(*parse_datetime("2024-05-01 10:30")), "2024-05-01T10:30:00");
  for (const char* text : {"", "2024", "2024-13-01", "2023-02-29", "2024-05-01T25:00", "soon", "2024-05-01x"}) {
    EXPECT_FALSE(parse_datetime(text)) << text;
  }
}

TEST(DateTime, formats_as_strftime_does) {
  DateTime moment = *parse_datetime("2024-01-07T15:04:05+05:30");
  EXPECT_EQ(format_datetime(moment, "%a %A %b %B %d %e %-d %H %I %j %m %M %p %S %y %Y %z %% %F %T"),
            "Sun Sunday Jan January 07  7 7 15 03 007 01 04 PM 05 24 2024 +0530 % 2024-01-07 15:04:05");
  EXPECT_EQ(format_datetime(moment, "%U %W %V %G %u %w"), "01 01 01 2024 7 0");
  EXPECT_EQ(to_rfc822(moment), "Sun, 07 Jan 2024 15:04:05 +0530");
  EXPECT_EQ(to_rfc3339(*parse_datetime("2024-01-07")), "2024-01-07T00:00:00Z");
}

TEST(DateTime, civil_dates_go_there_and_back) {
  for (int year : {1, 1600, 1900, 1970, 2000, 2024, 9999}) {
    for (int month : {1, 2, 3, 12}) {
      auto moment = from_civil({.year = year, .month = month, .day = 28, .hour = 23});
      CivilTime civil = to_civil(*moment);
      EXPECT_EQ(civil.year, year);
      EXPECT_EQ(civil.month, month);
      EXPECT_EQ(civil.day, 28);
      EXPECT_EQ(civil.hour, 23);
    }
  }
}

}  // namespace
}  // namespace value
