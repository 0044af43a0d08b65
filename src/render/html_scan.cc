// SPDX-License-Identifier: MIT
#include "render/html_scan.h"

#include <algorithm>
#include <unordered_map>
#include <vector>

#include "base/strings.h"
#include "base/unicode.h"
#include "jinja/text_functions.h"

namespace render {

namespace {

using Kind = HtmlPiece::Kind;

constexpr std::string_view k_void_elements[] = {"area",  "base", "br",   "col",   "embed",  "hr",    "img",
                                                "input", "link", "meta", "param", "source", "track", "wbr"};

bool is_void(std::string_view name) {
  return std::find(std::begin(k_void_elements), std::end(k_void_elements), name) != std::end(k_void_elements);
}

bool begins_markup(std::string_view html, std::size_t at) {
  if (at + 1 >= html.size()) return false;
  char next = html[at + 1];
  if (next == '/') return at + 2 < html.size() && base::is_ascii_letter(html[at + 2]);
  return base::is_ascii_letter(next) || next == '!' || next == '?';
}

}  // namespace

HtmlPiece HtmlScanner::take(Kind kind, std::size_t end, std::string name) {
  HtmlPiece piece{kind, html_.substr(position_, end - position_), std::move(name)};
  position_ = end;
  return piece;
}

/// Behind the `>` that ends the tag, quoted `>` aside; npos when there is none.
std::size_t HtmlScanner::end_of_tag(std::size_t from) const {
  for (std::size_t at = from; at < html_.size(); ++at) {
    char c = html_[at];
    if (c == '>') return at + 1;
    if (c == '"' || c == '\'') {
      at = html_.find(c, at + 1);
      if (at == html_.npos) return at;
    }
  }
  return html_.npos;
}

std::size_t HtmlScanner::end_of_text() const {
  if (rest_is_text_) return html_.size();
  std::size_t end = html_.find('<', position_ + 1);
  while (end != html_.npos && !begins_markup(html_, end)) end = html_.find('<', end + 1);
  return std::min(end, html_.size());
}

std::optional<HtmlPiece> HtmlScanner::markup() {
  if (html_.substr(position_).starts_with("<!--")) {
    std::size_t end = html_.find("-->", position_ + 4);
    return take(Kind::other, end == html_.npos ? html_.size() : end + 3);
  }
  std::size_t name_begin = position_ + (html_[position_ + 1] == '/' ? 2 : 1);
  std::size_t name_end = name_begin;
  while (name_end < html_.size() && !base::is_space(html_[name_end]) && html_[name_end] != '>' &&
         html_[name_end] != '/') {
    ++name_end;
  }
  std::size_t end = end_of_tag(name_end);
  if (end == html_.npos) return std::nullopt;
  std::string name = base::to_lower_ascii(html_.substr(name_begin, name_end - name_begin));
  if (html_[position_ + 1] == '/') return take(Kind::close, end, std::move(name));
  if (html_[position_ + 1] == '!' || html_[position_ + 1] == '?') return take(Kind::other, end);
  if (is_void(name) || html_[end - 2] == '/') return take(Kind::alone, end, std::move(name));
  if (name == "script" || name == "style") raw_name_ = name;
  return take(Kind::open, end, std::move(name));
}

std::optional<HtmlPiece> HtmlScanner::next() {
  if (position_ >= html_.size()) return std::nullopt;
  if (!raw_name_.empty()) {
    std::size_t end = html_.find("</", position_);
    while (end != html_.npos && !base::equals_ignoring_case(html_.substr(end + 2, raw_name_.size()), raw_name_)) {
      end = html_.find("</", end + 2);
    }
    raw_name_.clear();
    end = std::min(end, html_.size());
    if (end > position_) return take(Kind::raw, end);
  }
  if (!rest_is_text_ && html_[position_] == '<' && begins_markup(html_, position_)) {
    if (auto piece = markup()) return piece;
    rest_is_text_ = true;
  }
  return take(Kind::text, end_of_text());
}

std::string strip_html(std::string_view html) {
  std::string text;
  HtmlScanner scanner(html);
  while (auto piece = scanner.next()) {
    if (piece->kind == Kind::text) text += piece->text;
  }
  return text.find('&') == text.npos ? text : jinja::unescape_html(text);
}

namespace {

/// The elements that are open at a place, innermost last.
class OpenElements {
 public:
  void add(const HtmlPiece& piece) {
    if (piece.kind == Kind::open) {
      names_.push_back(piece.name);
      ++open_[piece.name];
    } else if (piece.kind == Kind::close && open_[piece.name] > 0) {
      while (names_.back() != piece.name) drop_last();
      drop_last();
    }
  }
  std::string end_tags() const {
    std::string tags;
    for (auto name = names_.rbegin(); name != names_.rend(); ++name) tags += "</" + *name + ">";
    return tags;
  }

 private:
  void drop_last() {
    --open_[names_.back()];
    names_.pop_back();
  }
  std::vector<std::string> names_;
  std::unordered_map<std::string, std::size_t> open_;
};

}  // namespace

std::optional<std::string> truncate_html_words(std::string_view html, std::size_t count, std::string_view suffix) {
  OpenElements open;
  HtmlScanner scanner(html);
  std::size_t words = 0, cut = 0;
  std::string end_tags;
  while (auto piece = scanner.next()) {
    if (words < count) open.add(*piece);
    if (piece->kind != Kind::text) continue;
    bool in_word = false;
    for (std::size_t at = 0; at < piece->text.size();) {
      bool is_space = base::is_white_space(base::next_code_point(piece->text, at));
      if (is_space || in_word) {
        in_word = !is_space;
      } else {
        if (words == count) return std::string(html.substr(0, cut)).append(suffix) + end_tags;
        in_word = true;
        if (++words == count) end_tags = open.end_tags();
      }
      if (words == count && in_word) cut = static_cast<std::size_t>(piece->text.data() - html.data()) + at;
    }
  }
  return std::nullopt;
}

}  // namespace render
