// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

/// Text as code points, over utf8proc. Every function takes any bytes: what is not UTF-8 counts as one U+FFFD a byte.
namespace base {

/// The offset of the first byte that is not part of well-formed UTF-8, or `text.size()`.
std::size_t find_invalid_utf8(std::string_view text);

/// `text` with each byte that is not part of well-formed UTF-8 replaced by U+FFFD.
std::string make_valid_utf8(std::string_view text);

/// Whether all of `text` is ASCII.
bool is_ascii(std::string_view text);

/// `next_code_point` and `append_utf8` for what is not ASCII.
char32_t next_long_code_point(std::string_view text, std::size_t& position);
void append_long_utf8(std::string& out, char32_t code_point);

/// Reads the code point at `position` and moves `position` behind it. REQUIRES: position < text.size().
inline char32_t next_code_point(std::string_view text, std::size_t& position) {
  auto first = static_cast<unsigned char>(text[position]);
  if (first >= 0x80) return next_long_code_point(text, position);
  ++position;
  return first;
}
inline void append_utf8(std::string& out, char32_t code_point) {
  if (code_point >= 0x80) return append_long_utf8(out, code_point);
  out += static_cast<char>(code_point);
}

std::size_t count_code_points(std::string_view text);

/// The byte offset of the code point with this index, or `text.size()` when there are fewer.
std::size_t offset_of_code_point(std::string_view text, std::size_t index);

/// Columns that `text` takes on a terminal.
std::size_t display_width(std::string_view text);

bool is_letter_or_number(char32_t c);  ///< categories L* and N*
bool is_letter(char32_t c);
bool is_long_white_space(char32_t c);  ///< `is_white_space` for what is not ASCII
inline bool is_white_space(char32_t c) {
  if (c >= 0x80) return is_long_white_space(c);
  return c == ' ' || (c >= 9 && c <= 13) || (c >= 0x1c && c <= 0x1f);
}
bool is_upper(char32_t c);
bool is_lower(char32_t c);
char32_t to_lower(char32_t c);
char32_t to_upper(char32_t c);

std::string to_lower(std::string_view text);
std::string to_upper(std::string_view text);
/// Case folded for comparison without case (as Python's `str.lower` is used by Jinja2's sort).
std::string fold_case(std::string_view text);

/// One slug rule for terms, files, links and heading ids: lower case; anything but letters, digits, `_`, `-`, `.` and
/// `+` becomes
/// `-`; runs of `-` are one; `-` at the ends is removed.
std::string slugify(std::string_view text);

}  // namespace base
