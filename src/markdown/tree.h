// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

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
  directive,
  directive_title,
  math_block,
  shortcodes,  ///< a line of nothing else
  definition_list,
  definition_term,
  definition,
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
  subscript,
  superscript,
  mark,
  insert,
  keys,
  role,
  span,
  math_inline,
  math_display,
  attributes,  ///< of the code that follows
};

enum class Alignment : std::uint8_t { none, left, center, right };
enum class Task : std::uint8_t { none, open, done };

struct Directive;
struct Link;
struct Node;
struct Token;

/// One step of a walk over a parsed text: a block begins or ends. Leaves (code, HTML, thematic breaks) only begin.
/// Which fields mean something depends on the element; the others hold what an earlier event left. Views live as long
/// as the tree.
struct Event {
  Element element = Element::document;
  bool begins = true;
  bool tight = false;    ///< of a paragraph: its list shows it without `<p>`
  bool ordered = false;  ///< of a list
  bool header = false;   ///< of a table row
  bool last = false;     ///< of a paragraph: the last child of a footnote definition
  bool empty = false;    ///< of a directive: nothing stands in it
  Task task = Task::none;
  Alignment alignment = Alignment::none;  ///< of a table cell
  std::uint8_t level = 0;                 ///< of a heading
  int start = 1;                          ///< of an ordered list
  std::uint32_t line = 0;                 ///< its first line, 1-based
  std::uint32_t begin = 0;                ///< its span in the parsed text, in bytes
  std::uint32_t end = 0;
  std::uint32_t number = 0;      ///< of a footnote: its place among the footnotes, from 1
  std::uint32_t references = 0;  ///< to a footnote, in all
  std::string_view text;         ///< the content of a leaf, or the label of a footnote
  std::string_view info;         ///< of a code block
  /// Of a directive; of a code block that is one.
  const Directive* directive = nullptr;
  std::string_view attributes;  ///< between braces, of the block
  /// The running text of the block that begins, until the next event; `nullptr` when it has none.
  const std::vector<Token>* inlines = nullptr;
};

/// What was cut off so that time and memory stay in proportion to the text.
enum class Bound : std::uint8_t {
  nesting,      ///< quotes and items deeper than allowed are text
  table_cells,  ///< a table ends where its short rows would be filled up with too many empty cells
  link_text,    ///< references to long definitions stay text when all of them together grow too long
};

/// The first place where a bound was met.
struct BoundMet {
  Bound bound;
  std::uint32_t line;    ///< 1-based
  std::uint32_t offset;  ///< in the parsed text
};

/// Something to tell about a block, placed by its line, 1-based, and the bytes before it there.
struct BlockProblem {
  const char* code;
  std::string message;
  std::string hint;
  std::uint32_t line;
  std::uint32_t column;
};

/// `*[word]: meaning`
struct Abbreviation {
  std::string_view word;
  std::string_view meaning;
};

/// A Markdown text as CommonMark 0.31.2 (with those extensions that it is told of)
/// understands it, read as a sequence of blocks and their running text. This is the seam behind which
/// the parser stands; nothing else knows of it. Blocks are parsed at once, running text when the walk comes to it.
/// Takes any well-formed UTF-8 without U+0000; time and memory are linear in its size. Safe to use from any number of
/// threads, each tree in one thread.
class Tree {
 public:
  /// `line_offsets`: where the lines begin, if that is known already.
  /// REQUIRES: `text` outlives the tree and is shorter than 2 GiB; lines whose beginnings are given end with `\n`.
  Tree(std::string_view text, Extensions extensions, std::uint32_t deepest_nesting,
       std::span<const std::uint32_t> line_offsets = {});
  ~Tree();
  Tree(const Tree&) = delete;
  Tree& operator=(const Tree&) = delete;

  /// Moves to the next event; false after the last.
  bool next(Event& event);

  /// The line where a link or image of the last event's text begins. REQUIRES: asked in the order of the text.
  std::uint32_t line_of(const Link& link);
  /// Counts a reference to a footnote; how many there were so far.
  std::uint32_t count_reference(const Node& footnote);

  /// The words that are explained wherever they stand.
  const std::vector<Abbreviation>& abbreviations() const;
  /// What was cut off so far; complete after the last event.
  const std::vector<BoundMet>& bounds_met() const;
  /// What is wrong with directives.
  const std::vector<BlockProblem>& problems() const;

 private:
  class Walk;
  std::unique_ptr<Walk> walk_;
};

}  // namespace markdown
