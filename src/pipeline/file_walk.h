// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/file_system.h"

namespace pipeline {

/// Whether names that begin with a dot count: a host may want `.well-known` and `.nojekyll` published.
enum class Hidden { left_out, taken };

/// Every regular file below `folder`, links followed while they stay inside the site: path below
/// the folder and path to open, sorted. A folder that is not there holds nothing.
class FileWalk {
 public:
  FileWalk(const base::FileSystem& fs, const std::string& site_root, std::string folder, Hidden hidden);
  const std::vector<std::pair<std::string, std::string>>& files() const { return files_; }
  const std::vector<base::Error>& errors() const { return errors_; }
  /// Links that were not followed, by path below the folder; sorted.
  const std::vector<std::string>& refused_links() const { return refused_links_; }

 private:
  bool is_left_out(std::string_view name) const;
  void walk(const std::string& below, int depth);
  base::FileType behind_link(const std::string& link);

  const base::FileSystem& fs_;
  std::string folder_;
  Hidden hidden_;
  std::string site_;
  std::vector<std::pair<std::string, std::string>> files_;
  std::vector<base::Error> errors_;
  std::vector<std::string> refused_links_;
};

}  // namespace pipeline
