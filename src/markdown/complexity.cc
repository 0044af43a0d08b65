// SPDX-License-Identifier: MIT
#include "markdown/complexity.h"

#include <algorithm>
#include <vector>

namespace markdown {
namespace {

constexpr std::uint32_t k_most_of_a_kind = 300;

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

std::size_t count(std::string_view text, std::string_view part) {
  std::size_t found = 0;
  for (std::size_t at = text.find(part); at != std::string_view::npos; at = text.find(part, at + part.size())) ++found;
  return found;
}

/// The most beginnings of web addresses without white space between them; each is read to the end of all.
std::uint32_t most_addresses_in_a_word(std::string_view block) {
  std::uint32_t most = 0;
  std::uint32_t here = 0;
  std::size_t word_end = 0;
  for (std::size_t at = block.find_first_of("w:"); at != std::string_view::npos; at = block.find_first_of("w:", at + 1)) {
    bool address = block.substr(at).starts_with("www.") || block.substr(at).starts_with("://");
    if (!address) continue;
    if (at >= word_end) {
      here = 0;
      word_end = std::min(block.find_first_of(" \t\r\n", at), block.size());
    }
    most = std::max(most, ++here);
  }
  return most;
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
  if (most_addresses_in_a_word(block) > k_most_of_a_kind) return true;
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

bool expands_too_much(std::string_view paragraph, std::string_view text) {
  std::size_t most = (std::size_t{16} << 20) + 8 * text.size();
  if (paragraph.size() * text.size() <= most || paragraph.find("]:") == std::string_view::npos) return false;
  auto uses = static_cast<std::size_t>(std::count(text.begin(), text.end(), ']'));
  return longest_definition(paragraph) * uses > most;
}

}  // namespace markdown
