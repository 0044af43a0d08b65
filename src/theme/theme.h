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
/// The theme that is always there: all of it is under 10 KB. Sorted by path.
const std::vector<BuiltinFile>& builtin_theme();

/// What the paths of built-in files begin with, in messages and as `AssetFile::source`.
inline constexpr std::string_view k_builtin_prefix = "built-in:";

/// The layers in order of lookup. Made once a build by `resolve_chain`; immutable, read from any thread. The folders of
/// a layer need not exist. A folder that is itself a link is followed; a link inside it counts only while it stays in
/// it.
class Chain {
 public:
  /// Paths in messages are relative to `site_root`; "" leaves them as they are.
  Chain(const base::FileSystem& fs, std::vector<Layer> layers, std::string site_root = {});

  const std::vector<Layer>& layers() const { return layers_; }
  const std::string& site_root() const { return site_root_; }

  struct Found {
    std::string path;  ///< for messages: relative to the site root, or "built-in:templates/base.html"
    std::string text;
  };
  /// A template by name; nothing when no layer has it. Names with `..`, absolute names and links that lead out of their
  /// layer's folder are not found. An error when the first layer that has the name cannot be read: falling through to
  /// the next layer would hide the fault.
  base::Expected<std::optional<Found>> find_template(std::string_view name) const;
  /// Every name that `find_template` finds but for hidden files; sorted, each once. Folders that cannot be read are
  /// left out.
  std::vector<std::string> template_names() const;

  struct AssetFile {
    std::string name;    ///< relative to assets/, as templates ask for it: "css/style.css"
    std::string source;  ///< file path, or "built-in:assets/css/style.css"
    std::size_t layer;
  };
  /// Every asset, the first layer that has a name wins; sorted by name. Hidden files are skipped; folders that cannot
  /// be read and links that lead out are reported.
  std::vector<AssetFile> assets(diagnostics::Sink& sink) const;
  /// The bytes of an asset, or why not.
  base::Expected<std::string> read_asset(const AssetFile& asset) const;

  /// A path as messages show it.
  std::string shown(std::string_view path) const;

 private:
  /// A layer's folder as the file system knows it, to tell which links lead out. "" when it is not there.
  struct RealRoots {
    std::string templates;
    std::string assets;
  };

  const base::FileSystem& fs_;
  std::vector<Layer> layers_;
  std::vector<RealRoots> real_roots_;  ///< by layer
  std::string site_root_;
};

/// The most themes that one chain may hold, the built-in one not counted.
inline constexpr std::size_t k_longest_chain = 5;

/// Follows `extends` of themes/NAME/theme.toml (at the top or under `[theme]`), at most `k_longest_chain` deep. The
/// names "" and "default" mean the built-in theme, but for a site that has a theme of its own called default. A missing
/// theme, a cycle, a longer chain or a broken theme.toml is a config error; the layers found so far and the built-in
/// one are used.
Chain resolve_chain(const base::FileSystem& fs, const std::string& site_root, const config::Config& config,
                    diagnostics::Sink& sink);

/// The files that `bengal new site` writes, for the kinds "default", "docs" and "blog", by path below the site root;
/// empty for any other kind. `{{ title }}` and `{{ date }}` stand in them for the site's title and the day it is made
/// (YYYY-MM-DD): whoever writes the files replaces exactly these two spellings and no other `{{`. The title always
/// stands between double quotes of YAML or TOML, so `\` and `"` in it need a backslash.
std::vector<BuiltinFile> site_skeleton(std::string_view kind);

}  // namespace theme
