// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "base/arena.h"
#include "markdown/tree.h"

/// The lines of tables (GFM, section 4.10), asked of a line without indentation and line break.
namespace markdown {

/// How many columns the second line of a table has: pieces of hyphens, perhaps with colons, between bars. 0 when the
/// line is none.
std::uint32_t delimiter_columns(std::string_view line);

/// What the colons of such a line say. REQUIRES: `delimiter_columns(line)` is the size of `alignments`.
void read_alignments(std::string_view line, Alignment* alignments);

/// The cells of a row: the pieces between bars. A bar behind a backslash parts nothing. A line that is but one bar has
/// no cells and is no row.
std::uint32_t count_cells(std::string_view line);

/// The first `most` cells of a row, trimmed, `\|` resolved to `|`.
void read_cells(std::string_view line, std::size_t most, base::Arena& arena, std::vector<std::string_view>& cells);

}  // namespace markdown
