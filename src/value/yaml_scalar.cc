// SPDX-License-Identifier: MIT
#include <cmath>
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

/// The digits of a number without `_`.
std::string without_underscores(std::string_view text) {
  std::string digits;
  for (char c : text) {
    if (c != '_') digits += c;
  }
  return digits;
}

std::optional<std::int64_t> in_base(std::string_view digits, int base) {
  if (digits.empty()) return std::nullopt;
  std::int64_t number = 0;
  for (char c : digits) {
    int digit = base::is_digit(c)      ? c - '0'
                : c >= 'a' && c <= 'f' ? c - 'a' + 10
                : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                       : 99;
    if (digit >= base) return std::nullopt;
    if (__builtin_mul_overflow(number, base, &number) || __builtin_add_overflow(number, digit, &number))
      return std::nullopt;
  }
  return number;
}

/// `1:30:00` counts in sixties.
std::optional<std::int64_t> sexagesimal(std::string_view text) {
  std::int64_t number = 0;
  bool first = true;
  for (std::string_view part : base::split(text, ':')) {
    bool fits = !part.empty() && (first || part.size() <= 2) && (first ? part[0] != '0' || part.size() == 1 : true);
    auto digits = fits ? in_base(part, 10) : std::nullopt;
    if (!digits || (!first && *digits >= 60)) return std::nullopt;
    if (__builtin_mul_overflow(number, 60, &number) || __builtin_add_overflow(number, *digits, &number))
      return std::nullopt;
    first = false;
  }
  return number;
}

std::optional<Value> as_integer(std::string_view text) {
  bool is_negative = text[0] == '-';
  std::string_view unsigned_text = is_negative || text[0] == '+' ? text.substr(1) : text;
  if (unsigned_text.empty() || !base::is_digit(unsigned_text[0])) return std::nullopt;
  std::string digits = without_underscores(unsigned_text);
  std::optional<std::int64_t> number;
  if (digits.starts_with("0x")) {
    number = in_base(std::string_view(digits).substr(2), 16);
  } else if (digits.starts_with("0b")) {
    number = in_base(std::string_view(digits).substr(2), 2);
  } else if (digits.size() > 1 && digits[0] == '0') {
    number = in_base(std::string_view(digits).substr(1), 8);
  } else if (digits.find(':') != digits.npos) {
    number = sexagesimal(digits);
  } else {
    number = in_base(digits, 10);
  }
  if (!number) return std::nullopt;
  return Value::integer(is_negative ? -*number : *number);
}

std::optional<Value> as_float(std::string_view text) {
  std::string_view unsigned_text = text[0] == '-' || text[0] == '+' ? text.substr(1) : text;
  double sign = text[0] == '-' ? -1 : 1;
  if (is_one_of(unsigned_text, {".inf", ".Inf", ".INF"}))
    return Value::floating(sign * std::numeric_limits<double>::infinity());
  if (is_one_of(text, {".nan", ".NaN", ".NAN"})) return Value::floating(std::nan(""));
  std::size_t dot = unsigned_text.find('.');
  if (dot == unsigned_text.npos || unsigned_text.size() < 2) return std::nullopt;
  std::size_t exponent = unsigned_text.find_first_of("eE");
  // YAML 1.1 wants a sign in the exponent: 1.5e3 is text.
  if (exponent != unsigned_text.npos && (exponent + 2 >= unsigned_text.size() ||
                                         (unsigned_text[exponent + 1] != '+' && unsigned_text[exponent + 1] != '-'))) {
    return std::nullopt;
  }
  for (std::size_t i = 0; i < unsigned_text.size(); ++i) {
    char c = unsigned_text[i];
    bool is_sign = (c == '+' || c == '-') && i == exponent + 1;
    if (!base::is_digit(c) && c != '.' && c != '_' && i != exponent && !is_sign) return std::nullopt;
  }
  std::string digits = without_underscores(unsigned_text);
  if (digits[0] == '.') digits.insert(0, "0");
  auto number = base::parse_number(digits);
  if (!number) return std::nullopt;
  return Value::floating(sign * *number);
}

/// Only what begins with four digits and `-`; written forms stay text.
std::optional<Value> as_moment(std::string_view text) {
  bool looks_like_date = text.size() >= 8 && base::is_digit(text[0]) && base::is_digit(text[1]) &&
                         base::is_digit(text[2]) && base::is_digit(text[3]) && text[4] == '-';
  if (!looks_like_date) return std::nullopt;
  auto moment = parse_datetime(text);
  if (!moment) return std::nullopt;
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

}  // namespace value
