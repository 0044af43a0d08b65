// SPDX-License-Identifier: MIT
#include "assets/css_tokens.h"

#include "base/strings.h"
#include "base/unicode.h"

namespace assets {

namespace {

bool is_css_space(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f'; }
bool is_line_break(char c) { return c == '\n' || c == '\r' || c == '\f'; }
bool is_hex_digit(char c) { return base::is_digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F'); }
bool is_name_start(char c) { return base::is_ascii_letter(c) || c == '_' || static_cast<unsigned char>(c) >= 0x80; }
bool is_name_byte(char c) { return is_name_start(c) || base::is_digit(c) || c == '-'; }

std::uint32_t hex_value(char c) {
  if (base::is_digit(c)) return static_cast<std::uint32_t>(c - '0');
  return static_cast<std::uint32_t>((c | 0x20) - 'a' + 10);
}

constexpr std::size_t k_escape_digits = 6;

}  // namespace

CssToken CssScanner::token(CssKind kind, std::size_t end, bool closed) {
  CssToken made{kind, position_, end, closed};
  position_ = end;
  return made;
}

CssToken CssScanner::next() {
  if (position_ >= text_.size()) return token(CssKind::end, position_);
  char c = text_[position_];
  if (c == '/' && at(position_ + 1) == '*') return comment();
  if (is_css_space(c)) {
    std::size_t end = position_;
    while (is_css_space(at(end))) ++end;
    return token(CssKind::space, end);
  }
  if (c == '"' || c == '\'') return string(c);
  if (text_.substr(position_, 4) == "<!--") return token(CssKind::html_comment, position_ + 4);
  if (text_.substr(position_, 3) == "-->") return token(CssKind::html_comment, position_ + 3);
  if (c == '@' && name_starts_at(position_ + 1)) return token(CssKind::at_keyword, name_end(position_ + 1));
  if (c == '#' && (is_name_byte(at(position_ + 1)) || escape_at(position_ + 1))) {
    return token(CssKind::word, name_end(position_ + 1));
  }
  if (base::is_digit(c)) return token(CssKind::word, name_end(position_));
  if (name_starts_at(position_)) return word_or_function();
  return token(CssKind::delimiter, position_ + 1);
}

CssToken CssScanner::comment() {
  std::size_t end = text_.find("*/", position_ + 2);
  if (end == text_.npos) return token(CssKind::comment, text_.size(), false);
  return token(CssKind::comment, end + 2);
}

CssToken CssScanner::string(char quote) {
  std::size_t end = position_ + 1;
  while (end < text_.size() && text_[end] != quote) {
    if (is_line_break(text_[end])) return token(CssKind::string, end, false);
    if (text_[end] == '\\') {
      bool two_byte_break = at(end + 1) == '\r' && at(end + 2) == '\n';
      end += two_byte_break ? 2 : 1;
    }
    ++end;
  }
  if (end >= text_.size()) return token(CssKind::string, text_.size(), false);
  return token(CssKind::string, end + 1);
}

CssToken CssScanner::word_or_function() {
  std::size_t end = name_end(position_);
  if (at(end) != '(') return token(CssKind::word, end);
  std::string_view name = text_.substr(position_, end - position_);
  if (css_name(name) != "url") return token(CssKind::function, end + 1);
  std::size_t inside = end + 1;
  while (is_css_space(at(inside))) ++inside;
  bool quoted = at(inside) == '"' || at(inside) == '\'';
  return quoted ? token(CssKind::function, end + 1) : unquoted_url(inside);
}

CssToken CssScanner::unquoted_url(std::size_t begin) {
  for (std::size_t end = begin; end < text_.size(); ++end) {
    if (text_[end] == ')') return token(CssKind::url, end + 1);
    if (text_[end] == '\\') ++end;
  }
  return token(CssKind::url, text_.size(), false);
}

bool CssScanner::escape_at(std::size_t position) const {
  return at(position) == '\\' && position + 1 < text_.size() && !is_line_break(text_[position + 1]);
}

bool CssScanner::name_starts_at(std::size_t position) const {
  if (at(position) == '-') {
    return at(position + 1) == '-' || is_name_start(at(position + 1)) || escape_at(position + 1);
  }
  return is_name_start(at(position)) || escape_at(position);
}

std::size_t CssScanner::name_end(std::size_t position) const {
  while (position < text_.size()) {
    if (is_name_byte(text_[position])) {
      ++position;
    } else if (escape_at(position)) {
      position += 2;
      // White space that ends an escape of hexadecimal digits belongs to the name.
      if (!is_hex_digit(text_[position - 1])) continue;
      std::size_t most = position + k_escape_digits - 1;
      while (position < most && is_hex_digit(at(position))) ++position;
      if (at(position) == '\r' && at(position + 1) == '\n') ++position;
      if (is_css_space(at(position))) ++position;
    } else {
      break;
    }
  }
  return position;
}

std::string css_unescape(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '\\') {
      out += text[i];
      continue;
    }
    if (++i >= text.size()) break;
    if (is_line_break(text[i])) {
      if (text[i] == '\r' && i + 1 < text.size() && text[i + 1] == '\n') ++i;
      continue;
    }
    if (!is_hex_digit(text[i])) {
      out += text[i];
      continue;
    }
    char32_t code_point = 0;
    std::size_t digits = 0;
    while (i < text.size() && digits < k_escape_digits && is_hex_digit(text[i])) {
      code_point = code_point * 16 + hex_value(text[i]);
      ++i, ++digits;
    }
    bool usable = code_point != 0 && code_point <= 0x10FFFF && (code_point < 0xD800 || code_point > 0xDFFF);
    base::append_utf8(out, usable ? code_point : U'\uFFFD');
    if (i + 1 < text.size() && text[i] == '\r' && text[i + 1] == '\n') ++i;
    if (i >= text.size() || !is_css_space(text[i])) --i;
  }
  return out;
}

std::string css_string_value(std::string_view token) {
  if (token.empty()) return {};
  char quote = token.front();
  token.remove_prefix(1);
  if (!token.empty() && token.back() == quote) token.remove_suffix(1);
  return css_unescape(token);
}

std::string_view css_url_inside(std::string_view token, bool closed) {
  std::size_t open = token.find('(');
  std::string_view inside = token.substr(open == token.npos ? token.size() : open + 1);
  if (closed && !inside.empty()) inside.remove_suffix(1);
  return base::trim(inside);
}

std::string css_quote(std::string_view text, char quote) {
  std::string out(1, quote);
  for (char c : text) {
    if (c == '\n' || c == '\r' || c == '\f') {
      out += c == '\n' ? "\\a " : c == '\r' ? "\\d " : "\\c ";
      continue;
    }
    if (c == quote || c == '\\') out += '\\';
    out += c;
  }
  out += quote;
  return out;
}

std::string css_url(std::string_view text) {
  for (char c : text) {
    bool plain = static_cast<unsigned char>(c) > ' ' && c != '"' && c != '\'' && c != '(' && c != ')' && c != '\\' &&
                 c != '\x7f';
    if (!plain) return "url(" + css_quote(text) + ")";
  }
  return "url(" + std::string(text) + ")";
}

std::string css_name(std::string_view name) { return base::to_lower_ascii(css_unescape(name)); }

}  // namespace assets
