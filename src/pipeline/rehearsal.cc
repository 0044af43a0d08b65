// SPDX-License-Identifier: MIT
#include "pipeline/rehearsal.h"

#include <algorithm>

#include "output/manifest.h"

namespace pipeline {

using base::Expected;

void Rehearsal::note(std::vector<std::string>& list, const std::string& path) {
  std::scoped_lock hold(mutex_);
  list.push_back(path);
}

std::vector<std::string> Rehearsal::below(const std::vector<std::string>& list, const std::string& folder) const {
  std::scoped_lock hold(mutex_);
  std::string inside = folder + "/", staged = folder + std::string(output::k_staging_suffix) + "/";
  std::vector<std::string> paths;
  for (const std::string& path : list) {
    if (path.starts_with(inside)) paths.push_back(path.substr(inside.size()));
    if (path.starts_with(staged)) paths.push_back(path.substr(staged.size()));
  }
  std::sort(paths.begin(), paths.end());
  paths.erase(std::unique(paths.begin(), paths.end()), paths.end());
  return paths;
}

std::vector<std::string> Rehearsal::written_below(const std::string& folder) const { return below(written_, folder); }
std::vector<std::string> Rehearsal::removed_below(const std::string& folder) const { return below(removed_, folder); }

Expected<std::string> Rehearsal::read(const std::string& path, std::uint64_t most_bytes) const {
  return fs_.read(path, most_bytes);
}
Expected<base::FileStat> Rehearsal::stat(const std::string& path) const { return fs_.stat(path); }
Expected<std::vector<base::DirectoryEntry>> Rehearsal::list(const std::string& path) const { return fs_.list(path); }
Expected<std::string> Rehearsal::real_path(const std::string& path) const { return fs_.real_path(path); }
Expected<bool> Rehearsal::same_bytes(const std::string& a, const std::string& b) const { return fs_.same_bytes(a, b); }

Expected<void> Rehearsal::write(const std::string& path, std::string_view bytes) {
  if (watcher_) watcher_(path, bytes);
  note(written_, path);
  return {};
}
Expected<void> Rehearsal::write_atomically(const std::string& path, std::string_view bytes) {
  return write(path, bytes);
}

Expected<void> Rehearsal::copy_file(const std::string& from, const std::string& to) {
  auto found = fs_.stat(from);
  if (!found) return std::unexpected(found.error());
  note(written_, to);
  return {};
}
Expected<void> Rehearsal::copy_file_atomically(const std::string& from, const std::string& to) {
  return copy_file(from, to);
}

Expected<void> Rehearsal::remove_file(const std::string& path) {
  auto found = fs_.stat(path);
  if (!found) return std::unexpected(found.error());
  note(removed_, path);
  return {};
}

Expected<void> Rehearsal::create_directories(const std::string&) { return {}; }
Expected<void> Rehearsal::rename(const std::string&, const std::string&) { return {}; }
Expected<void> Rehearsal::remove_directory(const std::string&) { return {}; }
Expected<void> Rehearsal::remove_tree(const std::string&) { return {}; }

}  // namespace pipeline
