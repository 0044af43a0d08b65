// SPDX-License-Identifier: MIT
#pragma once

#include <string>

/// The lock file `writer` of a store: who holds it may write. It holds the holder's process number and is locked by
/// `flock`, which ends with the process, however it ends.
namespace engine {

class WriterLock {
 public:
  enum class Outcome { held, busy, refused };

  WriterLock() = default;
  ~WriterLock();
  WriterLock(const WriterLock&) = delete;
  WriterLock& operator=(const WriterLock&) = delete;

  /// Tries once, without waiting. When it is not held, `reason` says who or what is in the way.
  Outcome take(const std::string& folder, std::string& reason);
  /// Removes the lock file while it is held. Whoever opened it before finds out and opens the next one.
  void remove();

 private:
  std::string path_;
  int descriptor_ = -1;
};

/// Whether this process itself holds the lock of a folder, by what the file says.
bool is_writing_here(const std::string& folder);

}  // namespace engine
