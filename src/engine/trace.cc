// SPDX-License-Identifier: MIT
#include "engine/trace.h"

#include <algorithm>

#include "base/hash.h"

namespace engine {

void normalize(Reads& reads) {
  std::sort(reads.begin(), reads.end(), [](const Read& a, const Read& b) { return a.entity < b.entity; });
  std::size_t kept = 0;
  for (const Read& read : reads) {
    if (kept > 0 && reads[kept - 1].entity == read.entity) {
      reads[kept - 1].bits |= read.bits;
    } else {
      reads[kept++] = read;
    }
  }
  reads.resize(kept);
}

std::uint64_t set_number(const Reads& reads) {
  if (reads.empty()) return 0;
  std::uint64_t number = base::hash64({reinterpret_cast<const char*>(reads.data()), reads.size() * sizeof(Read)});
  return number == 0 ? 1 : number;
}

}  // namespace engine
