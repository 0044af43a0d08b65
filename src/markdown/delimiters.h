// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "markdown/inline_token.h"

namespace markdown {

/// The runs of `*`, `_` and `~` of a text that may begin or end emphasis (CommonMark 0.31, "process emphasis").
///
/// A run of n characters takes n tokens. At first the first of them is its text and the others are nothing. Each match
/// takes one token: of the run that ends emphasis from the left, of the run that begins it from the right; what is left
/// of the text stays between the two.
class Delimiters {
 public:
  void clear() { runs_.clear(); }
  std::size_t size() const { return runs_.size(); }

  /// Reads a run in its surroundings and adds it to the tokens; false when it is but text.
  /// REQUIRES: text[begin, begin + length) are all the same character, and its neighbours are not.
  bool add(std::string_view text, std::size_t begin, std::size_t length, std::vector<Token>& tokens);

  /// Matches the runs from `bottom` on and forgets them.
  void match(std::size_t bottom, std::vector<Token>& tokens);

  /// Forgets the runs from `bottom` on: their tokens are gone.
  void drop(std::size_t bottom) { runs_.resize(bottom); }

 private:
  static constexpr std::size_t k_kinds = 18;  ///< of closers that look for different openers

  struct Run {
    std::uint32_t token = 0;  ///< the first of `length`
    std::uint32_t length = 0;
    std::uint32_t left = 0;   ///< characters not used yet
    std::uint32_t ended = 0;  ///< tokens used from the left
    std::uint32_t begun = 0;  ///< tokens used from the right
    std::uint32_t previous = 0;
    std::uint32_t next = 0;
    char character = 0;
    bool can_open = false;
    bool can_close = false;
  };

  static std::size_t kind(const Run& closer);
  static bool fits(const Run& opener, const Run& closer);
  std::uint32_t find_opener(const Run& closer, std::uint32_t bottom) const;
  void emphasize(Run& opener, Run& closer, std::vector<Token>& tokens);
  void strike(Run& opener, Run& closer, std::vector<Token>& tokens);
  static void show_rest(const Run& run, std::vector<Token>& tokens);
  void unlink(std::uint32_t index);

  std::vector<Run> runs_;
};

}  // namespace markdown
