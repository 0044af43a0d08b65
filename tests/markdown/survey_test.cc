// SPDX-License-Identifier: MIT
// A text that is spared the reading of its blocks is prepared as if they had been read.
#include "markdown/survey.h"

#include <gtest/gtest.h>

#include <array>
#include <string>

#include "base/hash.h"
#include "markdown/block_scanner.h"

namespace markdown {

namespace {

/// All that `prepare` says of a text but which way it took.
std::string described(const Prepared& prepared) {
  std::string all(prepared.text);
  for (const Insert& each : prepared.inserts) {
    all += "\ninsert " + std::to_string(static_cast<int>(each.kind)) + " at " + std::to_string(each.offset) + ": " +
           std::string(each.source) + ", " + std::string(each.target) + ", " + std::string(each.text);
  }
  for (std::uint32_t offset : prepared.line_offsets) all += "\nline at " + std::to_string(offset);
  for (const Problem& each : prepared.problems) all += "\n" + each.message;
  return all + "\ndirectives: " + std::to_string(prepared.directives.size());
}

}  // namespace

TEST(survey, spares_only_texts_that_come_out_the_same_without_reading_their_blocks) {
  constexpr std::array k_pieces = std::to_array<std::string_view>({"a",
                                                                   "word ",
                                                                   "\n",
                                                                   "\n",
                                                                   "\n\n",
                                                                   " ",
                                                                   "    ",
                                                                   "\t",
                                                                   ":",
                                                                   ": ",
                                                                   ":   def",
                                                                   ":::",
                                                                   ":::{note}",
                                                                   "{",
                                                                   "}",
                                                                   "{{",
                                                                   "}}",
                                                                   "{{ page.title }}",
                                                                   "[[",
                                                                   "]]",
                                                                   "[[a]]",
                                                                   "[a](b)",
                                                                   "# ",
                                                                   "- ",
                                                                   "1. ",
                                                                   "> ",
                                                                   "* ",
                                                                   "+ ",
                                                                   "```",
                                                                   "```{note}",
                                                                   "~~~",
                                                                   "``` {x}",
                                                                   "<!--",
                                                                   "-->",
                                                                   "<div>",
                                                                   "</div>",
                                                                   "|",
                                                                   "|-|-|\n",
                                                                   "\r",
                                                                   "\r\n",
                                                                   "\xF4\x80\x80\x80",
                                                                   "\xEF\xBB\xBF",
                                                                   "é",
                                                                   "!!! note",
                                                                   "=== \"a\"",
                                                                   "[^1]",
                                                                   "[^1]: note",
                                                                   "term\n",
                                                                   "\\",
                                                                   "`",
                                                                   "&amp;",
                                                                   "***",
                                                                   "- - - - ",
                                                                   "> > > > > "});
  constexpr int k_rounds = 400'000;
  Options options;
  options.deepest_nesting = 12;
  base::SeededNumbers numbers(11);
  int spared = 0, plain = 0;
  for (int round = 0; round < k_rounds; ++round) {
    std::string text;
    std::size_t most = numbers.next() % 8 == 0 ? 60 : 12;
    for (std::size_t i = 1 + numbers.next() % most; i > 0; --i) text += k_pieces[numbers.next() % k_pieces.size()];
    Prepared quick, slow;
    if (survey(text, options.deepest_nesting, quick.line_offsets) == Rewriting::blocks) continue;
    quick.line_offsets.clear();
    prepare(text, options, quick);
    BlockScanner(text, options, slow).run();
    ++spared;
    plain += quick.plain ? 1 : 0;
    ASSERT_EQ(described(quick), described(slow)) << "of: " << text;
    ASSERT_EQ(quick.plain, quick.text == text) << "of: " << text;
  }
  EXPECT_GT(plain, k_rounds / 20);
  EXPECT_GT(spared - plain, k_rounds / 100);
}

}  // namespace markdown
