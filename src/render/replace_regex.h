// SPDX-License-Identifier: MIT
#pragma once

#include <expected>
#include <string>
#include <string_view>

namespace render {

/// Why a pattern cannot be used: what is wrong, and what to do.
struct PatternMistake {
  std::string message;
  std::string hint;
};

/// Python's re.sub for patterns of RE2: each match of `pattern` in `text` becomes `replacement`, in which `\1`,
/// `\g<1>` and `\g<name>` stand for groups, `\n` and `\t` for themselves and `\\` for a backslash. A match takes time
/// linear in the text. The result is at most `longest` bytes.
std::expected<std::string, PatternMistake> replace_regex(std::string_view text, std::string_view pattern,
                                                         std::string_view replacement, std::size_t longest);

}  // namespace render
