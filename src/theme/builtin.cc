// SPDX-License-Identifier: MIT
#include <algorithm>

#include "theme/embedded.h"
#include "theme/theme.h"

namespace theme {

namespace {

void append_files_below(std::string_view folder, std::vector<BuiltinFile>& files) {
  for (const BuiltinFile& file : embedded_files()) {
    if (file.path.starts_with(folder)) files.push_back({file.path.substr(folder.size()), file.bytes});
  }
}

void sort_by_path(std::vector<BuiltinFile>& files) { std::ranges::sort(files, {}, &BuiltinFile::path); }

std::vector<BuiltinFile> sorted_builtin_theme() {
  std::vector<BuiltinFile> files;
  append_files_below("builtin/", files);
  sort_by_path(files);
  return files;
}

}  // namespace

const std::vector<BuiltinFile>& builtin_theme() {
  static const std::vector<BuiltinFile> files = sorted_builtin_theme();
  return files;
}

std::vector<BuiltinFile> site_skeleton(std::string_view kind) {
  std::vector<BuiltinFile> files;
  if (kind != "default" && kind != "docs" && kind != "blog") return files;
  append_files_below("skeleton/shared/", files);
  append_files_below("skeleton/" + std::string(kind) + "/", files);
  sort_by_path(files);
  return files;
}

}  // namespace theme
