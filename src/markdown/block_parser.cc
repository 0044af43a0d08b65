// SPDX-License-Identifier: MIT
#include "markdown/block_parser.h"

#include <algorithm>

#include "markdown/inserts.h"
#include "markdown/link_syntax.h"
#include "markdown/table_syntax.h"

namespace markdown {
namespace {

std::string_view trim_heading(std::string_view text) {
  text = trim_blanks(text);
  std::size_t end = text.find_last_not_of('#');
  if (end == std::string_view::npos) return {};
  if (end + 1 < text.size() && is_blank(text[end])) text = trim_blanks(text.substr(0, end));
  return text;
}

std::string_view trim_right_of_paragraph(std::string_view text) {
  while (!text.empty() && (is_blank(text.back()) || is_line_end(text.back()))) text.remove_suffix(1);
  return text;
}

}  // namespace

BlockParser::BlockParser(std::string_view text, std::span<const std::uint32_t> line_offsets, Extensions extensions,
                         std::uint32_t deepest_nesting, base::Arena& arena, Blocks& blocks)
    : arena_(arena),
      blocks_(blocks),
      text_(text),
      extensions_(extensions),
      deepest_nesting_(deepest_nesting),
      line_(text, line_offsets),
      leaf_text_(text),
      cells_left_(200'000 + text.size() / 16) {}

void BlockParser::run() {
  blocks_.document = arena_.make<Node>();
  blocks_.document->line = 1;
  containers_.reserve(16);
  containers_.push_back({.node = blocks_.document, .filled = true});
  while (line_.next_line()) {
    ++line_number_;
    read_line();
  }
  truncate(0);
  blocks_.document->end = static_cast<std::uint32_t>(text_.size());
  blocks_.link_targets.seal();
  blocks_.footnotes.seal();
}

void BlockParser::read_line() {
  after_blank_ = blank_;
  blank_ = plain_rest_ = line_done_ = false;
  matched_ = match_containers();
  if (options_of_ != nullptr && take_option()) return;
  if (leaf_ > Leaf::paragraph && leaf_ < Leaf::table) {
    if (matched_ == containers_.size()) {
      if (continue_leaf()) return;
    } else {
      close_leaf();
    }
  }
  std::size_t continued = matched_;
  while (!line_.blank() && line_.indent() < k_code_indent && !plain_rest_ && open_container()) {
  }
  if (line_done_) {
    last_end_ = line_.end();
    blanks_ = 0;
    return;
  }
  bool opened = matched_ > continued;
  if (line_.blank()) {
    ++blanks_;
    read_blank(matched_, opened);
    return;
  }
  blanks_ = 0;
  Start start = plain_rest_ ? Start::text : find_start();
  if (matched_ < containers_.size()) {
    bool lazy = start == Start::text && leaf_ == Leaf::paragraph && !leaves_indented();
    if (!lazy) truncate(matched_);
  }
  begin_leaf(start);
  last_end_ = line_.end();
}

/// Does the line not go on with a directive of indented lines? Then it ends it, even in the middle of a paragraph.
bool BlockParser::leaves_indented() const {
  for (std::size_t at = matched_; at < containers_.size(); ++at) {
    if (containers_[at].kind == ContainerKind::indented) return true;
  }
  return false;
}

std::size_t BlockParser::match_containers() {
  std::size_t matched = 1;
  while (matched < containers_.size() && matches(containers_[matched])) ++matched;
  return matched;
}

/// Does the line go on with the container? If so, the cursor moves behind what says so.
bool BlockParser::matches(const Container& container) {
  switch (container.kind) {
    case ContainerKind::quote:
      if (line_.indent() >= k_code_indent || line_.blank() || line_.first() != '>') return false;
      line_.use_marker(1);
      if (line_.indent() > 0) line_.use_columns(1);
      return true;
    case ContainerKind::fenced:
    case ContainerKind::tab:
      return true;
    default:
      break;
  }
  if (line_.blank()) {
    if (!container.filled && container.kind == ContainerKind::item) return false;
    line_.use_columns(std::min(container.width, line_.indent()));
    return true;
  }
  if (line_.indent() < container.width) return false;
  line_.use_columns(container.width);
  return true;
}

/// Code and raw HTML take lines as they are. True when the line is dealt with.
bool BlockParser::continue_leaf() {
  switch (leaf_) {
    case Leaf::fenced_code:
      return continue_fenced_code();
    case Leaf::indented_code:
      return continue_indented_code();
    case Leaf::math:
      return continue_math();
    default:
      return continue_html();
  }
}

bool BlockParser::continue_fenced_code() {
  last_end_ = line_.end();
  if (line_.indent() < k_code_indent && !line_.blank() && line_.first() == fence_.character) {
    Fence fence = read_fence(line_.rest());
    if (fence.length >= fence_.length && fence.rest.empty()) {
      close_leaf();
      return true;
    }
  }
  add_raw_line(fence_indent_);
  return true;
}

bool BlockParser::continue_indented_code() {
  if (line_.blank()) {
    ++blank_lines_;
    blank_ = true;
    blank_level_ = level_of_blank_line();
  } else if (line_.indent() >= k_code_indent) {
    last_end_ = line_.end();
    blank_lines_ = 0;
  } else {
    close_leaf();
    return false;
  }
  add_raw_line(k_code_indent);
  return true;
}

bool BlockParser::continue_html() {
  if (line_.blank()) {
    if (html_kind_ >= 6) {
      close_leaf();
      return false;
    }
    blank_ = true;
    blank_level_ = level_of_blank_line();
  } else {
    if (html_kind_ >= 6 && line_.indent() < k_code_indent && concerns_directive(line_.rest())) {
      close_leaf();
      return false;
    }
    last_end_ = line_.end();
  }
  add_raw_line(0);
  if (html_kind_ < 6 && ends_html_block(line_.rest(), html_kind_)) close_leaf();
  return true;
}

/// Adds the line from the cursor on, but for up to `strip` columns of blanks.
void BlockParser::add_raw_line(std::uint32_t strip) {
  line_.use_columns(std::min(strip, line_.indent()));
  leaf_text_.add(line_.position(), line_.end(), line_.unused());
}

void BlockParser::read_blank(std::size_t matched, bool opened) {
  if (leaf_ != Leaf::none) close_leaf();
  truncate(matched);
  bool begins_item = opened && containers_.back().kind == ContainerKind::item;
  if (opened) last_end_ = line_.end();
  if (begins_item) return;
  blank_ = true;
  blank_level_ = level_of_blank_line();
}

BlockParser::Start BlockParser::find_start() {
  bool in_paragraph = leaf_ == Leaf::paragraph;
  if (line_.indent() >= k_code_indent) return in_paragraph ? Start::text : Start::indented_code;
  char c = line_.first();
  bool can_underline = in_paragraph && matched_ == containers_.size();
  switch (c) {
    case '#':
      return is_heading(line_.rest()) ? Start::heading : Start::text;
    case '`':
    case '~':
      return read_fence(line_.rest()).length > 0 ? Start::fenced_code : Start::text;
    case '<':
      html_kind_ = html_block_kind(line_.rest(), in_paragraph);
      return html_kind_ > 0 ? Start::html : Start::text;
    case '=':
      return can_underline && is_setext_underline(line_.rest()) ? Start::underline : Start::text;
    case '-':
      if (can_underline && is_setext_underline(line_.rest())) return Start::underline;
      [[fallthrough]];
    case '*':
      if (!in_paragraph && is_abbreviation(line_.rest())) return Start::abbreviation;
      [[fallthrough]];
    case '_':
      return is_thematic_break(line_.rest()) ? Start::thematic_break : Start::text;
    case '{':
      return is_attributes(line_.rest()) ? Start::attributes : Start::text;
    case '\xF4':
      return is_line_of_marks(line_.rest()) ? Start::shortcodes : Start::text;
    case '$':
      return begins_math() ? Start::math : Start::text;
    default:
      return Start::text;
  }
}

void BlockParser::begin_leaf(Start start) {
  if (start != Start::text && start != Start::underline) close_leaf();
  switch (start) {
    case Start::text:
      return add_text();
    case Start::heading:
      return add_heading();
    case Start::underline:
      return add_underlined_heading();
    case Start::thematic_break:
      add_child(Element::thematic_break).end = static_cast<std::uint32_t>(line_.end());
      return;
    case Start::fenced_code:
      return begin_fenced_code();
    case Start::html:
      return begin_html();
    case Start::attributes:
      return add_attributes();
    case Start::abbreviation:
      return add_abbreviation();
    case Start::math:
      return begin_math();
    case Start::shortcodes:
      add_child(Element::shortcodes).text = line_.rest();
      return;
    case Start::indented_code:
      leaf_node_ = &add_child(Element::code_block);
      leaf_ = Leaf::indented_code;
      leaf_text_.clear();
      blank_lines_ = 0;
      return add_raw_line(k_code_indent);
  }
}

void BlockParser::add_text() {
  if (leaf_ == Leaf::table) {
    if (!plain_rest_ && add_table_row()) return;
    close_leaf();
  }
  if (leaf_ == Leaf::paragraph) {
    bool may_be_table = extensions_.has(Extension::tables) && !plain_rest_ && matched_ == containers_.size() &&
                        line_.indent() < k_code_indent;
    if (may_be_table && begin_table()) return;
  } else {
    leaf_node_ = &add_child(Element::paragraph);
    leaf_ = Leaf::paragraph;
    leaf_text_.clear();
  }
  leaf_text_.add(line_.content(), line_.end());
}

void BlockParser::begin_fenced_code() {
  fence_ = read_fence(line_.rest());
  fence_indent_ = line_.indent();
  leaf_node_ = &add_child(Element::code_block);
  leaf_node_->info = unescape(fence_.rest, arena_);
  leaf_ = Leaf::fenced_code;
  leaf_text_.clear();
}

void BlockParser::begin_html() {
  leaf_node_ = &add_child(Element::html_block);
  leaf_ = Leaf::html;
  leaf_text_.clear();
  add_raw_line(0);
  if (html_kind_ < 6 && ends_html_block(line_.rest(), html_kind_)) close_leaf();
}

void BlockParser::add_heading() {
  std::string_view rest = line_.rest();
  std::size_t level = std::min(rest.find_first_not_of('#'), rest.size());
  Node& heading = add_child(Element::heading);
  heading.level = static_cast<std::uint8_t>(level);
  heading.text = trim_heading(rest.substr(level));
  take_heading_attributes(heading, heading.text);
  heading.end = static_cast<std::uint32_t>(line_.end());
}

/// The line under a paragraph makes it a heading, unless there was nothing but definitions in it.
void BlockParser::add_underlined_heading() {
  std::string_view content = take_definitions(leaf_text_.view());
  if (content.empty()) {
    leaf_text_.clear();
    leaf_text_.add(line_.content(), line_.end());
    return;
  }
  leaf_node_->element = Element::heading;
  leaf_node_->level = line_.first() == '=' ? 1 : 2;
  content = trim_right_of_paragraph(content);
  leaf_node_->text = leaf_text_.keep(content, arena_);
  take_heading_attributes(*leaf_node_, leaf_node_->text);
  leaf_node_->end = static_cast<std::uint32_t>(line_.end());
  leaf_ = Leaf::none;
}

/// A line of hyphens and bars makes the last line of the paragraph the header of a table with as many cells.
bool BlockParser::begin_table() {
  char c = line_.first();
  if (c != '|' && c != '-' && c != ':') return false;
  std::uint32_t columns = delimiter_columns(line_.rest());
  if (columns == 0 || count_cells(leaf_text_.last_line()) != columns) return false;
  Node& header = make_node(Element::table_row);
  header.header = true;
  header.text = leaf_text_.keep(leaf_text_.last_line(), arena_);
  header.line = line_number_ - 1;
  header.begin = static_cast<std::uint32_t>(last_end_ - header.text.size());
  header.end = static_cast<std::uint32_t>(last_end_);
  Node* table = leaf_node_;
  std::string_view before = trim_right_of_paragraph(take_definitions(leaf_text_.before_last_line()));
  if (!before.empty()) {
    leaf_node_->text = leaf_text_.keep(before, arena_);
    leaf_node_->end = header.begin;
    table = &make_node(Element::table);
    append(*table);
  }
  auto* alignments = arena_.array<Alignment>(columns);
  read_alignments(line_.rest(), alignments);
  table->element = Element::table;
  table->line = header.line;
  table->begin = header.begin;
  table->columns = columns;
  table->alignments = alignments;
  append_child(*table, header);
  leaf_node_ = table;
  leaf_ = Leaf::table;
  return true;
}

/// False when the line is no row, or may not be one any more: a missing cell is made for each column.
bool BlockParser::add_table_row() {
  std::uint32_t cells = count_cells(line_.rest());
  if (cells == 0) return false;
  std::size_t missing = leaf_node_->columns - std::min(cells, leaf_node_->columns);
  if (missing > cells_left_) {
    blocks_.meet(Bound::table_cells, line_number_, line_.content());
    return false;
  }
  cells_left_ -= missing;
  Node& row = make_node(Element::table_row);
  row.text = line_.rest();
  row.end = static_cast<std::uint32_t>(line_.end());
  append_child(*leaf_node_, row);
  return true;
}

void BlockParser::close_leaf() {
  Leaf leaf = leaf_;
  leaf_ = Leaf::none;
  if (leaf == Leaf::none) return;
  leaf_node_->end = static_cast<std::uint32_t>(last_end_);
  switch (leaf) {
    case Leaf::paragraph:
      return close_paragraph();
    case Leaf::fenced_code:
    case Leaf::html:
    case Leaf::math:
      leaf_node_->text = leaf_text_.keep_lines(arena_);
      return;
    case Leaf::indented_code:
      return close_code();
    default:
      return;
  }
}

/// A paragraph of nothing but definitions vanishes, and with it what it said about its list.
void BlockParser::close_paragraph() {
  std::string_view content = trim_right_of_paragraph(take_definitions(leaf_text_.view()));
  if (!content.empty()) {
    leaf_node_->text = leaf_text_.keep(content, arena_);
    return;
  }
  Node& parent = *leaf_node_->parent;
  parent.last_child = before_leaf_;
  (before_leaf_ == nullptr ? parent.first_child : before_leaf_->next) = nullptr;
  containers_.back().filled = parent.first_child != nullptr;
  if (leaf_loosened_ == nullptr) return;
  leaf_loosened_->tight = true;
  after_blank_ = true;
  blank_level_ = leaf_blank_level_;
}

/// Takes the link reference definitions from the beginning of a paragraph; what is left.
std::string_view BlockParser::take_definitions(std::string_view text) {
  if (!text.starts_with('[')) return text;
  text = leaf_text_.keep(text, arena_);
  std::size_t position = 0;
  std::string_view label;
  LinkTarget target;
  while (position < text.size() && read_definition(text, position, label, target, arena_)) {
    blocks_.link_targets.add(label, target, arena_);
  }
  return text.substr(position);
}

/// Blank lines at the end of indented code do not belong to it.
void BlockParser::close_code() {
  std::string_view code = leaf_text_.keep_lines(arena_);
  for (; blank_lines_ > 0; --blank_lines_) {
    code.remove_suffix(1);
    code = code.substr(0, code.rfind('\n') + 1);
  }
  leaf_node_->text = code;
}

}  // namespace markdown
