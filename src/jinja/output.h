// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>

#include "base/byte_copy.h"
#include "base/html_escape.h"

namespace jinja {

/// What a render prints: one text that grows at its end by many little pieces. It lies in a string that is as long as
/// its memory, so that a piece costs a comparison and a copy, and becomes the render's output without another one.
class Output {
 public:
  /// Begins an empty output in memory that was used before.
  void begin_in(std::string buffer) {
    bytes_ = std::move(buffer);
    size_ = 0;
    open();
  }
  /// The whole output. Nothing can be printed behind it.
  std::string take() {
    bytes_.resize(size_);
    return std::move(bytes_);
  }

  std::size_t size() const { return size_; }
  std::string_view from(std::size_t begin) const { return {bytes_.data() + begin, size_ - begin}; }
  void cut(std::size_t size) { size_ = size; }  ///< REQUIRES: not more than there is

  void operator+=(std::string_view piece) {
    base::copy_bytes(room(piece.size()), piece.data(), piece.size());
    size_ += piece.size();
  }
  /// The piece with what means something in HTML as entities.
  void append_escaped(std::string_view piece) {
    while (piece.size() > k_chunk) {
      append_escaped_chunk(piece.substr(0, k_chunk));
      piece.remove_prefix(k_chunk);
    }
    append_escaped_chunk(piece);
  }
  /// Lets `append` put something behind what there is, as behind any string.
  template <class Append>
  void append_with(Append append) {
    bytes_.resize(size_);
    append(bytes_);
    size_ = bytes_.size();
    open();
  }
  /// The end, with room for so many bytes. `end_at` says where the end is then.
  char* room(std::size_t bytes) {
    if (bytes > bytes_.size() - size_) [[unlikely]]
      grow(bytes);
    return bytes_.data() + size_;
  }
  void end_at(const char* end) { size_ = static_cast<std::size_t>(end - bytes_.data()); }

 private:
  static constexpr std::size_t k_chunk = 1024;

  void append_escaped_chunk(std::string_view chunk) {
    end_at(base::write_html_escaped(room(chunk.size() * base::k_longest_entity + base::k_escape_slack), chunk));
  }
  void grow(std::size_t bytes) { lengthen(std::max(size_ + bytes, bytes_.size() * 2)); }
  void open() { lengthen(bytes_.capacity()); }
  void lengthen(std::size_t size) {
    bytes_.resize_and_overwrite(size, [](char*, std::size_t all) { return all; });
  }

  std::string bytes_;
  std::size_t size_ = 0;
};

}  // namespace jinja
