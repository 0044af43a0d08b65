// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "base/error.h"

/// The only door to LMDB: transactions that write, and the pin that keeps a state from being overwritten while another
/// process writes. What the pages hold is read by `Pages`. Refusals are about the file; one that means damage has the
/// code `invalid`.
namespace engine {

class Lmdb {
 public:
  enum class Mode { write, read_only };
  enum class Order {
    any,
    append,  ///< greater than all keys of the database
  };
  enum class Sync { no, yes };

  /// Opens `folder`/data.mdb; a writer makes it when it is missing. The file may grow to `most_bytes`, or to less where
  /// the system gives less address space; at least `least_bytes` are mapped.
  static base::Expected<std::unique_ptr<Lmdb>> open(const std::string& folder, Mode mode, std::uint64_t least_bytes,
                                                    std::uint64_t most_bytes);
  ~Lmdb();
  Lmdb(const Lmdb&) = delete;
  Lmdb& operator=(const Lmdb&) = delete;

  /// Keeps the newest state from being overwritten until the next call or the end: its number.
  base::Expected<std::uint64_t> pin();
  int descriptor() const;

  /// Begins a transaction; it ends by `commit` or `abort`. REQUIRES: none is open, and this was opened to write.
  base::Expected<void> begin();
  /// The number that the state gets by committing the open transaction.
  std::uint64_t number() const;
  /// Chooses the database that the next calls are about, made when it is missing.
  base::Expected<void> choose(std::string_view name);
  base::Expected<void> clear();
  /// Puts `before value after` as one record. Keys have 1 to 511 bytes.
  struct Pieces {
    std::string_view before;
    std::string_view value;
    std::string_view after;
  };
  base::Expected<void> put(std::string_view key, const Pieces& pieces, Order order);
  /// Removes a record that is there.
  base::Expected<void> remove(std::string_view key);
  /// With `Sync::yes` everything is on the disk, and before the meta page that makes it count, when this returns.
  base::Expected<void> commit(Sync sync);
  void abort();

 private:
  struct Parts;
  explicit Lmdb(std::unique_ptr<Parts> parts);
  std::unique_ptr<Parts> parts_;
};

}  // namespace engine
