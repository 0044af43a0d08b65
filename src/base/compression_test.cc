// SPDX-License-Identifier: MIT
#include "base/compression.h"

#include <gtest/gtest.h>

#include <random>

namespace base {
namespace {

std::string noise(std::size_t bytes) {
  std::mt19937 numbers(7);
  std::string text;
  for (std::size_t i = 0; i < bytes; ++i) text += static_cast<char>(numbers());
  return text;
}

std::string words(std::size_t count) {
  std::mt19937 numbers(11);
  std::string text;
  for (std::size_t i = 0; i < count; ++i)
    text += "word" + std::to_string(numbers() % 50) + (i % 9 == 8 ? ".</p>\n<p>" : " ");
  return text;
}

TEST(Compression, what_was_compressed_comes_back) {
  for (const std::string& text : {std::string(), std::string("x"), std::string("short text"), noise(10'000),
                                  words(5'000), std::string(1'000'000, 'a')}) {
    std::string frame = compress(text);
    EXPECT_LE(frame.size(), text.size());
    EXPECT_EQ(decompress(frame, text.size()), text);
  }
  EXPECT_LT(compress(words(5'000)).size(), words(5'000).size() / 2);
}

TEST(Compression, of_another_size_it_is_nothing) {
  std::string text = words(500), frame = compress(text);
  for (std::size_t size : {std::size_t{0}, frame.size() - 1, text.size() - 1, text.size() + 1, std::size_t{1} << 40})
    EXPECT_EQ(decompress(frame, size), std::nullopt) << size;
}

TEST(Compression, damage_is_noticed_or_gives_other_bytes_and_nothing_worse) {
  std::string text = words(200), frame = compress(text);
  for (std::size_t at = 0; at < frame.size(); ++at) {
    std::string damaged = frame;
    damaged[at] = static_cast<char>(damaged[at] ^ 0x55);
    auto made = decompress(damaged, text.size());
    EXPECT_TRUE(!made || made->size() == text.size());
    EXPECT_EQ(decompress(std::string_view(frame).substr(0, at), text.size()), std::nullopt);
  }
}

}  // namespace
}  // namespace base
