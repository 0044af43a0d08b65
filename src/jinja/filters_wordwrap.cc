// SPDX-License-Identifier: MIT
#include <algorithm>
#include <vector>

#include "base/unicode.h"
#include "jinja/filters.h"
#include "jinja/text_functions.h"
#include "jinja/unicode_classes.h"

namespace jinja::filter {

namespace {

struct WrapOptions {
  std::size_t width;
  bool break_long_words;
  bool break_on_hyphens;
};

bool is_space(char32_t c) { return c == ' ' || (c >= 9 && c <= 13); }
bool is_wrap_letter(char32_t c) { return is_word_character(c) && !is_decimal(c); }
bool ends_word(char32_t c) {
  return is_word_character(c) || std::u32string_view(U"!\"'&.,?").find(c) != std::u32string_view::npos;
}

/// Cuts a line into pieces that a break may stand between: white space, words, the parts of hyphenated words and
/// dashes between words, by the rules of Python's textwrap.
class Chunks {
 public:
  explicit Chunks(std::u32string_view line) : line_(line), dashes_(line.size() + 1, 0) {
    for (std::size_t i = line.size(); i-- > 0;) dashes_[i] = line[i] == '-' ? dashes_[i + 1] + 1 : 0;
  }

  std::vector<std::u32string_view> cut(bool at_hyphens) const {
    std::vector<std::u32string_view> chunks;
    for (std::size_t start = 0; start < line_.size();) {
      std::size_t end = at_hyphens ? end_of_chunk(start) : end_of_run(start);
      chunks.push_back(line_.substr(start, end - start));
      start = end;
    }
    return chunks;
  }

 private:
  /// Of a run of white space or of anything else.
  std::size_t end_of_run(std::size_t start) const {
    std::size_t end = start + 1;
    while (end < line_.size() && is_space(line_[end]) == is_space(line_[start])) ++end;
    return end;
  }

  std::size_t end_of_chunk(std::size_t start) const {
    if (is_space(line_[start])) return end_of_run(start);
    if (start > 0 && is_dash(start)) return start + dashes_[start];
    for (std::size_t i = start + 1;; ++i) {
      if (i < line_.size() && is_hyphen(i)) return i + 1;
      if (i == line_.size() || is_space(line_[i]) || is_dash(i)) return i;
    }
  }

  /// Whether two or more dashes stand at `i`, between words.
  bool is_dash(std::size_t i) const {
    std::size_t end = i + dashes_[i];
    return dashes_[i] >= 2 && ends_word(line_[i - 1]) && end < line_.size() && is_word_character(line_[end]);
  }

  bool is_letter(std::size_t i) const { return i < line_.size() && is_wrap_letter(line_[i]); }

  /// Whether the dash at `i` parts the two halves of a word.
  bool is_hyphen(std::size_t i) const {
    if (line_[i] != '-') return false;
    bool after_two = i >= 2 && is_letter(i - 1) && is_letter(i - 2);
    bool after_short = i >= 3 && ends_word(line_[i - 1]) && line_[i - 2] == '-' && is_letter(i - 3);
    if (!after_two && !after_short) return false;
    if (!is_letter(i + 1)) return false;
    return is_letter(i + 2) || (i + 2 < line_.size() && line_[i + 2] == '-' && is_letter(i + 3));
  }

  std::u32string_view line_;
  std::vector<std::size_t> dashes_;  ///< how many dashes stand from here on
};

/// Where a word that is too long for `space` is cut.
std::size_t break_point(std::u32string_view word, std::size_t space, const WrapOptions& options) {
  if (!options.break_on_hyphens || word.size() <= space || space == 0) return space;
  std::size_t hyphen = word.rfind(U'-', space - 1);
  if (hyphen == std::u32string_view::npos || hyphen == 0) return space;
  bool only_hyphens = word.substr(0, hyphen).find_first_not_of(U'-') == std::u32string_view::npos;
  return only_hyphens ? space : hyphen + 1;
}

bool is_blank(std::u32string_view chunk) { return std::all_of(chunk.begin(), chunk.end(), base::is_white_space); }

std::vector<std::u32string> wrap(std::u32string_view line, const WrapOptions& options) {
  std::vector<std::u32string> lines;
  std::vector<std::u32string_view> chunks = Chunks(line).cut(options.break_on_hyphens);
  std::size_t next = 0;
  while (next < chunks.size()) {
    if (!lines.empty() && is_blank(chunks[next]) && ++next == chunks.size()) break;
    std::u32string current;
    std::size_t last_start = 0;
    auto take = [&](std::u32string_view chunk) {
      last_start = current.size();
      current += chunk;
    };
    while (next < chunks.size() && current.size() + chunks[next].size() <= options.width) take(chunks[next++]);
    if (next < chunks.size() && chunks[next].size() > options.width) {
      if (options.break_long_words) {
        std::size_t end = break_point(chunks[next], options.width - current.size(), options);
        take(chunks[next].substr(0, end));
        chunks[next].remove_prefix(end);
      } else if (current.empty()) {
        take(chunks[next++]);
      }
    }
    if (!current.empty() && is_blank(std::u32string_view(current).substr(last_start))) current.resize(last_start);
    if (!current.empty()) lines.push_back(std::move(current));
  }
  return lines;
}

std::u32string decode(std::string_view text) {
  std::u32string decoded;
  for (std::size_t i = 0; i < text.size();) decoded += base::next_code_point(text, i);
  return decoded;
}

}  // namespace

Value wordwrap(Context& ctx, const Arguments& arguments, const void*) {
  Parameters<5> given(ctx, "wordwrap", arguments, {"s", "width", "break_long_words", "wrapstring", "break_on_hyphens"},
                      1);
  if (!given || !defined(ctx, given[0])) return {};
  if (!given[0].is_string()) return fail_argument(ctx, "wordwrap needs a text, not '" + python_type(given[0]) + "'");
  if (given[0].as_string().empty()) return make_text(ctx, "", is_html(given[3]));
  auto width = integer_argument(ctx, "wordwrap: width", given[1], 79);
  if (!width) return {};
  if (*width <= 0) return fail_argument(ctx, "wordwrap: the width must be above 0");
  WrapOptions options{static_cast<std::size_t>(*width), flag_argument(ctx, given[2], true),
                      flag_argument(ctx, given[4], true)};
  bool breaks_plainly = is_absent(given[3]) || given[3].is_none();
  if (!breaks_plainly && !given[3].is_string()) return fail_argument(ctx, "wordwrap: wrapstring must be a text");
  std::string_view between = breaks_plainly ? "\n" : given[3].as_string();
  std::string out;
  bool first_line = true;
  for (std::string_view line : split_lines(text_of(ctx, given[0]), LineEnds::drop)) {
    if (!first_line) out += between;
    first_line = false;
    bool first_part = true;
    for (const std::u32string& part : wrap(decode(line), options)) {
      if (!first_part) out += between;
      first_part = false;
      for (char32_t c : part) base::append_utf8(out, c);
      if (!text_fits(ctx, "wordwrap", out.size())) return {};
    }
  }
  return make_text(ctx, out, is_html(given[3]));
}

}  // namespace jinja::filter
