// SPDX-License-Identifier: MIT
#pragma once

#include <functional>
#include <mutex>
#include <string>
#include <vector>

#include "base/file_system.h"

namespace pipeline {

/// A file system in which a build can be rehearsed: it reads what is there, takes every write and removal for done, and
/// does none of them. It remembers what would have been written and removed; what was written cannot be read.
class Rehearsal final : public base::FileSystem {
 public:
  using Watcher = std::function<void(const std::string& path, std::string_view bytes)>;
  /// `watcher`, if any, is told what is written; from any thread.
  explicit Rehearsal(const base::FileSystem& fs, Watcher watcher = {}) : fs_(fs), watcher_(std::move(watcher)) {}

  /// Files below `folder`, relative to it, sorted; also those that would be written to a staging folder beside it.
  std::vector<std::string> written_below(const std::string& folder) const;
  std::vector<std::string> removed_below(const std::string& folder) const;

  base::Expected<std::string> read(const std::string& path, std::uint64_t most_bytes) const override;
  base::Expected<base::FileStat> stat(const std::string& path) const override;
  base::Expected<std::vector<base::DirectoryEntry>> list(const std::string& path) const override;
  base::Expected<std::string> real_path(const std::string& path) const override;
  base::Expected<bool> same_bytes(const std::string& a, const std::string& b) const override;
  base::Expected<void> write(const std::string& path, std::string_view bytes) override;
  base::Expected<void> write_atomically(const std::string& path, std::string_view bytes) override;
  base::Expected<void> copy_file(const std::string& from, const std::string& to) override;
  base::Expected<void> copy_file_atomically(const std::string& from, const std::string& to) override;
  base::Expected<void> create_directories(const std::string& path) override;
  base::Expected<void> rename(const std::string& from, const std::string& to) override;
  base::Expected<void> remove_file(const std::string& path) override;
  base::Expected<void> remove_directory(const std::string& path) override;
  base::Expected<void> remove_tree(const std::string& path) override;

 private:
  void note(std::vector<std::string>& list, const std::string& path);
  std::vector<std::string> below(const std::vector<std::string>& list, const std::string& folder) const;

  const base::FileSystem& fs_;
  Watcher watcher_;
  mutable std::mutex mutex_;
  std::vector<std::string> written_, removed_;
};

}  // namespace pipeline
