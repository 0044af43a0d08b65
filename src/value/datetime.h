// SPDX-License-Identifier: MIT
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace value {

/// A moment as it is written: civil date and time, with or without an offset from UTC. Years 1 to 9999, proleptic
/// Gregorian.
struct DateTime {
  std::int64_t local_microseconds = 0;  ///< since 1970-01-01T00:00 on the writer's own clock
  std::int16_t offset_minutes = 0;      ///< ahead of UTC; 0 without an offset
  bool has_offset = false;
  bool date_only = false;  ///< a date without a time of day

  /// The instant, for comparing; a moment without an offset counts as UTC.
  std::int64_t instant() const { return local_microseconds - std::int64_t{offset_minutes} * 60'000'000; }
  bool operator==(const DateTime& other) const { return instant() == other.instant(); }
  std::strong_ordering operator<=>(const DateTime& other) const { return instant() <=> other.instant(); }
};

struct CivilTime {
  int year = 1970;
  int month = 1;  ///< 1 to 12
  int day = 1;    ///< 1 to 31
  int hour = 0;
  int minute = 0;
  int second = 0;
  int microsecond = 0;
  int weekday = 0;      ///< 0 is Monday, as Python counts
  int day_of_year = 1;  ///< 1 to 366
};

CivilTime to_civil(const DateTime& moment);
/// Nothing when a part is out of range (31 April, hour 24).
std::optional<DateTime> from_civil(const CivilTime& civil);

/// Reads ISO 8601 dates and date-times (`2024-05-01`, `2024-05-01T10:00:00Z`, `2024-05-01 10:00:00.5 +02:00`) and
/// common written forms
/// (`May 1, 2024`, `1 May 2024`, `2024/05/01`, `05/31/2024`, RFC 822).
std::optional<DateTime> parse_datetime(std::string_view text);

/// Python's strftime with the English names: %a %A %b %B %c %d %e %f %H %I %j %m %M %p %S %s %u %U %V %w %W %x %X %y %Y
/// %z %Z %G %D %F %T %R %n %t %%, with the flag `-` for no padding. Unknown directives stay as they are.
std::string format_datetime(const DateTime& moment, std::string_view format);

std::string to_iso(
    const DateTime& moment);  ///< as Python's isoformat(): `2024-05-01T10:00:00+02:00`; a date only: `2024-05-01`
std::string to_python(const DateTime& moment);   ///< as Python's str(): a space instead of the T
std::string to_rfc822(const DateTime& moment);   ///< `Wed, 01 May 2024 10:00:00 +0000`
std::string to_rfc3339(const DateTime& moment);  ///< always with time and offset

/// Python's str(timedelta): `1 day, 2:03:04`.
std::string duration_to_python(std::int64_t microseconds);

}  // namespace value
