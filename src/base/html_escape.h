// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <string_view>

namespace base {

/// No character becomes longer than this when it is escaped.
inline constexpr std::size_t k_longest_entity = 5;
/// How far behind its end `write_html_escaped` may write.
inline constexpr std::size_t k_escape_slack = 32;

/// Writes `text` with `&`, `<`, `>`, `"` and `'` as entities, and returns the end of what was written.
/// REQUIRES: room for `text.size() * k_longest_entity + k_escape_slack` bytes from `to` on.
char* write_html_escaped(char* to, std::string_view text);

}  // namespace base
