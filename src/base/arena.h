// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <memory>
#include <new>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

namespace base {

/// A bump allocator: memory is taken piece by piece and given back all at once. Template values, parsed front matter
/// and everything else that lives exactly as long as one render or one document is made in an arena, so that a value
/// needs no owner and no count. Not safe to share between threads; movable; objects made in it are never destroyed,
/// so only trivially destructible types are allowed.
class Arena {
 public:
  explicit Arena(std::size_t first_block_bytes = 4096) : next_block_bytes_(first_block_bytes) {}
  Arena(Arena&&) noexcept = default;
  Arena& operator=(Arena&&) noexcept = default;
  Arena(const Arena&) = delete;
  Arena& operator=(const Arena&) = delete;

  /// `bytes` uninitialised bytes at an address that is a multiple of `alignment` (a power of two).
  void* allocate(std::size_t bytes, std::size_t alignment = alignof(std::max_align_t)) {
    auto address = reinterpret_cast<std::uintptr_t>(current_) + position_;
    std::size_t start = position_ + ((alignment - address % alignment) % alignment);
    if (start + bytes > limit_ || current_ == nullptr) return allocate_slowly(bytes, alignment);
    position_ = start + bytes;
    return current_ + start;
  }

  template <class T, class... Arguments>
  T* make(Arguments&&... arguments) {
    static_assert(std::is_trivially_destructible_v<T>);
    return new (allocate(sizeof(T), alignof(T))) T{std::forward<Arguments>(arguments)...};
  }

  /// `count` uninitialised elements of a trivial type.
  template <class T>
  T* array(std::size_t count) {
    static_assert(std::is_trivially_destructible_v<T>);
    return static_cast<T*>(allocate(sizeof(T) * count, alignof(T)));
  }

  /// A copy of `text` that lives as long as the arena.
  std::string_view copy(std::string_view text) {
    if (text.empty()) return {};
    char* bytes = array<char>(text.size());
    std::memcpy(bytes, text.data(), text.size());
    return {bytes, text.size()};
  }

  /// Forgets everything made so far; keeps the largest block for the next use.
  void reset();

  /// Bytes held from the system, used or not.
  std::size_t bytes_reserved() const { return reserved_; }

 private:
  void* allocate_slowly(std::size_t bytes, std::size_t alignment);

  struct Block {
    std::unique_ptr<char[]> bytes;
    std::size_t size;
  };
  std::vector<Block> blocks_;
  char* current_ = nullptr;
  std::size_t position_ = 0;
  std::size_t limit_ = 0;
  std::size_t next_block_bytes_;
  std::size_t reserved_ = 0;
};

}  // namespace base
