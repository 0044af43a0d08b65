// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <memory>
#include <string_view>

#include "markdown/markdown.h"

namespace markdown {

enum class Element : std::uint8_t {
  document,
  block_quote,
  list,
  item,
  code_block,
  html_block,
  paragraph,
  heading,
  thematic_break,
  footnote_definition,
  table,
  table_row,
  table_cell,
  text,
  soft_break,
  line_break,
  code,
  html_inline,
  emphasis,
  strong,
  strikethrough,
  link,
  image,
  footnote_reference,
};

enum class Alignment : std::uint8_t { none, left, center, right };
enum class Task : std::uint8_t { none, open, done };

/// One step of a walk over a parsed text: an element begins or ends. Leaves (text, breaks, code, HTML) only begin.
/// Which fields mean something depends on the element; the others keep their defaults. Views live as long as the tree.
struct Event {
  Element element = Element::document;
  bool begins = true;
  bool tight = false;    ///< of a paragraph: its list shows it without `<p>`
  bool ordered = false;  ///< of a list
  bool header = false;   ///< of a table row
  bool last = false;     ///< of a paragraph: the last child of a footnote definition
  Task task = Task::none;
  Alignment alignment = Alignment::none;  ///< of a table cell
  std::uint8_t level = 0;                 ///< of a heading
  int start = 1;                          ///< of an ordered list
  std::uint32_t line = 0;                 ///< where it begins: 1-based line of the parsed text, 0 unknown
  std::uint32_t number = 0;      ///< of a footnote and of a reference to it: its place among the footnotes, from 1
  std::uint32_t references = 0;  ///< to a footnote, in all; of a reference: how many up to this one
  /// The content of a leaf, or the label of a footnote and of a reference to it. The info string of a code block is in
  /// `title`.
  std::string_view text;
  std::string_view url;    ///< of a link or image, entities and backslashes resolved
  std::string_view title;  ///< of a link or image, likewise
};

/// A Markdown text as CommonMark (or GFM with footnotes, for `Dialect::site`) understands it, read as a sequence of
/// events. This is the seam behind which the parsing library stands; nothing else knows of it. Safe to use from any
/// number of threads, each tree in one thread. REQUIRES: the text is one whose cost `prepare` has bounded.
class Tree {
 public:
  Tree(std::string_view text, Dialect dialect);
  ~Tree();
  Tree(const Tree&) = delete;
  Tree& operator=(const Tree&) = delete;

  /// Moves to the next event; false after the last.
  bool next(Event& event);

 private:
  struct Parsed;
  std::unique_ptr<Parsed> parsed_;
};

}  // namespace markdown
