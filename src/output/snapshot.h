// SPDX-License-Identifier: MIT
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/arena.h"
#include "base/file_system.h"

namespace output {

/// What stands in a folder at one moment: every file and folder below it by path relative to it, sorted by bytes.
/// Links are not followed; a link is a file here.
struct Snapshot {
  struct File {
    std::string_view path;
    base::FileType type;
  };
  std::vector<File> files;
  std::vector<std::string_view> folders;     ///< without the folder itself
  std::vector<std::string_view> unreadable;  ///< folders that could not be listed
  base::Arena texts{1 << 12};                ///< of the paths, unless somebody else keeps them

  bool has_folder(std::string_view path) const;
  const File* find_file(std::string_view path) const;
  /// The files below a folder, at any depth.
  std::span<const File> files_below(std::string_view folder) const;
  /// The folders below a folder, at any depth; parents before children.
  std::span<const std::string_view> folders_below(std::string_view folder) const;
};

/// Lists `root` and everything below with at most `jobs` threads. Refuses only when `root` itself cannot be listed.
base::Expected<Snapshot> take_snapshot(const base::FileSystem& fs, const std::string& root, unsigned jobs);

/// True for the names that `FileSystem::write_atomically` uses on the way (`….bengal-12-3`): a killed build leaves
/// them.
bool is_temporary_name(std::string_view path);

/// Every folder on the way to one of `paths` (relative; "" is not among them), sorted, each once: parts of the texts
/// of `paths`.
std::vector<std::string_view> folders_of(std::span<const std::string_view> paths);

}  // namespace output
