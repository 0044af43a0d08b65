// SPDX-License-Identifier: MIT
#include "content/menu_entries.h"

#include <cmath>
#include <limits>

#include "base/strings.h"

namespace content {

using value::Name;
using value::Value;

namespace {

constexpr std::string_view k_example = "menu: {main: {name: Guide, weight: 10}}";

config::MenuEntry entry_of(const TypedValues& values, std::string_view menu) {
  config::MenuEntry entry;
  entry.menu = menu;
  if (values.document() != nullptr) entry.where.file = values.document()->name;
  return entry;
}

std::optional<std::int64_t> whole_number(double number) {
  constexpr double k_most = 1e15;
  if (!(std::abs(number) <= k_most)) return std::nullopt;
  return static_cast<std::int64_t>(std::llround(number));
}

void read_text(TypedValues& values, const Value& map, const std::string& path, Name key, std::string& out) {
  Value found = map.get(key);
  if (found.is_nothing()) return;
  if (auto text = values.as_text(found)) {
    out = base::trim(*text);
  } else {
    values.report_type(path + "." + std::string(key.text), "text", found, std::string(k_example));
  }
}

void read_entry(TypedValues& values, const std::string& path, const Value& map, config::MenuEntry& entry) {
  read_text(values, map, path, "name", entry.name);
  if (entry.name.empty()) read_text(values, map, path, "title", entry.name);
  read_text(values, map, path, "parent", entry.parent);
  read_text(values, map, path, "identifier", entry.identifier);
  read_text(values, map, path, "url", entry.url);
  Value weight = map.get("weight");
  if (weight.is_nothing()) return;
  if (auto number = TypedValues::as_number(weight)) entry.weight = whole_number(*number);
  if (!entry.weight) values.report_type(path + ".weight", "a number", weight, std::string(k_example));
}

void read_map(TypedValues& values, Name key, const Value& map, Fields& fields) {
  for (const value::Map::Entry& each : map.as_map().entries()) {
    auto menu = values.as_text(each.key);
    if (!menu || menu->empty()) continue;
    std::string path = std::string(key.text) + "." + std::string(*menu);
    if (each.value.is_boolean() && !each.value.as_boolean()) continue;
    config::MenuEntry entry = entry_of(values, *menu);
    if (each.value.is_map()) {
      read_entry(values, path, each.value, entry);
    } else if (!each.value.is_nothing() && !each.value.is_boolean()) {
      values.report_type(path, "a map of name, weight, parent and identifier", each.value, std::string(k_example));
      continue;
    }
    fields.menus.push_back(std::move(entry));
  }
}

}  // namespace

void read_menu_entries(TypedValues& values, Name key, Fields& fields) {
  Value menu = values.get(key);
  if (menu.is_nothing()) return;
  if (menu.is_boolean()) {
    if (!menu.as_boolean()) fields.in_menu = false;
  } else if (menu.is_map()) {
    read_map(values, key, menu, fields);
  } else if (menu.is_string() || menu.is_list()) {
    for (std::string_view name : values.texts(key, TypedValues::Single::comma_separated)) {
      fields.menus.push_back(entry_of(values, name));
    }
  } else {
    values.report_type(key.text, "the name of a menu, a list of names, a map, or false", menu, std::string(k_example));
  }
}

}  // namespace content
