// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "highlight/patterns.h"

namespace highlight {

/// A piece of a text: a token, or text between tokens.
struct Piece {
  std::size_t begin = 0;  ///< in the whole text
  std::size_t size = 0;
  std::int32_t rule = -1;          ///< that made the token, or -1: text
  std::uint32_t first_inside = 0;  ///< its own pieces, where its rule has a grammar inside; else 0
  std::uint32_t previous = 0;
  std::uint32_t next = 0;
};

/// Cuts a text into tokens by a grammar, in the way of Prism's `tokenize`: a list of pieces, over which one rule goes
/// after the other. A rule looks at each text between tokens by itself; a greedy one looks at the whole text and takes
/// tokens of earlier rules away, whereupon the rules before it go once more over the place.
class Tokens {
 public:
  Tokens(const Patterns& patterns, std::string_view text, std::uint32_t grammar);

  /// The tokens are what the grammar says. Otherwise a limit was reached and they mean nothing.
  bool complete() const { return !failed_ && !matcher_.gave_up(); }

  /// Pieces by number. `first()` leads to the others by `next`, up to one whose `next` is 0.
  const Piece& operator[](std::uint32_t piece) const { return pieces_[piece]; }
  std::uint32_t first() const { return first_; }

 private:
  /// A list of the pieces of one stretch of text, between two pieces without text.
  struct List {
    std::string_view text;
    std::size_t offset;  ///< of `text` in the whole text
    std::uint32_t grammar;
    std::uint32_t head;
    std::uint32_t tail;
    std::size_t size;
  };
  /// Rules are tried again because one has taken tokens away.
  struct Again {
    std::uint32_t cause;  ///< the rule: those before it are tried
    std::size_t reach;    ///< up to here, from the beginning of the list's text
  };
  struct Place {
    std::uint32_t piece;
    std::size_t position;  ///< of its begin in the list's text
  };

  std::uint32_t tokenize(std::string_view text, std::size_t offset, std::uint32_t grammar);
  void match_grammar(List& list, std::uint32_t start, std::size_t position, Again* again);
  void match_rule(List& list, std::uint32_t rule, Place place, Again* again);
  std::size_t find_affected(const List& list, Place& place, Matcher::Match match, std::size_t& end);
  std::uint32_t add_after(List& list, std::uint32_t piece, Piece added);
  void remove_after(List& list, std::uint32_t piece, std::size_t count);

  const Patterns& patterns_;
  Matcher matcher_;
  std::vector<Piece> pieces_{1};  ///< the first is none
  std::uint32_t first_ = 0;
  std::uint32_t depth_ = 0;
  bool failed_ = false;
};

}  // namespace highlight
