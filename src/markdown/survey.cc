// SPDX-License-Identifier: MIT
#include "markdown/survey.h"

#include "markdown/characters.h"

#if defined(__SSE2__)
#include <emmintrin.h>

#include <bit>
#endif

namespace markdown {
namespace {

/// What may stand before the content of a line in containers.
constexpr ByteSet k_container_prefix = make_byte_set(" \t>0123456789.)+-*");

class Survey {
 public:
  Survey(std::string_view text, std::uint32_t deepest_nesting, std::vector<std::uint32_t>& line_offsets)
      : text_(text), deepest_nesting_(deepest_nesting), line_offsets_(line_offsets) {}

  Rewriting run() {
    if (!read()) return Rewriting::blocks;
    return has_inserts_ ? Rewriting::inserts : Rewriting::none;
  }

 private:
  bool read() {
    line_offsets_.reserve(text_.size() / 24 + 8);
    if (!begin_line(text_.starts_with("\xEF\xBB\xBF") ? 3 : 0)) return false;
    std::size_t at = 0;
#if defined(__SSE2__)
    for (; at + 16 <= text_.size(); at += 16) {
      if (!read_block(at)) return false;
    }
#endif
    for (; at < text_.size(); ++at) {
      if (!read_byte(at)) return false;
    }
    return true;
  }

#if defined(__SSE2__)
  bool read_block(std::size_t at) {
    __m128i here = _mm_loadu_si128(reinterpret_cast<const __m128i*>(text_.data() + at));
    auto is = [](__m128i block, char c) { return _mm_cmpeq_epi8(block, _mm_set1_epi8(c)); };
    static_assert(('[' | 0x20) == '{');
    __m128i brackets = is(_mm_or_si128(here, _mm_set1_epi8(0x20)), '{');
    __m128i above = _mm_sub_epi8(here, _mm_set1_epi8('\n'));
    __m128i line_ends = _mm_cmpeq_epi8(_mm_min_epu8(above, _mm_set1_epi8('\r' - '\n')), above);
    __m128i found = _mm_or_si128(_mm_or_si128(brackets, line_ends), _mm_or_si128(is(here, ':'), is(here, '\xF4')));
    for (auto mask = static_cast<unsigned>(_mm_movemask_epi8(found)); mask != 0; mask &= mask - 1) {
      if (!read_byte(at + static_cast<std::size_t>(std::countr_zero(mask)))) return false;
    }
    return true;
  }
#endif

  /// False when the byte may begin a block to rewrite.
  bool read_byte(std::size_t at) {
    switch (text_[at]) {
      case '\n':
        return at + 1 == text_.size() || begin_line(at + 1);
      case '\r':
        return false;
      case '\xF4':
        has_inserts_ = true;
        return true;
      case '[':
        if (peek(at + 1) == '[') has_inserts_ = true;
        return true;
      case '{':
        if (peek(at + 1) == '{') has_inserts_ = true;
        return !is_behind_fence(at);
      case ':':
        return !is_blank(peek(at + 1)) || !may_begin_content(at);
      default:
        return true;
    }
  }

  /// Each container that is open or begins on a line takes half a byte of it at least: a tab may belong to two items.
  bool begin_line(std::size_t at) {
    if (at >= text_.size()) return true;
    line_offsets_.push_back(static_cast<std::uint32_t>(at));
    if (!contains(k_container_prefix, text_[at])) return deepest_nesting_ > 0;
    std::size_t end = at + 1;
    while (end < text_.size() && contains(k_container_prefix, text_[end])) ++end;
    return 2 * (end - at) < deepest_nesting_;
  }

  bool is_behind_fence(std::size_t at) const {
    while (at > 0 && is_blank(text_[at - 1])) --at;
    return at >= 3 && (text_[at - 1] == ':' || text_[at - 1] == '`') && text_[at - 2] == text_[at - 1] &&
           text_[at - 3] == text_[at - 1];
  }

  bool may_begin_content(std::size_t at) const {
    return at == 0 || is_blank(text_[at - 1]) || text_[at - 1] == '\n' || text_[at - 1] == '>';
  }

  char peek(std::size_t at) const { return at < text_.size() ? text_[at] : '\0'; }

  std::string_view text_;
  std::uint32_t deepest_nesting_;
  std::vector<std::uint32_t>& line_offsets_;
  bool has_inserts_ = false;
};

}  // namespace

Rewriting survey(std::string_view text, std::uint32_t deepest_nesting, std::vector<std::uint32_t>& line_offsets) {
  return Survey(text, deepest_nesting, line_offsets).run();
}

}  // namespace markdown
