// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/hash.h"
#include "config/config.h"
#include "diagnostics/sink.h"
#include "theme/theme.h"

/// Files that pages refer to: stylesheets with their imports bundled, scripts, images, fonts; each under a name that
/// changes with its bytes.
namespace assets {

struct Asset {
  std::string name;               ///< "css/style.css"
  std::string source;             ///< file path or "built-in:..."
  std::string output_path;        ///< below the output root: "assets/css/style.3f2a9c01.css"
  base::Fingerprint fingerprint;  ///< of the bytes of the output
  std::string bytes;              ///< of processed assets (CSS, built-in files); others are copied from `source`
  bool processed = false;
  std::vector<std::string> imports;  ///< names of the assets bundled into this one, at any depth
};

/// The files of the site that a stylesheet names by `url(...)` and `@import`.
struct StylesheetUses {
  struct Use {
    std::string path;  ///< below the output root, as if every asset had its plain name there: "assets/img/x.png"
    bool is_import = false;
    bool is_relative = false;  ///< written without a slash in front
    std::uint64_t begin = 0;   ///< in the bytes of `source`
    std::uint64_t end = 0;
    bool operator==(const Use&) const = default;
  };
  std::string name;    ///< of the stylesheet among the assets; those that only stand inside others are here as well
  std::string source;  ///< file path or "built-in:..."
  std::vector<Use> uses;
  bool operator==(const StylesheetUses&) const = default;
};

/// All assets of a build by name. Immutable once made.
class Assets {
 public:
  Assets() = default;
  /// REQUIRES: both in order of name, each name once.
  explicit Assets(std::vector<Asset> assets, std::vector<StylesheetUses> stylesheets = {});

  /// Finds, processes and fingerprints what the theme chain and the site hold. An output's name holds the first 8 hex
  /// digits of the fingerprint of its bytes when `config.fingerprint` is on.
  ///
  /// CSS: with `config.bundle`, `@import` of local files is replaced by their text inside the `@media`, `@supports` and
  /// `@layer` blocks that its conditions stand for. As in a browser the last import of a file counts, so each file is
  /// there once for each set of conditions; stylesheets that use cascade layers are repeated where they are imported,
  /// because the first mention of a layer counts too. Imports from elsewhere are kept, moved above the rules.
  /// `url(...)` of other assets is rewritten to their relative URL, other relative URLs to lead to the same place from
  /// the bundle; data and absolute URLs stay, but for those below the site's own `/assets/`. Stylesheets that refer to
  /// each other in a circle get names from the bytes of all of them. Partials (names that begin with `_`, imported by
  /// another file and bundled there) have no output and are not in the result.
  ///
  /// Reported: assets that cannot be read (errors, fault input_output; the others are processed), imports and URLs that
  /// lead to no asset, imports in a circle or where browsers ignore them (warnings, fault content). The result does not
  /// depend on `jobs`.
  static Assets collect(const base::FileSystem& fs, const theme::Chain& chain, const config::Config& config,
                        unsigned jobs, diagnostics::Sink& sink);

  const Asset* find(std::string_view name) const;
  /// In order of name.
  const std::vector<Asset>& all() const { return assets_; }
  /// The stylesheets that name other files, in order of name.
  const std::vector<StylesheetUses>& stylesheets() const { return stylesheets_; }

 private:
  std::vector<Asset> assets_;
  std::vector<StylesheetUses> stylesheets_;
  std::map<std::string, std::size_t, std::less<>> by_name_;
};

}  // namespace assets
