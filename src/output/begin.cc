// SPDX-License-Identifier: MIT
#include <algorithm>
#include <functional>
#include <iterator>
#include <utility>

#include "base/path.h"
#include "base/sort.h"
#include "output/manifest.h"
#include "output/output.h"
#include "output/refusal.h"

namespace output {

namespace {

/// Takes the sorted `removed` out of a sorted list.
template <class List, class PathOf>
void forget(List& list, const std::vector<std::string_view>& removed, PathOf path_of) {
  if (removed.empty()) return;
  std::erase_if(list, [&](const auto& element) {
    return std::binary_search(removed.begin(), removed.end(), std::invoke(path_of, element));
  });
}

/// Calls `both(i, j)` for each path that two sorted lists, of paths and of what has one, have in common.
template <class Others, class PathOf, class Both>
void for_each_common(const std::vector<std::string_view>& paths, const Others& others, PathOf path_of, Both both) {
  std::size_t i = 0, j = 0;
  while (i < paths.size() && j < others.size()) {
    auto order = paths[i] <=> std::invoke(path_of, others[j]);
    if (order == 0) both(i, j);
    if (order <= 0) ++i;
    if (order >= 0) ++j;
  }
}

/// What a killed build may have left beside the manifest.
void remove_temporary_manifests(base::FileSystem& fs, const std::string& manifest) {
  std::string folder(base::parent_path(manifest));
  auto entries = fs.list(folder);
  if (!entries) return;
  std::string prefix = std::string(base::file_name(manifest)) + ".bengal-";
  for (const base::DirectoryEntry& entry : *entries) {
    bool leftover = entry.type == base::FileType::regular && entry.name.starts_with(prefix);
    if (leftover && is_temporary_name(entry.name)) (void)fs.remove_file(base::join_path(folder, entry.name));
  }
}

}  // namespace

Tree::Tree(base::FileSystem& fs, Options options, std::optional<Snapshot> known)
    : fs_(fs), options_(std::move(options)), known_(std::move(known)) {
  options_.root = base::normalize_path(options_.root);
}

bool Tree::begin(const std::vector<std::string_view>& planned, diagnostics::Sink& sink) {
  usable_ = false;
  removed_ = 0;
  keep_safe_paths(planned, sink);
  remove_temporary_manifests(fs_, options_.manifest);
  manifest_ = fs_.read(options_.manifest).value_or("");
  extended_manifest_.reset();
  ours_ = parse_manifest(manifest_, texts_);
  if (!look_at_root(sink)) return false;
  usable_ = true;
  as_planned_ = is_as_planned();
  if (as_planned_) {
    for (Output& output : outputs_) output.before = Before::file;
    return true;
  }
  extend_manifest(sink);

  std::vector<std::string_view> folders = folders_of(paths_);
  block_outputs_that_are_folders(folders, sink);
  make_room_for_folders(folders, sink);
  make_room_for_files(sink);
  for_each_common(paths_, before_.files, &Snapshot::File::path, [&](std::size_t i, std::size_t file) {
    outputs_[i].before = before_.files[file].type == base::FileType::regular ? Before::file : Before::special;
  });
  for (std::size_t i = 0; staged_ && i < paths_.size(); ++i) {
    outputs_[i].makes_folder = i == 0 || base::parent_path(paths_[i]) != base::parent_path(paths_[i - 1]);
  }
  return true;
}

/// Whether the folder holds one regular file of ours for each output and nothing else, as after most edits.
bool Tree::is_as_planned() const {
  auto is_file_of = [](std::string_view path, const Snapshot::File& file) {
    return file.type == base::FileType::regular && file.path == path;
  };
  return !staged_ && before_.unreadable.empty() && std::ranges::equal(paths_, before_.files, is_file_of) &&
         std::ranges::equal(paths_, ours_);
}

void Tree::keep_safe_paths(const std::vector<std::string_view>& planned, diagnostics::Sink& sink) {
  paths_.clear();
  paths_.reserve(planned.size());
  for (std::string_view path : planned) {
    if (is_safe_path(path)) {
      paths_.push_back(path);
    } else {
      std::string shown(path);
      sink.report(cannot_write(shown, "cannot write '" + shown + "': the path does not stay inside the output folder",
                               "output paths are relative, without '.', '..' and double slashes"));
    }
  }
  base::sort_if_needed(paths_);
  paths_.erase(std::unique(paths_.begin(), paths_.end()), paths_.end());
  outputs_.assign(paths_.size(), {});
}

/// Takes the snapshot and chooses between staging and writing in place.
bool Tree::look_at_root(diagnostics::Sink& sink) {
  std::string staging = options_.root + std::string(k_staging_suffix);
  (void)fs_.remove_tree(staging);
  before_ = {};
  folder_ = options_.root;
  staged_ = false;
  auto found = known_ ? base::Expected<Snapshot>(std::move(*known_)) : take_snapshot(fs_, options_.root, options_.jobs);
  known_.reset();
  if (found) {
    before_ = std::move(*found);
  } else if (found.error().code != base::ErrorCode::not_found) {
    bool is_file = found.error().code == base::ErrorCode::not_a_directory;
    sink.report(cannot_write(options_.root, "cannot use the output folder: " + found.error().message,
                             is_file ? "move the file away or choose another output folder" : ""));
    return false;
  }
  bool is_empty = before_.files.empty() && before_.folders.empty();
  if (is_empty && fs_.create_directories(staging)) {
    folder_ = staging;
    staged_ = true;
    return true;
  }
  if (auto made = fs_.create_directories(options_.root); !made) {
    sink.report(cannot_write(options_.root, "cannot create the output folder: " + made.error().message, ""));
    return false;
  }
  return true;
}

void Tree::extend_manifest(diagnostics::Sink& sink) {
  if (std::includes(ours_.begin(), ours_.end(), paths_.begin(), paths_.end())) return;
  if (ours_.empty()) return write_manifest(paths_, sink);
  std::vector<std::string_view> all;
  std::set_union(ours_.begin(), ours_.end(), paths_.begin(), paths_.end(), std::back_inserter(all));
  write_manifest(all, sink);
}

/// An output cannot be a folder of other outputs as well: the others win.
void Tree::block_outputs_that_are_folders(const std::vector<std::string_view>& folders, diagnostics::Sink& sink) {
  std::vector<std::string_view> both;
  std::set_intersection(paths_.begin(), paths_.end(), folders.begin(), folders.end(), std::back_inserter(both));
  for (std::string_view each : both) {
    find(each)->after = After::blocked;
    std::string path(each);
    auto below = std::upper_bound(paths_.begin(), paths_.end(), path + "/");
    sink.report(cannot_write(options_.root + "/" + path,
                             "cannot write '" + path + "': '" + std::string(*below) + "' needs a folder of that name",
                             "give one of the two pages another URL"));
  }
}

/// Files, and links whatever they lead to, that stand where a folder must be.
void Tree::make_room_for_folders(const std::vector<std::string_view>& folders, diagnostics::Sink& sink) {
  std::vector<std::string_view> removed;
  for_each_common(folders, before_.files, &Snapshot::File::path, [&](std::size_t i, std::size_t file) {
    std::string folder(folders[i]);
    if (!is_ours(folder) || before_.files[file].type != base::FileType::regular) {
      sink.report(cannot_write(options_.root + "/" + folder,
                               "cannot write below '" + folder + "': a file or link that is not Bengal's stands there",
                               "move it away, then build again"));
      block_below(folder);
    } else if (auto done = fs_.remove_file(full_path(folder)); !done) {
      sink.report(removal_refused(options_.root, folder, done.error()));
      block_below(folder);
    } else {
      removed.push_back(folders[i]);
    }
  });
  removed_ += removed.size();
  forget(before_.files, removed, &Snapshot::File::path);
}

/// Folders that stand where a file must be. They are removed only when every file below is ours.
void Tree::make_room_for_files(diagnostics::Sink& sink) {
  std::vector<std::string_view> removed_files, removed_folders;
  for_each_common(paths_, before_.folders, std::identity(), [&](std::size_t i, std::size_t) {
    std::string path(paths_[i]);
    if (outputs_[i].after == After::blocked) return;
    auto files = before_.files_below(path);
    auto foreign = std::find_if(files.begin(), files.end(), [&](const Snapshot::File& file) {
      return !is_ours(file.path) && !is_temporary_name(file.path);
    });
    if (foreign != files.end()) {
      outputs_[i].after = After::blocked;
      sink.report(cannot_write(options_.root + "/" + path,
                               "cannot write '" + path + "': a folder with '" + std::string(foreign->path) +
                                   "', which is not Bengal's, stands there",
                               "move it away, then build again"));
      return;
    }
    for (const Snapshot::File& file : files) {
      if (fs_.remove_file(full_path(file.path))) removed_files.push_back(file.path);
    }
    auto folders = before_.folders_below(path);
    for (auto folder = folders.rbegin(); folder != folders.rend(); ++folder) {
      if (fs_.remove_directory(full_path(*folder))) removed_folders.push_back(*folder);
    }
    if (auto done = fs_.remove_directory(full_path(path)); !done) {
      outputs_[i].after = After::blocked;
      sink.report(removal_refused(options_.root, path, done.error()));
    } else {
      removed_folders.push_back(paths_[i]);
    }
  });
  removed_ += removed_files.size();
  std::sort(removed_files.begin(), removed_files.end());
  std::sort(removed_folders.begin(), removed_folders.end());
  forget(before_.files, removed_files, &Snapshot::File::path);
  forget(before_.folders, removed_folders, std::identity());
}

void Tree::block_below(std::string_view folder) {
  std::string prefix = std::string(folder) + "/";
  auto path = std::lower_bound(paths_.begin(), paths_.end(), prefix);
  for (; path != paths_.end() && path->starts_with(prefix); ++path) {
    outputs_[static_cast<std::size_t>(path - paths_.begin())].after = After::blocked;
  }
}

bool Tree::is_ours(std::string_view path) const { return std::ranges::binary_search(ours_, path); }

Tree::Output* Tree::find(std::string_view path) {
  // Who asks for one path mostly asks for the next one after it.
  static thread_local std::size_t next = 0;
  if (next >= paths_.size() || paths_[next] != path)
    next = static_cast<std::size_t>(std::ranges::lower_bound(paths_, path) - paths_.begin());
  if (next == paths_.size() || paths_[next] != path) return nullptr;
  return &outputs_[next++];
}

std::string Tree::full_path(std::string_view path) const { return base::append_path(folder_, path); }

void Tree::write_manifest(const std::vector<std::string_view>& paths, diagnostics::Sink& sink) {
  if (!extended_manifest_ && !paths.empty() && paths == ours_) return;
  std::string text = manifest_text(paths);
  if (text == extended_manifest_.value_or(manifest_)) return;
  auto result = fs_.create_directories(std::string(base::parent_path(options_.manifest)));
  if (result) result = fs_.write_atomically(options_.manifest, text);
  if (result) {
    extended_manifest_ = std::move(text);
    return;
  }
  diagnostics::Diagnostic diagnostic =
      cannot_write(options_.manifest, "cannot keep the list of what was written: " + result.error().message,
                   "outputs whose page is removed later may have to be removed by hand");
  diagnostic.severity = diagnostics::Severity::warning;
  sink.report(std::move(diagnostic));
}

}  // namespace output
