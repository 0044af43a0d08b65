// SPDX-License-Identifier: MIT
#include "engine/store_lmdb.h"

#include <lmdb.h>

#include <algorithm>
#include <cassert>
#include <cerrno>
#include <cstring>
#include <map>
#include <utility>

#include "engine/fault.h"

namespace engine {

namespace {

constexpr unsigned k_most_databases = 16;
constexpr mdb_mode_t k_file_mode = 0644;

/// LMDB has found its own pages to be wrong and is about to abort the program.
void on_assertion(MDB_env*, const char*) { restart_without_cache(); }

MDB_val as_value(std::string_view bytes) { return {bytes.size(), const_cast<char*>(bytes.data())}; }

}  // namespace

struct Lmdb::Parts {
  std::string path;
  MDB_env* environment = nullptr;
  MDB_txn* pinned = nullptr;
  MDB_txn* writing = nullptr;
  std::map<std::string, MDB_dbi, std::less<>>
      databases;  ///< opened by transactions that were committed, or by this one
  MDB_dbi chosen = 0;
  MDB_cursor* cursor = nullptr;  ///< in the chosen database

  base::Error error(int result) const {
    if (result > 0) return base::error_from_errno(result, path);
    if (result == MDB_MAP_FULL) {
      return {.code = base::ErrorCode::too_large, .path = path, .message = "the cache has reached its greatest size"};
    }
    return {.code = base::ErrorCode::invalid, .path = path, .message = mdb_strerror(result)};
  }
  base::Expected<void> outcome(int result) const {
    if (result != MDB_SUCCESS) return std::unexpected(error(result));
    return {};
  }
};

Lmdb::Lmdb(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}

Lmdb::~Lmdb() {
  GuardedCall guard;
  abort();
  if (parts_->pinned != nullptr) mdb_txn_abort(parts_->pinned);
  mdb_env_close(parts_->environment);
}

base::Expected<std::unique_ptr<Lmdb>> Lmdb::open(const std::string& folder, Mode mode, std::uint64_t least_bytes,
                                                 std::uint64_t most_bytes) {
  GuardedCall guard;
  auto parts = std::make_unique<Parts>();
  parts->path = folder + "/data.mdb";
  unsigned flags = MDB_NOSYNC | MDB_NOTLS | MDB_NORDAHEAD;
  if (mode == Mode::read_only) flags |= MDB_RDONLY;
  for (std::uint64_t bytes = std::max(least_bytes, most_bytes);; bytes = std::max(least_bytes, bytes / 4)) {
    if (int result = mdb_env_create(&parts->environment); result != 0) return std::unexpected(parts->error(result));
    mdb_env_set_maxdbs(parts->environment, k_most_databases);
    mdb_env_set_mapsize(parts->environment, bytes);
    mdb_env_set_assert(parts->environment, on_assertion);
    int result = mdb_env_open(parts->environment, folder.c_str(), flags, k_file_mode);
    if (result == 0) break;
    mdb_env_close(parts->environment);
    if (result != ENOMEM || bytes <= least_bytes) return std::unexpected(parts->error(result));
  }
  return std::unique_ptr<Lmdb>(new Lmdb(std::move(parts)));
}

base::Expected<std::uint64_t> Lmdb::pin() {
  GuardedCall guard;
  if (parts_->pinned != nullptr) mdb_txn_abort(std::exchange(parts_->pinned, nullptr));
  int result = mdb_txn_begin(parts_->environment, nullptr, MDB_RDONLY, &parts_->pinned);
  if (result == MDB_READERS_FULL) {
    int dead = 0;
    mdb_reader_check(parts_->environment, &dead);
    result = mdb_txn_begin(parts_->environment, nullptr, MDB_RDONLY, &parts_->pinned);
  }
  if (result != 0) {
    parts_->pinned = nullptr;
    return std::unexpected(parts_->error(result));
  }
  return mdb_txn_id(parts_->pinned);
}

int Lmdb::descriptor() const {
  int descriptor = -1;
  mdb_env_get_fd(parts_->environment, &descriptor);
  return descriptor;
}

base::Expected<void> Lmdb::begin() {
  assert(parts_->writing == nullptr);
  GuardedCall guard;
  // A reader that died would keep its state's pages from being used again.
  int dead = 0;
  mdb_reader_check(parts_->environment, &dead);
  int result = mdb_txn_begin(parts_->environment, nullptr, 0, &parts_->writing);
  if (result != 0) parts_->writing = nullptr;
  return parts_->outcome(result);
}

std::uint64_t Lmdb::number() const { return mdb_txn_id(parts_->writing); }

base::Expected<void> Lmdb::choose(std::string_view name) {
  GuardedCall guard;
  if (parts_->cursor != nullptr) mdb_cursor_close(std::exchange(parts_->cursor, nullptr));
  auto known = parts_->databases.find(name);
  if (known == parts_->databases.end()) {
    MDB_dbi opened = 0;
    int result = mdb_dbi_open(parts_->writing, std::string(name).c_str(), MDB_CREATE, &opened);
    if (result != 0) return std::unexpected(parts_->error(result));
    known = parts_->databases.emplace(name, opened).first;
  }
  parts_->chosen = known->second;
  return parts_->outcome(mdb_cursor_open(parts_->writing, parts_->chosen, &parts_->cursor));
}

base::Expected<void> Lmdb::clear() {
  GuardedCall guard;
  return parts_->outcome(mdb_drop(parts_->writing, parts_->chosen, 0));
}

base::Expected<void> Lmdb::put(std::string_view key, const Pieces& pieces, Order order) {
  GuardedCall guard;
  MDB_val name = as_value(key);
  MDB_val place{pieces.before.size() + pieces.value.size() + pieces.after.size(), nullptr};
  unsigned flags = MDB_RESERVE | (order == Order::append ? MDB_APPEND : 0u);
  int result = mdb_cursor_put(parts_->cursor, &name, &place, flags);
  if (result != 0) return std::unexpected(parts_->error(result));
  char* to = static_cast<char*>(place.mv_data);
  for (std::string_view piece : {pieces.before, pieces.value, pieces.after}) to = std::ranges::copy(piece, to).out;
  return {};
}

base::Expected<void> Lmdb::remove(std::string_view key) {
  GuardedCall guard;
  MDB_val name = as_value(key);
  MDB_val place{};
  int result = mdb_cursor_get(parts_->cursor, &name, &place, MDB_SET);
  if (result == 0) result = mdb_cursor_del(parts_->cursor, 0);
  return parts_->outcome(result);
}

base::Expected<void> Lmdb::commit(Sync sync) {
  GuardedCall guard;
  if (parts_->cursor != nullptr) mdb_cursor_close(std::exchange(parts_->cursor, nullptr));
  if (sync == Sync::yes) mdb_env_set_flags(parts_->environment, MDB_NOSYNC, 0);
  int result = mdb_txn_commit(std::exchange(parts_->writing, nullptr));
  if (sync == Sync::yes) mdb_env_set_flags(parts_->environment, MDB_NOSYNC, 1);
  if (result != 0) parts_->databases.clear();
  return parts_->outcome(result);
}

void Lmdb::abort() {
  GuardedCall guard;
  if (parts_->cursor != nullptr) mdb_cursor_close(std::exchange(parts_->cursor, nullptr));
  if (parts_->writing != nullptr) mdb_txn_abort(std::exchange(parts_->writing, nullptr));
  parts_->databases.clear();
}

}  // namespace engine
