// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "markdown/directive.h"
#include "markdown/inserts.h"
#include "markdown/markdown.h"

namespace markdown {

/// Something to tell about the text.
struct Problem {
  diagnostics::Severity severity;
  std::string code;
  std::string message;
  std::size_t offset;
  std::size_t length;
  std::string hint;
};

/// A text made ready for the parser: what the parser does not know is replaced by marks, and what would cost it more
/// than linear time or space is taken out as literal text.
///
/// - Variables and cross references become marks.
/// - The fences of a directive become HTML comments on lines of their own, with a mark inside; its title becomes a
///   heading below the first.
/// - `:   definition` becomes a list item `+   definition`, and a comment with a mark stands before the terms.
struct Prepared {
  std::string_view text;  ///< the given text itself, or `changed`
  std::string changed;
  std::vector<Insert> inserts;
  std::vector<Directive> directives;
  std::vector<std::uint32_t> line_offsets;  ///< where each line of `text` begins in the given text
  bool plain = false;                       ///< nothing was changed, and all lines end with `\n`
  std::vector<Problem> problems;
};

/// REQUIRES: `text` is well-formed UTF-8, shorter than 4 GiB, and outlives the result.
void prepare(std::string_view text, const Options& options, Prepared& prepared);

}  // namespace markdown
