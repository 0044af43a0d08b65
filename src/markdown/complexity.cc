// SPDX-License-Identifier: MIT
#include "markdown/complexity.h"

#include <algorithm>
#include <vector>

namespace markdown {
namespace {

constexpr std::uint32_t k_most_of_a_kind = 300;

std::size_t count(std::string_view text, std::string_view part) {
  std::size_t found = 0;
  for (std::size_t at = text.find(part); at != std::string_view::npos; at = text.find(part, at + part.size())) ++found;
  return found;
}

/// Openings that make the parser look for their end to the end of the block, each time anew.
std::uint32_t count_far_openings(std::string_view block) {
  std::uint32_t found = 0;
  for (std::size_t at = block.find('<'); at < block.size(); at = block.find('<', at + 1)) {
    if (at + 1 < block.size() && (block[at + 1] == '?' || block[at + 1] == '!')) ++found;
  }
  return found;
}

/// The most `![` that wait for their `]` at one place; every link that ends there walks over them.
std::uint32_t most_waiting_images(std::string_view block) {
  std::vector<bool> open;
  std::uint32_t waiting = 0;
  std::uint32_t most = 0;
  for (std::size_t at = 0; at < block.size(); ++at) {
    if (block[at] == '[') {
      bool image = at > 0 && block[at - 1] == '!';
      open.push_back(image);
      waiting += image;
      most = std::max(most, waiting);
    } else if (block[at] == ']' && !open.empty()) {
      waiting -= open.back();
      open.pop_back();
    }
  }
  return most;
}

/// Of the words (text without white space) that hold an address: the most beginnings of addresses, `@` and closing
/// parentheses. Each is read to one of the word's ends for every other.
std::uint32_t most_in_an_address(std::string_view block) {
  std::uint32_t most = 0;
  std::size_t begin = 0;
  while (begin < block.size()) {
    std::size_t end = std::min(block.find_first_of(" \t\r\n", begin), block.size());
    if (end - begin > k_most_of_a_kind) {
      std::string_view word = block.substr(begin, end - begin);
      std::size_t beginnings = count(word, "www.") + count(word, "://");
      std::size_t mails = count(word, "@");
      std::size_t parentheses = beginnings + mails > 0 ? count(word, ")") : 0;
      most = std::max(most, static_cast<std::uint32_t>(std::max({beginnings, mails, parentheses})));
    }
    begin = end + 1;
  }
  return most;
}

/// `[label]: destination` alone on its line: the parser takes it away before it looks for emphasis.
bool is_plain_definition(std::string_view line) {
  std::size_t close = line.find(']');
  if (!line.starts_with('[') || close == std::string_view::npos || line.substr(close, 2) != "]:") return false;
  std::size_t first = line.find_first_not_of(" \t", close + 2);
  return first != std::string_view::npos && line.find_first_of(" \t", first) == std::string_view::npos;
}

/// For each link, and for some marks, the parser may walk over all emphasis marks before it.
bool has_too_many_marks_and_links(std::string_view block) {
  constexpr std::size_t k_most_steps = 4'000'000;
  std::size_t begin = 0;
  while (begin < block.size()) {
    std::size_t end = std::min(block.find('\n', begin), block.size());
    if (!is_plain_definition(block.substr(begin, end - begin))) break;
    begin = end + 1;
  }
  if (begin >= block.size()) return false;
  block.remove_prefix(begin);
  std::size_t marks = 0;
  std::size_t links = 0;
  for (char c : block) {
    marks += c == '*' || c == '_' || c == '~';
    links += c == ']';
  }
  return marks * (links + marks / 8) > k_most_steps;
}

/// The longest stretch of lines of which only the first begins with `[`.
std::size_t longest_definition(std::string_view paragraph) {
  std::size_t longest = 0;
  std::size_t begin = 0;
  for (std::size_t at = paragraph.find('['); at != std::string_view::npos; at = paragraph.find('[', at + 1)) {
    std::size_t line = paragraph.find_last_not_of(" \t", at == 0 ? 0 : at - 1);
    bool first = at == 0 || line == std::string_view::npos || paragraph[line] == '\n' || paragraph[line] == '\r';
    if (!first) continue;
    longest = std::max(longest, at - begin);
    begin = at;
  }
  return std::max(longest, paragraph.size() - begin);
}

}  // namespace

bool is_too_complex(std::string_view block) {
  if (block.size() <= k_simple_bytes) return false;
  if (count_far_openings(block) > k_most_of_a_kind) return true;
  if (count(block, "[^") > k_most_of_a_kind || count(block, "~") > 3 * k_most_of_a_kind) return true;
  if (most_in_an_address(block) > k_most_of_a_kind || has_too_many_marks_and_links(block)) return true;
  std::size_t images = count(block, "![");
  return images > k_most_of_a_kind && (images > 3000 || most_waiting_images(block) > k_most_of_a_kind);
}

bool TableBudget::allows(std::string_view row, std::uint32_t columns) {
  auto bars = static_cast<std::size_t>(std::count(row.begin(), row.end(), '|'));
  if (bars >= columns) return true;
  std::size_t missing = columns - bars;
  if (missing > cells_left_) return false;
  cells_left_ -= missing;
  return true;
}

bool ExpansionBudget::allows(std::string_view paragraph) {
  std::size_t most = (std::size_t{16} << 20) + 8 * text_.size();
  if (paragraph.size() * text_.size() <= most || paragraph.find("]:") == std::string_view::npos) return true;
  if (!counted_) uses_ = static_cast<std::size_t>(std::count(text_.begin(), text_.end(), ']'));
  counted_ = true;
  return longest_definition(paragraph) * uses_ <= most;
}

}  // namespace markdown
