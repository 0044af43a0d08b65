// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "base/clock.h"
#include "base/file_system.h"
#include "config/config.h"
#include "diagnostics/sink.h"
#include "jinja/profile.h"
#include "pipeline/explain.h"

/// The build as one list of passes; the only folder where everything meets.
namespace pipeline {

/// What a build is asked for.
struct Request {
  std::string root;        ///< the site root
  std::string output;      ///< --output, or "" for the config's
  config::Request config;  ///< environment, profile, variables, overrides; its root is filled in
  unsigned jobs = 0;       ///< 0: as many as there are processors
  /// Where the store lies that makes builds incremental (`.bengal/cache` of the site); "" for builds without memory.
  std::string cache_folder;
  enum class Cache : std::uint8_t {
    use,
    rebuild,  ///< everything is made again, and remembered
    none      ///< everything is made again, and what is remembered stays as it is
  };
  Cache cache = Cache::use;
  /// The process ends after this build: what the build holds need not be freed piece by piece.
  bool is_last = false;
  /// Everything is decided and made, and nothing is written: neither outputs nor what is remembered.
  bool dry_run = false;
  /// Everything is decided, made and remembered, and the output folder is neither looked at nor written. The next build
  /// finds outputs there that are not what it remembers, or none, and makes those.
  bool warm = false;
  /// Wants explanations: of the output of this path or URL, or, when it is "", of all that are made again.
  std::optional<std::string> explain;
  bool profile_templates = false;  ///< wants `Report::templates`
  std::string manifest;            ///< where the list of outputs is kept; "" for `.bengal/outputs` of the site

  /// Told the questions each output asked, sorted, in words (`site/spell.h`); from any thread. Left empty by ordinary
  /// builds.
  std::function<void(const std::string& output, const std::vector<std::string>& questions)> observer;
};

struct PassTime {
  std::string name;
  double seconds = 0;
  std::size_t items = 0;  ///< what the pass worked on: files, pages, outputs
};

struct Report {
  std::string output;        ///< the output folder
  std::size_t pages = 0;     ///< written and generated pages
  std::size_t outputs = 0;   ///< planned files
  std::size_t rendered = 0;  ///< outputs made by templates and feeds
  std::size_t parsed = 0;    ///< pages whose files were read
  std::size_t pieces = 0;    ///< parts of site-wide outputs, one a page, that were made anew
  std::size_t linked = 0;    ///< pages that the site was linked from; 0 when it was read from the store
  std::string cache_notice;  ///< why what the last build left could not be used; "" when it could
  bool remembered = false;   ///< what this build found out is in the store
  std::size_t failed = 0;    ///< outputs that could not be made
  std::size_t written = 0;
  std::size_t unchanged = 0;
  std::size_t removed = 0;
  std::uint64_t bytes = 0;
  std::vector<std::string> foreign;  ///< files in the output folder that are not ours
  std::vector<PassTime> passes;
  std::vector<Explanation> explanations;     ///< those that were asked for, by output
  std::vector<jinja::ProfileRow> templates;  ///< where their time went, when that was asked for
  struct DryRun {
    std::vector<std::string> rendered, written, removed;  ///< outputs, sorted
  } dry_run;                                              ///< what would be done
  std::vector<std::string>
      old_caches;  ///< files of the Python generator in `.bengal/`, when they are met for the first time
  double seconds = 0;
  bool strict = false;  ///< warnings count as errors, by flag or config
};

/// Told how far a long pass has come. Called from many threads.
class Progress {
 public:
  virtual ~Progress() = default;
  virtual void begin(const std::string& pass, std::size_t items) = 0;
  virtual void advance() = 0;
};

/// Makes the process ready for builds: a fault in a damaged cache starts the program again without it. Call it once,
/// first thing in `main`, with what `main` was given.
void prepare_process(char** arguments);

/// Builds the site. What is wrong goes to `sink`; everything that can be built is. The files written, and what is
/// reported, depend on the inputs alone: not on `jobs`, the order of directory entries or the time of day, unless a
/// template asks for it.
Report build(base::FileSystem& fs, const Request& request, const base::Clock& clock, diagnostics::Sink& sink,
             Progress* progress = nullptr);

}  // namespace pipeline
