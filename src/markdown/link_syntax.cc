// SPDX-License-Identifier: MIT
#include "markdown/link_syntax.h"

#include "base/byte_scan.h"
#include "markdown/characters.h"
#include "markdown/entities.h"

namespace markdown {
namespace {

bool is_escape(std::string_view text, std::size_t at) {
  return text[at] == '\\' && at + 1 < text.size() && is_ascii_punctuation(text[at + 1]);
}

bool read_angle_destination(std::string_view text, std::size_t& position, std::string_view& destination) {
  for (std::size_t at = position + 1; at < text.size(); ++at) {
    if (is_escape(text, at)) {
      ++at;
    } else if (text[at] == '>') {
      destination = text.substr(position + 1, at - position - 1);
      position = at + 1;
      return true;
    } else if (text[at] == '<' || is_line_end(text[at])) {
      return false;
    }
  }
  return false;
}

/// Resolves entities and escapes from `first` on.
template <class IsEscape>
std::string_view resolve(std::string_view text, std::size_t first, base::Arena& arena, IsEscape escapes) {
  // Two entities, `&nGt;` and `&nLt;`, become longer, from five bytes to six; no other.
  char* out = arena.array<char>(text.size() + text.size() / 5 + 1);
  std::size_t size = text.copy(out, first);
  for (std::size_t at = first; at < text.size();) {
    if (escapes(text, at)) {
      out[size++] = text[at + 1];
      at += 2;
      continue;
    }
    Entity entity = text[at] == '&' ? read_entity(text.substr(at)) : Entity{};
    if (entity.length > 0) {
      size += entity.text().copy(out + size, entity.size);
      at += entity.length;
    } else {
      out[size++] = text[at++];
    }
  }
  return {out, size};
}

}  // namespace

bool read_destination(std::string_view text, std::size_t& position, bool may_be_empty, std::string_view& destination) {
  constexpr int k_deepest = 32;
  if (position < text.size() && text[position] == '<') return read_angle_destination(text, position, destination);
  int depth = 0;
  std::size_t at = position;
  for (;; ++at) {
    at = base::find_byte<0, ' ', '\\', '(', ')', '\x7F'>(text, at, text.size());
    if (at == text.size()) break;
    char c = text[at];
    if (c == '\\') {
      if (is_escape(text, at)) ++at;
    } else if (c == '(') {
      if (++depth > k_deepest) return false;
    } else if (c != ')' || depth == 0) {
      break;
    } else {
      --depth;
    }
  }
  if (depth != 0 || (at == position && !may_be_empty)) return false;
  destination = text.substr(position, at - position);
  position = at;
  return true;
}

bool read_title(std::string_view text, std::size_t& position, std::string_view& title) {
  if (position >= text.size()) return false;
  char open = text[position];
  if (open != '"' && open != '\'' && open != '(') return false;
  char close = open == '(' ? ')' : open;
  for (std::size_t at = position + 1; at < text.size(); ++at) {
    if (is_escape(text, at)) {
      ++at;
    } else if (text[at] == close) {
      title = text.substr(position + 1, at - position - 1);
      position = at + 1;
      return true;
    } else if (text[at] == open) {
      return false;
    }
  }
  return false;
}

bool read_label(std::string_view text, std::size_t& position, std::string_view& label) {
  constexpr std::size_t k_longest = 999;
  if (position >= text.size() || text[position] != '[') return false;
  for (std::size_t at = position + 1; at < text.size() && at - position <= k_longest + 1; ++at) {
    if (is_escape(text, at)) {
      ++at;
    } else if (text[at] == ']') {
      label = text.substr(position + 1, at - position - 1);
      position = at + 1;
      return true;
    } else if (text[at] == '[') {
      return false;
    }
  }
  return false;
}

std::size_t skip_white_space(std::string_view text, std::size_t position) {
  while (position < text.size() && (is_blank(text[position]) || is_line_end(text[position]))) ++position;
  return position;
}

std::size_t skip_blanks(std::string_view text, std::size_t position) {
  while (position < text.size() && is_blank(text[position])) ++position;
  return position;
}

std::string_view unescape(std::string_view text, base::Arena& arena) {
  std::size_t first = base::find_byte<1, 0, '\\', '&'>(text, 0, text.size());
  return first == text.size() ? text : resolve(text, first, arena, is_escape);
}

std::string_view unescape_entities(std::string_view text, base::Arena& arena) {
  std::size_t first = text.find('&');
  if (first == std::string_view::npos) return text;
  return resolve(text, first, arena, [](std::string_view, std::size_t) { return false; });
}

std::string_view join(std::string_view first, std::string_view second, base::Arena& arena) {
  char* out = arena.array<char>(first.size() + second.size());
  first.copy(out, first.size());
  second.copy(out + first.size(), second.size());
  return {out, first.size() + second.size()};
}

}  // namespace markdown
