// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace markdown {

/// Could `prepare` have something to rewrite in the text? Answers in one walk over the bytes and without reading
/// blocks, so that most texts are spared the reading. When it says no (`true` is returned), nothing is to be rewritten,
/// all lines end with `\n`, and `line_offsets` holds where they begin; else `line_offsets` means nothing.
bool is_plain(std::string_view text, std::uint32_t deepest_nesting, std::vector<std::uint32_t>& line_offsets);

}  // namespace markdown
