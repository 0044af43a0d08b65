// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "base/arena.h"

namespace markdown {

/// Gathers the lines of one leaf block. As long as they follow each other in the source without anything between them
/// but `\n`, the content is a view of the source; else it is a copy.
class LeafText {
 public:
  explicit LeafText(std::string_view source) : source_(source) {}

  void clear() {
    begin_ = end_ = last_ = 0;
    lines_ = 0;
    gathered_ = false;
  }

  std::size_t lines() const { return lines_; }

  /// Adds the line source[begin, end), without its line break, behind `spaces` spaces.
  void add(std::size_t begin, std::size_t end, std::size_t spaces = 0) {
    if (lines_++ == 0 && spaces == 0) {
      begin_ = last_ = begin;
      end_ = end;
    } else if (!gathered_ && spaces == 0 && begin == end_ + 1 && source_[end_] == '\n') {
      last_ = begin;
      end_ = end;
    } else {
      gather(begin, end, spaces);
    }
  }

  /// The lines so far, parted by `\n`; lives until the next change.
  std::string_view view() const {
    return gathered_ ? std::string_view(buffer_) : source_.substr(begin_, end_ - begin_);
  }

  /// The last line, and what stands before it.
  std::string_view last_line() const { return view().substr(gathered_ ? last_ : last_ - begin_); }
  std::string_view before_last_line() const { return view().substr(0, gathered_ ? last_ : last_ - begin_); }

  /// A view that lives as long as the source and the arena.
  std::string_view keep(std::string_view part, base::Arena& arena) const { return gathered_ ? arena.copy(part) : part; }

  /// The lines, each with its `\n`, as long-lived view.
  std::string_view keep_lines(base::Arena& arena) {
    if (lines_ == 0) return {};
    if (!gathered_ && end_ < source_.size() && source_[end_] == '\n') {
      return source_.substr(begin_, end_ + 1 - begin_);
    }
    if (!gathered_) gather_what_is();
    buffer_ += '\n';
    return arena.copy(buffer_);
  }

 private:
  void gather_what_is() {
    buffer_.assign(source_, begin_, end_ - begin_);
    last_ -= begin_;
    gathered_ = true;
  }

  void gather(std::size_t begin, std::size_t end, std::size_t spaces) {
    if (lines_ == 1) {
      buffer_.clear();
      gathered_ = true;
    } else {
      if (!gathered_) gather_what_is();
      buffer_ += '\n';
    }
    last_ = buffer_.size();
    buffer_.append(spaces, ' ');
    buffer_.append(source_, begin, end - begin);
  }

  std::string_view source_;
  std::string buffer_;
  std::size_t begin_ = 0;  ///< of the view
  std::size_t end_ = 0;
  std::size_t last_ = 0;  ///< where the last line begins: in the source, or in the buffer
  std::size_t lines_ = 0;
  bool gathered_ = false;
};

}  // namespace markdown
