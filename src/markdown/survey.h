// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace markdown {

/// What one walk over a text's bytes tells. It may say that there is more than there is, but not less.
struct Survey {
  bool inserts = false;  ///< variables, cross references, shortcodes, code points that could be taken for marks
  bool carriage_returns = false;
};

/// `line_offsets` becomes where the lines begin; it means nothing when there are carriage returns.
Survey survey(std::string_view text, std::vector<std::uint32_t>& line_offsets);

}  // namespace markdown
