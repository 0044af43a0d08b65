// SPDX-License-Identifier: MIT
#include <charconv>
#include <cmath>
#include <cstdlib>
#include <limits>
#include <string>

#include "base/strings.h"
#include "value/datetime.h"
#include "value/formats.h"

namespace value {

namespace {

bool is_one_of(std::string_view text, std::initializer_list<std::string_view> words) {
  for (std::string_view word : words) {
    if (text == word) return true;
  }
  return false;
}

bool is_made_of(std::string_view text, std::string_view characters) {
  return text.find_first_not_of(characters) == text.npos;
}

std::string_view without_sign(std::string_view text) {
  return text.starts_with('-') || text.starts_with('+') ? text.substr(1) : text;
}

/// A number as a few characters without `_`, cheap to take apart.
std::string without_underscores(std::string_view text) {
  std::string digits;
  for (char c : text) {
    if (c != '_') digits += c;
  }
  return digits;
}

/// Digits of a base as an integer with a sign; nothing when there are none or 64 bits cannot hold it.
std::optional<Value> in_base(std::string_view digits, int base, bool is_negative) {
  std::uint64_t size = 0;
  auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), size, base);
  if (error != std::errc() || end != digits.data() + digits.size()) return std::nullopt;
  std::uint64_t largest = static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max()) + (is_negative ? 1 : 0);
  if (size > largest) return std::nullopt;
  return Value::integer(static_cast<std::int64_t>(is_negative ? 0 - size : size));
}

/// The length of `:ss:ss` at the beginning, each part below sixty, or 0.
std::size_t sixties_length(std::string_view text) {
  std::size_t at = 0;
  while (at < text.size() && text[at] == ':') {
    std::size_t next = at + 1;
    bool has_two =
        next + 1 < text.size() && text[next] <= '5' && base::is_digit(text[next]) && base::is_digit(text[next + 1]);
    if (has_two) {
      at = next + 2;
    } else if (next < text.size() && base::is_digit(text[next])) {
      at = next + 1;
    } else {
      break;
    }
  }
  return at;
}

/// `1:30:00` counts in sixties. REQUIRES: `text` is digits and then parts of sixty.
std::optional<Value> integer_in_sixties(std::string_view text, bool is_negative) {
  std::int64_t number = 0;
  for (std::string_view part : base::split(text, ':')) {
    auto digits = base::parse_integer(part);
    if (!digits || __builtin_mul_overflow(number, 60, &number) || __builtin_add_overflow(number, *digits, &number))
      return std::nullopt;
  }
  return Value::integer(is_negative ? -number : number);
}

/// Integers as YAML 1.1 writes them: `0b101`, `017`, `0x1f`, `1_000`, `1:30`.
std::optional<Value> as_integer(std::string_view text) {
  bool is_negative = text[0] == '-';
  std::string_view size = without_sign(text);
  if (size.empty() || !base::is_digit(size[0])) return std::nullopt;
  if (size == "0") return Value::integer(0);
  if (size[0] == '0') {
    bool is_binary = size[1] == 'b', is_hexadecimal = size[1] == 'x';
    std::string_view digits = size.substr(is_binary || is_hexadecimal ? 2 : 1);
    std::string_view allowed = is_binary ? "01_" : is_hexadecimal ? "0123456789abcdefABCDEF_" : "01234567_";
    if (digits.empty() || !is_made_of(digits, allowed)) return std::nullopt;
    std::string plain = without_underscores(digits);
    if (plain.empty() && !is_binary && !is_hexadecimal) return Value::integer(0);
    return in_base(plain, is_binary ? 2 : is_hexadecimal ? 16 : 8, is_negative);
  }
  std::size_t end = std::min(size.find_first_not_of("0123456789_"), size.size());
  if (end == size.size()) return in_base(without_underscores(size), 10, is_negative);
  if (sixties_length(size.substr(end)) != size.size() - end) return std::nullopt;
  return integer_in_sixties(without_underscores(size), is_negative);
}

/// The length of `e+10` at the beginning, or 0: YAML 1.1 wants the sign.
std::size_t exponent_length(std::string_view text) {
  bool begins = text.size() >= 3 && (text[0] == 'e' || text[0] == 'E') && (text[1] == '+' || text[1] == '-');
  if (!begins) return 0;
  std::size_t end = std::min(text.find_first_not_of("0123456789", 2), text.size());
  return end > 2 ? end : 0;
}

double to_double(const std::string& digits) {
  double number = 0;
  auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
  return error == std::errc::result_out_of_range ? std::strtod(digits.c_str(), nullptr) : number;
}

double float_in_sixties(const std::string& text) {
  double number = 0;
  for (std::string_view part : base::split(text, ':')) number = number * 60 + to_double(std::string(part));
  return number;
}

/// Floats as YAML 1.1 writes them: `1.5`, `1.`, `.5`, `1.5e+3`, `1:30.5`, `.inf`, `.nan`; not `1e3`, not `-.5`.
std::optional<Value> as_float(std::string_view text) {
  double sign = text[0] == '-' ? -1 : 1;
  std::string_view size = without_sign(text);
  if (is_one_of(size, {".inf", ".Inf", ".INF"})) return Value::floating(sign * std::numeric_limits<double>::infinity());
  if (is_one_of(text, {".nan", ".NaN", ".NAN"})) return Value::floating(std::nan(""));
  if (size.empty()) return std::nullopt;
  bool begins_with_dot = size[0] == '.';
  if (begins_with_dot && (size.size() != text.size() || size.size() < 2 || !base::is_digit(size[1])))
    return std::nullopt;
  if (!begins_with_dot && !base::is_digit(size[0])) return std::nullopt;
  std::size_t at = std::min(size.find_first_not_of("0123456789_"), size.size());
  std::size_t sixties = sixties_length(size.substr(at));
  at += sixties;
  if (at == size.size() || size[at] != '.') return std::nullopt;
  at = std::min(size.find_first_not_of("0123456789_", at + 1), size.size());
  if (sixties == 0) at += exponent_length(size.substr(at));
  if (at != size.size()) return std::nullopt;
  std::string digits = without_underscores(size);
  return Value::floating(sign * (sixties > 0 ? float_in_sixties(digits) : to_double(digits)));
}

/// Reads numbers with a fixed or small count of digits from left to right.
class Digits {
 public:
  explicit Digits(std::string_view text) : text_(text) {}

  bool at_end() const { return at_ == text_.size(); }
  char peek() const { return at_end() ? '\0' : text_[at_]; }
  bool skip(char c) { return peek() == c && (++at_, true); }
  bool skip_blanks() {
    std::size_t begin = at_;
    while (peek() == ' ' || peek() == '\t') ++at_;
    return at_ > begin;
  }
  bool number(int least, int most, int& number) {
    std::size_t begin = at_;
    for (number = 0; base::is_digit(peek()) && at_ < begin + static_cast<std::size_t>(most); ++at_)
      number = number * 10 + (text_[at_] - '0');
    return at_ >= begin + static_cast<std::size_t>(least);
  }
  int microseconds() {
    int number = 0, scale = 100'000;
    for (; base::is_digit(peek()); ++at_, scale /= 10) number += (text_[at_] - '0') * scale;
    return number;
  }
  std::size_t position() const { return at_; }

 private:
  std::string_view text_;
  std::size_t at_ = 0;
};

struct Timestamp {
  CivilTime civil;
  bool has_time = false;
  bool has_offset = false;
  int offset_minutes = 0;
};

bool scan_offset(Digits& digits, Timestamp& timestamp) {
  digits.skip_blanks();
  timestamp.has_offset = true;
  if (digits.skip('Z')) return digits.at_end();
  bool is_negative = digits.peek() == '-';
  int hours = 0, minutes = 0;
  if (!digits.skip('-') && !digits.skip('+')) return false;
  if (!digits.number(1, 2, hours)) return false;
  if (digits.skip(':') && !digits.number(2, 2, minutes)) return false;
  timestamp.offset_minutes = (hours * 60 + minutes) * (is_negative ? -1 : 1);
  return digits.at_end();
}

/// The form of a YAML 1.1 timestamp, whether or not there is such a day: `2024-05-01`, `2024-5-1T1:02:03.4 +2`.
std::optional<Timestamp> scan_timestamp(std::string_view text) {
  if (text.size() < 8 || text[4] != '-') return std::nullopt;
  Timestamp timestamp;
  CivilTime& civil = timestamp.civil;
  Digits digits(text);
  bool has_date = digits.number(4, 4, civil.year) && digits.skip('-') && digits.number(1, 2, civil.month) &&
                  digits.skip('-') && digits.number(1, 2, civil.day);
  if (!has_date) return std::nullopt;
  if (digits.at_end()) return digits.position() == 10 ? std::optional(timestamp) : std::nullopt;
  timestamp.has_time = true;
  if (!digits.skip('T') && !digits.skip('t') && !digits.skip_blanks()) return std::nullopt;
  bool has_time = digits.number(1, 2, civil.hour) && digits.skip(':') && digits.number(2, 2, civil.minute) &&
                  digits.skip(':') && digits.number(2, 2, civil.second);
  if (!has_time) return std::nullopt;
  if (digits.skip('.')) civil.microsecond = digits.microseconds();
  if (!digits.at_end() && !scan_offset(digits, timestamp)) return std::nullopt;
  return timestamp;
}

std::optional<Value> as_moment(std::string_view text) {
  auto timestamp = scan_timestamp(text);
  if (!timestamp) return std::nullopt;
  auto moment = from_civil(timestamp->civil);
  if (!moment || std::abs(timestamp->offset_minutes) >= 24 * 60) return std::nullopt;
  moment->date_only = !timestamp->has_time;
  moment->has_offset = timestamp->has_offset;
  moment->offset_minutes = static_cast<std::int16_t>(timestamp->offset_minutes);
  return Value::datetime(*moment);
}

}  // namespace

Value resolve_yaml_scalar(base::Arena& arena, std::string_view text) {
  if (text.empty()) return Value::none();
  char first = text[0];
  if (text.size() <= 5 && (base::is_ascii_letter(first) || first == '~')) {
    if (is_one_of(text, {"~", "null", "Null", "NULL"})) return Value::none();
    if (is_one_of(text, {"true", "True", "TRUE", "yes", "Yes", "YES", "on", "On", "ON"})) return Value::boolean(true);
    if (is_one_of(text, {"false", "False", "FALSE", "no", "No", "NO", "off", "Off", "OFF"}))
      return Value::boolean(false);
  }
  if (base::is_digit(first) || first == '-' || first == '+' || first == '.') {
    if (auto moment = as_moment(text)) return *moment;
    if (auto number = as_integer(text)) return *number;
    if (auto number = as_float(text)) return *number;
  }
  return Value::string(arena, text);
}

bool looks_like_yaml_timestamp(std::string_view text) { return scan_timestamp(text).has_value(); }

}  // namespace value
