// SPDX-License-Identifier: MIT
#include "content/excerpt.h"

#include <algorithm>

#include "base/strings.h"
#include "base/unicode.h"
#include "markdown/markdown.h"

namespace content {

namespace {

/// The offset of the comment that ends an excerpt, or npos.
std::size_t find_more_comment(std::string_view html) {
  for (std::size_t at = html.find("<!--"); at != html.npos; at = html.find("<!--", at + 4)) {
    std::string_view comment = base::trim_left(html.substr(at + 4));
    if (comment.starts_with("more") && base::trim_left(comment.substr(4)).starts_with("-->")) return at;
  }
  return html.npos;
}

std::string with_single_spaces(std::string_view text) {
  std::string joined;
  for (std::string_view word : base::split_words(text)) {
    if (!joined.empty()) joined += ' ';
    joined += word;
  }
  return joined;
}

/// Characters of scripts that write without spaces: kana, Han and Hangul syllables.
bool is_cjk(char32_t c) {
  return (c >= 0x3040 && c <= 0x30FF) || (c >= 0x3400 && c <= 0x4DBF) || (c >= 0x4E00 && c <= 0x9FFF) ||
         (c >= 0xAC00 && c <= 0xD7AF) || (c >= 0xF900 && c <= 0xFAFF) || (c >= 0x20000 && c <= 0x3FFFF);
}

/// How many bytes of `text`, whose spaces are single, its first `most` words take; npos when it has fewer words, or so
/// many that the last one might go on behind the end.
std::size_t end_of_words(std::string_view text, std::size_t most) {
  std::size_t words = 0, end = 0;
  bool in_word = false;
  for (std::size_t at = 0; at < text.size();) {
    char32_t c = base::next_code_point(text, at);
    bool cjk = is_cjk(c);
    bool space = base::is_white_space(c);
    bool begins_word = cjk || (!space && !in_word);
    if (begins_word && words++ == most) return end;
    in_word = !space && !cjk;
    if (!space) end = at;
  }
  return text.npos;
}

}  // namespace

std::string make_excerpt(std::string_view html, std::size_t most_words) {
  std::size_t more = find_more_comment(html);
  if (more != html.npos) return with_single_spaces(markdown::plain_text(html.substr(0, more)));
  // A beginning of the HTML is enough nearly always; it is cut before a tag, so that no tag is halved, and believed
  // only when it holds one word more than wanted.
  std::size_t prefix = std::max<std::size_t>(most_words * 16, 512);
  for (;; prefix *= 4) {
    std::string_view part = html.substr(0, prefix);
    bool whole = part.size() == html.size();
    if (!whole) part = part.substr(0, std::min(part.rfind('<'), part.size()));
    std::string text = with_single_spaces(markdown::plain_text(part));
    std::size_t end = end_of_words(text, most_words);
    if (end == text.npos && !whole) continue;
    if (end != text.npos) text.resize(end);
    return text;
  }
}

}  // namespace content
