// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>

/// The last resort against a damaged store: a fault that no check could foresee (a file cut short while it is mapped, a
/// disk that cannot be read, pages that mislead the library which writes them) starts the program again without its
/// cache. Nothing is half done then: a transaction that was not committed is as if it had never begun, and the lock of
/// the store ends with the program image that held it.
namespace engine {

/// Set by a restart to "1". Whoever opens stores does not do so when it is set, and removes the store instead.
inline constexpr const char* k_without_cache = "BENGAL_WITHOUT_CACHE";

/// From now on a fault (SIGBUS, SIGSEGV) inside a `GuardedRange`, and any fault or abort of a thread inside a
/// `GuardedCall`, restarts the program once by `execv` of its own executable with the same arguments and
/// `BENGAL_WITHOUT_CACHE=1` added to the environment that it has now. A fault anywhere else, or any when that variable
/// is set already, ends the program as it would without this. Call it once, in `main`, before any store is opened and
/// any thread is started. `arguments` is what `main` was given.
void guard_faults(char** arguments);

/// Starts the program again without its cache if `guard_faults` was called; returns otherwise, or when that fails.
/// Async-signal-safe.
void restart_without_cache();

/// Tells the guard that these bytes are a mapped file, for as long as this lives. A few dozen at once are kept; more
/// are not guarded. Safe from any thread.
class GuardedRange {
 public:
  GuardedRange() = default;
  GuardedRange(const void* begin, std::size_t bytes);
  ~GuardedRange();
  GuardedRange(const GuardedRange&) = delete;
  GuardedRange& operator=(const GuardedRange&) = delete;

 private:
  int slot_ = -1;
};

/// Tells the guard that this thread is inside the library, where a fault anywhere means that pages misled it.
class GuardedCall {
 public:
  GuardedCall();
  ~GuardedCall();
  GuardedCall(const GuardedCall&) = delete;
  GuardedCall& operator=(const GuardedCall&) = delete;
};

}  // namespace engine
