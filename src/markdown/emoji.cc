// SPDX-License-Identifier: MIT
#include "markdown/emoji.h"

#include <algorithm>

namespace markdown {
namespace {

struct Emoji {
  std::string_view code;
  std::string_view character;
};

// clang-format off
constexpr Emoji k_emoji[] = {
#include "markdown/emoji_table.inc"
};
// clang-format on

static_assert(std::ranges::is_sorted(k_emoji, {}, &Emoji::code));

}  // namespace

std::string_view emoji_of(std::string_view short_code) {
  const auto* found = std::ranges::lower_bound(k_emoji, short_code, {}, &Emoji::code);
  return found != std::end(k_emoji) && found->code == short_code ? found->character : std::string_view();
}

}  // namespace markdown
