// SPDX-License-Identifier: MIT
#pragma once

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
  std::string name;         ///< "css/style.css"
  std::string source;       ///< file path or "built-in:..."
  std::string output_path;  ///< below the output root: "assets/css/style.3f2a9c01.css"
  base::Fingerprint fingerprint;
  std::string bytes;  ///< of processed assets (CSS); others are copied from `source`
  bool processed = false;
  std::vector<std::string> imports;  ///< names of the assets bundled into this one, at any depth
};

/// All assets of a build by name. Immutable once made.
class Assets {
 public:
  /// Finds, processes and fingerprints what the theme chain and the site hold. CSS: `@import` of local files is
  /// replaced by their text (media queries kept, each file once, cycles reported), `url(...)` of other assets is
  /// rewritten to their fingerprinted, relative URL. Partials (files only imported, whose name begins with `_`) have no
  /// output.
  static Assets collect(const base::FileSystem& fs, const theme::Chain& chain, const config::Config& config,
                        unsigned jobs, diagnostics::Sink& sink);

  const Asset* find(std::string_view name) const;
  /// In order of name.
  const std::vector<Asset>& all() const { return assets_; }

 private:
  std::vector<Asset> assets_;
  std::map<std::string, std::size_t, std::less<>> by_name_;
};

}  // namespace assets
