// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/file_system.h"
#include "config/config.h"
#include "diagnostics/sink.h"

/// Where a template or theme asset comes from: the site's own folders, then each theme of the chain, then what is built
/// in.
namespace theme {

struct Layer {
  std::string name;            ///< "site", the theme's name, or "built-in"
  std::string templates_root;  ///< folder; "" for built-in
  std::string assets_root;     ///< folder; "" for built-in
};

/// A file that is compiled into the program.
struct BuiltinFile {
  std::string_view path;  ///< "templates/base.html", "assets/css/style.css"
  std::string_view bytes;
};
const std::vector<BuiltinFile>& builtin_theme();

/// The layers in order of lookup. Made once a build by `resolve_chain`; immutable.
class Chain {
 public:
  Chain(const base::FileSystem& fs, std::vector<Layer> layers);

  const std::vector<Layer>& layers() const { return layers_; }

  struct Found {
    std::string path;  ///< for messages: relative to the site root, or "built-in:templates/base.html"
    std::string text;
  };
  /// A template by name. Names with `..`, absolute names and links that lead out of their layer's folder are not found.
  std::optional<Found> find_template(std::string_view name) const;
  std::vector<std::string> template_names() const;

  struct AssetFile {
    std::string name;    ///< relative to assets/, as templates ask for it: "css/style.css"
    std::string source;  ///< file path, or "built-in:assets/css/style.css"
    std::size_t layer;
  };
  /// Every asset, the first layer that has a name wins; sorted by name.
  std::vector<AssetFile> assets() const;
  /// The bytes of an asset, or why not.
  base::Expected<std::string> read_asset(const AssetFile& asset) const;

 private:
  const base::FileSystem& fs_;
  std::vector<Layer> layers_;
};

/// Follows `extends` of themes/NAME/theme.toml, at most 5 deep. A missing theme, a cycle, or a longer chain is a config
/// error; the layers found so far and the built-in one are used.
Chain resolve_chain(const base::FileSystem& fs, const std::string& site_root, const config::Config& config,
                    diagnostics::Sink& sink);

/// The files that `bengal new site` writes, for the kinds "default", "docs" and "blog"; `{{ title }}` and `{{ date }}`
/// stand in them.
std::vector<BuiltinFile> site_skeleton(std::string_view kind);

}  // namespace theme
