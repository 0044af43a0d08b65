// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <functional>

namespace base {

/// The number of threads to use when the user names none: the processors this process may run on.
unsigned default_jobs();

/// Calls `body(index, worker)` once for every index below `count`, from at most `jobs` threads, and returns when all
/// calls have. `worker` is below `jobs` and constant in a thread, so `body` may keep state per worker. Indices are
/// handed out in chunks of `chunk`, in rising order; nothing may depend on which thread takes which. With one job, or
/// one chunk, everything runs in the calling thread and no thread starts.
void parallel_for(std::size_t count, unsigned jobs, std::size_t chunk,
                  const std::function<void(std::size_t index, unsigned worker)>& body);

}  // namespace base
