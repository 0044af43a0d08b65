// SPDX-License-Identifier: MIT
#include <algorithm>
#include <cassert>

#include "base/strings.h"
#include "config/keys.h"
#include "config/normalize.h"
#include "config/paths.h"

namespace config {

namespace {

using value::Value;

/// The words of a row's type as a noun phrase: "text or a table".
std::string expected(std::string_view type) {
  std::string phrase;
  for (std::string_view each : base::split(type, ',')) {
    each = base::trim(each);
    if (!phrase.empty()) phrase += " or ";
    if (each == "text") {
      phrase += "text";
    } else if (each == "yes or no") {
      phrase += "true or false";
    } else {
      phrase += "a " + std::string(each);
    }
  }
  return phrase;
}

/// How a right value looks in a file of the layer's format.
std::string example(const Layer& layer, std::string_view path, const KnownKey& key) {
  std::string name(last_key(path));
  bool toml = layer.name().ends_with(".toml") || !layer.is_file();
  std::string_view type = base::trim(base::split(key.type, ',').front());
  if (type == "table")
    return toml ? "write [" + std::string(path) + "] and the keys below it"
                : "write " + name + ": and the keys below it, indented";
  std::string sample;
  if (type == "text") {
    sample = "\"" + std::string(key.preset != nullptr && *key.preset != '\0' ? key.preset : "...") + "\"";
  } else if (type == "number") {
    sample = key.preset != nullptr ? key.preset : std::to_string(std::max<std::int64_t>(key.least, 1));
  } else if (type == "yes or no") {
    sample = key.preset != nullptr ? key.preset : "true";
  } else {
    sample = "[\"...\", \"...\"]";
  }
  if (layer.name().ends_with(".json")) return "write \"" + name + "\": " + sample;
  return "write " + name + (toml ? " = " : ": ") + sample;
}

class Checker {
 public:
  Checker(const Layer& layer, base::Arena& arena, diagnostics::Sink& sink)
      : layer_(layer), arena_(arena), sink_(sink) {}

  Value table(const std::string& parent, const value::Map& map) {
    value::Map* good = value::make_map(arena_);
    for (const value::Map::Entry& entry : map.entries()) {
      std::string name = key_text(entry.key);
      std::string path = child_key(parent, name);
      const KnownKey* key = name.find('.') == name.npos ? find_key(path) : nullptr;
      if (key == nullptr) {
        report_unknown(parent, name, path, entry.value);
        good->set(arena_, entry.key, entry.value);
      } else if (entry.value.is_none() && key->type != "any") {
        continue;  // Written without a value: not set.
      } else if (is_right(path, *key, entry.value)) {
        bool deeper = entry.value.is_map() && has_rows_below(path);
        good->set(arena_, entry.key, deeper ? table(path, entry.value.as_map()) : entry.value);
      }
    }
    return Value::map(good);
  }

 private:
  void report_unknown(const std::string& parent, const std::string& name, const std::string& path, const Value& found) {
    diagnostics::Diagnostic diagnostic;
    diagnostic.severity = diagnostics::Severity::warning;
    diagnostic.fault = diagnostics::Fault::config;
    diagnostic.code = "unknown-config-key";
    diagnostic.location = layer_.locate(path);
    std::vector<std::string> candidates = names_below(parent);
    if (parent.empty() && !found.is_map()) {
      for (std::string_view section : {"site", "build"}) {
        for (std::string& each : names_below(section)) candidates.push_back(std::move(each));
      }
    }
    if (parent.empty()) {
      diagnostic.message = (found.is_map() ? "unknown section '" : "unknown key '") + name + "'";
    } else {
      diagnostic.message = "unknown key '" + name + "' in [" + parent + "]";
    }
    diagnostic.hint = diagnostics::did_you_mean(base::to_lower_ascii(name), candidates);
    if (diagnostic.hint.empty()) diagnostic.hint = "settings of your own belong in [params]";
    sink_.report(std::move(diagnostic));
  }

  bool is_right(const std::string& path, const KnownKey& key, const Value& found) {
    bool whole_number = key.type != "number" || key.preset == nullptr || found.is_integer();
    if (!has_type(found, key.type) || !whole_number) {
      std::string wanted = whole_number || !found.is_floating() ? expected(key.type) : "a whole number";
      return refuse(path, key, "'" + path + "' must be " + wanted + ", not " + describe(found));
    }
    if (found.is_integer() && key.type == "number" && found.as_integer() < key.least) {
      return refuse(path, key,
                    "'" + path + "' must be at least " + std::to_string(key.least) + ", not " +
                        std::to_string(found.as_integer()));
    }
    if (found.is_integer() && key.type == "number" && found.as_integer() > key.most) {
      return refuse(
          path, key,
          "'" + path + "' must be at most " + std::to_string(key.most) + ", not " + std::to_string(found.as_integer()));
    }
    bool needed = key.type == "text" && key.preset != nullptr && *key.preset != '\0';
    if (needed && base::trim(found.as_string()).empty()) {
      return refuse(path, key, "'" + path + "' must not be empty");
    }
    if (key.choices.empty() || !found.is_string()) return true;
    std::vector<std::string> choices;
    for (std::string_view each : base::split(key.choices, ',')) choices.emplace_back(base::trim(each));
    if (std::find(choices.begin(), choices.end(), found.as_string()) != choices.end()) return true;
    std::string hint = diagnostics::did_you_mean(found.as_string(), choices);
    sink_.report(wrong_value(
        layer_.locate(path),
        "'" + path + "' must be one of " + std::string(key.choices) + ", not '" + std::string(found.as_string()) + "'",
        hint.empty() ? example(layer_, path, key) : hint));
    return false;
  }

  bool refuse(const std::string& path, const KnownKey& key, std::string message) {
    sink_.report(wrong_value(layer_.locate(path), std::move(message), example(layer_, path, key)));
    return false;
  }

  const Layer& layer_;
  base::Arena& arena_;
  diagnostics::Sink& sink_;
};

}  // namespace

std::string describe(const Value& value) {
  switch (value.kind()) {
    case value::Kind::string:
      return "text";
    case value::Kind::integer:
    case value::Kind::floating:
      return "a number";
    case value::Kind::boolean:
      return value.as_boolean() ? "true" : "false";
    case value::Kind::list:
      return "a list";
    case value::Kind::map:
      return "a table";
    case value::Kind::datetime:
      return "a date";
    default:
      return "nothing";
  }
}

diagnostics::Diagnostic wrong_value(diagnostics::Location where, std::string message, std::string hint) {
  diagnostics::Diagnostic diagnostic;
  diagnostic.fault = diagnostics::Fault::config;
  diagnostic.code = "config-type";
  diagnostic.message = std::move(message);
  diagnostic.location = std::move(where);
  diagnostic.hint = std::move(hint);
  return diagnostic;
}

void check(Layer& layer, base::Arena& arena, diagnostics::Sink& sink) {
  assert(layer.values().is_map());
  layer.set_values(Checker(layer, arena, sink).table("", layer.values().as_map()));
}

}  // namespace config
