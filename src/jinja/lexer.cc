// SPDX-License-Identifier: MIT
#include "jinja/lexer.h"

#include <algorithm>

#include "base/strings.h"
#include "base/unicode.h"

namespace jinja {

namespace {

/// The length of the white space character at `position`, 0 when there is none.
std::size_t white_space_at(std::string_view text, std::size_t position) {
  if (position >= text.size()) return 0;
  auto byte = static_cast<unsigned char>(text[position]);
  if (byte < 0x80) return base::is_space(text[position]) || (byte >= 0x1c && byte <= 0x1f) ? 1 : 0;
  std::size_t next = position;
  return base::is_white_space(base::next_code_point(text, next)) ? next - position : 0;
}

std::size_t skip_white_space(std::string_view text, std::size_t position) {
  while (std::size_t length = white_space_at(text, position)) position += length;
  return position;
}

/// The end of `text[begin, end)` without the white space at its end.
std::size_t strip_right(std::string_view text, std::size_t begin, std::size_t end) {
  while (end > begin) {
    std::size_t start = end - 1;
    while (start > begin && end - start < 4 && (static_cast<unsigned char>(text[start]) & 0xc0) == 0x80) --start;
    if (start + white_space_at(text, start) != end) break;
    end = start;
  }
  return end;
}

/// The length of the name that begins at `position`, 0 when none does.
std::size_t name_at(std::string_view text, std::size_t position) {
  std::size_t begin = position;
  while (position < text.size()) {
    char c = text[position];
    if (base::is_ascii_letter(c) || c == '_' || (position > begin && base::is_digit(c))) {
      ++position;
      continue;
    }
    if (static_cast<unsigned char>(c) < 0x80) break;
    std::size_t next = position;
    char32_t letter = base::next_code_point(text, next);
    bool fits = position == begin ? base::is_letter(letter) : base::is_letter_or_number(letter);
    if (!fits) break;
    position = next;
  }
  return position - begin;
}

/// The end of decimal digits with single underscores between them; `position` itself when there is no digit.
std::size_t skip_digits(std::string_view text, std::size_t position) {
  auto digit = [&](std::size_t at) { return at < text.size() && base::is_digit(text[at]); };
  while (digit(position) || (position < text.size() && text[position] == '_' && digit(position + 1) && position > 0 &&
                             base::is_digit(text[position - 1]))) {
    ++position;
  }
  return position;
}

/// The end of the digits of base 2, 8 or 16 behind a prefix such as `0x`, or `position` when this is none.
std::size_t skip_based_integer(std::string_view text, std::size_t position) {
  if (position + 2 >= text.size() || text[position] != '0') return position;
  char letter = static_cast<char>(text[position + 1] | 0x20);
  auto fits = [&](std::size_t at) {
    if (at >= text.size()) return false;
    char c = text[at];
    if (letter == 'b') return c == '0' || c == '1';
    if (letter == 'o') return c >= '0' && c <= '7';
    char lower = static_cast<char>(c | 0x20);
    return base::is_digit(c) || (lower >= 'a' && lower <= 'f');
  };
  if (letter != 'b' && letter != 'o' && letter != 'x') return position;
  std::size_t at = position + 2;
  while (fits(at) || (at < text.size() && text[at] == '_' && fits(at + 1))) ++at;
  return at == position + 2 ? position : at;
}

class Lexer {
 public:
  Lexer(std::string_view text, const Options& options) : text_(text), options_(options) {}

  Tokens run() {
    while (!done_) text_until_tag();
    return std::move(tokens_);
  }

 private:
  enum class Tag { block, variable };

  void add(TokenKind kind, std::size_t begin, std::size_t end) {
    tokens_.list.push_back({kind, {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end - begin)}});
  }

  void fail(std::size_t begin, std::size_t end, std::string message) {
    add(TokenKind::error, begin, end);
    tokens_.error = std::move(message);
    done_ = true;
  }

  char at(std::size_t position) const { return position < text_.size() ? text_[position] : '\0'; }

  std::size_t find_tag(std::size_t position) const {
    while (true) {
      position = text_.find('{', position);
      if (position == text_.npos) return position;
      char next = at(position + 1);
      if (next == '%' || next == '{' || next == '#') return position;
      ++position;
    }
  }

  /// Adds the text up to a tag, stripped as the tag's sign and the options say.
  void add_data(std::size_t begin, std::size_t end, char sign, bool is_variable) {
    if (sign == '-') {
      end = strip_right(text_, begin, end);
    } else if (sign != '+' && options_.lstrip_blocks && !is_variable) {
      std::size_t line = end;
      while (line > begin && text_[line - 1] != '\n') --line;
      bool at_line_start = line > begin || line_starting_;
      if (at_line_start && skip_white_space(text_, line) >= end) end = line;
    }
    if (end > begin) add(TokenKind::data, begin, end);
  }

  void text_until_tag() {
    std::size_t begin = position_;
    std::size_t tag = find_tag(begin);
    if (tag == text_.npos) {
      if (text_.size() > begin) add(TokenKind::data, begin, text_.size());
      add(TokenKind::end, text_.size(), text_.size());
      done_ = true;
      return;
    }
    char mark = text_[tag + 1];
    char sign = at(tag + 2);
    if (sign != '-' && sign != '+') sign = '\0';
    add_data(begin, tag, sign, mark == '{');
    std::size_t inside = tag + (sign == '\0' ? 2 : 3);
    if (mark == '#') {
      comment(tag, inside);
    } else if (mark == '%' && raw_begin(inside) != 0) {
      raw(tag, raw_begin(inside));
    } else {
      Tag kind = mark == '{' ? Tag::variable : Tag::block;
      add(kind == Tag::variable ? TokenKind::variable_begin : TokenKind::block_begin, tag, inside);
      inside_tag(kind, tag, inside);
    }
  }

  /// Moves behind the end of a tag at `end`, where the closing mark with its sign is `mark` bytes long.
  void leave_tag(std::size_t end, std::size_t mark, bool trims) {
    char sign = mark == 3 ? text_[end] : '\0';
    position_ = end + mark;
    if (sign == '-') {
      position_ = skip_white_space(text_, position_);
    } else if (sign != '+' && trims && options_.trim_blocks && at(position_) == '\n') {
      ++position_;
    }
    line_starting_ = text_[position_ - 1] == '\n';
  }

  void comment(std::size_t tag, std::size_t inside) {
    std::size_t end = text_.find("#}", inside);
    if (end == text_.npos) return fail(tag, tag + 2, "the comment is not closed: '#}' is missing");
    bool has_sign = end > inside && (text_[end - 1] == '-' || text_[end - 1] == '+');
    leave_tag(has_sign ? end - 1 : end, has_sign ? 3 : 2, true);
  }

  /// The position behind `raw %}` when that is what stands at `position`, else 0.
  std::size_t raw_begin(std::size_t position) const {
    position = skip_white_space(text_, position);
    if (text_.substr(position, 3) != "raw") return 0;
    position = skip_white_space(text_, position + 3);
    if (text_.substr(position, 2) == "%}") return position + 2;
    if (text_.substr(position, 3) == "-%}") return skip_white_space(text_, position + 3);
    return 0;
  }

  void raw(std::size_t tag, std::size_t begin) {
    line_starting_ = text_[begin - 1] == '\n';
    position_ = begin;
    if (begin == text_.size()) return;  // Nothing is raw.
    std::size_t from = begin;
    while (true) {
      std::size_t end = text_.find("{%", from);
      if (end == text_.npos) return fail(tag, begin, "the raw section is not closed: 'endraw' is missing");
      from = end + 2;
      char sign = at(end + 2);
      std::size_t word = skip_white_space(text_, end + (sign == '-' || sign == '+' ? 3 : 2));
      if (text_.substr(word, 6) != "endraw") continue;
      std::size_t close = skip_white_space(text_, word + 6);
      bool has_sign = at(close) == '-' || at(close) == '+';
      if (text_.substr(has_sign ? close + 1 : close, 2) != "%}") continue;
      add_data(begin, end, sign, false);
      return leave_tag(close, has_sign ? 3 : 2, true);
    }
  }

  /// The length of the closing mark at `position` with its sign, or 0.
  std::size_t tag_end(Tag kind, std::size_t position) const {
    std::string_view rest = text_.substr(position, 3);
    std::string_view mark = kind == Tag::variable ? "}}" : "%}";
    if (rest.starts_with(mark)) return 2;
    if (rest.size() == 3 && rest.substr(1) == mark && (rest[0] == '-' || (rest[0] == '+' && kind == Tag::block))) {
      return 3;
    }
    return 0;
  }

  void inside_tag(Tag kind, std::size_t tag, std::size_t position) {
    brackets_.clear();
    while (!done_) {
      position = skip_white_space(text_, position);
      if (position >= text_.size()) {
        std::string closing = kind == Tag::variable ? "'}}'" : "'%}'";
        return fail(tag, tag + 2, "the tag is not closed: " + closing + " is missing");
      }
      if (brackets_.empty()) {
        if (std::size_t mark = tag_end(kind, position)) {
          add(kind == Tag::variable ? TokenKind::variable_end : TokenKind::block_end, position, position + mark);
          return leave_tag(position, mark, kind == Tag::block);
        }
      }
      position = inner_token(position);
    }
  }

  /// Adds the token at `position` and returns where it ends.
  std::size_t inner_token(std::size_t position) {
    char c = text_[position];
    if (base::is_digit(c)) return number(position);
    if (c == '"' || c == '\'') return string(position);
    if (std::size_t length = name_at(text_, position)) {
      add(TokenKind::name, position, position + length);
      return position + length;
    }
    return punctuation(position);
  }

  std::size_t number(std::size_t begin) {
    bool behind_dot = begin > 0 && text_[begin - 1] == '.';
    if (std::size_t end = behind_dot ? begin : float_end(begin); end > begin) {
      add(TokenKind::floating, begin, end);
      return end;
    }
    std::size_t end = skip_based_integer(text_, begin);
    if (end == begin) end = skip_digits(text_, begin);
    if (text_[begin] == '0' && end > begin + 1 && base::is_digit(at(begin + 1))) {
      end = begin + 1;
      while (at(end) == '0' || (at(end) == '_' && at(end + 1) == '0')) ++end;
    }
    add(TokenKind::integer, begin, end);
    return end;
  }

  /// The end of the float at `begin`, or `begin` when there is no fraction and no exponent.
  std::size_t float_end(std::size_t begin) const {
    std::size_t whole = skip_digits(text_, begin);
    std::size_t end = whole;
    if (at(end) == '.' && base::is_digit(at(end + 1))) end = skip_digits(text_, end + 1);
    if ((at(end) | 0x20) == 'e') {
      std::size_t exponent = end + (at(end + 1) == '+' || at(end + 1) == '-' ? 2 : 1);
      if (base::is_digit(at(exponent))) end = skip_digits(text_, exponent);
    }
    return end == whole ? begin : end;
  }

  std::size_t string(std::size_t begin) {
    char quote = text_[begin];
    std::size_t end = begin + 1;
    while (end < text_.size() && text_[end] != quote) end += text_[end] == '\\' ? 2 : 1;
    if (end >= text_.size()) {
      fail(begin, begin + 1, "the string is not closed");
      return text_.size();
    }
    add(TokenKind::string, begin, end + 1);
    return end + 1;
  }

  std::size_t punctuation(std::size_t position) {
    struct Mark {
      std::string_view text;
      TokenKind kind;
    };
    static constexpr Mark k_marks[] = {
        {"//", TokenKind::floor_divide},
        {"**", TokenKind::power},
        {"==", TokenKind::equal},
        {"!=", TokenKind::not_equal},
        {">=", TokenKind::greater_equal},
        {"<=", TokenKind::less_equal},
        {"+", TokenKind::plus},
        {"-", TokenKind::minus},
        {"/", TokenKind::divide},
        {"*", TokenKind::times},
        {"%", TokenKind::modulo},
        {"~", TokenKind::tilde},
        {"[", TokenKind::left_bracket},
        {"]", TokenKind::right_bracket},
        {"(", TokenKind::left_parenthesis},
        {")", TokenKind::right_parenthesis},
        {"{", TokenKind::left_brace},
        {"}", TokenKind::right_brace},
        {">", TokenKind::greater},
        {"<", TokenKind::less},
        {"=", TokenKind::assign},
        {".", TokenKind::dot},
        {":", TokenKind::colon},
        {"|", TokenKind::pipe},
        {",", TokenKind::comma},
        {";", TokenKind::semicolon},
    };
    for (const Mark& mark : k_marks) {
      if (!text_.substr(position).starts_with(mark.text)) continue;
      std::size_t end = position + mark.text.size();
      if (mark.text.size() == 1 && !balance(position, mark.text[0])) return end;
      add(mark.kind, position, end);
      return end;
    }
    std::size_t end = position;
    base::next_code_point(text_, end);
    fail(position, end, "unexpected character '" + base::make_valid_utf8(text_.substr(position, end - position)) + "'");
    return end;
  }

  /// Keeps count of brackets; a closing mark inside brackets does not end the tag. False when `c` closes a bracket that
  /// is not the innermost open one.
  bool balance(std::size_t position, char c) {
    if (c == '(' || c == '[' || c == '{') brackets_.push_back(c == '(' ? ')' : c == '[' ? ']' : '}');
    if (c != ')' && c != ']' && c != '}') return true;
    if (brackets_.empty()) {
      fail(position, position + 1, "unexpected '" + std::string(1, c) + "'");
      return false;
    }
    char expected = brackets_.back();
    brackets_.pop_back();
    if (expected == c) return true;
    fail(position, position + 1, "unexpected '" + std::string(1, c) + "', expected '" + std::string(1, expected) + "'");
    return false;
  }

  std::string_view text_;
  const Options& options_;
  Tokens tokens_;
  std::size_t position_ = 0;
  bool line_starting_ = true;
  bool done_ = false;
  std::string brackets_;
};

/// Reads up to `most` hexadecimal digits; -1 unless all of them are there.
long hexadecimal(std::string_view text, std::size_t position, std::size_t count) {
  if (position + count > text.size()) return -1;
  long number = 0;
  for (std::size_t i = 0; i < count; ++i) {
    char c = text[position + i];
    char lower = static_cast<char>(c | 0x20);
    if (!base::is_digit(c) && (lower < 'a' || lower > 'f')) return -1;
    number = number * 16 + (base::is_digit(c) ? c - '0' : lower - 'a' + 10);
  }
  return number;
}

/// Appends what the escape behind the backslash at `position` means and returns where it ends.
std::size_t unescape_one(std::string_view text, std::size_t position, std::string& out) {
  static constexpr std::string_view k_letters = "abfnrtv\\'\"";
  static constexpr std::string_view k_meanings = "\a\b\f\n\r\t\v\\'\"";
  char c = text[position + 1];
  if (c == '\n') return position + 2;
  if (std::size_t letter = k_letters.find(c); letter != k_letters.npos) {
    out += k_meanings[letter];
    return position + 2;
  }
  std::size_t digits = c == 'x' ? 2 : c == 'u' ? 4 : c == 'U' ? 8 : 0;
  if (long code = digits == 0 ? -1 : hexadecimal(text, position + 2, digits); code >= 0 && code <= 0x10ffff) {
    base::append_utf8(out, static_cast<char32_t>(code));
    return position + 2 + digits;
  }
  if (c >= '0' && c <= '7') {
    std::size_t end = position + 1;
    unsigned code = 0;
    while (end < text.size() && end < position + 4 && text[end] >= '0' && text[end] <= '7') {
      code = code * 8 + static_cast<unsigned>(text[end++] - '0');
    }
    base::append_utf8(out, code);
    return end;
  }
  out += '\\';
  return position + 1;
}

}  // namespace

std::string normalize_line_breaks(std::string text, bool keep_trailing_newline) {
  if (text.find('\r') != text.npos) {
    std::size_t to = 0;
    for (std::size_t from = 0; from < text.size(); ++from) {
      char c = text[from];
      if (c == '\r' && from + 1 < text.size() && text[from + 1] == '\n') continue;
      text[to++] = c == '\r' ? '\n' : c;
    }
    text.resize(to);
  }
  if (!keep_trailing_newline && text.ends_with('\n')) text.pop_back();
  return text;
}

Tokens tokenize(std::string_view text, const Options& options) { return Lexer(text, options).run(); }

std::string describe(const Token& token, std::string_view text) {
  switch (token.kind) {
    case TokenKind::end:
      return "the end of the template";
    case TokenKind::block_end:
    case TokenKind::variable_end:
      return "the end of the tag";
    case TokenKind::data:
      return "text";
    default:
      break;
  }
  constexpr std::size_t k_longest = 40;
  std::string_view spelling = text.substr(token.span.offset, std::min<std::size_t>(token.span.length, k_longest));
  return "'" + base::make_valid_utf8(spelling) + "'";
}

std::string unescape(std::string_view quoted) {
  std::string out;
  std::size_t position = 0;
  while (position < quoted.size()) {
    std::size_t escape = quoted.find('\\', position);
    out += quoted.substr(position, escape == quoted.npos ? escape : escape - position);
    if (escape == quoted.npos) break;
    if (escape + 1 >= quoted.size()) {
      out += '\\';
      break;
    }
    position = unescape_one(quoted, escape, out);
  }
  return out;
}

}  // namespace jinja
