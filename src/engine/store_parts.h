// SPDX-License-Identifier: MIT
#pragma once

#include <atomic>
#include <memory>
#include <mutex>
#include <string>

#include "engine/store.h"
#include "engine/store_lmdb.h"
#include "engine/store_lock.h"
#include "engine/store_view.h"

namespace engine {

class Plan;

struct Store::Parts {
  Options options;
  WriterLock lock;             ///< held by writers
  std::unique_ptr<Lmdb> lmdb;  ///< of writers from the first commit on, of readers from the start
  std::unique_ptr<View> view;  ///< none as long as nothing was committed
  std::atomic<bool> is_damaged = false;
  std::mutex mutex;    ///< guards `damage`
  std::string damage;  ///< the first one

  std::string file() const { return options.folder + "/data.mdb"; }
  std::string lock_file() const { return options.folder + "/lock.mdb"; }  ///< LMDB's
  void distrust(std::string reason);
  base::Error damage_error();
  base::Expected<void> commit(const Batch& batch, Lmdb::Sync sync);
  base::Expected<void> compact();
  base::Expected<void> copy_into(const std::string& folder);

  /// Opens LMDB if it is not, on the very file that `view` maps.
  base::Expected<void> open_lmdb();
  /// Begins the transaction that makes the state after `view`'s. LMDB numbers states by its lock file, and a reader
  /// that still had a removed file open may have made that anew from the removed one, or have closed it while it was
  /// opened; such a lock file, which nobody can have pinned a state of this file in, is removed.
  base::Expected<void> begin();
  /// Ends a transaction and takes on the new state.
  base::Expected<void> finish(const Plan& plan, Lmdb::Sync sync);
  /// Ends a transaction that failed and cuts off what it wrote. Looks closer at why the disk refused it.
  void give_up(base::Error& error);
};

/// Puts a record into the database `meta`, which is chosen in an open transaction.
base::Expected<void> put_meta(Lmdb& lmdb, std::string_view key, std::string_view value);
/// Writes into a state which one it is, so that a meta page that says otherwise is not believed.
base::Expected<void> put_commit_number(Lmdb& lmdb);

/// Removes the files of a store but for its lock file. LMDB's lock file goes first: a reader that comes in between
/// makes its own.
base::Expected<void> remove_files(const std::string& folder);

/// The name of the folder inside a store's folder where `compact` works.
inline constexpr const char* k_compact_folder = "/compact";

}  // namespace engine
