// SPDX-License-Identifier: MIT
#include "markdown/tree.h"

#include <algorithm>
#include <cstring>
#include <utility>

#include "markdown/block_parser.h"
#include "markdown/inline_parser.h"
#include "markdown/spare.h"
#include "markdown/table_syntax.h"

namespace markdown {
namespace {

bool is_leaf(Element element) {
  return element == Element::code_block || element == Element::html_block || element == Element::thematic_break ||
         element == Element::math_block || element == Element::shortcodes;
}

Node* skip_footnotes(Node* node) {
  while (node != nullptr && node->element == Element::footnote_definition) node = node->next;
  return node;
}

/// The next node of the tree in the order of the text; `nullptr` after the last below `root`.
Node* next_in_order(Node* node) {
  if (node->first_child != nullptr) return node->first_child;
  while (node != nullptr && node->next == nullptr) node = node->parent;
  return node == nullptr ? nullptr : node->next;
}

}  // namespace

/// Goes through the blocks and reads their running text. Footnotes are left out where they stand and follow at the end,
/// those that are referred to, in the order of their first references.
class Tree::Walk {
 public:
  Walk() : inlines_(arena_, blocks_) {}

  /// Begins a text; forgets the one before.
  void begin(std::string_view text, Extensions extensions, std::uint32_t deepest_nesting,
             std::span<const std::uint32_t> line_offsets) {
    forget();
    text_ = text;
    inlines_.begin(text, extensions);
    BlockParser(text, line_offsets, extensions, deepest_nesting, arena_, blocks_).run();
    if (blocks_.has_footnotes) number_footnotes();
    inlines_.limit_expansion(100'000 + 2 * text.size());
    node_ = blocks_.document;
  }

  std::size_t text_bytes() const { return text_.size(); }

  bool next(Event& event) {
    event.inlines = nullptr;
    if (in_cell_) return end_cell(event);
    if (cell_ < cells_) return begin_cell(event);
    if (node_ == nullptr) return false;
    describe(event);
    move();
    return true;
  }

  std::uint32_t line_of(const Link& link) {
    for (const char* at = inline_line_at_; at < link.begin; ++at) {
      at = static_cast<const char*>(std::memchr(at, '\n', static_cast<std::size_t>(link.begin - at)));
      if (at == nullptr) break;
      ++inline_line_;
    }
    inline_line_at_ = std::max(inline_line_at_, link.begin);
    return inline_line_;
  }

  std::uint32_t count_reference(const Node& footnote) {
    std::size_t index = footnote.number - 1;
    return index < references_met_.size() ? ++references_met_[index] : 1;
  }

  const std::vector<BoundMet>& bounds_met() const { return blocks_.bounds_met; }
  const std::vector<BlockProblem>& problems() const { return blocks_.problems; }
  const std::vector<Abbreviation>& abbreviations() const { return blocks_.abbreviations; }

 private:
  void forget() {
    arena_.reset();
    blocks_.clear();
    begins_ = true;
    cell_texts_.clear();
    cell_ = cells_ = 0;
    in_cell_ = false;
    footnotes_.clear();
    references_met_.clear();
    footnote_ = 0;
  }

  /// Describes the node at hand, and begins its content.
  void describe(Event& event) {
    Node& node = *node_;
    event.element = node.element;
    event.begins = begins_;
    event.line = node.line;
    event.begin = node.begin;
    event.end = node.end;
    event.attributes = node.attributes;
    switch (node.element) {
      case Element::list:
        event.ordered = node.ordered;
        event.tight = node.tight;
        event.start = node.start;
        break;
      case Element::item:
        event.task = node.task;
        break;
      case Element::heading:
        event.level = node.level;
        break;
      case Element::paragraph:
        event.text = node.text;
        event.tight = (node.parent->element == Element::item && node.parent->parent->tight) ||
                      (node.parent->element == Element::definition && node.parent->tight);
        event.last = node.parent->element == Element::footnote_definition && skip_footnotes(node.next) == nullptr;
        break;
      case Element::code_block:
        event.info = node.info;
        event.text = node.text;
        event.directive = node.directive;
        break;
      case Element::directive:
        event.empty = node.first_child == nullptr;
        [[fallthrough]];
      case Element::directive_title:
        event.directive = node.directive;
        break;
      case Element::math_block:
      case Element::shortcodes:
      case Element::html_block:
        event.text = node.text;
        break;
      case Element::table_row:
        event.header = node.header;
        break;
      case Element::footnote_definition:
        event.text = node.text;
        event.number = node.number;
        event.references = node.references;
        break;
      default:
        break;
    }
    if (!begins_) return;
    if (holds_inlines(node.element)) {
      begin_inlines(event, node.text, node.line);
    } else if (node.element == Element::table_row) {
      begin_row();
    }
  }

  /// Moves to the beginning or end that comes next.
  void move() {
    if (begins_ && is_leaf(node_->element)) return move_behind();
    Node* child = begins_ ? skip_footnotes(node_->first_child) : nullptr;
    if (child != nullptr) {
      node_ = child;
    } else if (begins_) {
      begins_ = false;
      if (node_->element == Element::document) begin_footnote();
    } else {
      move_behind();
    }
  }

  void move_behind() {
    if (node_->element == Element::footnote_definition) return begin_footnote();
    Node* next = skip_footnotes(node_->next);
    begins_ = next != nullptr;
    node_ = next != nullptr ? next : node_->parent;
    if (!begins_ && node_ != nullptr && node_->element == Element::document) begin_footnote();
  }

  /// Goes on with the next footnote, or the end of the document.
  void begin_footnote() {
    begins_ = footnote_ < footnotes_.size();
    node_ = begins_ ? footnotes_[footnote_++] : blocks_.document;
  }

  void begin_inlines(Event& event, std::string_view text, std::uint32_t line) {
    event.inlines = &inlines_.parse(text);
    inline_line_ = line;
    inline_line_at_ = text.data();
  }

  void begin_row() {
    Node& table = *node_->parent;
    read_cells(node_->text, table.columns, arena_, cell_texts_);
    cell_ = 0;
    cells_ = table.columns;
  }

  bool begin_cell(Event& event) {
    describe_cell(event);
    event.begins = true;
    in_cell_ = true;
    if (cell_ < cell_texts_.size()) begin_inlines(event, cell_texts_[cell_], row().line);
    return true;
  }

  bool end_cell(Event& event) {
    describe_cell(event);
    event.begins = false;
    in_cell_ = false;
    ++cell_;
    return true;
  }

  void describe_cell(Event& event) {
    event.element = Element::table_cell;
    event.alignment = row().parent->alignments[cell_];
    event.line = row().line;
  }

  /// The row whose cells are being read: the walk stands at its end already.
  Node& row() { return *node_; }

  /// Numbers the footnotes by their first references and counts these.
  void number_footnotes() {
    for (Node* node = blocks_.document; node != nullptr; node = next_in_order(node)) {
      if (node->text.find("[^") == std::string_view::npos) continue;
      if (holds_inlines(node->element)) {
        count_references(node->text);
      } else if (node->element == Element::table_row) {
        read_cells(node->text, node->parent->columns, arena_, cell_texts_);
        for (std::string_view cell : cell_texts_) count_references(cell);
      }
    }
    references_met_.resize(footnotes_.size());
    cell_texts_.clear();
  }

  void count_references(std::string_view text) {
    for (const Token& token : inlines_.parse(text)) {
      if (token.element != Element::footnote_reference) continue;
      Node& footnote = *token.footnote;
      if (footnote.references++ > 0) continue;
      footnotes_.push_back(&footnote);
      footnote.number = static_cast<std::uint32_t>(footnotes_.size());
    }
  }

  std::string_view text_;
  base::Arena arena_{std::size_t{16} << 10};
  Blocks blocks_;
  InlineParser inlines_;

  Node* node_ = nullptr;
  bool begins_ = true;

  std::uint32_t inline_line_ = 0;
  const char* inline_line_at_ = nullptr;

  std::vector<std::string_view> cell_texts_;
  std::size_t cell_ = 0;
  std::size_t cells_ = 0;
  bool in_cell_ = false;

  std::vector<Node*> footnotes_;  ///< that are referred to, by number
  std::vector<std::uint32_t> references_met_;
  std::size_t footnote_ = 0;
};

Tree::Tree(std::string_view text, Extensions extensions, std::uint32_t deepest_nesting,
           std::span<const std::uint32_t> line_offsets)
    : walk_(Spare<Walk>::take()) {
  walk_->begin(text, extensions, deepest_nesting, line_offsets);
}

Tree::~Tree() {
  if (walk_->text_bytes() <= k_largest_sparing_text) Spare<Walk>::keep(std::move(walk_));
}

bool Tree::next(Event& event) { return walk_->next(event); }

std::uint32_t Tree::line_of(const Link& link) { return walk_->line_of(link); }

std::uint32_t Tree::count_reference(const Node& footnote) { return walk_->count_reference(footnote); }

const std::vector<BoundMet>& Tree::bounds_met() const { return walk_->bounds_met(); }

const std::vector<BlockProblem>& Tree::problems() const { return walk_->problems(); }

const std::vector<Abbreviation>& Tree::abbreviations() const { return walk_->abbreviations(); }

}  // namespace markdown
