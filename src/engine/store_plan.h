// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <deque>
#include <expected>
#include <string>
#include <string_view>
#include <vector>

#include "engine/store.h"
#include "engine/store_view.h"

namespace engine {

/// What a batch really changes: sorted by table and key, one change a key, without those that change nothing, and the
/// totals that the tables have afterwards. Views into the batch.
class Plan {
 public:
  struct Change {
    Table table;
    bool existed = false;                ///< before, in a table that is not cleared
    const std::string* value = nullptr;  ///< none: remove
    std::string_view key;
    std::string_view stored_key;
    std::uint64_t sum = 0;  ///< of the new record
  };

  /// Compares the batch with what is there (null: nothing). Refused when that is damaged: the clause that says so.
  static std::expected<Plan, std::string> make(const Batch& batch, const View* view);

  const std::vector<Change>& changes() const { return changes_; }
  bool clears(Table table) const { return clears_[static_cast<std::size_t>(table)]; }
  const Totals& totals(Table table) const { return totals_[static_cast<std::size_t>(table)]; }
  /// Whether there is anything to do for a table, for any table.
  bool changes(Table table) const { return clears(table) || is_changed_[static_cast<std::size_t>(table)]; }
  bool empty() const;

  /// Whether LMDB may make the changes, and those of the records of `meta` beside them, without being misled by damaged
  /// pages.
  bool is_safe(const View& view) const;
  /// An upper bound of the pages that the file has afterwards.
  std::uint64_t most_pages(const View* view) const;

 private:
  void sort_unique();
  std::expected<void, std::string> compare(const View* view);

  std::vector<Change> changes_;
  std::deque<std::string> long_keys_;
  std::array<bool, k_tables> clears_{};
  std::array<bool, k_tables> is_changed_{};
  std::array<Totals, k_tables> totals_{};
};

}  // namespace engine
