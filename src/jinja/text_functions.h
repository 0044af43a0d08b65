// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/arena.h"

namespace jinja {

// What Python's str can do beside changing case, as functions over UTF-8 text. Positions and widths count code points;
// views returned point into the arguments. Filters and methods are thin layers over these.

inline constexpr std::size_t k_all = std::numeric_limits<std::size_t>::max();

enum class Side : std::uint8_t { left, right, both };

/// `text` without the characters of `characters` at its ends; without white space when none are given.
std::string_view strip(std::string_view text, Side side, std::optional<std::string_view> characters);

/// The lines between line ends (\n, \r, \r\n, \v, \f, U+001C to U+001E, U+0085, U+2028, U+2029).
enum class LineEnds : std::uint8_t { drop, keep };
std::vector<std::string_view> split_lines(std::string_view text, LineEnds ends);

/// The pieces between at most `most` separators, counted from the left or the right. Without a separator: the words
/// between runs of white space. REQUIRES: a given separator is not empty.
std::vector<std::string_view> split_text(std::string_view text, std::optional<std::string_view> separator,
                                         std::size_t most, Side from);

/// `text` with the first `most` occurrences of `from` replaced, in the arena or `text` itself; an empty `from` is found
/// before every character and at the end. Nothing when the result would be longer than `longest` bytes.
std::optional<std::string_view> replaced(base::Arena& arena, std::string_view text, std::string_view from,
                                         std::string_view to, std::size_t most, std::size_t longest);

/// How often `needle` occurs without overlap; an empty one once more than there are characters.
std::size_t count_occurrences(std::string_view text, std::string_view needle);

std::string reversed(std::string_view text);
/// The byte offset of the last character. REQUIRES: text is not empty.
std::size_t last_code_point_offset(std::string_view text);

/// The characters of index `start` to `stop`, as Python's `text[start:stop]`; negative ones count from the end.
std::string_view sliced(std::string_view text, std::int64_t start, std::optional<std::int64_t> stop);

/// Spaces instead of tabs, to columns that are multiples of `tab_size`.
std::string expanded_tabs(std::string_view text, std::size_t tab_size);

/// How many runs of letters, digits and `_` there are.
std::size_t count_words(std::string_view text);

/// HTML text without comments and tags, white space collapsed, entities decoded: Markup's striptags().
std::string strip_tags(std::string_view html);
/// HTML's character references decoded: Markup's unescape().
std::string unescape_html(std::string_view html);

}  // namespace jinja
