// SPDX-License-Identifier: MIT
#include "config/files.h"

#include <algorithm>

#include "base/path.h"
#include "config/surroundings.h"
#include "value/parse.h"

namespace config {

namespace {

void warn(diagnostics::Sink& sink, std::string code, std::string file, std::string message, std::string hint) {
  diagnostics::Diagnostic diagnostic;
  diagnostic.severity = diagnostics::Severity::warning;
  diagnostic.fault = diagnostics::Fault::config;
  diagnostic.code = std::move(code);
  diagnostic.message = std::move(message);
  diagnostic.location.file = std::move(file);
  diagnostic.hint = std::move(hint);
  sink.report(std::move(diagnostic));
}

/// The config files in a folder, by name. Links are followed; hidden files and unknown extensions are left out.
std::vector<std::string> files_in(const base::FileSystem& fs, const std::string& root, const std::string& folder) {
  std::vector<std::string> files;
  auto entries = fs.list(base::join_path(root, folder));
  if (!entries) return files;
  for (const base::DirectoryEntry& entry : *entries) {
    if (entry.name.starts_with('.') || !value::format_of(entry.name)) continue;
    std::string path = folder + "/" + entry.name;
    if (fs.is_file(base::join_path(root, path))) files.push_back(std::move(path));
  }
  return files;
}

/// The files of a folder whose name without extension means `wanted`.
template <class Meaning>
void add_named(std::vector<ConfigFile>& files, const std::vector<std::string>& candidates, const std::string& wanted,
               const Meaning& meaning) {
  for (const std::string& path : candidates) {
    if (meaning(base::file_stem(path)) == wanted) files.push_back({path});
  }
}

std::vector<std::string> stems(const std::vector<std::string>& paths) {
  std::vector<std::string> names;
  for (const std::string& path : paths) names.emplace_back(base::file_stem(path));
  std::sort(names.begin(), names.end());
  names.erase(std::unique(names.begin(), names.end()), names.end());
  return names;
}

bool is_usual_environment(const std::string& name) {
  return name == "local" || name == "preview" || name == "production";
}

bool is_usual_profile(const std::string& name) {
  return name.empty() || name == "writer" || name == "theme-dev" || name == "dev";
}

std::vector<ConfigFile> files_of_folder(const base::FileSystem& fs, const std::string& root,
                                        const std::string& environment, const std::string& profile,
                                        diagnostics::Sink& sink) {
  std::vector<ConfigFile> files;
  for (std::string& path : files_in(fs, root, "config/_default")) files.push_back({std::move(path), true});

  std::vector<std::string> environments = files_in(fs, root, "config/environments");
  std::size_t before = files.size();
  add_named(files, environments, environment, [](std::string_view stem) { return environment_name(stem); });
  if (files.size() == before && !is_usual_environment(environment)) {
    warn(sink, "unknown-environment", "config/environments",
         "there are no settings for the environment '" + environment + "'",
         diagnostics::did_you_mean(environment, stems(environments)));
  }

  std::vector<std::string> profiles = files_in(fs, root, "config/profiles");
  before = files.size();
  if (!profile.empty()) add_named(files, profiles, profile, [](std::string_view stem) { return std::string(stem); });
  if (files.size() == before && !is_usual_profile(profile)) {
    warn(sink, "unknown-profile", "config/profiles", "there are no settings for the profile '" + profile + "'",
         diagnostics::did_you_mean(profile, stems(profiles)));
  }
  return files;
}

}  // namespace

std::vector<ConfigFile> find_files(const base::FileSystem& fs, const std::string& root, const std::string& environment,
                                   const std::string& profile, diagnostics::Sink& sink) {
  std::string chosen;
  for (std::string name : {"bengal.toml", "bengal.yaml", "bengal.yml"}) {
    if (!fs.is_file(base::join_path(root, name))) continue;
    if (chosen.empty()) {
      chosen = name;
    } else {
      warn(sink, "ignored-config", name, "'" + name + "' is not read: '" + chosen + "' is there as well",
           "keep one of the two");
    }
  }
  bool has_folder = false;
  for (const char* folder : {"config/_default", "config/environments", "config/profiles"}) {
    has_folder = has_folder || fs.is_directory(base::join_path(root, folder));
  }
  if (chosen.empty()) {
    return has_folder ? files_of_folder(fs, root, environment, profile, sink) : std::vector<ConfigFile>{};
  }
  if (has_folder) {
    warn(sink, "ignored-config", "config", "the folder 'config' is not read: '" + chosen + "' is there as well",
         "keep one of the two");
  }
  return {{chosen}};
}

}  // namespace config
