// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/arena.h"
#include "diagnostics/diagnostic.h"
#include "value/value.h"

/// Text to values: YAML (libyaml, 1.1 scalars as PyYAML reads them, dates included), TOML 1.0 and JSON. Pure functions:
/// no file is opened, nothing is thrown, any bytes are accepted. Values lie in `arena` whole (they do not point into
/// the text).
namespace value {

enum class Format { yaml, toml, json };

/// The format for a file name's extension (.yaml .yml .toml .json), or nothing.
std::optional<Format> format_of(std::string_view file_name);

/// Where each key stands, by dotted path ("menu.main.weight", list elements by number: "menu.main.0.name").
struct KeyPlace {
  std::string path;
  std::size_t offset;
  std::size_t length;
};

struct ParseOptions {
  diagnostics::Fault fault = diagnostics::Fault::content;  ///< of the diagnostics made
  std::vector<KeyPlace>* places = nullptr;                 ///< filled when given
  std::size_t base_offset =
      0;  ///< where `text` begins in `source.text()`, so that places and diagnostics point into the whole file
};

/// The value of `text`. Mistakes (syntax, duplicate keys, nesting beyond `k_deepest`, more aliases than sense) are
/// appended to `diagnostics`; the result is then what could be read, or undefined. An empty text is an empty map for
/// YAML and TOML.
Value parse(Format format, std::string_view text, const diagnostics::SourceText& source, base::Arena& arena,
            std::vector<diagnostics::Diagnostic>& diagnostics, const ParseOptions& options = {});

}  // namespace value
