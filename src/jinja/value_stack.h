// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <cstddef>
#include <memory>

#include "base/arena.h"
#include "value/value.h"

namespace jinja {

/// Memory for the slots and stacks of running units, taken and given back in the order of calls. Addresses stay valid
/// until given back. It lies in the arena of the render.
class ValueStack {
 private:
  struct Chunk {
    value::Value* values;
    std::size_t size;
    Chunk* next;
  };

 public:
  struct Mark {
    Chunk* chunk;
    std::size_t used;
  };

  explicit ValueStack(base::Arena& arena) : arena_(arena) {}

  Mark mark() const { return {chunk_, used_}; }

  /// Memory for `count` values: the first `defined` are undefined, what the others hold is any value.
  value::Value* take(std::size_t count, std::size_t defined) {
    if (chunk_ == nullptr || used_ + count > chunk_->size) next_chunk(count);
    value::Value* values = chunk_->values + used_;
    used_ += count;
    std::uninitialized_fill_n(values, defined, value::Value());
    return values;
  }

  void give_back(Mark mark) {
    chunk_ = mark.chunk;
    used_ = mark.used;
  }

 private:
  static constexpr std::size_t k_chunk_values = 1024;

  void next_chunk(std::size_t count) {
    Chunk** next = chunk_ == nullptr ? &first_ : &chunk_->next;
    while (*next != nullptr && (*next)->size < count) next = &(*next)->next;
    if (*next == nullptr) {
      std::size_t size = std::max(count, k_chunk_values);
      *next = arena_.make<Chunk>(arena_.array<value::Value>(size), size, nullptr);
    }
    chunk_ = *next;
    used_ = 0;
  }

  base::Arena& arena_;
  Chunk* first_ = nullptr;
  Chunk* chunk_ = nullptr;
  std::size_t used_ = 0;
};

}  // namespace jinja
