// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace site {

/// Which part of a file is included: lines, or what stands between two texts or the marks of a section.
struct SnippetPart {
  std::string_view path;
  std::string_view lines;    ///< "2-4,7", "3-"; "" means all
  std::string_view section;  ///< between lines that hold `[start:section]` and `[end:section]`
  std::string_view start_after;
  std::string_view end_before;
  bool dedent = false;  ///< takes the indent away that all lines share
};

/// `path`, `path:section` or `path:first:last`; `options` are lines `name=value`.
SnippetPart read_snippet_part(std::string_view target, std::string_view options);

/// The part of the text; nothing when a section or text is not there.
std::optional<std::string> cut_snippet(std::string_view text, const SnippetPart& part);

}  // namespace site
