// SPDX-License-Identifier: MIT
#include "content/source.h"

#include <algorithm>
#include <iterator>
#include <optional>
#include <utility>

#include "base/parallel.h"
#include "base/path.h"
#include "base/sort.h"
#include "base/strings.h"
#include "base/unicode.h"

namespace content {

using base::FileType;
using diagnostics::Fault;
using diagnostics::Severity;

namespace {

/// A folder to visit. Folders are visited level by level; `parent` is an index into those visited before.
struct Folder {
  std::string path;       ///< relative to the content folder
  std::string file;       ///< to open it
  std::string real_path;  ///< without links
  std::size_t parent;
  bool linked = false;  ///< reached through a link, here or above
};

constexpr std::size_t k_no_folder = ~std::size_t{0};

/// What one folder holds.
struct Found {
  std::vector<SourceFile> pages;
  std::vector<SourceFile> resources;
  std::vector<Folder> folders;
  std::vector<diagnostics::Diagnostic> diagnostics;
};

class Walk {
 public:
  Walk(const base::FileSystem& fs, std::string content_root, const std::string& site_root, unsigned jobs, Stats stats)
      : fs_(fs), content_root_(std::move(content_root)), jobs_(jobs), stats_(stats) {
    if (auto real = fs.real_path(site_root)) real_site_root_ = *real;
  }

  Sources run(diagnostics::Sink& sink) {
    Sources sources;
    auto real = fs_.real_path(content_root_);
    if (!real || !fs_.is_directory(content_root_)) {
      sink.report(problem(Severity::error, "content-folder", content_root_, "there is no content folder here",
                          "create it, or name another one as build.content_dir in the config"));
      return sources;
    }
    real_content_root_ = *real;
    std::vector<Folder> level = {{"", content_root_, *real, k_no_folder}};
    while (!level.empty()) level = visit_level(std::move(level), sources, sink);
    if (linked_folders_ > k_most_linked_folders) {
      sink.report(problem(Severity::warning, "too-many-links", content_root_,
                          "more than " + std::to_string(k_most_linked_folders) +
                              " folders are reached through links; the others are left out",
                          "links that lead to each other multiply: remove some"));
    }
    auto by_path = [](const SourceFile& a, const SourceFile& b) { return a.path() < b.path(); };
    base::sort_if_needed(sources.pages, by_path);
    base::sort_if_needed(sources.resources, by_path);
    return sources;
  }

 private:
  static diagnostics::Diagnostic problem(Severity severity, std::string code, const std::string& file,
                                         std::string message, std::string hint) {
    diagnostics::Diagnostic diagnostic;
    diagnostic.severity = severity;
    diagnostic.fault = Fault::input_output;
    diagnostic.code = std::move(code);
    diagnostic.message = std::move(message);
    diagnostic.location.file = base::make_valid_utf8(file);
    diagnostic.hint = std::move(hint);
    return diagnostic;
  }

  std::vector<Folder> visit_level(std::vector<Folder> level, Sources& sources, diagnostics::Sink& sink) {
    std::size_t first = visited_.size();
    std::move(level.begin(), level.end(), std::back_inserter(visited_));
    std::vector<Found> found(visited_.size() - first);
    base::parallel_for(found.size(), jobs_, 1,
                       [&](std::size_t i, unsigned) { found[i] = visit(first + i, visited_[first + i]); });
    std::vector<Folder> next;
    for (Found& each : found) {
      std::move(each.pages.begin(), each.pages.end(), std::back_inserter(sources.pages));
      std::move(each.resources.begin(), each.resources.end(), std::back_inserter(sources.resources));
      sink.report(std::move(each.diagnostics));
      for (Folder& folder : each.folders) {
        if (folder.linked && ++linked_folders_ > k_most_linked_folders) continue;
        next.push_back(std::move(folder));
      }
    }
    return next;
  }

  Found visit(std::size_t index, const Folder& folder) const {
    Found found;
    auto entries = stats_ == Stats::taken ? fs_.list_with_stats(folder.file) : fs_.list(folder.file);
    if (!entries) {
      found.diagnostics.push_back(problem(Severity::error, "unreadable-folder", folder.file,
                                          "the folder cannot be read: " + entries.error().message,
                                          "make it readable, or move it out of the content folder"));
      return found;
    }
    for (const base::DirectoryEntry& entry : *entries) visit_entry(found, index, folder, entry);
    return found;
  }

  static bool is_skipped(std::string_view name) {
    return name.starts_with('.') || (name.starts_with('_') && !is_index_name(name));
  }

  static bool is_writable_name(std::string_view name) {
    if (base::find_invalid_utf8(name) != name.size()) return false;
    return std::none_of(name.begin(), name.end(), [](char c) { return (c >= 0 && c < 0x20) || c == 0x7F; });
  }

  void visit_entry(Found& found, std::size_t index, const Folder& folder, const base::DirectoryEntry& entry) const {
    if (is_skipped(entry.name)) return;
    std::string file = folder.file + "/" + entry.name;
    if (!is_writable_name(entry.name)) {
      found.diagnostics.push_back(problem(Severity::warning, "file-name", file,
                                          "the name is not UTF-8 or holds control characters; the file is left out",
                                          "rename it"));
      return;
    }
    if (entry.type == FileType::regular) return add_file(found, source_file(std::move(file), entry.stat));
    std::string path = base::append_path(folder.path, entry.name);
    Folder below{std::move(path), std::move(file), folder.real_path + "/" + entry.name, index, folder.linked};
    FileType type = entry.type;
    base::FileStat stat;
    if (type == FileType::symlink) {
      auto target = follow(found, index, below);
      if (!target) return;
      stat = *target;
      type = stat.type;
    }
    if (type == FileType::directory) {
      found.folders.push_back(std::move(below));
    } else if (type == FileType::regular) {
      add_file(found, source_file(std::move(below.file), stat));
    } else {
      found.diagnostics.push_back(
          problem(Severity::warning, "not-a-file", below.file, "neither a file nor a folder; it is left out", ""));
    }
  }

  SourceFile source_file(std::string file, const base::FileStat& stat) const {
    return {std::move(file), content_root_.size() + 1, stat};
  }

  void add_file(Found& found, SourceFile file) const {
    if (stats_ == Stats::taken && file.stat.type != FileType::regular) {
      auto stat = fs_.stat(file.file);
      if (!stat) {
        found.diagnostics.push_back(problem(Severity::error, "unreadable-file", file.file,
                                            "the file cannot be read: " + stat.error().message, ""));
        return;
      }
      file.stat = *stat;
    }
    auto& list = is_page_name(file.path()) ? found.pages : found.resources;
    list.push_back(std::move(file));
  }

  /// What the link at `place` leads to; sets the place's real path. Nothing, with a warning, when the link is not to be
  /// followed.
  std::optional<base::FileStat> follow(Found& found, std::size_t parent, Folder& place) const {
    auto refuse = [&](const char* code, std::string message) {
      found.diagnostics.push_back(problem(Severity::warning, code, place.file, std::move(message),
                                          "remove the link, or let it lead to a file inside the site"));
      return std::nullopt;
    };
    auto real = fs_.real_path(place.file);
    auto stat = fs_.stat(place.file);
    if (!real || !stat) return refuse("dangling-link", "the link leads nowhere; it is left out");
    if (!base::is_inside(real_content_root_, *real) &&
        (real_site_root_.empty() || !base::is_inside(real_site_root_, *real))) {
      return refuse("escaping-link", "the link leads out of the site; it is left out");
    }
    for (std::size_t at = parent; at != k_no_folder; at = visited_[at].parent) {
      if (stat->type == FileType::directory && base::is_inside(*real, visited_[at].real_path)) {
        return refuse("link-loop", "the link leads back to a folder that it is in; it is left out");
      }
    }
    place.real_path = *real;
    place.linked = true;
    return *stat;
  }

  const base::FileSystem& fs_;
  std::string content_root_;
  std::string real_content_root_;
  std::string real_site_root_;
  unsigned jobs_;
  Stats stats_;
  std::vector<Folder> visited_;
  std::size_t linked_folders_ = 0;
};

}  // namespace

Sources discover(const base::FileSystem& fs, const std::string& content_root, const std::string& site_root,
                 unsigned jobs, diagnostics::Sink& sink, Stats stats) {
  return Walk(fs, content_root, site_root, jobs, stats).run(sink);
}

bool is_page_name(std::string_view file_name) {
  std::string extension = base::to_lower_ascii(base::extension(file_name));
  return std::find(k_page_extensions.begin(), k_page_extensions.end(), extension) != k_page_extensions.end();
}

bool is_index_name(std::string_view file_name) {
  std::string_view stem = base::file_stem(file_name);
  return (stem == "index" || stem == "_index") && is_page_name(file_name);
}

}  // namespace content
