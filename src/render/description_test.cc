// SPDX-License-Identifier: MIT
#include "render/description.h"

#include <gtest/gtest.h>

namespace render {
namespace {

TEST(Describe, a_short_text_stays) {
  EXPECT_EQ(describe("One two.", 8), "One two.");
  EXPECT_EQ(describe("", 160), "");
  EXPECT_EQ(describe("Öl, äh", 6), "Öl, äh");
}

TEST(Describe, whole_sentences_that_fill_half_of_the_room_are_taken) {
  EXPECT_EQ(describe("It is fast. It is small and can be read.", 20), "It is fast.");
  EXPECT_EQ(describe("It is fast. It is small. And more follows.", 30), "It is fast. It is small.");
  EXPECT_EQ(describe("Is it? Yes! No more than that is to be said.", 12), "Is it? Yes!");
}

TEST(Describe, a_sentence_may_end_where_the_room_does) {
  EXPECT_EQ(describe("It is fast. And more.", 11), "It is fast.");
}

TEST(Describe, a_short_first_sentence_gives_way_to_words) {
  EXPECT_EQ(describe("Hello. This text is about something else.", 30), "Hello. This text is about…");
}

TEST(Describe, words_are_whole_and_the_ellipsis_counts) {
  EXPECT_EQ(describe("one two three four", 12), "one two…");
  EXPECT_EQ(describe("one two three four", 14), "one two three…");
  EXPECT_EQ(describe("one two, three four", 12), "one two…");
  EXPECT_EQ(describe("Donaudampfschiff", 6), "Donau…");
}

TEST(Describe, abbreviations_and_numbers_end_no_sentence) {
  EXPECT_EQ(describe("Take a fruit, e.g. some apple from the tree.", 24), "Take a fruit, e.g. some…");
  EXPECT_EQ(describe("Since version 3.14 it can do that and more.", 20), "Since version 3.14…");
}

TEST(Describe, closing_quotes_belong_to_the_sentence) {
  EXPECT_EQ(describe("She said \"stop.\" Then nothing came of it.", 24), "She said \"stop.\"");
}

TEST(Describe, sentences_without_spaces_between_them_are_cut_as_well) {
  EXPECT_EQ(describe("これは速い。とても小さいです。", 8), "これは速い。");
}

TEST(Describe, no_room_gives_nothing) {
  EXPECT_EQ(describe("one", 0), "");
  EXPECT_EQ(describe("one two", 1), "…");
}

}  // namespace
}  // namespace render
