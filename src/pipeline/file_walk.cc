// SPDX-License-Identifier: MIT
#include "pipeline/file_walk.h"

#include "base/path.h"

namespace pipeline {

namespace {

constexpr int k_deepest_folder = 100;

}  // namespace

FileWalk::FileWalk(const base::FileSystem& fs, const std::string& site_root, std::string folder, Hidden hidden)
    : fs_(fs), folder_(std::move(folder)), hidden_(hidden) {
  site_ = fs_.real_path(site_root).value_or(site_root);
  if (fs_.is_directory(folder_)) walk("", 0);
}

bool FileWalk::is_left_out(std::string_view name) const {
  if (hidden_ == Hidden::left_out) return name.starts_with('.');
  return name == ".git" || name == ".gitkeep" || name == ".DS_Store";
}

void FileWalk::walk(const std::string& below, int depth) {
  std::string folder = below.empty() ? folder_ : folder_ + "/" + below;
  auto entries = fs_.list(folder);
  if (!entries) return errors_.push_back(entries.error());
  for (const base::DirectoryEntry& entry : *entries) {
    if (is_left_out(entry.name)) continue;
    std::string path = below.empty() ? entry.name : below + "/" + entry.name;
    base::FileType type = entry.type;
    if (type == base::FileType::symlink) {
      type = behind_link(folder_ + "/" + path);
      if (type == base::FileType::other) refused_links_.push_back(path);
    }
    if (type == base::FileType::regular) files_.emplace_back(path, folder_ + "/" + path);
    if (type == base::FileType::directory && depth < k_deepest_folder) walk(path, depth + 1);
  }
}

/// What a link leads to; `other` when it leads out of the site or back to a folder above itself.
base::FileType FileWalk::behind_link(const std::string& link) {
  auto real = fs_.real_path(link);
  auto own_folder = fs_.real_path(std::string(base::parent_path(link)));
  if (!real || !own_folder || !base::is_inside(site_, *real) || base::is_inside(*real, *own_folder))
    return base::FileType::other;
  auto stat = fs_.stat(link);
  return stat ? stat->type : base::FileType::other;
}

}  // namespace pipeline
