// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

/// HTML as a row of tags and texts, for filters that cut or strip it. Any bytes are taken: what begins like a tag and
/// never ends is text. Linear in the size of the HTML.
namespace render {

struct HtmlPiece {
  enum class Kind : std::uint8_t {
    text,
    open,   ///< `<p class="a">`
    close,  ///< `</p>`
    alone,  ///< an element without an end: `<br>`, `<img ...>`, `<x />`
    other,  ///< a comment, a doctype, a processing instruction
    raw,    ///< the inside of `script` and `style`
  };
  Kind kind;
  std::string_view text;  ///< the piece as written; all pieces in a row are the whole HTML
  std::string name;       ///< of a tag, in lower case
};

class HtmlScanner {
 public:
  explicit HtmlScanner(std::string_view html) : html_(html) {}
  /// The next piece; nothing at the end. Its text is a view into the HTML.
  std::optional<HtmlPiece> next();

 private:
  HtmlPiece take(HtmlPiece::Kind kind, std::size_t end, std::string name = {});
  std::optional<HtmlPiece> markup();
  std::size_t end_of_tag(std::size_t from) const;
  std::size_t end_of_text() const;

  std::string_view html_;
  std::size_t position_ = 0;
  std::string raw_name_;       ///< the element whose raw inside comes next
  bool rest_is_text_ = false;  ///< a tag without an end was seen
};

/// The texts of `html` without tags, comments, scripts and styles, character references decoded. White space stays.
std::string strip_html(std::string_view html);

/// `html` up to and including its word number `count`, then `suffix` and the end tags of what is still open. Nothing
/// when there are no more words than that.
std::optional<std::string> truncate_html_words(std::string_view html, std::size_t count, std::string_view suffix);

}  // namespace render
