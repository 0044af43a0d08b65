// SPDX-License-Identifier: MIT
#include "markdown/block_parser.h"

namespace markdown {

void Blocks::meet(Bound bound, std::uint32_t line, std::size_t offset) {
  for (const BoundMet& each : bounds_met) {
    if (each.bound == bound) return;
  }
  bounds_met.push_back({bound, line, static_cast<std::uint32_t>(offset)});
}

void Blocks::clear() {
  document = nullptr;
  has_footnotes = false;
  link_targets.clear();
  footnotes.clear();
  bounds_met.clear();
  problems.clear();
  abbreviations.clear();
}

/// Opens the container whose marker stands next on the line; false when none does.
bool BlockParser::open_container() {
  static constexpr ByteSet k_directive_starts = make_byte_set(":`!?/=#");
  char c = line_.first();
  if (is_letter(c)) return false;
  if (contains(k_directive_starts, c)) {
    if (extensions_ == k_commonmark) return false;
    if (read_directive_line()) return !line_done_;
    return c == ':' && open_definition();
  }
  ListMarker item;
  FootnoteMarker footnote;
  if (c == '[') {
    if (extensions_.has(Extension::footnotes)) footnote = read_footnote_marker(line_.rest());
    if (footnote.bytes == 0) return false;
  } else if (c != '>') {
    item = read_list_marker(line_.rest());
    bool in_paragraph = leaf_ == Leaf::paragraph && matched_ == containers_.size();
    if (item.bytes == 0 || (in_paragraph && !item.can_interrupt)) return false;
    if (is_thematic_break(line_.rest())) return false;
  }
  if (!enter()) return false;
  if (c == '>') {
    open_quote();
  } else if (c == '[') {
    open_footnote(footnote);
  } else {
    open_item(item);
  }
  matched_ = containers_.size();
  return !line_done_;
}

/// Ends what the line does not go on with, to make room for a container. False when too many are open.
bool BlockParser::enter() {
  if (containers_.size() > deepest_nesting_) {
    blocks_.meet(Bound::nesting, line_number_, line_.content());
    plain_rest_ = true;
    return false;
  }
  close_leaf();
  truncate(matched_);
  return true;
}

void BlockParser::open_quote() {
  Node& quote = add_child(Element::block_quote);
  push(ContainerKind::quote, quote, 0);
  line_.use_marker(1);
  if (line_.indent() > 0) line_.use_columns(1);
  if (extensions_.has(Extension::alerts) && !line_.blank() && line_.first() == '[') line_done_ = read_alert(quote);
}

void BlockParser::open_item(const ListMarker& marker) {
  Node& list = list_for(marker);
  Node& item = make_node(Element::item);
  append_child(list, item);
  std::uint32_t before = line_.indent() + marker.bytes;
  line_.use_marker(marker.bytes);
  std::uint32_t padding = line_.blank() || line_.indent() > k_code_indent ? 1 : line_.indent();
  push(ContainerKind::item, item, before + padding);
  if (line_.indent() > 0) line_.use_columns(line_.blank() ? 0 : padding);
  if (extensions_.has(Extension::task_lists)) read_task(item);
}

/// The list at the end of the container, if the marker goes on with it; else a new one.
Node& BlockParser::list_for(const ListMarker& marker) {
  Node* open = containers_.back().list;
  if (open != nullptr && open->element == Element::list && open->marker == marker.character) {
    if (is_after_blank(containers_.size() - 1)) open->tight = false;
    return *open;
  }
  Node& list = add_child(Element::list);
  list.marker = marker.character;
  list.ordered = marker.character == '.' || marker.character == ')';
  list.start = static_cast<int>(marker.number);
  containers_.back().list = &list;
  return list;
}

/// `[ ] ` or `[x] ` at the beginning of an item: a task. What follows is text.
void BlockParser::read_task(Node& item) {
  if (line_.blank() || line_.indent() >= k_code_indent) return;
  std::string_view rest = line_.rest();
  if (rest.size() < 4 || rest[0] != '[' || rest[2] != ']' || !is_blank(rest[3])) return;
  if (rest[1] != ' ' && lower(rest[1]) != 'x') return;
  item.task = rest[1] == ' ' ? Task::open : Task::done;
  line_.use_marker(3);
  plain_rest_ = true;
}

void BlockParser::open_footnote(const FootnoteMarker& marker) {
  Node& footnote = add_child(Element::footnote_definition);
  footnote.text = marker.label;
  blocks_.has_footnotes = true;
  blocks_.footnotes.add(marker.label, &footnote, arena_);
  push(ContainerKind::footnote, footnote, k_code_indent);
  line_.use_marker(marker.bytes);
}

/// `: text` below a term, or below another definition of it.
bool BlockParser::open_definition() {
  std::string_view rest = line_.rest();
  if (!extensions_.has(Extension::definition_lists) || rest.size() < 3 || !is_blank(rest[1]) ||
      trim_blanks(rest.substr(1)).empty()) {
    return false;
  }
  bool goes_on = matched_ < containers_.size() ? containers_[matched_].kind == ContainerKind::definition
                                               : leaf_ != Leaf::table && blanks_ <= 1;
  if (!goes_on || !enter()) return false;
  Node* list = definition_list();
  if (list == nullptr) return false;
  Node& definition = make_node(Element::definition);
  definition.tight = blanks_ == 0;
  append_child(*list, definition);
  containers_.back().list = list;
  std::uint32_t before = line_.indent() + 1;
  line_.use_marker(1);
  std::uint32_t padding = line_.indent() > k_code_indent ? 1 : line_.indent();
  push(ContainerKind::definition, definition, before + padding);
  line_.use_columns(padding);
  matched_ = containers_.size();
  return true;
}

/// The list at the end of the innermost container. A paragraph there becomes its terms.
Node* BlockParser::definition_list() {
  Node& parent = *containers_.back().node;
  Node* last = parent.last_child;
  if (last == nullptr || last->element == Element::definition_list) return last;
  if (last->element != Element::paragraph || last != leaf_node_) return nullptr;
  Node* list = before_leaf_;
  if (list == nullptr || list->element != Element::definition_list) {
    list = arena_.make<Node>(*last);
    list->element = Element::definition_list;
    list->text = {};
    (before_leaf_ == nullptr ? parent.first_child : before_leaf_->next) = list;
  } else {
    list->next = nullptr;
  }
  parent.last_child = list;
  last->element = Element::definition_term;
  append_child(*list, *last);
  return list;
}

void BlockParser::push(ContainerKind kind, Node& node, std::uint32_t width) {
  containers_.push_back({.node = &node, .width = width, .kind = kind});
}

/// Closes the containers from this one on, and the leaf.
void BlockParser::truncate(std::size_t size) {
  if (size >= containers_.size()) return;
  close_leaf();
  while (containers_.size() > size) {
    if (containers_.back().kind == ContainerKind::fenced) report_unclosed(containers_.back());
    Node& node = *containers_.back().node;
    node.end = static_cast<std::uint32_t>(last_end_);
    if (node.element == Element::item) node.parent->end = node.end;
    containers_.pop_back();
  }
}

/// A new block at the end of the innermost container. A blank line before it makes the list loose that it stands in.
Node& BlockParser::add_child(Element element) {
  Node& node = make_node(element);
  append(node);
  return node;
}

void BlockParser::append(Node& node) {
  Container& container = containers_.back();
  Node& parent = *container.node;
  if (waiting_attributes_ != nullptr) take_waiting_attributes(node);
  leaf_loosened_ = nullptr;
  Node* holder = container.kind == ContainerKind::item         ? parent.parent
                 : container.kind == ContainerKind::definition ? &parent
                                                               : nullptr;
  if (holder != nullptr && holder->tight && parent.first_child != nullptr && is_after_blank(containers_.size() - 1)) {
    holder->tight = false;
    leaf_loosened_ = holder;
    leaf_blank_level_ = blank_level_;
  }
  container.list = nullptr;
  container.filled = true;
  before_leaf_ = parent.last_child;
  append_child(parent, node);
}

Node& BlockParser::make_node(Element element) {
  Node* node = arena_.make<Node>();
  node->element = element;
  node->line = line_number_;
  node->begin = static_cast<std::uint32_t>(line_.content());
  return *node;
}

std::size_t BlockParser::level_of_blank_line() const {
  for (std::size_t at = matched_; at > 1; --at) {
    ContainerKind kind = containers_[at - 1].kind;
    if (kind != ContainerKind::item && kind != ContainerKind::definition && kind != ContainerKind::footnote)
      return at - 1;
  }
  return 0;
}

}  // namespace markdown
