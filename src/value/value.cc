// SPDX-License-Identifier: MIT
#include "value/value.h"

#include <cmath>

#include "value/datetime.h"
#include "value/object.h"

namespace value {

namespace {
// A datetime's 32 bits beside its microseconds: the offset in the lower half, two flags above.
constexpr std::uint32_t k_has_offset = 1u << 16, k_date_only = 1u << 17;

Value copy_list(base::Arena& arena, const Value& value, int depth);
Value copy(base::Arena& arena, const Value& value, int depth) {
  if (depth > k_deepest + 10) return Value::none();
  switch (value.kind()) {
    case Kind::string:
      return value.is_safe() ? Value::safe(arena, value.as_string()) : Value::string(arena, value.as_string());
    case Kind::undefined:
      return value.looked_for().empty() ? Value() : Value::undefined(arena, value.looked_for());
    case Kind::list:
      return copy_list(arena, value, depth);
    case Kind::map: {
      Map* map = make_map(arena);
      for (const Map::Entry& entry : value.as_map().entries()) {
        map->set(arena, copy(arena, entry.key, depth + 1), copy(arena, entry.value, depth + 1));
      }
      return Value::map(map);
    }
    default:
      return value;
  }
}

Value copy_list(base::Arena& arena, const Value& value, int depth) {
  List* list = make_list(arena, value.items().size());
  for (const Value& element : value.items()) list->append(arena, copy(arena, element, depth + 1));
  return value.is_tuple() ? Value::tuple(list) : Value::list(list);
}

void freeze_below(const Value& value, int depth) {
  if (depth > k_deepest + 10) return;
  if (value.is_list()) {
    if (value.as_list().frozen) return;
    value.as_list().frozen = true;
    for (const Value& element : value.items()) freeze_below(element, depth + 1);
  } else if (value.is_map()) {
    if (value.as_map().frozen()) return;
    value.as_map().freeze();
    for (const Map::Entry& entry : value.as_map().entries()) freeze_below(entry.value, depth + 1);
  }
}

}  // namespace

Value Value::datetime(const DateTime& moment) {
  Value value(Kind::datetime);
  value.integer_ = moment.local_microseconds;
  value.extra_ = static_cast<std::uint16_t>(moment.offset_minutes);
  if (moment.has_offset) value.extra_ |= k_has_offset;
  if (moment.date_only) value.extra_ |= k_date_only;
  return value;
}

DateTime Value::as_datetime() const {
  return {integer_, static_cast<std::int16_t>(extra_ & 0xffff), (extra_ & k_has_offset) != 0,
          (extra_ & k_date_only) != 0};
}

std::span<const Value> Value::items() const { return is_list() ? list_->items() : std::span<const Value>(); }

Value Value::get(Name key) const {
  if (!is_map()) return {};
  const Value* found = map_->find(key);
  return found == nullptr ? Value() : *found;
}

void List::append(base::Arena& arena, Value value) {
  if (size == capacity) {
    std::uint32_t larger = capacity == 0 ? 4 : capacity * 2;
    auto* moved = arena.array<Value>(larger);
    for (std::uint32_t i = 0; i < size; ++i) new (&moved[i]) Value(data[i]);
    data = moved;
    capacity = larger;
  }
  new (&data[size++]) Value(value);
}

List* make_list(base::Arena& arena, std::size_t capacity) {
  List* list = arena.make<List>();
  if (capacity > 0) {
    list->data = arena.array<Value>(capacity);
    list->capacity = static_cast<std::uint32_t>(capacity);
  }
  return list;
}

List* make_list(base::Arena& arena, std::span<const Value> items) {
  List* list = make_list(arena, items.size());
  for (const Value& item : items) list->append(arena, item);
  return list;
}

Value deep_copy(base::Arena& arena, const Value& value) { return copy(arena, value, 0); }

void freeze(const Value& value) { freeze_below(value, 0); }

Value merge(base::Arena& arena, const Value& under, const Value& over) {
  if (!under.is_map() || !over.is_map()) return over;
  Map* merged = make_map(arena);
  for (const Map::Entry& entry : under.as_map().entries()) merged->set(arena, entry.key, entry.value);
  for (const Map::Entry& entry : over.as_map().entries()) {
    const Value* existing = merged->find(entry.key);
    merged->set(arena, entry.key, existing == nullptr ? entry.value : merge(arena, *existing, entry.value));
  }
  return Value::map(merged);
}

std::string_view kind_name(const Value& value) {
  switch (value.kind()) {
    case Kind::undefined:
      return "undefined";
    case Kind::none:
      return "none";
    case Kind::boolean:
      return "boolean";
    case Kind::integer:
      return "integer";
    case Kind::floating:
      return "float";
    case Kind::string:
      return "string";
    case Kind::datetime:
      return "date";
    case Kind::duration:
      return "duration";
    case Kind::list:
      return value.is_tuple() ? "tuple" : "list";
    case Kind::map:
      return "mapping";
    case Kind::object:
      return value.as_object().type_name();
  }
  return "";
}

}  // namespace value
