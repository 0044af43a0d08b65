// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <functional>

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

}  // namespace base
