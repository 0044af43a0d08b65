// SPDX-License-Identifier: MIT
// What is read faster than byte by byte, beside the plain way to read it.
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "base/hash.h"
#include "base/unicode.h"
#include "markdown/escape.h"
#include "markdown/markdown.h"
#include "markdown/special_finder.h"
#include "markdown/survey.h"

namespace markdown {
namespace {

class Texts {
 public:
  std::string next(const std::vector<std::string_view>& pieces, std::size_t most) {
    std::string text;
    for (std::size_t count = numbers_.next() % most; count > 0; --count)
      text += pieces[numbers_.next() % pieces.size()];
    return text;
  }

 private:
  base::SeededNumbers numbers_{1};
};

std::vector<Heading> headings_of(std::string_view text) {
  diagnostics::SourceText source("page.md", std::string(text));
  std::vector<diagnostics::Diagnostic> said;
  return parse(text, Options{}, source, 0, said).headings;
}

}  // namespace

TEST(Survey, finds_lines_and_says_what_is_there) {
  const std::vector<std::string_view> pieces = {"word", " ",    "\n",   "\n\n", "{",  "}",  "[",  "[[a]]",
                                                "é",    "\r\n", "{{ a", "<A",   "<-", "<a", "{%", "\xF4\x80\x80\x80"};
  Texts texts;
  for (int round = 0; round < 20'000; ++round) {
    std::string text = texts.next(pieces, 24);
    std::vector<std::uint32_t> lines;
    Survey found = survey(text, lines);
    auto has = [&](std::string_view part) { return text.find(part) != std::string::npos; };
    ASSERT_EQ(found.carriage_returns, has("\r")) << text;
    ASSERT_EQ(found.inserts, has("{{") || has("[[") || has("\xF4") || has("<A") || has("{%") || has("<-")) << text;
    if (found.carriage_returns) continue;
    std::vector<std::uint32_t> expected;
    for (std::size_t at = 0; at < text.size(); ++at) {
      if (at == 0 || text[at - 1] == '\n') expected.push_back(static_cast<std::uint32_t>(at));
    }
    ASSERT_EQ(lines, expected) << text;
  }
}

TEST(SpecialFinder, finds_what_a_walk_over_the_bytes_finds) {
  Texts texts;
  const std::vector<std::string_view> sets = {"\n&<*![\\]^_`", "\n&<*![\\]^_`~:", "\n&<*![\\]^_`~:=+$",
                                              "\n&<*![\\]^_`~:=+$\"'.-"};
  for (std::size_t kind = 0; kind < sets.size(); ++kind) {
    for (int round = 0; round < 2000; ++round) {
      std::string text = texts.next(
          {"a", "bcdefgh", "*", "_", "\n", ":", "~", "&", "é", "0123456789abcdef", "=", "$", "+", "\"", "-", "."}, 20);
      SpecialFinder finder;
      finder.begin(text, static_cast<Specials>(kind));
      for (std::size_t at = 0; at < text.size(); at += 1 + at % 3) {
        ASSERT_EQ(finder.next(at), std::min(text.find_first_of(sets[kind], at), text.size())) << text;
      }
    }
  }
}

TEST(HeadingIds, are_slugs) {
  Texts texts;
  for (int round = 0; round < 2000; ++round) {
    std::string title =
        "x" +
        texts.next({"Word", "B", " ", "  ", "-", ".", "+", "é", "Ünder", "İ", "Ⱥ", "—", "日本", ",", "'", "7"}, 12) +
        "x";
    std::vector<Heading> headings = headings_of("# " + title + "\n");
    ASSERT_EQ(headings.size(), 1u);
    EXPECT_EQ(headings[0].id, base::slugify(title)) << title;
  }
  EXPECT_EQ(headings_of("# —\n").at(0).id, "section");
  EXPECT_EQ(headings_of("# Ü —\n").at(0).id, "ü");
}

TEST(AppendText, escapes_wherever_the_character_stands) {
  for (std::size_t size = 0; size < 40; ++size) {
    for (std::size_t at = 0; at < size; ++at) {
      std::string text(size, 'a');
      text[at] = "&<>\""[at % 4];
      std::string_view entity = std::vector<std::string_view>{"&amp;", "&lt;", "&gt;", "&quot;"}[at % 4];
      std::string expected = text.substr(0, at) + std::string(entity) + text.substr(at + 1);
      std::string around = text + "<<<<<<<<<<<<<<<<";
      HtmlOutput alone;
      alone.begin(0);
      append_text(alone, text);
      EXPECT_EQ(alone.view(), expected);
      HtmlOutput within;
      within.begin(0);
      append_text(within, std::string_view(around).substr(0, size), around);
      EXPECT_EQ(within.view(), expected);
    }
  }
}

}  // namespace markdown
