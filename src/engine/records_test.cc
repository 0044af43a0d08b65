// SPDX-License-Identifier: MIT
#include "engine/records.h"

#include <gtest/gtest.h>

namespace engine {
namespace {

Stamp some_stamp() {
  return {.size = 70'000, .modified_ns = -5, .changed_ns = 1'700'000'000'123'456'789, .inode = 12, .device = 3};
}

InputRecord some_input() { return {.kind = 4, .stamp = some_stamp(), .young = true, .content = {1, 2}}; }

OutputRecord some_output() {
  return {.kind = 2,
          .dirty = true,
          .number = 3,
          .subject = "docs/a.md",
          .name = "content/docs/a.md",
          .source = "static/a",
          .stamp = some_stamp(),
          .young = true,
          .content = {3, 4},
          .diagnostics = "said",
          .shared_reads = 99,
          .reads = {{1, 2}, {~std::uint64_t{0}, ~std::uint64_t{0}}}};
}

AnswerRecord some_answer() {
  return {
      .entity = "pdocs/a.md", .version = 8, .answers = {{.bit = 0, .fingerprint = 5}, {.bit = 63, .fingerprint = 6}}};
}

TEST(Records, come_back_as_they_were_kept) {
  auto input = decode_input(encode(some_input()));
  ASSERT_TRUE(input);
  EXPECT_EQ(encode(*input), encode(some_input()));
  EXPECT_EQ(input->stamp, some_stamp());
  auto output = decode_output(encode(some_output()));
  ASSERT_TRUE(output);
  EXPECT_EQ(encode(*output), encode(some_output()));
  EXPECT_EQ(output->reads, some_output().reads);
  EXPECT_EQ(output->subject, "docs/a.md");
  EXPECT_TRUE(output->dirty);
  auto answer = decode_answer(encode(some_answer()));
  ASSERT_TRUE(answer);
  EXPECT_EQ(answer->entity, "pdocs/a.md");
  ASSERT_EQ(answer->answers.size(), 2u);
  EXPECT_EQ(answer->answers[1].bit, 63);
  EXPECT_EQ(answer->answers[1].fingerprint, 6u);
}

TEST(Records, that_were_cut_are_none) {
  for (const std::string& whole : {encode(some_input()), encode(some_answer())}) {
    for (std::size_t size = 0; size < whole.size(); ++size) {
      std::string_view cut = std::string_view(whole).substr(0, size);
      EXPECT_FALSE(decode_input(cut) && whole == encode(some_input())) << size;
      EXPECT_FALSE(decode_answer(cut) && whole == encode(some_answer())) << size;
    }
  }
  std::string whole = encode(some_output());
  for (std::size_t size = 0; size < whole.size(); ++size) EXPECT_FALSE(decode_output(whole.substr(0, size))) << size;
  EXPECT_FALSE(decode_output(whole + "x"));
}

TEST(Records, of_folders_are_told_from_those_of_outputs) {
  auto folder = decode_folder(encode(FolderRecord{some_stamp(), true}));
  ASSERT_TRUE(folder);
  EXPECT_EQ(folder->stamp, some_stamp());
  EXPECT_TRUE(folder->young);
  EXPECT_FALSE(decode_folder(encode(some_output())));
}

TEST(Keys, of_numbers_are_in_the_order_of_the_numbers) {
  EXPECT_LT(number_key(255), number_key(256));
  EXPECT_EQ(key_number(number_key(0x0123456789abcdef)), 0x0123456789abcdefu);
}

TEST(Stamps, are_young_when_the_file_changed_just_before_it_was_seen) {
  Stamp stamp{.modified_ns = 1'000, .changed_ns = 1'000'000'000};
  EXPECT_TRUE(is_young(stamp, 1'000'000'000 + k_youth_ns - 1));
  EXPECT_FALSE(is_young(stamp, 1'000'000'000 + k_youth_ns));
}

}  // namespace
}  // namespace engine
