// SPDX-License-Identifier: MIT
#pragma once

#include <gtest/gtest.h>
#include <unistd.h>

#include <cstdint>
#include <cstdlib>
#include <map>
#include <string>
#include <utility>

#include "base/file_system.h"
#include "base/hash.h"
#include "engine/store.h"

/// What the tests of the store share.
namespace engine {

/// A folder of its own, removed at the end.
class TemporaryFolder {
 public:
  TemporaryFolder() {
    std::string pattern = testing::TempDir() + "bengal_store_XXXXXX";
    path_ = mkdtemp(pattern.data());
  }
  ~TemporaryFolder() { (void)base::DiskFileSystem().remove_tree(path_); }
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;
  const std::string& path() const { return path_; }
  std::string cache() const { return path_ + "/cache"; }
  std::string file() const { return cache() + "/data.mdb"; }

 private:
  std::string path_;
};

inline Store::Options options_of(const TemporaryFolder& folder, Store::Mode mode = Store::Mode::write) {
  Store::Options options;
  options.folder = folder.cache();
  options.program = "program 1";
  options.mode = mode;
  options.boot = "boot 1";
  return options;
}

inline Store::Opened open_store(const TemporaryFolder& folder, Store::Mode mode = Store::Mode::write) {
  return Store::open(options_of(folder, mode));
}

using Records = std::map<std::string, std::string>;

/// All records of a table by `for_each`; the flag says whether the walk was sound.
inline std::pair<Records, bool> all_of(const Store& store, Table table) {
  Records records;
  bool is_sound = store.for_each(table, [&](std::string_view key, std::string_view value) {
    records.emplace(key, value);
    return true;
  });
  return {records, is_sound};
}

/// Bytes that look random and are the same in each run.
inline std::string bytes_of(base::SeededNumbers& numbers, std::size_t length) {
  std::string bytes;
  while (bytes.size() < length) {
    std::uint64_t number = numbers.next();
    for (int i = 0; i < 8 && bytes.size() < length; ++i) bytes += static_cast<char>(number >> (8 * i));
  }
  return bytes;
}

}  // namespace engine
