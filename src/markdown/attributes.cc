// SPDX-License-Identifier: MIT
#include "markdown/attributes.h"

#include <algorithm>

#include "markdown/characters.h"

namespace markdown {
namespace {

bool is_name_part(char c) { return is_letter_or_digit(c) || c == '-' || c == '_' || c == ':' || c == '.'; }
bool is_bare_part(char c) {
  return static_cast<unsigned char>(c) > 0x20 && c != '}' && c != '{' && c != '"' && c != '\'' && c != '=' &&
         c != '<' && c != '>' && c != '`';
}

}  // namespace

bool AttributeReader::next(Attribute& attribute) {
  while (at_ < text_.size() && is_blank(text_[at_])) ++at_;
  if (at_ >= text_.size()) return false;
  std::size_t begin = at_;
  char c = text_[begin];
  auto span_from = [&](std::size_t first, auto is_part) {
    std::size_t end = first;
    while (end < text_.size() && is_part(text_[end])) ++end;
    return text_.substr(first, end - first);
  };
  if (c == '#' || c == '.') {
    attribute = {c == '#' ? "id" : "class",
                 span_from(begin + 1, [](char each) { return is_name_part(each) && each != '.'; })};
    if (c == '#') attribute.value = span_from(begin + 1, is_name_part);
    if (attribute.value.empty()) return false;
    at_ = begin + 1 + attribute.value.size();
    return true;
  }
  if (!is_letter(c)) return false;
  std::string_view name = span_from(begin, is_name_part);
  std::size_t at = begin + name.size();
  if (at >= text_.size() || text_[at] != '=') return false;
  ++at;
  char quote = at < text_.size() ? text_[at] : ' ';
  if (quote == '"' || quote == '\'') {
    std::size_t close = text_.find(quote, at + 1);
    if (close == std::string_view::npos || text_.substr(at, close - at).find('\n') != std::string_view::npos)
      return false;
    attribute = {name, text_.substr(at + 1, close - at - 1)};
    at_ = close + 1;
    return true;
  }
  std::string_view value = span_from(at, is_bare_part);
  if (value.empty()) return false;
  attribute = {name, value};
  at_ = at + value.size();
  return true;
}

std::size_t attributes_length(std::string_view text) {
  constexpr std::size_t k_longest = 1000;
  if (text.size() < 4 || text[0] != '{') return 0;
  std::size_t first = text[1] == ':' ? 2 : 1;
  text = text.substr(0, k_longest);
  AttributeReader reader(text.substr(first));
  Attribute attribute;
  bool any = false;
  while (reader.next(attribute)) any = true;
  std::size_t end = first + reader.position();
  return any && end < text.size() && text[end] == '}' ? end + 1 : 0;
}

std::string_view inside_braces(std::string_view attributes) {
  std::size_t first = attributes.starts_with("{:") ? 2 : 1;
  return attributes.substr(first, attributes.size() - first - 1);
}

}  // namespace markdown
