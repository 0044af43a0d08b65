// SPDX-License-Identifier: MIT
#include "base/allocation.h"

#include <malloc.h>

#include <cstddef>
#include <cstdint>
#include <cstdlib>

namespace base {

namespace {

constexpr int k_megabyte = 1 << 20;

/// Where the piece of memory was.
std::uintptr_t take_and_give_back(std::size_t bytes) {
  void* volatile room = std::malloc(bytes);
  auto address = reinterpret_cast<std::uintptr_t>(room);
  std::free(room);
  return address;  // NOLINT(clang-analyzer-unix.Malloc): a number by now
}

}  // namespace

void allocate_in_large_steps() {
#if defined(__GLIBC__)
  ::mallopt(M_TOP_PAD, k_megabyte);
  ::mallopt(M_TRIM_THRESHOLD, 256 * k_megabyte);
  ::mallopt(M_MMAP_THRESHOLD, 32 * k_megabyte);
#endif
}

void make_room_in_heap() {
#if defined(__GLIBC__) && !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
  // What is given back stays at the end of the heap, where the next pieces are taken from.
  constexpr std::size_t k_step = 16 * std::size_t{k_megabyte}, k_room = k_megabyte;
  static thread_local std::uintptr_t begin = 0, end = 0;  // what the last step has made room in
  std::uintptr_t next = take_and_give_back(k_room);
  if (next >= begin && next + 2 * k_room <= end) return;
  begin = take_and_give_back(k_step);
  end = begin + k_step;
#endif
}

}  // namespace base
