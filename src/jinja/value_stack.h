// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <cstddef>
#include <memory>
#include <vector>

#include "value/value.h"

namespace jinja {

/// Memory for the slots and stacks of running units, taken and given back in the order of calls. Addresses stay valid
/// until given back.
class ValueStack {
 public:
  struct Mark {
    std::size_t chunk;
    std::size_t used;
  };

  Mark mark() const { return {chunk_, used_}; }

  /// `count` undefined values.
  value::Value* take(std::size_t count) {
    while (chunk_ < chunks_.size() && used_ + count > chunks_[chunk_].size) {
      ++chunk_;
      used_ = 0;
    }
    if (chunk_ == chunks_.size()) add_chunk(count);
    value::Value* values = chunks_[chunk_].values.get() + used_;
    used_ += count;
    std::fill(values, values + count, value::Value());
    return values;
  }

  void give_back(Mark mark) {
    chunk_ = mark.chunk;
    used_ = mark.used;
  }

 private:
  static constexpr std::size_t k_chunk_values = 1024;

  void add_chunk(std::size_t count) {
    std::size_t size = std::max(count, k_chunk_values);
    chunks_.push_back({std::make_unique_for_overwrite<value::Value[]>(size), size});
    used_ = 0;
  }

  struct Chunk {
    std::unique_ptr<value::Value[]> values;
    std::size_t size;
  };
  std::vector<Chunk> chunks_;
  std::size_t chunk_ = 0;
  std::size_t used_ = 0;
};

}  // namespace jinja
