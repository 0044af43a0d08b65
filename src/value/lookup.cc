// SPDX-License-Identifier: MIT
#include "base/strings.h"
#include "base/unicode.h"
#include "value/operations.h"
#include "value/wording.h"

namespace value {

std::optional<std::size_t> length(Context& ctx, const Value& value) {
  switch (value.kind()) {
    case Kind::string:
      return base::count_code_points(value.as_string());
    case Kind::list:
      return value.items().size();
    case Kind::map:
      return value.as_map().size();
    case Kind::object:
      return value.as_object().length(ctx, value.handle());
    default:
      return std::nullopt;
  }
}

Value attribute(Context& ctx, const Value& value, Name name) {
  if (value.is_object()) return value.as_object().attribute(ctx, value.handle(), name);
  return value.get(name);
}

Value item(Context& ctx, const Value& value, const Value& key) {
  switch (value.kind()) {
    case Kind::map: {
      const Value* found = value.as_map().find(key);
      return found == nullptr ? Value() : *found;
    }
    case Kind::list: {
      if (!key.is_integer() && !key.is_boolean()) return {};
      auto size = static_cast<std::int64_t>(value.items().size());
      std::int64_t at = key.as_integer() < 0 ? key.as_integer() + size : key.as_integer();
      return at >= 0 && at < size ? value.items()[static_cast<std::size_t>(at)] : Value();
    }
    case Kind::string: {
      if (!key.is_integer() && !key.is_boolean()) return {};
      std::int64_t at = key.as_integer();
      std::string_view text = value.as_string();
      if (at < 0) at += static_cast<std::int64_t>(base::count_code_points(text));
      if (at < 0) return {};
      std::size_t begin = base::offset_of_code_point(text, static_cast<std::size_t>(at));
      if (begin >= text.size()) return {};
      std::size_t end = begin;
      base::next_code_point(text, end);
      return value.is_safe() ? Value::safe(text.substr(begin, end - begin))
                             : Value::string(text.substr(begin, end - begin));
    }
    case Kind::object:
      return value.as_object().item(ctx, value.handle(), key);
    default:
      return {};
  }
}

Value lookup_path(Context& ctx, const Value& value, std::string_view dotted_path) {
  Value at = value;
  for (std::string_view part : base::split(dotted_path, '.')) {
    bool is_sequence = at.is_object() && at.as_object().shape(at.handle()) == Shape::sequence;
    auto index = base::parse_integer(part);
    Value next = is_sequence && index ? Value() : attribute(ctx, at, Name(ctx.arena.copy(part)));
    if (next.is_undefined() && index) next = item(ctx, at, Value::integer(*index));
    if (next.is_undefined() || ctx.failed()) return {};
    at = next;
  }
  return at;
}

Value elements(Context& ctx, const Value& value) {
  switch (value.kind()) {
    case Kind::list:
      return value;
    case Kind::map: {
      List* keys = make_list(ctx.arena, value.as_map().size());
      for (const Map::Entry& entry : value.as_map().entries()) keys->append(ctx.arena, entry.key);
      return Value::list(keys);
    }
    case Kind::string: {
      std::string_view text = value.as_string();
      List* characters = make_list(ctx.arena, text.size());
      for (std::size_t i = 0; i < text.size();) {
        std::size_t begin = i;
        base::next_code_point(text, i);
        std::string_view character = text.substr(begin, i - begin);
        characters->append(ctx.arena, value.is_safe() ? Value::safe(character) : Value::string(character));
      }
      return Value::list(characters);
    }
    case Kind::object: {
      Value plain = value.as_object().materialize(ctx, value.handle());
      if (plain.is_list() || plain.is_map()) return elements(ctx, plain);
      break;
    }
    case Kind::undefined:
      return Value::list(make_list(ctx.arena));
    default:
      break;
  }
  return ctx.fail("not-iterable", described(value) + " has no elements to go through");
}

Value mapping(Context& ctx, const Value& value) {
  if (value.is_map()) return value;
  if (!value.is_object()) return {};
  Value plain = value.as_object().materialize(ctx, value.handle());
  return plain.is_map() ? plain : Value();
}

}  // namespace value
