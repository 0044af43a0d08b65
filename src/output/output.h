// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/file_system.h"
#include "base/hash.h"
#include "diagnostics/sink.h"
#include "output/snapshot.h"

/// The output tree: written only where bytes differ, each file whole or not at all, and freed of files that no longer
/// have a maker.
namespace output {

/// One build's hold on the output folder: `begin`, then `write` and `copy` from many threads, then `finish`.
///
/// Two ways to the same tree. When the folder does not exist or is empty, files are written plainly into a staging
/// folder beside it (`public.bengal-new`) which `finish` renames into place: nobody ever sees a half-built site, and a
/// first build pays no rename per file. Otherwise each file is compared with what is there (size first, then bytes) and
/// replaced by write-and-rename. A staging folder that a killed build left is removed by the next `begin`; where no
/// staging folder can be made the second way is taken, and where it cannot be renamed (the output folder is a mount
/// point or a link) its files are moved one by one.
///
/// What Bengal wrote is remembered in a manifest (`.bengal/outputs`, see "output/manifest.h"). A file in the folder
/// that neither the manifest nor this build knows is foreign: kept and reported. Before the first write the manifest is
/// extended by what this build is about to make, so that after a crash nothing of ours looks foreign. A folder where a
/// file must be, or a file where a folder must be, gives way when it is ours; a foreign one is an error, and the
/// outputs it blocks are not made.
///
/// Everything outside the folder is left alone: links in it are never followed, neither for writing nor for removing.
/// That the folder is not the site itself is checked by the caller.
class Tree {
 public:
  struct Options {
    std::string root;      ///< absolute path of the output folder
    std::string manifest;  ///< absolute path of the manifest file
    unsigned jobs = 1;     ///< threads that `begin` may use
  };
  /// `known`: what stands in the folder, when the caller knows; `begin` then does not look.
  Tree(base::FileSystem& fs, Options options, std::optional<Snapshot> known = std::nullopt);

  /// Prepares the folder for a build that will make `planned` (paths below the root, no duplicates; their texts outlive
  /// the tree): looks at what is there and makes room. Folders are made when the first file is written into them.
  /// False, with a diagnostic (fault input_output), when the folder cannot be used; nothing else may then be called but
  /// `finish`, which does nothing.
  bool begin(const std::vector<std::string_view>& planned, diagnostics::Sink& sink);

  /// Writes one planned output. From any thread, for each path from one thread at a time; takes no lock. False when
  /// refused: the earlier bytes are then still there. A refusal is reported once a cause, with the outputs it hit as
  /// the report's pages.
  bool write(std::string_view path, std::string_view bytes, diagnostics::Sink& sink);
  /// What the last build noted of an output.
  struct Expected {
    std::uint64_t size = 0;
    std::int64_t modified_ns = 0;
    std::int64_t changed_ns = 0;
    std::uint64_t inode = 0;
    std::uint64_t device = 0;
    bool young = false;  ///< the rest may be the same although the file has changed: look at the bytes
    base::Fingerprint content;
  };
  enum class Kept : std::uint8_t {
    no,          ///< it must be made again
    as_left,     ///< the file is the one expected
    same_bytes,  ///< the file is another one (a fresh checkout, a copy) with the bytes expected
  };
  /// Leaves a planned output as it is when the file there is the one expected, or holds the same bytes. From any
  /// thread.
  Kept keep(std::string_view path, const Expected& expected);
  /// What stands at a planned path now.
  std::optional<base::FileStat> stat(std::string_view path) const;

  /// Copies a file of any size to a planned path, likewise. A source that cannot be read is reported by its own name,
  /// and the output counts as not made.
  bool copy(const std::string& source, std::string_view path, diagnostics::Sink& sink);

  struct Summary {
    std::size_t written = 0;           ///< new or different
    std::size_t unchanged = 0;         ///< same bytes as before
    std::size_t removed = 0;           ///< ours, without a maker now
    std::uint64_t bytes = 0;           ///< of all outputs
    std::vector<std::string> foreign;  ///< kept; sorted
  };
  /// Removes what has no maker now (a planned output that was never written because its page failed counts as one; one
  /// that the disk refused keeps its earlier bytes), then empty folders that only held such files, moves a staged tree
  /// into place and writes the manifest. Called once, after all writes.
  Summary finish(diagnostics::Sink& sink);

 private:
  /// What was at an output's path when the build began, and what became of it.
  enum class Before : std::uint8_t { nothing, file, special };
  enum class After : std::uint8_t { missing, unchanged, written, refused, blocked };
  struct Output {
    Before before = Before::nothing;
    After after = After::missing;
    bool makes_folder = false;  ///< nothing stands in its folder before it comes, as far as one can tell
    std::uint64_t bytes = 0;
  };

  bool is_as_planned() const;
  void keep_safe_paths(const std::vector<std::string_view>& planned, diagnostics::Sink& sink);
  bool look_at_root(diagnostics::Sink& sink);
  void extend_manifest(diagnostics::Sink& sink);
  void block_outputs_that_are_folders(const std::vector<std::string_view>& folders, diagnostics::Sink& sink);
  void make_room_for_folders(const std::vector<std::string_view>& folders, diagnostics::Sink& sink);
  void make_room_for_files(diagnostics::Sink& sink);
  void block_below(std::string_view folder);

  Output* find_usable(std::string_view path);
  static bool note(Output& output, After after);

  void remove_files_without_maker(Summary& summary, std::vector<std::string_view>& kept, diagnostics::Sink& sink);
  void remove_empty_folders(std::vector<std::string_view> gone);
  void move_into_place(diagnostics::Sink& sink);

  bool is_ours(std::string_view path) const;  ///< in the manifest of the builds before
  Output* find(std::string_view path);
  std::string full_path(std::string_view path) const;
  void write_manifest(const std::vector<std::string_view>& paths, diagnostics::Sink& sink);

  base::FileSystem& fs_;
  Options options_;
  std::optional<Snapshot> known_;
  std::string folder_;   ///< where files are written: the root or the staging folder
  bool usable_ = false;  ///< `begin` said true
  bool staged_ = false;
  bool as_planned_ = false;              ///< before the first write all outputs stand, and nothing else
  std::vector<std::string_view> paths_;  ///< of all outputs, sorted
  std::vector<Output> outputs_;          ///< parallel to `paths_`
  std::string manifest_;                 ///< as the last build left it
  std::vector<std::string_view> ours_;   ///< what it names, sorted
  base::Arena texts_{1 << 10};
  std::optional<std::string> extended_manifest_;  ///< what this build has made of it
  Snapshot before_;                               ///< the root as `begin` found it, less what it removed
  std::size_t removed_ = 0;                       ///< files that `begin` removed to make room
};

/// Removes everything the manifest names and then empty folders; with `everything` whatever the folder holds. For
/// `bengal clean`.
Tree::Summary clean(base::FileSystem& fs, const Tree::Options& options, bool everything, diagnostics::Sink& sink);

}  // namespace output
