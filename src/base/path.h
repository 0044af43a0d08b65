// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string>
#include <string_view>

/// Paths as text with `/` between segments. Inside a site they are relative to the site root, without `.`, `..`, double
/// or final slashes: `normalize_path` is the one place that makes this spelling.
namespace base {

/// `path` without `.`, empty and resolvable `..` segments. A relative path that leaves its start keeps its leading
/// `..`; "" is the folder itself.
std::string normalize_path(std::string_view path);

/// `normalize_path(folder + "/" + path)`; an absolute `path` is taken as it is.
std::string join_path(std::string_view folder, std::string_view path);

/// `folder + "/" + path`, when both are normalized already and `path` is relative. Where either is "", the other.
std::string append_path(std::string_view folder, std::string_view path);

/// Like `join_path` for a `path` that must stay inside: nothing when the result would leave `folder` or `path` is
/// absolute. Says nothing about symbolic links; whoever opens the file checks `FileSystem::real_path`.
std::optional<std::string> join_inside(std::string_view folder, std::string_view path);

/// True when `path` is `folder` or below it, by spelling. Both normalized.
bool is_inside(std::string_view folder, std::string_view path);

std::string_view parent_path(std::string_view path);  ///< "a/b/c.md" -> "a/b"; "c.md" -> ""
std::string_view file_name(std::string_view path);    ///< "a/b/c.md" -> "c.md"
std::string_view file_stem(std::string_view path);    ///< "a/b/c.md" -> "c"; ".x" -> ".x"
std::string_view extension(std::string_view path);    ///< "a/b/c.md" -> ".md"; none: ""

/// The relative path that leads from `folder` to `path`. Both normalized and of one kind, absolute or relative.
std::string relative_path(std::string_view folder, std::string_view path);

}  // namespace base
