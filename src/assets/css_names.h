// SPDX-License-Identifier: MIT
#pragma once

#include <span>
#include <string>
#include <vector>

#include "assets/assets.h"
#include "assets/css_bundle.h"

namespace assets {

/// "css/style.css" -> "assets/css/style.3f2a9c01.css".
std::string fingerprinted_path(std::string_view name, base::Fingerprint fingerprint);

/// Writes stylesheets whose bytes hold the names of others, which hold the fingerprint of their bytes: those that refer
/// to no unfinished one come first. Stylesheets that refer to each other in a circle are named together, by a
/// fingerprint of all their bytes with plain names in the place of the circle's own.
class CssNames {
 public:
  /// `assets` is by AssetId; the entries of all assets but stylesheets are complete. Entries that have no output keep
  /// an empty path, and URLs that lead to them the plain one.
  CssNames(std::vector<Asset>& assets, std::span<const CssBundle> bundles);

  /// Fills path, fingerprint and bytes of each bundle's root. The roots whose output is too long are returned and get
  /// none.
  std::vector<AssetId> run(bool fingerprints);

 private:
  void finish(std::size_t bundle, bool fingerprints);
  void finish_circle(const std::vector<std::size_t>& bundles);
  std::vector<std::size_t> circles_among(const std::vector<std::size_t>& waiting) const;
  std::vector<std::vector<std::size_t>> connected_parts(const std::vector<std::size_t>& bundles) const;
  std::string path_of(AssetId id) const;

  std::vector<Asset>& assets_;
  std::span<const CssBundle> bundles_;
  std::vector<std::vector<std::size_t>> needs_;  ///< by bundle: the bundles it refers to
  std::vector<char> finished_;
  std::vector<AssetId> too_long_;
};

}  // namespace assets
