// SPDX-License-Identifier: MIT
#include <functional>
#include <unordered_map>
#include <vector>

#include "value/value.h"

namespace value {

namespace {

/// The storage of one or two lists or maps at some depth of a walk. A walk that remembers what it made for each of
/// these visits shared parts once, however often they occur.
struct Place {
  const void* first;
  const void* second;
  int depth;
  bool operator==(const Place&) const = default;
};

struct PlaceHash {
  std::size_t operator()(const Place& place) const {
    std::size_t hash = std::hash<const void*>()(place.first) * 31 + std::hash<const void*>()(place.second);
    return hash * 31 + static_cast<std::size_t>(place.depth);
  }
};

using Made = std::unordered_map<Place, Value, PlaceHash>;

class Copier {
 public:
  explicit Copier(base::Arena& arena) : arena_(arena) {}

  Value copy(const Value& value, int depth) {
    switch (value.kind()) {
      case Kind::string:
        return value.is_safe() ? Value::safe(arena_, value.as_string()) : Value::string(arena_, value.as_string());
      case Kind::undefined:
        return value.looked_for().empty() ? Value() : Value::undefined(arena_, value.looked_for());
      case Kind::list:
        return once(&value.as_list(), depth, [&] { return copy_list(value, depth + 1); });
      case Kind::map:
        return once(&value.as_map(), depth, [&] { return copy_map(value.as_map(), depth + 1); });
      default:
        return value;
    }
  }

 private:
  template <class Make>
  Value once(const void* storage, int depth, Make make) {
    if (depth >= k_deepest) return Value::none();
    Place place{storage, nullptr, depth};
    if (auto known = made_.find(place); known != made_.end()) return known->second;
    Value copied = make();
    made_.emplace(place, copied);
    return copied;
  }

  Value copy_list(const Value& value, int depth) {
    List* list = make_list(arena_, value.items().size());
    for (const Value& element : value.items()) list->append(arena_, copy(element, depth));
    return value.is_tuple() ? Value::tuple(list) : Value::list(list);
  }

  Value copy_map(const Map& original, int depth) {
    Map* map = make_map(arena_);
    for (const Map::Entry& entry : original.entries()) {
      map->set(arena_, copy(entry.key, depth), copy(entry.value, depth));
    }
    return Value::map(map);
  }

  base::Arena& arena_;
  Made made_;
};

class Merger {
 public:
  explicit Merger(base::Arena& arena) : arena_(arena) {}

  Value merge(const Value& under, const Value& over, int depth) {
    if (!under.is_map() || !over.is_map() || depth >= k_deepest || under.same_storage(over)) return over;
    Place place{&under.as_map(), &over.as_map(), depth};
    if (auto known = made_.find(place); known != made_.end()) return known->second;
    Map* merged = make_map(arena_);
    for (const Map::Entry& entry : under.as_map().entries()) merged->set(arena_, entry.key, entry.value);
    for (const Map::Entry& entry : over.as_map().entries()) {
      const Value* existing = under.as_map().find(entry.key);
      merged->set(arena_, entry.key, existing == nullptr ? entry.value : merge(*existing, entry.value, depth + 1));
    }
    return made_[place] = Value::map(merged);
  }

 private:
  base::Arena& arena_;
  Made made_;
};

}  // namespace

Value deep_copy(base::Arena& arena, const Value& value) { return Copier(arena).copy(value, 0); }

/// A list or map that is frozen already was frozen whole; that also ends the walk through values that contain
/// themselves.
void freeze(const Value& value) {
  std::vector<Value> waiting = {value};
  while (!waiting.empty()) {
    Value next = waiting.back();
    waiting.pop_back();
    if (next.is_list() && !next.as_list().frozen) {
      next.as_list().frozen = true;
      waiting.insert(waiting.end(), next.items().begin(), next.items().end());
    } else if (next.is_map() && !next.as_map().frozen()) {
      next.as_map().freeze();
      for (const Map::Entry& entry : next.as_map().entries()) {
        waiting.push_back(entry.key);
        waiting.push_back(entry.value);
      }
    }
  }
}

Value merge(base::Arena& arena, const Value& under, const Value& over) { return Merger(arena).merge(under, over, 0); }

}  // namespace value
