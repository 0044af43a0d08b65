// SPDX-License-Identifier: MIT
#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <climits>
#include <cstdlib>
#include <cstring>
#include <utility>

#include "base/file_system.h"
#include "base/path.h"

namespace base {

namespace {

std::unexpected<Error> refuse(const std::string& path) { return std::unexpected(error_from_errno(errno, path)); }

FileType type_of(mode_t mode) {
  if (S_ISREG(mode)) return FileType::regular;
  if (S_ISDIR(mode)) return FileType::directory;
  if (S_ISLNK(mode)) return FileType::symlink;
  return FileType::other;
}

std::int64_t nanoseconds(const timespec& time) { return std::int64_t{time.tv_sec} * 1'000'000'000 + time.tv_nsec; }

constexpr std::size_t k_copy_bytes = std::size_t{256} * 1024;
constexpr std::size_t k_longest_kept_name = 200;

/// An open file descriptor, closed at the end of the scope.
class Descriptor {
 public:
  explicit Descriptor(int number) : number_(number) {}
  ~Descriptor() {
    if (number_ >= 0) ::close(number_);
  }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  int number() const { return number_; }
  int close() { return ::close(std::exchange(number_, -1)); }

 private:
  int number_;
};

/// Writes all of `bytes`; false with `errno` set when refused.
bool write_all(int descriptor, std::string_view bytes) {
  while (!bytes.empty()) {
    ssize_t written = ::write(descriptor, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  return true;
}

/// Reads until `buffer` is full or the file ends: the number of bytes, or -1 with `errno` set.
ssize_t read_up_to(int descriptor, std::string& buffer) {
  std::size_t filled = 0;
  while (filled < buffer.size()) {
    ssize_t count = ::read(descriptor, buffer.data() + filled, buffer.size() - filled);
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return -1;
    if (count == 0) break;
    filled += static_cast<std::size_t>(count);
  }
  return static_cast<ssize_t>(filled);
}

/// Copies what is left of one open file to another: inside the kernel (which may share the blocks) where that works.
bool copy_all(int from, int to) {
  for (;;) {
    ssize_t count = ::copy_file_range(from, nullptr, to, nullptr, std::size_t{1} << 30, 0);
    if (count == 0) break;  // Files of /proc and the like also end up here; the loop below reads them.
    if (count < 0 && errno == EINTR) continue;
    if (count < 0 && (errno == ENOSPC || errno == EDQUOT || errno == EFBIG || errno == EIO)) return false;
    if (count < 0) break;
  }
  std::string buffer(k_copy_bytes, '\0');
  for (;;) {
    ssize_t count = read_up_to(from, buffer);
    if (count < 0) return false;
    if (count == 0) return true;
    if (!write_all(to, std::string_view(buffer.data(), static_cast<std::size_t>(count)))) return false;
  }
}

/// Creates or replaces `path` with what `fill` writes to the descriptor; what was written of a file that failed is
/// removed.
template <class Fill>
Expected<void> write_file(const std::string& path, int flags, const Fill& fill) {
  Descriptor file(::open(path.c_str(), O_WRONLY | O_CREAT | O_CLOEXEC | flags, 0666));
  if (file.number() < 0) return refuse(path);
  if (fill(file.number()) && file.close() == 0) return {};
  auto error = refuse(path);
  ::unlink(path.c_str());
  return error;
}

/// A new name beside `path` for bytes on their way there. Long names are cut, so that every name that can be written at
/// all can be written this way.
std::string temporary_name(const std::string& path) {
  static std::atomic<unsigned> counter{0};
  std::size_t name_start = path.rfind('/') == path.npos ? 0 : path.rfind('/') + 1;
  return path.substr(0, name_start + std::min(path.size() - name_start, k_longest_kept_name)) + ".bengal-" +
         std::to_string(::getpid()) + "-" + std::to_string(counter++);
}

/// Fills a temporary file and renames it to `path`.
template <class Fill>
Expected<void> write_file_atomically(const std::string& path, const Fill& fill) {
  std::string temporary = temporary_name(path);
  if (auto written = write_file(temporary, O_EXCL, fill); !written) {
    return std::unexpected(Error{written.error().code, path, written.error().message});
  }
  if (::rename(temporary.c_str(), path.c_str()) == 0) return {};
  auto error = refuse(path);
  ::unlink(temporary.c_str());
  return error;
}

FileStat file_stat(const struct stat& status) {
  return {type_of(status.st_mode),      static_cast<std::uint64_t>(status.st_size),
          nanoseconds(status.st_mtim),  nanoseconds(status.st_ctim),
          std::uint64_t{status.st_ino}, std::uint64_t{status.st_dev}};
}

/// The size of an open file, refused unless it is open and a regular one.
Expected<std::uint64_t> size_of_regular(const Descriptor& file, const std::string& path) {
  if (file.number() < 0) return refuse(path);
  struct stat status;
  if (::fstat(file.number(), &status) != 0) return refuse(path);
  if (S_ISDIR(status.st_mode)) return std::unexpected(error_from_errno(EISDIR, path));
  if (!S_ISREG(status.st_mode)) return std::unexpected(Error{ErrorCode::invalid, path, "is not a regular file"});
  return static_cast<std::uint64_t>(status.st_size);
}

}  // namespace

Error error_from_errno(int errno_value, std::string path) {
  switch (errno_value) {
    case ENOENT:
      return {ErrorCode::not_found, std::move(path), "no such file or directory"};
    case EACCES:
    case EPERM:
      return {ErrorCode::permission, std::move(path), "permission denied"};
    case ENOTDIR:
      return {ErrorCode::not_a_directory, std::move(path), "a part of the path is not a directory"};
    case EISDIR:
      return {ErrorCode::is_a_directory, std::move(path), "is a directory"};
    case EEXIST:
    case ENOTEMPTY:
      return {ErrorCode::exists, std::move(path), "exists already, or is a directory that is not empty"};
    case ENOSPC:
    case EDQUOT:
      return {ErrorCode::no_space, std::move(path), "no space left on the disk"};
    case EROFS:
      return {ErrorCode::read_only, std::move(path), "the file system is read-only"};
    case EFBIG:
      return {ErrorCode::too_large, std::move(path), "the file is too large"};
    case ELOOP:
      return {ErrorCode::loop, std::move(path), "too many levels of symbolic links"};
    default:
      return {ErrorCode::other, std::move(path), std::strerror(errno_value)};
  }
}

Expected<std::string> DiskFileSystem::read(const std::string& path, std::uint64_t most_bytes) const {
  Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
  auto size = size_of_regular(file, path);
  if (!size) return std::unexpected(size.error());
  if (*size > most_bytes) return std::unexpected(error_from_errno(EFBIG, path));
  std::string bytes;
  bytes.resize_and_overwrite(*size + 1, [&](char*, std::size_t) { return *size + 1; });
  std::size_t filled = 0;
  for (;;) {
    if (filled > most_bytes) return std::unexpected(error_from_errno(EFBIG, path));
    if (filled == bytes.size()) bytes.resize(bytes.size() * 2);
    ssize_t count = ::read(file.number(), bytes.data() + filled, bytes.size() - filled);
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return refuse(path);
    filled += static_cast<std::size_t>(count);
    // A regular file that gives less than there is room for has ended; asking again would only confirm it.
    if (count == 0 || (filled == *size && filled > 0)) break;
  }
  bytes.resize(filled);
  return bytes;
}

Expected<FileStat> DiskFileSystem::stat(const std::string& path) const {
  struct stat status;
  if (::stat(path.c_str(), &status) != 0) return refuse(path);
  return file_stat(status);
}

namespace {

FileType type_of_entry(int directory, const dirent& entry) {
  switch (entry.d_type) {
    case DT_REG:
      return FileType::regular;
    case DT_DIR:
      return FileType::directory;
    case DT_LNK:
      return FileType::symlink;
    case DT_UNKNOWN: {
      struct stat status;
      bool known = ::fstatat(directory, entry.d_name, &status, AT_SYMLINK_NOFOLLOW) == 0;
      return known ? type_of(status.st_mode) : FileType::other;
    }
    default:
      return FileType::other;
  }
}

Expected<std::vector<DirectoryEntry>> list_directory(const std::string& path, bool with_stats) {
  DIR* directory = ::opendir(path.c_str());
  if (directory == nullptr) return refuse(path);
  int number = ::dirfd(directory);
  std::vector<DirectoryEntry> entries;
  while (const dirent* entry = ::readdir(directory)) {
    std::string_view name = entry->d_name;
    if (name == "." || name == "..") continue;
    DirectoryEntry& added = entries.emplace_back(std::string(name), type_of_entry(number, *entry), FileStat{});
    struct stat status;
    bool is_known = with_stats && added.type == FileType::regular && ::fstatat(number, entry->d_name, &status, 0) == 0;
    if (is_known) added.stat = file_stat(status);
  }
  ::closedir(directory);
  std::ranges::sort(entries, {}, &DirectoryEntry::name);
  return entries;
}

}  // namespace

Expected<std::vector<DirectoryEntry>> DiskFileSystem::list(const std::string& path) const {
  return list_directory(path, false);
}

Expected<std::vector<DirectoryEntry>> DiskFileSystem::list_with_stats(const std::string& path) const {
  return list_directory(path, true);
}

Expected<std::string> DiskFileSystem::real_path(const std::string& path) const {
  char* resolved = ::realpath(path.c_str(), nullptr);
  if (resolved == nullptr) return refuse(path);
  std::string result = resolved;
  std::free(resolved);
  return result;
}

Expected<void> DiskFileSystem::write(const std::string& path, std::string_view bytes) {
  return write_file(path, O_TRUNC, [&](int descriptor) { return write_all(descriptor, bytes); });
}

Expected<void> DiskFileSystem::write_atomically(const std::string& path, std::string_view bytes) {
  return write_file_atomically(path, [&](int descriptor) { return write_all(descriptor, bytes); });
}

Expected<void> DiskFileSystem::copy_file(const std::string& from, const std::string& to) {
  Descriptor source(::open(from.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
  if (auto size = size_of_regular(source, from); !size) return std::unexpected(size.error());
  return write_file(to, O_TRUNC, [&](int descriptor) { return copy_all(source.number(), descriptor); });
}

Expected<void> DiskFileSystem::copy_file_atomically(const std::string& from, const std::string& to) {
  Descriptor source(::open(from.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
  if (auto size = size_of_regular(source, from); !size) return std::unexpected(size.error());
  return write_file_atomically(to, [&](int descriptor) { return copy_all(source.number(), descriptor); });
}

Expected<bool> DiskFileSystem::same_bytes(const std::string& a, const std::string& b) const {
  Descriptor file_a(::open(a.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
  auto size_a = size_of_regular(file_a, a);
  if (!size_a) return std::unexpected(size_a.error());
  Descriptor file_b(::open(b.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
  auto size_b = size_of_regular(file_b, b);
  if (!size_b) return std::unexpected(size_b.error());
  if (*size_a != *size_b) return false;
  std::size_t buffer_bytes = std::min<std::uint64_t>(k_copy_bytes, *size_a + 1);
  std::string bytes_a(buffer_bytes, '\0'), bytes_b(buffer_bytes, '\0');
  for (;;) {
    ssize_t count_a = read_up_to(file_a.number(), bytes_a);
    if (count_a < 0) return refuse(a);
    ssize_t count_b = read_up_to(file_b.number(), bytes_b);
    if (count_b < 0) return refuse(b);
    auto count = static_cast<std::size_t>(count_a);
    if (count_a != count_b || bytes_a.compare(0, count, bytes_b, 0, count) != 0) return false;
    if (count < buffer_bytes) return true;
  }
}

Expected<void> DiskFileSystem::create_directories(const std::string& path) {
  if (path.empty() || ::mkdir(path.c_str(), 0777) == 0) return {};
  if (errno == EEXIST) {
    if (is_directory(path)) return {};
    return std::unexpected(error_from_errno(ENOTDIR, path));
  }
  if (errno != ENOENT) return refuse(path);
  std::string parent(parent_path(path));
  if (parent.empty() || parent == path) return refuse(path);
  if (auto made = create_directories(parent); !made) return made;
  if (::mkdir(path.c_str(), 0777) == 0 || errno == EEXIST) return {};
  return refuse(path);
}

Expected<void> DiskFileSystem::rename(const std::string& from, const std::string& to) {
  if (::rename(from.c_str(), to.c_str()) != 0) return refuse(to);
  return {};
}

Expected<void> DiskFileSystem::remove_file(const std::string& path) {
  if (::unlink(path.c_str()) != 0) return refuse(path);
  return {};
}

Expected<void> DiskFileSystem::remove_directory(const std::string& path) {
  if (::rmdir(path.c_str()) != 0) return refuse(path);
  return {};
}

Expected<void> DiskFileSystem::remove_tree(const std::string& path) {
  struct stat status;
  if (::lstat(path.c_str(), &status) != 0) {
    if (errno == ENOENT) return {};
    return refuse(path);
  }
  if (!S_ISDIR(status.st_mode)) return remove_file(path);
  auto entries = list(path);
  if (!entries) return std::unexpected(entries.error());
  for (const DirectoryEntry& entry : *entries) {
    if (auto removed = remove_tree(path + "/" + entry.name); !removed) return removed;
  }
  return remove_directory(path);
}

}  // namespace base
