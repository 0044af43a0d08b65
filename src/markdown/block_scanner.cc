// SPDX-License-Identifier: MIT
#include "markdown/block_scanner.h"

#include <algorithm>
#include <cstring>

#include "base/strings.h"

namespace markdown {
namespace {

constexpr std::uint32_t k_code_indent = 4;

bool has_byte(std::string_view text, char c) { return !text.empty() && std::memchr(text.data(), c, text.size()); }

}  // namespace

void prepare(std::string_view text, const Options& options, Prepared& prepared) {
  BlockScanner(text, options, prepared).run();
}

BlockScanner::BlockScanner(std::string_view text, const Options& options, Prepared& prepared)
    : text_(text),
      options_(options),
      prepared_(prepared),
      writer_(text, options, prepared),
      table_budget_(text.size()),
      expansion_budget_(text),
      site_(options.dialect == Dialect::site),
      has_carriage_returns_(has_byte(text, '\r')) {}

void BlockScanner::run() {
  prepared_.line_offsets.reserve(text_.size() / 40 + 8);
  std::size_t begin = text_.starts_with("\xEF\xBB\xBF") ? 3 : 0;
  while (begin < text_.size()) {
    Line line = line_at(begin);
    prepared_.line_offsets.push_back(static_cast<std::uint32_t>(begin));
    scan(line);
    begin = line.next;
  }
  close_leaf();
  truncate(0);
  while (!open_.empty()) {
    report_unclosed(open_.back());
    open_.pop_back();
  }
  writer_.finish();
}

BlockScanner::Line BlockScanner::line_at(std::size_t begin) const {
  std::size_t end = has_carriage_returns_ ? text_.find_first_of("\r\n", begin) : text_.find('\n', begin);
  if (end == std::string_view::npos) return {begin, text_.size(), text_.size()};
  bool two = text_[end] == '\r' && end + 1 < text_.size() && text_[end + 1] == '\n';
  return {begin, end, end + (two ? 2 : 1)};
}

void BlockScanner::scan(const Line& line) {
  line_ = line;
  place_ = {line.begin, 0};
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
  measure();
  for (const Container& container : containers_) {
    if (container.quote) {
      if (indent_ >= k_code_indent || is_blank() || text_[content_] != '>') break;
      place_ = {content_ + 1, place_.column + indent_ + 1};
      measure();
      if (indent_ > 0) use_columns(1);
    } else if (is_blank()) {
      place_ = {content_, place_.column + indent_};
    } else if (indent_ >= container.width) {
      use_columns(container.width);
    } else {
      break;
    }
    measure();
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
    if (indent_ < k_code_indent && !is_blank() && text_[content_] == fence_.character) {
      Fence fence = read_fence(rest());
      if (fence.length >= fence_.length && fence.rest.empty()) close_leaf();
    }
    return true;
  }
  if (html_kind_ <= 5) {
    if (ends_html_block(rest(), html_kind_)) close_leaf();
    return true;
  }
  if (is_blank()) {
    close_leaf();
    return false;
  }
  if (!site_ || indent_ >= k_code_indent) return true;
  Fence fence = read_fence(rest());
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
  if (is_blank() || indent_ >= k_code_indent) return false;
  char c = text_[content_];
  if (base::is_ascii_letter(c)) return false;
  bool in_paragraph = leaf_ == Leaf::paragraph && matched == containers_.size();
  std::size_t marker = 0;
  Container container;
  if (c == '>') {
    container.quote = true;
    marker = 1;
  } else if (site_ && c == ':' && matched < options_.deepest_nesting && begins_definition(matched)) {
    begin_definition(matched);
    return true;
  } else {
    ListMarker item = read_list_marker(rest());
    if (item.bytes == 0 || (in_paragraph && !item.can_interrupt) || is_thematic_break(rest())) return false;
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
  std::uint32_t before = indent_ + static_cast<std::uint32_t>(marker_bytes);
  place_ = {content_ + marker_bytes, place_.column + before};
  measure();
  if (container.quote) {
    if (indent_ > 0) use_columns(1);
  } else {
    std::uint32_t padding = is_blank() || indent_ > k_code_indent ? 1 : indent_;
    container.width = before + padding;
    if (!is_blank()) use_columns(padding);
  }
  measure();
  containers_.push_back(container);
  paragraph_is_last_ = false;
  reading_options_ = false;
  ++matched;
}

/// A line of text goes on with the paragraph of a container that it does not continue itself.
bool BlockScanner::is_lazy(std::size_t matched) const {
  if (leaf_ != Leaf::paragraph || is_blank() || matched == containers_.size()) return false;
  if (indent_ >= k_code_indent) return true;
  std::string_view line = rest();
  Fence fence = read_fence(line);
  if (fence.length > 0 && fence.character != ':') return false;
  if (site_ && fence.length > 0 && concerns_directive(fence, matched)) return false;
  return !is_heading(line) && !is_thematic_break(line) && html_block_kind(line, true) == 0;
}

/// What stands on the line behind its containers.
void BlockScanner::read_leaf() {
  if (is_blank()) {
    if (leaf_ == Leaf::paragraph) close_leaf();
    ++blanks_after_;
    reading_options_ = false;
    return;
  }
  if (reading_options_) {
    if (take_option()) return;
    reading_options_ = false;
  }
  if (indent_ >= k_code_indent) {
    if (leaf_ == Leaf::paragraph)
      add_to_paragraph();
    else
      paragraph_is_last_ = false;
    return;
  }
  std::string_view line = rest();
  char c = line[0];
  if (base::is_ascii_letter(c)) return add_to_paragraph();
  Fence fence = read_fence(line);
  if (fence.length > 0 && site_ && opens_or_closes_directive(fence)) return;
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
    if (!rule && site_ && begins_tab()) return;
    if (!rule && is_too_complex(line)) {
      report_too_complex(content_);
      hide_rest_of_line();
    }
    return;
  }
  if (int kind = html_block_kind(line, leaf_ == Leaf::paragraph)) return read_html(kind);
  add_to_paragraph();
}

void BlockScanner::read_html(int kind) {
  close_leaf();
  paragraph_is_last_ = false;
  std::string_view after = kind == 2 ? rest().substr(4) : rest();
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
    columns_ = 0;
    delimiter_rows_ = 0;
    hides_paragraph_ = false;
  }
  paragraph_is_last_ = true;
  blanks_after_ = 0;
  if (hides_paragraph_) return hide_rest_of_line();
  if (columns_ > 0) return read_table_row();
  paragraph_.push_back({content_, line_.end});
  if (paragraph_.size() > 1) begin_table();
}

void BlockScanner::close_leaf() {
  if (leaf_ == Leaf::paragraph) check_paragraph();
  leaf_ = Leaf::none;
}

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

/// Finds the first character behind `place_` that is not blank.
void BlockScanner::measure() {
  std::uint32_t column = place_.column;
  content_ = place_.position;
  while (content_ < line_.end) {
    if (text_[content_] == ' ') {
      ++column;
    } else if (text_[content_] == '\t') {
      column += 4 - column % 4;
    } else {
      break;
    }
    ++content_;
  }
  indent_ = column - place_.column;
}

void BlockScanner::use_columns(std::uint32_t columns) {
  while (columns > 0 && place_.position < line_.end) {
    std::uint32_t width = text_[place_.position] == '\t' ? 4 - place_.column % 4 : 1;
    if (width > columns) {
      place_.column += columns;  // the rest of the tab stays
      return;
    }
    place_.column += width;
    columns -= width;
    ++place_.position;
  }
}

}  // namespace markdown
