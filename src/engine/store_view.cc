// SPDX-License-Identifier: MIT
#include "engine/store_view.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <utility>

#include "engine/store_format.h"

namespace engine {

namespace {

std::unexpected<View::Problem> problem(View::Problem::Kind kind, std::string reason = {}) {
  return std::unexpected(View::Problem{.kind = kind, .reason = std::move(reason)});
}

std::unexpected<View::Problem> unsound(std::string reason) {
  return problem(View::Problem::Kind::unsound, std::move(reason));
}

/// The meta pages.
std::optional<std::string> read_start(int descriptor) {
  std::string bytes(page_bytes_of_machine() + 256, '\0');
  ssize_t count = pread(descriptor, bytes.data(), bytes.size(), 0);
  if (count < 0) return std::nullopt;
  bytes.resize(static_cast<std::size_t>(count));
  return bytes;
}

std::optional<Table> table_of(std::string_view name) {
  for (std::size_t i = 0; i < k_tables; ++i) {
    if (table_name(static_cast<Table>(i)) == name) return static_cast<Table>(i);
  }
  return std::nullopt;
}

}  // namespace

View::View(std::string_view bytes, const Header& header)
    : bytes_(bytes), header_(header), pages_(bytes, header), guard_(bytes.data(), bytes.size()) {}

View::~View() { munmap(const_cast<char*>(bytes_.data()), bytes_.size()); }

View::Loaded View::open(const std::string& path, Access access) {
  int flags = access == Access::read_only ? O_RDONLY : O_RDWR;
  int descriptor = ::open(path.c_str(), flags | O_CLOEXEC | O_NONBLOCK);
  if (descriptor < 0 && errno == ENOENT) return problem(Problem::Kind::missing);
  if (descriptor < 0 && errno == EISDIR) return unsound("it is a folder where a file should be");
  if (descriptor < 0) return problem(Problem::Kind::refused, base::error_from_errno(errno, path).message);
  Loaded loaded = of_descriptor(descriptor, std::nullopt);
  close(descriptor);
  return loaded;
}

View::Loaded View::of_descriptor(int descriptor, std::optional<std::uint64_t> commit) {
  struct stat status{};
  if (fstat(descriptor, &status) != 0) return problem(Problem::Kind::refused, "its size cannot be read");
  if (!S_ISREG(status.st_mode)) return unsound("it is not a file");
  if (status.st_size == 0) return problem(Problem::Kind::empty);
  std::optional<std::string> start = read_start(descriptor);
  if (!start) return problem(Problem::Kind::refused, "it cannot be read");
  std::optional<Headers> headers = read_headers(*start, static_cast<std::uint64_t>(status.st_size));
  if (!headers) return unsound("it is cut short or damaged");
  Header header = commit == headers->older.commit ? headers->older : headers->newer;
  if (commit && header.commit != *commit) return unsound("it changes too fast");
  if (header.commit == 0) return problem(Problem::Kind::empty);

  void* mapped = mmap(nullptr, header.bytes(), PROT_READ, MAP_SHARED, descriptor, 0);
  if (mapped == MAP_FAILED) return problem(Problem::Kind::refused, "there is no address space for it");
  // Single records lie here and there: reading ahead would bring in others (measured cold: twice as slow).
  madvise(mapped, header.bytes(), MADV_RANDOM);
  std::unique_ptr<View> view(new View({static_cast<const char*>(mapped), header.bytes()}, header));
  view->device_ = status.st_dev;
  view->inode_ = status.st_ino;
  if (!view->load_tables() || !view->load_meta()) return unsound("it is damaged");
  return view;
}

bool View::walk(const Tree& tree, const std::function<bool(const Pages::Entry&)>& visit) const {
  // Measured cold on 400 MB: 0.9 s instead of 15.
  constexpr std::uint64_t k_few_pages = 256;
  if (tree.pages <= k_few_pages) return pages_.walk(tree, visit);
  madvise(const_cast<char*>(bytes_.data()), bytes_.size(), MADV_NORMAL);
  bool is_sound = pages_.walk(tree, visit);
  madvise(const_cast<char*>(bytes_.data()), bytes_.size(), MADV_RANDOM);
  return is_sound;
}

bool View::load_tables() {
  bool sound = true;
  bool walked = pages_.walk(header_.main, [&](const Pages::Entry& entry) {
    std::optional<Tree> tree = entry.is_tree ? read_tree(entry.data) : std::nullopt;
    sound = tree.has_value();
    if (!sound) return false;
    if (std::optional<Table> table = table_of(entry.key)) tables_[static_cast<std::size_t>(*table)].tree = *tree;
    if (entry.key == k_meta_table) meta_ = *tree;
    return true;
  });
  return walked && sound;
}

bool View::load_meta() {
  constexpr std::size_t k_number = sizeof(std::uint64_t);
  bool sound = true;
  bool has_format = false;
  bool is_of_this_commit = false;
  bool walked = pages_.walk(meta_, [&](const Pages::Entry& entry) {
    std::optional<Record> record = entry.is_tree ? std::nullopt : verified(k_meta_number, entry.key, entry.data);
    sound = record.has_value();
    if (!sound) return false;
    std::string_view value = record->value;
    if (entry.key == k_program_record) identity_.program = value;
    if (entry.key == k_boot_record) identity_.boot = value;
    if (entry.key == k_format_record && value.size() == k_number) {
      has_format = true;
      identity_.format = read_u64(value.data());
    }
    if (entry.key == k_commit_record && value.size() == k_number) {
      is_of_this_commit = read_u64(value.data()) == header_.commit;
    }
    std::optional<Table> table = table_of(entry.key);
    if (table && value.size() == 2 * k_number) {
      tables_[static_cast<std::size_t>(*table)].totals = {read_u64(value.data()), read_u64(value.data() + k_number)};
    }
    return true;
  });
  if (!walked || !sound || !has_format) return false;
  // Another format may count differently; it is not read any further.
  if (identity_.format != k_store_format) return true;
  if (!is_of_this_commit) return false;
  return std::ranges::all_of(tables_, [](const Contents& each) { return each.tree.records == each.totals.count; });
}

}  // namespace engine
