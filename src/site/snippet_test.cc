// SPDX-License-Identifier: MIT
#include "site/snippet.h"

#include <gtest/gtest.h>

namespace site {
namespace {

constexpr std::string_view k_text = "one\n  two\n  [start:a]\n    three\n  four\n  [end:a]\nfive";

std::string cut(std::string_view target, std::string_view options = "") {
  return cut_snippet(k_text, read_snippet_part(target, options)).value_or("(nothing)");
}

TEST(snippet, is_the_whole_file_when_nothing_is_said) {
  EXPECT_EQ(read_snippet_part("a/b.md", "").path, "a/b.md");
  EXPECT_EQ(cut("a.md"), k_text);
}

TEST(snippet, has_the_lines_that_are_named) {
  EXPECT_EQ(cut("a.md:1:2"), "one\n  two\n");
  EXPECT_EQ(cut("a.md", "lines=7,1-2\n"), "fiveone\n  two\n");
  EXPECT_EQ(cut("a.md", "lines=6-\n"), "  [end:a]\nfive");
  EXPECT_EQ(cut("a.md", "lines=90-99\n"), "");
  EXPECT_EQ(cut("a.md", "lines=0-1\n"), "one\n");
}

TEST(snippet, has_the_section_that_is_named) {
  EXPECT_EQ(cut("a.md:a"), "    three\n  four\n");
  EXPECT_EQ(cut("a.md", "section=a\ndedent=\n"), "  three\nfour\n");
  EXPECT_EQ(cut("a.md:b"), "(nothing)");
}

TEST(snippet, stands_between_texts) {
  EXPECT_EQ(cut("a.md", "start-after=two\nend-before=four\n"), "  [start:a]\n    three\n");
  EXPECT_EQ(cut("a.md", "start-after=six\n"), "(nothing)");
}

}  // namespace
}  // namespace site
