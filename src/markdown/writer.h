// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <string_view>

#include "markdown/inserts.h"
#include "markdown/prepare.h"

namespace markdown {

/// Writes a prepared text: pieces of the given text in order, with inserts replaced by marks, and new pieces between
/// them. A text in which nothing changes is not copied.
class Writer {
 public:
  Writer(std::string_view text, const Options& options, Prepared& prepared);

  /// Everything before this position is already written or left out.
  std::size_t position() const { return position_; }

  void copy_to(std::size_t end);                      ///< writes the text up to `end`; nothing when already beyond
  void skip_to(std::size_t end) { position_ = end; }  ///< leaves the text up to `end` out
  void literal_to(std::size_t end);                   ///< writes the text up to `end` as something not to be understood
  void raw(std::string_view piece) { out_ += piece; }
  void comment(const Insert& insert);  ///< an HTML comment that holds the insert's mark
  void finish();

 private:
  std::string_view text_;
  Prepared& prepared_;
  std::string& out_;
  InsertFinder finder_;
  std::size_t position_ = 0;
};

}  // namespace markdown
