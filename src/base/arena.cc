// SPDX-License-Identifier: MIT
#include "base/arena.h"

#include <algorithm>

namespace base {

namespace {
constexpr std::size_t k_largest_block = 1 << 20;
}

void* Arena::allocate_slowly(std::size_t bytes, std::size_t alignment) {
  std::size_t size = std::max(next_block_bytes_, bytes + alignment);
  next_block_bytes_ = std::min(next_block_bytes_ * 2, k_largest_block);
  blocks_.push_back({std::make_unique_for_overwrite<char[]>(size), size});
  reserved_ += size;
  current_ = blocks_.back().bytes.get();
  auto address = reinterpret_cast<std::uintptr_t>(current_);
  std::size_t start = ((address + alignment - 1) & ~(alignment - 1)) - address;
  position_ = start + bytes;
  limit_ = size;
  return current_ + start;
}

void Arena::reset() {
  if (blocks_.empty()) return;
  auto largest =
      std::max_element(blocks_.begin(), blocks_.end(), [](const Block& a, const Block& b) { return a.size < b.size; });
  Block kept = std::move(*largest);
  blocks_.clear();
  reserved_ = kept.size;
  current_ = kept.bytes.get();
  limit_ = kept.size;
  position_ = 0;
  blocks_.push_back(std::move(kept));
}

}  // namespace base
