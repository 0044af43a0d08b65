// SPDX-License-Identifier: MIT
#include "markdown/characters.h"

#include <utf8proc.h>

#include "base/unicode.h"

namespace markdown {
namespace {

constexpr std::array<CharacterClass, 128> k_ascii_classes = [] {
  std::array<CharacterClass, 128> classes{};
  for (std::size_t byte = 0; byte < classes.size(); ++byte) {
    char c = static_cast<char>(byte);
    if (is_ascii_punctuation(c)) classes[byte] = CharacterClass::punctuation;
    if (is_blank(c) || is_line_end(c) || c == '\f') classes[byte] = CharacterClass::space;
  }
  return classes;
}();

CharacterClass class_of(char32_t code_point) {
  switch (utf8proc_category(static_cast<utf8proc_int32_t>(code_point))) {
    case UTF8PROC_CATEGORY_ZS:
      return CharacterClass::space;
    case UTF8PROC_CATEGORY_PC:
    case UTF8PROC_CATEGORY_PD:
    case UTF8PROC_CATEGORY_PS:
    case UTF8PROC_CATEGORY_PE:
    case UTF8PROC_CATEGORY_PI:
    case UTF8PROC_CATEGORY_PF:
    case UTF8PROC_CATEGORY_PO:
      return CharacterClass::punctuation;
    case UTF8PROC_CATEGORY_SM:
    case UTF8PROC_CATEGORY_SC:
    case UTF8PROC_CATEGORY_SK:
    case UTF8PROC_CATEGORY_SO:
      return CharacterClass::symbol;
    default:
      return CharacterClass::other;
  }
}

}  // namespace

CharacterClass class_before(std::string_view text, std::size_t position) {
  if (position == 0) return CharacterClass::space;
  auto byte = static_cast<unsigned char>(text[--position]);
  if (byte < 0x80) return k_ascii_classes[byte];
  while (position > 0 && (static_cast<unsigned char>(text[position]) & 0xC0) == 0x80) --position;
  return class_of(base::next_code_point(text, position));
}

CharacterClass class_at(std::string_view text, std::size_t position) {
  if (position >= text.size()) return CharacterClass::space;
  auto byte = static_cast<unsigned char>(text[position]);
  if (byte < 0x80) return k_ascii_classes[byte];
  return class_of(base::next_code_point(text, position));
}

}  // namespace markdown
