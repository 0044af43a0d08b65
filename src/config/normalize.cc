// SPDX-License-Identifier: MIT
#include "config/normalize.h"

#include "config/keys.h"
#include "config/paths.h"

namespace config {

namespace {

using value::Value;

void move_flat_keys(Layer& layer, base::Arena& arena) {
  Value root = layer.values();
  for (const value::Map::Entry& entry : layer.values().as_map().entries()) {
    if (!entry.key.is_string()) continue;
    std::string_view name = entry.key.as_string();
    std::string_view section = section_of_flat_key(name);
    if (section.empty()) continue;
    Value there = root.get(section);
    if (!there.is_undefined() && !there.is_map()) continue;
    root = without(arena, root, name);
    if (!there.get(name).is_undefined()) continue;
    std::string path = child_key(section, name);
    root = with(arena, root, path, entry.value);
    layer.copy_places(name, path);
  }
  layer.set_values(root);
}

void follow_other_spellings(Layer& layer, base::Arena& arena) {
  for (const KnownKey& key : known_keys()) {
    if (key.same_as.empty()) continue;
    Value old = at(layer.values(), key.path);
    if (old.is_nothing() || !has_type(old, key.type)) continue;
    Value there = at(layer.values(), key.same_as);
    layer.copy_places(key.path, key.same_as);
    if (there.is_undefined()) {
      layer.set_values(with(arena, layer.values(), key.same_as, old));
    } else if (there.is_map() && old.is_map()) {
      layer.set_values(with(arena, layer.values(), key.same_as, value::merge(arena, old, there)));
    }
  }
}

/// The key that a section written as one value means, or "".
std::string_view short_form(std::string_view section, const Value& value) {
  if (value.is_boolean()) return "enabled";
  if (value.is_string()) return "name";
  if (value.is_list() && section == "output_formats") return "per_page";
  return {};
}

void expand_short_forms(Layer& layer, base::Arena& arena) {
  for (const value::Map::Entry& entry : layer.values().as_map().entries()) {
    if (!entry.key.is_string() || entry.value.is_map()) continue;
    std::string_view name = entry.key.as_string();
    const KnownKey* row = is_section(name) ? find_key(name) : nullptr;
    if (row == nullptr || !has_type(entry.value, row->type)) continue;
    std::string_view inner = short_form(name, entry.value);
    if (inner.empty()) continue;
    std::string path = child_key(name, inner);
    layer.copy_places(name, path);
    layer.set_values(with(arena, layer.values(), path, entry.value));
  }
}

}  // namespace

void normalize(Layer& layer, base::Arena& arena) {
  move_flat_keys(layer, arena);
  follow_other_spellings(layer, arena);
  expand_short_forms(layer, arena);
}

bool is_section_file(const Value& values, std::string_view stem) {
  if (!is_section(stem) || !values.is_map() || values.as_map().find(value::Name(stem)) != nullptr) return false;
  bool some_are_sections = false, all_are_sections = true;
  for (const value::Map::Entry& entry : values.as_map().entries()) {
    bool known = entry.key.is_string() && is_section(entry.key.as_string());
    some_are_sections = some_are_sections || known;
    all_are_sections = all_are_sections && known;
  }
  // Keys of [site] and [build] are understood without their section, so there the sections beside them stay sections.
  if (stem == "site" || stem == "build") return !some_are_sections;
  return !all_are_sections;
}

}  // namespace config
