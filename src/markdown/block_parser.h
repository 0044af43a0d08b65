// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "base/arena.h"
#include "markdown/leaf_text.h"
#include "markdown/line_cursor.h"
#include "markdown/line_syntax.h"
#include "markdown/node.h"
#include "markdown/references.h"

namespace markdown {

/// The blocks of a text, and what they define for the whole of it.
struct Blocks {
  Node* document = nullptr;
  bool has_footnotes = false;  ///< definitions of them; these stand in the tree where they stand in the text
  LabelMap<LinkTarget> link_targets;
  LabelMap<Node*> footnotes;
  std::vector<BoundMet> bounds_met;

  void meet(Bound bound, std::uint32_t line, std::size_t offset);
  void clear();
};

/// Reads the block structure of a text (CommonMark 0.31, appendix "Phase 1", and what
/// extensions add). A line is read in four steps:
///
/// 1. which of the open containers (quotes, items, footnotes) does it continue,
/// 2. does it go on with code or raw HTML that is open there,
/// 3. which containers does it open,
/// 4. which leaf does it begin, or go on with.
///
/// At most one leaf is open at a time; its lines are gathered and belong to it when it closes. Time is linear in the
/// text times the depth of containers, which is bounded.
class BlockParser {
 public:
  /// Nodes live in `arena` and have views of `text` and of the arena. `line_offsets` as for `LineCursor`.
  BlockParser(std::string_view text, std::span<const std::uint32_t> line_offsets, Extensions extensions,
              std::uint32_t deepest_nesting, base::Arena& arena, Blocks& blocks);
  void run();

 private:
  enum class ContainerKind : std::uint8_t { document, quote, item, footnote };
  struct Container {
    Node* node = nullptr;
    Node* list = nullptr;     ///< the list at its end that a further item may belong to
    std::uint32_t width = 0;  ///< of an item: columns before its content
    ContainerKind kind = ContainerKind::document;
    bool filled = false;  ///< something stands in it
  };
  enum class Leaf : std::uint8_t { none, paragraph, fenced_code, indented_code, html, table };
  /// What a line begins behind its containers.
  enum class Start : std::uint8_t { text, heading, underline, thematic_break, fenced_code, indented_code, html };

  // block_parser.cc: lines and leaves
  void read_line();
  std::size_t match_containers();
  bool matches(const Container& container);
  bool continue_leaf();
  bool continue_fenced_code();
  bool continue_indented_code();
  bool continue_html();
  void read_blank(std::size_t matched, bool opened);
  Start find_start();
  void begin_leaf(Start start);
  void add_text();
  void begin_fenced_code();
  void begin_html();
  void add_heading();
  void add_underlined_heading();
  bool begin_table();
  bool add_table_row();
  void add_raw_line(std::uint32_t strip);
  void close_leaf();
  void close_paragraph();
  std::string_view take_definitions(std::string_view text);
  void close_code();

  // block_containers.cc: containers, and lists' looseness
  bool open_container();
  void open_quote();
  void open_item(const ListMarker& marker);
  void open_footnote(const FootnoteMarker& marker);
  Node& list_for(const ListMarker& marker);
  void read_task(Node& item);
  void push(ContainerKind kind, Node& node, std::uint32_t width);
  void truncate(std::size_t size);
  Node& add_child(Element element);
  Node& make_node(Element element);
  void append(Node& node);
  void loosen(Node& list);
  bool is_after_blank(std::size_t container) const { return after_blank_ && container >= blank_level_; }
  std::size_t innermost_quote() const;

  base::Arena& arena_;
  Blocks& blocks_;
  std::string_view text_;
  Extensions extensions_;
  std::uint32_t deepest_nesting_;
  LineCursor line_;
  std::uint32_t line_number_ = 0;
  std::size_t last_end_ = 0;  ///< where the last line that was not blank ends

  std::vector<Container> containers_;  ///< the document first
  std::size_t matched_ = 0;            ///< those of them that the line has continued or opened so far
  bool plain_rest_ = false;            ///< the rest of the line begins no block

  Leaf leaf_ = Leaf::none;
  Node* leaf_node_ = nullptr;
  Node* before_leaf_ = nullptr;       ///< the sibling before it
  Node* leaf_loosened_ = nullptr;     ///< the list that it made loose
  std::size_t leaf_blank_level_ = 0;  ///< what `blank_level_` was then
  LeafText leaf_text_;
  Fence fence_;
  std::uint32_t fence_indent_ = 0;
  int html_kind_ = 0;
  std::uint32_t blank_lines_ = 0;  ///< at the end of indented code

  /// A blank line stands before this one, and counts for containers from this level on: what is inside a quote says
  /// nothing about the lists around it.
  bool after_blank_ = false;
  bool blank_ = false;  ///< the same of this line
  std::size_t blank_level_ = 0;

  std::size_t cells_left_;  ///< that short rows of tables may still be filled up with
};

}  // namespace markdown
