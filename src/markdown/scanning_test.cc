// SPDX-License-Identifier: MIT
// What is read faster than byte by byte, beside the plain way to read it.
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "base/hash.h"
#include "base/unicode.h"
#include "markdown/block_scanner.h"
#include "markdown/escape.h"
#include "markdown/special_finder.h"

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

void expect_same_preparation(std::string_view text, std::uint32_t deepest_nesting) {
  Options options;
  options.deepest_nesting = deepest_nesting;
  Prepared surveyed;
  Prepared scanned;
  prepare(text, options, surveyed);
  BlockScanner(text, options, scanned).run();
  EXPECT_EQ(surveyed.text, scanned.text) << text;
  EXPECT_EQ(surveyed.line_offsets, scanned.line_offsets) << text;
  EXPECT_EQ(surveyed.inserts.size(), scanned.inserts.size()) << text;
  EXPECT_EQ(surveyed.problems.size(), scanned.problems.size()) << text;
}

std::vector<Heading> headings_of(std::string_view text) {
  diagnostics::SourceText source("page.md", std::string(text));
  std::vector<diagnostics::Diagnostic> said;
  return parse(text, Options{}, source, 0, said).headings;
}

}  // namespace

TEST(Survey, prepares_texts_as_reading_their_blocks_does) {
  const std::vector<std::string_view> pieces = {"word",    " ",           "\n",
                                                "\n\n",    ": ",          "\n: text\n",
                                                ":\ttext", "> ",          ">",
                                                "- ",      "1. ",         "  ",
                                                "\t",      ":::{tip}",    ":::",
                                                "```",     "```{note}",   "::: ",
                                                "{",       "}",           "[",
                                                "[[a]]",   "+ ",          "é",
                                                "{{ a }}", "{{/* b */}}", "[^1]: ",
                                                "\r\n",    "\r",          "### Tab: a",
                                                "<div>",   "-->",         "\xF4\x80\x80\x80"};
  Texts texts;
  for (int round = 0; round < 20'000; ++round) {
    std::string text = texts.next(pieces, 24);
    expect_same_preparation(text, 100);
    expect_same_preparation(text, 3);
  }
}

TEST(Survey, sees_nesting_that_is_too_deep) {
  for (std::string_view marker : {"> ", ">", "- ", "1. ", "+\t"}) {
    std::string text;
    for (int depth = 0; depth < 110; ++depth) text += marker;
    expect_same_preparation(text + "text\n", 100);
  }
}

TEST(SpecialFinder, finds_what_a_walk_over_the_bytes_finds) {
  Texts texts;
  for (bool site : {false, true}) {
    std::string_view specials = site ? "\n&<*![\\]^_`~:" : "\n&<*![\\]^_`";
    for (int round = 0; round < 2000; ++round) {
      std::string text = texts.next({"a", "bcdefgh", "*", "_", "\n", ":", "~", "&", "é", "0123456789abcdef"}, 20);
      SpecialFinder finder;
      finder.begin(text, site);
      for (std::size_t at = 0; at < text.size(); at += 1 + at % 3) {
        ASSERT_EQ(finder.next(at), std::min(text.find_first_of(specials, at), text.size())) << text;
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
