// SPDX-License-Identifier: MIT
#include "engine/store.h"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <utility>

#include "base/file_system.h"
#include "base/strings.h"
#include "engine/store_format.h"
#include "engine/store_parts.h"

namespace engine {

namespace {

using Opened = Store::Opened;
using State = Store::State;

/// Why a state that is sound is not believed; "" when it is.
std::string doubt(const Identity& identity, const Store::Options& options) {
  if (identity.format != k_store_format) return "it has the format of another version of the program";
  if (identity.program != options.program) return "it was written by another version of the program";
  if (identity.boot != k_synced && identity.boot != options.boot) {
    return "the machine was started again since it was written";
  }
  return "";
}

Opened refused(std::string reason) { return {.state = State::refused, .reason = std::move(reason), .store = nullptr}; }

constexpr const char* k_missing = "there is none yet";

}  // namespace

std::string boot_identity() {
  int descriptor = ::open("/proc/sys/kernel/random/boot_id", O_RDONLY | O_CLOEXEC);
  if (descriptor < 0) return "";
  std::array<char, 64> text;
  ssize_t count = read(descriptor, text.data(), text.size());
  close(descriptor);
  if (count <= 0) return "";
  return std::string(base::trim({text.data(), static_cast<std::size_t>(count)}));
}

void Batch::put(Table table, std::string key, std::string value) {
  changes_.push_back({.table = table, .key = std::move(key), .value = std::move(value)});
}

void Batch::remove(Table table, std::string key) {
  changes_.push_back({.table = table, .key = std::move(key), .value = std::nullopt});
}

void Batch::clear(Table table) { cleared_ |= 1u << table_number(table); }

bool Batch::empty() const { return changes_.empty() && cleared_ == 0; }

bool Batch::has_empty_key() const {
  return std::ranges::any_of(changes_, [](const Change& each) { return each.key.empty(); });
}

Store::Store(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}
Store::~Store() = default;

Opened Store::open(const Options& options) {
  auto parts = std::make_unique<Parts>();
  parts->options = options;
  return options.mode == Mode::write ? open_to_write(std::move(parts)) : open_to_read(std::move(parts));
}

Opened Store::open_to_write(std::unique_ptr<Parts> parts) {
  const std::string& folder = parts->options.folder;
  base::DiskFileSystem disk;
  if (auto made = disk.create_directories(folder); !made) return refused(made.error().message);
  Opened opened;
  WriterLock::Outcome outcome = parts->lock.take(folder, opened.reason);
  if (outcome != WriterLock::Outcome::held) {
    opened.state = outcome == WriterLock::Outcome::busy ? State::busy : State::refused;
    return opened;
  }
  View::Loaded loaded = View::open(parts->file(), View::Access::read_and_write);
  if (!loaded && loaded.error().kind == View::Problem::Kind::refused) return refused(loaded.error().reason);
  opened.reason = loaded ? doubt((*loaded)->identity(), parts->options) : loaded.error().reason;
  opened.state = loaded && opened.reason.empty() ? State::opened : State::fresh;
  if (!opened.reason.empty()) {
    if (auto removed = remove_files(folder); !removed) return refused(removed.error().message);
  }
  if (opened.state == State::opened) parts->view = std::move(*loaded);
  opened.store.reset(new Store(std::move(parts)));
  return opened;
}

Opened Store::open_to_read(std::unique_ptr<Parts> parts) {
  // LMDB would take its own process for nobody, and begin its lock file anew under the writer.
  if (is_writing_here(parts->options.folder)) return refused("this process has it open to write");
  constexpr int k_attempts = 100;
  View::Problem problem;
  for (int attempt = 0; attempt < k_attempts; ++attempt) {
    View::Loaded seen = View::open(parts->file(), View::Access::read_only);
    if (!seen) {
      problem = seen.error();
      break;
    }
    if (std::string reason = doubt((*seen)->identity(), parts->options); !reason.empty()) return refused(reason);
    auto lmdb =
        Lmdb::open(parts->options.folder, Lmdb::Mode::read_only, (*seen)->header().bytes(), (*seen)->header().bytes());
    if (!lmdb) return refused(lmdb.error().message);
    // A writer may have committed, or replaced the file, in between, and another reader may just have ended LMDB's lock
    // file.
    auto commit = (*lmdb)->pin();
    if (!commit) {
      problem.reason = commit.error().message;
      continue;
    }
    View::Loaded pinned = View::of_descriptor((*lmdb)->descriptor(), *commit);
    View::Loaded named = View::open(parts->file(), View::Access::read_only);
    bool is_same_file =
        pinned && named && (*pinned)->inode() == (*named)->inode() && (*pinned)->device() == (*named)->device();
    if (!is_same_file) {
      problem = pinned ? View::Problem{} : pinned.error();
      continue;
    }
    if (std::string reason = doubt((*pinned)->identity(), parts->options); !reason.empty()) return refused(reason);
    parts->lmdb = std::move(*lmdb);
    parts->view = std::move(*pinned);
    Opened opened{.state = State::opened, .reason = {}, .store = nullptr};
    opened.store.reset(new Store(std::move(parts)));
    return opened;
  }
  return refused(problem.reason.empty() ? k_missing : problem.reason);
}

std::optional<std::string_view> Store::get(Table table, std::string_view key) const {
  if (!parts_->view || key.empty()) return std::nullopt;
  Pages::Entry entry;
  std::string short_key;
  if (is_long(key)) short_key = shortened(key);
  std::string_view stored_key = is_long(key) ? short_key : key;
  Pages::Outcome outcome = parts_->view->pages().find(parts_->view->contents(table).tree, stored_key, entry);
  if (outcome == Pages::Outcome::absent) return std::nullopt;
  std::optional<Record> record;
  if (outcome == Pages::Outcome::found && !entry.is_tree) record = verified(table_number(table), entry.key, entry.data);
  if (!record) {
    parts_->distrust("the table " + std::string(table_name(table)) + " is damaged");
    return std::nullopt;
  }
  if (record->key != key) return std::nullopt;
  return record->value;
}

bool Store::for_each(Table table, const std::function<bool(std::string_view, std::string_view)>& visit) const {
  if (!parts_->view) return true;
  const View::Contents& contents = parts_->view->contents(table);
  Totals seen;
  bool is_sound = true;
  bool is_complete = true;
  bool walked = parts_->view->walk(contents.tree, [&](const Pages::Entry& entry) {
    std::optional<Record> record = entry.is_tree ? std::nullopt : verified(table_number(table), entry.key, entry.data);
    is_sound = record.has_value();
    if (!is_sound) return false;
    ++seen.count;
    seen.sum += record->sum;
    is_complete = visit(record->key, record->value);
    return is_complete;
  });
  is_sound = is_sound && walked && (!is_complete || seen == contents.totals);
  if (!is_sound) parts_->distrust("the table " + std::string(table_name(table)) + " is damaged");
  return is_sound;
}

Store::Size Store::size(Table table) const {
  if (!parts_->view) return {};
  const View::Contents& contents = parts_->view->contents(table);
  return {.records = contents.tree.records, .bytes = contents.tree.pages * parts_->view->header().page_bytes};
}

std::uint64_t Store::file_bytes() const { return parts_->view ? parts_->view->header().bytes() : 0; }

bool Store::damaged() const { return parts_->is_damaged.load(std::memory_order_acquire); }

std::string Store::damage() const {
  std::scoped_lock hold(parts_->mutex);
  return parts_->damage;
}

void Store::distrust(std::string reason) const { parts_->distrust(std::move(reason)); }

base::Expected<void> Store::commit(Batch batch) { return parts_->commit(batch, Lmdb::Sync::no); }

base::Expected<void> Store::commit_synced(Batch batch) { return parts_->commit(batch, Lmdb::Sync::yes); }

base::Expected<void> Store::clear() {
  if (parts_->options.mode == Mode::read_only) return std::unexpected(base::error_from_errno(EROFS, parts_->file()));
  parts_->lmdb.reset();
  parts_->view.reset();
  if (auto removed = remove_files(parts_->options.folder); !removed) {
    parts_->distrust("it could not be removed");
    return removed;
  }
  std::scoped_lock hold(parts_->mutex);
  parts_->damage.clear();
  parts_->is_damaged = false;
  return {};
}

base::Expected<void> Store::compact() { return parts_->compact(); }

void Store::Parts::distrust(std::string reason) {
  std::scoped_lock hold(mutex);
  if (is_damaged.exchange(true)) return;
  damage = std::move(reason);
}

base::Error Store::Parts::damage_error() {
  std::scoped_lock hold(mutex);
  return {.code = base::ErrorCode::invalid, .path = file(), .message = damage};
}

base::Expected<void> remove_files(const std::string& folder) {
  base::DiskFileSystem disk;
  for (const char* name : {"/lock.mdb", "/data.mdb", k_compact_folder}) {
    if (auto removed = disk.remove_tree(folder + name); !removed) return removed;
  }
  return {};
}

base::Expected<void> remove_store(const std::string& folder) {
  base::DiskFileSystem disk;
  if (!disk.exists(folder)) return {};
  WriterLock lock;
  std::string reason;
  if (lock.take(folder, reason) != WriterLock::Outcome::held) {
    return std::unexpected(base::Error{.code = base::ErrorCode::other, .path = folder, .message = std::move(reason)});
  }
  if (auto removed = remove_files(folder); !removed) return removed;
  lock.remove();
  // A folder that holds something else stays.
  [[maybe_unused]] auto gone = disk.remove_directory(folder);
  return {};
}

}  // namespace engine
