// SPDX-License-Identifier: MIT
#include "theme/folder_files.h"

#include <algorithm>

#include "base/path.h"

namespace theme {

namespace {

struct Folder {
  std::string name;  ///< relative to the root; "" for the root
  bool linked;       ///< reached through a link
};

class Walk {
 public:
  Walk(const base::FileSystem& fs, const std::string& root, const std::string& real_root)
      : fs_(fs), root_(root), real_root_(real_root) {}

  FolderFiles run() {
    open_.push_back({"", false});
    while (!open_.empty()) {
      Folder folder = std::move(open_.back());
      open_.pop_back();
      read(folder);
    }
    std::ranges::sort(found_.names);
    std::ranges::sort(found_.links_out);
    std::ranges::sort(found_.refusals, {}, &base::Error::path);
    return std::move(found_);
  }

 private:
  void read(const Folder& folder) {
    auto entries = fs_.list(base::join_path(root_, folder.name));
    if (!entries) {
      bool absent = folder.name.empty() && entries.error().code == base::ErrorCode::not_found;
      if (!absent) found_.refusals.push_back(entries.error());
      return;
    }
    for (const base::DirectoryEntry& entry : *entries) {
      if (entry.name.starts_with('.')) continue;
      std::string name = base::join_path(folder.name, entry.name);
      if (entry.type == base::FileType::symlink) {
        follow(folder, std::move(name));
      } else {
        add(std::move(name), entry.type, folder.linked);
      }
    }
  }

  void add(std::string name, base::FileType type, bool linked) {
    if (type == base::FileType::directory) open_.push_back({std::move(name), linked});
    if (type == base::FileType::regular) found_.names.push_back(std::move(name));
  }

  void follow(const Folder& folder, std::string name) {
    std::string path = base::join_path(root_, name);
    auto target = fs_.real_path(path);
    auto here = fs_.real_path(base::join_path(root_, folder.name));
    bool refused = !target && target.error().code != base::ErrorCode::not_found;
    if (refused) return found_.refusals.push_back(target.error());
    bool inside = target && here && base::is_inside(real_root_, *target) && !base::is_inside(*target, *here);
    if (!inside) return found_.links_out.push_back(path);
    auto stat = fs_.stat(path);
    if (!stat) return found_.refusals.push_back(stat.error());
    if (stat->type == base::FileType::directory && folder.linked) return;
    add(std::move(name), stat->type, true);
  }

  const base::FileSystem& fs_;
  const std::string& root_;
  const std::string& real_root_;
  std::vector<Folder> open_;
  FolderFiles found_;
};

}  // namespace

FolderFiles list_folder(const base::FileSystem& fs, const std::string& root, const std::string& real_root) {
  if (root.empty() || real_root.empty()) return {};
  return Walk(fs, root, real_root).run();
}

}  // namespace theme
