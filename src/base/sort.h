// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <cstddef>
#include <functional>
#include <span>
#include <utility>

namespace base {

/// Sorts what nearly always is in order already, or for the most part: that costs one comparison an element, and only
/// what follows the first one out of order is sorted.
template <class Range, class Less = std::ranges::less>
void sort_if_needed(Range& range, Less less = {}) {
  auto rest = std::ranges::is_sorted_until(range, less);
  if (rest == std::ranges::end(range)) return;
  std::ranges::sort(rest, std::ranges::end(range), less);
  std::ranges::inplace_merge(range, rest, less);
}

/// Sorts `items` and leaves equal ones in their order, with `work` as working memory. It takes n log n steps and ends
/// also where the comparison contradicts itself. REQUIRES: `work` has room for as many items.
template <class T, class Less>
void merge_sort(std::span<T> items, T* work, Less less) {
  T* from = items.data();
  T* to = work;
  for (std::size_t width = 1; width < items.size(); width *= 2) {
    for (std::size_t begin = 0; begin < items.size(); begin += 2 * width) {
      T* middle = from + std::min(begin + width, items.size());
      T* end = from + std::min(begin + 2 * width, items.size());
      std::merge(from + begin, middle, middle, end, to + begin, less);
    }
    std::swap(from, to);
  }
  if (from != items.data()) std::copy(from, from + items.size(), items.data());
}

}  // namespace base
