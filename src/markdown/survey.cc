// SPDX-License-Identifier: MIT
#include "markdown/survey.h"

#if defined(__SSE2__)
#include <emmintrin.h>

#include <bit>
#endif

namespace markdown {
namespace {

class Surveyor {
 public:
  Surveyor(std::string_view text, std::vector<std::uint32_t>& line_offsets)
      : text_(text), line_offsets_(line_offsets) {}

  Survey run() {
    line_offsets_.reserve(text_.size() / 24 + 8);
    begin_line(text_.starts_with("\xEF\xBB\xBF") ? 3 : 0);
    std::size_t at = 0;
#if defined(__SSE2__)
    for (; at + 16 <= text_.size(); at += 16) read_block(at);
#endif
    for (; at < text_.size(); ++at) read_byte(at);
    return found_;
  }

 private:
#if defined(__SSE2__)
  void read_block(std::size_t at) {
    __m128i here = _mm_loadu_si128(reinterpret_cast<const __m128i*>(text_.data() + at));
    auto is = [](__m128i block, char c) { return _mm_cmpeq_epi8(block, _mm_set1_epi8(c)); };
    static_assert(('[' | 0x20) == '{');
    __m128i brackets = is(_mm_or_si128(here, _mm_set1_epi8(0x20)), '{');
    __m128i above = _mm_sub_epi8(here, _mm_set1_epi8('\n'));
    __m128i line_ends = _mm_cmpeq_epi8(_mm_min_epu8(above, _mm_set1_epi8('\r' - '\n')), above);
    __m128i found = _mm_or_si128(_mm_or_si128(brackets, line_ends), _mm_or_si128(is(here, '<'), is(here, '\xF4')));
    for (auto mask = static_cast<unsigned>(_mm_movemask_epi8(found)); mask != 0; mask &= mask - 1) {
      read_byte(at + static_cast<std::size_t>(std::countr_zero(mask)));
    }
  }
#endif

  void read_byte(std::size_t at) {
    char c = text_[at];
    if (c == '\n') return begin_line(at + 1);
    if (c == '\r') found_.carriage_returns = true;
    char next = at + 1 < text_.size() ? text_[at + 1] : ' ';
    bool shortcode = (c == '{' && next == '%') || (c == '<' && ((next >= 'A' && next <= 'Z') || next == '-'));
    if (c == '\xF4' || shortcode || ((c == '[' || c == '{') && next == c)) found_.inserts = true;
  }

  void begin_line(std::size_t at) {
    if (at < text_.size()) line_offsets_.push_back(static_cast<std::uint32_t>(at));
  }

  std::string_view text_;
  std::vector<std::uint32_t>& line_offsets_;
  Survey found_;
};

}  // namespace

Survey survey(std::string_view text, std::vector<std::uint32_t>& line_offsets) {
  return Surveyor(text, line_offsets).run();
}

}  // namespace markdown
