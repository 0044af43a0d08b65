// SPDX-License-Identifier: MIT
#include "base/unicode.h"

#include <utf8proc.h>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

#include <cstring>

#include "base/strings.h"

namespace base {

namespace {

constexpr char32_t k_replacement = 0xFFFD;

/// The length of the well-formed sequence at `position` (1 to 4), or 0; its code point in `decoded`.
std::size_t decode(std::string_view text, std::size_t position, char32_t& decoded) {
  auto first = static_cast<unsigned char>(text[position]);
  if (first < 0x80) {
    decoded = first;
    return 1;
  }
  utf8proc_int32_t code_point = 0;
  auto length = utf8proc_iterate(reinterpret_cast<const utf8proc_uint8_t*>(text.data()) + position,
                                 static_cast<utf8proc_ssize_t>(text.size() - position), &code_point);
  if (length <= 0) return 0;
  decoded = static_cast<char32_t>(code_point);
  return static_cast<std::size_t>(length);
}

/// The offset of the first byte from `position` on that is not ASCII.
std::size_t skip_ascii(std::string_view text, std::size_t position) {
#if defined(__SSE2__)
  for (; position + 32 <= text.size(); position += 32) {
    const auto* blocks = reinterpret_cast<const __m128i*>(text.data() + position);
    if (_mm_movemask_epi8(_mm_or_si128(_mm_loadu_si128(blocks), _mm_loadu_si128(blocks + 1))) != 0) break;
  }
#endif
  constexpr std::uint64_t k_high_bits = 0x8080808080808080u;
  for (std::uint64_t word; position + sizeof(word) <= text.size(); position += sizeof(word)) {
    std::memcpy(&word, text.data() + position, sizeof(word));
    if ((word & k_high_bits) != 0) break;
  }
  while (position < text.size() && static_cast<unsigned char>(text[position]) < 0x80) ++position;
  return position;
}

utf8proc_category_t category(char32_t c) { return utf8proc_category(static_cast<utf8proc_int32_t>(c)); }

template <class Map>
std::string map_code_points(std::string_view text, Map map) {
  std::string mapped;
  mapped.reserve(text.size());
  for (std::size_t i = 0; i < text.size();) append_utf8(mapped, map(next_code_point(text, i)));
  return mapped;
}

}  // namespace

std::size_t find_invalid_utf8(std::string_view text) {
  char32_t ignored;
  for (std::size_t i = 0; i < text.size();) {
    i = skip_ascii(text, i);
    if (i == text.size()) break;
    std::size_t length = decode(text, i, ignored);
    if (length == 0) return i;
    i += length;
  }
  return text.size();
}

std::string make_valid_utf8(std::string_view text) {
  return map_code_points(text, [](char32_t c) { return c; });
}

bool is_ascii(std::string_view text) { return skip_ascii(text, 0) == text.size(); }

char32_t next_long_code_point(std::string_view text, std::size_t& position) {
  char32_t decoded = k_replacement;
  std::size_t length = decode(text, position, decoded);
  position += length == 0 ? 1 : length;
  return length == 0 ? k_replacement : decoded;
}

void append_long_utf8(std::string& out, char32_t code_point) {
  utf8proc_uint8_t bytes[4];
  auto length = utf8proc_encode_char(static_cast<utf8proc_int32_t>(code_point), bytes);
  out.append(reinterpret_cast<char*>(bytes), static_cast<std::size_t>(length));
}

std::size_t count_code_points(std::string_view text) {
  std::size_t count = 0;
  for (std::size_t i = 0; i < text.size();) {
    std::size_t begin = i;
    i = skip_ascii(text, i);
    count += i - begin;
    if (i == text.size()) break;
    next_code_point(text, i);
    ++count;
  }
  return count;
}

std::size_t offset_of_code_point(std::string_view text, std::size_t index) {
  std::size_t i = 0;
  while (index > 0 && i < text.size()) {
    next_code_point(text, i);
    --index;
  }
  return i;
}

std::size_t display_width(std::string_view text) {
  std::size_t width = 0;
  for (std::size_t i = 0; i < text.size();) {
    int columns = utf8proc_charwidth(static_cast<utf8proc_int32_t>(next_code_point(text, i)));
    if (columns > 0) width += static_cast<std::size_t>(columns);
  }
  return width;
}

bool is_letter(char32_t c) {
  if (c < 0x80) return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  auto kind = category(c);
  return kind >= UTF8PROC_CATEGORY_LU && kind <= UTF8PROC_CATEGORY_LO;
}

bool is_letter_or_number(char32_t c) {
  if (c < 0x80) return is_letter(c) || (c >= '0' && c <= '9');
  auto kind = category(c);
  return is_letter(c) || (kind >= UTF8PROC_CATEGORY_ND && kind <= UTF8PROC_CATEGORY_NO);
}

bool is_long_white_space(char32_t c) {
  auto kind = category(c);
  return c == 0x85 || kind == UTF8PROC_CATEGORY_ZS || kind == UTF8PROC_CATEGORY_ZL || kind == UTF8PROC_CATEGORY_ZP;
}

bool is_upper(char32_t c) { return category(c) == UTF8PROC_CATEGORY_LU; }
bool is_lower(char32_t c) { return category(c) == UTF8PROC_CATEGORY_LL; }

char32_t to_lower(char32_t c) {
  if (c < 0x80) return c >= 'A' && c <= 'Z' ? c + 32 : c;
  return static_cast<char32_t>(utf8proc_tolower(static_cast<utf8proc_int32_t>(c)));
}

char32_t to_upper(char32_t c) {
  if (c < 0x80) return c >= 'a' && c <= 'z' ? c - 32 : c;
  return static_cast<char32_t>(utf8proc_toupper(static_cast<utf8proc_int32_t>(c)));
}

std::string to_lower(std::string_view text) {
  return map_code_points(text, [](char32_t c) { return to_lower(c); });
}

std::string to_upper(std::string_view text) {
  std::string upper;
  upper.reserve(text.size());
  for (std::size_t i = 0; i < text.size();) {
    char32_t c = next_code_point(text, i);
    if (c == 0xDF) {
      upper += "SS";
    } else {
      append_utf8(upper, to_upper(c));
    }
  }
  return upper;
}

std::string fold_case(std::string_view text) { return to_lower(text); }

std::string slugify(std::string_view text) {
  std::string slug;
  slug.reserve(text.size());
  bool pending = false;
  for (std::size_t i = 0; i < text.size();) {
    if (static_cast<unsigned char>(text[i]) < 0x80) {
      char c = text[i++];
      bool kept = is_ascii_letter(c) || is_digit(c) || c == '_' || c == '.' || c == '+';
      if (kept && pending) slug += '-';
      pending = !kept && !slug.empty();
      if (kept) slug += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
      continue;
    }
    char32_t c = next_code_point(text, i);
    bool mark = category(c) >= UTF8PROC_CATEGORY_MN && category(c) <= UTF8PROC_CATEGORY_ME;
    bool kept = is_letter_or_number(c) || mark;
    if (!kept) {
      pending = !slug.empty();
      continue;
    }
    if (pending) slug += '-';
    pending = false;
    append_utf8(slug, to_lower(c));
  }
  return slug;
}

}  // namespace base
