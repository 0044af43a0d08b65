// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "jinja/environment.h"

/// The first step from text to program: template text becomes tokens. White space control (`-` and `+` beside the tag
/// marks, `trim_blocks`, `lstrip_blocks`) and `raw` sections are settled here: data tokens are exactly what is printed.
namespace jinja {

/// A part of the template text in bytes.
struct Span {
  std::uint32_t offset = 0;
  std::uint32_t length = 0;
  std::uint32_t end() const { return offset + length; }
};

/// The span from the beginning of `first` to the end of `last`.
inline Span join(Span first, Span last) {
  return {first.offset, last.end() > first.offset ? last.end() - first.offset : first.length};
}

enum class TokenKind : std::uint8_t {
  data,
  block_begin,
  block_end,
  variable_begin,
  variable_end,
  name,
  string,  ///< with its quotes
  integer,
  floating,
  plus,
  minus,
  times,
  power,
  divide,
  floor_divide,
  modulo,
  tilde,
  left_bracket,
  right_bracket,
  left_parenthesis,
  right_parenthesis,
  left_brace,
  right_brace,
  equal,
  not_equal,
  less,
  less_equal,
  greater,
  greater_equal,
  assign,
  dot,
  colon,
  pipe,
  comma,
  semicolon,
  end,    ///< the last token of every template that lexes
  error,  ///< the last token of one that does not; `Tokens::error` says why
};

struct Token {
  TokenKind kind;
  Span span;
};

struct Tokens {
  std::vector<Token> list;
  std::string error;
};

/// `text` with every line break as one `\n` and, unless `keep_trailing_newline`, without the last one.
std::string normalize_line_breaks(std::string text, bool keep_trailing_newline);

/// The tokens of a text that `normalize_line_breaks` made. Linear in its length. REQUIRES: text is shorter than 4 GiB.
Tokens tokenize(std::string_view text, const Options& options);

/// How messages name a token: "end of template", "','", "'endfor'".
std::string describe(const Token& token, std::string_view text);

/// The value of a string token's text between its quotes: escapes as in Python.
std::string unescape(std::string_view quoted);

}  // namespace jinja
