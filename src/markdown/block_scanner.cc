// SPDX-License-Identifier: MIT
#include "markdown/block_scanner.h"

#include <algorithm>

#include "base/strings.h"
#include "markdown/survey.h"

namespace markdown {
void prepare(std::string_view text, const Options& options, Prepared& prepared) {
  prepared.text = text;
  Rewriting rewriting = survey(text, options.deepest_nesting, prepared.line_offsets);
  if (rewriting == Rewriting::blocks) {
    prepared.line_offsets.clear();
    return BlockScanner(text, options, prepared).run();
  }
  if (rewriting == Rewriting::inserts) Writer(text, options, prepared).finish();
  prepared.plain = prepared.changed.empty();
}

BlockScanner::BlockScanner(std::string_view text, const Options& options, Prepared& prepared)
    : text_(text), options_(options), prepared_(prepared), writer_(text, options, prepared), line_(text) {}

void BlockScanner::run() {
  prepared_.line_offsets.reserve(text_.size() / 24 + 8);
  while (line_.next_line()) {
    prepared_.line_offsets.push_back(static_cast<std::uint32_t>(line_.begin()));
    scan();
  }
  close_leaf();
  truncate(0);
  while (!open_.empty()) {
    report_unclosed(open_.back());
    open_.pop_back();
  }
  writer_.finish();
}

void BlockScanner::scan() {
  std::size_t matched = match_containers();
  if ((leaf_ == Leaf::fence || leaf_ == Leaf::html) && continues_raw_leaf(matched)) return;
  bool opened = open_containers(matched);
  if (!opened) return;
  if (matched < containers_.size()) {
    if (is_lazy(matched)) {
      add_to_paragraph();
      return;
    }
    truncate(matched);
  }
  read_leaf();
}

/// Moves behind the markers of the open containers that this line continues; how many these are.
std::size_t BlockScanner::match_containers() {
  std::size_t matched = 0;
  for (const Container& container : containers_) {
    if (container.quote) {
      if (line_.indent() >= k_code_indent || line_.blank() || line_.first() != '>') break;
      line_.use_marker(1);
      if (line_.indent() > 0) line_.use_columns(1);
    } else if (line_.blank() ? container.filled : line_.indent() >= container.width) {
      line_.use_columns(std::min(container.width, line_.indent()));
    } else {
      break;
    }
    ++matched;
  }
  return matched;
}

/// Fenced code and raw HTML take lines as they are while their containers go on. True when the line is dealt with.
bool BlockScanner::continues_raw_leaf(std::size_t matched) {
  if (matched < containers_.size()) {
    close_leaf();
    return false;
  }
  if (leaf_ == Leaf::fence) {
    if (line_.indent() < k_code_indent && !line_.blank() && line_.first() == fence_.character) {
      Fence fence = read_fence(line_.rest());
      if (fence.length >= fence_.length && fence.rest.empty()) close_leaf();
    }
    return true;
  }
  if (html_kind_ <= 5) {
    if (ends_html_block(line_.rest(), html_kind_)) close_leaf();
    return true;
  }
  if (line_.blank()) {
    close_leaf();
    return false;
  }
  if (line_.indent() >= k_code_indent) return true;
  Fence fence = read_fence(line_.rest());
  if (fence.length == 0 || !concerns_directive(fence, matched)) return true;
  end_with_blank_line();
  return false;
}

/// Reads the markers that begin containers on this line. False when the line ends in one that cannot be opened.
bool BlockScanner::open_containers(std::size_t& matched) {
  bool opened = true;
  while (open_container_at(matched, opened)) {
  }
  return opened;
}

bool BlockScanner::open_container_at(std::size_t& matched, bool& opened) {
  if (line_.blank() || line_.indent() >= k_code_indent) return false;
  char c = line_.first();
  if (base::is_ascii_letter(c)) return false;
  bool in_paragraph = leaf_ == Leaf::paragraph && matched == containers_.size();
  std::size_t marker = 0;
  Container container;
  if (c == '>') {
    container.quote = true;
    marker = 1;
  } else if (c == ':' && matched < options_.deepest_nesting && begins_definition(matched)) {
    begin_definition(matched);
    return true;
  } else {
    ListMarker item = read_list_marker(line_.rest());
    if (item.bytes == 0 || (in_paragraph && !item.can_interrupt) || is_thematic_break(line_.rest())) return false;
    marker = item.bytes;
  }
  if (matched >= options_.deepest_nesting) {
    truncate(matched);
    report_too_deep();
    hide_rest_of_line();
    opened = false;
    return false;
  }
  push_container(container, marker, matched);
  return true;
}

void BlockScanner::push_container(Container container, std::size_t marker_bytes, std::size_t& matched) {
  close_leaf();
  truncate(matched);
  if (!containers_.empty()) containers_.back().filled = true;
  container.filled = container.quote;
  std::uint32_t before = line_.indent() + static_cast<std::uint32_t>(marker_bytes);
  line_.use_marker(marker_bytes);
  if (container.quote) {
    if (line_.indent() > 0) line_.use_columns(1);
  } else {
    std::uint32_t padding = line_.blank() || line_.indent() > k_code_indent ? 1 : line_.indent();
    container.width = before + padding;
    if (!line_.blank()) line_.use_columns(padding);
  }
  containers_.push_back(container);
  paragraph_is_last_ = false;
  reading_options_ = false;
  ++matched;
}

/// A line of text goes on with the paragraph of a container that it does not continue itself.
bool BlockScanner::is_lazy(std::size_t matched) const {
  if (leaf_ != Leaf::paragraph || line_.blank() || matched == containers_.size()) return false;
  if (line_.indent() >= k_code_indent) return true;
  std::string_view line = line_.rest();
  Fence fence = read_fence(line);
  if (fence.length > 0 && fence.character != ':') return false;
  if (fence.length > 0 && concerns_directive(fence, matched)) return false;
  return !is_heading(line) && !is_thematic_break(line) && html_block_kind(line, true) == 0;
}

/// What stands on the line behind its containers.
void BlockScanner::read_leaf() {
  if (line_.blank()) {
    if (leaf_ == Leaf::paragraph) close_leaf();
    ++blanks_after_;
    reading_options_ = false;
    return;
  }
  if (!containers_.empty()) containers_.back().filled = true;
  if (reading_options_) {
    if (take_option()) return;
    reading_options_ = false;
  }
  if (line_.indent() >= k_code_indent) {
    if (leaf_ == Leaf::paragraph)
      add_to_paragraph();
    else
      paragraph_is_last_ = false;
    return;
  }
  std::string_view line = line_.rest();
  char c = line[0];
  if (base::is_ascii_letter(c)) return add_to_paragraph();
  Fence fence = read_fence(line);
  if (fence.length > 0 && opens_or_closes_directive(fence)) return;
  if (fence.length > 0 && fence.character != ':') {
    close_leaf();
    leaf_ = Leaf::fence;
    fence_ = fence;
    paragraph_is_last_ = false;
    return;
  }
  bool rule = is_thematic_break(line) || (leaf_ == Leaf::paragraph && is_setext_underline(line));
  if (rule || is_heading(line)) {
    close_leaf();
    paragraph_is_last_ = false;
    if (!rule && begins_tab()) return;
    return;
  }
  if (int kind = html_block_kind(line, leaf_ == Leaf::paragraph)) return read_html(kind);
  add_to_paragraph();
}

void BlockScanner::read_html(int kind) {
  close_leaf();
  paragraph_is_last_ = false;
  std::string_view after = kind == 2 ? line_.rest().substr(4) : line_.rest();
  if (ends_html_block(after, kind)) return;
  leaf_ = Leaf::html;
  html_kind_ = kind;
}

void BlockScanner::add_to_paragraph() {
  if (leaf_ != Leaf::paragraph) {
    leaf_ = Leaf::paragraph;
    paragraph_.clear();
    paragraph_line_ = prepared_.line_offsets.size() - 1;
    paragraph_depth_ = containers_.size();
    is_table_ = false;
  }
  paragraph_is_last_ = true;
  blanks_after_ = 0;
  if (is_table_) return;
  paragraph_.push_back({line_.content(), line_.end()});
  if (paragraph_.size() > 1) begin_table();
}

void BlockScanner::close_leaf() { leaf_ = Leaf::none; }

/// Closes the containers deeper than `depth`, and the directives in them.
void BlockScanner::truncate(std::size_t depth) {
  if (depth >= containers_.size()) return;
  close_leaf();
  while (!open_.empty() && open_.back().depth > depth) {
    report_unclosed(open_.back());
    open_.pop_back();
  }
  containers_.resize(depth);
  paragraph_is_last_ = false;
  reading_options_ = false;
}

}  // namespace markdown
