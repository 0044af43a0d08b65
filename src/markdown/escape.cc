// SPDX-License-Identifier: MIT
#include "markdown/escape.h"

#include <algorithm>
#include <cstdint>
#include <cstring>

#include "base/strings.h"
#include "markdown/characters.h"

#if defined(__SSE2__)
#include <emmintrin.h>

#include <bit>
#endif

namespace markdown {
namespace {

constexpr auto k_kept_in_url =
    make_byte_set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.+!*(),%#@?=;:/$~");

char* put(char* to, std::string_view piece) {
  std::memcpy(to, piece.data(), piece.size());
  return to + piece.size();
}

char* put_entity(char* to, char c) {
  switch (c) {
    case '&':
      return put(to, "&amp;");
    case '<':
      return put(to, "&lt;");
    case '>':
      return put(to, "&gt;");
    default:
      return put(to, "&quot;");
  }
}

constexpr std::size_t k_longest_entity = 6;
constexpr ByteSet k_escaped = make_byte_set("&<>\"");

#if defined(__SSE2__)
unsigned escaped_in(__m128i block) {
  static_assert(('"' | 4) == '&' && ('<' | 2) == '>');
  __m128i first = _mm_cmpeq_epi8(_mm_or_si128(block, _mm_set1_epi8(4)), _mm_set1_epi8('&'));
  __m128i second = _mm_cmpeq_epi8(_mm_or_si128(block, _mm_set1_epi8(2)), _mm_set1_epi8('>'));
  return static_cast<unsigned>(_mm_movemask_epi8(_mm_or_si128(first, second)));
}
#endif

/// How much of `whole` stands behind `part`; 0 when that is no part of it.
std::size_t bytes_behind(std::string_view part, std::string_view whole) {
  auto begin = reinterpret_cast<std::uintptr_t>(part.data());
  auto first = reinterpret_cast<std::uintptr_t>(whole.data());
  std::size_t end = begin - first + part.size();
  return begin >= first && end <= whole.size() ? whole.size() - end : 0;
}

}  // namespace

void append_text(HtmlOutput& out, std::string_view text, std::string_view around) {
  const char* from = text.data();
  const char* end = from + text.size();
  char* to = out.room(text.size());
  auto escape = [&] {
    out.end_at(to);
    to = put_entity(out.room(static_cast<std::size_t>(end - from) + k_longest_entity), *from);
    ++from;
  };
#if defined(__SSE2__)
  static_assert(HtmlOutput::k_slack >= 16);
  std::ptrdiff_t least = bytes_behind(text, around) >= 16 ? 1 : 16;
  while (end - from >= least) {
    __m128i block = _mm_loadu_si128(reinterpret_cast<const __m128i*>(from));
    _mm_storeu_si128(reinterpret_cast<__m128i*>(to), block);
    auto left = static_cast<std::size_t>(end - from);
    unsigned mask = escaped_in(block);
    std::size_t plain = mask == 0 ? 16 : static_cast<std::size_t>(std::countr_zero(mask));
    if (plain >= left) {
      out.end_at(to + left);
      return;
    }
    from += plain;
    to += plain;
    if (mask != 0) escape();
  }
#endif
  while (from < end) {
    if (contains(k_escaped, *from)) {
      escape();
    } else {
      *to++ = *from++;
    }
  }
  out.end_at(to);
}

void append_url(HtmlOutput& out, std::string_view url) {
  constexpr std::string_view k_digits = "0123456789ABCDEF";
  constexpr std::size_t k_piece = 1024;
  for (; !url.empty(); url.remove_prefix(std::min(k_piece, url.size()))) {
    std::string_view piece = url.substr(0, k_piece);
    char* to = out.room(k_longest_entity * piece.size());
    for (char c : piece) {
      if (contains(k_kept_in_url, c)) {
        *to++ = c;
      } else if (c == '&') {
        to = put(to, "&amp;");
      } else if (c == '\'') {
        to = put(to, "&#x27;");
      } else {
        auto byte = static_cast<unsigned char>(c);
        *to++ = '%';
        *to++ = k_digits[byte >> 4];
        *to++ = k_digits[byte & 15];
      }
    }
    out.end_at(to);
  }
}

bool is_site_url(std::string_view url) {
  if (url.empty() || url[0] == '#' || url.starts_with("//")) return false;
  if (!base::is_ascii_letter(url[0])) return true;
  for (char c : url) {
    if (c == ':') return false;
    if (!base::is_ascii_letter(c) && !base::is_digit(c) && c != '+' && c != '-' && c != '.') return true;
  }
  return true;
}

}  // namespace markdown
