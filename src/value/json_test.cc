// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include <chrono>

#include "value/testing.h"

namespace value {

namespace {

std::string json(std::string_view text) {
  Parsed parsed(Format::json, text);
  return parsed.repr() + (parsed.said().empty() ? "" : " " + parsed.said());
}

}  // namespace

TEST(Json, reads_every_kind_of_value) {
  EXPECT_EQ(json(R"({"a": [1, -2, 1.5, 1e3, true, null, "x\n\u00e9"], "b": {}})"),
            "{'a': [1, -2, 1.5, 1000.0, True, None, 'x\\n\u00e9'], 'b': {}}");
  EXPECT_EQ(json("9223372036854775807"), "9223372036854775807");
  EXPECT_EQ(json("18446744073709551615"), "1.8446744073709552e+19");
  EXPECT_EQ(json("\xef\xbb\xbf{}"), "{}");
}

TEST(Json, points_to_a_mistake_and_says_what_is_meant) {
  EXPECT_EQ(json("{\"a\": 1,\n \"b\" 2}"), "Undefined 2:6 json-syntax");
  EXPECT_EQ(Parsed(Format::json, "[1, 2,]").hint(), "remove the comma before this bracket");
  EXPECT_EQ(Parsed(Format::json, "{'a': 1}").hint(), "JSON takes double quotes only");
  EXPECT_EQ(Parsed(Format::json, "{\"a\": x}").hint(), "text and keys need double quotes");
  EXPECT_EQ(Parsed(Format::json, "// c\n{}").hint(), "JSON has no comments");
  EXPECT_EQ(Parsed(Format::json, "{\"a\": \"x}").hint(), "a quote that was opened is not closed");
  EXPECT_EQ(json(""), "Undefined 1:1 json-syntax");
  EXPECT_EQ(json("{} x"), "Undefined 1:4 json-syntax");
  EXPECT_EQ(json("\"\xff\""), "Undefined 1:2 invalid-utf8");
}

TEST(Json, warns_of_a_key_that_stands_twice_and_takes_the_last) {
  Parsed parsed(Format::json, "{\"a\\\"b\": 1, \"a\\\"b\": 2}");
  EXPECT_EQ(parsed.repr(), "{'a\"b': 2}");
  EXPECT_EQ(parsed.said(), "1:13 duplicate-key");
  EXPECT_EQ(parsed.diagnostics[0].location.length, 6u);
}

TEST(Json, tells_where_each_key_and_element_stands) {
  std::string text = R"({"k\"\\": [12, "x\"", {"b": [null]}, -1.5e3]})";
  Parsed parsed(Format::json, text);
  std::string joined;
  for (const KeyPlace& place : parsed.places)
    joined += place.path + "=" + text.substr(place.offset, place.length) + " ";
  EXPECT_EQ(
      joined,
      "k\"\\=\"k\\\"\\\\\" k\"\\.0=12 k\"\\.1=\"x\\\"\" k\"\\.2={ k\"\\.2.b=\"b\" k\"\\.2.b.0=null k\"\\.3=-1.5e3 ");
}

TEST(Json, refuses_to_nest_deeper_than_sense) {
  std::string open(k_deepest, '['), close(k_deepest, ']');
  EXPECT_EQ(Parsed(Format::json, open + close).said(), "");
  EXPECT_EQ(Parsed(Format::json, "[" + open + close + "]").said(), "1:201 nesting-too-deep");
  EXPECT_EQ(Parsed(Format::json, std::string(1'000'000, '[')).said(), "1:201 nesting-too-deep");
}

TEST(Json, keeps_only_the_first_of_very_many_warnings) {
  std::string text = "{";
  for (int i = 0; i < 20'000; ++i) text += "\"a\": 1,\n";
  text += "\"a\": 2}";
  auto begin = std::chrono::steady_clock::now();
  Parsed parsed(Format::json, text);
  EXPECT_EQ(parsed.diagnostics.size(), 50u);
  EXPECT_EQ(parsed.diagnostics.back().hint, "remove one of them; further warnings of this file are not shown");
  EXPECT_EQ(parsed.repr(), "{'a': 2}");
  EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds(2));
}

}  // namespace value
