// SPDX-License-Identifier: MIT
// The spellings of shortcodes and snippets. None crosses a line break.
#include <algorithm>

#include "markdown/characters.h"
#include "markdown/html_syntax.h"
#include "markdown/inserts.h"

namespace markdown {
namespace {

constexpr std::string_view k_snippet = "--8<--";
constexpr std::size_t k_longest = 2000;

bool is_name_part(char c) { return is_letter_or_digit(c) || c == '-' || c == '_' || c == '.' || c == '/'; }

std::string_view name_at(std::string_view text, std::size_t at) {
  std::size_t end = at;
  if (end < text.size() && is_letter(text[end])) {
    while (end < text.size() && is_name_part(text[end])) ++end;
  }
  return text.substr(at, end - at);
}

/// The position behind the parenthesis that belongs to the one at `at`, 0 when there is none; quotes may hide others.
std::size_t end_of_call(std::string_view text, std::size_t at) {
  char quote = 0;
  int depth = 0;
  for (; at < text.size(); ++at) {
    char c = text[at];
    if (quote != 0) {
      if (c == quote) quote = 0;
    } else if (c == '"' || c == '\'') {
      quote = c;
    } else if (c == '(') {
      ++depth;
    } else if (c == ')' && --depth == 0) {
      return at + 1;
    }
  }
  return 0;
}

/// Does nothing but markers of quotes and items stand before the position?
bool begins_line(std::string_view text, std::size_t at) {
  static constexpr ByteSet k_before = make_byte_set(" \t>-*+0123456789.)");
  constexpr std::size_t k_most = 200;
  std::size_t lowest = at - std::min(at, k_most);
  while (at > lowest && contains(k_before, text[at - 1])) --at;
  return at == 0 || is_line_end(text[at - 1]);
}

/// `Name`, but not the name of an HTML element in capitals.
std::string_view component_name(std::string_view text, std::size_t at) {
  if (at >= text.size() || text[at] < 'A' || text[at] > 'Z') return {};
  std::size_t end = at;
  while (end < text.size() && (is_letter_or_digit(text[end]))) ++end;
  std::string_view name = text.substr(at, end - at);
  bool has_small = std::any_of(name.begin(), name.end(), [](char c) { return c >= 'a' && c <= 'z'; });
  return has_small && !is_html_element(name) ? name : std::string_view();
}

}  // namespace

/// The next place of a component's tag or of a snippet.
std::size_t InsertFinder::next_angle(std::size_t from) const {
  for (std::size_t at = text_.find('<', from); at != std::string_view::npos; at = text_.find('<', at + 1)) {
    std::size_t name = at + 1 + (text_.substr(at + 1, 1) == "/" ? 1 : 0);
    if (name < text_.size() && text_[name] >= 'A' && text_[name] <= 'Z') return at;
    if (at >= from + 3 && text_.substr(at - 3, k_snippet.size()) == k_snippet) return at - 3;
  }
  return text_.size();
}

/// What follows on the line, as far as an insert may reach.
std::string_view InsertFinder::rest_of_line(std::size_t at, std::size_t end) {
  if (line_end_ <= at) line_end_ = std::min(text_.find_first_of("\r\n", at), text_.size());
  return text_.substr(at, std::min({end - at, line_end_ - at, k_longest}));
}

/// `{{< name args >}}`, `{{% name args %}}`, `{{< /name >}}`; `{{</* name */>}}` shows one.
bool InsertFinder::read_angled(std::size_t at, std::size_t end, Insert& insert) {
  char open = at + 2 < end ? text_[at + 2] : ' ';
  if ((open != '<' && open != '%') || text_[at + 1] != '{') return false;
  std::string_view line = rest_of_line(at, end);
  std::size_t close = line.find(open == '<' ? ">}}" : "%}}", 3);
  if (close == std::string_view::npos) return false;
  std::string_view inner = trim_blanks(line.substr(3, close - 3));
  insert.source = line.substr(0, close + 3);
  if (inner.starts_with("/*") && inner.ends_with("*/") && inner.size() > 4) {
    insert.kind = Insert::Kind::literal;
    insert.target = inner.substr(2, inner.size() - 4);
    insert.text = line.substr(2, 1);
    return true;
  }
  bool ends = inner.starts_with('/');
  if (ends) inner = trim_blanks(inner.substr(1));
  insert.alone = inner.ends_with('/');
  if (insert.alone) inner = trim_blanks(inner.substr(0, inner.size() - 1));
  insert.kind = ends ? Insert::Kind::shortcode_end : Insert::Kind::shortcode;
  insert.target = inner;
  return !name_at(inner, 0).empty();
}

/// `{{ name(args) }}`, `{% name(args) %}` and `{% end %}`.
bool InsertFinder::read_called(std::size_t at, std::size_t end, Insert& insert) {
  std::string_view line = rest_of_line(at, end);
  bool block = line.starts_with("{%");
  std::string_view closing = block ? "%}" : "}}";
  std::size_t first = line.find_first_not_of(" \t", 2);
  if (first == std::string_view::npos) return false;
  std::string_view name = name_at(line, first);
  if (name.empty()) return false;
  std::size_t last = first + name.size();
  bool ends = block && name == "end";
  if (!ends) last = last < line.size() && line[last] == '(' ? end_of_call(line, last) : 0;
  if (last == 0) return false;
  std::size_t close = line.find_first_not_of(" \t", last);
  if (close == std::string_view::npos || line.substr(close, 2) != closing) return false;
  insert.kind = ends ? Insert::Kind::shortcode_end : Insert::Kind::shortcode;
  insert.alone = !block;
  insert.target = ends ? std::string_view() : line.substr(first, last - first);
  insert.source = line.substr(0, close + 2);
  return true;
}

/// `<Name a="b">`, `<Name />`, `</Name>`.
bool InsertFinder::read_component(std::size_t at, std::size_t end, Insert& insert) {
  if (!extensions_.has(Extension::shortcodes)) return false;
  std::string_view line = rest_of_line(at, end);
  bool ends = line.starts_with("</");
  std::string_view name = component_name(line, ends ? 2 : 1);
  std::size_t close = name.empty() ? 0 : end_of_tag(line, 0);
  if (close == 0) return false;
  insert.source = line.substr(0, close);
  insert.alone = insert.source.ends_with("/>");
  insert.kind = ends ? Insert::Kind::shortcode_end : Insert::Kind::shortcode;
  insert.target = ends ? name : trim_blanks(line.substr(1, close - (insert.alone ? 3 : 2)));
  return true;
}

/// `--8<-- "path"` with nothing else on its line.
bool InsertFinder::read_snippet(std::size_t at, std::size_t end, Insert& insert) {
  if (!extensions_.has(Extension::snippets)) return false;
  std::string_view line = trim_blanks(rest_of_line(at, end));
  std::string_view path = trim_blanks(line.substr(k_snippet.size()));
  bool quoted = path.size() > 2 && (path[0] == '"' || path[0] == '\'') && path.find(path[0], 1) == path.size() - 1;
  if (!quoted || !begins_line(text_, at)) return false;
  insert.kind = Insert::Kind::include;
  insert.target = path.substr(1, path.size() - 2);
  insert.source = line;
  return true;
}

}  // namespace markdown
