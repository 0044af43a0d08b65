// SPDX-License-Identifier: MIT
// What running text has in sites and not in CommonMark.
#include <algorithm>

#include "markdown/attributes.h"
#include "markdown/emoji.h"
#include "markdown/inline_parser.h"
#include "markdown/roles.h"

namespace markdown {
namespace {

bool is_word(char c) { return is_letter_or_digit(c) || static_cast<unsigned char>(c) >= 0x80; }

/// The length of the short code between colons that the text begins with, 0 when there is none.
std::size_t short_code_length(std::string_view text) {
  constexpr std::size_t k_longest = 64;
  std::size_t end = 1;
  while (end < text.size() && end < k_longest &&
         (is_letter_or_digit(text[end]) || text[end] == '_' || text[end] == '+' || text[end] == '-')) {
    ++end;
  }
  return end > 1 && end < text.size() && text[end] == ':' ? end + 1 : 0;
}

/// Does a word of one letter stand beside the two characters at hand? `i++`, `C++`.
bool touches_letter(std::string_view text, std::size_t at) {
  auto letter_at = [&](std::size_t place) { return place < text.size() && is_word(text[place]); };
  bool before = at > 0 && letter_at(at - 1) && (at == 1 || !letter_at(at - 2));
  bool after = letter_at(at + 2) && !letter_at(at + 3);
  return before || after;
}

}  // namespace

void InlineParser::replace(std::size_t bytes, std::string_view shown) {
  flush(at_);
  push_text(shown);
  run_ = at_ += bytes;
}

/// A colon begins a short code where no word touches it, or stands in a bare address.
void InlineParser::read_colon() {
  if (extensions_.has(Extension::autolinks) && text_.substr(at_, 3) == "://") {
    return read_address(read_scheme(text_, at_), "");
  }
  bool may_begin = extensions_.has(Extension::emoji) && (at_ == 0 || !is_word(text_[at_ - 1]));
  std::size_t length = may_begin ? short_code_length(text_.substr(at_)) : 0;
  bool ends = length > 0 && (at_ + length == text_.size() || !is_word(text_[at_ + length]));
  std::string_view character = ends ? emoji_of(text_.substr(at_ + 1, length - 2)) : std::string_view();
  if (character.empty()) {
    ++at_;
    return;
  }
  replace(length, character);
}

void InlineParser::read_plus() {
  bool two = text_.substr(at_, 2) == "++" && extensions_.has(Extension::keys) && (at_ == 0 || text_[at_ - 1] != '+');
  std::size_t length = two ? keys_length(text_.substr(at_)) : 0;
  if (length == 0 && two && touches_letter(text_, at_)) {
    at_ += 2;
    return;
  }
  if (length == 0) return read_delimiters('+');
  flush(at_);
  tokens_.push_back(text_token(text_.substr(at_ + 2, length - 4), Element::keys));
  run_ = at_ += length;
}

void InlineParser::push_math(std::size_t begin, std::size_t inside, std::size_t end, std::size_t close,
                             Element element) {
  flush(begin);
  tokens_.push_back(text_token(text_.substr(inside, end - inside), element));
  run_ = at_ = close;
}

/// `$x$` where the text between begins and ends with something else than a space, and no word touches it: prices stay
/// prices. `$$x$$` is shown apart.
void InlineParser::read_dollar() {
  std::size_t begin = at_;
  while (at_ < text_.size() && text_[at_] == '$') ++at_;
  std::size_t length = at_ - begin;
  if (!extensions_.has(Extension::math) || length > 2) return;
  if (length == 2) {
    if ((no_math_end_ & 1) != 0) return;
    std::size_t end = text_.find("$$", at_);
    if (end == std::string_view::npos) {
      no_math_end_ |= 1;
    } else if (end > at_) {
      push_math(begin, at_, end, end + 2, Element::math_display);
    }
    return;
  }
  bool word_before = begin > 0 && (is_word(text_[begin - 1]) || text_[begin - 1] == '\\');
  if (word_before || at_ >= text_.size() || is_blank(text_[at_]) || is_line_end(text_[at_])) return;
  std::size_t end = find_dollar(at_);
  if (end > at_) push_math(begin, at_, end, end + 1, Element::math_inline);
}

/// The dollar that ends math, `from` when there is none. Neither code nor another dollar is part of it.
std::size_t InlineParser::find_dollar(std::size_t from) const {
  std::size_t at = text_.find_first_of("$`\\", from);
  while (at != std::string_view::npos && text_[at] == '\\') at = text_.find_first_of("$`\\", at + 2);
  if (at == std::string_view::npos || text_[at] != '$' || at == from) return from;
  char before = text_[at - 1];
  char after = at + 1 < text_.size() ? text_[at + 1] : ' ';
  bool ends = !is_blank(before) && !is_line_end(before) && !is_word(after) && after != '$';
  return ends ? at : from;
}

/// `\(x\)`; `\[x\]` where it has lines of its own, since brackets are often escaped for their own sake.
bool InlineParser::read_escaped_math(char open) {
  if (open != '(' && open != '[') return false;
  bool display = open == '[';
  std::size_t bit = display ? 4 : 2;
  bool fits = !display || at_ == 0 || text_[at_ - 1] == '\n';
  if (!fits || (no_math_end_ & bit) != 0) return false;
  std::size_t end = text_.find(display ? "\\]" : "\\)", at_ + 2);
  if (end == std::string_view::npos) {
    no_math_end_ |= bit;
    return false;
  }
  bool at_line_end = end + 2 == text_.size() || text_[end + 2] == '\n';
  if (end == at_ + 2 || (display && !at_line_end)) return false;
  push_math(at_, at_ + 2, end, end + 2, display ? Element::math_display : Element::math_inline);
  return true;
}

/// The code that begins at `begin` has a role when `{name}` stands before it.
bool InlineParser::read_role(std::size_t begin, std::string_view code) {
  constexpr std::size_t k_longest = 32;
  if (!extensions_.has(Extension::roles) || begin < run_ + 3 || text_[begin - 1] != '}') return false;
  std::size_t open = begin - 1;
  std::size_t lowest = std::max(run_ + k_longest, begin) - k_longest;
  while (open > lowest && text_[open] != '{') --open;
  if (text_[open] != '{') return false;
  std::string_view name = text_.substr(open + 1, begin - open - 2);
  if (role_of(name) == Role::none) return false;
  flush(open);
  const Link* link = arena_.make<Link>(name, code, std::string_view{}, text_.data() + begin);
  tokens_.push_back({.link = link, .element = Element::role});
  return true;
}

void InlineParser::read_quote(char c) {
  CharacterClass before = class_before(text_, at_);
  CharacterClass after = class_at(text_, at_ + 1);
  static constexpr ByteSet k_before_quotes = make_byte_set("([{<>-/");
  bool opens =
      after != CharacterClass::space && before != CharacterClass::other &&
      (before == CharacterClass::space || after == CharacterClass::other || contains(k_before_quotes, text_[at_ - 1]));
  if (c == '"') return replace(1, opens ? "“" : "”");
  replace(1, opens ? "‘" : "’");
}

void InlineParser::read_dots() {
  if (text_.substr(at_, 3) == "...") return replace(3, "…");
  ++at_;
}

void InlineParser::read_hyphens() {
  std::size_t begin = at_;
  std::size_t end = std::min(text_.find_first_not_of('-', at_), text_.size());
  if (end - begin == 2) return replace(2, "–");
  if (end - begin == 3) return replace(3, "—");
  at_ = end;
}

/// Attributes at the cursor, which moves behind them; "" when there are none.
std::string_view InlineParser::take_attributes() {
  if (at_ >= text_.size() || text_[at_] != '{' || !extensions_.has(Extension::attributes)) return {};
  std::size_t length = attributes_length(text_.substr(at_));
  if (length == 0) return {};
  std::string_view inside = inside_braces(text_.substr(at_, length));
  run_ = at_ += length;
  return inside;
}

/// `[text]{attributes}`.
bool InlineParser::make_span(const Bracket& bracket) {
  if (at_ + 1 >= text_.size() || text_[at_ + 1] != '{') return false;
  std::size_t close = at_++;
  std::size_t run = run_;
  std::string_view attributes = take_attributes();
  if (attributes.empty()) {
    at_ = close;
    return false;
  }
  std::size_t end = at_;
  run_ = run;
  flush(close);
  delimiters_.match(bracket.delimiters, tokens_);
  const Link* link = arena_.make<Link>(std::string_view{}, std::string_view{}, attributes, text_.data());
  tokens_[bracket.token] = {.link = link, .element = Element::span};
  tokens_.push_back({.link = link, .element = Element::span, .begins = false});
  pop_bracket();
  run_ = at_ = end;
  return true;
}

}  // namespace markdown
