// SPDX-License-Identifier: MIT
#include <algorithm>

#include "base/path.h"
#include "base/strings.h"
#include "config/config.h"
#include "config/files.h"
#include "config/interpret.h"
#include "config/keys.h"
#include "config/normalize.h"
#include "config/paths.h"
#include "config/settings.h"
#include "config/surroundings.h"

namespace config {

namespace {

using value::Value;

void add_files(Settings& settings, const base::FileSystem& fs, const Request& request, Config& config,
               diagnostics::Sink& sink) {
  base::Arena& arena = *config.arena;
  for (const ConfigFile& file : find_files(fs, request.root, config.environment, config.profile, sink)) {
    config.files.push_back(file.path);
    Layer layer = Layer::from_file(fs, request.root, file.path, arena, sink);
    std::string_view stem = base::file_stem(file.path);
    if (file.is_part && is_section_file(layer.values(), stem)) {
      layer.set_values(with(arena, {}, stem, layer.values()));
      layer.prefix_places(stem);
    }
    normalize(layer, arena);
    check(layer, arena, sink);
    settings.add(std::move(layer));
  }
}

void add_value(Settings& settings, base::Arena& arena, const std::string& path, const Value& value, std::string origin,
               diagnostics::Sink& sink) {
  Layer layer(std::move(origin), with(arena, {}, path, value));
  normalize(layer, arena);
  check(layer, arena, sink);
  settings.add(std::move(layer));
}

void add_base_url(Settings& settings, base::Arena& arena, Variables& variables, diagnostics::Sink& sink) {
  FoundUrl found{"BENGAL_BASEURL", variables.get("BENGAL_BASEURL")};
  if (found.url.empty()) {
    if (settings.is_set("site.baseurl")) return;
    auto of_host = find_host_url(variables);
    if (!of_host) return;
    found = *of_host;
  }
  add_value(settings, arena, "site.baseurl", Value::string(arena, found.url), "environment variable " + found.variable,
            sink);
}

/// Where a key has two spellings, both show what the last layer said.
void agree_on_spellings(Settings& settings) {
  for (const KnownKey& key : known_keys()) {
    if (key.same_as.empty() || settings.at(key.path).is_undefined()) continue;
    settings.refine(key.path, settings.at(key.same_as));
  }
}

void settle_base_url(Settings& settings, base::Arena& arena, diagnostics::Sink& sink) {
  std::string_view written = settings.at("site.baseurl").string_or("");
  std::string_view url = base::trim(written);
  while (url.ends_with('/')) url.remove_suffix(1);
  if (!url.empty() && !url.starts_with('/') && url.find("://") == url.npos) {
    sink.report(wrong_value(settings.locate("site.baseurl"),
                            "the base URL '" + std::string(url) + "' is neither an address nor a path",
                            "write \"https://" + std::string(url) + "\" or \"/" + std::string(url) + "\""));
    url = {};
  }
  settings.refine("site.baseurl", Value::string(arena, url));
}

void settle_language(Settings& settings) {
  Value language = settings.at("i18n.default_language");
  if (language.is_string() && !settings.is_set("site.language")) settings.refine("site.language", language);
}

void fill_fields(const Settings& settings, Config& config) {
  for (const Key& key : keys()) {
    Value value = settings.at(key.known.path);
    if (auto text = std::get_if<std::string Config::*>(&key.field)) {
      if (value.is_map()) value = value.get("name");
      config.*(*text) = value.string_or("");
    } else if (auto toggle = std::get_if<bool Config::*>(&key.field); toggle && value.is_boolean()) {
      config.*(*toggle) = value.as_boolean();
    } else if (auto number = std::get_if<std::int64_t Config::*>(&key.field); number && value.is_integer()) {
      config.*(*number) = value.as_integer();
    }
  }
  std::string_view strategy = settings.at("i18n.strategy").string_or("none");
  if (strategy == "prefix" || strategy == "subdir") config.language_strategy = LanguageStrategy::prefix;
  if (strategy == "domain") config.language_strategy = LanguageStrategy::domain;
}

/// "default" names the built-in theme, unless the site has a theme of that name.
void settle_theme(const base::FileSystem& fs, const Request& request, Config& config) {
  bool own = fs.is_directory(base::join_path(request.root, "themes/default"));
  if (config.theme == "default" && !own) config.theme.clear();
}

/// The keys of [site] and [build] at the top as well, where no section has their name.
Value with_flat_keys(base::Arena& arena, const Value& all) {
  value::Map* top = value::make_map(arena);
  for (const value::Map::Entry& entry : all.as_map().entries()) top->set(arena, entry.key, entry.value);
  for (const char* section : {"site", "build"}) {
    Value values = all.get(section);
    if (!values.is_map()) continue;
    for (const value::Map::Entry& entry : values.as_map().entries()) {
      if (entry.key.is_string() && top->find(entry.key) == nullptr) top->set(arena, entry.key, entry.value);
    }
  }
  return Value::map(top);
}

}  // namespace

Config load(const base::FileSystem& fs, const Request& request, diagnostics::Sink& sink) {
  Config config;
  config.arena = std::make_shared<base::Arena>();
  base::Arena& arena = *config.arena;
  Variables variables(request.variables);
  config.environment =
      request.environment.empty() ? find_environment(variables) : environment_name(request.environment);
  config.profile = request.profile;

  Settings settings(arena);
  add_files(settings, fs, request, config, sink);
  add_base_url(settings, arena, variables, sink);
  for (const Request::Override& flag : request.overrides) {
    add_value(settings, arena, flag.path, value::deep_copy(arena, flag.value), flag.origin, sink);
  }
  settle_base_url(settings, arena, sink);
  settle_language(settings);
  agree_on_spellings(settings);

  fill_fields(settings, config);
  settle_theme(fs, request, config);
  config.taxonomies = read_taxonomies(settings, sink);
  config.menus = read_menus(settings, sink);
  config.languages = read_languages(settings, sink);
  read_output_formats(settings, config, sink);
  config.origins = settings.origins();
  config.environment_variables = variables.asked();
  config.all = with_flat_keys(arena, settings.all());
  value::freeze(config.all);
  return config;
}

}  // namespace config
