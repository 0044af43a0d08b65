// SPDX-License-Identifier: MIT
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "assets/assets.h"
#include "engine/records.h"
#include "engine/store.h"
#include "pipeline/html_urls.h"

/// Which page, template or stylesheet uses which asset or other file of the site.
namespace pipeline {

/// What one output was seen to use.
struct OutputUses {
  std::string output;                  ///< its path
  std::string page;                    ///< the source path of its page, or ""
  std::vector<std::string> assets;     ///< asked for by name while it was made
  std::vector<std::string> files;      ///< read while it was made: paths below the site's folder
  std::vector<std::string> templates;  ///< looked up while it was made
  std::vector<HtmlUrl> urls;           ///< in its bytes
};

/// Reads assets, files and templates out of the questions that a store keeps. REQUIRES: the store outlives this.
class AssetTraces {
 public:
  explicit AssetTraces(const engine::Store& store);
  /// Adds what the kept questions of an output say.
  void read(const engine::OutputView& output, OutputUses& uses);

 private:
  void add(const engine::Reads& reads, OutputUses& uses) const;

  const engine::Store& store_;
  std::unordered_map<std::uint64_t, std::string> entities_;  ///< texts of those about assets, files and templates
  std::unordered_map<std::uint64_t, engine::Reads> sets_;
};

/// The texts in which users are looked for by name; nothing where there is no such text.
struct UserTexts {
  std::function<std::optional<std::string>(const std::string& name)> template_;
  std::function<std::optional<std::string>(const std::string& path)> page;
};

/// Built from the questions that outputs asked, the URLs in their bytes, and what stylesheets name. A file is called by
/// its path below the output root; an asset is there under its plain name, "assets/css/site.css", whatever its
/// fingerprint is. For one thread.
class AssetDependencyMap {
 public:
  /// `assets_dir` and `baseurl` are those of the config. REQUIRES: `assets` outlives the map.
  AssetDependencyMap(const assets::Assets& assets, std::string assets_dir, std::string baseurl);

  void add(OutputUses uses);

  /// Who uses one file. All lists are sorted.
  struct Users {
    std::vector<std::string> outputs;      ///< that asked for it or name its URL
    std::vector<std::string> templates;    ///< of these outputs, that hold its name
    std::vector<std::string> pages;        ///< source paths of these outputs' pages, where they hold its name
    std::vector<std::string> stylesheets;  ///< names of assets
  };
  Users users_of(const std::string& file, const UserTexts& texts) const;
  /// Whether an output uses a file, or a stylesheet that is used does.
  bool is_used(const std::string& file) const;
  /// The files that anything uses, used or not itself; sorted.
  std::vector<std::string> files() const;

  struct Reference {
    std::size_t output = 0;  ///< among `outputs()`
    HtmlUrl url;
    std::string path;  ///< where it leads below the output root; folders end in a slash
  };
  /// Every URL in an output that leads to a place on the site.
  const std::vector<Reference>& references() const { return references_; }
  const std::vector<OutputUses>& outputs() const { return outputs_; }

  /// The asset of an output path with or without fingerprint, "assets/css/site.css"; any other path as it is.
  std::string plain(const std::string& path) const;

 private:
  void use(const std::string& file, std::size_t output);
  const std::set<std::string>& used() const;

  std::string assets_dir_, baseurl_;
  std::unordered_map<std::string, std::string> plain_names_;  ///< by output path
  std::vector<OutputUses> outputs_;
  std::map<std::string, std::vector<std::size_t>> users_;     ///< outputs by file
  std::map<std::string, std::vector<std::string>> named_by_;  ///< stylesheets by file
  std::map<std::string, std::vector<std::string>> named_in_;  ///< files by stylesheet
  std::vector<Reference> references_;
  mutable std::optional<std::set<std::string>> used_;  ///< worked out when first asked for
};

/// What the path of an asset begins with among files of the site.
inline constexpr std::string_view k_asset_prefix = "assets/";

/// Where `text` holds `path` as a path of its own, written from the root, relative or as the end of a URL; npos when it
/// does not.
std::size_t find_path(std::string_view text, std::string_view path);

}  // namespace pipeline
