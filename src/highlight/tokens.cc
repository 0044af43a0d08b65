// SPDX-License-Identifier: MIT
#include "highlight/tokens.h"

namespace highlight {

namespace {

constexpr std::uint32_t k_deepest = 250;          ///< grammars in grammars and rules tried again
constexpr std::size_t k_most_pieces = 8'000'000;  ///< made for one text

}  // namespace

Tokens::Tokens(const Patterns& patterns, std::string_view text, std::uint32_t grammar)
    : patterns_(patterns), matcher_(patterns) {
  first_ = tokenize(text, 0, grammar);
}

/// Returns the first piece of the text, or 0.
std::uint32_t Tokens::tokenize(std::string_view text, std::size_t offset, std::uint32_t grammar) {
  if (depth_ == k_deepest) failed_ = true;
  if (failed_ || text.empty()) return 0;
  ++depth_;
  List list{text, offset, grammar, 0, 0, 0};
  list.head = static_cast<std::uint32_t>(pieces_.size());
  list.tail = list.head + 1;
  pieces_.push_back({.next = list.tail});
  pieces_.push_back({.previous = list.head});
  add_after(list, list.head, {.begin = offset, .size = text.size()});
  match_grammar(list, list.head, 0, nullptr);
  --depth_;
  std::uint32_t last = pieces_[list.tail].previous;
  pieces_[last].next = 0;
  return last == list.head ? 0 : pieces_[list.head].next;
}

void Tokens::match_grammar(List& list, std::uint32_t start, std::size_t position, Again* again) {
  if (++depth_ > k_deepest) failed_ = true;
  const Grammar& grammar = patterns_.grammars().grammars[list.grammar];
  for (std::uint32_t i = 0; i < grammar.size && complete(); ++i) {
    std::uint32_t rule = grammar.first + i;
    if (again != nullptr && again->cause == rule) break;
    if (list.size > list.text.size()) break;
    match_rule(list, rule, {pieces_[start].next, position}, again);
  }
  --depth_;
}

void Tokens::match_rule(List& list, std::uint32_t number, Place place, Again* again) {
  const Rule& rule = patterns_.grammars().rules[number];
  for (; place.piece != list.tail;
       place.position += pieces_[place.piece].size, place.piece = pieces_[place.piece].next) {
    if (again != nullptr && place.position >= again->reach) return;
    if (list.size > list.text.size() || !complete()) return;
    if (pieces_[place.piece].rule >= 0) continue;

    std::string_view subject = list.text.substr(place.position, pieces_[place.piece].size);
    auto match = rule.greedy ? matcher_.find(number, list.text, place.position) : matcher_.find(number, subject, 0);
    if (!match && rule.greedy) return;
    if (!match) continue;

    std::size_t removed = 1;
    std::size_t end = place.position + subject.size();
    if (rule.greedy) {
      if (match->begin >= list.text.size()) return;
      removed = find_affected(list, place, *match, end);
      if (removed == 0) continue;
    } else {
      match->begin += place.position;
      match->end += place.position;
    }

    if (again != nullptr && end > again->reach) again->reach = end;
    std::uint32_t before = pieces_[place.piece].previous;
    if (match->begin > place.position) {
      before = add_after(list, before, {.begin = list.offset + place.position, .size = match->begin - place.position});
    }
    place.position = match->begin;
    remove_after(list, before, removed);

    std::string_view matched = list.text.substr(match->begin, match->end - match->begin);
    std::size_t offset = list.offset + match->begin;
    Piece token{.begin = offset, .size = matched.size(), .rule = static_cast<std::int32_t>(number)};
    if (rule.inside >= 0) token.first_inside = tokenize(matched, offset, static_cast<std::uint32_t>(rule.inside));
    place.piece = add_after(list, before, token);
    if (end > match->end) add_after(list, place.piece, {.begin = list.offset + match->end, .size = end - match->end});

    if (removed > 1) {
      Again nested{number, end};
      match_grammar(list, before, place.position, &nested);
      if (again != nullptr && nested.reach > again->reach) again->reach = nested.reach;
    }
  }
}

/// Moves `place` to the piece in which a greedy match begins. Returns how many pieces from there on it touches and sets
/// `end` to where they end; 0 where it begins in a token, which makes it invalid.
std::size_t Tokens::find_affected(const List& list, Place& place, Matcher::Match match, std::size_t& end) {
  while (match.begin >= place.position + pieces_[place.piece].size) {
    if (place.piece == list.tail) {
      failed_ = true;
      return 0;
    }
    place.position += pieces_[place.piece].size;
    place.piece = pieces_[place.piece].next;
  }
  if (pieces_[place.piece].rule >= 0) return 0;
  std::size_t count = 0;
  end = place.position;
  for (std::uint32_t piece = place.piece; piece != list.tail && (end < match.end || pieces_[piece].rule < 0);
       piece = pieces_[piece].next) {
    ++count;
    end += pieces_[piece].size;
  }
  return count;
}

std::uint32_t Tokens::add_after(List& list, std::uint32_t piece, Piece added) {
  if (pieces_.size() >= k_most_pieces) failed_ = true;
  auto number = static_cast<std::uint32_t>(pieces_.size());
  added.previous = piece;
  added.next = pieces_[piece].next;
  pieces_[added.next].previous = number;
  pieces_[piece].next = number;
  pieces_.push_back(added);
  ++list.size;
  return number;
}

void Tokens::remove_after(List& list, std::uint32_t piece, std::size_t count) {
  std::uint32_t next = pieces_[piece].next;
  for (; count > 0 && next != list.tail; --count, --list.size) next = pieces_[next].next;
  pieces_[piece].next = next;
  pieces_[next].previous = piece;
}

}  // namespace highlight
