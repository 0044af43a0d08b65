// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace markdown {

/// What `prepare` may have to rewrite in a text.
enum class Rewriting : std::uint8_t {
  none,
  inserts,  ///< variables, cross references and code points that could be taken for marks; no blocks
  blocks,   ///< perhaps directives, definition lists, too deep nesting
};

/// Answers in one walk over the bytes without reading blocks, so that most texts are spared the reading: it may name
/// more than there is, but not less. `line_offsets` becomes where the lines begin; for `Rewriting::blocks` it means
/// nothing, else all lines end with `\n`.
Rewriting survey(std::string_view text, std::uint32_t deepest_nesting, std::vector<std::uint32_t>& line_offsets);

}  // namespace markdown
