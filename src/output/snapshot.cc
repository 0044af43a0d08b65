// SPDX-License-Identifier: MIT
#include "output/snapshot.h"

#include <algorithm>
#include <optional>

#include "base/parallel.h"
#include "base/path.h"
#include "base/sort.h"
#include "base/strings.h"

namespace output {

namespace {

constexpr std::size_t k_folders_a_chunk = 64;

/// The elements of a sorted range whose path (by `path_of`) is below `folder`.
template <class Range, class PathOf>
auto below(const Range& sorted, std::string_view folder, PathOf path_of) {
  std::string from = std::string(folder) + '/';
  std::string to = std::string(folder) + static_cast<char>('/' + 1);
  auto less = [&](const auto& element, std::string_view bound) { return path_of(element) < bound; };
  auto first = std::lower_bound(sorted.begin(), sorted.end(), from, less);
  auto last = std::lower_bound(first, sorted.end(), to, less);
  return std::span(first, last);
}

using Listing = base::Expected<std::vector<base::DirectoryEntry>>;

}  // namespace

bool Snapshot::has_folder(std::string_view path) const {
  return std::binary_search(folders.begin(), folders.end(), path, std::less<std::string_view>());
}

const Snapshot::File* Snapshot::find_file(std::string_view path) const {
  auto less = [](const File& file, std::string_view wanted) { return file.path < wanted; };
  auto found = std::lower_bound(files.begin(), files.end(), path, less);
  return found != files.end() && found->path == path ? &*found : nullptr;
}

std::span<const Snapshot::File> Snapshot::files_below(std::string_view folder) const {
  return below(files, folder, [](const File& file) { return file.path; });
}

std::span<const std::string_view> Snapshot::folders_below(std::string_view folder) const {
  return below(folders, folder, [](std::string_view path) { return path; });
}

base::Expected<Snapshot> take_snapshot(const base::FileSystem& fs, const std::string& root, unsigned jobs) {
  Snapshot snapshot;
  std::vector<std::string_view> level{""};
  while (!level.empty()) {
    std::vector<std::optional<Listing>> listings(level.size());
    base::parallel_for(level.size(), jobs, k_folders_a_chunk, [&](std::size_t index, unsigned) {
      listings[index] = fs.list(base::append_path(root, level[index]));
    });
    std::vector<std::string_view> next;
    for (std::size_t i = 0; i < level.size(); ++i) {
      const Listing& listing = *listings[i];
      if (!listing && level[i].empty()) return std::unexpected(listing.error());
      if (!listing) {
        snapshot.unreadable.push_back(level[i]);
        continue;
      }
      for (const base::DirectoryEntry& entry : *listing) {
        std::string_view path = snapshot.texts.copy(base::append_path(level[i], entry.name));
        if (entry.type == base::FileType::directory) {
          next.push_back(path);
        } else {
          snapshot.files.push_back({path, entry.type});
        }
      }
    }
    snapshot.folders.insert(snapshot.folders.end(), next.begin(), next.end());
    level = std::move(next);
  }
  std::sort(snapshot.files.begin(), snapshot.files.end(),
            [](const Snapshot::File& a, const Snapshot::File& b) { return a.path < b.path; });
  std::sort(snapshot.folders.begin(), snapshot.folders.end());
  std::sort(snapshot.unreadable.begin(), snapshot.unreadable.end());
  return snapshot;
}

bool is_temporary_name(std::string_view path) {
  auto strip_number = [&path] {
    std::size_t before = path.size();
    while (!path.empty() && base::is_digit(path.back())) path.remove_suffix(1);
    return path.size() < before;
  };
  if (!strip_number() || !path.ends_with('-')) return false;
  path.remove_suffix(1);
  return strip_number() && path.ends_with(".bengal-");
}

std::vector<std::string_view> folders_of(std::span<const std::string_view> paths) {
  std::vector<std::string_view> folders, above;
  std::string_view before;
  for (std::string_view path : paths) {
    above.clear();
    for (std::string_view folder = base::parent_path(path); !folder.empty(); folder = base::parent_path(folder)) {
      bool shared = before.size() > folder.size() && before.starts_with(folder) && before[folder.size()] == '/';
      if (shared) break;
      above.push_back(folder);
    }
    folders.insert(folders.end(), above.rbegin(), above.rend());
    before = path;
  }
  base::sort_if_needed(folders);
  folders.erase(std::unique(folders.begin(), folders.end()), folders.end());
  return folders;
}

}  // namespace output
