// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/arena.h"
#include "base/file_system.h"
#include "diagnostics/sink.h"
#include "value/value.h"

/// Settings: defaults, files, environment, profile, environment variables and flags laid over each other, each value
/// knowing where it comes from.
namespace config {

/// Where a value was set: "default", "config/_default/site.yaml:3:1", "environment variable BENGAL_BASEURL",
/// "--baseurl".
using Origins = std::map<std::string, std::string>;  ///< dotted key path to origin

struct Taxonomy {
  std::string name;      ///< the key pages use: "tags"
  std::string singular;  ///< "tag"
  std::string folder;    ///< of its pages in the output: "tags"
};

struct MenuEntry {
  std::string menu;
  std::string identifier;
  std::string name;
  std::string url;
  std::string parent;  ///< identifier (or name) of the parent, or ""
  std::optional<std::int64_t> weight;
  diagnostics::Location where;
};

struct Language {
  std::string code;
  std::string name;
  std::string hreflang;
  std::int64_t weight = 0;
  std::string baseurl;
};

enum class LanguageStrategy { none, prefix, domain };

/// The settings the program itself acts on, typed. Anything else is reached through `all`.
struct Config {
  // [site]
  std::string title;
  std::string baseurl;  ///< without final slash: "", "/docs" or "https://example.org/docs"
  std::string description;
  std::string author;
  std::string language = "en";
  // [build]
  std::string content_dir = "content";  ///< as written; may lead out of the site root
  std::string output_dir = "public";
  std::string assets_dir = "assets";
  std::string static_dir = "static";
  std::string templates_dir = "templates";
  std::string data_dir = "data";
  bool pretty_urls = true;
  bool strict = false;
  bool drafts = false;
  bool future = false;  ///< also pages dated in the future and expired ones
  // [theme]
  std::string theme;  ///< "" means the built-in one
  // [templates]
  std::int64_t max_recursion = 200;
  std::int64_t max_nesting = 200;
  std::int64_t max_iterations = 20'000'000;
  std::int64_t max_output_bytes = std::int64_t{256} << 20;
  std::int64_t max_memory_bytes = std::int64_t{1} << 30;
  std::int64_t max_text_bytes = std::int64_t{64} << 20;
  std::int64_t max_list_elements = 10'000'000;
  std::int64_t max_pattern_steps = 100'000'000'000;
  // [pagination], [content]
  std::int64_t per_page = 10;
  std::string default_content_type = "list";
  std::int64_t excerpt_words = 50;
  std::int64_t excerpt_length = 0;  ///< in characters; when it is not 0 the words do not count
  std::int64_t related_count = 5;
  // [assets]
  bool fingerprint = true;
  bool bundle = true;  ///< resolve CSS @import
  // [features]
  bool sitemap = true;
  bool rss = true;
  bool atom = true;
  bool robots = true;
  bool search_index = true;  ///< site `index.json`
  bool llms = true;          ///< llms.txt and llms-full.txt
  // [output_formats]
  bool page_json = false;
  bool page_text = false;
  // [taxonomies], [menu], [i18n]
  std::vector<Taxonomy> taxonomies;
  std::vector<MenuEntry> menus;  ///< in file order
  LanguageStrategy language_strategy = LanguageStrategy::none;
  bool default_language_in_subdir = false;
  std::vector<Language> languages;

  /// Everything, merged and frozen, with `[site]` and `[build]` keys also visible flat; lives in `arena`.
  value::Value all;
  Origins origins;
  std::string environment;  ///< "local", "preview", "production"
  std::string profile;
  std::vector<std::string> files;                  ///< read, relative to the site root
  std::vector<std::string> environment_variables;  ///< asked for, set or not

  std::shared_ptr<base::Arena> arena;
};

/// What a build is asked for beside the files.
struct Request {
  std::string root;                              ///< the site root
  std::string environment;                       ///< --environment, or ""
  std::string profile;                           ///< --profile, or ""
  std::map<std::string, std::string> variables;  ///< the process's environment variables
  /// Flags by dotted key path: ("site.baseurl", "https://..."), origin "--baseurl".
  struct Override {
    std::string path;
    value::Value value;
    std::string origin;
  };
  std::vector<Override> overrides;
};

/// Reads the settings of the site at `request.root`. Mistakes go to `sink` (fault config); what is left is used, so a
/// Config always comes back. A folder without any config has the defaults.
Config load(const base::FileSystem& fs, const Request& request, diagnostics::Sink& sink);

/// One row of the table that drives defaults, types, checks, `did you mean`, `bengal config show` and the
/// documentation. A key that has no row but a parent with a row and no rows below it is the user's own.
struct KnownKey {
  std::string_view path;     ///< "build.content_dir"; "*" stands for any name
  std::string_view type;     ///< one or more of "text", "number", "yes or no", "list", "table", joined by ", "; "any"
  std::string_view meaning;  ///< a sentence
  const char* preset = nullptr;   ///< the default, spelled as text; null when there is none
  std::int64_t least = 0;         ///< the smallest number that makes sense
  std::int64_t most = INT64_MAX;  ///< the largest
  std::string_view choices = {};  ///< the words that a text may be, joined by ", "; empty: any
  std::string_view same_as = {};  ///< the path this is another spelling of; empty: none
};
/// Every known key path, by section.
const std::vector<KnownKey>& known_keys();

}  // namespace config
