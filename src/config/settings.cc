// SPDX-License-Identifier: MIT
#include "config/settings.h"

#include "config/keys.h"
#include "config/paths.h"

namespace config {

namespace {

/// Removes what stands below `path` from a map by dotted path.
template <class Map>
void forget_below(Map& map, const std::string& path) {
  std::string prefix = path + ".";
  auto below = map.lower_bound(prefix);
  while (below != map.end() && below->first.starts_with(prefix)) below = map.erase(below);
}

}  // namespace

Settings::Settings(base::Arena& arena) : arena_(arena), all_(value::Value::map(value::make_map(arena))) {
  value::Value defaults = all_;
  for (const KnownKey& key : known_keys()) {
    value::Value preset = preset_of(key);
    if (!preset.is_undefined()) defaults = with(arena, defaults, key.path, preset);
  }
  add(Layer("default", defaults));
}

void Settings::add(Layer layer) {
  layers_.push_back(std::move(layer));
  note_leaves("", layers_.back().values());
  all_ = value::merge(arena_, all_, layers_.back().values());
}

void Settings::note_leaves(const std::string& path, const value::Value& value) {
  if (value.is_map() && value.as_map().size() > 0) {
    for (const value::Map::Entry& entry : value.as_map().entries()) {
      note_leaves(child_key(path, key_text(entry.key)), entry.value);
    }
  } else if (!path.empty() && !value.is_map()) {
    note_leaf(path);
  }
}

void Settings::note_leaf(const std::string& path) {
  forget_below(layer_of_, path);
  forget_below(origins_, path);
  for (std::string_view above = parent_key(path); !above.empty(); above = parent_key(above)) {
    if (auto leaf = layer_of_.find(above); leaf != layer_of_.end()) layer_of_.erase(leaf);
    origins_.erase(std::string(above));
  }
  layer_of_[path] = layers_.size() - 1;
  origins_[path] = layers_.back().origin(path);
}

void Settings::refine(std::string_view path, const value::Value& value) { all_ = with(arena_, all_, path, value); }

value::Value Settings::at(std::string_view path) const { return config::at(all_, path); }

bool Settings::is_set(std::string_view path) const {
  if (auto leaf = layer_of_.find(path); leaf != layer_of_.end()) return leaf->second > 0;
  std::string prefix = std::string(path) + ".";
  for (auto leaf = layer_of_.lower_bound(prefix); leaf != layer_of_.end() && leaf->first.starts_with(prefix); ++leaf) {
    if (leaf->second > 0) return true;
  }
  return false;
}

diagnostics::Location Settings::locate(std::string_view path) const {
  std::string prefix = std::string(path) + ".";
  auto below = layer_of_.lower_bound(prefix);
  if (below != layer_of_.end() && below->first.starts_with(prefix)) return layers_[below->second].locate(path);
  for (std::string_view here = path; !here.empty(); here = parent_key(here)) {
    if (auto leaf = layer_of_.find(here); leaf != layer_of_.end()) return layers_[leaf->second].locate(path);
  }
  return {};
}

}  // namespace config
