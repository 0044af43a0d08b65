// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "base/arena.h"
#include "markdown/directive.h"
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
  std::vector<BlockProblem> problems;
  std::vector<Abbreviation> abbreviations;

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
  enum class ContainerKind : std::uint8_t {
    document,
    quote,
    item,
    footnote,
    definition,
    fenced,    ///< a directive up to its closing fence
    indented,  ///< a directive of indented lines
    tab,       ///< begun by a heading, up to the next one
  };
  struct Container {
    Node* node = nullptr;
    Node* list = nullptr;     ///< the list at its end that a further item may belong to
    std::uint32_t width = 0;  ///< columns before its content
    ContainerKind kind = ContainerKind::document;
    bool filled = false;  ///< something stands in it
    char fence = 0;       ///< of a fenced directive
    std::uint32_t length = 0;
  };
  enum class Leaf : std::uint8_t { none, paragraph, fenced_code, indented_code, html, math, table };
  /// What a line begins behind its containers.
  enum class Start : std::uint8_t {
    text,
    heading,
    underline,
    thematic_break,
    fenced_code,
    indented_code,
    html,
    attributes,
    abbreviation,
    math,
    shortcodes,
  };

  // block_parser.cc: lines and leaves
  void read_line();
  bool leaves_indented() const;
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

  // block_extensions.cc: attributes, abbreviations, math
  bool begins_math() const;
  void begin_math();
  bool continue_math();
  bool is_attributes(std::string_view line) const;
  void add_attributes();
  void take_waiting_attributes(Node& node);
  void take_heading_attributes(Node& heading, std::string_view& text);
  bool is_abbreviation(std::string_view line) const;
  void add_abbreviation();

  // block_directives.cc: directives in all their spellings
  bool read_directive_line();
  bool read_fence_line();
  bool open_fenced(const Fence& fence, const DirectiveLine& line);
  bool close_fenced(const Fence& fence);
  std::size_t find_open_directive(const Fence& fence) const;
  bool concerns_directive(std::string_view line) const;
  bool open_admonition();
  bool open_tab();
  bool open_tab_heading();
  bool read_alert(Node& quote);
  Node& add_directive(const DirectiveLine& line);
  Node& add_tab(Node& set, const DirectiveLine& line);
  void describe_directive(Node& node, const DirectiveLine& line);
  void take_attributes(std::string_view attributes, Directive& directive, std::string_view& title);
  void add_option(Directive& directive, std::string_view name, std::string_view value);
  void settle_kind(Directive& directive, const DirectiveLine& line, const Node& parent);
  void begin_literal(Node& node, const Fence& fence);
  std::string_view join(std::string_view a, std::string_view b);
  bool take_option();
  void report_unclosed(const Container& container);
  void report(const char* code, std::string message, std::string hint, const Directive& directive);

  // block_containers.cc: containers, and lists' looseness
  bool open_container();
  void open_quote();
  void open_item(const ListMarker& marker);
  void open_footnote(const FootnoteMarker& marker);
  bool open_definition();
  Node* definition_list();
  bool enter();
  Node& list_for(const ListMarker& marker);
  void read_task(Node& item);
  void push(ContainerKind kind, Node& node, std::uint32_t width);
  void truncate(std::size_t size);
  Node& add_child(Element element);
  Node& make_node(Element element);
  void append(Node& node);
  void loosen(Node& list);
  bool is_after_blank(std::size_t container) const { return after_blank_ && container >= blank_level_; }
  std::size_t level_of_blank_line() const;

  base::Arena& arena_;
  Blocks& blocks_;
  std::string_view text_;
  Extensions extensions_;
  std::uint32_t deepest_nesting_;
  LineCursor line_;
  std::uint32_t line_number_ = 0;
  std::size_t last_end_ = 0;  ///< where the last line that was not blank ends

  std::vector<Container> containers_;   ///< the document first
  std::size_t matched_ = 0;             ///< those of them that the line has continued or opened so far
  bool plain_rest_ = false;             ///< the rest of the line begins no block
  bool line_done_ = false;              ///< nothing of the line is left
  Node* waiting_attributes_ = nullptr;  ///< a line of attributes for the block below it, as long as it is a paragraph
  Node* before_waiting_ = nullptr;
  Directive* options_of_ = nullptr;  ///< lines of options may follow
  char options_fence_ = 0;           ///< what its fence is made of
  std::uint32_t blanks_ = 0;         ///< blank lines before this one

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
