// SPDX-License-Identifier: MIT
#include <algorithm>
#include <utility>

#include "base/arena.h"
#include "base/path.h"
#include "base/strings.h"
#include "theme/theme.h"
#include "value/parse.h"
#include "value/value.h"

namespace theme {

namespace {

diagnostics::Diagnostic config_error(std::string code, std::string message, diagnostics::Location location,
                                     std::string hint) {
  diagnostics::Diagnostic diagnostic;
  diagnostic.fault = diagnostics::Fault::config;
  diagnostic.code = std::move(code);
  diagnostic.message = std::move(message);
  diagnostic.location = std::move(location);
  diagnostic.hint = std::move(hint);
  return diagnostic;
}

/// A line of a file of the site, for printing; "" when it cannot be had.
std::string line_of(const base::FileSystem& fs, const std::string& path, std::int64_t number) {
  auto text = fs.read(path);
  if (!text) return {};
  auto lines = base::split(*text, '\n');
  if (number < 1 || static_cast<std::size_t>(number) > lines.size()) return {};
  return std::string(base::trim_right(lines[static_cast<std::size_t>(number) - 1]));
}

/// The location that an origin such as "bengal.toml:3:1" names; any other origin ("--theme") is named as it is.
diagnostics::Location location_of_origin(const base::FileSystem& fs, const std::string& site_root,
                                         const std::string& origin) {
  diagnostics::Location location;
  location.file = origin;
  std::size_t second = origin.rfind(':');
  std::size_t first = second == origin.npos || second == 0 ? origin.npos : origin.rfind(':', second - 1);
  if (first == origin.npos) return location;
  auto line = base::parse_integer(std::string_view(origin).substr(first + 1, second - first - 1));
  auto column = base::parse_integer(std::string_view(origin).substr(second + 1));
  if (!line || !column || *line < 1 || *column < 1) return location;
  location.file = origin.substr(0, first);
  location.line = static_cast<std::uint32_t>(*line);
  location.column = static_cast<std::uint32_t>(*column);
  location.line_text = line_of(fs, base::join_path(site_root, location.file), *line);
  return location;
}

/// Whether a theme is really a folder name and nothing that leads elsewhere.
bool is_folder_name(std::string_view name) {
  return name != "." && name != ".." && name.find('/') == name.npos && name.find('\0') == name.npos;
}

class Resolver {
 public:
  Resolver(const base::FileSystem& fs, const std::string& site_root, diagnostics::Sink& sink)
      : fs_(fs), site_root_(site_root), themes_folder_(base::join_path(site_root, "themes")), sink_(sink) {}

  /// The names of the chain that begins with `theme`, which `asked_at` asks for.
  std::vector<std::string> follow(std::string theme, diagnostics::Location asked_at) {
    std::vector<std::string> names;
    while (!is_builtin(theme, names)) {
      if (!may_follow(names, theme, asked_at)) break;
      names.push_back(theme);
      theme = parent_of(theme, asked_at);
    }
    return names;
  }

 private:
  /// Whether `theme`, asked for behind `names`, is the built-in one: a site's own theme of the name "default" goes
  /// before it, once.
  bool is_builtin(const std::string& theme, const std::vector<std::string>& names) const {
    if (theme != "default") return theme.empty();
    bool used = std::ranges::find(names, theme) != names.end();
    return used || !fs_.is_directory(base::join_path(themes_folder_, theme));
  }

  /// Whether `theme` may come after `names`; reports why not.
  bool may_follow(const std::vector<std::string>& names, const std::string& theme,
                  const diagnostics::Location& asked_at) {
    auto again = std::ranges::find(names, theme);
    if (again != names.end()) {
      std::string circle = base::join(std::vector<std::string>(again, names.end()), " -> ") + " -> " + theme;
      sink_.report(config_error("theme-cycle", "the themes extend each other in a circle: " + circle, asked_at,
                                "remove 'extends' from one of them"));
      return false;
    }
    if (!is_folder_name(theme) || !fs_.is_directory(base::join_path(themes_folder_, theme))) {
      sink_.report(missing_theme(theme, asked_at));
      return false;
    }
    if (names.size() == k_longest_chain) {
      sink_.report(config_error("theme-chain-too-long",
                                "the theme chain " + base::join(names, " -> ") + " -> " + theme + " is longer than " +
                                    std::to_string(k_longest_chain) + " themes",
                                asked_at, "let a theme nearer to the site hold what the last ones hold"));
      return false;
    }
    return true;
  }

  diagnostics::Diagnostic missing_theme(const std::string& theme, const diagnostics::Location& asked_at) const {
    std::vector<std::string> there;
    if (auto entries = fs_.list(themes_folder_)) {
      for (const base::DirectoryEntry& entry : *entries) {
        bool is_theme = !entry.name.starts_with('.') && fs_.is_directory(base::join_path(themes_folder_, entry.name));
        if (is_theme) there.push_back(entry.name);
      }
    }
    there.push_back("default");
    std::string hint = diagnostics::did_you_mean(theme, there);
    if (hint.empty()) hint = "themes are folders below 'themes'; there are: " + base::join(there, ", ");
    return config_error("missing-theme", "there is no theme '" + theme + "'", asked_at, std::move(hint));
  }

  /// What `theme` extends, "" for nothing; `asked_at` becomes the place that says so.
  std::string parent_of(const std::string& theme, diagnostics::Location& asked_at) {
    std::string name = "themes/" + theme + "/theme.toml";
    auto text = fs_.read(base::join_path(site_root_, name));
    if (!text) {
      bool absent = text.error().code == base::ErrorCode::not_found;
      if (!absent) sink_.report(unreadable(name, text.error()));
      return {};
    }
    diagnostics::SourceText source(name, *text);
    base::Arena arena;
    std::vector<value::KeyPlace> places;
    std::vector<diagnostics::Diagnostic> mistakes;
    value::ParseOptions options{.fault = diagnostics::Fault::config, .places = &places};
    value::Value settings = value::parse(value::Format::toml, *text, source, arena, mistakes, options);
    sink_.report(std::move(mistakes));
    for (std::string_view key : {"extends", "theme.extends"}) {
      value::Value extends = (key == "extends" ? settings : settings.get("theme")).get("extends");
      if (extends.is_nothing()) continue;
      asked_at = place_of(source, places, key);
      if (extends.is_string()) return std::string(extends.as_string());
      sink_.report(config_error("theme-extends-type", "'extends' must be the name of a theme", asked_at,
                                "write: extends = \"name\""));
      return {};
    }
    return {};
  }

  static diagnostics::Location place_of(const diagnostics::SourceText& source,
                                        const std::vector<value::KeyPlace>& places, std::string_view key) {
    auto place = std::ranges::find(places, key, &value::KeyPlace::path);
    if (place != places.end()) return source.locate(place->offset, place->length);
    diagnostics::Location whole_file;
    whole_file.file = source.name();
    return whole_file;
  }

  static diagnostics::Diagnostic unreadable(const std::string& name, const base::Error& error) {
    diagnostics::Diagnostic diagnostic;
    diagnostic.fault = diagnostics::Fault::input_output;
    diagnostic.code = "unreadable-file";
    diagnostic.message = "cannot read '" + name + "': " + error.message;
    diagnostic.location.file = name;
    return diagnostic;
  }

  const base::FileSystem& fs_;
  const std::string& site_root_;
  std::string themes_folder_;
  diagnostics::Sink& sink_;
};

}  // namespace

Chain resolve_chain(const base::FileSystem& fs, const std::string& site_root, const config::Config& config,
                    diagnostics::Sink& sink) {
  std::string origin = "bengal.toml";
  for (const char* key : {"theme.name", "theme"}) {
    auto found = config.origins.find(key);
    if (found == config.origins.end()) continue;
    origin = found->second;
    break;
  }
  std::vector<Layer> layers;
  layers.push_back({"site", base::join_path(site_root, config.templates_dir),  //
                    base::join_path(site_root, config.assets_dir)});
  Resolver resolver(fs, site_root, sink);
  for (std::string& name : resolver.follow(config.theme, location_of_origin(fs, site_root, origin))) {
    std::string folder = base::join_path(site_root, "themes/" + name);
    layers.push_back({std::move(name), folder + "/templates", folder + "/assets"});
  }
  layers.push_back({"built-in", "", ""});
  return Chain(fs, std::move(layers), site_root);
}

}  // namespace theme
