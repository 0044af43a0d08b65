// SPDX-License-Identifier: MIT
#include <cmath>
#include <cstring>

#include "base/hash.h"
#include "value/datetime.h"
#include "value/number_order.h"
#include "value/value.h"

namespace value {

namespace {

constexpr std::uint32_t k_searched_in_line = 16;

/// A tuple of tuples that share their parts can hold more elements than anyone can visit; only so many are looked at.
constexpr int k_most_elements = 10'000;

/// Equality of keys: text by bytes, numbers by value, tuples element by element.
bool same_key(const Value& a, const Value& b, int depth, int& budget) {
  if (a.is_number() && b.is_number()) return compare_numbers(a, b) == 0;
  if (a.kind() != b.kind()) return false;
  switch (a.kind()) {
    case Kind::undefined:
      return true;
    case Kind::string:
      return a.as_string() == b.as_string();
    case Kind::datetime:
      return a.as_datetime() == b.as_datetime() && a.as_datetime().date_only == b.as_datetime().date_only;
    case Kind::list: {
      if (a.same_storage(b)) return true;
      if (depth > k_deepest || a.items().size() != b.items().size()) return false;
      for (std::size_t i = 0; i < a.items().size(); ++i) {
        if (--budget < 0 || !same_key(a.items()[i], b.items()[i], depth + 1, budget)) return false;
      }
      return true;
    }
    default:
      return a.same_storage(b);
  }
}

bool same_key(const Value& a, const Value& b) {
  int budget = k_most_elements;
  return same_key(a, b, 0, budget);
}

std::uint64_t mix(std::uint64_t number) {
  number *= 0x9e3779b97f4a7c15u;
  return number ^ (number >> 32);
}

std::uint64_t hash_floating(double number) {
  bool is_integer = number >= -9223372036854775808.0 && number < 9223372036854775808.0 && std::floor(number) == number;
  if (is_integer) return mix(static_cast<std::uint64_t>(static_cast<std::int64_t>(number)));
  std::uint64_t bits;
  std::memcpy(&bits, &number, sizeof(bits));
  return mix(bits);
}

/// Keys that are equal have equal hashes: 1, 1.0 and true. `hash_text` says how text is hashed.
template <class HashText>
std::uint64_t hash_at(const Value& key, int depth, int& budget, HashText hash_text) {
  switch (key.kind()) {
    case Kind::string:
      return hash_text(key.as_string());
    case Kind::boolean:
    case Kind::integer:
    case Kind::duration:
      return mix(static_cast<std::uint64_t>(key.as_integer()));
    case Kind::floating:
      return hash_floating(key.as_floating());
    case Kind::datetime:
      return mix(static_cast<std::uint64_t>(key.as_datetime().instant()));
    case Kind::list: {
      std::uint64_t hash = 17;
      if (depth > k_deepest) return hash;
      for (const Value& element : key.items()) {
        if (--budget < 0) return hash;
        hash = hash * 31 + hash_at(element, depth + 1, budget, hash_text);
      }
      return hash;
    }
    case Kind::object:
      return mix(reinterpret_cast<std::uintptr_t>(&key.as_object()) + key.handle());
    default:
      return 0;
  }
}

bool hashable_at(const Value& value, int depth, int& budget) {
  if (value.is_map()) return false;
  if (!value.is_list()) return true;
  if (!value.is_tuple() || depth > k_deepest) return false;
  for (const Value& element : value.items()) {
    if (--budget < 0 || !hashable_at(element, depth + 1, budget)) return false;
  }
  return true;
}

}  // namespace

bool is_hashable(const Value& value) {
  int budget = k_most_elements;
  return hashable_at(value, 0, budget);
}

std::uint32_t hash_key(const Value& key) {
  int budget = k_most_elements;
  return static_cast<std::uint32_t>(hash_at(key, 0, budget, base::hash_name));
}

/// The slots of large maps are chosen by a better hash than that of names, mixed with an address that differs in each
/// run: a data file cannot be made so that all its keys fall on one slot.
std::uint32_t Map::first_slot(const Value& key) const {
  int budget = k_most_elements;
  std::uint64_t hash = hash_at(key, 0, budget, base::hash64) ^ reinterpret_cast<std::uintptr_t>(index_);
  return static_cast<std::uint32_t>(mix(hash) >> 20) & index_mask_;
}

std::uint32_t Map::find_slot(std::uint32_t hash, const Value& key) const {
  if (index_ == nullptr) {
    for (std::uint32_t i = 0; i < size_; ++i) {
      if (entries_[i].hash == hash && same_key(entries_[i].key, key)) return i;
    }
    return size_;
  }
  for (std::uint32_t slot = first_slot(key); index_[slot] != 0; slot = (slot + 1) & index_mask_) {
    const Entry& entry = entries_[index_[slot] - 1];
    if (entry.hash == hash && same_key(entry.key, key)) return index_[slot] - 1;
  }
  return size_;
}

std::uint32_t Map::index_of(Name key) const {
  if (index_ != nullptr) return find_slot(key.hash, Value::string(key.text));
  for (std::uint32_t i = 0; i < size_; ++i) {
    const Entry& entry = entries_[i];
    if (entry.hash == key.hash && entry.key.is_string() && base::same_text(entry.key.as_string(), key.text)) return i;
  }
  return size_;
}

std::uint32_t Map::index_of(const Value& key) const { return is_hashable(key) ? find_slot(hash_key(key), key) : size_; }

const Value* Map::find_indexed(Name key) const {
  std::uint32_t at = find_slot(key.hash, Value::string(key.text));
  return at == size_ ? nullptr : &entries_[at].value;
}

const Value* Map::find(const Value& key) const {
  std::uint32_t at = index_of(key);
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
    std::uint32_t slot = first_slot(entries_[i].key);
    while (index_[slot] != 0) slot = (slot + 1) & index_mask_;
    index_[slot] = i + 1;
  }
}

void Map::add(base::Arena& arena, const Entry& entry) {
  bool grows = size_ == capacity_;
  if (grows) grow(arena);
  new (&entries_[size_++]) Entry(entry);
  if (size_ <= k_searched_in_line) return;
  if (index_ == nullptr || grows) return index_all(arena);
  std::uint32_t slot = first_slot(entry.key);
  while (index_[slot] != 0) slot = (slot + 1) & index_mask_;
  index_[slot] = size_;
}

void Map::assign(base::Arena& arena, const Map& other, std::uint32_t more) {
  capacity_ = other.size_ + more;
  entries_ = arena.array<Entry>(capacity_);
  size_ = other.size_;
  for (std::uint32_t i = 0; i < size_; ++i) new (&entries_[i]) Entry(other.entries_[i]);
  if (size_ > k_searched_in_line) index_all(arena);
}

void Map::set(base::Arena& arena, Value key, Value value) {
  std::uint32_t hash = hash_key(key);
  std::uint32_t at = find_slot(hash, key);
  if (at != size_) {
    entries_[at].value = value;
  } else {
    add(arena, {key, value, hash});
  }
}

void Map::set(base::Arena& arena, Name key, Value value) {
  std::uint32_t at = index_of(key);
  if (at != size_) {
    entries_[at].value = value;
  } else {
    add(arena, {Value::string(key.text), value, key.hash});
  }
}

bool Map::remove(base::Arena& arena, const Value& key) {
  std::uint32_t at = index_of(key);
  if (at == size_) return false;
  for (std::uint32_t i = at + 1; i < size_; ++i) entries_[i - 1] = entries_[i];
  --size_;
  if (index_ != nullptr) index_all(arena);
  return true;
}

}  // namespace value
