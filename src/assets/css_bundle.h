// SPDX-License-Identifier: MIT
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "assets/css_library.h"

namespace assets {

enum class Imports : std::uint8_t { bundled, kept };

/// Bounds of one bundle, each an error of code "import-limit" when met.
inline constexpr std::size_t k_deepest_import = 100;
inline constexpr std::size_t k_most_imports = 10'000;
inline constexpr std::size_t k_most_bundle_bytes = std::size_t{64} << 20;

/// Which stylesheets go into the output of one, in which order: a tree whose root is the output's own stylesheet. Made
/// before any output has a name, because names depend on what the bundles refer to.
class CssBundle {
 public:
  /// REQUIRES: `library` is linked, outlives the bundle, and `root` is a stylesheet of it.
  CssBundle(const CssLibrary& library, AssetId root, Imports imports);

  AssetId root() const { return nodes_.front().sheet; }
  /// The assets whose URL stands in the output, sorted, each once.
  std::vector<AssetId> references() const;
  /// The stylesheets inside but the root itself, sorted, each once.
  std::vector<AssetId> contents() const;

  /// The bytes of the output, with `output_path_of` an asset for each reference; nothing when it would be longer than
  /// `k_most_bundle_bytes`.
  std::optional<std::string> text(const std::function<std::string(AssetId)>& output_path_of) const;

  /// What bound was met, or "".
  const std::string& limit() const { return limit_; }

 private:
  static constexpr std::size_t k_left_out = ~std::size_t{0};
  static constexpr std::size_t k_kept = k_left_out - 1;

  struct Node {
    AssetId sheet;
    std::vector<std::size_t> imports;  ///< by part: a node, `k_left_out` or `k_kept`
  };
  class Planner;
  class Writer;

  const CssLibrary& library_;
  std::vector<Node> nodes_;
  std::string limit_;
};

}  // namespace assets
