// SPDX-License-Identifier: MIT
#include <algorithm>
#include <string>

#include "base/strings.h"
#include "markdown/block_scanner.h"
#include "markdown/table_syntax.h"

namespace markdown {
namespace {

bool is_true(std::string_view value) {
  std::string lower = base::to_lower_ascii(value);
  return lower != "false" && lower != "no" && lower != "0" && lower != "off";
}

constexpr char k_tab_heading = '#';

}  // namespace

bool BlockScanner::opens_or_closes_directive(const Fence& fence) {
  if (fence.character == '~') return false;
  if (auto directive = read_directive(fence)) {
    open_directive(*directive, fence);
    return true;
  }
  return close_directive(fence);
}

void BlockScanner::open_directive(const DirectiveLine& directive, const Fence& fence) {
  close_leaf();
  paragraph_is_last_ = false;
  if (open_.size() >= options_.deepest_nesting) {
    report_too_deep();
    return hide_rest_of_line();
  }
  writer_.copy_to(line_.content());
  add_directive(directive.name, directive.title, fence.character, fence.length);
  reading_options_ = true;
}

/// Writes the beginning of a directive in place of the line from the writer's position on.
void BlockScanner::add_directive(std::string_view name, std::string_view title, char fence, std::uint32_t length) {
  auto index = static_cast<std::uint32_t>(prepared_.directives.size());
  Directive directive{.name = name, .offset = static_cast<std::uint32_t>(line_.content())};
  choose_kind(directive);
  directive.has_title = !title.empty() && directive.kind != Directive::Kind::tab_set;
  writer_.comment({.kind = Insert::Kind::directive_begin, .offset = directive.offset, .index = index});
  if (directive.has_title) {
    auto begin = static_cast<std::size_t>(title.data() - text_.data());
    new_line();
    writer_.raw("###### ");
    writer_.skip_to(begin);
    writer_.copy_to(begin + title.size());
    writer_.raw(" #");
  }
  writer_.skip_to(line_.end());
  prepared_.directives.push_back(directive);
  open_.push_back({fence, length, index, containers_.size()});
}

void BlockScanner::choose_kind(Directive& directive) {
  directive.kind = directive_kind(directive.name);
  if (directive.kind == Directive::Kind::tab_item) {
    bool inside = !open_.empty() && open_.back().depth == containers_.size() &&
                  prepared_.directives[open_.back().index].kind == Directive::Kind::tab_set;
    if (inside) {
      directive.tab_set = open_.back().index;
      directive.number = prepared_.directives[directive.tab_set].tabs++;
    } else {
      directive.kind = Directive::Kind::unknown;
      prepared_.problems.push_back({diagnostics::Severity::warning, "misplaced-directive",
                                    "the directive 'tab-item' belongs directly into a 'tab-set'", line_.content(),
                                    line_.end() - line_.content(), "put ':::{tab-set}' before it"});
    }
  } else if (directive.kind == Directive::Kind::unknown) {
    prepared_.problems.push_back({diagnostics::Severity::warning, "unknown-directive",
                                  "there is no directive '" + std::string(directive.name) + "'", line_.content(),
                                  line_.end() - line_.content(),
                                  diagnostics::did_you_mean(directive.name, directive_names())});
  }
}

/// Does the fence open a directive, or close one of those `depth` containers deep?
bool BlockScanner::concerns_directive(const Fence& fence, std::size_t depth) const {
  return read_directive(fence).has_value() || find_open(fence, depth) < open_.size();
}

/// Which open directive a fence closes: without a name, the innermost with a fence of the same length, else of a
/// shorter one. `open_.size()` when there is none.
std::size_t BlockScanner::find_open(const Fence& fence, std::size_t depth) const {
  std::string_view name = closed_name(fence);
  std::size_t found = open_.size();
  if (!fence.rest.empty() && name.empty()) return found;
  for (std::size_t at = open_.size(); at > 0 && open_[at - 1].depth >= depth; --at) {
    const OpenDirective& open = open_[at - 1];
    if (open.depth > depth || open.fence != fence.character || open.length > fence.length) continue;
    if (name.empty() ? open.length == fence.length : prepared_.directives[open.index].name == name) return at - 1;
    if (name.empty() && found == open_.size()) found = at - 1;
  }
  return found;
}

bool BlockScanner::close_directive(const Fence& fence) {
  std::size_t found = find_open(fence, containers_.size());
  if (found == open_.size()) return false;
  close_leaf();
  paragraph_is_last_ = false;
  writer_.copy_to(line_.content());
  close_down_to(found);
  writer_.skip_to(line_.end());
  return true;
}

/// Writes the end of the open directive with this index; those inside it end as well.
void BlockScanner::close_down_to(std::size_t open_index) {
  while (open_.size() > open_index + 1) {
    report_unclosed(open_.back());
    open_.pop_back();
  }
  writer_.comment({.kind = Insert::Kind::directive_end,
                   .offset = static_cast<std::uint32_t>(line_.content()),
                   .index = open_.back().index});
  open_.pop_back();
}

bool BlockScanner::take_option() {
  auto option = read_option(line_.rest());
  if (!option || line_.indent() >= 4 || open_.empty()) return false;
  Directive& directive = prepared_.directives[open_.back().index];
  if (option->name == "class") directive.classes = option->value;
  if (option->name == "name") directive.id = option->value;
  if (option->name == "open") directive.open = is_true(option->value);
  if (option->name == "selected" && directive.tab_set != Directive::k_none && is_true(option->value)) {
    prepared_.directives[directive.tab_set].selected = directive.number;
  }
  drop_line();
  return true;
}

/// `### Tab: Title` directly inside `tabs` ends the tab before it and begins another.
bool BlockScanner::begins_tab() {
  std::size_t set = open_.size();
  while (set > 0 && open_[set - 1].depth == containers_.size() && open_[set - 1].fence == k_tab_heading) --set;
  if (set == 0 || open_[set - 1].depth != containers_.size()) return false;
  if (prepared_.directives[open_[set - 1].index].name != "tabs") return false;
  auto title = read_tab_heading(line_.rest());
  if (!title) return false;
  writer_.copy_to(line_.content());
  if (open_.size() > set) {
    close_down_to(set);
    new_line();
  }
  std::string_view name = "tab-item";
  add_directive(name, *title, k_tab_heading, 0);
  reading_options_ = true;
  return true;
}

/// Leaves the whole line out.
void BlockScanner::drop_line() {
  writer_.copy_to(line_.begin());
  writer_.skip_to(line_.next());
  prepared_.line_offsets.pop_back();
}

void BlockScanner::report_unclosed(const OpenDirective& open) {
  if (open.fence == k_tab_heading) return;
  const Directive& directive = prepared_.directives[open.index];
  std::string fence(open.length, open.fence);
  prepared_.problems.push_back({diagnostics::Severity::warning, "unclosed-directive",
                                "the directive '" + std::string(directive.name) + "' is not closed", directive.offset,
                                open.length + directive.name.size() + 2, "add a line '" + fence + "' after it"});
}

/// Is `: text` at the current place a definition? Before it: another definition of the same list, the lines of a
/// paragraph, or a paragraph and one empty line.
bool BlockScanner::begins_definition(std::size_t matched) const {
  std::string_view line = line_.rest();
  if (line.size() < 3 || (line[1] != ' ' && line[1] != '\t') || base::trim(line.substr(1)).empty()) return false;
  if (matched < containers_.size()) return containers_[matched].definition;
  if (!paragraph_is_last_ || paragraph_depth_ != matched || blanks_after_ > 1 || is_table_) return false;
  return !paragraph_.empty() && paragraph_[0].begin >= writer_.position();
}

void BlockScanner::begin_definition(std::size_t& matched) {
  if (matched == containers_.size()) mark_terms(blanks_after_ == 1);
  writer_.copy_to(line_.content());
  writer_.raw("+");
  writer_.skip_to(line_.content() + 1);
  push_container({.definition = true}, 1, matched);
}

/// Writes a comment before the paragraph that turns out to hold the terms of a definition list.
void BlockScanner::mark_terms(bool loose) {
  std::size_t begin = paragraph_[0].begin;
  auto offset = static_cast<std::uint32_t>(begin);
  writer_.copy_to(begin);
  writer_.comment({.kind = Insert::Kind::definition, .loose = loose, .offset = offset});
  writer_.raw("\n");
  append_prefix();
  auto& lines = prepared_.line_offsets;
  lines.insert(lines.begin() + static_cast<std::ptrdiff_t>(paragraph_line_), lines[paragraph_line_]);
}

/// The line below a paragraph makes a table of its last line when it has the form of a delimiter row.
void BlockScanner::begin_table() {
  std::uint32_t columns = delimiter_columns(line_.rest());
  if (columns == 0) return;
  const Piece& header = paragraph_[paragraph_.size() - 2];
  is_table_ = columns == count_cells(text_.substr(header.begin, header.end - header.begin));
}

/// Ends a block that would go on otherwise.
void BlockScanner::end_with_blank_line() {
  writer_.copy_to(line_.begin());
  if (leaf_ == Leaf::html) close_leaf();
  append_prefix();
  writer_.raw("\n");
  prepared_.line_offsets.push_back(static_cast<std::uint32_t>(line_.begin()));
}

/// The rest of the line is shown as text.
void BlockScanner::hide_rest_of_line() {
  writer_.copy_to(line_.content());
  writer_.literal_to(line_.end());
  if (leaf_ != Leaf::paragraph) paragraph_.clear();
  leaf_ = Leaf::paragraph;
  paragraph_line_ = prepared_.line_offsets.size() - 1;
  paragraph_depth_ = containers_.size();
  is_table_ = false;
  paragraph_is_last_ = false;
  reading_options_ = false;
}

void BlockScanner::report_too_deep() {
  if (told_nesting_) return;
  told_nesting_ = true;
  prepared_.problems.push_back({diagnostics::Severity::warning, "nesting-too-deep",
                                "blocks are nested more than " + std::to_string(options_.deepest_nesting) +
                                    " deep; what is deeper is shown as text",
                                line_.content(), 1, ""});
}

/// What a further line needs at its beginning to stand in the same containers.
void BlockScanner::append_prefix() {
  for (const Container& container : containers_) {
    writer_.raw(container.quote ? "> " : std::string(container.width, ' '));
  }
}

void BlockScanner::new_line() {
  writer_.raw("\n");
  append_prefix();
  prepared_.line_offsets.push_back(static_cast<std::uint32_t>(line_.begin()));
}

}  // namespace markdown
