// SPDX-License-Identifier: MIT
#include "render/replace_regex.h"

#include <gtest/gtest.h>

namespace render {
namespace {

constexpr PatternLimits k_limits = {.text_bytes = 1000, .steps = 1'000'000};

std::string replaced(std::string_view text, std::string_view pattern, std::string_view replacement) {
  auto result = replace_regex(text, pattern, replacement, k_limits);
  return result ? *result : "mistake: " + result.error().message;
}

TEST(ReplaceRegex, groups_are_put_in_by_number_and_name) {
  EXPECT_EQ(replaced("ab", "(a)(b)", "\\2\\1"), "ba");
  EXPECT_EQ(replaced("ab", "(?P<x>a)", "[\\g<x>\\g<0>]"), "[aa]b");
  EXPECT_EQ(replaced("b", "(a)?b", "<\\1>"), "<>");
  EXPECT_EQ(replaced("a", "a", "\\\\n\\n\\q\\"), "\\n\n\\q\\");
}

TEST(ReplaceRegex, empty_matches_are_replaced_too) {
  EXPECT_EQ(replaced("", "x*", "-"), "-");
  EXPECT_EQ(replaced("äb", "", "-"), "-ä-b-");
}

TEST(ReplaceRegex, anchors_mean_the_whole_text) {
  EXPECT_EQ(replaced("aaa", "^a", "b"), "baa");
  EXPECT_EQ(replaced("a a", "\\ba", "b"), "b b");
}

TEST(ReplaceRegex, any_bytes_are_taken) {
  EXPECT_EQ(replaced("a\xff\xfe", "a", "b"), "b\xff\xfe");
  EXPECT_TRUE(replaced("a", "\xff", "b").starts_with("mistake"));
}

TEST(ReplaceRegex, a_result_that_is_too_long_is_a_mistake) {
  EXPECT_EQ(replaced(std::string(100, 'a'), "a", std::string(100, 'b')),
            "mistake: replace_regex makes a text of more than 1000 bytes");
}

TEST(ReplaceRegex, patterns_that_blow_up_elsewhere_are_fast) {
  std::string text(20'000, 'a');
  auto result = replace_regex(text, "(a+)+$x", "b", {.text_bytes = text.size(), .steps = 1'000'000});
  ASSERT_TRUE(result.has_value());
  EXPECT_EQ(*result, text);
}

TEST(ReplaceRegex, matches_that_each_look_at_the_whole_text_have_an_end) {
  std::string text(900, 'a');
  EXPECT_EQ(replaced(text, "a[^b]*b|a", "c"), "mistake: replace_regex would take more than 1000000 steps");
}

TEST(ReplaceRegex, patterns_that_take_much_memory_are_refused) {
  EXPECT_EQ(replaced("a", "((a{100}){100}){100}", "b").substr(0, 8), "mistake:");
  EXPECT_EQ(replaced("a", "\\pL{1000}", "b"), "mistake: replace_regex: the pattern takes too much memory");
}

}  // namespace
}  // namespace render
