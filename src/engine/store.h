// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"

/// What is kept between builds, and the decisions that are taken from it. Knows nothing of pages or templates: keys and
/// values are bytes whose meaning belongs to whoever puts them there.
namespace engine {

class Plan;

/// The tables of a store. Numbers are part of the format.
enum class Table : std::uint8_t {
  build,          ///< facts about the last build, by name
  inputs,         ///< each input file by path: stat data, content hash
  documents,      ///< each parsed content file by path
  outputs,        ///< each output by path: hash, stat data, diagnostics, trace
  answers,        ///< each thing that was asked about: fingerprints of the answers
  page_answers,   ///< the same for pages, which are many
  question_sets,  ///< sets of questions that many outputs have in common, by number
  linked,         ///< the linked site: pages, sections, terms, menus
  fragments,      ///< results of queries, by what they ask
  statistics,     ///< counts of the last builds
  pieces,         ///< where in an output the part of each page lies, by path
};
inline constexpr std::size_t k_tables = 11;

/// Changes to a store, gathered in memory and made by one `Store::commit`. Later changes of one key replace earlier
/// ones.
class Batch {
 public:
  void put(Table table, std::string key, std::string value);
  void remove(Table table, std::string key);
  /// Forgets everything the table held before this commit; `put`s of this batch stay.
  void clear(Table table);
  bool empty() const;

 private:
  friend class Store;
  friend class Plan;
  struct Change {
    Table table;
    std::string key;
    std::optional<std::string> value;
  };
  std::vector<Change> changes_;
  std::uint32_t cleared_ = 0;  ///< a bit for each table

  bool has_empty_key() const;
  bool clears(Table table) const { return (cleared_ >> static_cast<unsigned>(table) & 1) != 0; }
};

/// The identity that the system gives to each start of the machine; "" when it gives none. Every commit is synced then.
std::string boot_identity();

/// The embedded store below `.bengal/` (LMDB): opened by mapping, read in place, changed by one transaction a build.
///
/// A store is a cache: it is dropped and made anew, with one sentence saying why, whenever there is doubt. It is
/// believed only when its format version and program (a fingerprint of the build of the program and its platform) fit
/// and, as commits are not synced to the disk, when the machine has not been started again since (the boot identity is
/// kept) unless the last commit was synced. What is opened is the state after some commit, nearly always the last one:
/// a build that ends before its commit leaves an older state, so that users must compare what a store says with the
/// world in any case.
///
/// A damaged store never does harm. Every offset in the file is checked before it is followed (`store_pages.h`); every
/// record carries a checksum of its table, key and value; every table a count of its records and the sum of their
/// checksums, which a walk over the whole table verifies. A record that does not verify is never handed out: the store
/// is then `damaged()`, and whoever uses it starts again without it. What cannot be seen is a page that was
/// replaced by an older version of itself (a write that the disk lost): `get` may then miss a record or give an older
/// value, as it also does in a state after an older commit; a whole walk notices. Whoever misses a record that must be
/// there calls `distrust`. Before a commit the pages that it will change are checked as well. Faults inside the mapped
/// file (cut short while it is open, a disk that cannot be read) are caught by `guard_faults` (`fault.h`).
///
/// One process at a time may open a store to write; readers never wait. A process opens a store once at a time. Reads
/// see the state at `open` or the last commit of this `Store`. `get`, `for_each`, `size`, `damaged` and `distrust` are
/// safe from several threads at once, without locks and at full speed; a commit must be alone. Views live until the
/// store is committed, cleared, compacted or destroyed. Values are not aligned.
///
/// Format, version 1. Folder `cache/` with LMDB's `data.mdb` and `lock.mdb`, and `writer`, the lock file that holds the
/// writer's process number. One LMDB database for each table, named by the table. All numbers are little-endian:
///     record  = content checksum:u64
///     content = value | key_bytes:u32 key value        the second when the key is long
/// The checksum is the XXH3-64 of the value, seeded with the XXH3-64 of the key plus the number of the table. A key of
/// more than 510 bytes is long: it is stored under its first 479 bytes and the hexadecimal XXH3-128 of all of it. The
/// database `meta`, with 255 for its number, holds `format`: u64, `program`, `boot` (the boot identity, or "synced"),
/// `commit`: u64 (LMDB's number of the transaction, so that a meta page that leads to another state is not believed),
/// and for each table that was ever written, under its name, the count and the sum, each u64.
class Store {
 public:
  enum class Mode { write, read_only };
  struct Options {
    std::string folder;   ///< absolute path of `.bengal/cache`
    std::string program;  ///< identity of program build and platform
    Mode mode = Mode::write;
    /// How much the file may grow to, in bytes (address space, not disk). Less where the system gives less; always at
    /// least 64 MiB more than it has.
    std::uint64_t most_bytes = std::uint64_t{64} << 30;
    std::string boot = boot_identity();  ///< what changes when the machine is started again; "" where none is known
  };
  enum class State {
    opened,   ///< what it holds may be believed
    fresh,    ///< new or dropped: empty; `reason` says why when something was dropped, else it is ""
    busy,     ///< another process writes: `reason` names it; nothing was opened
    refused,  ///< the folder cannot be used (read-only, no space): `reason`; nothing was opened
  };
  struct Opened {
    State state = State::refused;
    std::string reason;  ///< one clause without full stop, e.g. "it was written by another version of the program"
    std::unique_ptr<Store> store;  ///< null when busy or refused
  };
  /// Never throws, never hangs. A read-only store that would have to be dropped is `refused`.
  static Opened open(const Options& options);
  ~Store();
  Store(const Store&) = delete;
  Store& operator=(const Store&) = delete;

  /// The value of a key, in place; nothing when there is none or the record is damaged.
  std::optional<std::string_view> get(Table table, std::string_view key) const;
  /// Calls `visit` for every record in order of key (bytes; long keys that begin with the same 479 bytes are in any
  /// order) until it says false; false when the table is damaged, which is known only at the end of a whole walk: what
  /// it gave before is not to be believed then.
  /// `visit` may call `get` and `for_each`.
  bool for_each(Table table, const std::function<bool(std::string_view key, std::string_view value)>& visit) const;
  /// How many records a table holds, and their bytes.
  struct Size {
    std::uint64_t records = 0;
    std::uint64_t bytes = 0;  ///< of pages in use, as LMDB counts them
  };
  Size size(Table table) const;
  std::uint64_t file_bytes() const;

  /// Whether anything read so far did not verify, or `distrust` was called. Once true it stays true until `clear`;
  /// `damage` says what, in one clause.
  bool damaged() const;
  std::string damage() const;
  /// Says that what the store holds contradicts itself: a record is missing that another one needs, or does not decode.
  void distrust(std::string reason) const;

  /// Makes the changes in one transaction, sorted by table and key (appending where everything is new); what would
  /// change nothing is not written. An empty key is refused. After a refusal the store holds what it held before; the
  /// code `invalid` means damage. A damaged store is not changed. Views and walks from before are not valid any more.
  [[nodiscard]] base::Expected<void> commit(Batch batch);
  /// The same, and the file is synced to the disk.
  [[nodiscard]] base::Expected<void> commit_synced(Batch batch);
  /// Forgets everything, as `bengal cache clear` does. The store may be used on, as a fresh one.
  [[nodiscard]] base::Expected<void> clear();
  /// Writes the store anew without free space in it. Reopens it.
  [[nodiscard]] base::Expected<void> compact();

 private:
  struct Parts;
  explicit Store(std::unique_ptr<Parts> parts);
  static Opened open_to_write(std::unique_ptr<Parts> parts);
  static Opened open_to_read(std::unique_ptr<Parts> parts);
  std::unique_ptr<Parts> parts_;
};

/// Removes the store of a folder without opening it. Nothing when it is not there; refused while a process writes to
/// it.
[[nodiscard]] base::Expected<void> remove_store(const std::string& folder);

}  // namespace engine
