// SPDX-License-Identifier: MIT
#include "value/datetime.h"

namespace value {

namespace {

constexpr std::int64_t k_second = 1'000'000, k_day = 86'400 * k_second;

/// Days since 1970-01-01 of a civil date (Howard Hinnant's days_from_civil).
std::int64_t days_from_civil(std::int64_t year, int month, int day) {
  year -= month <= 2;
  std::int64_t era = (year >= 0 ? year : year - 399) / 400;
  auto year_of_era = static_cast<unsigned>(year - era * 400);
  unsigned day_of_year =
      (153u * static_cast<unsigned>(month > 2 ? month - 3 : month + 9) + 2) / 5 + static_cast<unsigned>(day) - 1;
  unsigned day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
  return era * 146097 + static_cast<std::int64_t>(day_of_era) - 719468;
}

bool is_leap(int year) { return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0; }

int days_in_month(int year, int month) {
  constexpr int k_days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  return month == 2 && is_leap(year) ? 29 : k_days[month - 1];
}

void append_padded(std::string& out, std::int64_t number, int width, char pad = '0') {
  std::string digits = std::to_string(number);
  for (int i = static_cast<int>(digits.size()); i < width; ++i) out += pad;
  out += digits;
}

}  // namespace

CivilTime to_civil(const DateTime& moment) {
  std::int64_t days = moment.local_microseconds / k_day, rest = moment.local_microseconds % k_day;
  if (rest < 0) {
    rest += k_day;
    --days;
  }
  CivilTime civil;
  std::int64_t shifted = days + 719468;
  std::int64_t era = (shifted >= 0 ? shifted : shifted - 146096) / 146097;
  auto day_of_era = static_cast<unsigned>(shifted - era * 146097);
  unsigned year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
  unsigned day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  unsigned shifted_month = (5 * day_of_year + 2) / 153;
  civil.day = static_cast<int>(day_of_year - (153 * shifted_month + 2) / 5 + 1);
  civil.month = static_cast<int>(shifted_month < 10 ? shifted_month + 3 : shifted_month - 9);
  civil.year = static_cast<int>(static_cast<std::int64_t>(year_of_era) + era * 400 + (civil.month <= 2 ? 1 : 0));
  civil.hour = static_cast<int>(rest / (3600 * k_second));
  civil.minute = static_cast<int>(rest / (60 * k_second) % 60);
  civil.second = static_cast<int>(rest / k_second % 60);
  civil.microsecond = static_cast<int>(rest % k_second);
  civil.weekday = static_cast<int>(((days % 7) + 7 + 3) % 7);
  civil.day_of_year = static_cast<int>(days - days_from_civil(civil.year, 1, 1)) + 1;
  return civil;
}

std::optional<DateTime> from_civil(const CivilTime& civil) {
  bool is_date = civil.year >= 1 && civil.year <= 9999 && civil.month >= 1 && civil.month <= 12 && civil.day >= 1 &&
                 civil.day <= days_in_month(civil.year, civil.month);
  bool is_time = civil.hour >= 0 && civil.hour < 24 && civil.minute >= 0 && civil.minute < 60 && civil.second >= 0 &&
                 civil.second < 60 && civil.microsecond >= 0 && civil.microsecond < 1'000'000;
  if (!is_date || !is_time) return std::nullopt;
  std::int64_t seconds = std::int64_t{civil.hour} * 3600 + civil.minute * 60 + civil.second;
  return DateTime{days_from_civil(civil.year, civil.month, civil.day) * k_day + seconds * k_second + civil.microsecond};
}

std::string to_iso(const DateTime& moment) {
  CivilTime civil = to_civil(moment);
  std::string text;
  append_padded(text, civil.year, 4);
  text += '-';
  append_padded(text, civil.month, 2);
  text += '-';
  append_padded(text, civil.day, 2);
  if (moment.date_only) return text;
  text += 'T';
  append_padded(text, civil.hour, 2);
  text += ':';
  append_padded(text, civil.minute, 2);
  text += ':';
  append_padded(text, civil.second, 2);
  if (civil.microsecond != 0) {
    text += '.';
    append_padded(text, civil.microsecond, 6);
  }
  if (moment.has_offset) {
    int offset = moment.offset_minutes;
    text += offset < 0 ? '-' : '+';
    if (offset < 0) offset = -offset;
    append_padded(text, offset / 60, 2);
    text += ':';
    append_padded(text, offset % 60, 2);
  }
  return text;
}

std::string to_python(const DateTime& moment) {
  std::string text = to_iso(moment);
  if (std::size_t separator = text.find('T'); separator != text.npos) text[separator] = ' ';
  return text;
}

std::string to_rfc822(const DateTime& moment) {
  std::string text = format_datetime(moment, "%a, %d %b %Y %H:%M:%S ");
  DateTime with_offset = moment;
  with_offset.has_offset = true;
  return text + format_datetime(with_offset, "%z");
}

std::string to_rfc3339(const DateTime& moment) {
  DateTime whole = moment;
  whole.date_only = false;
  whole.has_offset = true;
  std::string text = to_iso(whole);
  return whole.offset_minutes == 0 ? text.substr(0, text.size() - 6) + "Z" : text;
}

std::string duration_to_python(std::int64_t microseconds) {
  std::int64_t days = microseconds / k_day, rest = microseconds % k_day;
  if (rest < 0) {
    rest += k_day;
    --days;
  }
  std::string text;
  if (days != 0) text = std::to_string(days) + (days == 1 || days == -1 ? " day, " : " days, ");
  text += std::to_string(rest / (3600 * k_second)) + ":";
  append_padded(text, rest / (60 * k_second) % 60, 2);
  text += ':';
  append_padded(text, rest / k_second % 60, 2);
  if (rest % k_second != 0) {
    text += '.';
    append_padded(text, rest % k_second, 6);
  }
  return text;
}

}  // namespace value
