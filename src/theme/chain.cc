// SPDX-License-Identifier: MIT
#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "base/path.h"
#include "base/strings.h"
#include "theme/folder_files.h"
#include "theme/theme.h"

namespace theme {

namespace {

/// The name in its one spelling, or nothing for names that could lead out of a folder.
std::optional<std::string> usable_name(std::string_view name) {
  if (name.empty() || name.starts_with('/') || name.find('\0') != name.npos) return std::nullopt;
  for (std::string_view segment : base::split(name, '/')) {
    if (segment == "..") return std::nullopt;
  }
  std::string normalized = base::normalize_path(name);
  if (normalized.empty()) return std::nullopt;
  return normalized;
}

const BuiltinFile* find_builtin(std::string_view path) {
  const auto& files = builtin_theme();
  auto file = std::ranges::lower_bound(files, path, {}, &BuiltinFile::path);
  return file != files.end() && file->path == path ? &*file : nullptr;
}

/// Real path of a layer's folder. A folder that cannot be resolved but is there keeps its spelling, so that reading
/// from it says what is wrong.
std::string real_root_of(const base::FileSystem& fs, const std::string& root) {
  if (root.empty()) return {};
  auto real = fs.real_path(root);
  if (real) return *real;
  return real.error().code == base::ErrorCode::not_found ? std::string() : root;
}

bool is_absence(const base::Error& error) {
  return error.code == base::ErrorCode::not_found || error.code == base::ErrorCode::not_a_directory;
}

/// The text of the file `name` below a layer's folder, nothing when there is none.
base::Expected<std::optional<std::string>> read_inside(const base::FileSystem& fs, const std::string& root,
                                                       const std::string& real_root, const std::string& name) {
  if (real_root.empty()) return std::nullopt;
  std::string path = base::join_path(root, name);
  auto stat = fs.stat(path);
  if (!stat && is_absence(stat.error())) return std::nullopt;
  if (!stat) return std::unexpected(stat.error());
  if (stat->type != base::FileType::regular) return std::nullopt;
  auto real = fs.real_path(path);
  if (!real) return std::unexpected(real.error());
  if (!base::is_inside(real_root, *real)) return std::nullopt;
  auto text = fs.read(path, base::FileSystem::k_most_text_bytes);
  if (!text && is_absence(text.error())) return std::nullopt;
  if (!text) return std::unexpected(text.error());
  return std::optional(std::move(*text));
}

diagnostics::Diagnostic unreadable_folder(const base::Error& error, std::string shown) {
  diagnostics::Diagnostic diagnostic;
  diagnostic.fault = diagnostics::Fault::input_output;
  diagnostic.code = "unreadable-folder";
  diagnostic.message = "cannot read '" + shown + "': " + error.message;
  diagnostic.location.file = std::move(shown);
  return diagnostic;
}

diagnostics::Diagnostic link_leads_out(std::string shown) {
  diagnostics::Diagnostic diagnostic;
  diagnostic.severity = diagnostics::Severity::warning;
  diagnostic.fault = diagnostics::Fault::input_output;
  diagnostic.code = "link-leads-out";
  diagnostic.message = "the link '" + shown + "' does not lead to a file of its own assets folder and is skipped";
  diagnostic.hint = "put the file itself there, or link the whole assets folder";
  diagnostic.location.file = std::move(shown);
  return diagnostic;
}

}  // namespace

Chain::Chain(const base::FileSystem& fs, std::vector<Layer> layers, std::string site_root)
    : fs_(fs), layers_(std::move(layers)), site_root_(std::move(site_root)) {
  for (const Layer& layer : layers_) {
    real_roots_.push_back({real_root_of(fs_, layer.templates_root), real_root_of(fs_, layer.assets_root)});
  }
}

base::Expected<std::optional<Chain::Found>> Chain::find_template(std::string_view name) const {
  auto usable = usable_name(name);
  if (!usable) return std::nullopt;
  for (std::size_t i = 0; i < layers_.size(); ++i) {
    const std::string& root = layers_[i].templates_root;
    if (root.empty()) {
      const BuiltinFile* file = find_builtin("templates/" + *usable);
      if (file == nullptr) continue;
      return Found{std::string(k_builtin_prefix) + std::string(file->path), std::string(file->bytes)};
    }
    auto text = read_inside(fs_, root, real_roots_[i].templates, *usable);
    if (!text) return std::unexpected(text.error());
    if (*text) return Found{shown(base::join_path(root, *usable)), std::move(**text)};
  }
  return std::nullopt;
}

std::vector<std::string> Chain::template_names() const {
  std::set<std::string> names;
  for (std::size_t i = 0; i < layers_.size(); ++i) {
    FolderFiles files = list_folder(fs_, layers_[i].templates_root, real_roots_[i].templates);
    names.insert(files.names.begin(), files.names.end());
    if (!layers_[i].templates_root.empty()) continue;
    for (const BuiltinFile& file : builtin_theme()) {
      if (file.path.starts_with("templates/")) names.emplace(file.path.substr(10));
    }
  }
  return {names.begin(), names.end()};
}

std::vector<Chain::AssetFile> Chain::assets(diagnostics::Sink& sink) const {
  std::map<std::string, AssetFile> by_name;
  auto add = [&](std::string name, std::string source, std::size_t layer) {
    AssetFile file{name, std::move(source), layer};
    by_name.try_emplace(std::move(name), std::move(file));
  };
  for (std::size_t i = 0; i < layers_.size(); ++i) {
    const std::string& root = layers_[i].assets_root;
    FolderFiles files = list_folder(fs_, root, real_roots_[i].assets);
    for (std::string& name : files.names) add(name, base::join_path(root, name), i);
    for (const base::Error& error : files.refusals) sink.report(unreadable_folder(error, shown(error.path)));
    for (const std::string& link : files.links_out) sink.report(link_leads_out(shown(link)));
    if (!root.empty()) continue;
    for (const BuiltinFile& file : builtin_theme()) {
      if (!file.path.starts_with("assets/")) continue;
      add(std::string(file.path.substr(7)), std::string(k_builtin_prefix) + std::string(file.path), i);
    }
  }
  std::vector<AssetFile> files;
  for (auto& [name, file] : by_name) files.push_back(std::move(file));
  return files;
}

base::Expected<std::string> Chain::read_asset(const AssetFile& asset) const {
  if (!asset.source.starts_with(k_builtin_prefix)) return fs_.read(asset.source);
  const BuiltinFile* file = find_builtin(std::string_view(asset.source).substr(k_builtin_prefix.size()));
  if (file != nullptr) return std::string(file->bytes);
  return std::unexpected(base::Error{base::ErrorCode::not_found, asset.source, "no such built-in file"});
}

std::string Chain::shown(std::string_view path) const {
  bool both_absolute = path.starts_with('/') && site_root_.starts_with('/');
  if (!both_absolute) return std::string(path);
  return base::relative_path(base::normalize_path(site_root_), base::normalize_path(path));
}

}  // namespace theme
