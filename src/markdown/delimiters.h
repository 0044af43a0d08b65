// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "markdown/extensions.h"
#include "markdown/inline_token.h"

namespace markdown {

/// The runs of `*`, `_` and `~` of a text that may begin or end emphasis (CommonMark 0.31, "process emphasis"), and
/// those of `^`, `=` and `+` that do so in sites, in runs of the same length.
///
/// A run of n characters takes n tokens. At first the first of them is its text and the others are nothing. Each match
/// takes one token: of the run that ends emphasis from the left, of the run that begins it from the right; what is left
/// of the text stays between the two.
class Delimiters {
 public:
  void begin(Extensions extensions) { extensions_ = extensions; }
  void clear() {
    runs_.clear();
    spaces_ = counted_ = 0;
  }
  std::size_t size() const { return runs_.size(); }

  /// Reads a run in its surroundings and adds it to the tokens; false when it is but text.
  /// REQUIRES: text[begin, begin + length) are all the same character, and its neighbours are not.
  bool add(std::string_view text, std::size_t begin, std::size_t length, std::vector<Token>& tokens);

  /// Matches the runs from `bottom` on and forgets them.
  void match(std::size_t bottom, std::vector<Token>& tokens);

  /// Forgets the runs from `bottom` on: their tokens are gone.
  void drop(std::size_t bottom) { runs_.resize(bottom); }

 private:
  static constexpr std::size_t k_kinds = 36;  ///< of closers that look for different openers

  struct Run {
    std::uint32_t token = 0;  ///< the first of `length`
    std::uint32_t length = 0;
    std::uint32_t left = 0;   ///< characters not used yet
    std::uint32_t ended = 0;  ///< tokens used from the left
    std::uint32_t begun = 0;  ///< tokens used from the right
    std::uint32_t previous = 0;
    std::uint32_t next = 0;
    std::uint32_t spaces = 0;  ///< white space before it, counted for runs that must not span any
    char character = 0;
    bool can_open = false;
    bool can_close = false;
  };

  static std::size_t kind(const Run& closer);
  static bool fits(const Run& opener, const Run& closer);
  std::uint32_t find_opener(const Run& closer, std::uint32_t bottom) const;
  void emphasize(Run& opener, Run& closer, std::vector<Token>& tokens);
  Element element_between(const Run& opener, const Run& closer) const;
  void pair(Run& opener, Run& closer, std::vector<Token>& tokens);
  std::uint32_t count_spaces(std::string_view text, std::size_t end);
  static void show_rest(const Run& run, std::vector<Token>& tokens);
  void unlink(std::uint32_t index);

  Extensions extensions_;
  std::vector<Run> runs_;
  std::uint32_t spaces_ = 0;
  std::size_t counted_ = 0;  ///< up to where
};

}  // namespace markdown
