// SPDX-License-Identifier: MIT
#include "value/value.h"

#include "value/datetime.h"
#include "value/object.h"

namespace value {

namespace {
// A datetime's 32 bits beside its microseconds: the offset in the lower half, two flags above.
constexpr std::uint32_t k_has_offset = 1u << 16, k_date_only = 1u << 17;

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
