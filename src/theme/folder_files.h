// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <vector>

#include "base/file_system.h"

namespace theme {

/// The regular files below a folder.
struct FolderFiles {
  std::vector<std::string> names;      ///< relative to the folder; sorted
  std::vector<std::string> links_out;  ///< paths of links that lead out of the folder, dangle or come back to it
  std::vector<base::Error> refusals;   ///< folders and links that could not be read
};

/// Walks `root`, whose real path is `real_root`. Names that begin with `.` are skipped. Links to files and folders that
/// stay below `real_root` are followed, but inside a linked folder no link to a further folder is, so that the walk
/// ends. A folder that does not exist has no files.
FolderFiles list_folder(const base::FileSystem& fs, const std::string& root, const std::string& real_root);

}  // namespace theme
