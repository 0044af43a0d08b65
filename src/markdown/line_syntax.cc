// SPDX-License-Identifier: MIT
#include "markdown/line_syntax.h"

#include <algorithm>
#include <array>
#include <string>

#include "base/strings.h"

namespace markdown {
namespace {

bool is_blank(char c) { return c == ' ' || c == '\t'; }

constexpr auto k_block_tags = std::to_array<std::string_view>(
    {"address",  "article",    "aside",  "base",    "basefont", "blockquote", "body",     "caption",  "center",
     "col",      "colgroup",   "dd",     "details", "dialog",   "dir",        "div",      "dl",       "dt",
     "fieldset", "figcaption", "figure", "footer",  "form",     "frame",      "frameset", "h1",       "h2",
     "h3",       "h4",         "h5",     "h6",      "head",     "header",     "hr",       "html",     "iframe",
     "legend",   "li",         "link",   "main",    "menu",     "menuitem",   "nav",      "noframes", "ol",
     "optgroup", "option",     "p",      "param",   "search",   "section",    "source",   "summary",  "table",
     "tbody",    "td",         "tfoot",  "th",      "thead",    "title",      "tr",       "track"});
static_assert(std::is_sorted(k_block_tags.begin(), k_block_tags.end()));

std::string lower_name(std::string_view text) {
  std::size_t size = 0;
  while (size < text.size() && size < 12 && (base::is_ascii_letter(text[size]) || base::is_digit(text[size]))) ++size;
  return base::to_lower_ascii(text.substr(0, size));
}

bool is_complete_tag_alone(std::string_view line) {
  std::string_view trimmed = base::trim_right(line);
  return trimmed.ends_with('>') && trimmed.find('>') == trimmed.size() - 1;
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
  std::uint32_t size = 0;
  bool starts_at_one = true;
  if (line[0] == '-' || line[0] == '+' || line[0] == '*') {
    size = 1;
  } else {
    while (size < line.size() && size < 10 && base::is_digit(line[size])) ++size;
    if (size == 0 || size > 9 || size >= line.size() || (line[size] != '.' && line[size] != ')')) return {};
    starts_at_one = line.substr(0, size).find_first_not_of('0') == size - 1 && line[size - 1] == '1';
    ++size;
  }
  if (size < line.size() && !is_blank(line[size])) return {};
  bool empty = base::trim(line.substr(size)).empty();
  return {size, starts_at_one && !empty};
}

Fence read_fence(std::string_view line) {
  if (line.size() < 3) return {};
  char c = line[0];
  if (c != '`' && c != '~' && c != ':') return {};
  std::size_t size = std::min(line.find_first_not_of(c), line.size());
  if (size < 3) return {};
  std::string_view rest = base::trim(line.substr(size));
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
  return base::trim(line.substr(size)).empty();
}

bool is_heading(std::string_view line) {
  std::size_t size = std::min(line.find_first_not_of('#'), line.size());
  return size >= 1 && size <= 6 && (size == line.size() || is_blank(line[size]));
}

std::uint32_t table_columns(std::string_view line) {
  line = base::trim(line);
  if (line.find('-') == std::string_view::npos || line.find_first_not_of("|-: \t") != std::string_view::npos) return 0;
  if (line.starts_with('|')) line.remove_prefix(1);
  if (line.ends_with('|')) line.remove_suffix(1);
  return static_cast<std::uint32_t>(std::count(line.begin(), line.end(), '|') + 1);
}

std::uint32_t count_cells(std::string_view line) {
  line = base::trim(line);
  if (line.starts_with('|')) line.remove_prefix(1);
  std::uint32_t cells = 1;
  for (std::size_t at = 0; at < line.size(); ++at) {
    if (line[at] == '\\') {
      ++at;
    } else if (line[at] == '|' && at + 1 < line.size()) {
      ++cells;
    }
  }
  return cells;
}

int html_block_kind(std::string_view line, bool in_paragraph) {
  if (line.size() < 2 || line[0] != '<') return 0;
  char c = line[1];
  if (c == '!') {
    if (line.starts_with("<!--")) return 2;
    if (line.starts_with("<![CDATA[")) return 5;
    return line.size() > 2 && base::is_ascii_letter(line[2]) ? 4 : 0;
  }
  if (c == '?') return 3;
  bool closing = c == '/';
  std::string_view after = line.substr(closing ? 2 : 1);
  if (after.empty() || !base::is_ascii_letter(after[0])) return 0;
  std::string name = lower_name(after);
  char next = name.size() < after.size() ? after[name.size()] : ' ';
  if (!closing && (name == "script" || name == "pre" || name == "style") && (is_blank(next) || next == '>')) return 1;
  bool ends = is_blank(next) || next == '>' || after.substr(name.size()).starts_with("/>");
  if (ends && std::binary_search(k_block_tags.begin(), k_block_tags.end(), name)) return 6;
  return !in_paragraph && is_complete_tag_alone(line) ? 7 : 0;
}

bool ends_html_block(std::string_view line, int kind) {
  switch (kind) {
    case 1:
      return contains_ignoring_case(line, "</script>") || contains_ignoring_case(line, "</pre>") ||
             contains_ignoring_case(line, "</style>");
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
