// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

/// Short texts for search engines, made of long ones.
namespace render {

/// At most `most` characters of a plain text whose spaces are single: the whole text when it is that short; else whole
/// sentences when these fill at least half of the room; else whole words and an ellipsis. A sentence ends at `.`, `!`,
/// `?` or their like, closing quotes included, when no small letter follows ("e.g. this" is no end).
std::string describe(std::string_view text, std::size_t most);

}  // namespace render
