// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

/// What makes the parser take more than linear time or space. The limits are far above what anyone writes, and low
/// enough that a text full of blocks just below them is still read at some megabytes a second.
namespace markdown {

/// Blocks up to this size are never too complex.
inline constexpr std::size_t k_simple_bytes = 4096;
inline constexpr std::uint32_t k_most_columns = 500;

/// Is the inline text of one block such that resolving it may take quadratic time?
bool is_too_complex(std::string_view block);

/// Watches what the short rows of tables cost: a missing cell is made for each column.
class TableBudget {
 public:
  explicit TableBudget(std::size_t text_bytes) : cells_left_(200'000 + text_bytes / 16) {}
  /// False when this row may not be part of a table of `columns` columns any more.
  bool allows(std::string_view row, std::uint32_t columns);

 private:
  std::size_t cells_left_;
};

/// Do the link reference definitions that a paragraph may begin with repeat too much text, if every bracket of the
/// whole `text` refers to the longest?
bool expands_too_much(std::string_view paragraph, std::string_view text);

}  // namespace markdown
