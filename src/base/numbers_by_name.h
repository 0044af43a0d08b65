// SPDX-License-Identifier: MIT
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <utility>
#include <vector>

#include "base/hash.h"

namespace base {

/// From names to numbers. Names are only ever added, and live elsewhere. One vector of entries and one of slots, so
/// that tables of ten thousands of names cost two allocations and a lookup two reads of memory.
class NumbersByName {
 public:
  struct Entry {
    std::string_view name;
    std::uint32_t number;
    std::uint32_t hash;
  };

  void reserve(std::size_t count) {
    entries_.reserve(count);
    if (count * 2 > slots_.size()) use_slots(std::bit_ceil(count * 2));
  }

  /// The number of a name, or null. Valid until the next name is added.
  const std::uint32_t* find(std::string_view name) const {
    if (slots_.empty()) return nullptr;
    const std::uint32_t slot = slots_[slot_of(name, hash_of(name))];
    return slot == k_empty ? nullptr : &entries_[slot].number;
  }

  /// Adds a name that is not there yet; the number it has, and whether it was added.
  std::pair<std::uint32_t&, bool> add(std::string_view name, std::uint32_t number) {
    if ((entries_.size() + 1) * 2 > slots_.size()) use_slots(slots_.empty() ? k_first_slots : slots_.size() * 2);
    const std::uint32_t hash = hash_of(name);
    std::uint32_t& slot = slots_[slot_of(name, hash)];
    if (slot != k_empty) return {entries_[slot].number, false};
    slot = static_cast<std::uint32_t>(entries_.size());
    entries_.push_back({name, number, hash});
    return {entries_.back().number, true};
  }

  /// All of them in the order in which they were added.
  const std::vector<Entry>& entries() const { return entries_; }

 private:
  static constexpr std::uint32_t k_empty = ~std::uint32_t{0};
  static constexpr std::size_t k_first_slots = 16;

  static std::uint32_t hash_of(std::string_view name) { return static_cast<std::uint32_t>(hash64(name)); }

  /// The slot of a name, or the empty one where it belongs.
  std::size_t slot_of(std::string_view name, std::uint32_t hash) const {
    const std::size_t mask = slots_.size() - 1;
    for (std::size_t at = hash & mask;; at = (at + 1) & mask) {
      if (slots_[at] == k_empty) return at;
      const Entry& entry = entries_[slots_[at]];
      if (entry.hash == hash && entry.name == name) return at;
    }
  }

  void use_slots(std::size_t count) {
    slots_.assign(count, k_empty);
    const std::size_t mask = count - 1;
    for (std::size_t i = 0; i < entries_.size(); ++i) {
      std::size_t at = entries_[i].hash & mask;
      while (slots_[at] != k_empty) at = (at + 1) & mask;
      slots_[at] = static_cast<std::uint32_t>(i);
    }
  }

  std::vector<Entry> entries_;
  std::vector<std::uint32_t> slots_;  ///< a power of two of them, at most half of them used
};

}  // namespace base
