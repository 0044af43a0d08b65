// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

/// What the beginning of a line means in CommonMark, asked of the text of a line from its first character that is not
/// blank, without its line break.
namespace markdown {

/// `> `, `- `, `1. `: the marker alone, in bytes; 0 when the line begins no list item.
struct ListMarker {
  std::uint32_t bytes = 0;
  std::uint32_t number = 0;
  char character = 0;         ///< the bullet, or what stands behind the number
  bool can_interrupt = true;  ///< false: not in the middle of a paragraph (empty, or a number other than 1)
};
ListMarker read_list_marker(std::string_view line);

/// A fence of backticks, tildes, colons or slashes: `length` 3 or more, else 0; `rest` is what follows, trimmed. Colons
/// and slashes are for directives only.
struct Fence {
  char character = 0;
  std::uint32_t length = 0;
  std::string_view rest;
};
Fence read_fence(std::string_view line);

bool is_thematic_break(std::string_view line);
bool is_setext_underline(std::string_view line);
bool is_heading(std::string_view line);  ///< `#` to `######`, then a blank or nothing

/// `[^label]:`, the beginning of a footnote: its length with the blanks behind it, or 0.
struct FootnoteMarker {
  std::size_t bytes = 0;
  std::string_view label;
};
FootnoteMarker read_footnote_marker(std::string_view line);

/// Which of the seven kinds of HTML block the line begins (CommonMark 0.31, section 4.6), or 0.
int html_block_kind(std::string_view line, bool in_paragraph);

/// Does the line end an HTML block of kind 1 to 5?
bool ends_html_block(std::string_view line, int kind);

}  // namespace markdown
