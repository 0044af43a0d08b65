// SPDX-License-Identifier: MIT
#include "render/description.h"

#include <algorithm>

#include "base/unicode.h"

namespace render {

namespace {

constexpr std::u32string_view k_ends = U".!?…";
constexpr std::u32string_view k_wide_ends = U"。！？";  // no space follows these
constexpr std::u32string_view k_closing = U"\"')]’”»」』）";
constexpr std::size_t k_most_closing = 3;
constexpr std::u32string_view k_dangling = U" ,;:-–—(";

bool contains(std::u32string_view characters, char32_t c) { return characters.find(c) != characters.npos; }

/// The first `most` characters of a text, one more than that to see what follows, and two for a word's first letter.
std::u32string first_characters(std::string_view text, std::size_t most) {
  std::u32string characters;
  for (std::size_t at = 0; at < text.size() && characters.size() < most + 2;) {
    characters += base::next_code_point(text, at);
  }
  return characters;
}

/// Where the last sentence ends that has room in `most` characters; 0 when none has.
std::size_t end_of_sentences(std::u32string_view text, std::size_t most) {
  for (std::size_t end = std::min(most, text.size()); end > 0; --end) {
    std::size_t mark = end - 1;
    while (mark > 0 && end - mark <= k_most_closing && contains(k_closing, text[mark])) --mark;
    if (contains(k_wide_ends, text[mark])) return end;
    bool is_followed_by_space = end < text.size() && text[end] == U' ';
    bool goes_on = end + 1 < text.size() && base::is_lower(text[end + 1]);
    if (contains(k_ends, text[mark]) && is_followed_by_space && !goes_on) return end;
  }
  return 0;
}

/// Where the last word ends that has room in `most` characters; the room itself when the first word is longer.
std::size_t end_of_words(std::u32string_view text, std::size_t most) {
  std::size_t end = text.substr(0, most + 1).rfind(U' ');
  if (end == text.npos) return most;
  while (end > 0 && contains(k_dangling, text[end - 1])) --end;
  return end == 0 ? most : end;
}

std::string to_utf8(std::u32string_view characters) {
  std::string text;
  for (char32_t c : characters) base::append_utf8(text, c);
  return text;
}

}  // namespace

std::string describe(std::string_view text, std::size_t most) {
  if (most == 0) return "";
  most = std::min(most, text.size());
  std::u32string characters = first_characters(text, most);
  if (characters.size() <= most) return std::string(text);
  std::size_t end = end_of_sentences(characters, most);
  if (end >= most - most / 2) return to_utf8(characters.substr(0, end));
  return to_utf8(characters.substr(0, end_of_words(characters, most - 1))) + "…";
}

}  // namespace render
