// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "markdown/characters.h"

#if defined(__SSE2__)
#include <emmintrin.h>

#include <bit>
#endif

namespace markdown {

/// Which bytes of running text may mean something.
enum class Specials : std::uint8_t {
  commonmark,  ///< line ends, `&`, `<`, `*`, `!`, those from `[` to a backtick (the backslash, `]`, `_`, a caret)
  gfm,         ///< besides: `~` and `:`
  site,        ///< besides: `=`, `+` and `$`
  smart,       ///< besides: quotes, `.` and `-`
};

/// Finds these bytes. Sixteen of them are looked at together where the processor can, and what was found is remembered.
class SpecialFinder {
 public:
  void begin(std::string_view text, Specials kind) {
    text_ = text;
    kind_ = kind;
    block_begin_ = block_end_ = 0;
  }

  /// The first such byte from `at` on; `text.size()` when there is none. REQUIRES: `at` does not fall.
  std::size_t next(std::size_t at) {
#if defined(__SSE2__)
    if (at < block_end_) {
      at = std::max(at, block_begin_);  // there is nothing before it
      if (unsigned left = found_ >> (at - block_begin_); left != 0) return at + count_zeros(left);
      at = block_end_;
    }
    for (; at + k_block <= text_.size(); at += k_block) {
      if (look_at(at)) return at + count_zeros(found_);
    }
    if (at < text_.size() && text_.size() >= k_block) {
      look_at(text_.size() - k_block);
      unsigned left = found_ >> (at - block_begin_);
      return left != 0 ? at + count_zeros(left) : text_.size();
    }
#endif
    const ByteSet& specials = k_sets[static_cast<std::size_t>(kind_)];
    while (at < text_.size() && !contains(specials, text_[at])) ++at;
    return at < text_.size() ? at : text_.size();
  }

 private:
  static constexpr ByteSet k_sets[] = {make_byte_set("\n&<*![\\]^_`"), make_byte_set("\n&<*![\\]^_`~:"),
                                       make_byte_set("\n&<*![\\]^_`~:=+$"), make_byte_set("\n&<*![\\]^_`~:=+$\"'.-")};

#if defined(__SSE2__)
  static constexpr std::size_t k_block = 16;

  static std::size_t count_zeros(unsigned bits) { return static_cast<std::size_t>(std::countr_zero(bits)); }

  /// Makes the bytes from `at` on the block at hand; is there something in it?
  bool look_at(std::size_t at) {
    __m128i block = _mm_loadu_si128(reinterpret_cast<const __m128i*>(text_.data() + at));
    auto is = [block](char c) { return _mm_cmpeq_epi8(block, _mm_set1_epi8(c)); };
    __m128i above = _mm_sub_epi8(block, _mm_set1_epi8('['));
    __m128i found = _mm_cmpeq_epi8(_mm_min_epu8(above, _mm_set1_epi8('`' - '[')), above);
    found = _mm_or_si128(found, _mm_or_si128(_mm_or_si128(is('\n'), is('&')), _mm_or_si128(is('<'), is('*'))));
    found = _mm_or_si128(found, is('!'));
    if (kind_ != Specials::commonmark) found = _mm_or_si128(found, _mm_or_si128(is('~'), is(':')));
    if (kind_ >= Specials::site) {
      found = _mm_or_si128(found, _mm_or_si128(_mm_or_si128(is('='), is('+')), is('$')));
    }
    if (kind_ == Specials::smart) {
      found = _mm_or_si128(found, _mm_or_si128(_mm_or_si128(is('"'), is('\'')), _mm_or_si128(is('.'), is('-'))));
    }
    found_ = static_cast<unsigned>(_mm_movemask_epi8(found));
    block_begin_ = at;
    block_end_ = at + k_block;
    return found_ != 0;
  }

  unsigned found_ = 0;  ///< in the block at hand, by bit
#endif
  std::string_view text_;
  std::size_t block_begin_ = 0;
  std::size_t block_end_ = 0;
  Specials kind_ = Specials::commonmark;
};

}  // namespace markdown
