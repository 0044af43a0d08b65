// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstring>
#include <memory>
#include <string_view>
#include <utility>

namespace markdown {

/// HTML that grows at its end by many little pieces. Behind the end there is always room for `k_slack` bytes, so that
/// who writes may write whole blocks and count only the part that is meant.
class HtmlOutput {
 public:
  static constexpr std::size_t k_slack = 16;

  /// Forgets what was written.
  void begin(std::size_t expected_bytes) {
    size_ = 0;
    room(expected_bytes);
  }

  std::size_t size() const { return size_; }
  bool empty() const { return size_ == 0; }
  char back() const { return bytes_[size_ - 1]; }  ///< REQUIRES: not empty
  bool ends_with(char c) const { return size_ > 0 && back() == c; }
  std::string_view view() const { return {bytes_.get(), size_}; }

  HtmlOutput& operator+=(char c) {
    *room(1) = c;
    ++size_;
    return *this;
  }
  HtmlOutput& operator+=(std::string_view piece) { return append(piece); }
  HtmlOutput& append(std::string_view piece) {
    if (piece.empty()) return *this;
    std::memcpy(room(piece.size()), piece.data(), piece.size());
    size_ += piece.size();
    return *this;
  }

  /// The end, with room for `bytes` and the slack behind it; `end_at` says what became of it.
  char* room(std::size_t bytes) {
    if (bytes > capacity_ - size_ || bytes_ == nullptr) grow(bytes);
    return bytes_.get() + size_;
  }
  void end_at(const char* end) { size_ = static_cast<std::size_t>(end - bytes_.get()); }

  void cut(std::size_t size) { size_ = size; }  ///< REQUIRES: not more than there is

  /// Makes a gap of so many bytes, which are to be written.
  char* insert_gap(std::size_t at, std::size_t bytes) {
    room(bytes);
    std::memmove(bytes_.get() + at + bytes, bytes_.get() + at, size_ - at);
    size_ += bytes;
    return bytes_.get() + at;
  }

 private:
  void grow(std::size_t bytes) {
    capacity_ = std::max(size_ + bytes, 2 * capacity_);
    auto larger = std::make_unique_for_overwrite<char[]>(capacity_ + k_slack);
    if (size_ > 0) std::memcpy(larger.get(), bytes_.get(), size_);
    bytes_ = std::move(larger);
  }

  std::unique_ptr<char[]> bytes_;
  std::size_t size_ = 0;
  std::size_t capacity_ = 0;  ///< without the slack
};

}  // namespace markdown
