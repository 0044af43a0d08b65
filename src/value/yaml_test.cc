// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>

#include "value/testing.h"

namespace value {

namespace {

std::string yaml(std::string_view text) {
  Parsed parsed(Format::yaml, text);
  return parsed.repr() + (parsed.said().empty() ? "" : " " + parsed.said());
}

Parsed parsed_yaml(std::string_view text) { return Parsed(Format::yaml, text); }

std::string repeated(std::string_view piece, int times) {
  std::string text;
  for (int i = 0; i < times; ++i) text += piece;
  return text;
}

std::string joined_places(const Parsed& parsed, std::string_view text) {
  std::string joined;
  for (const KeyPlace& place : parsed.places) {
    if (!joined.empty()) joined += ' ';
    joined += place.path + "=" + std::string(text.substr(place.offset, place.length));
  }
  return joined;
}

}  // namespace

TEST(Yaml, reads_front_matter) {
  EXPECT_EQ(yaml("title: Hello\ndate: 2024-05-01\ntags: [a, b]\ndraft: no\nweight: 10\ncascade:\n  type: doc\n"),
            "{'title': 'Hello', 'date': datetime.date(2024, 5, 1), 'tags': ['a', 'b'], 'draft': False, 'weight': 10, "
            "'cascade': {'type': 'doc'}}");
}

TEST(Yaml, takes_an_empty_text_as_an_empty_map) {
  EXPECT_EQ(yaml(""), "{}");
  EXPECT_EQ(yaml("# a comment\n"), "{}");
  EXPECT_EQ(yaml("---\n"), "{}");
  EXPECT_EQ(yaml("~"), "None");
}

TEST(Yaml, takes_quoted_and_tagged_scalars_as_what_they_say) {
  EXPECT_EQ(yaml("a: '12'\nb: \"yes\"\nc: !!str 12\nd: !!float 3\ne: !!int '7'\nf: ! 12\ng: ''\nh:\n"),
            "{'a': '12', 'b': 'yes', 'c': '12', 'd': 3.0, 'e': 7, 'f': '12', 'g': '', 'h': None}");
  EXPECT_EQ(yaml("a: !!int x"), "{'a': 'x'} 1:4 yaml-syntax");
  EXPECT_EQ(yaml("a: !custom x"), "{'a': 'x'} 1:4 unknown-tag");
}

TEST(Yaml, takes_keys_of_any_scalar_kind) {
  EXPECT_EQ(yaml("1: a\ntrue2: b\nnull: c\n2024-05-01: d\n1.5: e\n"),
            "{1: 'a', 'true2': 'b', None: 'c', datetime.date(2024, 5, 1): 'd', 1.5: 'e'}");
}

TEST(Yaml, merges_mappings_in_the_order_of_pyyaml) {
  EXPECT_EQ(yaml("b: &b {x: 1, y: 2}\nd: {<<: *b, y: 3}"), "{'b': {'x': 1, 'y': 2}, 'd': {'x': 1, 'y': 3}}");
  EXPECT_EQ(yaml("a: &a {x: 1, z: 0}\nb: &b {x: 2, y: 2}\nc: {<<: [*a, *b], q: 1}"),
            "{'a': {'x': 1, 'z': 0}, 'b': {'x': 2, 'y': 2}, 'c': {'x': 1, 'y': 2, 'z': 0, 'q': 1}}");
  EXPECT_EQ(yaml("a: &a {x: 1}\nb: &b {x: 2}\nc:\n  <<: *a\n  <<: *b\n"),
            "{'a': {'x': 1}, 'b': {'x': 2}, 'c': {'x': 2}}");
  EXPECT_EQ(yaml("'<<': {a: 1}"), "{'<<': {'a': 1}}");
  EXPECT_EQ(yaml("<<: 1"), "{} 1:5 yaml-syntax");
  EXPECT_EQ(yaml("<<: [1]"), "{} 1:5 yaml-syntax");
}

TEST(Yaml, warns_of_a_key_that_stands_twice_and_takes_the_last) {
  Parsed parsed = parsed_yaml("title: a\nb: 1\ntitle: c\n");
  EXPECT_EQ(parsed.repr(), "{'title': 'c', 'b': 1}");
  EXPECT_EQ(parsed.said(), "3:1 duplicate-key");
  EXPECT_EQ(parsed.diagnostics[0].severity, diagnostics::Severity::warning);
  EXPECT_EQ(parsed.diagnostics[0].location.length, 5u);
}

TEST(Yaml, points_to_the_colon_in_an_unquoted_title) {
  Parsed parsed = parsed_yaml("date: 2024-05-01\ntitle: Caf\u00e9: the story\n");
  EXPECT_EQ(parsed.said(), "2:12 yaml-syntax");
  EXPECT_EQ(parsed.hint(), "a value that contains ': ' needs quotes: title: \"One: two\"");
  EXPECT_EQ(parsed.fixture.repr(parsed.value.get("date")), "datetime.date(2024, 5, 1)");
}

TEST(Yaml, tells_wrong_indentation_from_a_colon_in_a_value) {
  EXPECT_EQ(parsed_yaml("a: 1\n  b: 2").hint(),
            "check the indentation of this line, and that the line before has a colon and a space");
  EXPECT_EQ(parsed_yaml("a:\n  - x\n - y").hint(), "keys and list items of one level begin in the same column");
  EXPECT_EQ(parsed_yaml("title: \"He said\" so").hint(), "put the quotes around the whole value");
  EXPECT_EQ(parsed_yaml("title: \"a\ndesc: \"b\"\n").hint(), "a quote opened on a line before is not closed there");
  EXPECT_TRUE(parsed_yaml("key value\nb: 1").value.is_undefined());
}

TEST(Yaml, points_to_a_tab_used_for_indentation) {
  Parsed parsed = parsed_yaml("menu:\n\tmain: 1\n");
  EXPECT_EQ(parsed.said(), "2:1 yaml-syntax");
  EXPECT_EQ(parsed.message(), "this is no valid YAML: a tab stands where spaces are expected");
  EXPECT_EQ(parsed.hint(), "use spaces, not tabs, to indent");
}

TEST(Yaml, points_to_the_quote_that_is_not_closed) {
  Parsed parsed = parsed_yaml("title: \"Hello\ndate: 2024-05-01\n");
  EXPECT_EQ(parsed.said(), "1:8 yaml-syntax");
  EXPECT_EQ(parsed.hint(), "the quote that begins here is not closed");
}

TEST(Yaml, names_the_line_of_the_bracket_that_is_not_closed) {
  Parsed parsed = parsed_yaml("a: 1\ntags: [x, y\ntitle: z\n");
  ASSERT_EQ(parsed.diagnostics.size(), 1u);
  EXPECT_EQ(parsed.hint(), "the '[' on line 2 is not closed, or a comma is missing");
}

TEST(Yaml, says_which_beginnings_of_a_value_need_quotes) {
  EXPECT_EQ(parsed_yaml("a: @x").hint(), "a value that begins with '@' needs quotes");
  EXPECT_EQ(parsed_yaml("a: *bold*").hint(), "a value that begins with * or & needs quotes");
  EXPECT_EQ(parsed_yaml("a: *bold").hint(), "a value that begins with * needs quotes");
  EXPECT_EQ(parsed_yaml("a: {{ page.title }}").hint(), "a value that begins with { or [ needs quotes");
  EXPECT_EQ(parsed_yaml("a: \"C:\\Users\"").hint(), "write \\\\ for a backslash, or use single quotes around the text");
}

TEST(Yaml, says_that_there_is_no_such_day) {
  Parsed parsed = parsed_yaml("title: x\ndate: 2024-02-30\n");
  EXPECT_EQ(parsed.said(), "2:7 invalid-date");
  EXPECT_EQ(parsed.repr(), "{'title': 'x', 'date': '2024-02-30'}");
}

TEST(Yaml, points_into_the_whole_file) {
  std::string file = "---\ntitle: a\nbad: b: c\n---\nbody\n";
  base::Arena arena;
  std::vector<diagnostics::Diagnostic> diagnostics;
  std::vector<KeyPlace> places;
  std::string_view text = std::string_view(file).substr(4, 19);
  parse(Format::yaml, text, diagnostics::SourceText("a.md", file), arena, diagnostics,
        {.fault = diagnostics::Fault::config, .places = &places, .base_offset = 4});
  ASSERT_EQ(diagnostics.size(), 1u);
  EXPECT_EQ(diagnostics[0].location.line, 3u);
  EXPECT_EQ(diagnostics[0].location.column, 7u);
  EXPECT_EQ(diagnostics[0].location.line_text, "bad: b: c");
  EXPECT_EQ(diagnostics[0].fault, diagnostics::Fault::config);
  ASSERT_FALSE(places.empty());
  EXPECT_EQ(file.substr(places[0].offset, places[0].length), "title");
}

TEST(Yaml, tells_where_each_key_and_element_stands) {
  std::string text = "\u00e9: x\nmenu:\n  main:\n  - name: a\n    2: b\n  - [c, \"d\"]\n";
  EXPECT_EQ(joined_places(parsed_yaml(text), text),
            "\u00e9=\u00e9 menu=menu menu.main=main menu.main.0=n menu.main.0.name=name menu.main.0.2=2 menu.main.1=[ "
            "menu.main.1.0=c menu.main.1.1=\"d\"");
}

TEST(Yaml, keeps_what_was_read_before_a_mistake) {
  EXPECT_EQ(yaml("a: 1\nb:\n- x\n- y: [1, 2\n"), "{'a': 1, 'b': ['x', {'y': [1, 2]}]} 5:1 yaml-syntax");
  EXPECT_EQ(yaml("a: 1\n---\nb: 2\n"), "{'a': 1} 2:1 yaml-syntax");
}

TEST(Yaml, reports_bytes_that_are_no_text) {
  Parsed latin = parsed_yaml("a: 1\ntitle: Caf\xe9\n");
  EXPECT_EQ(latin.said(), "2:11 invalid-utf8");
  EXPECT_EQ(latin.message(), "the byte 0xe9 is no part of UTF-8 text");
  EXPECT_EQ(parsed_yaml("a: x\x01y\n").hint(), "remove the invisible character");
  EXPECT_EQ(parsed_yaml(std::string_view("a: \0b", 5)).diagnostics.size(), 1u);
  EXPECT_EQ(yaml("\xef\xbb\xbf"
                 "a: 1\r\nb: 2\r\n"),
            "{'a': 1, 'b': 2}");
}

TEST(Yaml, refuses_to_nest_deeper_than_sense) {
  std::string exactly = repeated("[", k_deepest) + repeated("]", k_deepest);
  EXPECT_EQ(parsed_yaml(exactly).said(), "");
  EXPECT_EQ(parsed_yaml("[" + exactly + "]").said(), "1:201 nesting-too-deep");
  auto begin = std::chrono::steady_clock::now();
  std::string blocks;
  for (int i = 0; i < 10'000; ++i) blocks += std::string(static_cast<std::size_t>(i), ' ') + "a:\n";
  for (const std::string& text : {repeated("[", 10'000), repeated("{a: ", 10'000), repeated("- ", 10'000), blocks}) {
    EXPECT_NE(parsed_yaml(text).said().find("nesting-too-deep"), std::string::npos);
  }
  EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds(3));
}

TEST(Yaml, refuses_aliases_that_multiply) {
  std::string laughs = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n";
  for (int i = 1; i < 12; ++i) {
    std::string name = "a" + std::to_string(i), before = "*a" + std::to_string(i - 1);
    laughs += name + ": &" + name + " [" + before;
    for (int k = 0; k < 9; ++k) laughs += ", " + before;
    laughs += "]\n";
  }
  Parsed parsed = parsed_yaml(laughs);
  EXPECT_EQ(parsed.diagnostics.back().code, "too-large");
  EXPECT_TRUE(parsed.value.is_undefined());
  EXPECT_EQ(parsed_yaml("a: &a x\nb: [" + repeated("*a, ", 10'001) + "]").diagnostics.back().code, "too-large");
  EXPECT_EQ(parsed_yaml("a: &a [*a]").said(), "1:8 yaml-syntax");
}

TEST(Yaml, is_not_slow_on_long_texts_of_one_kind) {
  for (std::string_view piece : {"a: 1\n",
                                 "- ",
                                 "- x\n",
                                 "[",
                                 "{",
                                 "? ",
                                 ": ",
                                 "&a ",
                                 "*a ",
                                 "!t ",
                                 "%TAG ! tag:x\n",
                                 "\"",
                                 "'",
                                 "|\n",
                                 "# c\n",
                                 "\n",
                                 "\t",
                                 " ",
                                 ",",
                                 "<<: {}\n",
                                 "a: &a x\n",
                                 "a: [",
                                 "\"\\x41",
                                 "a ",
                                 "--- \n",
                                 "...\n",
                                 "\u00e9: \u00e9\n",
                                 "a: 'b'\n",
                                 "!!str ",
                                 "- &x\n",
                                 "k: >\n  t\n"}) {
    std::string text = repeated(piece, static_cast<int>(300'000 / piece.size()));
    auto begin = std::chrono::steady_clock::now();
    Parsed parsed = parsed_yaml(text);
    EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds(4)) << piece;
    EXPECT_LE(parsed.diagnostics.size(), 60u) << piece;
  }
}

}  // namespace value
