// SPDX-License-Identifier: MIT
#include <algorithm>
#include <functional>

#include "base/path.h"
#include "output/manifest.h"
#include "output/output.h"
#include "output/refusal.h"

namespace output {

Tree::Summary clean(base::FileSystem& fs, const Tree::Options& options, bool everything, diagnostics::Sink& sink) {
  Tree::Summary summary;
  std::string root = base::normalize_path(options.root);
  (void)fs.remove_tree(root + std::string(k_staging_suffix));
  std::string manifest = fs.read(options.manifest).value_or("");
  base::Arena texts;
  std::vector<std::string_view> ours = parse_manifest(manifest, texts);
  auto found = take_snapshot(fs, root, options.jobs);
  if (!found && found.error().code != base::ErrorCode::not_found) {
    sink.report(cannot_write(root, "cannot use the output folder: " + found.error().message, ""));
    return summary;
  }
  Snapshot snapshot = found ? std::move(*found) : Snapshot{};

  std::vector<std::string_view> not_removed;
  for (const Snapshot::File& file : snapshot.files) {
    bool known = std::binary_search(ours.begin(), ours.end(), file.path) || is_temporary_name(file.path);
    if (!known && !everything) {
      summary.foreign.emplace_back(file.path);
    } else if (auto removed = fs.remove_file(base::append_path(root, file.path)); removed) {
      ++summary.removed;
    } else {
      sink.report(removal_refused(root, file.path, removed.error()));
      not_removed.push_back(file.path);
    }
  }
  std::vector<std::string_view> folders = everything ? std::move(snapshot.folders) : folders_of(ours);
  for (auto folder = folders.rbegin(); folder != folders.rend(); ++folder) {
    (void)fs.remove_directory(base::append_path(root, *folder));
  }
  (void)fs.remove_directory(root);  // Refused while something foreign is left, and for mount points and links.

  if (not_removed.empty()) {
    (void)fs.remove_file(options.manifest);
  } else {
    (void)fs.write_atomically(options.manifest, manifest_text(not_removed));
  }
  return summary;
}

}  // namespace output
