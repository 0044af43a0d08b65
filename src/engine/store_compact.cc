// SPDX-License-Identifier: MIT
#include <algorithm>
#include <cerrno>
#include <utility>

#include "base/file_system.h"
#include "engine/store_format.h"
#include "engine/store_parts.h"

namespace engine {

namespace {

/// Copies a whole database as it is stored. The totals of what was copied; nothing when it is damaged.
base::Expected<std::optional<Totals>> copy_database(const View& view, const Tree& tree, std::string_view name,
                                                    std::uint8_t number, Lmdb& to) {
  if (auto chosen = to.choose(name); !chosen) return std::unexpected(chosen.error());
  Totals totals;
  base::Expected<void> put;
  bool is_sound = true;
  bool walked = view.walk(tree, [&](const Pages::Entry& entry) {
    std::optional<Record> record = entry.is_tree ? std::nullopt : verified(number, entry.key, entry.data);
    is_sound = record.has_value();
    if (!is_sound) return false;
    ++totals.count;
    totals.sum += record->sum;
    put = to.put(entry.key, {.before = {}, .value = entry.data, .after = {}}, Lmdb::Order::append);
    return put.has_value();
  });
  if (!put) return std::unexpected(put.error());
  if (!walked || !is_sound) return std::nullopt;
  return totals;
}

/// Writes everything that `view` holds into a new store file. False when it is damaged.
base::Expected<bool> copy_all(const View& view, Lmdb& to) {
  for (std::size_t i = 0; i < k_tables; ++i) {
    auto table = static_cast<Table>(i);
    const View::Contents& contents = view.contents(table);
    if (contents.totals.count == 0) continue;
    auto copied = copy_database(view, contents.tree, table_name(table), table_number(table), to);
    if (!copied) return std::unexpected(copied.error());
    if (*copied != contents.totals) return false;
  }
  auto copied = copy_database(view, view.meta(), k_meta_table, k_meta_number, to);
  if (!copied) return std::unexpected(copied.error());
  if (auto put = put_commit_number(to); !put) return std::unexpected(put.error());
  return copied->has_value();
}

}  // namespace

base::Expected<void> Store::Parts::compact() {
  if (options.mode == Mode::read_only) return std::unexpected(base::error_from_errno(EROFS, file()));
  if (is_damaged) return std::unexpected(damage_error());
  if (!view) return {};
  base::DiskFileSystem disk;
  std::string work = options.folder + k_compact_folder;
  auto done = disk.remove_tree(work);
  if (done) done = disk.create_directories(work);
  if (done) done = copy_into(work);
  if (done) {
    // Readers keep the old files; LMDB's lock file belongs to the old one and goes first.
    lmdb.reset();
    done = disk.remove_tree(lock_file());
    if (done) done = disk.rename(work + "/data.mdb", file());
  }
  [[maybe_unused]] auto removed = disk.remove_tree(work);
  if (!done) return done;
  View::Loaded loaded = View::open(file(), View::Access::read_and_write);
  if (!loaded) {
    distrust("it was damaged while it was written");
    return std::unexpected(damage_error());
  }
  view = std::move(*loaded);
  return {};
}

base::Expected<void> Store::Parts::copy_into(const std::string& folder) {
  std::uint64_t bytes = 2 * view->header().bytes() + (std::uint64_t{64} << 20);
  auto copy = Lmdb::open(folder, Lmdb::Mode::write, bytes, bytes);
  if (!copy) return std::unexpected(copy.error());
  if (auto begun = (*copy)->begin(); !begun) return begun;
  auto copied = copy_all(*view, **copy);
  if (!copied) return std::unexpected(copied.error());
  if (!*copied) {
    distrust("a table of it is damaged");
    return std::unexpected(damage_error());
  }
  return (*copy)->commit(view->identity().boot == k_synced ? Lmdb::Sync::yes : Lmdb::Sync::no);
}

}  // namespace engine
