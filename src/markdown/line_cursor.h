// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <span>
#include <string_view>

#include "base/byte_scan.h"
#include "markdown/characters.h"

namespace markdown {

/// Blocks indented this far are code.
inline constexpr std::uint32_t k_code_indent = 4;

/// A place in a text that moves line by line and, in a line, behind the markers of containers. Columns count tabs as
/// reaching the next multiple of four; a tab may be half used.
class LineCursor {
 public:
  /// `line_offsets`: where the lines begin, if that is known already. REQUIRES: then all lines end with `\n`.
  explicit LineCursor(std::string_view text, std::span<const std::uint32_t> line_offsets = {})
      : text_(text),
        line_offsets_(line_offsets),
        has_carriage_returns_(line_offsets.empty() && !text.empty() &&
                              std::memchr(text.data(), '\r', text.size()) != nullptr) {
    next_ = text.starts_with("\xEF\xBB\xBF") ? 3 : 0;
  }

  /// Moves to the next line; false after the last.
  bool next_line() {
    if (next_ >= text_.size()) return false;
    begin_ = position_ = next_;
    column_ = 0;
    half_tab_ = false;
    find_end();
    measure();
    return true;
  }

  std::size_t begin() const { return begin_; }      ///< of the line
  std::size_t end() const { return end_; }          ///< of the line, without its break
  std::size_t next() const { return next_; }        ///< the beginning of the next line
  std::size_t content() const { return content_; }  ///< the first character from the place on that is not blank
  std::uint32_t indent() const { return indent_; }  ///< columns between the place and the content
  bool blank() const { return content_ >= end_; }
  char first() const { return text_[content_]; }  ///< REQUIRES: not blank
  std::string_view rest() const { return text_.substr(content_, end_ - content_); }

  /// The line from the place on: `unused` columns of a half used tab, then the bytes from `position` to the end.
  std::size_t position() const { return position_ + (half_tab_ ? 1 : 0); }
  std::uint32_t unused() const { return half_tab_ ? 4 - column_ % 4 : 0; }

  /// Moves the place behind the content's first `bytes` bytes.
  void use_marker(std::size_t bytes) {
    column_ += indent_ + static_cast<std::uint32_t>(bytes);
    position_ = content_ + bytes;
    half_tab_ = false;
    measure();
  }

  /// Moves the place by columns of blanks. REQUIRES: `columns` <= `indent()`.
  void use_columns(std::uint32_t columns) {
    indent_ -= columns;
    while (columns > 0) {
      std::uint32_t width = text_[position_] == '\t' ? 4 - column_ % 4 : 1;
      column_ += std::min(width, columns);
      half_tab_ = width > columns;
      if (half_tab_) return;
      columns -= width;
      ++position_;
    }
  }

 private:
  void find_end() {
    if (++line_ < line_offsets_.size()) {
      next_ = line_offsets_[line_];
      end_ = next_ - 1;
      return;
    }
    const char* from = text_.data() + begin_;
    std::size_t left = text_.size() - begin_;
    if (has_carriage_returns_) {
      end_ = base::find_byte<1, 0, '\r', '\n'>(text_, begin_, text_.size());
      bool two = end_ + 1 < text_.size() && text_[end_] == '\r' && text_[end_ + 1] == '\n';
      next_ = end_ + (two ? 2 : 1);
      return;
    }
    const void* found = std::memchr(from, '\n', left);
    end_ = found == nullptr ? text_.size() : static_cast<std::size_t>(static_cast<const char*>(found) - text_.data());
    next_ = end_ + 1;
  }

  void measure() {
    std::uint32_t column = column_;
    content_ = position_;
    for (; content_ < end_; ++content_) {
      if (text_[content_] == ' ') {
        ++column;
      } else if (text_[content_] == '\t') {
        column += 4 - column % 4;
      } else {
        break;
      }
    }
    indent_ = column - column_;
  }

  std::string_view text_;
  std::span<const std::uint32_t> line_offsets_;
  std::size_t line_ = 0;  ///< how many were read
  bool has_carriage_returns_;
  bool half_tab_ = false;
  std::size_t begin_ = 0;
  std::size_t end_ = 0;
  std::size_t next_ = 0;
  std::size_t position_ = 0;
  std::size_t content_ = 0;
  std::uint32_t column_ = 0;
  std::uint32_t indent_ = 0;
};

}  // namespace markdown
