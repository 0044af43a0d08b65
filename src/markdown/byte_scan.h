// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <string_view>

#if defined(__SSE2__)
#include <emmintrin.h>

#include <bit>
#endif

namespace markdown {

/// The first position from `at` on, below `end`, of a byte that is one of `bytes` or lies between `low` and `high`;
/// `end` when there is none. Sixteen bytes a step where the processor can.
template <unsigned char low, unsigned char high, char... bytes>
std::size_t find_byte(std::string_view text, std::size_t at, std::size_t end) {
#if defined(__SSE2__)
  for (; at + 16 <= end; at += 16) {
    __m128i block = _mm_loadu_si128(reinterpret_cast<const __m128i*>(text.data() + at));
    __m128i found = _mm_setzero_si128();
    if constexpr (low <= high) {
      __m128i above = _mm_sub_epi8(block, _mm_set1_epi8(static_cast<char>(low)));
      found = _mm_cmpeq_epi8(_mm_min_epu8(above, _mm_set1_epi8(static_cast<char>(high - low))), above);
    }
    ((found = _mm_or_si128(found, _mm_cmpeq_epi8(block, _mm_set1_epi8(bytes)))), ...);
    auto mask = static_cast<unsigned>(_mm_movemask_epi8(found));
    if (mask != 0) return at + static_cast<std::size_t>(std::countr_zero(mask));
  }
#endif
  for (; at < end; ++at) {
    auto byte = static_cast<unsigned char>(text[at]);
    if ((byte >= low && byte <= high) || ((text[at] == bytes) || ...)) return at;
  }
  return end;
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

}  // namespace markdown
