// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"
#include "base/file_system.h"
#include "config/config.h"
#include "diagnostics/sink.h"
#include "pipeline/explain.h"
#include "pipeline/statistics.h"

/// Looking at the cache of a site, for people. Each function opens the cache by itself; looking never waits for a build
/// and never changes anything. Where a cache is no use (there is none, it is another program's, it is damaged) the
/// error's message is a clause that says so. `folder` is the absolute path of `.bengal/cache`, `content_prefix` what
/// comes before a page's path in its name ("content/").
namespace pipeline {

struct CacheStats {
  struct Part {
    std::string name;
    std::uint64_t records = 0;
    std::uint64_t bytes = 0;
  };
  std::uint64_t file_bytes = 0;
  std::vector<Part> parts;              ///< in order of number
  std::vector<BuildStatistics> builds;  ///< oldest first
  /// What a build saved: the time of the last full build before it less its own. 0 for full builds.
  std::vector<std::int64_t> saved_microseconds;  ///< by build
};
base::Expected<CacheStats> cache_stats(const std::string& folder);

/// What the cache knows of one thing: what was asked about it, the answers, and who asked.
struct CacheEntry {
  std::string kind;
  std::string name;
  struct Asked {
    std::string question;  ///< "title", or all of it for things that are asked for as a whole
    std::string answer;    ///< in words; "" where it is not short
  };
  std::vector<Asked> asked;
  std::vector<std::string> outputs;  ///< that asked, by path
  std::string note;                  ///< of an output: what it is, when it was made and why
  /// Of an asset: who names it (`asset_dependencies.h`).
  std::vector<std::string> templates, pages, stylesheets;
};
/// The kinds of things: page, section, term, menu, asset, query, template, data, output.
const std::vector<std::string>& cache_kinds();
/// The things of a kind ("": of all kinds but outputs), by name. With a name only those that are called so, or, if
/// there is none, whose names contain it.
base::Expected<std::vector<CacheEntry>> inspect_cache(const std::string& folder, const std::string& kind,
                                                      const std::string& name, const std::string& content_prefix);

/// Leaves those that are called `name`, or else those whose names contain it; all with "".
void keep_named(std::vector<CacheEntry>& entries, const std::string& name);

/// The assets of the last build and those that outputs or stylesheets ask for, likewise, with their users; files of
/// `static/` and beside pages that somebody uses are among them, called by their URL. Reads the outputs as well, which
/// name files by their URLs. Templates and pages are told apart from all that use an asset only when a name is given.
base::Expected<std::vector<CacheEntry>> inspect_assets(const base::FileSystem& fs, const std::string& folder,
                                                       const config::Request& request, const config::Config& config,
                                                       const std::string& name);

/// An output: when and why it was made last, and what it depends on.
struct OutputStory {
  std::string output;
  std::uint64_t build = 0;   ///< the number of the build that made it
  std::uint64_t builds = 0;  ///< the number of the last build
  std::int64_t made = 0;     ///< when that build began, in microseconds since 1970; 0 when it is no longer known
  bool failed = false;       ///< it could not be made
  std::string source;        ///< of a copied file
  Reason reason;
  struct Dependency {
    std::string kind;
    std::string thing;
    std::vector<CacheEntry::Asked> asked;
  };
  std::vector<Dependency> dependencies;  ///< by kind and thing
};
/// The stories of the outputs that `name` may mean: a path, a URL, or the source file of a page. Empty when there is
/// none.
base::Expected<std::vector<OutputStory>> stories_of(const std::string& folder, const std::string& name,
                                                    const config::Config& config, const std::string& content_prefix);

/// What an edit of a file would reach.
struct Uses {
  std::string file;  ///< relative to the site root where it lies below it
  std::string what;  ///< "page", "template base.html", "data file", "settings", ...; "" for what is no input
  struct Use {
    std::string output;
    std::vector<std::string> questions;
  };
  std::vector<Use> certain;   ///< outputs that ask about it
  std::vector<Use> possible;  ///< outputs that show lists which it could enter, leave or change its place in
};
base::Expected<Uses> uses_of(const base::FileSystem& fs, const std::string& folder, const config::Request& request,
                             const std::string& file);

/// What is wrong with a cache: each record is read and compared with those it belongs to.
struct Examination {
  std::uint64_t records = 0;
  std::vector<std::string> problems;
};
base::Expected<Examination> examine_cache(const base::FileSystem& fs, const std::string& folder);

/// The parts that can be cleared by themselves: pages, outputs, statistics.
const std::vector<std::string>& cache_parts();
/// Forgets a part, or with "" everything.
base::Expected<void> clear_cache(const std::string& folder, const std::string& part);

struct Compacted {
  std::uint64_t before = 0, after = 0;  ///< bytes
};
base::Expected<Compacted> compact_cache(const std::string& folder);

/// When the last build that the cache remembers began, in microseconds since 1970.
base::Expected<std::int64_t> time_of_last_build(const std::string& folder);

/// Files of the Python generator in `.bengal/`: their names, sorted.
std::vector<std::string> old_caches(const base::FileSystem& fs, const std::string& root);

}  // namespace pipeline
