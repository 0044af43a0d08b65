// SPDX-License-Identifier: MIT
#include "base/clock.h"

#include <chrono>
#include <ctime>

namespace base {

std::int64_t SystemClock::now() const {
  auto since_epoch = std::chrono::system_clock::now().time_since_epoch();
  return std::chrono::duration_cast<std::chrono::microseconds>(since_epoch).count();
}

int SystemClock::offset_minutes(std::int64_t microseconds) const {
  std::time_t seconds = static_cast<std::time_t>(microseconds / 1'000'000);
  std::tm local{};
  ::localtime_r(&seconds, &local);
  return static_cast<int>(local.tm_gmtoff / 60);
}

double monotonic_seconds() {
  return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

}  // namespace base
