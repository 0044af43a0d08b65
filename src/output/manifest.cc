// SPDX-License-Identifier: MIT
#include "output/manifest.h"

#include <algorithm>

#include "base/path.h"

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
  if (path.empty() || path.front() == '/' || path == ".." || path.starts_with("../")) return false;
  return path.find('\0') == path.npos && base::normalize_path(path) == path;
}

std::vector<std::string> parse_manifest(std::string_view text) {
  std::vector<std::string> paths;
  if (!text.starts_with(k_first_line)) return paths;
  text.remove_prefix(k_first_line.size());
  while (!text.empty()) {
    std::size_t end = text.find('\n');
    if (end == text.npos) break;  // A line without its end was torn off.
    std::string path = unescape(text.substr(0, end));
    if (is_safe_path(path)) paths.push_back(std::move(path));
    text.remove_prefix(end + 1);
  }
  if (!std::is_sorted(paths.begin(), paths.end())) std::sort(paths.begin(), paths.end());
  paths.erase(std::unique(paths.begin(), paths.end()), paths.end());
  return paths;
}

std::string manifest_text(const std::vector<std::string>& paths) {
  std::string text(k_first_line);
  for (const std::string& path : paths) {
    append_escaped(text, path);
    text += '\n';
  }
  return text;
}

}  // namespace output
