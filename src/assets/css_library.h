// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "assets/assets.h"
#include "assets/css_parse.h"
#include "base/file_system.h"
#include "config/config.h"
#include "diagnostics/sink.h"
#include "theme/theme.h"

namespace assets {

/// Where the outputs of assets lie below the output root.
inline constexpr std::string_view k_output_folder = "assets";

/// The place of a stylesheet or any other asset among all assets of a build, which are in order of name.
using AssetId = std::size_t;
inline constexpr AssetId k_no_asset = ~AssetId{0};

/// Where a URL in a stylesheet leads.
struct CssLink {
  enum class Kind : std::uint8_t {
    kept,   ///< stays as it is written: absolute, data, a fragment
    asset,  ///< to `asset`
    path,   ///< to `path`, which is no asset
  };
  Kind kind = Kind::kept;
  AssetId asset = k_no_asset;
  std::string path;    ///< below the output root, as if the stylesheet were published under its own name
  std::string suffix;  ///< query and fragment
};

struct Stylesheet {
  std::string name;
  std::string text;
  ParsedCss parsed;
  std::vector<CssLink> links;  ///< by part of `parsed`; those of parts without a URL mean nothing
  bool uses_layers = false;    ///< itself or something it imports, at any depth
};

/// All assets by name and the stylesheets among them, with every URL resolved.
class CssLibrary {
 public:
  /// REQUIRES: `files` and `chain` outlive the library.
  CssLibrary(const std::vector<theme::Chain::AssetFile>& files, const theme::Chain& chain, const base::FileSystem& fs,
             const config::Config& config);

  /// Makes asset `id` a stylesheet. Safe from several threads for different ids.
  void parse(AssetId id, std::string text);
  /// To be called once when all stylesheets are parsed: resolves URLs and reports those that lead nowhere.
  void link(diagnostics::Sink& sink);

  std::size_t size() const { return sheets_.size(); }
  bool is_stylesheet(AssetId id) const { return is_sheet_[id] != 0; }
  const Stylesheet& sheet(AssetId id) const { return sheets_[id]; }
  /// What a stylesheet names, in order; whether it is there or not. REQUIRES: `link` was called.
  std::vector<StylesheetUses::Use> uses(AssetId id) const;
  /// The stylesheet that the import `part` of `sheet` brings in, or k_no_asset.
  AssetId imported(const Stylesheet& sheet, std::size_t part) const;

 private:
  CssLink resolve(std::string_view url, const Stylesheet& sheet) const;
  AssetId find(std::string_view output_path) const;
  void report_problems(const Stylesheet& sheet, const diagnostics::SourceText& source, diagnostics::Sink& sink) const;
  void report_missing(const Stylesheet& sheet, const diagnostics::SourceText& source, diagnostics::Sink& sink) const;
  void report_cycles(diagnostics::Sink& sink) const;
  void spread_layers();
  std::string path_of(std::string_view url, const CssLink& link) const;
  bool is_static(const std::string& path) const;

  const std::vector<theme::Chain::AssetFile>& files_;
  const theme::Chain& chain_;
  const base::FileSystem& fs_;
  std::string static_root_;
  std::string own_prefix_;  ///< what the URLs of the site's own assets begin with: "/docs/assets/"
  std::map<std::string_view, AssetId> by_name_;
  std::vector<Stylesheet> sheets_;  ///< by asset; empty ones for other assets
  std::vector<char> is_sheet_;
};

}  // namespace assets
