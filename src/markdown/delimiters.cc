// SPDX-License-Identifier: MIT
#include "markdown/delimiters.h"

#include "markdown/characters.h"

namespace markdown {
namespace {

constexpr std::uint32_t k_none = ~std::uint32_t{0};

}  // namespace

bool Delimiters::add(std::string_view text, std::size_t begin, std::size_t length, std::vector<Token>& tokens) {
  using enum CharacterClass;
  CharacterClass before = class_before(text, begin);
  CharacterClass after = class_at(text, begin + length);
  if (before == symbol) before = punctuation;
  if (after == symbol) after = punctuation;
  bool left_flanking = after != space && (after != punctuation || before != other);
  bool right_flanking = before != space && (before != punctuation || after != other);
  Run run;
  run.character = text[begin];
  run.can_open = left_flanking;
  run.can_close = right_flanking;
  if (run.character == '_' || run.character == '=' || run.character == '+') {
    run.can_open = left_flanking && (!right_flanking || before == punctuation);
    run.can_close = right_flanking && (!left_flanking || after == punctuation);
  }
  if (!run.can_open && !run.can_close) return false;
  if (run.character == '^' || run.character == '~') run.spaces = count_spaces(text, begin);
  run.token = static_cast<std::uint32_t>(tokens.size());
  run.length = run.left = static_cast<std::uint32_t>(length);
  tokens.push_back(text_token(text.substr(begin, length)));
  for (std::size_t more = 1; more < length; ++more) tokens.push_back({.data = text.data() + begin});
  runs_.push_back(run);
  return true;
}

/// Closers of one kind find the same openers.
std::size_t Delimiters::kind(const Run& closer) {
  std::size_t character = std::string_view("*_~^=+").find(closer.character);
  return (character * 2 + (closer.can_open ? 1 : 0)) * 3 + closer.length % 3;
}

bool Delimiters::fits(const Run& opener, const Run& closer) {
  if (!opener.can_open || opener.character != closer.character) return false;
  if (opener.character == '^' || opener.character == '=' || opener.character == '+') {
    return opener.length == closer.length &&
           (opener.character != '^' || opener.length > 1 || opener.spaces == closer.spaces);
  }
  if (!closer.can_open && !opener.can_close) return true;
  return closer.length % 3 == 0 || (opener.length + closer.length) % 3 != 0;
}

std::uint32_t Delimiters::find_opener(const Run& closer, std::uint32_t bottom) const {
  for (std::uint32_t at = closer.previous; at != k_none && at >= bottom; at = runs_[at].previous) {
    if (fits(runs_[at], closer)) return at;
  }
  return k_none;
}

void Delimiters::match(std::size_t bottom, std::vector<Token>& tokens) {
  auto size = static_cast<std::uint32_t>(runs_.size());
  auto first = static_cast<std::uint32_t>(bottom);
  if (first >= size) return;
  for (std::uint32_t at = first; at < size; ++at) {
    runs_[at].previous = at == first ? k_none : at - 1;
    runs_[at].next = at + 1 == size ? k_none : at + 1;
  }
  std::array<std::uint32_t, k_kinds> lowest;
  lowest.fill(first);
  for (std::uint32_t at = first; at != k_none;) {
    Run& closer = runs_[at];
    if (!closer.can_close) {
      at = closer.next;
      continue;
    }
    std::uint32_t found = find_opener(closer, lowest[kind(closer)]);
    if (found == k_none) {
      lowest[kind(closer)] = at;
      std::uint32_t next = closer.next;
      if (!closer.can_open) unlink(at);
      at = next;
      continue;
    }
    Run& opener = runs_[found];
    opener.next = at;
    closer.previous = found;
    if (closer.character == '*' || closer.character == '_') {
      emphasize(opener, closer, tokens);
    } else {
      pair(opener, closer, tokens);
    }
    if (opener.left == 0) unlink(found);
    if (closer.left > 0) continue;
    std::uint32_t next = closer.next;
    unlink(at);
    at = next;
  }
  runs_.resize(bottom);
}

void Delimiters::emphasize(Run& opener, Run& closer, std::vector<Token>& tokens) {
  bool strong = opener.left >= 2 && closer.left >= 2;
  std::uint32_t used = strong ? 2 : 1;
  Element element = strong ? Element::strong : Element::emphasis;
  opener.left -= used;
  ++opener.begun;
  show_rest(opener, tokens);
  Token& begin = tokens[opener.token + opener.length - opener.begun];
  begin.element = element;
  closer.left -= used;
  Token& end = tokens[closer.token + closer.ended++];
  end.element = element;
  end.begins = false;
  show_rest(closer, tokens);
}

/// What two runs make of the text between them; `Element::document` when both are but text.
Element Delimiters::element_between(const Run& opener, const Run& closer) const {
  if (opener.length != closer.length) return Element::document;
  switch (opener.character) {
    case '^':
      return opener.length == 1 ? Element::superscript : Element::insert;
    case '=':
      return Element::mark;
    case '+':
      return Element::insert;
    default: {
      bool word = opener.length == 1 && opener.spaces == closer.spaces;
      if (word && extensions_.has(Extension::subscript)) return Element::subscript;
      return extensions_.has(Extension::strikethrough) ? Element::strikethrough : Element::document;
    }
  }
}

/// Two runs that meet and are used up.
void Delimiters::pair(Run& opener, Run& closer, std::vector<Token>& tokens) {
  Element element = element_between(opener, closer);
  if (element != Element::document) {
    opener.begun = closer.ended = 1;
    opener.left = closer.left = 0;
    show_rest(opener, tokens);
    show_rest(closer, tokens);
    tokens[opener.token + opener.length - 1].element = element;
    Token& end = tokens[closer.token];
    end.element = element;
    end.begins = false;
  }
  opener.left = closer.left = 0;
}

/// The white space before `end`. Linear over all calls.
std::uint32_t Delimiters::count_spaces(std::string_view text, std::size_t end) {
  for (; counted_ < end; ++counted_) spaces_ += is_blank(text[counted_]) || is_line_end(text[counted_]) ? 1 : 0;
  return spaces_;
}

/// Puts what is left of a run's text behind what it ends.
void Delimiters::show_rest(const Run& run, std::vector<Token>& tokens) {
  if (run.ended + run.begun >= run.length) return;
  Token& rest = tokens[run.token + run.ended];
  rest.element = run.left > 0 ? Element::text : Element::document;
  rest.size = run.left;
}

void Delimiters::unlink(std::uint32_t index) {
  const Run& run = runs_[index];
  if (run.previous != k_none) runs_[run.previous].next = run.next;
  if (run.next != k_none) runs_[run.next].previous = run.previous;
}

}  // namespace markdown
