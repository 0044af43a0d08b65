// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/file_system.h"
#include "diagnostics/sink.h"

namespace content {

/// A file of the content folder, found but not opened.
struct SourceFile {
  std::string file;         ///< to open it
  std::size_t path_at = 0;  ///< where `path` begins in it
  base::FileStat stat;      ///< when it was wanted

  /// Relative to the content folder: "blog/first.md".
  std::string_view path() const { return std::string_view(file).substr(path_at); }
};

struct Sources {
  std::vector<SourceFile> pages;      ///< .md .markdown .txt .rst; sorted by path
  std::vector<SourceFile> resources;  ///< every other file; sorted by path
};

/// Walks `content_root`, directories in parallel. Names that begin with `.` or `_` are skipped but for `_index.*`.
/// Links are followed while they stay inside `content_root` or `site_root`; one that leads out, dangles, or comes back
/// to a folder above it is skipped with a warning, as are pipes and devices, and names that are not UTF-8 or hold
/// control characters (they could not be written into messages and lists of files). What cannot be read is an error
/// (fault input_output) and the rest is found all the same. The order of directory entries does not matter.
///
/// Folders that lead to each other through many links could stand for more folders than anyone can visit: at most
/// `k_most_linked_folders` are entered through links.
enum class Stats : std::uint8_t { left_out, taken };
Sources discover(const base::FileSystem& fs, const std::string& content_root, const std::string& site_root,
                 unsigned jobs, diagnostics::Sink& sink, Stats stats = Stats::taken);

inline constexpr std::size_t k_most_linked_folders = 10'000;

/// What names of pages end in, in upper or lower case.
inline constexpr std::array<std::string_view, 4> k_page_extensions = {".md", ".markdown", ".txt", ".rst"};

/// Whether the extension is one of a page, in upper or lower case.
bool is_page_name(std::string_view file_name);
/// "_index.md" or "index.md" in any of the page extensions.
bool is_index_name(std::string_view file_name);

}  // namespace content
