// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <string_view>

#include "base/arena.h"

/// The parts of links and link reference definitions (CommonMark 0.31, sections 4.7 and 6.3). Each function reads what
/// begins at `position`, moves `position` behind it and returns true; or returns false and leaves `position` alone.
namespace markdown {

/// `<...>` or text without spaces whose parentheses match, at most 32 deep. May be empty only where `may_be_empty`.
bool read_destination(std::string_view text, std::size_t& position, bool may_be_empty, std::string_view& destination);

/// `"..."`, `'...'` or `(...)`; `title` is what stands between.
bool read_title(std::string_view text, std::size_t& position, std::string_view& title);

/// `[...]` without brackets inside that no backslash escapes, at most 999 bytes; `label` is what stands between.
bool read_label(std::string_view text, std::size_t& position, std::string_view& label);

/// The position behind spaces, tabs and line ends.
std::size_t skip_white_space(std::string_view text, std::size_t position);
/// The position behind spaces and tabs.
std::size_t skip_blanks(std::string_view text, std::size_t position);

/// `text` with backslash escapes and entities resolved: a view of it when there are none, else a copy in the arena.
std::string_view unescape(std::string_view text, base::Arena& arena);
/// The same with entities only.
std::string_view unescape_entities(std::string_view text, base::Arena& arena);

/// Both texts as one, in the arena.
std::string_view join(std::string_view first, std::string_view second, base::Arena& arena);

}  // namespace markdown
