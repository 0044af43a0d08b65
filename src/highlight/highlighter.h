// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "highlight/grammars.h"
#include "highlight/patterns.h"

namespace highlight {

/// Makes spans of code: `<span class="token keyword">`, the classes that themes for Prism know. Costs nothing before
/// its first text; a language's patterns are compiled when a text first needs them. For all threads.
class Highlighter {
 public:
  explicit Highlighter(Grammars grammars) : patterns_(grammars) {}

  /// There are grammars. Without any all code stays plain text.
  bool has_grammars() const { return !patterns_.grammars().languages.empty(); }

  /// The language that a fence names, or null.
  const Language* find(std::string_view name) const;

  /// HTML of code in a language; nothing where the code is not valid UTF-8, longer than `k_longest` or so made that it
  /// would take too long.
  std::optional<std::string> html(const Language& language, std::string_view code) const;

  static constexpr std::size_t k_longest = 1 << 20;

 private:
  Patterns patterns_;
};

/// The one over the grammars that the program was built with.
const Highlighter& built_in_highlighter();

}  // namespace highlight
