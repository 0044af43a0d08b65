// SPDX-License-Identifier: MIT
#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/hash.h"

namespace value {

/// Things by name that are only ever added. Asking takes no lock; what was added stays where it is. Safe from all
/// threads, as long as the things themselves are.
template <class Thing>
class NameMap {
 public:
  struct Entry {
    std::uint64_t hash;
    std::string name;
    Thing thing;
  };

  NameMap() { use_table(k_first_slots); }

  /// The entry of a name, or null. A name that another thread adds at this moment may be missed.
  const Entry* find(std::string_view name) const { return find(name, base::hash64(name)); }

  /// The entry of a name; when there is none, `make(number)` gives the thing to add, where `number` counts the entries.
  template <class Make>
  const Entry& find_or_add(std::string_view name, const Make& make) {
    std::uint64_t hash = base::hash64(name);
    if (const Entry* known = find(name, hash)) return *known;
    std::lock_guard lock(mutex_);
    if (const Entry* known = find(name, hash)) return *known;
    const Entry& added = entries_.emplace_back(hash, std::string(name), make(entries_.size()));
    if (entries_.size() * 2 > tables_.back()->slots.size()) {
      use_table(tables_.back()->slots.size() * 2);
    } else {
      put(*tables_.back(), added);
    }
    return added;
  }

  /// Adds a thing unless the name has one; the entry that then is there.
  const Entry& add(std::string_view name, Thing thing) {
    return find_or_add(name, [&](std::size_t) { return std::move(thing); });
  }

  /// The entry that was added as number `number`, or null.
  const Entry* at(std::size_t number) const {
    std::lock_guard lock(mutex_);
    return number < entries_.size() ? &entries_[number] : nullptr;
  }

 private:
  static constexpr std::size_t k_first_slots = 256;  ///< a power of two, as every size is

  /// Open addressing; at most half full.
  struct Table {
    explicit Table(std::size_t count) : slots(count) {}
    std::vector<std::atomic<const Entry*>> slots;
  };

  const Entry* find(std::string_view name, std::uint64_t hash) const {
    const Table& table = *table_.load(std::memory_order_acquire);
    std::size_t mask = table.slots.size() - 1;
    for (std::size_t slot = hash & mask;; slot = (slot + 1) & mask) {
      const Entry* entry = table.slots[slot].load(std::memory_order_acquire);
      if (entry == nullptr || (entry->hash == hash && entry->name == name)) return entry;
    }
  }

  static void put(Table& table, const Entry& entry) {
    std::size_t mask = table.slots.size() - 1, slot = entry.hash & mask;
    while (table.slots[slot].load(std::memory_order_relaxed) != nullptr) slot = (slot + 1) & mask;
    table.slots[slot].store(&entry, std::memory_order_release);
  }

  /// Goes over to a larger table. Earlier ones stay, because somebody may be looking into them.
  void use_table(std::size_t slots) {
    auto larger = std::make_unique<Table>(slots);
    for (const Entry& entry : entries_) put(*larger, entry);
    table_.store(larger.get(), std::memory_order_release);
    tables_.push_back(std::move(larger));
  }

  mutable std::mutex mutex_;
  std::deque<Entry> entries_;
  std::vector<std::unique_ptr<Table>> tables_;
  std::atomic<const Table*> table_ = nullptr;
};

}  // namespace value
