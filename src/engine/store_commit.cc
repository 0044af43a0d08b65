// SPDX-License-Identifier: MIT
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <utility>

#include "base/file_system.h"
#include "engine/store_format.h"
#include "engine/store_parts.h"
#include "engine/store_plan.h"

namespace engine {

namespace {

constexpr std::uint64_t k_room = std::uint64_t{64} << 20;  ///< the least that a file may grow

base::Expected<void> put_totals(Lmdb& lmdb, Table table, const Totals& totals) {
  std::string value;
  append_u64(value, totals.count);
  append_u64(value, totals.sum);
  return put_meta(lmdb, table_name(table), value);
}

base::Expected<void> put_identity(Lmdb& lmdb, const Identity& identity) {
  std::string format;
  append_u64(format, identity.format);
  auto done = put_meta(lmdb, k_format_record, format);
  if (done) done = put_meta(lmdb, k_program_record, identity.program);
  if (done) done = put_meta(lmdb, k_boot_record, identity.boot);
  return done;
}

base::Expected<void> make_change(Lmdb& lmdb, const Plan::Change& change, Lmdb::Order order) {
  if (change.value == nullptr) return lmdb.remove(change.stored_key);
  Envelope around = envelope(change.key, change.sum);
  return lmdb.put(change.stored_key, {.before = around.before, .value = *change.value, .after = around.after}, order);
}

base::Expected<void> make_changes(Lmdb& lmdb, const Plan& plan, const View* view) {
  auto next = plan.changes().begin();
  for (std::size_t i = 0; i < k_tables; ++i) {
    auto table = static_cast<Table>(i);
    if (!plan.changes(table)) continue;
    if (auto chosen = lmdb.choose(table_name(table)); !chosen) return chosen;
    if (plan.clears(table)) {
      if (auto cleared = lmdb.clear(); !cleared) return cleared;
    }
    bool is_new = view == nullptr || plan.clears(table) || view->contents(table).totals.count == 0;
    for (; next != plan.changes().end() && next->table == table; ++next) {
      auto made = make_change(lmdb, *next, is_new ? Lmdb::Order::append : Lmdb::Order::any);
      if (!made) return made;
    }
  }
  return {};
}

base::Expected<void> make_meta(Lmdb& lmdb, const Plan& plan, const Identity* before, const Identity& after) {
  if (auto chosen = lmdb.choose(k_meta_table); !chosen) return chosen;
  for (std::size_t i = 0; i < k_tables; ++i) {
    auto table = static_cast<Table>(i);
    if (!plan.changes(table)) continue;
    if (auto put = put_totals(lmdb, table, plan.totals(table)); !put) return put;
  }
  if (auto put = put_commit_number(lmdb); !put) return put;
  if (before != nullptr && *before == after) return {};
  return put_identity(lmdb, after);
}

std::uint64_t size_of(int descriptor) {
  struct stat status{};
  return fstat(descriptor, &status) == 0 ? static_cast<std::uint64_t>(status.st_size) : 0;
}

/// LMDB may count pages at the end of the file that it took and gave back in one transaction and never wrote; such a
/// file would look as if it had been cut short. So it is made long enough before the commit, which costs no disk space,
/// and cut to its true length after it.
class Length {
 public:
  Length(int descriptor, std::uint64_t pages) : descriptor_(descriptor) {
    std::uint64_t wanted = pages * page_bytes_of_machine();
    if (size_of(descriptor) < wanted) set(wanted);
  }
  void set(std::uint64_t bytes) {
    // A disk that does not take this takes the commit all the same.
    if (size_of(descriptor_) != bytes) [[maybe_unused]]
      int result = ftruncate(descriptor_, static_cast<off_t>(bytes));
  }

 private:
  int descriptor_;
};

/// Why the disk takes no more bytes, as an `errno`; 0 when it takes them. LMDB says EIO when it could write less than
/// it wanted, which is how a full disk looks at first.
int why_disk_refuses(int descriptor) {
  const std::string bytes(64 * 1024, '\0');
  constexpr int k_attempts = 64;
  std::uint64_t place = size_of(descriptor);
  for (int i = 0; i < k_attempts; ++i) {
    ssize_t written = pwrite(descriptor, bytes.data(), bytes.size(), static_cast<off_t>(place));
    if (written < 0) return errno;
    place += static_cast<std::uint64_t>(written);
  }
  return 0;
}

base::Error of_problem(const View::Problem& problem, const std::string& path) {
  return {.code = base::ErrorCode::invalid, .path = path, .message = problem.reason};
}

}  // namespace

base::Expected<void> put_meta(Lmdb& lmdb, std::string_view key, std::string_view value) {
  Envelope around = envelope(key, checksum(k_meta_number, key, value));
  return lmdb.put(key, {.before = around.before, .value = value, .after = around.after}, Lmdb::Order::any);
}

base::Expected<void> put_commit_number(Lmdb& lmdb) {
  std::string number;
  append_u64(number, lmdb.number());
  return put_meta(lmdb, k_commit_record, number);
}

base::Expected<void> Store::Parts::open_lmdb() {
  if (lmdb) return {};
  std::uint64_t least = (view ? view->header().bytes() : 0) + k_room;
  auto opened = Lmdb::open(options.folder, Lmdb::Mode::write, least, options.most_bytes);
  if (!opened) return std::unexpected(opened.error());
  struct stat status{};
  bool is_same = !view || (fstat((*opened)->descriptor(), &status) == 0 && status.st_ino == view->inode() &&
                           status.st_dev == view->device());
  if (!is_same) {
    return std::unexpected(base::Error{
        .code = base::ErrorCode::not_found, .path = file(), .message = "the cache was removed while it was in use"});
  }
  lmdb = std::move(*opened);
  return {};
}

base::Expected<void> Store::Parts::begin() {
  std::uint64_t number = (view ? view->header().commit : 0) + 1;
  constexpr int k_attempts = 100;
  for (int attempt = 0;; ++attempt) {
    if (auto opened = open_lmdb(); !opened) return opened;
    auto begun = lmdb->begin();
    if (begun && lmdb->number() == number) return {};
    lmdb.reset();
    if (attempt == k_attempts) {
      if (!begun) return begun;
      return std::unexpected(base::Error{
          .code = base::ErrorCode::other, .path = lock_file(), .message = "it is being made anew again and again"});
    }
    if (auto removed = base::DiskFileSystem().remove_tree(lock_file()); !removed) return removed;
  }
}

base::Expected<void> Store::Parts::commit(const Batch& batch, Lmdb::Sync sync) {
  if (options.mode == Mode::read_only) return std::unexpected(base::error_from_errno(EROFS, file()));
  if (is_damaged) return std::unexpected(damage_error());
  if (batch.has_empty_key()) return std::unexpected(base::error_from_errno(EINVAL, file()));
  auto plan = Plan::make(batch, view.get());
  if (!plan) {
    distrust(plan.error());
    return std::unexpected(damage_error());
  }

  Identity identity{.format = k_store_format, .program = options.program, .boot = options.boot};
  if (sync == Lmdb::Sync::yes || options.boot.empty()) identity.boot = k_synced;
  const Identity* before = view ? &view->identity() : nullptr;
  // A state that may be believed after a start of the machine is left behind by a synced commit only: later ones write
  // over its pages.
  bool is_synced = identity.boot == k_synced || (before != nullptr && before->boot == k_synced);
  if (plan->empty() && (sync == Lmdb::Sync::no || (before != nullptr && *before == identity))) return {};
  if (view && !plan->is_safe(*view)) {
    distrust("pages of it are damaged");
    return std::unexpected(damage_error());
  }

  if (auto begun = begin(); !begun) return begun;
  auto done = make_changes(*lmdb, *plan, view.get());
  if (done) done = make_meta(*lmdb, *plan, before, identity);
  if (done) done = finish(*plan, is_synced ? Lmdb::Sync::yes : Lmdb::Sync::no);
  if (!done) give_up(done.error());
  return done;
}

base::Expected<void> Store::Parts::finish(const Plan& plan, Lmdb::Sync sync) {
  Length length(lmdb->descriptor(), plan.most_pages(view.get()));
  if (auto committed = lmdb->commit(sync); !committed) return committed;
  auto loaded = View::of_descriptor(lmdb->descriptor(), std::nullopt);
  if (!loaded) {
    distrust("it was damaged while it was written");
    return std::unexpected(of_problem(loaded.error(), file()));
  }
  view = std::move(*loaded);
  length.set(view->header().bytes());
  return {};
}

void Store::Parts::give_up(base::Error& error) {
  lmdb->abort();
  if (error.code == base::ErrorCode::other) {
    if (int reason = why_disk_refuses(lmdb->descriptor()); reason != 0) error = base::error_from_errno(reason, file());
  }
  std::uint64_t before = view ? view->header().bytes() : 2 * std::uint64_t{page_bytes_of_machine()};
  int descriptor = lmdb->descriptor();
  if (size_of(descriptor) > before) Length(descriptor, 0).set(before);
  lmdb.reset();
}

}  // namespace engine
