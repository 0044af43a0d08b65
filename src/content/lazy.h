// SPDX-License-Identifier: MIT
#pragma once

#include <atomic>
#include <memory>

namespace content {

/// A value that is made when it is first asked for, from any thread. When several ask at the same time each may make
/// it; one of the results is kept and all of them get that one, which stays where it is as long as the Lazy does.
template <class T>
class Lazy {
 public:
  Lazy() = default;
  Lazy(const Lazy&) = delete;
  Lazy& operator=(const Lazy&) = delete;
  ~Lazy() { delete made_.load(std::memory_order_acquire); }

  /// `make()` returns a T, the same from every thread.
  template <class Make>
  const T& get(Make make) const {
    const T* made = made_.load(std::memory_order_acquire);
    if (made != nullptr) return *made;
    auto own = std::make_unique<const T>(make());
    if (!made_.compare_exchange_strong(made, own.get(), std::memory_order_acq_rel)) return *made;
    return *own.release();
  }

  bool is_made() const { return made_.load(std::memory_order_acquire) != nullptr; }

 private:
  mutable std::atomic<const T*> made_ = nullptr;
};

}  // namespace content
