// SPDX-License-Identifier: MIT
#include "markdown/inserts.h"

#include <algorithm>

#include "base/byte_scan.h"
#include "base/strings.h"
#include "base/unicode.h"

namespace markdown {
namespace {

constexpr std::size_t k_base = 0xFFFE;
constexpr char32_t k_first_inlined = 0x100000;
constexpr char32_t k_first_block = 0x108000;

bool is_name_start(char c) { return base::is_ascii_letter(c) || c == '_'; }
bool is_name_part(char c) { return is_name_start(c) || base::is_digit(c); }
bool is_blank(char c) { return c == ' ' || c == '\t'; }

unsigned byte_at(std::string_view text, std::size_t at) { return static_cast<unsigned char>(text[at]); }

bool is_escaped(std::string_view text, std::size_t at) {
  std::size_t first = at;
  while (first > 0 && text[first - 1] == '\\') --first;
  return (at - first) % 2 == 1;
}

/// The first code point of a mark is one of U+100000 to U+10FFFF: F4 and a second byte from 80 to 8F.
bool begins_mark(std::string_view text, std::size_t at) {
  return at + 4 <= text.size() && byte_at(text, at + 1) >= 0x80 && byte_at(text, at + 1) <= 0x8F;
}

}  // namespace

void append_plain(std::string& out, const Insert& insert) {
  switch (insert.kind) {
    case Insert::Kind::literal:
      if (insert.target.empty()) {
        out += insert.source;
      } else if (!insert.text.empty()) {
        char close = insert.text[0] == '<' ? '>' : '%';
        out.append("{{").append(insert.text).append(insert.target).append(1, close).append("}}");
      } else {
        out.append("{{").append(insert.target).append("}}");
      }
      break;
    case Insert::Kind::variable:
    case Insert::Kind::shortcode:
    case Insert::Kind::shortcode_end:
    case Insert::Kind::include:
      out += insert.source;
      break;
    case Insert::Kind::cross_reference:
      out += insert.text.empty() ? insert.target : insert.text;
      break;
  }
}

void append_mark(std::string& out, std::size_t index, MarkKind kind) {
  char32_t first = kind == MarkKind::block ? k_first_block : k_first_inlined;
  base::append_utf8(out, static_cast<char32_t>(first + index / k_base));
  base::append_utf8(out, static_cast<char32_t>(0xF0000 + index % k_base));
}

Mark find_mark(std::string_view text, std::size_t from, std::size_t count) {
  if (count == 0) return {};
  for (std::size_t at = text.find('\xF4', from); at != std::string_view::npos; at = text.find('\xF4', at + 1)) {
    if (at + k_mark_bytes > text.size() || !begins_mark(text, at) || byte_at(text, at + 4) != 0xF3) continue;
    std::size_t position = at;
    char32_t first = base::next_code_point(text, position);
    std::size_t high = first - (first >= k_first_block ? k_first_block : k_first_inlined);
    std::size_t low = base::next_code_point(text, position) - 0xF0000;
    if (low < k_base && high * k_base + low < count) return {at, high * k_base + low};
  }
  return {};
}

bool is_line_of_marks(std::string_view line) {
  std::size_t at = 0;
  while (at < line.size()) {
    if (is_blank(line[at])) {
      ++at;
      continue;
    }
    bool mark = line[at] == '\xF4' && at + k_mark_bytes <= line.size() && byte_at(line, at + 1) >= 0x88 &&
                byte_at(line, at + 1) <= 0x8F && byte_at(line, at + 4) == 0xF3;
    if (!mark) return false;
    at += k_mark_bytes;
  }
  return true;
}

template <char byte>
std::size_t InsertFinder::Trigger<byte>::advance(std::string_view text, std::size_t from) {
  if (next < from) next = base::find_rare_pair<byte>(text, from);
  return next;
}

InsertFinder::InsertFinder(std::string_view text, Extensions extensions)
    : text_(text), extensions_(extensions), next_mark_(text.find('\xF4')) {
  using enum Extension;
  bool braces = extensions.has(variables) || extensions.has(shortcodes);
  braces_.next = braces ? base::find_rare_pair<'{'>(text, 0) : text.size();
  brackets_.next = extensions.has(cross_references) ? base::find_rare_pair<'['>(text, 0) : text.size();
  next_percent_ = extensions.has(shortcodes) ? std::min(text.find("{%"), text.size()) : text.size();
  next_angle_ = extensions.has(shortcodes) || extensions.has(snippets) ? next_angle(0) : text.size();
}

bool InsertFinder::next(std::size_t from, std::size_t end, Insert& insert, std::size_t& begin) {
  for (;;) {
    if (next_mark_ < from) next_mark_ = text_.find('\xF4', from);
    if (next_percent_ < from) next_percent_ = std::min(text_.find("{%", from), text_.size());
    if (next_angle_ < from) next_angle_ = next_angle(from);
    std::size_t at = std::min(
        {braces_.advance(text_, from), brackets_.advance(text_, from), next_mark_, next_percent_, next_angle_});
    if (at >= end) return false;
    insert = Insert{};
    insert.offset = static_cast<std::uint32_t>(at);
    if (read(at, end, insert)) {
      begin = at;
      return true;
    }
    from = at + 1;
  }
}

bool InsertFinder::read(std::size_t at, std::size_t end, Insert& insert) {
  if (text_[at] == '\xF4') {
    if (!begins_mark(text_, at)) return false;
    insert.source = text_.substr(at, 4);
    return true;
  }
  if (is_escaped(text_, at)) return false;
  if (text_[at] == '[') return read_cross_reference(at, end, insert);
  if (text_[at] == '<') return read_component(at, end, insert);
  if (text_[at] == '-') return read_snippet(at, end, insert);
  bool shortcode =
      extensions_.has(Extension::shortcodes) && (read_angled(at, end, insert) || read_called(at, end, insert));
  if (shortcode || text_[at + 1] == '%') return shortcode;
  return extensions_.has(Extension::variables) &&
         (read_variable(at, end, insert) || read_escaped_variable(at, end, insert));
}

bool InsertFinder::read_variable(std::size_t at, std::size_t end, Insert& insert) {
  constexpr std::size_t k_most_spaces = 16;
  std::size_t position = at + 2;
  auto skip_spaces = [&] {
    std::size_t stop = std::min(end, position + k_most_spaces);
    while (position < stop && is_blank(text_[position])) ++position;
  };
  skip_spaces();
  std::size_t first = position;
  if (position >= end || !is_name_start(text_[position])) return false;
  while (position < end && is_name_part(text_[position])) {
    while (position < end && is_name_part(text_[position])) ++position;
    if (position + 1 < end && text_[position] == '.' && is_name_part(text_[position + 1])) ++position;
  }
  insert.target = text_.substr(first, position - first);
  skip_spaces();
  if (position + 2 > end || text_.substr(position, 2) != "}}") return false;
  insert.kind = Insert::Kind::variable;
  insert.source = text_.substr(at, position + 2 - at);
  return true;
}

bool InsertFinder::read_escaped_variable(std::size_t at, std::size_t end, Insert& insert) {
  if (text_.substr(at, 4) != "{{/*") return false;
  if (next_escape_end_ < at + 4) next_escape_end_ = text_.find("*/}}", at + 4);
  std::size_t close = next_escape_end_;
  if (close >= end) return false;
  std::string_view inner = text_.substr(at + 4, close - at - 4);
  if (inner.empty() || inner.size() > 1000 || inner.find_first_of("\r\n") != std::string_view::npos) return false;
  insert.kind = Insert::Kind::literal;
  insert.target = inner;
  insert.source = text_.substr(at, close + 4 - at);
  return true;
}

bool InsertFinder::read_cross_reference(std::size_t at, std::size_t end, Insert& insert) const {
  std::size_t first = at + 2;
  std::size_t close = std::min(text_.find_first_of("[]\r\n", first), end);
  if (close + 2 > end || text_.substr(close, 2) != "]]") return false;
  std::string_view inner = text_.substr(first, close - first);
  char after = close + 2 < end ? text_[close + 2] : '\0';
  bool before_label = after == '[' && text_.substr(close + 2, 2) != "[[";
  if (after == '(' || before_label || inner.starts_with('^')) return false;
  std::size_t bar = inner.find('|');
  std::string_view target = inner.substr(0, bar);
  if (bar != std::string_view::npos && target.ends_with('\\')) target.remove_suffix(1);  // `\|` in a table cell
  insert.kind = Insert::Kind::cross_reference;
  insert.target = base::trim(target);
  insert.text = bar == std::string_view::npos ? std::string_view{} : base::trim(inner.substr(bar + 1));
  insert.source = text_.substr(at, close + 2 - at);
  return !insert.target.empty();
}

}  // namespace markdown
