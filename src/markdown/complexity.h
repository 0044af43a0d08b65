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
/// Text of a paragraph before the first line of a table that follows without an empty line; the parser goes back to its
/// beginning for each of its lines.
inline constexpr std::size_t k_most_bytes_before_table = 16'384;
/// Lines of one paragraph that look as the second line of a table and are not; the parser reads the whole paragraph
/// again for each.
inline constexpr std::uint32_t k_most_delimiter_rows = 64;

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

/// Watches the link reference definitions that paragraphs may begin with: every bracket of the text may repeat the
/// longest of them.
class ExpansionBudget {
 public:
  explicit ExpansionBudget(std::string_view text) : text_(text) {}
  bool allows(std::string_view paragraph);

 private:
  std::string_view text_;
  std::size_t uses_ = 0;  ///< closing brackets in the text, once they are counted
  bool counted_ = false;
};

}  // namespace markdown
