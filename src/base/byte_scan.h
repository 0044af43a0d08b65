// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <string_view>

#include "base/byte_copy.h"

#if defined(__SSE2__)
#include <emmintrin.h>

#include <bit>
#endif

namespace base {

/// Where bytes are that are one of `bytes` or lie between `low` and `high`.
template <unsigned char low, unsigned char high, char... bytes>
struct ByteScan {
#if defined(__SSE2__)
  /// A bit for each of the sixteen bytes from `text` on.
  static unsigned mask_of(const char* text) {
    __m128i block = _mm_loadu_si128(reinterpret_cast<const __m128i*>(text));
    __m128i found = _mm_setzero_si128();
    if constexpr (low <= high) {
      __m128i above = _mm_sub_epi8(block, _mm_set1_epi8(static_cast<char>(low)));
      found = _mm_cmpeq_epi8(_mm_min_epu8(above, _mm_set1_epi8(static_cast<char>(high - low))), above);
    }
    ((found = _mm_or_si128(found, _mm_cmpeq_epi8(block, _mm_set1_epi8(bytes)))), ...);
    return static_cast<unsigned>(_mm_movemask_epi8(found));
  }
#endif
  static bool contains(char c) {
    auto byte = static_cast<unsigned char>(c);
    return (byte >= low && byte <= high) || ((c == bytes) || ...);
  }
};

/// The first position from `at` on, below `end`, of a byte that is one of `bytes` or lies between `low` and `high`;
/// `end` when there is none. Sixteen bytes a step where the processor can.
template <unsigned char low, unsigned char high, char... bytes>
std::size_t find_byte(std::string_view text, std::size_t at, std::size_t end) {
  using Scan = ByteScan<low, high, bytes...>;
#if defined(__SSE2__)
  for (; at + 16 <= end; at += 16) {
    if (unsigned mask = Scan::mask_of(text.data() + at)) return at + static_cast<std::size_t>(std::countr_zero(mask));
  }
  if (at < end && end >= 16) {
    // The last sixteen bytes, less those that were looked at before.
    unsigned mask = Scan::mask_of(text.data() + end - 16) >> (16 - (end - at));
    return mask == 0 ? end : at + static_cast<std::size_t>(std::countr_zero(mask));
  }
#endif
  while (at < end && !Scan::contains(text[at])) ++at;
  return at;
}

/// The first position from `at` on where `first` stands and `second` behind it; `text.size()` when there is none.
template <char first, char second>
std::size_t find_pair(std::string_view text, std::size_t at) {
#if defined(__SSE2__)
  for (; at + 17 <= text.size(); at += 16) {
    __m128i here = _mm_loadu_si128(reinterpret_cast<const __m128i*>(text.data() + at));
    __m128i behind = _mm_loadu_si128(reinterpret_cast<const __m128i*>(text.data() + at + 1));
    __m128i both =
        _mm_and_si128(_mm_cmpeq_epi8(here, _mm_set1_epi8(first)), _mm_cmpeq_epi8(behind, _mm_set1_epi8(second)));
    auto mask = static_cast<unsigned>(_mm_movemask_epi8(both));
    if (mask != 0) return at + static_cast<std::size_t>(std::countr_zero(mask));
  }
#endif
  for (; at + 1 < text.size(); ++at) {
    if (text[at] == first && text[at + 1] == second) return at;
  }
  return text.size();
}

/// The first position from `at` on where `needle` stands; `npos` when there is none. Sixteen places a step where the
/// processor can: those are looked at whose first and last byte are the needle's.
inline std::size_t find_text(std::string_view text, std::string_view needle, std::size_t at = 0) {
#if defined(__SSE2__)
  if (needle.size() >= 2) {
    std::size_t span = needle.size() - 1;
    const __m128i first = _mm_set1_epi8(needle.front());
    const __m128i last = _mm_set1_epi8(needle.back());
    for (; at + span + 16 <= text.size(); at += 16) {
      __m128i here = _mm_loadu_si128(reinterpret_cast<const __m128i*>(text.data() + at));
      __m128i behind = _mm_loadu_si128(reinterpret_cast<const __m128i*>(text.data() + at + span));
      __m128i both = _mm_and_si128(_mm_cmpeq_epi8(here, first), _mm_cmpeq_epi8(behind, last));
      for (auto mask = static_cast<unsigned>(_mm_movemask_epi8(both)); mask != 0; mask &= mask - 1) {
        std::size_t found = at + static_cast<std::size_t>(std::countr_zero(mask));
        if (same_text(text.substr(found, needle.size()), needle)) return found;
      }
    }
  }
#endif
  return text.find(needle, at);
}

/// `find_pair` for one byte twice that seldom stands in a text at all.
template <char byte>
std::size_t find_rare_pair(std::string_view text, std::size_t at) {
  at = text.find(byte, at);
  while (at != std::string_view::npos && at + 1 < text.size()) {
    if (text[at + 1] == byte) return at;
    at = text.find(byte, at + 2);
  }
  return text.size();
}

}  // namespace base
