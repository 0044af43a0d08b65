// SPDX-License-Identifier: MIT
#pragma once

#include <atomic>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "base/file_system.h"
#include "diagnostics/sink.h"

/// The output tree: written only where bytes differ, each file whole or not at all, and freed of files that no longer
/// have a maker.
namespace output {

/// One build's hold on the output folder.
///
/// Two ways to the same tree. When the folder does not exist or is empty, files are written plainly into a staging
/// folder beside it
/// (`public.bengal-new`) which `finish` renames into place: nobody ever sees a half-built site, and a first build pays
/// no rename per file. Otherwise each file is compared with what is there (size first, then bytes) and replaced by
/// write-and-rename.
///
/// What Bengal wrote is remembered in a manifest (`.bengal/outputs`, one path a line, sorted, first line the format's
/// version). A file in the folder that neither the manifest nor this build knows is foreign: kept and reported. Before
/// the first write the manifest is extended by what this build is about to make, so that after a crash nothing of ours
/// looks foreign.
class Tree {
 public:
  struct Options {
    std::string root;      ///< absolute path of the output folder
    std::string manifest;  ///< absolute path of the manifest file
  };
  Tree(base::FileSystem& fs, Options options);

  /// Prepares the folder for a build that will make `planned` (paths below the root, no duplicates). False, with a
  /// diagnostic (fault input_output), when the folder cannot be used.
  bool begin(const std::vector<std::string>& planned, diagnostics::Sink& sink);

  /// Writes one planned output. From any thread. False when refused; the refusal is reported once a cause.
  bool write(const std::string& path, std::string_view bytes, diagnostics::Sink& sink);
  /// Copies a file of the site to a planned path, likewise.
  bool copy(const std::string& source, const std::string& path, diagnostics::Sink& sink);

  struct Summary {
    std::size_t written = 0;           ///< new or different
    std::size_t unchanged = 0;         ///< same bytes as before
    std::size_t removed = 0;           ///< ours, without a maker now
    std::uint64_t bytes = 0;           ///< of all outputs
    std::vector<std::string> foreign;  ///< kept; sorted
  };
  /// Removes what has no maker now (a planned output that was never written because its page failed counts as one),
  /// then empty folders that only held such files, moves a staged tree into place and writes the manifest.
  Summary finish(diagnostics::Sink& sink);

 private:
  base::FileSystem& fs_;
  Options options_;
};

/// Removes everything the manifest names and then empty folders; with `everything` the whole folder. For `bengal
/// clean`.
Tree::Summary clean(base::FileSystem& fs, const Tree::Options& options, bool everything, diagnostics::Sink& sink);

}  // namespace output
