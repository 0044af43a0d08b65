// SPDX-License-Identifier: MIT
#include "engine/store_lock.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdint>
#include <optional>
#include <string_view>

#include "base/error.h"
#include "base/strings.h"

namespace engine {

namespace {

std::string lock_path(const std::string& folder) { return folder + "/writer"; }

/// A process number, padded with spaces so that it can be replaced in place: cutting a file to nothing makes some file
/// systems wait for the disk.
constexpr std::size_t k_holder_bytes = 16;

/// The process number in an open lock file.
std::optional<std::int64_t> holder(int descriptor) {
  std::array<char, k_holder_bytes> text;
  ssize_t count = pread(descriptor, text.data(), text.size(), 0);
  if (count <= 0) return std::nullopt;
  auto number = base::parse_integer(base::trim({text.data(), static_cast<std::size_t>(count)}));
  if (!number || *number <= 0) return std::nullopt;
  return number;
}

void write_holder(int descriptor) {
  std::string text = std::to_string(getpid());
  text.resize(k_holder_bytes - 1, ' ');
  text += '\n';
  // Without room on the disk the lock is held all the same, only namelessly.
  [[maybe_unused]] ssize_t written = pwrite(descriptor, text.data(), text.size(), 0);
}

/// Whether the file is still the one that its path names.
bool is_file_of(int descriptor, const std::string& path) {
  struct stat open_file{};
  struct stat named{};
  return fstat(descriptor, &open_file) == 0 && stat(path.c_str(), &named) == 0 && open_file.st_ino == named.st_ino &&
         open_file.st_dev == named.st_dev;
}

}  // namespace

WriterLock::~WriterLock() {
  if (descriptor_ >= 0) close(descriptor_);
}

WriterLock::Outcome WriterLock::take(const std::string& folder, std::string& reason) {
  path_ = lock_path(folder);
  constexpr int k_attempts = 100;
  for (int attempt = 0; attempt < k_attempts; ++attempt) {
    int descriptor = open(path_.c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NONBLOCK, 0644);
    if (descriptor < 0) {
      reason = "its lock file cannot be opened: " + base::error_from_errno(errno, path_).message;
      return Outcome::refused;
    }
    if (flock(descriptor, LOCK_EX | LOCK_NB) != 0) {
      int problem = errno;
      std::optional<std::int64_t> number = holder(descriptor);
      close(descriptor);
      if (problem == EWOULDBLOCK) {
        reason = (number ? "process " + std::to_string(*number) : std::string("another process")) + " is writing to it";
        return Outcome::busy;
      }
      reason = "it cannot be locked: " + base::error_from_errno(problem, path_).message;
      return Outcome::refused;
    }
    if (is_file_of(descriptor, path_)) {
      write_holder(descriptor);
      descriptor_ = descriptor;
      return Outcome::held;
    }
    close(descriptor);
  }
  reason = "its lock file is being removed again and again";
  return Outcome::refused;
}

void WriterLock::remove() {
  if (descriptor_ >= 0) unlink(path_.c_str());
}

bool is_writing_here(const std::string& folder) {
  int descriptor = open(lock_path(folder).c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
  if (descriptor < 0) return false;
  bool is_held = flock(descriptor, LOCK_SH | LOCK_NB) != 0 && errno == EWOULDBLOCK;
  bool is_here = is_held && holder(descriptor) == getpid();
  close(descriptor);
  return is_here;
}

}  // namespace engine
