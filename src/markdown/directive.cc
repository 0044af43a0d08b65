// SPDX-License-Identifier: MIT
#include "markdown/directive.h"

#include <algorithm>

#include "base/strings.h"
#include "base/unicode.h"

namespace markdown {
namespace {

bool is_name_part(char c) { return base::is_ascii_letter(c) || base::is_digit(c) || c == '-' || c == '_' || c == ':'; }

/// `text` is `{name} rest`: the name; "" otherwise. `slash` stands before the name.
std::string_view braced_name(std::string_view text, std::string_view slash) {
  if (!text.starts_with('{') || !text.substr(1).starts_with(slash)) return {};
  std::size_t first = 1 + slash.size();
  std::size_t end = first;
  while (end < text.size() && is_name_part(text[end])) ++end;
  if (end == first || end >= text.size() || text[end] != '}' || !base::is_ascii_letter(text[first])) return {};
  return text.substr(first, end - first);
}

}  // namespace

std::optional<DirectiveLine> read_directive(const Fence& fence) {
  if (fence.character == '~') return std::nullopt;
  std::string_view name = braced_name(fence.rest, "");
  if (name.empty() || (fence.character == '`' && name == "mermaid")) return std::nullopt;
  return DirectiveLine{name, base::trim(fence.rest.substr(name.size() + 2))};
}

std::string_view closed_name(const Fence& fence) {
  if (fence.character != ':') return {};
  std::string_view name = braced_name(fence.rest, "/");
  return fence.rest.size() == name.size() + 3 ? name : std::string_view{};
}

std::optional<OptionLine> read_option(std::string_view line) {
  line = base::trim(line);
  if (line.size() < 3 || line[0] != ':' || !base::is_ascii_letter(line[1])) return std::nullopt;
  std::size_t end = 1;
  while (end < line.size() && is_name_part(line[end]) && line[end] != ':') ++end;
  if (end >= line.size() || line[end] != ':') return std::nullopt;
  if (end + 1 < line.size() && !base::is_space(line[end + 1])) return std::nullopt;
  return OptionLine{line.substr(1, end - 1), base::trim(line.substr(end + 1))};
}

std::optional<std::string_view> read_tab_heading(std::string_view line) {
  if (!is_heading(line)) return std::nullopt;
  std::string_view title = base::trim(line.substr(std::min(line.find_first_not_of('#'), line.size())));
  constexpr std::string_view k_prefix = "Tab:";
  if (!base::equals_ignoring_case(title.substr(0, k_prefix.size()), k_prefix)) return std::nullopt;
  return base::trim(title.substr(k_prefix.size()));
}

Directive::Kind directive_kind(std::string_view name) {
  using Kind = Directive::Kind;
  if (name == "dropdown" || name == "details") return Kind::dropdown;
  if (name == "tabs" || name == "tab-set") return Kind::tab_set;
  if (name == "tab-item") return Kind::tab_item;
  const auto& names = directive_names();
  return std::find(names.begin(), names.end(), name) == names.end() ? Kind::unknown : Kind::admonition;
}

const std::vector<std::string>& directive_names() {
  static const std::vector<std::string> names = {"admonition", "attention", "caution", "danger",  "details",
                                                 "dropdown",   "error",     "example", "hint",    "important",
                                                 "info",       "note",      "seealso", "success", "tab-item",
                                                 "tab-set",    "tabs",      "tip",     "warning"};
  return names;
}

std::string default_title(const Directive& directive) {
  if (directive.kind == Directive::Kind::dropdown) return "Details";
  if (directive.kind == Directive::Kind::tab_item) return "Tab " + std::to_string(directive.number + 1);
  if (directive.name == "seealso") return "See also";
  return base::to_upper(directive.name.substr(0, 1)) + std::string(directive.name.substr(1));
}

}  // namespace markdown
