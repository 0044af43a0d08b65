// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include <chrono>

#include "value/testing.h"

namespace value {

namespace {

std::string toml(std::string_view text) {
  Parsed parsed(Format::toml, text);
  return parsed.repr() + (parsed.said().empty() ? "" : " " + parsed.said());
}

std::string repeated(std::string_view piece, int times) {
  std::string text;
  for (int i = 0; i < times; ++i) text += piece;
  return text;
}

}  // namespace

TEST(Toml, reads_every_kind_of_value_in_the_order_of_the_file) {
  EXPECT_EQ(toml("z = 1\na = 1.5\n[b]\nt = true\ns = 'x'\n[a2]\nl = [1, 'x', {k = 2}]\n"),
            "{'z': 1, 'a': 1.5, 'b': {'t': True, 's': 'x'}, 'a2': {'l': [1, 'x', {'k': 2}]}}");
  EXPECT_EQ(toml("[[menu.main]]\nname = 'a'\n[[menu.main]]\nname = 'b'\n"),
            "{'menu': {'main': [{'name': 'a'}, {'name': 'b'}]}}");
  EXPECT_EQ(toml(""), "{}");
}

TEST(Toml, reads_dates_and_times) {
  EXPECT_EQ(
      toml("a = 2024-05-01\nb = 2024-05-01T10:00:00\nc = 2024-05-01 10:00:00.5-05:00\nd = 10:00:00\ne = 01:02:03.25"),
      "{'a': datetime.date(2024, 5, 1), 'b': datetime.datetime(2024, 5, 1, 10, 0), 'c': datetime.datetime(2024, 5, "
      "1, 10, 0, 0, 500000, tzinfo=datetime.timezone(datetime.timedelta(days=-1, seconds=68400))), 'd': '10:00:00', "
      "'e': '01:02:03.250000'}");
}

TEST(Toml, points_to_a_mistake_and_says_what_is_meant) {
  Parsed parsed(Format::toml, "# \u00e9\ntitle = My site\n");
  EXPECT_EQ(parsed.diagnostics.at(0).location.line, 2u);
  EXPECT_EQ(parsed.hint(), "text needs quotes: title = \"My site\"");
  EXPECT_TRUE(parsed.value.is_undefined());
  EXPECT_EQ(Parsed(Format::toml, "title: x\n").hint(), "TOML writes key = value, not key: value");
  EXPECT_EQ(Parsed(Format::toml, "a = 1\na = 2\n").hint(),
            "write each key and each [table] once, or use [[name]] for a list of tables");
  EXPECT_EQ(Parsed(Format::toml, "a = 'x\nb = 1").hint(), "check that the quotes are closed on the same line");
}

TEST(Toml, knows_what_is_commonly_behind_a_mistake) {
  EXPECT_EQ(Parsed(Format::toml, "a = \n").hint(), "a value is missing; an empty text is \"\"");
  EXPECT_EQ(Parsed(Format::toml, "a = [1, 2\n").hint(), "check for a missing comma or bracket");
  EXPECT_EQ(Parsed(Format::toml, "a = 2024-02-30\n").hint(), "correct it, or put quotes around it");
  EXPECT_EQ(Parsed(Format::toml, "a = \"C:\\Users\"\n").hint(),
            "write \\\\ for a backslash, or use single quotes around the text");
  EXPECT_EQ(Parsed(Format::toml, "[a\n").hint(), "a table's name stands between brackets: [name]");
}

TEST(Toml, refuses_letters_beyond_ascii_outside_quotes) {
  for (const char* text :
       {"\u00e9 = 1", "a.\u00e9 = 1", "a = {\u00e9 = 1}", "a = \u00e9", "a = 'x'\u00e9", "[\u00e9]"}) {
    Parsed parsed(Format::toml, text);
    EXPECT_EQ(parsed.diagnostics.at(0).code, "toml-syntax") << text;
    EXPECT_EQ(parsed.hint(), "put quotes around the text or key") << text;
  }
  EXPECT_EQ(toml("\xef\xbb\xbf"
                 "'\u00e9' = \"\u00e9\" # \u00e9\nb = '''x'''''\nc = '\u00e9'\n"),
            "{'\u00e9': '\u00e9', 'b': \"x''\", 'c': '\u00e9'}");
}

TEST(Toml, tells_where_each_key_and_element_stands) {
  std::string text = "'\u00e9' = 1\n[menu]\n[[menu.main]]\nname = ['a', 'b']\nx.y = 2\n";
  Parsed parsed(Format::toml, text);
  std::string joined;
  for (const KeyPlace& place : parsed.places)
    joined += place.path + "=" + text.substr(place.offset, place.length) + " ";
  EXPECT_EQ(joined,
            "\u00e9='\u00e9' menu=menu menu.main=main menu.main.0=[ menu.main.0.name=name menu.main.0.name.0=' "
            "menu.main.0.name.1=' menu.main.0.x=x menu.main.0.x.y=y ");
}

TEST(Toml, refuses_to_nest_deeper_than_sense) {
  auto begin = std::chrono::steady_clock::now();
  for (const std::string& text : {"a = " + repeated("[", 100'000), "a = " + repeated("{a=", 100'000),
                                  repeated("a.", 100'000) + "a = 1", "[" + repeated("a.", 100'000) + "a]",
                                  repeated("a . ", 100'000) + "a = 1", "[" + repeated("'a'.", 100'000) + "a]"}) {
    EXPECT_NE(Parsed(Format::toml, text).said().find("nesting-too-deep"), std::string::npos) << text.substr(0, 10);
  }
  EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds(3));
  std::string tables = "[[a]]\n";
  for (int i = 1; i < 150; ++i) tables += "[[" + repeated("a.", i) + "a]]\n";
  EXPECT_NE(Parsed(Format::toml, tables).said().find("nesting-too-deep"), std::string::npos);
}

TEST(Toml, counts_no_brackets_inside_strings_and_comments) {
  std::string many(500, '['), dots(5000, '.');
  EXPECT_EQ(Parsed(Format::toml, "# " + many + "\na = \"" + many + dots + "\"\nb = '" + many + "'\nc = '''\n" + many +
                                     "\n'''\nd = \"\"\"\n" + many + "\\\"\"\"\"\ne = \"\\\"" + many + "\"\n")
                .said(),
            "");
}

TEST(Toml, is_not_slow_on_long_lines) {
  std::string text = "a = [" + repeated("'x', ", 60'000) + "]\n";
  auto begin = std::chrono::steady_clock::now();
  Parsed parsed(Format::toml, text);
  EXPECT_EQ(parsed.said(), "");
  EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds(4));
}

}  // namespace value
