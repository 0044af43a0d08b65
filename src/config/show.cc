// SPDX-License-Identifier: MIT
#include "config/show.h"

#include <map>

#include "config/keys.h"
#include "config/paths.h"
#include "value/operations.h"
#include "value/reads.h"

namespace config {

namespace {

std::string to_json(const value::Value& value, int indent) {
  base::Arena arena;
  value::ReadLog reads;
  value::Context ctx(arena, reads);
  std::string json;
  value::append_json(ctx, json, value, {.indent = indent, .ascii = false});
  return json;
}

bool is_flat_copy(const Config& config, std::string_view name) {
  if (is_section(name)) return false;
  for (const char* section : {"site", "build"}) {
    if (!at(config.all, child_key(section, name)).is_undefined()) return true;
  }
  return false;
}

/// The settings without the flat copies.
value::Value nested(const Config& config, base::Arena& arena) {
  value::Map* top = value::make_map(arena);
  for (const value::Map::Entry& entry : config.all.as_map().entries()) {
    if (!is_flat_copy(config, key_text(entry.key))) top->set(arena, entry.key, entry.value);
  }
  return value::Value::map(top);
}

void collect_lines(std::map<std::string, std::string>& lines, const std::string& path, const value::Value& value) {
  if (!value.is_map()) {
    lines[path] = to_json(value, -1);
    return;
  }
  for (const value::Map::Entry& entry : value.as_map().entries()) {
    collect_lines(lines, child_key(path, key_text(entry.key)), entry.value);
  }
}

std::string show_text(const Config& config, const value::Value& values, bool origins) {
  std::map<std::string, std::string> lines;
  collect_lines(lines, "", values);
  std::string text;
  for (const auto& [path, line] : lines) {
    text += path + " = " + line;
    auto origin = config.origins.find(path);
    if (origins && origin != config.origins.end()) text += "  # " + origin->second;
    text += '\n';
  }
  return text;
}

std::string show_json(const Config& config, const value::Value& values, bool origins) {
  base::Arena arena;
  auto text = [&](const std::string& bytes) { return value::Value::string(bytes); };
  value::Map* top = value::make_map(arena);
  top->set(arena, value::Name("environment"), text(config.environment));
  top->set(arena, value::Name("profile"), text(config.profile));
  value::List* files = value::make_list(arena, config.files.size());
  for (const std::string& file : config.files) files->append(arena, text(file));
  top->set(arena, value::Name("files"), value::Value::list(files));
  top->set(arena, value::Name("values"), values);
  if (origins) {
    value::Map* map = value::make_map(arena);
    for (const auto& [path, origin] : config.origins) map->set(arena, value::Name(path), text(origin));
    top->set(arena, value::Name("origins"), value::Value::map(map));
  }
  return to_json(value::Value::map(top), 2) + "\n";
}

}  // namespace

std::string show(const Config& config, const ShowOptions& options) {
  base::Arena arena;
  value::Value values = nested(config, arena);
  return options.json ? show_json(config, values, options.origins) : show_text(config, values, options.origins);
}

}  // namespace config
