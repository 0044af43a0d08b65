// SPDX-License-Identifier: MIT
#include "render/typography.h"

#include "base/strings.h"
#include "base/unicode.h"
#include "markdown/emoji.h"
#include "render/html_scan.h"

namespace render {

namespace {

/// Writes curly quotes: opening or closing by the character before, which may lie in the text before a tag.
class QuoteWriter {
 public:
  void add(std::string_view text, Markup markup) {
    for (std::size_t at = 0; at < text.size();) at += step(text.substr(at), markup);
  }
  void add_unchanged(std::string_view text) { out_ += text; }
  std::string take() { return std::move(out_); }

 private:
  /// Handles what `rest` begins with and says how many bytes that was.
  std::size_t step(std::string_view rest, Markup markup) {
    if (rest.starts_with("---")) return put("—", 3);
    if (rest.starts_with("--")) return put("–", 2);
    if (rest.starts_with("...")) return put("…", 3);
    if (rest[0] == '"') return quote("“", "”", 1);
    if (rest[0] == '\'') return quote("‘", "’", 1);
    if (markup == Markup::html && rest[0] == '&') {
      for (std::string_view spelled : {"&quot;", "&#34;"}) {
        if (rest.starts_with(spelled)) return quote("“", "”", spelled.size());
      }
      for (std::string_view spelled : {"&#39;", "&apos;", "&#x27;"}) {
        if (rest.starts_with(spelled)) return quote("‘", "’", spelled.size());
      }
    }
    std::size_t size = 0;
    before_ = base::next_code_point(rest, size);
    out_ += rest.substr(0, size);
    return size;
  }

  std::size_t put(std::string_view sign, std::size_t size) {
    out_ += sign;
    before_ = U'—';
    return size;
  }

  std::size_t quote(std::string_view opening, std::string_view closing, std::size_t size) {
    bool opens = before_ == 0 || base::is_white_space(before_) || before_ == U'(' || before_ == U'[' ||
                 before_ == U'{' || before_ == U'—' || before_ == U'“' || before_ == U'‘';
    out_ += opens ? opening : closing;
    before_ = opens ? U'“' : U'”';
    return size;
  }

  std::string out_;
  char32_t before_ = 0;
};

void append_with_emoji(std::string& out, std::string_view text) {
  std::size_t done = 0;
  for (std::size_t open = text.find(':'); open != text.npos;) {
    std::size_t close = text.find(':', open + 1);
    if (close == text.npos) break;
    std::string_view character = markdown::emoji_of(text.substr(open + 1, close - open - 1));
    if (character.empty()) {
      open = close;
      continue;
    }
    out.append(text, done, open - done).append(character);
    done = close + 1;
    open = text.find(':', done);
  }
  out.append(text.substr(done));
}

/// Goes through HTML and says which texts may be changed: those outside of `code`, `pre` and their like.
template <class OnText, class OnRest>
void for_each_prose(std::string_view html, OnText on_text, OnRest on_rest) {
  HtmlScanner scanner(html);
  int verbatim = 0;
  while (auto piece = scanner.next()) {
    bool is_verbatim = piece->name == "code" || piece->name == "pre" || piece->name == "kbd" || piece->name == "samp";
    if (is_verbatim && piece->kind == HtmlPiece::Kind::open) ++verbatim;
    if (is_verbatim && piece->kind == HtmlPiece::Kind::close && verbatim > 0) --verbatim;
    if (piece->kind == HtmlPiece::Kind::text && verbatim == 0) {
      on_text(piece->text);
    } else {
      on_rest(piece->text);
    }
  }
}

}  // namespace

std::string smart_quotes(std::string_view text, Markup markup) {
  QuoteWriter writer;
  if (markup == Markup::none) {
    writer.add(text, markup);
  } else {
    for_each_prose(
        text, [&](std::string_view prose) { writer.add(prose, markup); },
        [&](std::string_view rest) { writer.add_unchanged(rest); });
  }
  return writer.take();
}

std::string replace_emoji_codes(std::string_view text, Markup markup) {
  std::string out;
  if (markup == Markup::none) {
    append_with_emoji(out, text);
  } else {
    for_each_prose(
        text, [&](std::string_view prose) { append_with_emoji(out, prose); },
        [&](std::string_view rest) { out += rest; });
  }
  return out;
}

}  // namespace render
