// SPDX-License-Identifier: MIT
#include "config/paths.h"

namespace config {

std::string key_text(const value::Value& key) {
  if (key.is_string()) return std::string(key.as_string());
  if (key.is_integer()) return std::to_string(key.as_integer());
  if (key.is_boolean()) return key.as_boolean() ? "true" : "false";
  return std::string(value::kind_name(key));
}

value::Value at(const value::Value& root, std::string_view path) {
  value::Value here = root;
  while (!path.empty()) {
    std::size_t dot = path.find('.');
    here = here.get(path.substr(0, dot));
    if (here.is_undefined()) return here;
    path = dot == path.npos ? std::string_view{} : path.substr(dot + 1);
  }
  return here;
}

value::Value with(base::Arena& arena, const value::Value& root, std::string_view path, const value::Value& value) {
  if (path.empty()) return value;
  std::size_t dot = path.find('.');
  std::string_view name = arena.copy(path.substr(0, dot));
  std::string_view rest = dot == path.npos ? std::string_view{} : path.substr(dot + 1);
  value::Map* map = value::make_map(arena);
  if (root.is_map()) {
    for (const value::Map::Entry& entry : root.as_map().entries()) map->set(arena, entry.key, entry.value);
  }
  map->set(arena, value::Name(name), with(arena, root.get(name), rest, value));
  return value::Value::map(map);
}

value::Value without(base::Arena& arena, const value::Value& map, std::string_view key) {
  value::Map* rest = value::make_map(arena);
  for (const value::Map::Entry& entry : map.as_map().entries()) {
    if (!entry.key.is_string() || entry.key.as_string() != key) rest->set(arena, entry.key, entry.value);
  }
  return value::Value::map(rest);
}

std::string_view parent_key(std::string_view path) {
  std::size_t dot = path.rfind('.');
  return dot == path.npos ? std::string_view{} : path.substr(0, dot);
}

std::string_view last_key(std::string_view path) {
  std::size_t dot = path.rfind('.');
  return dot == path.npos ? path : path.substr(dot + 1);
}

std::string child_key(std::string_view parent, std::string_view name) {
  return parent.empty() ? std::string(name) : std::string(parent) + "." + std::string(name);
}

}  // namespace config
