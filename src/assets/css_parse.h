// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace assets {

/// What an `@import` asks for beside the file: `layer(base) supports(display: grid) screen`.
struct CssConditions {
  bool has_layer = false;
  std::string layer;  ///< "" for a layer without a name
  bool has_supports = false;
  std::string supports;
  std::string media;

  bool none() const { return !has_layer && !has_supports && media.empty(); }
  /// As written in an `@import`, with a space before each part.
  std::string in_import() const;
  /// As blocks around the imported rules, and what closes them.
  std::string open_blocks() const;
  std::string close_blocks() const;
};

/// A part of a stylesheet that is not always copied as it stands.
struct CssPart {
  enum class Kind : std::uint8_t {
    import,        ///< a whole `@import` rule that stands where one may stand
    string_url,    ///< a string that is a URL: in `url("...")`, `src(...)`, `image-set(...)`
    unquoted_url,  ///< `url(...)` as a whole
    charset,       ///< a whole `@charset` rule
    stray,         ///< what means nothing at the top level but would close or break a block around it
  };
  Kind kind;
  std::size_t begin;
  std::size_t end;
  std::string url;             ///< of imports and URLs, escapes replaced
  std::size_t url_begin = 0;   ///< of an import: its string or `url(...)`
  std::size_t url_end = 0;     ///< likewise
  CssConditions conditions{};  ///< of an import
};

/// An `@import` that browsers ignore.
struct CssProblem {
  enum class Kind : std::uint8_t { misplaced_import, broken_import };
  Kind kind;
  std::size_t begin;
  std::size_t end;
};

/// A stylesheet cut at the places that bundling and fingerprints touch. Pure function of the text.
struct ParsedCss {
  std::vector<CssPart> parts;  ///< in order, not overlapping
  std::vector<CssProblem> problems;
  std::string closing;       ///< what closes the text, so that other text may follow
  bool uses_layers = false;  ///< declares or imports into cascade layers, whose order is that of first mention
};

/// Reads a stylesheet (CSS Syntax Level 3, CSS Cascade Level 5 for `@import`). Never fails; linear in time and memory.
ParsedCss parse_css(std::string_view text);

}  // namespace assets
