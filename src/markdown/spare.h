// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <memory>
#include <utility>

namespace markdown {

/// Texts up to this size leave what they worked with to the next text; what larger ones took is given back.
inline constexpr std::size_t k_largest_sparing_text = std::size_t{64} << 10;

/// Working memory of which each thread keeps one for its next text, so that a page need not ask the system for it.
template <class T>
class Spare {
 public:
  static std::unique_ptr<T> take() { return slot() ? std::move(slot()) : std::make_unique<T>(); }
  static void keep(std::unique_ptr<T> used) { slot() = std::move(used); }

 private:
  static std::unique_ptr<T>& slot() {
    thread_local std::unique_ptr<T> kept;
    return kept;
  }
};

}  // namespace markdown
