// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

#include "base/byte_copy.h"
#include "base/byte_scan.h"
#include "base/hash.h"
#include "base/html_escape.h"
#include "base/sort.h"
#include "base/strings.h"

using namespace base;

namespace {

/// Texts of every length up to `longest`, with letters of `alphabet`; the last one ends where its memory does.
std::vector<std::string> texts_of(std::string_view alphabet, std::size_t longest) {
  SeededNumbers numbers(alphabet.size());
  std::vector<std::string> texts;
  for (std::size_t size = 0; size <= longest; ++size) {
    for (int i = 0; i < 8; ++i) {
      std::string& text = texts.emplace_back();
      while (text.size() < size) text += alphabet[numbers.next() % alphabet.size()];
      text.shrink_to_fit();
    }
  }
  return texts;
}

std::string escaped_byte_by_byte(std::string_view text) {
  std::string out;
  for (char c : text) {
    out += c == '&'    ? "&amp;"
           : c == '<'  ? "&lt;"
           : c == '>'  ? "&gt;"
           : c == '"'  ? "&#34;"
           : c == '\'' ? "&#39;"
                       : std::string(1, c);
  }
  return out;
}

}  // namespace

TEST(Escaping, is_that_of_one_byte_after_the_other) {
  for (std::string_view alphabet : {std::string_view("ab<"), std::string_view("&<>\"'"),
                                    std::string_view("abcdefghijk\xC3\xBC'"), std::string_view("%#=?;abcd")}) {
    for (const std::string& text : texts_of(alphabet, 200)) {
      std::vector<char> room(text.size() * k_longest_entity + k_escape_slack);
      char* end = write_html_escaped(room.data(), text);
      EXPECT_EQ(std::string(room.data(), end), escaped_byte_by_byte(text));
      EXPECT_EQ(escape_html(text), escaped_byte_by_byte(text));
    }
  }
}

TEST(Copying, copies_all_bytes_and_no_others) {
  for (const std::string& text : texts_of("abc", 70)) {
    std::string to(text.size() + 2, '.');
    copy_bytes(to.data() + 1, text.data(), text.size());
    EXPECT_EQ(to, "." + text + ".");
  }
}

TEST(Comparing, sees_a_difference_at_every_place) {
  for (const std::string& text : texts_of("abc", 40)) {
    std::string other = text;
    EXPECT_TRUE(same_text(text, other));
    EXPECT_FALSE(same_text(text, text + "a"));
    for (char& c : other) {
      c = 'x';
      EXPECT_FALSE(same_text(text, other));
      c = text[static_cast<std::size_t>(&c - other.data())];
    }
  }
}

TEST(Finding, a_text_in_a_text_is_found_where_the_library_finds_it) {
  for (const std::string& text : texts_of("ab", 80)) {
    for (std::string_view needle : {"", "a", "ab", "bab", "aabab", "abababababababababab"}) {
      for (std::size_t at : {std::size_t{0}, text.size() / 2, text.size()}) {
        EXPECT_EQ(find_text(text, needle, at), text.find(needle, at)) << text << ' ' << needle << ' ' << at;
      }
    }
  }
}

TEST(Sorting, equal_items_stay_in_their_order) {
  SeededNumbers numbers(1);
  for (std::size_t size = 0; size < 70; ++size) {
    std::vector<std::pair<int, std::size_t>> items;
    while (items.size() < size) items.emplace_back(static_cast<int>(numbers.next() % 7), items.size());
    std::vector<std::pair<int, std::size_t>> sorted = items, work(size);
    std::ranges::sort(sorted);
    merge_sort(std::span(items), work.data(), [](const auto& a, const auto& b) { return a.first < b.first; });
    EXPECT_EQ(items, sorted);
  }
}

TEST(Sorting, ends_where_the_comparison_contradicts_itself) {
  std::vector<int> items(1000, 1), work(1000);
  merge_sort(std::span(items), work.data(), [](int, int) { return true; });
  EXPECT_EQ(items, std::vector<int>(1000, 1));
}
