// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

namespace highlight {

/// One pattern of a grammar and what its matches become.
struct Rule {
  std::string_view pattern;  ///< for PCRE2 with UTF, DOTALL and MATCH_UNSET_BACKREF
  std::string_view classes;  ///< of the span: the kind of the token and its aliases, between spaces
  std::int32_t inside;       ///< the grammar that reads what was matched, or -1
  bool caseless;
  bool lookbehind;  ///< what the first group matched lies before the token
  bool greedy;      ///< looks at the whole text, tokens included, and may replace some
};

/// Rules in the order in which they are tried: a run of the table of all rules.
struct Grammar {
  std::uint32_t first;
  std::uint32_t size;
};

struct Language {
  std::string_view name;  ///< or another name of it
  std::uint32_t grammar;
  bool exact;  ///< the grammar says all; otherwise its author's program has code around it, or a pattern is lost
};

/// Grammars in the manner of Prism (prismjs.com), the ways of its `Prism.languages`. All of it is constant data.
struct Grammars {
  std::span<const Language> languages;  ///< sorted by name
  std::span<const Grammar> grammars;
  std::span<const Rule> rules;
};

/// The grammars that were there when the program was built, made by tools/export_grammars; none where Prism was
/// missing.
Grammars built_in_grammars();

}  // namespace highlight
