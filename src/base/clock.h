// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>

namespace base {

/// The time of day as an input: whoever needs it is given a clock.
class Clock {
 public:
  virtual ~Clock() = default;
  /// Microseconds since 1970-01-01T00:00Z.
  virtual std::int64_t now() const = 0;
  /// How far local time is ahead of UTC at this instant, in minutes.
  virtual int offset_minutes(std::int64_t microseconds) const = 0;
};

class SystemClock final : public Clock {
 public:
  std::int64_t now() const override;
  int offset_minutes(std::int64_t microseconds) const override;
};

/// A clock that stands still, in UTC.
class FixedClock final : public Clock {
 public:
  explicit FixedClock(std::int64_t microseconds) : now_(microseconds) {}
  std::int64_t now() const override { return now_; }
  int offset_minutes(std::int64_t) const override { return 0; }

 private:
  std::int64_t now_;
};

/// Seconds on a clock that only moves forward, for measuring.
double monotonic_seconds();

}  // namespace base
