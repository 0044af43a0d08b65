// SPDX-License-Identifier: MIT
#include "value/datetime.h"

#include <gtest/gtest.h>

#include "value/value.h"

namespace value {

namespace {

std::string iso(std::string_view text) {
  auto moment = parse_datetime(text);
  return moment ? to_iso(*moment) : "nothing";
}

std::string formatted(std::string_view moment, std::string_view format) {
  return format_datetime(*parse_datetime(moment), format);
}

}  // namespace

TEST(Datetime, reads_iso_8601) {
  EXPECT_EQ(iso("2024-05-01"), "2024-05-01");
  EXPECT_EQ(iso("2024-05-01T10:00:00Z"), "2024-05-01T10:00:00+00:00");
  EXPECT_EQ(iso("2024-05-01 10:00:00.5 +02:00"), "2024-05-01T10:00:00.500000+02:00");
  EXPECT_EQ(iso("2024-05-01T10:00"), "2024-05-01T10:00:00");
  EXPECT_EQ(iso("2024-05-01T10:00:00-0530"), "2024-05-01T10:00:00-05:30");
  EXPECT_EQ(iso("2024-05-01T10"), "2024-05-01T10:00:00");
  EXPECT_EQ(iso("20240501T100203Z"), "2024-05-01T10:02:03+00:00");
  EXPECT_EQ(iso("20240501"), "2024-05-01");
  EXPECT_EQ(iso("2024-05-01T10:00:00.123456789"), "2024-05-01T10:00:00.123456");
}

TEST(Datetime, reads_common_written_forms) {
  for (const char* text : {"May 1, 2024", "May 1st, 2024", "1 May 2024", "Wed, 1 May 2024", "Wednesday, May 1, 2024",
                           "01-May-2024", "2024/05/01", "2024.05.01", "05/01/2024", "1.5.2024", "  2024-5-1 "}) {
    EXPECT_EQ(iso(text), "2024-05-01") << text;
  }
  EXPECT_EQ(iso("31/05/2024"), "2024-05-31");
  EXPECT_EQ(iso("Sept. 3 2024"), "2024-09-03");
  EXPECT_EQ(iso("May 1, 2024 7:30 pm"), "2024-05-01T19:30:00");
  EXPECT_EQ(iso("May 1, 2024 12:05 AM"), "2024-05-01T00:05:00");
  EXPECT_EQ(iso("Wed, 01 May 2024 10:00:00 GMT"), "2024-05-01T10:00:00+00:00");
  EXPECT_EQ(iso("Wed, 01 May 2024 10:00:00 EST"), "2024-05-01T10:00:00-05:00");
}

TEST(Datetime, refuses_what_is_no_date) {
  for (const char* text : {"",
                           "x",
                           "2024",
                           "2024-05",
                           "2024-02-30",
                           "2023-02-29",
                           "2024-13-01",
                           "2024-04-31",
                           "0000-01-01",
                           "2024-05-01T24:00",
                           "2024-05-01T10:60",
                           "2024-05-01T10:00+25:00",
                           "2024-05-01 x",
                           "2024-05-01Tx",
                           "Version 1 May 2024",
                           "May 2024",
                           "13:00 pm 1 May 2024",
                           "1 Foo 2024",
                           "2024-05-01T13:00 pm",
                           "99999999999999999999",
                           "2024-05-01T10:00:00Zx"}) {
    EXPECT_EQ(iso(text), "nothing") << text;
  }
}

TEST(Datetime, goes_to_civil_time_and_back_for_every_day) {
  std::int64_t first = from_civil({.year = 1})->local_microseconds;
  std::int64_t last = from_civil({.year = 9999, .month = 12, .day = 31})->local_microseconds;
  int weekday = 0;  // 0001-01-01 was a Monday
  for (std::int64_t at = first; at <= last; at += 86'400'000'000, weekday = (weekday + 1) % 7) {
    CivilTime civil = to_civil({at});
    ASSERT_EQ(from_civil(civil)->local_microseconds, at);
    ASSERT_EQ(civil.weekday, weekday);
  }
}

TEST(Datetime, survives_the_way_through_a_value) {
  for (const char* text : {"2024-05-01", "1900-01-01T00:00:00.000001-23:59", "9999-12-31T23:59:59.999999+14:00"}) {
    DateTime moment = *parse_datetime(text);
    DateTime back = Value::datetime(moment).as_datetime();
    EXPECT_EQ(to_iso(back), to_iso(moment));
    EXPECT_EQ(back.date_only, moment.date_only);
    EXPECT_EQ(back.has_offset, moment.has_offset);
  }
}

TEST(Datetime, compares_by_instant) {
  EXPECT_EQ(*parse_datetime("2024-05-01T10:00Z"), *parse_datetime("2024-05-01T12:00+02:00"));
  EXPECT_LT(*parse_datetime("2024-05-01T10:00+02:00"), *parse_datetime("2024-05-01T10:00"));
}

TEST(Format, knows_pythons_directives) {
  const char* moment = "2024-05-01T14:03:09.000042+02:00";
  EXPECT_EQ(formatted(moment, "%a %A %b %B"), "Wed Wednesday May May");
  EXPECT_EQ(formatted(moment, "%c"), "Wed May  1 14:03:09 2024");
  EXPECT_EQ(formatted(moment, "%d %e %-d|%m %-m|%H %I %-I %M %S %f %p"), "01  1 1|05 5|14 02 2 03 09 000042 PM");
  EXPECT_EQ(formatted(moment, "%j %u %w %U %W %V %G %y %Y"), "122 3 3 17 18 18 2024 24 2024");
  EXPECT_EQ(formatted(moment, "%D %F %T %R %x %X"), "05/01/24 2024-05-01 14:03:09 14:03 05/01/24 14:03:09");
  EXPECT_EQ(formatted(moment, "%z %Z %s %% %n%t"), "+0200 UTC+02:00 1714564989 % \n\t");
}

TEST(Format, keeps_unknown_directives_and_a_lone_percent_sign) {
  EXPECT_EQ(formatted("2024-05-01", "%Q %-Q 100% %"), "%Q %-Q 100% %");
  EXPECT_EQ(formatted("2024-05-01", "%-"), "%-");
  EXPECT_EQ(formatted("2024-05-01", "[%z%Z]"), "[]");
}

TEST(Format, counts_weeks_around_new_year_as_iso_8601) {
  EXPECT_EQ(formatted("2021-01-03", "%G-%V"), "2020-53");
  EXPECT_EQ(formatted("2024-12-30", "%G-%V"), "2025-01");
  EXPECT_EQ(formatted("2023-01-01", "%G-%V %U %W"), "2022-52 01 00");
}

TEST(Format, writes_the_standard_forms) {
  DateTime day = *parse_datetime("2024-05-01"), moment = *parse_datetime("2024-05-01T10:00:00+02:00");
  EXPECT_EQ(to_python(moment), "2024-05-01 10:00:00+02:00");
  EXPECT_EQ(to_python(day), "2024-05-01");
  EXPECT_EQ(to_rfc822(day), "Wed, 01 May 2024 00:00:00 +0000");
  EXPECT_EQ(to_rfc822(moment), "Wed, 01 May 2024 10:00:00 +0200");
  EXPECT_EQ(to_rfc3339(day), "2024-05-01T00:00:00Z");
  EXPECT_EQ(to_rfc3339(moment), "2024-05-01T10:00:00+02:00");
}

TEST(Duration, prints_as_pythons_timedelta) {
  EXPECT_EQ(duration_to_python(0), "0:00:00");
  EXPECT_EQ(duration_to_python(93'784'000'000), "1 day, 2:03:04");
  EXPECT_EQ(duration_to_python(-1'000'000), "-1 day, 23:59:59");
  EXPECT_EQ(duration_to_python(2 * 86'400'000'000 + 500'000), "2 days, 0:00:00.500000");
}

TEST(Datetime, takes_any_bytes) {
  std::string_view seeds[] = {"Wed, 01 May 2024 10:00:00 +0200", "2024-05-01T10:00:00.5Z", "May 1, 2024 7:30 pm"};
  for (std::string_view seed : seeds) {
    for (std::size_t at = 0; at < seed.size(); ++at) {
      for (int byte = 0; byte < 256; ++byte) {
        std::string text(seed);
        text[at] = static_cast<char>(byte);
        auto moment = parse_datetime(text);
        ASSERT_TRUE(!moment || from_civil(to_civil(*moment)).has_value()) << text;
        parse_datetime(std::string_view(text).substr(0, at));
      }
    }
  }
}

}  // namespace value
