// SPDX-License-Identifier: MIT
#include <cmath>
#include <cstring>

#include "value/datetime.h"
#include "value/value.h"

namespace value {

namespace {

constexpr std::uint32_t k_searched_in_line = 8;

/// Equality of keys: text by bytes, numbers by value, tuples element by element.
bool same_key(const Value& a, const Value& b, int depth = 0) {
  if (a.is_number() && b.is_number()) {
    if (!a.is_floating() && !b.is_floating()) return a.as_integer() == b.as_integer();
    return a.number() == b.number();
  }
  if (a.kind() != b.kind()) return false;
  switch (a.kind()) {
    case Kind::string:
      return a.as_string() == b.as_string();
    case Kind::datetime:
      return a.as_datetime() == b.as_datetime();
    case Kind::list: {
      if (depth > k_deepest || a.items().size() != b.items().size()) return false;
      for (std::size_t i = 0; i < a.items().size(); ++i) {
        if (!same_key(a.items()[i], b.items()[i], depth + 1)) return false;
      }
      return true;
    }
    default:
      return a.same_storage(b);
  }
}

std::uint32_t mix(std::uint64_t number) { return static_cast<std::uint32_t>((number * 0x9e3779b97f4a7c15u) >> 32); }

std::uint32_t hash_at(const Value& key, int depth) {
  switch (key.kind()) {
    case Kind::string:
      return base::hash_name(key.as_string());
    case Kind::boolean:
    case Kind::integer:
      return mix(static_cast<std::uint64_t>(key.as_integer()));
    case Kind::floating: {
      double number = key.as_floating();
      bool is_whole = std::floor(number) == number && std::abs(number) < 9e18;
      if (is_whole) return mix(static_cast<std::uint64_t>(static_cast<std::int64_t>(number)));
      std::uint64_t bits;
      std::memcpy(&bits, &number, sizeof(bits));
      return mix(bits);
    }
    case Kind::datetime:
      return mix(static_cast<std::uint64_t>(key.as_datetime().instant()));
    case Kind::duration:
      return mix(static_cast<std::uint64_t>(key.as_duration()));
    case Kind::list: {
      std::uint32_t hash = 17;
      if (depth > k_deepest) return hash;
      for (const Value& element : key.items()) hash = hash * 31 + hash_at(element, depth + 1);
      return hash;
    }
    case Kind::object:
      return mix(reinterpret_cast<std::uintptr_t>(&key.as_object()) + key.handle());
    default:
      return 0;
  }
}

bool hashable_at(const Value& value, int depth) {
  if (value.is_map() || value.is_undefined()) return false;
  if (!value.is_list()) return true;
  if (!value.is_tuple() || depth > k_deepest) return false;
  for (const Value& element : value.items()) {
    if (!hashable_at(element, depth + 1)) return false;
  }
  return true;
}

}  // namespace

bool is_hashable(const Value& value) { return hashable_at(value, 0); }

std::uint32_t hash_key(const Value& key) { return hash_at(key, 0); }

std::uint32_t Map::find_slot(std::uint32_t hash, const Value& key) const {
  if (index_ == nullptr) {
    for (std::uint32_t i = 0; i < size_; ++i) {
      if (entries_[i].hash == hash && same_key(entries_[i].key, key)) return i;
    }
    return size_;
  }
  for (std::uint32_t slot = hash & index_mask_; index_[slot] != 0; slot = (slot + 1) & index_mask_) {
    const Entry& entry = entries_[index_[slot] - 1];
    if (entry.hash == hash && same_key(entry.key, key)) return index_[slot] - 1;
  }
  return size_;
}

std::uint32_t Map::index_of(Name key) const {
  if (index_ == nullptr) {
    for (std::uint32_t i = 0; i < size_; ++i) {
      const Entry& entry = entries_[i];
      if (entry.hash == key.hash && entry.key.is_string() && entry.key.as_string() == key.text) return i;
    }
    return size_;
  }
  return find_slot(key.hash, Value::string(key.text));
}

const Value* Map::find(Name key) const {
  std::uint32_t at = index_of(key);
  return at == size_ ? nullptr : &entries_[at].value;
}

const Value* Map::find(const Value& key) const {
  if (!is_hashable(key)) return nullptr;
  std::uint32_t at = find_slot(hash_key(key), key);
  return at == size_ ? nullptr : &entries_[at].value;
}

void Map::grow(base::Arena& arena) {
  std::uint32_t larger = capacity_ == 0 ? 4 : capacity_ * 2;
  auto* moved = arena.array<Entry>(larger);
  for (std::uint32_t i = 0; i < size_; ++i) new (&moved[i]) Entry(entries_[i]);
  entries_ = moved;
  capacity_ = larger;
}

void Map::index_all(base::Arena& arena) {
  std::uint32_t slots = 32;
  while (slots < capacity_ * 2) slots *= 2;
  if (index_ == nullptr || index_mask_ + 1 != slots) {
    index_ = arena.array<std::uint32_t>(slots);
    index_mask_ = slots - 1;
  }
  std::memset(index_, 0, slots * sizeof(std::uint32_t));
  for (std::uint32_t i = 0; i < size_; ++i) {
    std::uint32_t slot = entries_[i].hash & index_mask_;
    while (index_[slot] != 0) slot = (slot + 1) & index_mask_;
    index_[slot] = i + 1;
  }
}

void Map::set(base::Arena& arena, Value key, Value value) {
  std::uint32_t hash = hash_key(key);
  std::uint32_t at = find_slot(hash, key);
  if (at != size_) {
    entries_[at].value = value;
    return;
  }
  bool grows = size_ == capacity_;
  if (grows) grow(arena);
  new (&entries_[size_++]) Entry{key, value, hash};
  if (size_ <= k_searched_in_line) return;
  if (index_ == nullptr || grows) return index_all(arena);
  std::uint32_t slot = hash & index_mask_;
  while (index_[slot] != 0) slot = (slot + 1) & index_mask_;
  index_[slot] = size_;
}

void Map::set(base::Arena& arena, Name key, Value value) { set(arena, Value::string(key.text), value); }

bool Map::remove(base::Arena& arena, const Value& key) {
  if (!is_hashable(key)) return false;
  std::uint32_t at = find_slot(hash_key(key), key);
  if (at == size_) return false;
  for (std::uint32_t i = at + 1; i < size_; ++i) entries_[i - 1] = entries_[i];
  --size_;
  if (index_ != nullptr) index_all(arena);
  return true;
}

}  // namespace value
