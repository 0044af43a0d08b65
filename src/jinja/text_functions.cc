// SPDX-License-Identifier: MIT
#include "jinja/text_functions.h"

#include <algorithm>
#include <array>
#include <bit>

#include "base/byte_scan.h"
#include "base/unicode.h"
#include "jinja/unicode_classes.h"

namespace jinja {

namespace {

bool is_continuation(char c) { return (static_cast<unsigned char>(c) & 0xC0) == 0x80; }

bool is_line_end(char32_t c) {
  return (c >= 0x0A && c <= 0x0D) || (c >= 0x1C && c <= 0x1E) || c == 0x85 || c == 0x2028 || c == 0x2029;
}

/// Whether the character that ends `text` and the one that begins it are to be stripped.
class StripSet {
 public:
  explicit StripSet(std::optional<std::string_view> characters) : spaces_(!characters) {
    if (!characters) return;
    for (std::size_t i = 0; i < characters->size();) set_.push_back(base::next_code_point(*characters, i));
    std::sort(set_.begin(), set_.end());
  }
  bool has(char32_t c) const {
    return spaces_ ? base::is_white_space(c) : std::binary_search(set_.begin(), set_.end(), c);
  }

 private:
  bool spaces_;
  std::u32string set_;
};

}  // namespace

std::size_t last_code_point_offset(std::string_view text) {
  std::size_t start = text.size() - 1;
  for (std::size_t back = 0; back < 3 && start > 0 && is_continuation(text[start]); ++back) --start;
  std::size_t end = start;
  base::next_code_point(text, end);
  return end == text.size() ? start : text.size() - 1;
}

std::string_view strip(std::string_view text, Side side, std::optional<std::string_view> characters) {
  StripSet set(characters);
  while (side != Side::right && !text.empty()) {
    std::size_t end = 0;
    if (!set.has(base::next_code_point(text, end))) break;
    text.remove_prefix(end);
  }
  while (side != Side::left && !text.empty()) {
    std::size_t start = last_code_point_offset(text);
    std::size_t end = start;
    if (!set.has(base::next_code_point(text, end))) break;
    text = text.substr(0, start);
  }
  return text;
}

std::vector<std::string_view> split_lines(std::string_view text, LineEnds ends) {
  std::vector<std::string_view> lines;
  std::size_t start = 0;
  for (std::size_t i = 0; i < text.size();) {
    std::size_t before = i;
    char32_t c = base::next_code_point(text, i);
    if (!is_line_end(c)) continue;
    if (c == '\r' && i < text.size() && text[i] == '\n') ++i;
    lines.push_back(text.substr(start, (ends == LineEnds::keep ? i : before) - start));
    start = i;
  }
  if (start < text.size()) lines.push_back(text.substr(start));
  return lines;
}

namespace {

/// The words between white space; after `most` of them the rest, without the white space before it.
std::vector<std::string_view> split_words_left(std::string_view text, std::size_t most) {
  std::vector<std::string_view> words;
  std::string_view rest = strip(text, Side::left, std::nullopt);
  while (!rest.empty() && words.size() < most) {
    std::size_t end = 0;
    std::size_t next = 0;
    while (end < rest.size() && !base::is_white_space(base::next_code_point(rest, next))) end = next;
    words.push_back(rest.substr(0, end));
    rest = strip(rest.substr(end), Side::left, std::nullopt);
  }
  if (!rest.empty()) words.push_back(rest);
  return words;
}

std::vector<std::string_view> split_words_right(std::string_view text, std::size_t most) {
  std::vector<std::string_view> words;
  std::string_view rest = strip(text, Side::right, std::nullopt);
  while (!rest.empty() && words.size() < most) {
    std::size_t start = rest.size();
    while (start > 0) {
      std::size_t before = last_code_point_offset(rest.substr(0, start));
      std::size_t next = before;
      if (base::is_white_space(base::next_code_point(rest, next))) break;
      start = before;
    }
    words.push_back(rest.substr(start));
    rest = strip(rest.substr(0, start), Side::right, std::nullopt);
  }
  if (!rest.empty()) words.push_back(rest);
  std::reverse(words.begin(), words.end());
  return words;
}

std::vector<std::string_view> split_at_right(std::string_view text, std::string_view separator, std::size_t most) {
  std::vector<std::string_view> pieces;
  while (pieces.size() < most) {
    std::size_t found = text.rfind(separator);
    if (found == std::string_view::npos) break;
    pieces.push_back(text.substr(found + separator.size()));
    text = text.substr(0, found);
  }
  pieces.push_back(text);
  std::reverse(pieces.begin(), pieces.end());
  return pieces;
}

}  // namespace

std::vector<std::string_view> split_text(std::string_view text, std::optional<std::string_view> separator,
                                         std::size_t most, Side from) {
  if (!separator) return from == Side::right ? split_words_right(text, most) : split_words_left(text, most);
  if (from == Side::right) return split_at_right(text, *separator, most);
  std::vector<std::string_view> pieces;
  while (pieces.size() < most) {
    std::size_t found = text.find(*separator);
    if (found == std::string_view::npos) break;
    pieces.push_back(text.substr(0, found));
    text.remove_prefix(found + separator->size());
  }
  pieces.push_back(text);
  return pieces;
}

namespace {

std::optional<std::string> interleaved(std::string_view text, std::string_view between, std::size_t most,
                                       std::size_t longest) {
  std::string out;
  std::size_t i = 0;
  for (std::size_t done = 0; done < most; ++done) {
    out += between;
    if (out.size() > longest) return std::nullopt;
    if (i >= text.size()) return out;
    std::size_t start = i;
    base::next_code_point(text, i);
    out += text.substr(start, i - start);
  }
  out += text.substr(i);
  return out;
}

}  // namespace

std::optional<std::string_view> replaced(base::Arena& arena, std::string_view text, std::string_view from,
                                         std::string_view to, std::size_t most, std::size_t longest) {
  if (from.empty()) {
    auto out = interleaved(text, to, most, longest);
    if (!out) return std::nullopt;
    return arena.copy(*out);
  }
  std::size_t count = 0;
  for (std::size_t at = 0; count < most; ++count, at += from.size()) {
    at = base::find_text(text, from, at);
    if (at == text.npos) break;
  }
  if (count == 0) return text;
  std::size_t kept = text.size() - count * from.size();
  if (kept > longest || (!to.empty() && count > (longest - kept) / to.size())) return std::nullopt;
  std::size_t size = kept + count * to.size();
  char* out = arena.array<char>(size);
  char* end = out;
  auto append = [&](std::string_view piece) {
    base::copy_bytes(end, piece.data(), piece.size());
    end += piece.size();
  };
  std::size_t start = 0;
  for (; count > 0; --count) {
    std::size_t found = base::find_text(text, from, start);
    append(text.substr(start, found - start));
    append(to);
    start = found + from.size();
  }
  append(text.substr(start));
  return std::string_view(out, size);
}

std::size_t count_occurrences(std::string_view text, std::string_view needle) {
  if (needle.empty()) return base::count_code_points(text) + 1;
  std::size_t count = 0;
  for (std::size_t i = text.find(needle); i != std::string_view::npos; i = text.find(needle, i + needle.size())) {
    ++count;
  }
  return count;
}

std::string reversed(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  while (!text.empty()) {
    std::size_t start = last_code_point_offset(text);
    out += text.substr(start);
    text = text.substr(0, start);
  }
  return out;
}

std::string_view sliced(std::string_view text, std::int64_t start, std::optional<std::int64_t> stop) {
  bool from_end = start < 0 || (stop && *stop < 0);
  auto count = from_end ? static_cast<std::int64_t>(base::count_code_points(text)) : 0;
  auto clamp = [&](std::int64_t index) {
    return static_cast<std::size_t>(std::max<std::int64_t>(0, index < 0 ? index + count : index));
  };
  std::size_t first = clamp(start);
  std::size_t begin = base::offset_of_code_point(text, first);
  if (!stop) return text.substr(begin);
  std::size_t end_index = clamp(*stop);
  if (end_index <= first) return {};
  std::string_view rest = text.substr(begin);
  return rest.substr(0, base::offset_of_code_point(rest, end_index - first));
}

std::string expanded_tabs(std::string_view text, std::size_t tab_size) {
  std::string out;
  std::size_t column = 0;
  for (std::size_t i = 0; i < text.size();) {
    std::size_t start = i;
    char32_t c = base::next_code_point(text, i);
    if (c == '\t') {
      std::size_t spaces = tab_size == 0 ? 0 : tab_size - column % tab_size;
      out.append(spaces, ' ');
      column += spaces;
      continue;
    }
    out += text.substr(start, i - start);
    column = c == '\n' || c == '\r' ? 0 : column + 1;
  }
  return out;
}

namespace {

constexpr std::array<bool, 0x80> k_is_ascii_word = [] {
  std::array<bool, 0x80> is_word{};
  for (char c : std::string_view("_0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ")) {
    is_word[static_cast<unsigned char>(c)] = true;
  }
  return is_word;
}();

}  // namespace

std::size_t count_words(std::string_view text) {
  std::size_t count = 0;
  bool in_word = false;
  std::size_t i = 0;
#if defined(__SSE2__)
  if (base::is_ascii(text)) {
    for (; i + 16 <= text.size(); i += 16) {
      const char* block = text.data() + i;
      unsigned letters = base::ByteScan<'a', 'z'>::mask_of(block) | base::ByteScan<'A', 'Z'>::mask_of(block) |
                         base::ByteScan<'0', '9', '_'>::mask_of(block);
      count += static_cast<std::size_t>(std::popcount(letters & ~(letters << 1 | (in_word ? 1u : 0u))));
      in_word = (letters >> 15) != 0;
    }
  }
#endif
  while (i < text.size()) {
    char32_t c = base::next_code_point(text, i);
    bool letter = c < 0x80 ? k_is_ascii_word[c] : is_word_character(c);
    count += letter && !in_word ? 1 : 0;
    in_word = letter;
  }
  return count;
}

namespace {

/// `text` without everything from an `open` to the next `close`, in one pass.
std::string without_spans(std::string_view text, std::string_view open, std::string_view close) {
  std::string out;
  while (true) {
    std::size_t start = text.find(open);
    std::size_t end = start == std::string_view::npos ? std::string_view::npos : text.find(close, start + open.size());
    if (end == std::string_view::npos) break;
    out += text.substr(0, start);
    text.remove_prefix(end + close.size());
  }
  out += text;
  return out;
}

}  // namespace

std::string strip_tags(std::string_view html) {
  std::string plain = without_spans(without_spans(html, "<!--", "-->"), "<", ">");
  std::string collapsed;
  for (std::string_view word : split_text(plain, std::nullopt, k_all, Side::left)) {
    if (!collapsed.empty()) collapsed += ' ';
    collapsed += word;
  }
  return unescape_html(collapsed);
}

}  // namespace jinja
