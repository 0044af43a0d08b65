// SPDX-License-Identifier: MIT
#include "content/excerpt.h"

#include <algorithm>

#include "base/strings.h"
#include "base/unicode.h"
#include "content/running_text.h"
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

/// How many bytes of `text`, whose spaces are single, `limit` lets stand; npos when there is too little text to tell.
std::size_t end_of_excerpt(std::string_view text, const ExcerptLimit& limit) {
  std::size_t words = 0, characters = 0, end = 0;
  bool in_word = false;
  for (std::size_t at = 0; at < text.size();) {
    std::size_t begin = at;
    char32_t c = base::next_code_point(text, at);
    bool cjk = is_cjk(c);
    bool space = base::is_white_space(c);
    bool begins_word = cjk || (!space && !in_word);
    if (in_word && (space || cjk)) end = begin;
    if (limit.characters == 0 && begins_word && words++ == limit.words) return end;
    if (limit.characters > 0 && characters++ == limit.characters) return end > 0 ? end : begin;
    in_word = !space && !cjk;
    if (cjk) end = at;
  }
  return text.npos;
}

/// The plain text of at most the limit's length.
std::string beginning_of(RunningText html, const ExcerptLimit& limit) {
  // A beginning of the HTML is enough nearly always; it is believed only when it holds more than wanted.
  std::size_t bytes = std::max<std::size_t>(limit.characters > 0 ? limit.characters * 4 : limit.words * 16, 512);
  for (;; bytes *= 4) {
    std::string text = with_single_spaces(markdown::plain_text(html.read(bytes)));
    std::size_t end = end_of_excerpt(text, limit);
    if (end == text.npos && html.has_more()) continue;
    if (end != text.npos) text.resize(end);
    return text;
  }
}

}  // namespace

std::string make_excerpt(const Document& document) {
  std::string_view html = document.html();
  std::size_t more = find_more_comment(html);
  ExcerptLimit limit = document.excerpt_limit;
  if (more != html.npos) limit = {.words = html.size(), .characters = 0};
  std::size_t end = std::min(more, html.size());
  std::string text = beginning_of(RunningText(document, end, RunningText::Kept::running_text), limit);
  if (!text.empty()) return text;
  return beginning_of(RunningText(document, end, RunningText::Kept::all_but_headings), limit);
}

}  // namespace content
