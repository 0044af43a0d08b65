// SPDX-License-Identifier: MIT
#pragma once

#include <atomic>
#include <cstddef>
#include <functional>
#include <thread>
#include <vector>

namespace base {

/// The number of threads to use when the user names none: the processors this process may run on.
unsigned default_jobs();

/// Calls `body(index, worker)` once for every index below `count`, from at most `jobs` threads, and returns when all
/// calls have. `worker` is below `jobs` and constant in a thread, so `body` may keep state per worker. Indices are
/// handed out in chunks of `chunk`, in rising order; nothing may depend on which thread takes which. With one job, or
/// one chunk, everything runs in the calling thread and no thread starts.
void parallel_for(std::size_t count, unsigned jobs, std::size_t chunk,
                  const std::function<void(std::size_t index, unsigned worker)>& body);

/// A `parallel_for` that goes on beside what its maker does next. `finish` must be called before what `body` looks at
/// changes or ends; without it, the destructor waits for the calls that have begun and leaves out the others.
class ParallelWork {
 public:
  using Body = std::function<void(std::size_t index, unsigned worker)>;

  ParallelWork() = default;
  ParallelWork(const ParallelWork&) = delete;
  ParallelWork& operator=(const ParallelWork&) = delete;
  ~ParallelWork();

  /// Starts up to `jobs` - 1 threads. REQUIRES: nothing has begun, or it is finished.
  void begin(std::size_t count, unsigned jobs, std::size_t chunk, Body body);
  /// The calling thread, as worker 0, takes part until all calls have returned.
  void finish();

 private:
  void work(unsigned worker);

  Body body_;
  std::size_t count_ = 0;
  std::size_t chunk_ = 1;
  std::atomic<std::size_t> next_ = 0;
  std::vector<std::thread> threads_;
};

}  // namespace base
