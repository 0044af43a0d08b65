// SPDX-License-Identifier: MIT
#include "markdown/inline_parser.h"

#include <algorithm>
#include <cstring>

#include "base/byte_scan.h"
#include "markdown/entities.h"
#include "markdown/link_syntax.h"

namespace markdown {
namespace {

std::size_t find_www(std::string_view text, std::size_t at) {
  at = base::find_pair<'w', 'w'>(text, at);
  while (at < text.size() && text.substr(at, 4) != "www.") at = base::find_pair<'w', 'w'>(text, at + 1);
  return at;
}

bool has(std::string_view text, std::string_view part) { return text.find(part) != std::string_view::npos; }

/// `<scheme:...>` or `<name@host>`: the position of the `>`, or 0.
std::size_t end_of_address(std::string_view text, std::size_t begin, bool& mail) {
  constexpr std::size_t k_longest_scheme = 32;
  std::size_t at = begin;
  while (at < text.size() && (is_letter_or_digit(text[at]) || text[at] == '+' || text[at] == '.' || text[at] == '-'))
    ++at;
  if (at >= text.size()) return 0;
  std::size_t size = at - begin;
  if (text[at] == ':' && is_letter(text[begin]) && size >= 2 && size <= k_longest_scheme) {
    while (++at < text.size() && text[at] != '<' && text[at] != '>' && static_cast<unsigned char>(text[at]) > 0x20 &&
           text[at] != 0x7F) {
    }
    mail = false;
    return at < text.size() && text[at] == '>' ? at : 0;
  }
  mail = true;
  static constexpr ByteSet k_mail_name =
      make_byte_set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.!#$%&'*+/=?^_`{|}~-");
  while (at < text.size() && contains(k_mail_name, text[at])) ++at;
  if (at == begin || at >= text.size() || text[at] != '@') return 0;
  for (;;) {
    std::size_t label = ++at;
    while (at < text.size() && (is_letter_or_digit(text[at]) || text[at] == '-')) ++at;
    if (at == label || at >= text.size() || at - label > 63 || text[label] == '-' || text[at - 1] == '-') return 0;
    if (text[at] == '>') return at;
    if (text[at] != '.') return 0;
  }
}

Specials specials_of(Extensions extensions) {
  using enum Extension;
  if (extensions.has(smart_punctuation)) return Specials::smart;
  if (extensions.has(mark) || extensions.has(insert) || extensions.has(keys) || extensions.has(math)) {
    return Specials::site;
  }
  return extensions == k_commonmark ? Specials::commonmark : Specials::gfm;
}

}  // namespace

void InlineParser::begin(std::string_view source, Extensions extensions) {
  extensions_ = extensions;
  delimiters_.begin(extensions);
  kind_ = specials_of(extensions);
  bool autolinks = extensions.has(Extension::autolinks);
  has_www_ = autolinks && find_www(source, 0) < source.size();
  has_mail_ = autolinks && has(source, "@");
  expansion_left_ = ~std::size_t{0};
}

const std::vector<Token>& InlineParser::parse(std::string_view text) {
  reset(text);
  run();
  flush(text_.size());
  delimiters_.match(0, tokens_);
  if (has_mail_ && has(text_, "@")) link_mail_addresses();
  return tokens_;
}

void InlineParser::reset(std::string_view text) {
  text_ = text;
  at_ = run_ = 0;
  specials_.begin(text, kind_);
  tokens_.clear();
  brackets_.clear();
  inactive_ = 0;
  delimiters_.clear();
  no_math_end_ = 0;
  html_.reset();
  backtick_runs_.clear();
  saw_all_backticks_ = false;
  next_www_ = has_www_ ? find_www(text, 0) : text.size();
}

void InlineParser::run() {
  for (;;) {
    if (at_ < next_www_) at_ = std::min(specials_.next(at_), next_www_);
    if (at_ >= text_.size()) return;
    if (at_ < next_www_) {
      read_special();
    } else if (at_ == next_www_) {
      read_address(read_www(text_, at_), "http://");
    } else {
      next_www_ = find_www(text_, at_);
    }
  }
}

void InlineParser::read_special() {
  char c = text_[at_];
  switch (c) {
    case '\n':
      return read_line_end();
    case '\\':
      return read_backslash();
    case '`':
      return read_code();
    case '&':
      return read_entity_here();
    case '<':
      return read_angle();
    case '[':
      return open_bracket(false);
    case '!': {
      bool image = at_ + 1 < text_.size() && text_[at_ + 1] == '[';
      if (image && extensions_.has(Extension::footnotes) && at_ + 2 < text_.size() && text_[at_ + 2] == '^')
        image = false;  // a footnote
      if (image) return open_bracket(true);
      ++at_;
      return;
    }
    case ']':
      return close_bracket();
    case ':':
      return read_colon();
    case '+':
      return read_plus();
    case '$':
      return read_dollar();
    case '"':
    case '\'':
      return read_quote(c);
    case '.':
      return read_dots();
    case '-':
      return read_hyphens();
    default:
      return read_delimiters(c);
  }
}

/// Two spaces before the end of a line make it a hard break. Blanks around it do not show.
void InlineParser::read_line_end() {
  std::size_t end = at_;
  while (end > run_ && is_blank(text_[end - 1])) --end;
  bool hard = at_ - end >= 2 && text_[at_ - 1] == ' ' && text_[at_ - 2] == ' ';
  flush(end);
  push(hard ? Element::line_break : Element::soft_break, true);
  run_ = at_ = skip_blanks(text_, at_ + 1);
}

void InlineParser::read_backslash() {
  if (at_ + 1 < text_.size() && is_ascii_punctuation(text_[at_ + 1])) {
    if (extensions_.has(Extension::math) && read_escaped_math(text_[at_ + 1])) return;
    flush(at_);
    run_ = at_ + 1;
    at_ += 2;
  } else if (at_ + 1 < text_.size() && text_[at_ + 1] == '\n') {
    flush(at_);
    push(Element::line_break, true);
    run_ = at_ = skip_blanks(text_, at_ + 2);
  } else {
    ++at_;
  }
}

void InlineParser::read_code() {
  std::size_t begin = at_;
  while (at_ < text_.size() && text_[at_] == '`') ++at_;
  std::size_t close = 0;
  std::size_t length = at_ - begin;
  if (!find_closing_run(at_, length, close)) return;
  std::string_view code = code_content(text_.substr(at_, close - at_));
  std::size_t end = close + length;
  if (read_role(begin, code)) {
    run_ = at_ = end;
    return;
  }
  flush(begin);
  run_ = at_ = end;
  if (std::string_view attributes = take_attributes(); !attributes.empty()) {
    tokens_.push_back(text_token(attributes, Element::attributes));
  }
  tokens_.push_back(text_token(code, Element::code));
}

/// Finds the next run of so many backticks. On the way the other runs are noted, so that the text is searched to its
/// end but once.
bool InlineParser::find_closing_run(std::size_t from, std::size_t length, std::size_t& begin) {
  if (saw_all_backticks_ && (length >= backtick_runs_.size() || backtick_runs_[length] < from)) return false;
  for (begin = text_.find('`', from); begin != std::string_view::npos; begin = text_.find('`', begin)) {
    std::size_t end = std::min(text_.find_first_not_of('`', begin), text_.size());
    std::size_t found = end - begin;
    if (found == length) return true;
    if (found >= backtick_runs_.size()) backtick_runs_.resize(found + 1);
    backtick_runs_[found] = static_cast<std::uint32_t>(begin);
    begin = end;
  }
  saw_all_backticks_ = true;
  return false;
}

/// Line ends show as spaces; one space at both ends is dropped, unless there are only spaces.
std::string_view InlineParser::code_content(std::string_view code) {
  if (has(code, "\n")) {
    char* copy = arena_.array<char>(code.size());
    std::replace_copy(code.begin(), code.end(), copy, '\n', ' ');
    code = {copy, code.size()};
  }
  bool spaces = code.size() >= 2 && code.front() == ' ' && code.back() == ' ';
  if (spaces && code.find_first_not_of(' ') != std::string_view::npos) code = code.substr(1, code.size() - 2);
  return code;
}

void InlineParser::read_entity_here() {
  Entity entity = read_entity(text_.substr(at_));
  if (entity.length == 0) {
    ++at_;
    return;
  }
  flush(at_);
  push_text(arena_.copy(entity.text()));
  run_ = at_ += entity.length;
}

void InlineParser::read_angle() {
  if (read_angle_link()) return;
  if (!html_) html_.emplace(text_);
  std::size_t end = html_->end_of_html(at_);
  if (end == 0) {
    ++at_;
    return;
  }
  flush(at_);
  tokens_.push_back(text_token(text_.substr(at_, end - at_), Element::html_inline));
  run_ = at_ = end;
}

bool InlineParser::read_angle_link() {
  bool mail = false;
  std::size_t end = end_of_address(text_, at_ + 1, mail);
  if (end == 0) return false;
  flush(at_);
  std::string_view shown = unescape_entities(text_.substr(at_ + 1, end - at_ - 1), arena_);
  std::string_view url = shown;
  if (mail) url = join("mailto:", shown, arena_);
  push_link(url, shown, at_);
  run_ = at_ = end + 1;
  return true;
}

void InlineParser::push_link(std::string_view url, std::string_view shown, std::size_t begin) {
  const Link* link = arena_.make<Link>(url, std::string_view{}, std::string_view{}, text_.data() + begin);
  tokens_.push_back({.link = link, .element = Element::link});
  push_text(shown);
  tokens_.push_back({.link = link, .element = Element::link, .begins = false});
}

/// Has a run of so many of the character a meaning?
bool InlineParser::may_delimit(char c, std::size_t length) const {
  using enum Extension;
  switch (c) {
    case '~':
      return length == 2 ? extensions_.has(strikethrough)
                         : length == 1 && (extensions_.has(strikethrough) || extensions_.has(subscript));
    case '^':
      return length == 2 ? extensions_.has(insert) : length == 1 && extensions_.has(superscript);
    case '=':
      return length == 2 && extensions_.has(mark);
    case '+':
      return length == 2 && extensions_.has(insert);
    default:
      return true;
  }
}

void InlineParser::read_delimiters(char c) {
  std::size_t begin = at_;
  while (at_ < text_.size() && text_[at_] == c) ++at_;
  if (!may_delimit(c, at_ - begin)) return;
  bool footnote = c == '^' && begin > 0 && text_[begin - 1] == '[';
  if (footnote) return;
  std::size_t before = run_;
  flush(begin);
  if (delimiters_.add(text_, begin, at_ - begin, tokens_)) {
    run_ = at_;
    return;
  }
  if (run_ > before) tokens_.pop_back();
  run_ = before;
}

/// Makes a link of the address found at the cursor, if there is one. While a bracket waits for its end, there is none.
void InlineParser::read_address(Stretch found, std::string_view scheme) {
  if (found.empty() || found.begin < run_ || !brackets_.empty()) {
    ++at_;
    return;
  }
  flush(found.begin);
  std::string_view shown = text_.substr(found.begin, found.end - found.begin);
  push_link(scheme.empty() ? shown : join(scheme, shown, arena_), shown, found.begin);
  run_ = at_ = found.end;
}

/// Makes links of the mail addresses in the text that is not in links. An address may go over several tokens: a mark
/// that came to nothing, a character behind a backslash.
void InlineParser::link_mail_addresses() {
  plain_.swap(tokens_);
  tokens_.clear();
  std::size_t in_link = 0;
  for (std::size_t at = 0; at < plain_.size();) {
    if (plain_[at].element != Element::text || in_link > 0) {
      if (plain_[at].element == Element::link) in_link += plain_[at].begins ? 1 : std::size_t(-1);
      tokens_.push_back(plain_[at++]);
      continue;
    }
    std::size_t end = at;
    while (end < plain_.size() && (plain_[end].element == Element::text || plain_[end].element == Element::document))
      ++end;
    std::string_view text = joined_text(at, end);
    std::size_t done = 0;
    for (Stretch found = find_mail(text, 0); !found.empty(); found = find_mail(text, done)) {
      if (found.begin > done) push_text(text.substr(done, found.begin - done));
      std::string_view shown = text.substr(found.begin, found.end - found.begin);
      push_link(names_scheme(shown) ? shown : join("mailto:", shown, arena_), shown, 0);
      done = found.end;
    }
    if (done < text.size()) push_text(text.substr(done));
    at = end;
  }
}

/// The text of the plain tokens [begin, end) as one.
std::string_view InlineParser::joined_text(std::size_t begin, std::size_t end) {
  std::size_t size = 0;
  bool contiguous = true;
  for (std::size_t at = begin; at < end; ++at) {
    if (plain_[at].element != Element::text) continue;
    contiguous = contiguous && plain_[at].data == plain_[begin].data + size;
    size += plain_[at].size;
  }
  if (contiguous) return {plain_[begin].data, size};
  char* copy = arena_.array<char>(size);
  char* out = copy;
  for (std::size_t at = begin; at < end; ++at) {
    if (plain_[at].element == Element::text) out += plain_[at].text().copy(out, plain_[at].size);
  }
  return {copy, size};
}

}  // namespace markdown
