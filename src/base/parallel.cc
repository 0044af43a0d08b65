// SPDX-License-Identifier: MIT
#include "base/parallel.h"

#include <sched.h>

#include <algorithm>
#include <atomic>
#include <thread>
#include <vector>

#include "base/allocation.h"

namespace base {

unsigned default_jobs() {
  cpu_set_t set;
  if (::sched_getaffinity(0, sizeof(set), &set) == 0) return static_cast<unsigned>(std::max(1, CPU_COUNT(&set)));
  return std::max(1u, std::thread::hardware_concurrency());
}

void parallel_for(std::size_t count, unsigned jobs, std::size_t chunk,
                  const std::function<void(std::size_t, unsigned)>& body) {
  chunk = std::max<std::size_t>(chunk, 1);
  std::size_t chunks = (count + chunk - 1) / chunk;
  auto workers = static_cast<unsigned>(std::min<std::size_t>(std::max(1u, jobs), chunks));
  std::atomic<std::size_t> next{0};
  auto work = [&](unsigned worker) {
    for (std::size_t begin; (begin = next.fetch_add(chunk)) < count;) {
      if (worker > 0) make_room_in_heap();
      for (std::size_t index = begin; index < std::min(count, begin + chunk); ++index) body(index, worker);
    }
  };
  std::vector<std::thread> threads;
  for (unsigned worker = 1; worker < workers; ++worker) threads.emplace_back(work, worker);
  work(0);
  for (std::thread& thread : threads) thread.join();
}

}  // namespace base
