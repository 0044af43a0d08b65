// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <expected>
#include <string>
#include <string_view>

namespace render {

/// Why a pattern cannot be used: what is wrong, and what to do.
struct PatternMistake {
  std::string message;
  std::string hint;
  std::string_view limit = {};  ///< the limit of the template engine that is passed; empty: it is none
};

struct PatternLimits {
  std::uint64_t text_bytes;  ///< of the result
  std::uint64_t steps;       ///< for each match the rest of the text, times the size of the pattern
};

/// Python's re.sub for patterns of RE2: each match of `pattern` in `text` becomes `replacement`, in which `\1`,
/// `\g<1>` and `\g<name>` stand for groups, `\n` and `\t` for themselves and `\\` for a backslash. A match takes time
/// linear in the rest of the text and the size of the pattern, which RE2 bounds.
std::expected<std::string, PatternMistake> replace_regex(std::string_view text, std::string_view pattern,
                                                         std::string_view replacement, const PatternLimits& limits);

}  // namespace render
