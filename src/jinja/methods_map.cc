// SPDX-License-Identifier: MIT
#include "jinja/methods.h"

namespace jinja {

namespace {

/// The map behind `subject`, to be changed. REQUIRES: changeable.
Map& map_of(const Value& subject) { return const_cast<Map&>(subject.as_map()); }

/// `subject` as a plain map; nothing, having failed, when it does not stand for one.
const Map* plain_map(Runtime& ctx, const Value& subject) {
  Value map = subject.is_map() ? subject : value::mapping(ctx, subject);
  if (map.is_map()) return &map.as_map();
  if (!ctx.failed()) fail_argument(ctx, "a value of type '" + python_type(subject) + "' is no mapping");
  return nullptr;
}

bool without_arguments(Runtime& ctx, std::string_view method, const Arguments& arguments) {
  return value::bind(ctx, method, arguments, {}, 0, {});
}

bool hashable(Runtime& ctx, const Value& key) {
  if (!usable(ctx, key)) return false;
  if (value::is_hashable(key)) return true;
  fail_argument(ctx, "a value of type '" + python_type(key) + "' cannot be a key");
  return false;
}

Value clear(Runtime& ctx, const Value& subject, const Arguments& arguments) {
  if (!without_arguments(ctx, "clear", arguments) || !changeable(ctx, subject, "clear")) return {};
  map_of(subject) = Map();
  return Value::none();
}

Map* copy_map(Runtime& ctx, const Map& map) {
  Map* copied = value::make_map(ctx.arena);
  for (const Map::Entry& each : map.entries()) copied->set(ctx.arena, each.key, each.value);
  return copied;
}

Value copy(Runtime& ctx, const Value& subject, const Arguments& arguments) {
  if (!without_arguments(ctx, "copy", arguments)) return {};
  const Map* map = plain_map(ctx, subject);
  return map == nullptr ? Value() : Value::map(copy_map(ctx, *map));
}

Value get(Runtime& ctx, const Value& subject, const Arguments& arguments) {
  Parameters<2> given(ctx, "get", arguments, {"key", "default"}, 1);
  if (!given) return {};
  Value otherwise = given[1].is_undefined() && arguments.positional.size() < 2 ? Value::none() : given[1];
  if (!hashable(ctx, given[0])) return {};
  if (subject.is_map()) {
    const Value* found = subject.as_map().find(given[0]);
    return found == nullptr ? otherwise : *found;
  }
  if (given[0].is_undefined()) return otherwise;
  Value found = value::item(ctx, subject, given[0]);
  return found.is_undefined() ? otherwise : found;
}

Value items(Runtime& ctx, const Value& subject, const Arguments& arguments) {
  if (!without_arguments(ctx, "items", arguments)) return {};
  const Map* map = plain_map(ctx, subject);
  if (map == nullptr) return {};
  List* pairs = value::make_list(ctx.arena, map->size());
  for (const Map::Entry& each : map->entries()) {
    Value pair[] = {each.key, each.value};
    pairs->append(ctx.arena, Value::tuple(value::make_list(ctx.arena, pair)));
  }
  return Value::list(pairs);
}

Value keys(Runtime& ctx, const Value& subject, const Arguments& arguments) {
  if (!without_arguments(ctx, "keys", arguments)) return {};
  const Map* map = plain_map(ctx, subject);
  if (map == nullptr) return {};
  List* keys = value::make_list(ctx.arena, map->size());
  for (const Map::Entry& each : map->entries()) keys->append(ctx.arena, each.key);
  return Value::list(keys);
}

Value values(Runtime& ctx, const Value& subject, const Arguments& arguments) {
  if (!without_arguments(ctx, "values", arguments)) return {};
  const Map* map = plain_map(ctx, subject);
  if (map == nullptr) return {};
  List* values = value::make_list(ctx.arena, map->size());
  for (const Map::Entry& each : map->entries()) values->append(ctx.arena, each.value);
  return Value::list(values);
}

Value pop(Runtime& ctx, const Value& subject, const Arguments& arguments) {
  Parameters<2> given(ctx, "pop", arguments, {"key", "default"}, 1);
  if (!given || !changeable(ctx, subject, "pop") || !hashable(ctx, given[0])) return {};
  if (const Value* found = subject.as_map().find(given[0])) {
    Value taken = *found;
    map_of(subject).remove(ctx.arena, given[0]);
    return taken;
  }
  if (!given[1].is_undefined() || arguments.positional.size() > 1) return given[1];
  std::string text;
  value::append_repr(ctx, text, given[0]);
  return fail_argument(ctx, "pop: there is no key " + text, "give a second argument for when it is absent");
}

Value popitem(Runtime& ctx, const Value& subject, const Arguments& arguments) {
  if (!without_arguments(ctx, "popitem", arguments) || !changeable(ctx, subject, "popitem")) return {};
  if (subject.as_map().size() == 0) return fail_argument(ctx, "popitem: the map is empty");
  Map::Entry entry = subject.as_map().entries().back();
  Value pair[] = {entry.key, entry.value};
  map_of(subject).remove(ctx.arena, entry.key);
  return Value::tuple(value::make_list(ctx.arena, pair));
}

Value setdefault(Runtime& ctx, const Value& subject, const Arguments& arguments) {
  Parameters<2> given(ctx, "setdefault", arguments, {"key", "default"}, 1);
  if (!given || !hashable(ctx, given[0])) return {};
  if (const Value* found = subject.as_map().find(given[0])) return *found;
  if (!changeable(ctx, subject, "setdefault")) return {};
  Value otherwise = given[1].is_undefined() && arguments.positional.size() < 2 ? Value::none() : given[1];
  map_of(subject).set(ctx.arena, given[0], otherwise);
  return otherwise;
}

Value update(Runtime& ctx, const Value& subject, const Arguments& arguments) {
  if (!changeable(ctx, subject, "update")) return {};
  Value added = call_dict(ctx, arguments);
  if (ctx.failed()) return {};
  for (const Map::Entry& each : added.as_map().entries()) map_of(subject).set(ctx.arena, each.key, each.value);
  return Value::none();
}

constexpr Method k_map_methods[] = {
    {"clear", clear},   {"copy", copy},     {"get", get},         {"items", items},
    {"keys", keys},     {"pop", pop},       {"popitem", popitem}, {"setdefault", setdefault},
    {"update", update}, {"values", values},
};

constexpr Method k_mapping_methods[] = {
    {"copy", copy}, {"get", get}, {"items", items}, {"keys", keys}, {"values", values},
};

}  // namespace

Value call_dict(Runtime& ctx, const Arguments& arguments) {
  if (arguments.positional.size() > 1) return fail_argument(ctx, "dict takes one positional argument at most");
  Map* made = value::make_map(ctx.arena);
  if (!arguments.positional.empty()) {
    const Value& source = arguments.positional[0];
    if (!defined(ctx, source)) return {};
    Value map = source.is_list() ? Value() : value::mapping(ctx, source);
    if (ctx.failed()) return {};
    if (map.is_map()) {
      made = copy_map(ctx, map.as_map());
    } else {
      for (const Value& each : elements_of(ctx, source)) {
        std::span<const Value> pair = elements_of(ctx, each);
        if (ctx.failed()) return {};
        if (pair.size() != 2) return fail_argument(ctx, "dict needs pairs of a key and a value");
        if (!hashable(ctx, pair[0])) return {};
        made->set(ctx.arena, pair[0], pair[1]);
      }
    }
  }
  for (const value::NamedArgument& each : arguments.named) {
    made->set(ctx.arena, Value::string(each.name.text), each.value);
  }
  return ctx.failed() ? Value() : Value::map(made);
}

std::span<const Method> map_methods() { return k_map_methods; }
std::span<const Method> mapping_methods() { return k_mapping_methods; }

}  // namespace jinja
