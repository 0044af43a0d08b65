// SPDX-License-Identifier: MIT
#include "engine/store_plan.h"

#include <algorithm>
#include <tuple>
#include <utility>

#include "engine/store_format.h"

namespace engine {

namespace {

std::string damage_of(Table table) { return "the table " + std::string(table_name(table)) + " is damaged"; }

bool is_less(const Plan::Change& a, const Plan::Change& b) {
  if (a.table != b.table) return a.table < b.table;
  return a.stored_key < b.stored_key;
}

}  // namespace

std::expected<Plan, std::string> Plan::make(const Batch& batch, const View* view) {
  Plan plan;
  for (std::size_t i = 0; i < k_tables; ++i) {
    auto table = static_cast<Table>(i);
    const Totals before = view != nullptr ? view->contents(table).totals : Totals{};
    plan.clears_[i] = batch.clears(table) && before.count > 0;
    if (!plan.clears_[i]) plan.totals_[i] = before;
  }
  plan.changes_.reserve(batch.changes_.size());
  for (const Batch::Change& each : batch.changes_) {
    Change change{.table = each.table, .value = each.value ? &*each.value : nullptr, .key = each.key};
    change.stored_key = is_long(each.key) ? plan.long_keys_.emplace_back(shortened(each.key)) : change.key;
    plan.changes_.push_back(change);
  }
  plan.sort_unique();
  if (auto compared = plan.compare(view); !compared) return std::unexpected(compared.error());
  return plan;
}

void Plan::sort_unique() {
  if (!std::ranges::is_sorted(changes_, is_less)) std::ranges::stable_sort(changes_, is_less);
  // The last change of a key stays.
  auto kept = changes_.begin();
  for (auto each = changes_.begin(); each != changes_.end(); ++each) {
    auto next = std::next(each);
    if (next == changes_.end() || is_less(*each, *next)) *kept++ = *each;
  }
  changes_.erase(kept, changes_.end());
}

std::expected<void, std::string> Plan::compare(const View* view) {
  auto kept = changes_.begin();
  for (Change& each : changes_) {
    auto table = static_cast<std::size_t>(each.table);
    Totals& totals = totals_[table];
    std::uint8_t number = table_number(each.table);
    if (each.value != nullptr) each.sum = checksum(number, each.key, *each.value);
    Pages::Entry entry;
    Pages::Outcome outcome = Pages::Outcome::absent;
    if (view != nullptr && !clears_[table]) {
      outcome = view->pages().find(view->contents(each.table).tree, each.stored_key, entry);
    }
    if (outcome == Pages::Outcome::damaged) return std::unexpected(damage_of(each.table));
    each.existed = outcome == Pages::Outcome::found;
    if (each.existed) {
      std::optional<Record> old = entry.is_tree ? std::nullopt : verified(number, entry.key, entry.data);
      if (!old) return std::unexpected(damage_of(each.table));
      if (each.value != nullptr && old->sum == each.sum && old->key == each.key && old->value == *each.value) continue;
      --totals.count;
      totals.sum -= old->sum;
    } else if (each.value == nullptr) {
      continue;
    }
    if (each.value != nullptr) {
      ++totals.count;
      totals.sum += each.sum;
    }
    is_changed_[table] = true;
    *kept++ = each;
  }
  changes_.erase(kept, changes_.end());
  return {};
}

bool Plan::empty() const {
  return changes_.empty() && std::ranges::none_of(clears_, [](bool each) { return each; });
}

bool Plan::is_safe(const View& view) const {
  const Pages& pages = view.pages();
  Pages::Checked checked;
  auto may_change_named = [&](std::string_view name) {
    return pages.may_change(view.meta(), name, checked) && pages.may_change(view.header().main, name, checked);
  };
  for (const char* name : {k_format_record, k_program_record, k_boot_record, k_commit_record}) {
    if (!pages.may_change(view.meta(), name, checked)) return false;
  }
  if (!pages.is_free_list_sound() || !pages.may_change(view.header().main, k_meta_table, checked)) return false;
  for (std::size_t i = 0; i < k_tables; ++i) {
    auto table = static_cast<Table>(i);
    if (changes(table) && !may_change_named(table_name(table))) return false;
    if (clears_[i] && !pages.is_sound(view.contents(table).tree)) return false;
  }
  return std::ranges::all_of(changes_, [&](const Change& each) {
    if (clears(each.table)) return true;
    return pages.may_change(view.contents(each.table).tree, each.stored_key, checked);
  });
}

std::uint64_t Plan::most_pages(const View* view) const {
  constexpr std::uint64_t k_overhead = 64;      // A record's own, generously.
  constexpr std::uint64_t k_pages_a_path = 16;  // Twice a path of eight pages: each page copied and split.
  constexpr std::uint64_t k_margin = 256;       // For the tables `main` and `meta` and the list of unused pages.
  std::uint64_t page_bytes = page_bytes_of_machine();
  std::uint64_t before = view != nullptr ? view->header().pages : 2;
  std::uint64_t own = 0;
  for (const Change& each : changes_) {
    if (each.value == nullptr) continue;
    own += 1 + 2 * (each.value->size() + each.key.size() + k_overhead) / page_bytes;
  }
  // Every path is copied, or all there is.
  return before + own + std::min(changes_.size() * k_pages_a_path, before + own) + k_margin;
}

}  // namespace engine
