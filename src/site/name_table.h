// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "value/value.h"

namespace site {

/// A fixed table from attribute names to fields, hashed once when the program starts to use it.
template <class Field, std::size_t N>
class NameTable {
 public:
  struct Entry {
    value::Name name;
    Field field;
  };

  explicit constexpr NameTable(const Entry (&entries)[N]) {
    for (std::size_t i = 0; i < N; ++i) entries_[i] = entries[i];
    for (std::size_t i = 0; i < N; ++i) {
      std::size_t slot = entries_[i].name.hash % k_slots;
      while (slots_[slot] != 0) slot = (slot + 1) % k_slots;
      slots_[slot] = static_cast<std::uint16_t>(i + 1);
    }
  }

  std::optional<Field> find(value::Name name) const {
    for (std::size_t slot = name.hash % k_slots; slots_[slot] != 0; slot = (slot + 1) % k_slots) {
      const Entry& entry = entries_[slots_[slot] - 1u];
      if (entry.name == name) return entry.field;
    }
    return std::nullopt;
  }

  /// The first name of a field; "" when it has none.
  std::string_view name_of(Field field) const {
    for (const Entry& entry : entries_) {
      if (entry.field == field) return entry.name.text;
    }
    return "";
  }

  std::vector<std::string> names() const {
    std::vector<std::string> names;
    for (const Entry& entry : entries_) names.emplace_back(entry.name.text);
    return names;
  }

 private:
  static constexpr std::size_t k_slots = N * 4 + 1;
  std::array<Entry, N> entries_{};
  std::array<std::uint16_t, k_slots> slots_{};
};

template <class Entry, std::size_t N>
NameTable(const Entry (&)[N]) -> NameTable<decltype(Entry::field), N>;

}  // namespace site
