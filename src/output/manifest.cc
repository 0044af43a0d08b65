// SPDX-License-Identifier: MIT
#include "output/manifest.h"

#include <algorithm>

#include "base/sort.h"

namespace output {

namespace {

constexpr std::string_view k_first_line = "bengal-outputs 1\n";

std::string unescape(std::string_view line) {
  std::string path;
  path.reserve(line.size());
  for (std::size_t i = 0; i < line.size(); ++i) {
    if (line[i] == '\\' && i + 1 < line.size()) {
      ++i;
      path += line[i] == 'n' ? '\n' : line[i];
    } else {
      path += line[i];
    }
  }
  return path;
}

void append_escaped(std::string& text, std::string_view path) {
  if (path.find('\\') == path.npos && path.find('\n') == path.npos) {
    text += path;
    return;
  }
  for (char c : path) {
    if (c == '\n') {
      text += "\\n";
    } else if (c == '\\') {
      text += "\\\\";
    } else {
      text += c;
    }
  }
}

}  // namespace

bool is_safe_path(std::string_view path) {
  if (path.find('\0') != path.npos) return false;
  for (std::size_t begin = 0;;) {
    std::size_t end = std::min(path.find('/', begin), path.size());
    std::string_view segment = path.substr(begin, end - begin);
    if (segment.empty() || segment == "." || segment == "..") return false;
    if (end == path.size()) return true;
    begin = end + 1;
  }
}

std::vector<std::string_view> parse_manifest(std::string_view text, base::Arena& texts) {
  std::vector<std::string_view> paths;
  if (!text.starts_with(k_first_line)) return paths;
  text.remove_prefix(k_first_line.size());
  while (!text.empty()) {
    std::size_t end = text.find('\n');
    if (end == text.npos) break;  // A line without its end was torn off.
    std::string_view line = text.substr(0, end);
    std::string_view path = line.find('\\') == line.npos ? line : texts.copy(unescape(line));
    if (is_safe_path(path)) paths.push_back(path);
    text.remove_prefix(end + 1);
  }
  base::sort_if_needed(paths);
  paths.erase(std::unique(paths.begin(), paths.end()), paths.end());
  return paths;
}

std::string manifest_text(std::span<const std::string_view> paths) {
  std::size_t size = k_first_line.size();
  for (std::string_view path : paths) size += path.size() + 1;
  std::string text;
  text.reserve(size);
  text += k_first_line;
  for (std::string_view path : paths) {
    append_escaped(text, path);
    text += '\n';
  }
  return text;
}

}  // namespace output
