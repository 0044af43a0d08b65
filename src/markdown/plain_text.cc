// SPDX-License-Identifier: MIT
#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "base/strings.h"
#include "base/unicode.h"
#include "markdown/markdown.h"

namespace markdown {
namespace {

constexpr auto k_block_elements = std::to_array<std::string_view>(
    {"address", "article", "aside", "blockquote", "body",       "br",     "caption", "center",  "dd",     "details",
     "div",     "dl",      "dt",    "fieldset",   "figcaption", "figure", "footer",  "form",    "h1",     "h2",
     "h3",      "h4",      "h5",    "h6",         "head",       "header", "hr",      "html",    "label",  "legend",
     "li",      "main",    "nav",   "ol",         "option",     "p",      "pre",     "section", "select", "summary",
     "table",   "tbody",   "td",    "tfoot",      "th",         "thead",  "title",   "tr",      "ul",     "video"});
static_assert(std::is_sorted(k_block_elements.begin(), k_block_elements.end()));

bool is_block(std::string_view name) {
  return std::binary_search(k_block_elements.begin(), k_block_elements.end(), name);
}

/// The entities that people write by name; Markdown's own text knows only the first four.
constexpr auto k_entities = std::to_array<std::pair<std::string_view, char32_t>>(
    {{"amp", '&'},       {"lt", '<'},       {"gt", '>'},       {"quot", '"'},     {"apos", '\''},    {"nbsp", 0xA0},
     {"copy", 0xA9},     {"reg", 0xAE},     {"trade", 0x2122}, {"ndash", 0x2013}, {"mdash", 0x2014}, {"hellip", 0x2026},
     {"lsquo", 0x2018},  {"rsquo", 0x2019}, {"ldquo", 0x201C}, {"rdquo", 0x201D}, {"laquo", 0xAB},   {"raquo", 0xBB},
     {"middot", 0xB7},   {"bull", 0x2022},  {"times", 0xD7},   {"deg", 0xB0},     {"euro", 0x20AC},  {"pound", 0xA3},
     {"cent", 0xA2},     {"yen", 0xA5},     {"sect", 0xA7},    {"para", 0xB6},    {"larr", 0x2190},  {"rarr", 0x2192},
     {"uarr", 0x2191},   {"darr", 0x2193},  {"check", 0x2713}, {"shy", 0xAD},     {"ensp", 0x2002},  {"emsp", 0x2003},
     {"thinsp", 0x2009}, {"minus", 0x2212}, {"le", 0x2264},    {"ge", 0x2265},    {"ne", 0x2260},    {"infin", 0x221E},
     {"plusmn", 0xB1},   {"frac12", 0xBD},  {"auml", 0xE4},    {"ouml", 0xF6},    {"uuml", 0xFC},    {"Auml", 0xC4},
     {"Ouml", 0xD6},     {"Uuml", 0xDC},    {"szlig", 0xDF},   {"eacute", 0xE9},  {"egrave", 0xE8},  {"ecirc", 0xEA},
     {"agrave", 0xE0},   {"ccedil", 0xE7},  {"ntilde", 0xF1}});

/// The code point of `&...;` without these, or nothing.
std::optional<char32_t> decode_entity(std::string_view name) {
  if (!name.starts_with('#')) {
    for (const auto& [entity, code_point] : k_entities) {
      if (entity == name) return code_point;
    }
    return std::nullopt;
  }
  bool hexadecimal = name.size() > 1 && (name[1] == 'x' || name[1] == 'X');
  std::string_view digits = name.substr(hexadecimal ? 2 : 1);
  if (digits.empty() || digits.size() > 7) return std::nullopt;
  char32_t value = 0;
  for (char c : digits) {
    std::size_t digit = std::string_view("0123456789abcdef").find(base::is_ascii_letter(c) ? c | 0x20 : c);
    if (digit >= (hexadecimal ? 16u : 10u)) return std::nullopt;
    value = value * (hexadecimal ? 16 : 10) + static_cast<char32_t>(digit);
  }
  bool valid = value > 0 && value <= 0x10FFFF && (value < 0xD800 || value > 0xDFFF);
  return valid ? value : 0xFFFD;
}

/// Neither white space nor the beginning of a tag or an entity.
bool is_plain(char c) {
  static constexpr auto k_plain = [] {
    std::array<bool, 256> table{};
    table.fill(true);
    for (char each : std::string_view(" \t\n\v\f\r<&")) table[static_cast<unsigned char>(each)] = false;
    return table;
  }();
  return k_plain[static_cast<unsigned char>(c)];
}

/// Reads HTML from left to right and gathers its text. Linear: what was once looked for in vain is not looked for
/// again.
class TextReader {
 public:
  explicit TextReader(std::string_view html) : html_(html) { out_.reserve(html.size()); }

  std::string run() {
    while (at_ < html_.size()) {
      std::size_t end = plain_end();
      if (end > at_) {
        put(html_.substr(at_, end - at_));
        at_ = end;
      } else if (base::is_space(html_[at_])) {
        if (gap_ == Gap::none) gap_ = Gap::space;
        ++at_;
      } else if (html_[at_] == '<' ? !read_markup() : !read_entity()) {
        put(html_.substr(at_++, 1));
      }
    }
    return std::move(out_);
  }

 private:
  enum class Gap : std::uint8_t { none, space, line };

  void put(std::string_view text) {
    if (gap_ != Gap::none && !out_.empty()) out_ += gap_ == Gap::line ? '\n' : ' ';
    gap_ = Gap::none;
    out_ += text;
  }

  /// The end of the words at hand, which single spaces may part.
  std::size_t plain_end() const {
    std::size_t end = at_;
    while (end < html_.size() && is_plain(html_[end])) {
      ++end;
      if (end + 1 < html_.size() && html_[end] == ' ' && is_plain(html_[end + 1])) ++end;
    }
    return end;
  }

  bool read_markup() {
    std::string_view rest = html_.substr(at_);
    if (rest.starts_with("<!--")) {
      std::size_t end = html_.find("-->", at_ + 4);
      at_ = end == std::string_view::npos ? html_.size() : end + 3;
      return true;
    }
    char next = rest.size() > 1 ? rest[1] : ' ';
    if (!base::is_ascii_letter(next) && next != '/' && next != '!' && next != '?') return false;
    std::size_t end = tag_end();
    if (end == std::string_view::npos) return false;
    bool closes = next == '/';
    std::size_t first = at_ + (closes ? 2 : 1);
    std::size_t last = first;
    while (last < end && last - first < 16 && (base::is_ascii_letter(html_[last]) || base::is_digit(html_[last]))) {
      ++last;
    }
    char letters[16];
    for (std::size_t at = first; at < last; ++at) {
      letters[at - first] = base::is_ascii_letter(html_[at]) ? static_cast<char>(html_[at] | 0x20) : html_[at];
    }
    std::string_view name(letters, last - first);
    at_ = end + 1;
    if (is_block(name)) gap_ = Gap::line;
    if (!closes && (name == "script" || name == "style")) skip_content(name);
    return true;
  }

  /// Where the `>` of the tag at hand is; quotes may hide others.
  std::size_t tag_end() {
    if (no_tag_ends_) return std::string_view::npos;
    if (!quotes_break_) {
      char quote = 0;
      for (std::size_t at = at_ + 1; at < html_.size(); ++at) {
        char c = html_[at];
        if (quote != 0) {
          if (c == quote) quote = 0;
        } else if (c == '"' || c == '\'') {
          quote = c;
        } else if (c == '>') {
          return at;
        }
      }
      quotes_break_ = true;
    }
    std::size_t end = html_.find('>', at_);
    no_tag_ends_ = end == std::string_view::npos;
    return end;
  }

  void skip_content(std::string_view name) {
    for (std::size_t at = html_.find("</", at_); at != std::string_view::npos; at = html_.find("</", at + 2)) {
      if (base::equals_ignoring_case(html_.substr(at + 2, name.size()), name)) {
        at_ = at;
        return;
      }
    }
    at_ = html_.size();
  }

  bool read_entity() {
    constexpr std::size_t k_longest = 12;
    std::size_t end = html_.substr(at_, k_longest).find(';');
    if (end == std::string_view::npos || end < 2) return false;
    auto code_point = decode_entity(html_.substr(at_ + 1, end - 1));
    if (!code_point) return false;
    std::string text;
    base::append_utf8(text, *code_point);
    put(text);
    at_ += end + 1;
    return true;
  }

  std::string_view html_;
  std::string out_;
  std::size_t at_ = 0;
  Gap gap_ = Gap::none;
  bool quotes_break_ = false;  ///< a quote in a tag is never closed
  bool no_tag_ends_ = false;
};

bool is_cjk(char32_t c) {
  return (c >= 0x3040 && c <= 0x30FF) || (c >= 0x3400 && c <= 0x4DBF) || (c >= 0x4E00 && c <= 0x9FFF) ||
         (c >= 0xAC00 && c <= 0xD7AF) || (c >= 0xF900 && c <= 0xFAFF) || (c >= 0x20000 && c <= 0x3FFFF);
}

}  // namespace

std::string plain_text(std::string_view html) { return TextReader(html).run(); }

std::uint32_t count_words(std::string_view plain_text) {
  std::uint32_t words = 0;
  bool in_word = false;
  std::size_t at = 0;
  while (at < plain_text.size()) {
    char c = plain_text[at];
    if (static_cast<unsigned char>(c) < 0x80) {
      bool space = c == ' ' || (c >= '\t' && c <= '\r');
      words += !space && !in_word;
      in_word = !space;
      ++at;
      continue;
    }
    char32_t code_point = base::next_code_point(plain_text, at);
    if (is_cjk(code_point)) {
      ++words;
      in_word = false;
    } else if (base::is_white_space(code_point)) {
      in_word = false;
    } else {
      words += !in_word;
      in_word = true;
    }
  }
  return words;
}

}  // namespace markdown
