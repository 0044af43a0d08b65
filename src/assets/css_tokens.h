// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace assets {

/// The tokens of CSS Syntax Level 3, as far as finding URLs and statements needs them: whatever is neither of these is
/// a `delimiter` of one byte. Numbers with their units, hashes and identifiers are all `word`.
enum class CssKind : std::uint8_t {
  comment,
  space,
  string,      ///< with its quotes; ends before a line break when it is broken
  url,         ///< `url(...)` without quotes, up to its `)`
  function,    ///< a name and its `(`
  at_keyword,  ///< `@` and a name
  word,
  html_comment,  ///< `<!--` or `-->`
  delimiter,
  end,
};

struct CssToken {
  CssKind kind = CssKind::end;
  std::size_t begin = 0;
  std::size_t end = 0;
  bool closed = true;  ///< false: a comment, string or url that the end of the text, or a line break, cut off
};

/// Cuts a stylesheet into tokens, one at a time. Any bytes are accepted; every byte belongs to one token. The text must
/// outlive the scanner.
class CssScanner {
 public:
  explicit CssScanner(std::string_view text, std::size_t begin = 0) : text_(text), position_(begin) {}
  CssToken next();
  std::string_view text_of(const CssToken& token) const { return text_.substr(token.begin, token.end - token.begin); }

 private:
  CssToken comment();
  CssToken string(char quote);
  CssToken word_or_function();
  CssToken unquoted_url(std::size_t begin);
  bool name_starts_at(std::size_t position) const;
  bool escape_at(std::size_t position) const;
  std::size_t name_end(std::size_t position) const;
  CssToken token(CssKind kind, std::size_t end, bool closed = true);
  char at(std::size_t position) const { return position < text_.size() ? text_[position] : '\0'; }

  std::string_view text_;
  std::size_t position_;
};

/// `text` with CSS escapes (`\28 `, `\(`, a backslash before a line break) replaced by what they stand for.
std::string css_unescape(std::string_view text);

/// What a string token or the inside of an unquoted URL says.
std::string css_string_value(std::string_view token);
/// Where the inside of an unquoted `url(...)` begins and ends within the token, white space left out.
std::string_view css_url_inside(std::string_view token, bool closed);

/// `text` as a string token in double or single quotes.
std::string css_quote(std::string_view text, char quote = '"');
/// `text` as `url(...)`, quoted only where it must be.
std::string css_url(std::string_view text);

/// A name without escapes and in lower case, for comparing.
std::string css_name(std::string_view name);

}  // namespace assets
