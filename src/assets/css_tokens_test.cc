// SPDX-License-Identifier: MIT
#include "assets/css_tokens.h"

#include <gtest/gtest.h>

#include <vector>

#include "base/hash.h"

namespace assets {
namespace {

std::vector<std::string> tokens(std::string_view text) {
  static const char* const k_names[] = {"comment", "space", "string", "url",      "function",
                                        "at",      "word",  "html",   "delimiter"};
  CssScanner scanner(text);
  std::vector<std::string> out;
  for (CssToken token = scanner.next(); token.kind != CssKind::end; token = scanner.next()) {
    if (token.kind == CssKind::space) continue;
    std::string name = k_names[static_cast<std::size_t>(token.kind)];
    out.push_back(name + " " + std::string(scanner.text_of(token)) + (token.closed ? "" : " (open)"));
  }
  return out;
}

using Tokens = std::vector<std::string>;

TEST(CssTokens, comments_and_strings_hide_what_is_in_them) {
  EXPECT_EQ(tokens("/* \"a\" */ \"/* b */\" 'c\\'d'"),
            (Tokens{"comment /* \"a\" */", "string \"/* b */\"", "string 'c\\'d'"}));
}

TEST(CssTokens, an_unquoted_url_is_one_token_and_a_quoted_one_a_function) {
  EXPECT_EQ(tokens("url( a/b.png ) url('a') URL(x\\)y)"),
            (Tokens{"url url( a/b.png )", "function url(", "string 'a'", "delimiter )", "url URL(x\\)y)"}));
}

TEST(CssTokens, a_name_with_escapes_is_the_name_it_spells) {
  EXPECT_EQ(tokens("\\75 rl(a)"), (Tokens{"url \\75 rl(a)"}));
  EXPECT_EQ(css_name("\\75 RL"), "url");
}

TEST(CssTokens, hashes_and_dimensions_are_words) {
  EXPECT_EQ(tokens("#url(a) 10url(b)"), (Tokens{"word #url", "delimiter (", "word a", "delimiter )", "word 10url",
                                                "delimiter (", "word b", "delimiter )"}));
}

TEST(CssTokens, a_string_ends_before_a_line_break) {
  EXPECT_EQ(tokens("'a\n'b'"), (Tokens{"string 'a (open)", "string 'b'"}));
  EXPECT_EQ(tokens("'a\\\nb'"), (Tokens{"string 'a\\\nb'"}));
}

TEST(CssTokens, the_end_of_the_text_cuts_off_what_is_open) {
  EXPECT_EQ(tokens("/* a"), (Tokens{"comment /* a (open)"}));
  EXPECT_EQ(tokens("\"a\\"), (Tokens{"string \"a\\ (open)"}));
  EXPECT_EQ(tokens("url(a"), (Tokens{"url url(a (open)"}));
}

TEST(CssTokens, escapes_are_replaced_by_what_they_stand_for) {
  EXPECT_EQ(css_unescape("\\28 a\\29\\(\\\nb\\e9 x"), "(a)(b\xC3\xA9x");
  EXPECT_EQ(css_unescape("\\110000 \\0 \\d800"), "\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD");
  EXPECT_EQ(css_unescape("end\\"), "end");
}

TEST(CssTokens, quoting_can_be_read_back) {
  for (std::string_view text : {"plain", "a\"b'c", "back\\slash", "line\nbreak\r\f", ""}) {
    EXPECT_EQ(css_string_value(css_quote(text)), text);
    EXPECT_EQ(css_string_value(css_quote(text, '\'')), text);
  }
  EXPECT_EQ(css_url("a.png"), "url(a.png)");
  EXPECT_EQ(css_url("a b.png"), "url(\"a b.png\")");
}

TEST(CssTokens, every_byte_belongs_to_one_token) {
  base::SeededNumbers numbers(7);
  const std::string_view alphabet = "\\\"'/*(){}[]@#-a9u rl\n\r\f;:<!>\x80\xC3\xA9";
  for (int round = 0; round < 3000; ++round) {
    std::string text;
    for (std::uint64_t length = numbers.next() % 40; length > 0; --length) {
      text += numbers.next() % 50 == 0 ? '\0' : alphabet[numbers.next() % alphabet.size()];
    }
    CssScanner scanner(text);
    std::size_t position = 0;
    for (CssToken token = scanner.next(); token.kind != CssKind::end; token = scanner.next()) {
      ASSERT_EQ(token.begin, position) << text;
      ASSERT_GT(token.end, token.begin) << text;
      position = token.end;
    }
    ASSERT_EQ(position, text.size()) << text;
  }
}

}  // namespace
}  // namespace assets
