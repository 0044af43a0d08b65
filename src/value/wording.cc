// SPDX-License-Identifier: MIT
#include "value/wording.h"

#include "base/unicode.h"

namespace value {

std::string described(const Value& value) {
  std::string name(kind_name(value));
  if (value.is_nothing() || name.empty()) return name;
  bool has_vowel = std::string_view("aeiou").find(name[0]) != std::string_view::npos;
  return (has_vowel ? "an " : "a ") + name;
}

std::string quoted(std::string_view name) {
  constexpr std::size_t k_longest = 60;
  std::size_t end = name.size() <= k_longest ? name.size() : base::offset_of_code_point(name, k_longest);
  std::string text = "'";
  text += name.substr(0, end);
  return text += end < name.size() ? "...'" : "'";
}

}  // namespace value
