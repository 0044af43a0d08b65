// SPDX-License-Identifier: MIT
#include <algorithm>
#include <string>
#include <utility>

#include "base/strings.h"
#include "markdown/attributes.h"
#include "markdown/block_parser.h"

namespace markdown {
namespace {

using Kind = Directive::Kind;

constexpr std::uint32_t k_indented_width = 4;

}  // namespace

/// Begins or ends a directive if the line does. False when it does not.
bool BlockParser::read_directive_line() {
  switch (line_.first()) {
    case ':':
    case '`':
    case '/':
      return read_fence_line();
    case '!':
    case '?':
      return extensions_.has(Extension::admonitions) && open_admonition();
    case '=':
      return extensions_.has(Extension::tabs) && open_tab();
    default:
      return extensions_.has(Extension::directives) && open_tab_heading();
  }
}

bool BlockParser::read_fence_line() {
  Fence fence = read_fence(line_.rest());
  if (fence.length == 0) return false;
  if (auto line = read_opening_fence(fence, extensions_)) return open_fenced(fence, *line);
  return close_fenced(fence);
}

bool BlockParser::open_fenced(const Fence& fence, const DirectiveLine& line) {
  if (!enter()) return true;
  Node& node = add_directive(line);
  options_of_ = node.directive;
  options_fence_ = fence.character;
  line_done_ = true;
  if (is_literal(node.directive->kind)) {
    begin_literal(node, fence);
  } else {
    push(ContainerKind::fenced, node, 0);
    containers_.back().fence = fence.character;
    containers_.back().length = fence.length;
  }
  matched_ = containers_.size();
  return true;
}

/// The lines up to the closing fence are code.
void BlockParser::begin_literal(Node& node, const Fence& fence) {
  node.element = Element::code_block;
  node.info = node.directive->kind == Kind::code ? node.directive->argument : node.directive->name;
  fence_ = fence;
  fence_indent_ = line_.indent();
  leaf_node_ = &node;
  leaf_ = Leaf::fenced_code;
  leaf_text_.clear();
}

/// Which open directive a fence closes: without a name, the innermost with a fence of the same length, else of a
/// shorter one. 0 when there is none.
std::size_t BlockParser::find_open_directive(const Fence& fence) const {
  std::string_view name = closed_name(fence);
  if (!fence.rest.empty() && name.empty()) return 0;
  std::size_t found = 0;
  for (std::size_t at = matched_ - 1; at > 0; --at) {
    const Container& open = containers_[at];
    if (open.kind != ContainerKind::fenced && open.kind != ContainerKind::tab) break;
    if (open.kind == ContainerKind::tab || open.fence != fence.character || open.length > fence.length) continue;
    if (name.empty() ? open.length == fence.length : open.node->directive->name == name) return at;
    if (name.empty() && found == 0) found = at;
  }
  return found;
}

bool BlockParser::close_fenced(const Fence& fence) {
  std::size_t found = find_open_directive(fence);
  if (found == 0) return false;
  containers_[found].fence = 0;
  truncate(found);
  close_leaf();
  matched_ = containers_.size();
  line_done_ = true;
  return true;
}

/// Does the line begin or end a directive with a fence? Raw HTML and paragraphs end before it.
bool BlockParser::concerns_directive(std::string_view line) const {
  char c = line[0];
  if (c != ':' && c != '`' && c != '/') return false;
  Fence fence = read_fence(line);
  return fence.length > 0 && (read_opening_fence(fence, extensions_) || find_open_directive(fence) > 0);
}

bool BlockParser::open_admonition() {
  auto line = read_admonition(line_.rest());
  if (!line) return false;
  if (!enter()) return true;
  Node& node = add_directive(*line);
  push(ContainerKind::indented, node, line_.indent() + k_indented_width);
  matched_ = containers_.size();
  return line_done_ = true;
}

/// Tabs that follow each other are one set.
bool BlockParser::open_tab() {
  auto line = read_tab(line_.rest());
  if (!line) return false;
  if (!enter()) return true;
  Node* set = containers_.back().list;
  if (set == nullptr || set->element != Element::directive || line->name == "!") {
    set = &add_directive({.name = "tab-set"});
    containers_.back().list = set;
  }
  Directive& tabs = *set->directive;
  if (line->name == "+") tabs.selected = tabs.tabs;
  line->name = "tab-item";
  Node& item = add_tab(*set, *line);
  push(ContainerKind::indented, item, line_.indent() + k_indented_width);
  matched_ = containers_.size();
  return line_done_ = true;
}

/// `### Tab: Title` directly inside `tabs` ends the tab before it and begins another.
bool BlockParser::open_tab_heading() {
  std::size_t set = matched_ - 1;
  if (containers_[set].kind == ContainerKind::tab) --set;
  const Directive* tabs = containers_[set].node->directive;
  if (containers_[set].kind != ContainerKind::fenced || tabs->kind != Kind::tab_set || tabs->name == "tab-set")
    return false;
  auto title = read_tab_heading(line_.rest());
  if (!title) return false;
  matched_ = set + 1;
  if (!enter()) return true;
  Node& item = add_tab(*containers_.back().node, {.name = "tab-item", .title = *title});
  options_of_ = item.directive;
  options_fence_ = ':';
  push(ContainerKind::tab, item, 0);
  matched_ = containers_.size();
  return line_done_ = true;
}

/// Makes a note of the quote whose first line is at hand.
bool BlockParser::read_alert(Node& quote) {
  auto line = read_alert_line(line_.rest());
  if (!line) return false;
  line->name = arena_.copy(base::to_lower_ascii(line->name));
  quote.element = Element::directive;
  describe_directive(quote, *line);
  return true;
}

/// A new directive at the end of the innermost container.
Node& BlockParser::add_directive(const DirectiveLine& line) {
  Node& node = add_child(Element::directive);
  describe_directive(node, line);
  return node;
}

Node& BlockParser::add_tab(Node& set, const DirectiveLine& line) {
  Node& node = make_node(Element::directive);
  append_child(set, node);
  describe_directive(node, line);
  return node;
}

void BlockParser::describe_directive(Node& node, const DirectiveLine& line) {
  auto& directive = *arena_.make<Directive>();
  node.directive = &directive;
  directive.name = line.name;
  directive.fold = line.fold;
  directive.bare = line.bare;
  directive.classes = line.classes;
  directive.line = line_number_;
  directive.column = static_cast<std::uint32_t>(line_.content() - line_.begin());
  std::string_view title = line.title;
  take_attributes(line.attributes, directive, title);
  settle_kind(directive, line, *node.parent);
  if (takes_argument(directive.kind)) {
    directive.argument = title;
  } else if (!title.empty() && directive.kind != Kind::tab_set) {
    directive.has_title = true;
    Node& shown = make_node(Element::directive_title);
    shown.text = title;
    shown.directive = &directive;
    append_child(node, shown);
  }
}

void BlockParser::take_attributes(std::string_view attributes, Directive& directive, std::string_view& title) {
  AttributeReader reader(attributes);
  Attribute attribute;
  while (reader.next(attribute)) {
    if (attribute.name == "title" && title.empty()) {
      title = attribute.value;
    } else if (attribute.name == "class" && directive.name.empty()) {
      directive.name = attribute.value;
    } else {
      add_option(directive, attribute.name, attribute.value);
    }
  }
}

void BlockParser::add_option(Directive& directive, std::string_view name, std::string_view value) {
  if (name == "class" || name == "classes") {
    directive.classes = directive.classes.empty() ? value : join(directive.classes, value);
  } else if (name == "name" || name == "id") {
    directive.id = value;
  } else if (name == "open" && is_true(value)) {
    directive.fold = Directive::Fold::open;
  } else if (name == "selected" && directive.tab_set != nullptr && is_true(value)) {
    directive.tab_set->selected = directive.number;
  } else if (name == "type" && directive.kind == Kind::admonition) {
    directive.name = value;
  } else {
    directive.options = arena_.make<DirectiveOption>(name, value, directive.options);
  }
}

std::string_view BlockParser::join(std::string_view a, std::string_view b) {
  return arena_.copy(std::string(a) + " " + std::string(b));
}

/// What the directive is where it stands.
void BlockParser::settle_kind(Directive& directive, const DirectiveLine& line, const Node& parent) {
  directive.kind = line.is_admonition ? Kind::admonition : directive_kind(directive.name);
  if (directive.kind == Kind::unknown && line.name.empty()) directive.kind = Kind::box;
  if (directive.kind == Kind::tab_item) {
    bool inside = parent.element == Element::directive && parent.directive->kind == Kind::tab_set;
    if (inside) {
      directive.tab_set = parent.directive;
      directive.number = directive.tab_set->tabs++;
    } else {
      directive.kind = Kind::unknown;
      report("misplaced-directive",
             "the directive '" + std::string(directive.name) + "' belongs directly into a 'tab-set'",
             "put ':::{tab-set}' before it", directive);
    }
  }
}

/// An option below the line that began a directive. False when the line is none: no further one is one either.
bool BlockParser::take_option() {
  std::optional<OptionLine> option;
  if (matched_ == containers_.size() && !line_.blank()) {
    bool plain = options_fence_ == '/';
    if (plain && line_.indent() >= k_code_indent) option = read_plain_option(line_.rest());
    if (!plain && line_.indent() < k_code_indent) option = read_option(line_.rest());
  }
  if (!option) {
    options_of_ = nullptr;
    return false;
  }
  add_option(*options_of_, option->name, option->value);
  last_end_ = line_.end();
  return true;
}

void BlockParser::report_unclosed(const Container& container) {
  if (container.fence == 0) return;
  const Directive& directive = *container.node->directive;
  report("unclosed-directive", "the directive '" + std::string(directive.name) + "' is not closed",
         "add a line '" + std::string(container.length, container.fence) + "' after it", directive);
}

void BlockParser::report(const char* code, std::string message, std::string hint, const Directive& directive) {
  blocks_.problems.push_back({code, std::move(message), std::move(hint), directive.line, directive.column});
}

}  // namespace markdown
