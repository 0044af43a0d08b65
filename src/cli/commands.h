// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string>
#include <variant>
#include <vector>

/// What can be asked on the command line, and the functions that do it. Each function answers the exit code: 0 good, 2
/// usage, 3 config, 4 template, 5 content, 6 input/output (the worst of what was met, in this order).
namespace cli {

enum class Verbosity { quiet, normal, verbose };

/// Options that choose the site and its settings.
struct SiteOptions {
  std::string source = ".";
  std::string environment;
  std::string profile;
};

struct BuildOptions {
  SiteOptions site;
  std::string output;
  std::optional<std::string> baseurl;
  bool drafts = false;
  bool strict = false;
  bool json = false;
  bool timings = false;
  bool profile_templates = false;
  bool no_incremental = false;
  bool no_cache = false;
  bool dry_run = false;
  bool verify = false;
  std::optional<std::string> explain;  ///< a path or URL; "" for all outputs
  unsigned jobs = 0;
  Verbosity verbosity = Verbosity::normal;
};

struct NewSiteOptions {
  std::string name;
  std::string kind = "default";
};

struct NewPageOptions {
  std::string path;  ///< below the content folder; ".md" is added when absent
  std::string title;
  std::string source = ".";
  std::vector<std::string> tags;
  bool draft = false;
};

struct CleanOptions {
  SiteOptions site;
  std::string output;
  bool everything = false;  ///< also files that are not ours, and .bengal/
};

struct ConfigOptions {
  SiteOptions site;
  bool origin = false;
  bool json = false;
};

/// Options of a build that another command has to be given as well, to mean the same build.
struct SameBuildOptions {
  std::string output;
  std::optional<std::string> baseurl;
  bool drafts = false;
};

struct WhyOptions {
  SiteOptions site;
  std::string name;  ///< a path, URL or source file
  std::string uses;  ///< a file: what an edit of it would reach
  bool json = false;
};

struct CacheOptions {
  enum class Action { inspect, stats, verify, warm, doctor, clear, compact };
  SiteOptions site;
  Action action = Action::stats;
  std::string kind, name;  ///< of what to inspect
  std::string part;        ///< of what to clear; "" for everything
  SameBuildOptions build;  ///< of `verify` and `warm`
  bool strict = false;     ///< of `warm`
  unsigned jobs = 0;       ///< of `warm`
  bool json = false;
};

struct CheckOptions {
  SiteOptions site;
  SameBuildOptions build;
  bool themes = false;  ///< also assets of themes that nobody uses
  bool strict = false;
  bool json = false;
};

struct RenderOptions {
  std::string template_name;
  std::string templates = ".";
  std::string data;  ///< a JSON file, "-" for standard input, "" for an empty context
  bool trim_blocks = false;
  bool lstrip_blocks = false;
  bool keep_trailing_newline = false;
  bool autoescape = false;
  bool strict = false;
  bool json = false;
};

struct MarkdownOptions {
  std::string file = "-";
  bool commonmark = false;
  bool gfm = false;
};

/// Something to print, and the exit code to end with (help, version, mistakes on the command line).
struct Message {
  std::string text;
  int exit_code;
};

using Command = std::variant<Message, BuildOptions, NewSiteOptions, NewPageOptions, CleanOptions, ConfigOptions,
                             WhyOptions, CacheOptions, CheckOptions, RenderOptions, MarkdownOptions>;

/// Reads the command line. Mistakes come back as a Message with exit code 2.
Command parse_command_line(int argc, const char* const* argv);

int run(const Message& message);
int run(const BuildOptions& options);
int run(const NewSiteOptions& options);
int run(const NewPageOptions& options);
int run(const CleanOptions& options);
int run(const ConfigOptions& options);
int run(const WhyOptions& options);
int run(const CacheOptions& options);
int run(const CheckOptions& options);
int run(const RenderOptions& options);
int run(const MarkdownOptions& options);

}  // namespace cli
