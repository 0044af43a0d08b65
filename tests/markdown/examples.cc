// SPDX-License-Identifier: MIT
#include "examples.h"

#include <algorithm>
#include <fstream>
#include <iterator>

namespace {

std::string replace_arrows(std::string text) {
  for (std::size_t at = text.find("→"); at != std::string::npos; at = text.find("→", at)) text.replace(at, 3, "\t");
  return text;
}

}  // namespace

std::vector<Example> read_examples(const std::filesystem::path& file) {
  const std::string fence(32, '`');
  const std::string opening = fence + " example";
  std::vector<Example> examples;
  std::ifstream stream(file, std::ios::binary);
  std::string line;
  enum class State { outside, source, html } state = State::outside;
  while (std::getline(stream, line)) {
    if (state == State::outside && line.starts_with(opening)) {
      state = State::source;
      std::size_t names = line.find_first_not_of(' ', opening.size());
      examples.push_back({.number = static_cast<int>(examples.size()) + 1,
                          .extensions = names == std::string::npos ? "" : line.substr(names)});
    } else if (state == State::source && line == ".") {
      state = State::html;
    } else if (state == State::source) {
      examples.back().markdown += replace_arrows(line) + "\n";
    } else if (line == fence) {
      state = State::outside;
    } else if (state == State::html) {
      examples.back().html += replace_arrows(line) + "\n";
    }
  }
  return examples;
}

std::filesystem::path shared_folder() { return std::filesystem::path(BENGAL_SOURCE_DIR) / ".." / "shared"; }

std::vector<std::string> read_pages(const std::filesystem::path& folder) {
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
    if (entry.path().extension() == ".md") files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  std::vector<std::string> pages;
  for (const auto& file : files) {
    std::ifstream stream(file, std::ios::binary);
    pages.emplace_back((std::istreambuf_iterator<char>(stream)), std::istreambuf_iterator<char>());
  }
  return pages;
}
