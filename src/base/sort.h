// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <functional>

namespace base {

/// Sorts what nearly always is in order already: then it costs one comparison an element.
template <class Range, class Less = std::ranges::less>
void sort_if_needed(Range& range, Less less = {}) {
  if (!std::ranges::is_sorted(range, less)) std::ranges::sort(range, less);
}

}  // namespace base
