// SPDX-License-Identifier: MIT
#include "markdown/html_syntax.h"
#include "base/strings.h"

#include <algorithm>

#include "markdown/characters.h"

namespace markdown {
namespace {

/// Reads a tag; `at` is where it goes on, or where it turned out to be none.
class TagReader {
 public:
  TagReader(std::string_view text, std::size_t position) : text_(text), at_(position + 1) {}

  bool read() {
    if (peek() == '/') {
      ++at_;
      return read_name() && (skip_space(), take('>'));
    }
    if (!read_name()) return false;
    for (;;) {
      bool space = skip_space();
      if (take('/')) return take('>');
      if (take('>')) return true;
      if (!space || !read_attribute()) return false;
    }
  }

  std::size_t position() const { return at_; }

 private:
  char peek() const { return at_ < text_.size() ? text_[at_] : '\0'; }

  bool take(char c) {
    if (peek() != c) return false;
    ++at_;
    return true;
  }

  bool skip_space() {
    std::size_t begin = at_;
    while (is_blank(peek()) || is_line_end(peek())) ++at_;
    return at_ > begin;
  }

  bool read_name() {
    if (!is_letter(peek())) return false;
    while (is_letter_or_digit(peek()) || peek() == '-') ++at_;
    return true;
  }

  /// A name, and perhaps `=` and a value. White space behind the name belongs to it only where `=` follows.
  bool read_attribute() {
    if (!is_letter(peek()) && peek() != '_' && peek() != ':') return false;
    while (is_letter_or_digit(peek()) || peek() == '_' || peek() == ':' || peek() == '.' || peek() == '-') ++at_;
    std::size_t end = at_;
    skip_space();
    if (!take('=')) {
      at_ = end;
      return true;
    }
    skip_space();
    return read_value();
  }

  bool read_value() {
    static constexpr ByteSet k_ends_value = make_byte_set(std::string_view(" \t\n\r\"'=<>`\0", 11));
    char quote = peek();
    if (quote == '"' || quote == '\'') {
      std::size_t close = text_.find(quote, at_ + 1);
      at_ = close == std::string_view::npos ? text_.size() : close + 1;
      return close != std::string_view::npos;
    }
    std::size_t begin = at_;
    while (at_ < text_.size() && !contains(k_ends_value, text_[at_])) ++at_;
    return at_ > begin;
  }

  std::string_view text_;
  std::size_t at_;
};

constexpr auto k_elements = std::to_array<std::string_view>(
    {"abbr",     "acronym",    "address", "area",       "article",  "aside",    "audio",    "base",     "basefont",
     "bdi",      "bdo",        "big",     "blockquote", "body",     "br",       "button",   "canvas",   "caption",
     "center",   "cite",       "code",    "col",        "colgroup", "data",     "datalist", "dd",       "del",
     "details",  "dfn",        "dialog",  "dir",        "div",      "dl",       "dt",       "em",       "embed",
     "fieldset", "figcaption", "figure",  "font",       "footer",   "form",     "frame",    "frameset", "h1",
     "h2",       "h3",         "h4",      "h5",         "h6",       "head",     "header",   "hr",       "html",
     "iframe",   "img",        "input",   "ins",        "kbd",      "label",    "legend",   "li",       "link",
     "main",     "map",        "mark",    "math",       "menu",     "meta",     "meter",    "nav",      "noframes",
     "noscript", "object",     "ol",      "optgroup",   "option",   "output",   "param",    "picture",  "pre",
     "progress", "rp",         "rt",      "ruby",       "samp",     "script",   "search",   "section",  "select",
     "slot",     "small",      "source",  "span",       "strike",   "strong",   "style",    "sub",      "summary",
     "sup",      "svg",        "table",   "tbody",      "td",       "template", "textarea", "tfoot",    "th",
     "thead",    "time",       "title",   "tr",         "track",    "tt",       "ul",       "var",      "video",
     "wbr"});
static_assert(std::is_sorted(k_elements.begin(), k_elements.end()));

}  // namespace

bool is_html_element(std::string_view name) {
  return std::binary_search(k_elements.begin(), k_elements.end(), base::to_lower_ascii(name));
}

std::size_t end_of_tag(std::string_view text, std::size_t position) {
  TagReader reader(text, position);
  return reader.read() ? reader.position() : 0;
}

std::size_t HtmlFinder::find(std::string_view wanted, std::size_t from, bool& missing) const {
  if (missing) return 0;
  std::size_t found = text_.find(wanted, from);
  missing = found == std::string_view::npos;
  return missing ? 0 : found + wanted.size();
}

std::size_t HtmlFinder::end_of_html(std::size_t position) {
  std::string_view rest = text_.substr(position, 9);
  if (rest.size() < 3) return 0;
  if (rest[1] == '?') return find("?>", position + 2, no_instruction_end_);
  if (rest[1] == '!') {
    if (rest.starts_with("<!-->")) return position + 5;
    if (rest.starts_with("<!--->")) return position + 6;
    if (rest.starts_with("<!--")) return find("-->", position + 4, no_comment_end_);
    if (rest == "<![CDATA[") return find("]]>", position + 9, no_cdata_end_);
    return is_letter(rest[2]) ? find(">", position + 2, no_declaration_end_) : 0;
  }
  if (work_left_ == 0) return 0;
  TagReader reader(text_, position);
  if (reader.read()) return reader.position();
  work_left_ -= std::min(work_left_, reader.position() - position);
  return 0;
}

}  // namespace markdown
