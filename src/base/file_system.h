// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <map>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"

namespace base {

enum class FileType { regular, directory, symlink, other };

/// What `stat` says of a file; times in nanoseconds since 1970.
struct FileStat {
  FileType type = FileType::other;
  std::uint64_t size = 0;
  std::int64_t modified_ns = 0;
  std::int64_t changed_ns = 0;
  std::uint64_t inode = 0;
  std::uint64_t device = 0;
};

struct DirectoryEntry {
  std::string name;
  FileType type;  ///< of the entry itself: a link is a `symlink`
  FileStat stat;  ///< of a regular file, from `list_with_stats`; its type is `other` when it could not be had
};

/// The one door to files. Paths are absolute, or relative to the process's working directory; no function changes that
/// directory. Implementations are safe to call from several threads. A seam with two real implementations: the disk,
/// and memory for tests (which can also refuse on demand).
class FileSystem {
 public:
  virtual ~FileSystem() = default;

  /// The whole file. Refuses (`too_large`) what is longer than `most_bytes`, and anything that is not a regular file.
  [[nodiscard]] virtual Expected<std::string> read(const std::string& path,
                                                   std::uint64_t most_bytes = k_most_bytes) const = 0;
  /// What the path leads to, links followed.
  [[nodiscard]] virtual Expected<FileStat> stat(const std::string& path) const = 0;
  /// The entries of a directory but `.` and `..`, sorted by name.
  [[nodiscard]] virtual Expected<std::vector<DirectoryEntry>> list(const std::string& path) const = 0;
  /// The same with what `stat` says of each regular file.
  [[nodiscard]] virtual Expected<std::vector<DirectoryEntry>> list_with_stats(const std::string& path) const;
  /// The absolute path without links, `.` and `..`.
  [[nodiscard]] virtual Expected<std::string> real_path(const std::string& path) const = 0;

  /// Writes straight to `path`, replacing what is there. A reader may see half of it: for new trees that nobody reads
  /// yet.
  [[nodiscard]] virtual Expected<void> write(const std::string& path, std::string_view bytes) = 0;
  /// Writes to a temporary name (ending in `.bengal-<number>-<number>`) beside `path` and renames: a reader sees the
  /// old bytes or the new ones.
  [[nodiscard]] virtual Expected<void> write_atomically(const std::string& path, std::string_view bytes) = 0;
  /// What `write` and `write_atomically` do, with the bytes of the regular file `from`, of any size.
  [[nodiscard]] virtual Expected<void> copy_file(const std::string& from, const std::string& to);
  [[nodiscard]] virtual Expected<void> copy_file_atomically(const std::string& from, const std::string& to);
  /// Whether two regular files of any size hold the same bytes.
  [[nodiscard]] virtual Expected<bool> same_bytes(const std::string& a, const std::string& b) const;
  [[nodiscard]] virtual Expected<void> create_directories(const std::string& path) = 0;
  [[nodiscard]] virtual Expected<void> rename(const std::string& from, const std::string& to) = 0;
  [[nodiscard]] virtual Expected<void> remove_file(const std::string& path) = 0;
  /// Removes a directory that is empty; an error otherwise.
  [[nodiscard]] virtual Expected<void> remove_directory(const std::string& path) = 0;
  /// Removes a tree without following links; a path that is not there is no error.
  [[nodiscard]] virtual Expected<void> remove_tree(const std::string& path) = 0;

  bool exists(const std::string& path) const { return stat(path).has_value(); }
  bool is_directory(const std::string& path) const {
    auto found = stat(path);
    return found && found->type == FileType::directory;
  }
  bool is_file(const std::string& path) const {
    auto found = stat(path);
    return found && found->type == FileType::regular;
  }

  static constexpr std::uint64_t k_most_bytes = std::uint64_t{1} << 30;
  /// For texts that people write: pages, templates, settings.
  static constexpr std::uint64_t k_most_text_bytes = std::uint64_t{16} << 20;
};

/// The disk.
class DiskFileSystem final : public FileSystem {
 public:
  Expected<std::string> read(const std::string& path, std::uint64_t most_bytes = k_most_bytes) const override;
  Expected<FileStat> stat(const std::string& path) const override;
  Expected<std::vector<DirectoryEntry>> list(const std::string& path) const override;
  Expected<std::vector<DirectoryEntry>> list_with_stats(const std::string& path) const override;
  Expected<std::string> real_path(const std::string& path) const override;
  Expected<void> write(const std::string& path, std::string_view bytes) override;
  Expected<void> write_atomically(const std::string& path, std::string_view bytes) override;
  Expected<void> copy_file(const std::string& from, const std::string& to) override;
  Expected<void> copy_file_atomically(const std::string& from, const std::string& to) override;
  Expected<bool> same_bytes(const std::string& a, const std::string& b) const override;
  Expected<void> create_directories(const std::string& path) override;
  Expected<void> rename(const std::string& from, const std::string& to) override;
  Expected<void> remove_file(const std::string& path) override;
  Expected<void> remove_directory(const std::string& path) override;
  Expected<void> remove_tree(const std::string& path) override;
};

/// A tree in memory. All paths are absolute; "/" exists from the start; there are no links. `refuse_writes_after(n,
/// code)` makes every write after the next n fail with that code, as a full disk does.
class MemoryFileSystem final : public FileSystem {
 public:
  Expected<std::string> read(const std::string& path, std::uint64_t most_bytes = k_most_bytes) const override;
  Expected<FileStat> stat(const std::string& path) const override;
  Expected<std::vector<DirectoryEntry>> list(const std::string& path) const override;
  Expected<std::string> real_path(const std::string& path) const override;
  Expected<void> write(const std::string& path, std::string_view bytes) override;
  Expected<void> write_atomically(const std::string& path, std::string_view bytes) override;
  Expected<void> create_directories(const std::string& path) override;
  Expected<void> rename(const std::string& from, const std::string& to) override;
  Expected<void> remove_file(const std::string& path) override;
  Expected<void> remove_directory(const std::string& path) override;
  Expected<void> remove_tree(const std::string& path) override;

  /// Adds a file and the folders above it. For tests.
  void add(const std::string& path, std::string_view bytes);
  void refuse_writes_after(std::uint64_t writes, ErrorCode code);
  /// Every regular file's path and bytes.
  std::map<std::string, std::string> files() const;
  std::uint64_t reads() const { return reads_; }
  std::uint64_t writes() const { return writes_; }

 private:
  struct Node {
    bool is_directory = false;
    std::string bytes;
    std::int64_t modified_ns = 0;
    std::uint64_t inode = 0;
  };
  Expected<void> create_directories_locked(const std::string& path);

  mutable std::mutex mutex_;
  std::map<std::string, Node> nodes_{{"/", {.is_directory = true}}};
  mutable std::uint64_t reads_ = 0;
  std::uint64_t writes_ = 0;
  std::uint64_t next_inode_ = 1;
  std::uint64_t writes_left_ = ~std::uint64_t{0};
  ErrorCode refusal_ = ErrorCode::no_space;
};

}  // namespace base
