// SPDX-License-Identifier: MIT
// A text that the survey takes for plain is one in which reading its blocks finds nothing to rewrite.
#include "markdown/survey.h"

#include <gtest/gtest.h>

#include <array>
#include <string>

#include "base/hash.h"
#include "markdown/block_scanner.h"

namespace markdown {

namespace {

/// What is different from a text that nothing was done to; "" when nothing is.
std::string change(std::string_view text, const Options& options, const std::vector<std::uint32_t>& line_offsets) {
  Prepared prepared;
  BlockScanner(text, options, prepared).run();
  if (prepared.text != text) return "text";
  if (!prepared.inserts.empty()) return "inserts";
  if (!prepared.directives.empty()) return "directives";
  if (!prepared.problems.empty()) return prepared.problems.front().message;
  return prepared.line_offsets == line_offsets ? "" : "line offsets";
}

}  // namespace

TEST(survey, says_plain_only_of_texts_in_which_nothing_is_rewritten) {
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
  std::vector<std::uint32_t> line_offsets;
  int plain = 0;
  for (int round = 0; round < k_rounds; ++round) {
    std::string text;
    std::size_t most = numbers.next() % 8 == 0 ? 60 : 12;
    for (std::size_t i = 1 + numbers.next() % most; i > 0; --i) text += k_pieces[numbers.next() % k_pieces.size()];
    line_offsets.clear();
    if (!is_plain(text, options.deepest_nesting, line_offsets)) continue;
    ++plain;
    ASSERT_EQ(change(text, options, line_offsets), "") << "of: " << text;
  }
  EXPECT_GT(plain, k_rounds / 20);
}

}  // namespace markdown
