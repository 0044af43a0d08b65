// SPDX-License-Identifier: MIT
#include <algorithm>
#include <iterator>

#include "base/path.h"
#include "base/sort.h"
#include "output/output.h"
#include "output/refusal.h"

namespace output {

Tree::Summary Tree::finish(diagnostics::Sink& sink) {
  Summary summary;
  if (!usable_) return summary;
  usable_ = false;
  std::vector<std::string_view> kept;  // For the manifest: what of ours is there when all is done.
  kept.reserve(paths_.size());
  std::vector<std::string_view> gone;
  bool all_made = true;
  for (std::size_t i = 0; i < paths_.size(); ++i) {
    const Output& output = outputs_[i];
    bool made = output.after == After::written || output.after == After::unchanged;
    if (made) {
      ++(output.after == After::written ? summary.written : summary.unchanged);
      summary.bytes += output.bytes;
    }
    all_made = all_made && made;
    bool stands = made || (output.after == After::refused && output.before == Before::file);
    (stands ? kept : gone).push_back(paths_[i]);
  }
  if (as_planned_ && all_made) return summary;
  summary.removed = removed_;
  remove_files_without_maker(summary, kept, sink);
  std::set_difference(ours_.begin(), ours_.end(), paths_.begin(), paths_.end(), std::back_inserter(gone));
  remove_empty_folders(std::move(gone));
  if (staged_) move_into_place(sink);
  base::sort_if_needed(kept);
  write_manifest(kept, sink);
  return summary;
}

/// Sorts what `begin` found into outputs of this build, files without a maker and foreign files.
void Tree::remove_files_without_maker(Summary& summary, std::vector<std::string_view>& kept, diagnostics::Sink& sink) {
  std::size_t at = 0;  // Both lists are sorted.
  for (const Snapshot::File& file : before_.files) {
    while (at < paths_.size() && paths_[at] < file.path) ++at;
    const Output* output = at < paths_.size() && paths_[at] == file.path ? &outputs_[at] : nullptr;
    bool planned = output != nullptr && output->after != After::blocked;
    if (planned && output->after != After::missing) continue;
    bool leftover = is_temporary_name(file.path);
    if (!planned && !leftover && !is_ours(file.path)) {
      summary.foreign.emplace_back(file.path);
      continue;
    }
    auto removed = fs_.remove_file(full_path(file.path));
    if (removed || removed.error().code == base::ErrorCode::not_found) {
      if (!leftover) ++summary.removed;
      continue;
    }
    sink.report(removal_refused(options_.root, file.path, removed.error()));
    kept.push_back(file.path);
  }
  for (std::string_view folder : before_.unreadable) summary.foreign.emplace_back(folder);
  std::sort(summary.foreign.begin(), summary.foreign.end());
}

/// Tries every folder that led to a path which is not there now, or stands in its place; one that holds something
/// refuses to go.
void Tree::remove_empty_folders(std::vector<std::string_view> gone) {
  std::sort(gone.begin(), gone.end());
  for (std::string_view path : gone) {
    if (before_.has_folder(path)) (void)fs_.remove_directory(full_path(path));
  }
  std::vector<std::string_view> folders = folders_of(gone);
  for (auto folder = folders.rbegin(); folder != folders.rend(); ++folder) {
    (void)fs_.remove_directory(full_path(*folder));
  }
}

void Tree::move_into_place(diagnostics::Sink& sink) {
  if (fs_.rename(folder_, options_.root)) return;
  auto staged = take_snapshot(fs_, folder_, options_.jobs);
  auto made = staged ? fs_.create_directories(options_.root) : base::Expected<void>(std::unexpected(staged.error()));
  if (!made) {
    sink.report(cannot_write(options_.root, "cannot move the new tree into place: " + made.error().message, ""));
    (void)fs_.remove_tree(folder_);
    return;
  }
  for (std::string_view folder : staged->folders)
    (void)fs_.create_directories(base::append_path(options_.root, folder));
  for (const Snapshot::File& file : staged->files) {
    std::string from = full_path(file.path), to = base::append_path(options_.root, file.path);
    if (fs_.rename(from, to)) continue;
    auto copied = fs_.copy_file_atomically(from, to);
    if (!copied) sink.report(write_refused(options_.root, file.path, copied.error()));
  }
  (void)fs_.remove_tree(folder_);
}

}  // namespace output
