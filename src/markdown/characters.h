// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

/// What CommonMark (0.31, section 2.1) calls spaces and punctuation, asked of bytes and of code points.
namespace markdown {

using ByteSet = std::array<bool, 256>;

constexpr ByteSet make_byte_set(std::string_view members) {
  ByteSet set{};
  for (char c : members) set[static_cast<unsigned char>(c)] = true;
  return set;
}

constexpr bool contains(const ByteSet& set, char c) { return set[static_cast<unsigned char>(c)]; }

inline constexpr ByteSet k_ascii_punctuation = make_byte_set("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~");

constexpr bool is_ascii_punctuation(char c) { return contains(k_ascii_punctuation, c); }
constexpr bool is_blank(char c) { return c == ' ' || c == '\t'; }
constexpr bool is_line_end(char c) { return c == '\n' || c == '\r'; }
constexpr bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
constexpr bool is_decimal(char c) { return c >= '0' && c <= '9'; }
constexpr bool is_letter_or_digit(char c) { return is_letter(c) || is_decimal(c); }
constexpr char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c; }

/// How a character counts beside a run of emphasis marks. All ASCII punctuation is `punctuation`; `symbol` is for the
/// symbols beyond ASCII, which count the same there.
enum class CharacterClass : std::uint8_t { other, space, punctuation, symbol };

/// Of the code point that ends before `position`; the beginning of the text counts as a space. REQUIRES: valid UTF-8.
CharacterClass class_before(std::string_view text, std::size_t position);
/// Of the code point at `position`; the end of the text counts as a space.
CharacterClass class_at(std::string_view text, std::size_t position);

/// `text` without the spaces and tabs at its ends.
constexpr std::string_view trim_blanks(std::string_view text) {
  while (!text.empty() && is_blank(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_blank(text.back())) text.remove_suffix(1);
  return text;
}

}  // namespace markdown
