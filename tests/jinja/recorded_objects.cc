// SPDX-License-Identifier: MIT
#include "recorded_objects.h"

#include "value/operations.h"

namespace cases {

using value::Context;
using value::Handle;
using value::Value;

RecordedObjects::RecordedObjects(const Value& context) {
  Value objects = context.get("$objects");
  if (!objects.is_map()) return;
  for (const value::Map::Entry& entry : objects.as_map().entries()) {
    handles_.emplace(entry.key.as_string(), static_cast<Handle>(records_.size()));
    records_.push_back(entry.value);
  }
}

Value RecordedObjects::resolved(base::Arena& arena, const Value& value) const {
  if (value.is_list()) {
    value::List* list = value::make_list(arena);
    for (const Value& each : value.items()) list->append(arena, resolved(arena, each));
    return Value::list(list);
  }
  if (!value.is_map()) return value;
  auto named = handles_.find(value.get("$object").string_or(""));
  if (named != handles_.end()) return Value::object(this, named->second);
  value::Map* map = value::make_map(arena);
  for (const value::Map::Entry& entry : value.as_map().entries()) {
    if (entry.key.string_or("") != "$objects") map->set(arena, entry.key, resolved(arena, entry.value));
  }
  return Value::map(map);
}

value::Shape RecordedObjects::shape(Handle handle) const {
  return records_[handle].get("items").is_list() ? value::Shape::sequence : value::Shape::opaque;
}

Value RecordedObjects::attribute(Context& ctx, Handle handle, value::Name name) const {
  return resolved(ctx.arena, records_[handle].get("attributes").get(name.text));
}

Value RecordedObjects::item(Context& ctx, Handle handle, const Value& key) const {
  return key.is_string() ? attribute(ctx, handle, key.as_string()) : Object::item(ctx, handle, key);
}

Value RecordedObjects::materialize(Context& ctx, Handle handle) const {
  return resolved(ctx.arena, records_[handle].get("items"));
}

std::optional<std::size_t> RecordedObjects::length(Context&, Handle handle) const {
  Value items = records_[handle].get("items");
  return items.is_list() ? std::optional(items.items().size()) : std::nullopt;
}

bool RecordedObjects::truth(Context& ctx, Handle handle) const { return length(ctx, handle).value_or(1) > 0; }

Value RecordedObjects::call_method(Context& ctx, Handle handle, value::Name name,
                                   const value::Arguments& arguments) const {
  std::string key;
  value::append_json(ctx, key, Value::list(value::make_list(ctx.arena, arguments.positional)), {});
  Value results = records_[handle].get("calls").get(name.text);
  if (!results.is_map() || results.get(value::Name(key)).is_undefined()) {
    return ctx.fail("unknown-method", "nothing is recorded for " + std::string(name.text) + key);
  }
  return resolved(ctx.arena, results.get(value::Name(key)));
}

void RecordedObjects::print(Context&, Handle handle, std::string& out) const {
  out += records_[handle].get("text").string_or("<object>");
}

}  // namespace cases
