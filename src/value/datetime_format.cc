// SPDX-License-Identifier: MIT
#include <charconv>
#include <string>

#include "value/datetime.h"

namespace value {

namespace {

constexpr const char* k_weekdays[] = {"Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"};
constexpr const char* k_months[] = {"January", "February", "March",     "April",   "May",      "June",
                                    "July",    "August",   "September", "October", "November", "December"};

/// ISO 8601 week and the year it belongs to.
struct IsoWeek {
  int year;
  int week;
};

int weeks_in(int year) {
  auto first = from_civil({.year = year});
  auto last = from_civil({.year = year, .month = 12, .day = 31});
  return to_civil(*first).weekday == 3 || to_civil(*last).weekday == 3 ? 53 : 52;
}

IsoWeek iso_week(const CivilTime& civil) {
  int week = (civil.day_of_year - (civil.weekday + 1) + 10) / 7;
  if (week < 1) return {civil.year - 1, civil.year > 1 ? weeks_in(civil.year - 1) : 52};
  if (week > weeks_in(civil.year)) return {civil.year + 1, 1};
  return {civil.year, week};
}

/// Writes a moment by directives, each a method of its own where it is more than a number.
class Formatter {
 public:
  explicit Formatter(const DateTime& moment) : moment_(moment), civil_(to_civil(moment)) {}

  std::string format(std::string_view format) {
    for (std::size_t i = 0; i < format.size(); ++i) {
      if (format[i] != '%' || i + 1 == format.size()) {
        out_ += format[i];
        continue;
      }
      padded_ = format[i + 1] != '-' || i + 2 == format.size();
      std::size_t directive = padded_ ? i + 1 : i + 2;
      if (!write(format[directive])) out_.append(format, i, directive + 1 - i);
      i = directive;
    }
    return std::move(out_);
  }

 private:
  void number(std::int64_t number, int width, char pad = '0') {
    if (padded_ && width == 2 && number >= 0 && number < 100) {
      char two[] = {number < 10 ? pad : static_cast<char>('0' + number / 10), static_cast<char>('0' + number % 10)};
      out_.append(two, 2);
      return;
    }
    char digits[24];
    char* end = std::to_chars(digits, digits + sizeof(digits), number).ptr;
    for (auto count = static_cast<int>(end - digits); padded_ && count < width; ++count) out_ += pad;
    out_.append(digits, end);
  }

  void again(std::string_view directives) {
    padded_ = true;
    for (char c : directives) {
      bool is_directive = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
      if (is_directive) {
        write(c);
      } else {
        out_ += c;
      }
    }
  }

  bool write(char directive) {
    int hour12 = civil_.hour % 12 == 0 ? 12 : civil_.hour % 12;
    switch (directive) {
      case 'a':
        out_.append(k_weekdays[civil_.weekday], 3);
        break;
      case 'A':
        out_ += k_weekdays[civil_.weekday];
        break;
      case 'b':
      case 'h':
        out_.append(k_months[civil_.month - 1], 3);
        break;
      case 'B':
        out_ += k_months[civil_.month - 1];
        break;
      case 'c':
        write('a'), out_ += ' ', write('b'), out_ += ' ', number(civil_.day, 2, ' '), again(" H:M:S Y");
        break;
      case 'C':
        number(civil_.year / 100, 2);
        break;
      case 'd':
        number(civil_.day, 2);
        break;
      case 'D':
      case 'x':
        again("m/d/y");
        break;
      case 'e':
        number(civil_.day, 2, ' ');
        break;
      case 'f':
        number(civil_.microsecond, 6);
        break;
      case 'F':
        again("Y-m-d");
        break;
      case 'G':
        number(iso_week(civil_).year, 4);
        break;
      case 'H':
        number(civil_.hour, 2);
        break;
      case 'I':
        number(hour12, 2);
        break;
      case 'j':
        number(civil_.day_of_year, 3);
        break;
      case 'k':
        number(civil_.hour, 2, ' ');
        break;
      case 'l':
        number(hour12, 2, ' ');
        break;
      case 'm':
        number(civil_.month, 2);
        break;
      case 'M':
        number(civil_.minute, 2);
        break;
      case 'n':
        out_ += '\n';
        break;
      case 'p':
        out_ += civil_.hour < 12 ? "AM" : "PM";
        break;
      case 'P':
        out_ += civil_.hour < 12 ? "am" : "pm";
        break;
      case 'r':
        again("I:M:S p");
        break;
      case 'R':
        again("H:M");
        break;
      case 's':
        number(epoch_second(), 1);
        break;
      case 'S':
        number(civil_.second, 2);
        break;
      case 't':
        out_ += '\t';
        break;
      case 'T':
      case 'X':
        again("H:M:S");
        break;
      case 'u':
        number(civil_.weekday + 1, 1);
        break;
      case 'U':
        number((civil_.day_of_year + 6 - (civil_.weekday + 1) % 7) / 7, 2);
        break;
      case 'V':
        number(iso_week(civil_).week, 2);
        break;
      case 'w':
        number((civil_.weekday + 1) % 7, 1);
        break;
      case 'W':
        number((civil_.day_of_year + 6 - civil_.weekday) / 7, 2);
        break;
      case 'y':
        number(civil_.year % 100, 2);
        break;
      case 'Y':
        number(civil_.year, 4);
        break;
      case 'z':
        write_offset();
        break;
      case 'Z':
        if (moment_.has_offset) out_ += "UTC", moment_.offset_minutes == 0 ? void() : write_zone_offset();
        break;
      case '%':
        out_ += '%';
        break;
      default:
        return false;
    }
    return true;
  }

  /// Whole seconds since 1970 in UTC, rounded towards the past.
  std::int64_t epoch_second() const {
    std::int64_t instant = moment_.instant();
    return instant / 1'000'000 - (instant % 1'000'000 < 0 ? 1 : 0);
  }

  void write_offset() {
    if (!moment_.has_offset) return;
    int offset = moment_.offset_minutes;
    out_ += offset < 0 ? '-' : '+';
    offset = offset < 0 ? -offset : offset;
    padded_ = true;
    number(offset / 60, 2);
    number(offset % 60, 2);
  }

  void write_zone_offset() {
    write_offset();
    out_.insert(out_.size() - 2, ":");
  }

  const DateTime& moment_;
  CivilTime civil_;
  std::string out_;
  bool padded_ = true;
};

}  // namespace

std::string format_datetime(const DateTime& moment, std::string_view format) {
  return Formatter(moment).format(format);
}

}  // namespace value
