// SPDX-License-Identifier: MIT
#include "markdown/references.h"

#include <utf8proc.h>

#include <array>

#include "base/unicode.h"
#include "markdown/characters.h"
#include "markdown/link_syntax.h"

namespace markdown {
namespace {

bool is_simple(std::string_view label) {
  bool after_space = true;
  for (char c : label) {
    bool space = c == ' ';
    if ((space && after_space) || c == '\t' || is_line_end(c) || static_cast<unsigned char>(c) >= 0x80 ||
        c != lower(c)) {
      return false;
    }
    after_space = space;
  }
  return !after_space;
}

/// Full case folding: one code point may become three.
void append_folded(std::string& out, char32_t code_point) {
  std::array<utf8proc_int32_t, 8> folded{};
  int boundary = 0;
  utf8proc_ssize_t count =
      utf8proc_decompose_char(static_cast<utf8proc_int32_t>(code_point), folded.data(),
                              static_cast<utf8proc_ssize_t>(folded.size()), UTF8PROC_CASEFOLD, &boundary);
  if (count < 1 || count > static_cast<utf8proc_ssize_t>(folded.size())) return base::append_utf8(out, code_point);
  for (utf8proc_ssize_t at = 0; at < count; ++at) {
    base::append_utf8(out, static_cast<char32_t>(folded[static_cast<std::size_t>(at)]));
  }
}

/// The position behind the rest of the line when only blanks stand there; npos else.
std::size_t end_of_blank_rest(std::string_view text, std::size_t position) {
  position = skip_blanks(text, position);
  if (position >= text.size()) return text.size();
  return text[position] == '\n' ? position + 1 : std::string_view::npos;
}

}  // namespace

std::string_view LabelForm::operator()(std::string_view label) {
  if (is_simple(label)) return label;
  buffer_.clear();
  bool space = false;
  for (std::size_t at = 0; at < label.size();) {
    char c = label[at];
    if (is_blank(c) || is_line_end(c)) {
      space = !buffer_.empty();
      ++at;
      continue;
    }
    if (space) buffer_ += ' ';
    space = false;
    if (static_cast<unsigned char>(c) < 0x80) {
      buffer_ += lower(c);
      ++at;
    } else {
      append_folded(buffer_, base::next_code_point(label, at));
    }
  }
  return buffer_;
}

bool is_blank_label(std::string_view label) { return label.find_first_not_of(" \t\n\r") == std::string_view::npos; }

bool read_definition(std::string_view text, std::size_t& position, std::string_view& label, LinkTarget& target,
                     base::Arena& arena) {
  std::size_t at = position;
  if (!read_label(text, at, label) || is_blank_label(label)) return false;
  if (at >= text.size() || text[at] != ':') return false;
  at = skip_white_space(text, at + 1);
  std::string_view url;
  if (!read_destination(text, at, false, url)) return false;
  std::size_t end = end_of_blank_rest(text, at);

  std::string_view title;
  std::size_t title_at = skip_white_space(text, at);
  if (title_at > at && read_title(text, title_at, title)) {
    std::size_t title_end = end_of_blank_rest(text, title_at);
    if (title_end != std::string_view::npos) {
      end = title_end;
    } else {
      title = {};
    }
  }
  if (end == std::string_view::npos) return false;
  target = {unescape(url, arena), unescape(title, arena)};
  position = end;
  return true;
}

}  // namespace markdown
