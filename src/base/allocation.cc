// SPDX-License-Identifier: MIT
#include "base/allocation.h"

#include <malloc.h>

#include <cstddef>
#include <cstdlib>

namespace base {

namespace {

constexpr int k_megabyte = 1 << 20;

}  // namespace

void allocate_in_large_steps() {
#if defined(__GLIBC__)
  ::mallopt(M_TOP_PAD, k_megabyte);
  ::mallopt(M_TRIM_THRESHOLD, 256 * k_megabyte);
  ::mallopt(M_MMAP_THRESHOLD, 4 * k_megabyte);
#endif
}

void make_room_in_heap() {
#if defined(__GLIBC__)
  // What is given back stays at the end of the heap, where the next pieces are taken from.
  void* volatile room = std::malloc(k_megabyte);
  std::free(room);
#endif
}

}  // namespace base
