// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

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

/// A text made ready for the parser: variables and cross references become marks. Lines stay lines.
struct Prepared {
  std::string_view text;  ///< the given text itself, or `changed`
  std::string changed;
  std::vector<Insert> inserts;
  std::vector<std::uint32_t> line_offsets;  ///< where each line of `text` begins in the given text
  bool plain = false;                       ///< nothing was changed, and all lines end with `\n`
  std::vector<Problem> problems;
};

/// REQUIRES: `text` is well-formed UTF-8, shorter than 4 GiB, and outlives the result.
void prepare(std::string_view text, const Options& options, Prepared& prepared);

}  // namespace markdown
