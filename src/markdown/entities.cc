// SPDX-License-Identifier: MIT
#include "markdown/entities.h"

#include <algorithm>
#include <string>

#include "base/unicode.h"
#include "markdown/characters.h"

namespace markdown {
namespace {

struct NamedEntity {
  std::string_view name;
  std::string_view text;
};

constexpr NamedEntity k_named[] = {
#include "markdown/entity_table.inc"
};

constexpr std::size_t k_longest_name = 31;

Entity make_entity(std::size_t length, std::string_view text) {
  Entity entity;
  entity.length = length;
  entity.size = std::min(text.size(), entity.bytes.size());
  std::copy_n(text.begin(), entity.size, entity.bytes.begin());
  return entity;
}

int digit_value(char c, int base) {
  int value = 99;
  if (is_decimal(c)) value = c - '0';
  if (is_letter(c)) value = lower(c) - 'a' + 10;
  return value < base ? value : -1;
}

/// `&#123;` with one to seven digits, `&#xABC;` with one to six. What is no code point stands for U+FFFD.
Entity read_number(std::string_view text) {
  bool hexadecimal = text.size() > 2 && (text[2] == 'x' || text[2] == 'X');
  std::size_t first = hexadecimal ? 3 : 2;
  std::size_t most = hexadecimal ? 6 : 7;
  std::size_t at = first;
  char32_t value = 0;
  for (; at < text.size(); ++at) {
    int digit = digit_value(text[at], hexadecimal ? 16 : 10);
    if (digit < 0) break;
    if (at - first == most) return {};
    value = value * (hexadecimal ? 16 : 10) + static_cast<char32_t>(digit);
  }
  if (at == first || at >= text.size() || text[at] != ';') return {};
  bool valid = value > 0 && value <= 0x10FFFF && (value < 0xD800 || value > 0xDFFF);
  std::string bytes;
  base::append_utf8(bytes, valid ? value : 0xFFFD);
  return make_entity(at + 1, bytes);
}

}  // namespace

Entity read_entity(std::string_view text) {
  if (text.size() < 3) return {};
  if (text[1] == '#') return read_number(text);
  std::size_t end = 1;
  std::size_t limit = std::min(text.size(), k_longest_name + 2);
  while (end < limit && is_letter_or_digit(text[end])) ++end;
  if (end >= limit || text[end] != ';') return {};
  std::string_view name = text.substr(1, end - 1);
  const auto* found =
      std::lower_bound(std::begin(k_named), std::end(k_named), name,
                       [](const NamedEntity& each, std::string_view wanted) { return each.name < wanted; });
  if (found == std::end(k_named) || found->name != name) return {};
  return make_entity(end + 1, found->text);
}

}  // namespace markdown
