// SPDX-License-Identifier: MIT
#include <algorithm>
#include <array>
#include <iterator>
#include <string>

#include "base/strings.h"
#include "value/datetime.h"

namespace value {

namespace {

/// Reads a text from left to right; each step says whether it found what it looked for and moves on only then.
class Scanner {
 public:
  explicit Scanner(std::string_view text) : text_(text) {}

  bool at_end() const { return position_ == text_.size(); }
  char peek() const { return at_end() ? '\0' : text_[position_]; }

  bool skip(char c) {
    if (peek() != c) return false;
    ++position_;
    return true;
  }
  void skip_spaces() {
    while (base::is_space(peek())) ++position_;
  }

  /// What may stand between the parts of a written date.
  void skip_between() {
    while (base::is_space(peek()) || peek() == '.' || peek() == ',' || peek() == '-') ++position_;
  }

  /// A number of `least` to `most` digits.
  std::optional<int> digits(int least, int most) {
    std::size_t begin = position_;
    int number = 0, count = 0;
    while (count < most && base::is_digit(peek())) {
      number = number * 10 + (text_[position_++] - '0');
      ++count;
    }
    if (count >= least) return number;
    position_ = begin;
    return std::nullopt;
  }

  /// The fraction of a second in microseconds; digits beyond the sixth are dropped.
  int fraction() {
    int microseconds = 0, scale = 100'000;
    while (base::is_digit(peek())) {
      microseconds += (text_[position_++] - '0') * scale;
      scale /= 10;
    }
    return microseconds;
  }

  std::string word() {
    std::string letters;
    while (base::is_ascii_letter(peek())) letters += text_[position_++];
    return base::to_lower_ascii(letters);
  }

  std::size_t position() const { return position_; }
  void go_back(std::size_t position) { position_ = position; }

 private:
  std::string_view text_;
  std::size_t position_ = 0;
};

/// 1 to 12 for an English month name, whole or cut to three letters or more.
std::optional<int> month_number(const std::string& word) {
  static constexpr std::array<std::string_view, 12> k_whole = {"january",   "february", "march",    "april",
                                                               "may",       "june",     "july",     "august",
                                                               "september", "october",  "november", "december"};
  if (word.size() < 3) return std::nullopt;
  for (std::size_t i = 0; i < k_whole.size(); ++i) {
    if (k_whole[i].starts_with(word)) return static_cast<int>(i) + 1;
  }
  return std::nullopt;
}

/// Whether an English day name, whole or cut to three letters or more.
bool is_weekday(const std::string& word) {
  static constexpr std::string_view k_whole[] = {"monday", "tuesday",  "wednesday", "thursday",
                                                 "friday", "saturday", "sunday"};
  return word.size() >= 3 &&
         std::any_of(std::begin(k_whole), std::end(k_whole), [&](auto whole) { return whole.starts_with(word); });
}

bool scan_numeric_date(Scanner& scanner, CivilTime& civil) {
  auto year = scanner.digits(4, 4);
  if (!year) return false;
  char separator = scanner.peek();
  if (separator != '-' && separator != '/' && separator != '.') return false;
  scanner.skip(separator);
  auto month = scanner.digits(1, 2);
  if (!month || !scanner.skip(separator)) return false;
  auto day = scanner.digits(1, 2);
  if (!day) return false;
  civil.year = *year, civil.month = *month, civil.day = *day;
  return true;
}

/// `05/31/2024`, month first as in the United States, unless only the day can come first: `31/05/2024`.
bool scan_american_date(Scanner& scanner, CivilTime& civil) {
  auto month = scanner.digits(1, 2);
  if (!month || !scanner.skip('/')) return false;
  auto day = scanner.digits(1, 2);
  if (!day || !scanner.skip('/')) return false;
  auto year = scanner.digits(4, 4);
  if (!year) return false;
  civil.year = *year, civil.month = *month, civil.day = *day;
  if (civil.month > 12) std::swap(civil.month, civil.day);
  return true;
}

/// `31.12.2024`, day first as in most of Europe.
bool scan_dotted_date(Scanner& scanner, CivilTime& civil) {
  auto day = scanner.digits(1, 2);
  if (!day || !scanner.skip('.')) return false;
  auto month = scanner.digits(1, 2);
  if (!month || !scanner.skip('.')) return false;
  auto year = scanner.digits(4, 4);
  if (!year) return false;
  civil.year = *year, civil.month = *month, civil.day = *day;
  return true;
}

/// `20240501`, the basic form of ISO 8601.
bool scan_compact_date(Scanner& scanner, CivilTime& civil) {
  auto year = scanner.digits(4, 4), month = scanner.digits(2, 2), day = scanner.digits(2, 2);
  if (!year || !month || !day || base::is_digit(scanner.peek())) return false;
  civil.year = *year, civil.month = *month, civil.day = *day;
  return true;
}

/// `May 1, 2024`, `1 May 2024`, `Wed, 01 May 2024`.
bool scan_written_date(Scanner& scanner, CivilTime& civil) {
  std::size_t begin = scanner.position();
  if (!is_weekday(scanner.word())) {
    scanner.go_back(begin);
  } else {
    scanner.skip('.');
    scanner.skip(',');
    scanner.skip_spaces();
  }
  std::string first = scanner.word();
  std::optional<int> month = month_number(first);
  if (!first.empty() && !month) return false;
  scanner.skip_between();
  auto day = scanner.digits(1, 2);
  if (!day) return false;
  std::size_t before = scanner.position();
  std::string suffix = scanner.word();
  if (suffix != "st" && suffix != "nd" && suffix != "rd" && suffix != "th") scanner.go_back(before);
  scanner.skip_between();
  if (!month) {
    month = month_number(scanner.word());
    scanner.skip_between();
  }
  auto year = scanner.digits(4, 4);
  if (!month || !year) return false;
  civil.year = *year, civil.month = *month, civil.day = *day;
  return true;
}

/// `10:00`, `10:00:00.5`, `7:30 pm`; after a `T` also `10` and `100000`.
bool scan_time(Scanner& scanner, CivilTime& civil, bool is_iso) {
  auto hour = scanner.digits(1, 2);
  if (!hour) return false;
  civil.hour = *hour;
  bool has_colon = scanner.skip(':');
  if (!has_colon && !is_iso) return false;
  auto minute = scanner.digits(2, 2);
  if (!minute) return !has_colon;
  civil.minute = *minute;
  if (has_colon ? scanner.skip(':') : base::is_digit(scanner.peek())) {
    auto second = scanner.digits(2, 2);
    if (!second) return false;
    civil.second = *second;
    if (scanner.skip('.') || scanner.skip(',')) civil.microsecond = scanner.fraction();
  }
  std::size_t before = scanner.position();
  scanner.skip_spaces();
  std::string half = scanner.word();
  if (half != "am" && half != "pm") {
    scanner.go_back(before);
    return true;
  }
  if (civil.hour < 1 || civil.hour > 12) return false;
  civil.hour = civil.hour % 12 + (half == "pm" ? 12 : 0);
  return true;
}

/// Hours ahead of UTC of the zones that RFC 822 names.
std::optional<int> zone_hours(const std::string& zone) {
  struct Zone {
    std::string_view name;
    int hours;
  };
  static constexpr Zone k_zones[] = {{"z", 0},    {"ut", 0},   {"utc", 0},  {"gmt", 0},  {"est", -5}, {"edt", -4},
                                     {"cst", -6}, {"cdt", -5}, {"mst", -7}, {"mdt", -6}, {"pst", -8}, {"pdt", -7}};
  for (const Zone& each : k_zones) {
    if (each.name == zone) return each.hours;
  }
  return std::nullopt;
}

/// `Z`, `GMT`, `EST`, `+02:00`, `-0530`, `+2`; nothing is fine too.
bool scan_offset(Scanner& scanner, DateTime& moment) {
  scanner.skip_spaces();
  if (scanner.at_end()) return true;
  moment.has_offset = true;
  if (base::is_ascii_letter(scanner.peek())) {
    auto hours = zone_hours(scanner.word());
    moment.offset_minutes = static_cast<std::int16_t>(hours.value_or(0) * 60);
    return hours.has_value();
  }
  bool is_negative = scanner.peek() == '-';
  if (!scanner.skip('+') && !scanner.skip('-')) return false;
  auto hours = scanner.digits(1, 2);
  if (!hours || *hours > 23) return false;
  scanner.skip(':');
  int minutes = scanner.digits(2, 2).value_or(0);
  if (minutes > 59) return false;
  moment.offset_minutes = static_cast<std::int16_t>((*hours * 60 + minutes) * (is_negative ? -1 : 1));
  return true;
}

}  // namespace

std::optional<DateTime> parse_datetime(std::string_view text) {
  text = base::trim(text);
  CivilTime civil;
  std::optional<Scanner> scanner;
  for (auto scan : {scan_numeric_date, scan_american_date, scan_dotted_date, scan_compact_date, scan_written_date}) {
    civil = {};
    scanner.emplace(text);
    if (scan(*scanner, civil)) break;
    scanner.reset();
  }
  if (!scanner) return std::nullopt;
  scanner->skip(',');
  bool is_iso = scanner->skip('T') || scanner->skip('t');
  bool has_time = is_iso || base::is_space(scanner->peek());
  scanner->skip_spaces();
  if (scanner->at_end()) {
    auto moment = from_civil(civil);
    if (moment) moment->date_only = true;
    return moment;
  }
  if (!has_time || !scan_time(*scanner, civil, is_iso)) return std::nullopt;
  auto moment = from_civil(civil);
  if (!moment || !scan_offset(*scanner, *moment)) return std::nullopt;
  scanner->skip_spaces();
  return scanner->at_end() ? moment : std::nullopt;
}

}  // namespace value
