// SPDX-License-Identifier: MIT
#include "markdown/directive.h"

#include <algorithm>
#include <array>
#include <utility>

#include "base/strings.h"
#include "base/unicode.h"
#include "markdown/attributes.h"
#include "markdown/characters.h"

namespace markdown {
namespace {

using Kind = Directive::Kind;

constexpr auto k_kinds = std::to_array<std::pair<std::string_view, Kind>>({
    {"abstract", Kind::admonition},
    {"admonition", Kind::admonition},
    {"attention", Kind::admonition},
    {"audio", Kind::audio},
    {"bug", Kind::admonition},
    {"button", Kind::button},
    {"card", Kind::card},
    {"cards", Kind::grid},
    {"caution", Kind::admonition},
    {"changed", Kind::version},
    {"checklist", Kind::box},
    {"code", Kind::code},
    {"code-block", Kind::code},
    {"code-tabs", Kind::tab_set},
    {"danger", Kind::admonition},
    {"deprecated", Kind::version},
    {"details", Kind::dropdown},
    {"dropdown", Kind::dropdown},
    {"error", Kind::admonition},
    {"example", Kind::admonition},
    {"failure", Kind::admonition},
    {"figure", Kind::figure},
    {"gallery", Kind::grid},
    {"glossary", Kind::box},
    {"grid", Kind::grid},
    {"grid-item", Kind::box},
    {"grid-item-card", Kind::card},
    {"hint", Kind::admonition},
    {"image", Kind::image},
    {"important", Kind::admonition},
    {"include", Kind::include},
    {"info", Kind::admonition},
    {"list-table", Kind::list_table},
    {"literalinclude", Kind::literal_include},
    {"math", Kind::math},
    {"mermaid", Kind::diagram},
    {"note", Kind::admonition},
    {"question", Kind::admonition},
    {"quote", Kind::admonition},
    {"rubric", Kind::rubric},
    {"seealso", Kind::admonition},
    {"since", Kind::version},
    {"sourcecode", Kind::code},
    {"step", Kind::box},
    {"steps", Kind::box},
    {"success", Kind::admonition},
    {"summary", Kind::admonition},
    {"tab", Kind::tab_item},
    {"tab-item", Kind::tab_item},
    {"tab-set", Kind::tab_set},
    {"tabs", Kind::tab_set},
    {"tip", Kind::admonition},
    {"todo", Kind::admonition},
    {"topic", Kind::admonition},
    {"versionadded", Kind::version},
    {"versionchanged", Kind::version},
    {"video", Kind::video},
    {"vimeo", Kind::frame},
    {"warning", Kind::admonition},
    {"youtube", Kind::frame},
});

bool is_name_part(char c) { return is_letter_or_digit(c) || c == '-' || c == '_' || c == ':'; }

/// The end of the name that begins at `first`; `first` when none does.
std::size_t end_of_name(std::string_view text, std::size_t first) {
  if (first >= text.size() || !is_letter(text[first])) return first;
  std::size_t end = first;
  while (end < text.size() && is_name_part(text[end])) ++end;
  return end;
}

/// `text` is `{name} rest`: the name; "" otherwise. `slash` stands before the name.
std::string_view braced_name(std::string_view text, std::string_view slash) {
  if (!text.starts_with('{') || !text.substr(1).starts_with(slash)) return {};
  std::size_t first = 1 + slash.size();
  std::size_t end = end_of_name(text, first);
  if (end == first || end >= text.size() || text[end] != '}') return {};
  return text.substr(first, end - first);
}

/// The text between double quotes, which is all of `text`.
std::optional<std::string_view> quoted(std::string_view text) {
  if (text.size() < 2 || text.front() != '"' || text.back() != '"') return std::nullopt;
  return text.substr(1, text.size() - 2);
}

}  // namespace

std::string_view Directive::option(std::string_view wanted) const {
  for (const DirectiveOption* each = options; each != nullptr; each = each->next) {
    if (each->name == wanted) return each->value;
  }
  return {};
}

bool Directive::has_option(std::string_view wanted) const {
  for (const DirectiveOption* each = options; each != nullptr; each = each->next) {
    if (each->name == wanted) return is_true(each->value);
  }
  return false;
}

std::optional<DirectiveLine> read_directive(const Fence& fence) {
  if (fence.character == '~') return std::nullopt;
  std::string_view name = braced_name(fence.rest, "");
  if (name.empty() || (fence.character == '`' && name == "mermaid")) return std::nullopt;
  return DirectiveLine{.name = name, .title = base::trim(fence.rest.substr(name.size() + 2))};
}

std::optional<DirectiveLine> read_container(const Fence& fence) {
  if (fence.character != ':' || fence.rest.empty()) return std::nullopt;
  DirectiveLine line;
  std::string_view rest = fence.rest;
  while (rest.ends_with(':')) rest.remove_suffix(1);  // colons may stand at both ends
  std::size_t end = end_of_name(rest, 0);
  line.name = rest.substr(0, end);
  rest.remove_prefix(end);
  if (rest.starts_with('[')) {
    std::size_t close = rest.rfind(']');
    if (close == std::string_view::npos) return std::nullopt;
    line.title = base::trim(rest.substr(1, close - 1));
    rest.remove_prefix(close + 1);
  }
  rest = trim_blanks(rest);
  if (rest.ends_with('}') && (line.name.empty() || rest.starts_with('{'))) {
    if (attributes_length(rest) != rest.size()) return std::nullopt;
    line.attributes = inside_braces(rest);
    rest = {};
  }
  if (line.name.empty() && line.attributes.empty()) return std::nullopt;
  if (line.title.empty()) line.title = rest;
  return line;
}

std::optional<DirectiveLine> read_slashes(const Fence& fence) {
  std::size_t end = end_of_name(fence.rest, 0);
  std::string_view name = fence.rest.substr(0, end);
  std::string_view rest = trim_blanks(fence.rest.substr(end));
  if (directive_kind(name) == Kind::unknown || (!rest.empty() && rest[0] != '|')) return std::nullopt;
  DirectiveLine line{.name = name};
  if (!rest.empty()) line.title = trim_blanks(rest.substr(1));
  return line;
}

std::optional<DirectiveLine> read_opening_fence(const Fence& fence, Extensions extensions) {
  std::optional<DirectiveLine> line;
  if (fence.character == '/') return extensions.has(Extension::admonitions) ? read_slashes(fence) : line;
  if (extensions.has(Extension::directives)) line = read_directive(fence);
  if (!line && extensions.has(Extension::containers)) line = read_container(fence);
  return line;
}

std::optional<DirectiveLine> read_admonition(std::string_view line) {
  DirectiveLine found{.is_admonition = true};
  if (line.starts_with("???")) {
    found.fold = line.substr(3).starts_with('+') ? Directive::Fold::open : Directive::Fold::closed;
  } else if (!line.starts_with("!!!")) {
    return std::nullopt;
  }
  std::string_view rest = line.substr(found.fold == Directive::Fold::open ? 4 : 3);
  if (rest.empty() || !is_blank(rest[0])) return std::nullopt;
  rest = trim_blanks(rest);
  std::size_t end = end_of_name(rest, 0);
  found.name = rest.substr(0, end);
  rest = trim_blanks(rest.substr(end));
  if (std::size_t quote = rest.find('"'); quote != std::string_view::npos) {
    auto title = quoted(rest.substr(quote));
    if (!title) return std::nullopt;
    found.title = base::trim(*title);
    found.bare = found.title.empty();
    rest = trim_blanks(rest.substr(0, quote));
  }
  found.classes = rest;
  bool names = std::all_of(rest.begin(), rest.end(), [](char c) { return is_name_part(c) || is_blank(c); });
  if (found.name.empty() || !names) return std::nullopt;
  return found;
}

std::optional<DirectiveLine> read_tab(std::string_view line) {
  if (!line.starts_with("===")) return std::nullopt;
  std::size_t at = 3;
  if (at < line.size() && (line[at] == '!' || line[at] == '+')) ++at;
  auto title = quoted(trim_blanks(line.substr(at)));
  if (!title || at >= line.size() || !is_blank(line[at]) || base::trim(*title).empty()) return std::nullopt;
  return DirectiveLine{.name = line.substr(3, at - 3), .title = base::trim(*title)};
}

std::optional<DirectiveLine> read_alert_line(std::string_view line) {
  if (!line.starts_with("[!")) return std::nullopt;
  std::size_t end = end_of_name(line, 2);
  if (end == 2 || end >= line.size() || line[end] != ']') return std::nullopt;
  DirectiveLine found{.name = line.substr(2, end - 2), .is_admonition = true};
  std::string_view rest = line.substr(end + 1);
  if (rest.starts_with('-')) found.fold = Directive::Fold::closed;
  if (rest.starts_with('+')) found.fold = Directive::Fold::open;
  if (found.fold != Directive::Fold::none) rest.remove_prefix(1);
  if (!rest.empty() && !is_blank(rest[0])) return std::nullopt;
  found.title = trim_blanks(rest);
  return found;
}

std::string_view closed_name(const Fence& fence) {
  if (fence.character != ':') return {};
  std::string_view name = braced_name(fence.rest, "/");
  return fence.rest.size() == name.size() + 3 ? name : std::string_view{};
}

std::optional<OptionLine> read_option(std::string_view line) {
  line = base::trim(line);
  if (line.size() < 3 || line[0] != ':' || !is_letter(line[1])) return std::nullopt;
  std::size_t end = 1;
  while (end < line.size() && is_name_part(line[end]) && line[end] != ':') ++end;
  if (end >= line.size() || line[end] != ':') return std::nullopt;
  if (end + 1 < line.size() && !base::is_space(line[end + 1])) return std::nullopt;
  return OptionLine{line.substr(1, end - 1), base::trim(line.substr(end + 1))};
}

std::optional<OptionLine> read_plain_option(std::string_view line) {
  line = base::trim(line);
  std::size_t colon = line.find(':');
  if (colon == std::string_view::npos || colon == 0) return std::nullopt;
  std::string_view name = line.substr(0, colon);
  if (end_of_name(name, 0) != name.size() || (colon + 1 < line.size() && !is_blank(line[colon + 1])))
    return std::nullopt;
  return OptionLine{name, base::trim(line.substr(colon + 1))};
}

std::optional<std::string_view> read_tab_heading(std::string_view line) {
  if (!is_heading(line)) return std::nullopt;
  std::string_view title = base::trim(line.substr(std::min(line.find_first_not_of('#'), line.size())));
  constexpr std::string_view k_prefix = "Tab:";
  if (!base::equals_ignoring_case(title.substr(0, k_prefix.size()), k_prefix)) return std::nullopt;
  return base::trim(title.substr(k_prefix.size()));
}

bool is_true(std::string_view value) {
  for (std::string_view no : {"false", "no", "0", "off"}) {
    if (base::equals_ignoring_case(value, no)) return false;
  }
  return true;
}

Directive::Kind directive_kind(std::string_view name) {
  const auto* found =
      std::find_if(k_kinds.begin(), k_kinds.end(), [&](const auto& each) { return each.first == name; });
  return found == k_kinds.end() ? Kind::unknown : found->second;
}

bool takes_argument(Directive::Kind kind) {
  switch (kind) {
    case Kind::button:
    case Kind::image:
    case Kind::figure:
    case Kind::video:
    case Kind::audio:
    case Kind::frame:
    case Kind::version:
    case Kind::grid:
      return true;
    default:
      return is_literal(kind);
  }
}

bool is_literal(Directive::Kind kind) {
  return kind == Kind::code || kind == Kind::math || kind == Kind::diagram || kind == Kind::include ||
         kind == Kind::literal_include;
}

const std::vector<std::string>& directive_names() {
  static const std::vector<std::string> names = [] {
    std::vector<std::string> all;
    for (const auto& [name, kind] : k_kinds) all.emplace_back(name);
    return all;
  }();
  return names;
}

std::string default_title(const Directive& directive) {
  if (directive.kind == Kind::dropdown) return "Details";
  if (directive.kind == Kind::tab_item) return "Tab " + std::to_string(directive.number + 1);
  if (directive.name == "seealso") return "See also";
  return base::to_upper(directive.name.substr(0, 1)) + base::to_lower_ascii(directive.name.substr(1));
}

}  // namespace markdown
