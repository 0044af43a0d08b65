// SPDX-License-Identifier: MIT
#include "markdown/line_syntax.h"

#include <algorithm>
#include <array>
#include <string>

#include "base/strings.h"
#include "markdown/characters.h"
#include "markdown/html_syntax.h"

namespace markdown {
namespace {

constexpr auto k_block_tags = std::to_array<std::string_view>(
    {"address",  "article",    "aside",  "base",    "basefont", "blockquote", "body",     "caption",  "center",
     "col",      "colgroup",   "dd",     "details", "dialog",   "dir",        "div",      "dl",       "dt",
     "fieldset", "figcaption", "figure", "footer",  "form",     "frame",      "frameset", "h1",       "h2",
     "h3",       "h4",         "h5",     "h6",      "head",     "header",     "hr",       "html",     "iframe",
     "legend",   "li",         "link",   "main",    "menu",     "menuitem",   "nav",      "noframes", "ol",
     "optgroup", "option",     "p",      "param",   "search",   "section",    "summary",  "table",    "tbody",
     "td",       "tfoot",      "th",     "thead",   "title",    "tr",         "track",    "ul"});
static_assert(std::is_sorted(k_block_tags.begin(), k_block_tags.end()));

std::string lower_name(std::string_view text) {
  std::size_t size = 0;
  while (size < text.size() && size < 12 && (is_letter(text[size]) || is_decimal(text[size]))) ++size;
  return base::to_lower_ascii(text.substr(0, size));
}

bool is_tag_alone(std::string_view line) {
  std::size_t end = end_of_tag(line, 0);
  return end > 0 && trim_blanks(line.substr(end)).empty();
}

bool contains_ignoring_case(std::string_view text, std::string_view part) {
  for (std::size_t at = text.find('<'); at != std::string_view::npos; at = text.find('<', at + 1)) {
    if (base::equals_ignoring_case(text.substr(at, part.size()), part)) return true;
  }
  return false;
}

}  // namespace

ListMarker read_list_marker(std::string_view line) {
  if (line.empty()) return {};
  ListMarker marker;
  std::uint32_t size = 0;
  if (line[0] == '-' || line[0] == '+' || line[0] == '*') {
    size = 1;
    marker.number = 1;
  } else {
    while (size < line.size() && size < 10 && is_decimal(line[size])) {
      marker.number = marker.number * 10 + static_cast<std::uint32_t>(line[size++] - '0');
    }
    if (size == 0 || size > 9 || size >= line.size() || (line[size] != '.' && line[size] != ')')) return {};
    ++size;
  }
  if (size < line.size() && !is_blank(line[size])) return {};
  marker.bytes = size;
  marker.character = line[size - 1];
  marker.can_interrupt = marker.number == 1 && !trim_blanks(line.substr(size)).empty();
  return marker;
}

Fence read_fence(std::string_view line) {
  if (line.size() < 3) return {};
  char c = line[0];
  if (c != '`' && c != '~' && c != ':' && c != '/') return {};
  std::size_t size = std::min(line.find_first_not_of(c), line.size());
  if (size < 3) return {};
  std::string_view rest = trim_blanks(line.substr(size));
  if (c == '`' && rest.find('`') != std::string_view::npos) return {};
  return {c, static_cast<std::uint32_t>(size), rest};
}

bool is_thematic_break(std::string_view line) {
  char c = line.empty() ? '\0' : line[0];
  if (c != '-' && c != '_' && c != '*') return false;
  int count = 0;
  for (char each : line) {
    if (each == c) {
      ++count;
    } else if (!is_blank(each)) {
      return false;
    }
  }
  return count >= 3;
}

bool is_setext_underline(std::string_view line) {
  if (line.empty() || (line[0] != '=' && line[0] != '-')) return false;
  std::size_t size = std::min(line.find_first_not_of(line[0]), line.size());
  return trim_blanks(line.substr(size)).empty();
}

bool is_heading(std::string_view line) {
  std::size_t size = std::min(line.find_first_not_of('#'), line.size());
  return size >= 1 && size <= 6 && (size == line.size() || is_blank(line[size]));
}

FootnoteMarker read_footnote_marker(std::string_view line) {
  if (!line.starts_with("[^")) return {};
  std::size_t close = line.find_first_of("] \t", 2);
  if (close == std::string_view::npos || close == 2 || line[close] != ']' || close + 1 >= line.size() ||
      line[close + 1] != ':') {
    return {};
  }
  std::size_t end = close + 2;
  while (end < line.size() && is_blank(line[end])) ++end;
  return {end, line.substr(2, close - 2)};
}

int html_block_kind(std::string_view line, bool in_paragraph) {
  if (line.size() < 2 || line[0] != '<') return 0;
  char c = line[1];
  if (c == '!') {
    if (line.starts_with("<!--")) return 2;
    if (line.starts_with("<![CDATA[")) return 5;
    return line.size() > 2 && is_letter(line[2]) ? 4 : 0;
  }
  if (c == '?') return 3;
  bool closing = c == '/';
  std::string_view after = line.substr(closing ? 2 : 1);
  if (after.empty() || !is_letter(after[0])) return 0;
  std::string name = lower_name(after);
  char next = name.size() < after.size() ? after[name.size()] : ' ';
  bool raw = name == "script" || name == "pre" || name == "style" || name == "textarea";
  if (!closing && raw && (is_blank(next) || next == '>')) return 1;
  bool ends = is_blank(next) || next == '>' || after.substr(name.size()).starts_with("/>");
  if (ends && std::binary_search(k_block_tags.begin(), k_block_tags.end(), name)) return 6;
  return !in_paragraph && is_tag_alone(line) ? 7 : 0;
}

bool ends_html_block(std::string_view line, int kind) {
  switch (kind) {
    case 1:
      return contains_ignoring_case(line, "</script>") || contains_ignoring_case(line, "</pre>") ||
             contains_ignoring_case(line, "</style>") || contains_ignoring_case(line, "</textarea>");
    case 2:
      return line.find("-->") != std::string_view::npos;
    case 3:
      return line.find("?>") != std::string_view::npos;
    case 4:
      return line.find('>') != std::string_view::npos;
    case 5:
      return line.find("]]>") != std::string_view::npos;
    default:
      return false;
  }
}

}  // namespace markdown
