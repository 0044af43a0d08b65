// SPDX-License-Identifier: MIT
#pragma once

#include <cmath>
#include <compare>

#include "value/value.h"

namespace value {

/// The exact order of two numbers, also of integers that a double cannot hold. REQUIRES: both are numbers.
inline std::partial_ordering compare_numbers(const Value& a, const Value& b) {
  if (!a.is_floating() && !b.is_floating()) return a.as_integer() <=> b.as_integer();
  if (a.is_floating() && b.is_floating()) return a.as_floating() <=> b.as_floating();
  if (!a.is_floating()) return 0 <=> compare_numbers(b, a);
  double floating = a.as_floating();
  if (std::isnan(floating)) return std::partial_ordering::unordered;
  if (floating >= 9223372036854775808.0) return std::partial_ordering::greater;
  if (floating < -9223372036854775808.0) return std::partial_ordering::less;
  auto whole = static_cast<std::int64_t>(floating);
  if (whole != b.as_integer()) return whole <=> b.as_integer();
  return floating <=> static_cast<double>(whole);
}

}  // namespace value
