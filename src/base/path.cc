// SPDX-License-Identifier: MIT
#include "base/path.h"

#include <vector>

#include "base/strings.h"

namespace base {

namespace {

/// Whether there is surely nothing to normalize.
bool is_plainly_normal(std::string_view path) {
  if (path.starts_with('.') || (path.ends_with('/') && path.size() > 1)) return false;
  for (std::size_t slash = path.find('/'); slash < path.size(); slash = path.find('/', slash + 1)) {
    bool is_odd = slash + 1 < path.size() && (path[slash + 1] == '/' || path[slash + 1] == '.');
    if (is_odd) return false;
  }
  return true;
}

}  // namespace

std::string normalize_path(std::string_view path) {
  if (is_plainly_normal(path)) return std::string(path);
  bool absolute = path.starts_with('/');
  std::vector<std::string_view> segments;
  for (std::string_view segment : split(path, '/')) {
    if (segment.empty() || segment == ".") continue;
    if (segment != "..") {
      segments.push_back(segment);
    } else if (!segments.empty() && segments.back() != "..") {
      segments.pop_back();
    } else if (!absolute) {
      segments.push_back(segment);
    }
  }
  std::string normalized = absolute ? "/" : "";
  for (std::size_t i = 0; i < segments.size(); ++i) {
    if (i > 0) normalized += '/';
    normalized += segments[i];
  }
  return normalized;
}

std::string join_path(std::string_view folder, std::string_view path) {
  if (path.starts_with('/') || folder.empty()) return normalize_path(path);
  return normalize_path(std::string(folder) + "/" + std::string(path));
}

std::string append_path(std::string_view folder, std::string_view path) {
  std::string joined;
  joined.reserve(folder.size() + 1 + path.size());
  joined.append(folder);
  if (!folder.empty() && !path.empty()) joined.append(1, '/');
  return joined.append(path);
}

std::optional<std::string> join_inside(std::string_view folder, std::string_view path) {
  if (path.starts_with('/') || path.find('\0') != path.npos) return std::nullopt;
  std::string joined = join_path(folder, path);
  if (!is_inside(normalize_path(folder), joined)) return std::nullopt;
  return joined;
}

bool is_inside(std::string_view folder, std::string_view path) {
  if (folder.empty()) return !path.starts_with('/') && path != ".." && !path.starts_with("../");
  if (folder == "/") return path.starts_with('/');
  return path.starts_with(folder) && (path.size() == folder.size() || path[folder.size()] == '/');
}

std::string_view parent_path(std::string_view path) {
  std::size_t slash = path.rfind('/');
  if (slash == path.npos) return {};
  return slash == 0 ? path.substr(0, 1) : path.substr(0, slash);
}

std::string_view file_name(std::string_view path) {
  std::size_t slash = path.rfind('/');
  return slash == path.npos ? path : path.substr(slash + 1);
}

std::string_view file_stem(std::string_view path) {
  std::string_view name = file_name(path);
  return name.substr(0, name.size() - extension(name).size());
}

std::string_view extension(std::string_view path) {
  std::string_view name = file_name(path);
  std::size_t dot = name.rfind('.');
  return dot == name.npos || dot == 0 ? std::string_view{} : name.substr(dot);
}

std::string relative_path(std::string_view folder, std::string_view path) {
  auto from = folder.empty() ? std::vector<std::string_view>{} : split(folder, '/');
  auto to = split(path, '/');
  std::size_t common = 0;
  while (common < from.size() && common < to.size() && from[common] == to[common]) ++common;
  std::string relative;
  for (std::size_t i = common; i < from.size(); ++i) relative += relative.empty() ? ".." : "/..";
  for (std::size_t i = common; i < to.size(); ++i) {
    if (!relative.empty()) relative += '/';
    relative += to[i];
  }
  return relative;
}

}  // namespace base
