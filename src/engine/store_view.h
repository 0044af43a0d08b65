// SPDX-License-Identifier: MIT
#pragma once

#include <sys/types.h>

#include <array>
#include <cstdint>
#include <expected>
#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "engine/fault.h"
#include "engine/store.h"
#include "engine/store_pages.h"

namespace engine {

/// What a store says of who wrote it and when it may be believed.
struct Identity {
  std::uint64_t format = 0;
  std::string program;
  std::string boot;  ///< the boot identity, or `k_synced`
  bool operator==(const Identity&) const = default;
};

/// How many records a table has and the sum of their checksums, modulo 2^64.
struct Totals {
  std::uint64_t count = 0;
  std::uint64_t sum = 0;
  bool operator==(const Totals&) const = default;
};

/// One committed state of a store, mapped. Nothing in it changes, so that any number of threads may read.
class View {
 public:
  struct Contents {
    Tree tree;
    Totals totals;
  };
  struct Problem {
    enum class Kind {
      missing,  ///< there is no file
      empty,    ///< nothing was ever committed
      unsound,  ///< the file is damaged or not ours: `reason`
      refused,  ///< the file cannot be opened: `reason`
    };
    Kind kind = Kind::missing;
    std::string reason;
  };
  using Loaded = std::expected<std::unique_ptr<View>, Problem>;

  enum class Access { read_only, read_and_write };
  /// Maps the newest state of the file.
  static Loaded open(const std::string& path, Access access);
  /// Maps the state with this commit number, which one of the two last must be, or the newest.
  static Loaded of_descriptor(int descriptor, std::optional<std::uint64_t> commit);
  ~View();
  View(const View&) = delete;
  View& operator=(const View&) = delete;

  const Pages& pages() const { return pages_; }
  /// `Pages::walk` over all of a tree of this state, with the disk read ahead of it when the tree is large.
  bool walk(const Tree& tree, const std::function<bool(const Pages::Entry&)>& visit) const;
  const Header& header() const { return header_; }
  const Identity& identity() const { return identity_; }
  const Contents& contents(Table table) const { return tables_[static_cast<std::size_t>(table)]; }
  const Tree& meta() const { return meta_; }
  dev_t device() const { return device_; }
  ino_t inode() const { return inode_; }

 private:
  View(std::string_view bytes, const Header& header);
  bool load_tables();
  bool load_meta();

  std::string_view bytes_;
  Header header_;
  Pages pages_;
  GuardedRange guard_;
  std::array<Contents, k_tables> tables_;
  Tree meta_;
  Identity identity_;
  dev_t device_ = 0;
  ino_t inode_ = 0;
};

/// The names of the records of the database `meta` that are no tables.
inline constexpr const char* k_format_record = "format";
inline constexpr const char* k_program_record = "program";
inline constexpr const char* k_boot_record = "boot";
inline constexpr const char* k_commit_record = "commit";

}  // namespace engine
