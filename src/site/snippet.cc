// SPDX-License-Identifier: MIT
#include "site/snippet.h"

#include <algorithm>
#include <charconv>
#include <limits>
#include <utility>
#include <vector>

#include "base/strings.h"

namespace site {
namespace {

constexpr std::size_t k_last = std::numeric_limits<std::size_t>::max();

std::vector<std::string_view> lines_of(std::string_view text) {
  std::vector<std::string_view> lines;
  while (!text.empty()) {
    std::size_t end = std::min(text.find('\n'), text.size() - 1) + 1;
    lines.push_back(text.substr(0, end));
    text.remove_prefix(end);
  }
  return lines;
}

std::size_t number_of(std::string_view digits, std::size_t otherwise) {
  std::size_t number = 0;
  auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
  return error == std::errc() && end == digits.data() + digits.size() ? number : otherwise;
}

/// "2-4,7": the first and last line of each range, from 1.
std::vector<std::pair<std::size_t, std::size_t>> ranges_of(std::string_view text) {
  std::vector<std::pair<std::size_t, std::size_t>> ranges;
  for (std::string_view part : base::split(text, ',')) {
    part = base::trim(part);
    std::size_t hyphen = part.find('-');
    std::size_t first = number_of(base::trim(part.substr(0, hyphen)), 1);
    std::size_t last = first;
    if (hyphen != part.npos) last = number_of(base::trim(part.substr(hyphen + 1)), k_last);
    ranges.emplace_back(first, last);
  }
  return ranges;
}

/// The lines between the first that holds `after` and the next that holds `before`; "" is everywhere. False when one is
/// not there.
bool keep_between(std::vector<std::string_view>& lines, std::string_view after, std::string_view before) {
  auto holds = [](std::string_view wanted) {
    return [wanted](std::string_view line) { return line.find(wanted) != line.npos; };
  };
  if (!after.empty()) {
    auto first = std::ranges::find_if(lines, holds(after));
    if (first == lines.end()) return false;
    lines.erase(lines.begin(), first + 1);
  }
  if (before.empty()) return true;
  auto last = std::ranges::find_if(lines, holds(before));
  if (last == lines.end()) return false;
  lines.erase(last, lines.end());
  return true;
}

std::size_t indent_of(std::string_view line) { return std::min(line.find_first_not_of(" \t"), line.size()); }

}  // namespace

SnippetPart read_snippet_part(std::string_view target, std::string_view options) {
  SnippetPart part;
  std::size_t colon = target.find(':');
  part.path = base::trim(target.substr(0, colon));
  if (colon != target.npos) {
    std::string_view rest = target.substr(colon + 1);
    bool is_lines = rest.find_first_not_of("0123456789:-,") == rest.npos;
    (is_lines ? part.lines : part.section) = rest;
  }
  for (std::string_view line : base::split(options, '\n')) {
    std::size_t equal = line.find('=');
    if (equal == line.npos) continue;
    std::string_view name = line.substr(0, equal);
    std::string_view value = line.substr(equal + 1);
    if (name == "lines") part.lines = value;
    if (name == "section" || name == "region") part.section = value;
    if (name == "start-after") part.start_after = value;
    if (name == "end-before") part.end_before = value;
    if (name == "dedent") part.dedent = true;
  }
  return part;
}

std::optional<std::string> cut_snippet(std::string_view text, const SnippetPart& part) {
  std::vector<std::string_view> lines = lines_of(text);
  if (!part.section.empty()) {
    std::string name(part.section);
    if (!keep_between(lines, "[start:" + name + "]", "[end:" + name + "]")) return std::nullopt;
  }
  if (!keep_between(lines, part.start_after, part.end_before)) return std::nullopt;
  std::string ranges(part.lines);
  std::ranges::replace(ranges, ':', '-');  // `path:2:4`
  std::vector<std::string_view> kept;
  for (auto [first, last] : ranges_of(ranges.empty() ? "1-" : ranges)) {
    for (std::size_t line = std::max<std::size_t>(first, 1); line <= std::min(last, lines.size()); ++line)
      kept.push_back(lines[line - 1]);
  }
  std::size_t indent = part.dedent ? k_last : 0;
  for (std::string_view line : kept) {
    if (part.dedent && !base::trim(line).empty()) indent = std::min(indent, indent_of(line));
  }
  std::string cut;
  for (std::string_view line : kept) cut += line.substr(std::min(indent, indent_of(line)));
  return cut;
}

}  // namespace site
