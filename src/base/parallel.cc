// SPDX-License-Identifier: MIT
#include "base/parallel.h"

#include <sched.h>

#include <algorithm>
#include <utility>

#include "base/allocation.h"

namespace base {

unsigned default_jobs() {
  cpu_set_t set;
  if (::sched_getaffinity(0, sizeof(set), &set) == 0) return static_cast<unsigned>(std::max(1, CPU_COUNT(&set)));
  return std::max(1u, std::thread::hardware_concurrency());
}

ParallelWork::~ParallelWork() {
  next_ = count_;
  finish();
}

void ParallelWork::begin(std::size_t count, unsigned jobs, std::size_t chunk, Body body) {
  body_ = std::move(body);
  count_ = count;
  chunk_ = std::max<std::size_t>(chunk, 1);
  next_ = 0;
  std::size_t chunks = (count_ + chunk_ - 1) / chunk_;
  for (unsigned worker = 1; worker < std::min<std::size_t>(jobs, chunks); ++worker) {
    threads_.emplace_back([this, worker] { work(worker); });
  }
}

void ParallelWork::finish() {
  work(0);
  for (std::thread& thread : threads_) thread.join();
  threads_.clear();
}

void ParallelWork::work(unsigned worker) {
  for (std::size_t begin; (begin = next_.fetch_add(chunk_)) < count_;) {
    if (worker > 0) make_room_in_heap();
    for (std::size_t index = begin; index < std::min(count_, begin + chunk_); ++index) body_(index, worker);
  }
}

void parallel_for(std::size_t count, unsigned jobs, std::size_t chunk,
                  const std::function<void(std::size_t, unsigned)>& body) {
  ParallelWork work;
  work.begin(count, jobs, chunk, std::cref(body));
  work.finish();
}

}  // namespace base
