// SPDX-License-Identifier: MIT
#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdio>

#include "base/unicode.h"
#include "jinja/format.h"

namespace jinja {

namespace {

/// No double has more digits behind the point that are not zero.
constexpr int k_most_digits = 1100;

/// `digits` in groups, with zeros in front so that they take at least `width` columns.
std::string group_digits(std::string_view digits, char separator, std::size_t group, std::size_t width) {
  std::string reversed;
  reversed.reserve(std::max(width, digits.size() + digits.size() / group) + 2);
  std::size_t in_group = 0;
  for (std::size_t i = 0; i < digits.size() || reversed.size() < width; ++i) {
    if (separator != 0 && in_group == group) {
      reversed += separator;
      in_group = 0;
    }
    reversed += i < digits.size() ? digits[digits.size() - 1 - i] : '0';
    ++in_group;
  }
  return {reversed.rbegin(), reversed.rend()};
}

std::string sign_of(bool negative, char sign) {
  if (negative) return "-";
  return sign == '-' ? "" : std::string(1, sign);
}

/// Digits behind the sign, filled up with zeros to the width of the style.
std::string assemble(std::string head, std::string_view whole, std::string_view rest, const NumberStyle& style,
                     std::size_t group) {
  std::size_t taken = head.size() + rest.size();
  std::size_t width = style.zero_width > taken ? style.zero_width - taken : 0;
  head += group_digits(whole, style.grouping, group, width);
  head += rest;
  return head;
}

}  // namespace

std::string format_integer(std::int64_t number, const NumberStyle& style) {
  int base = style.type == 'b' ? 2 : style.type == 'o' ? 8 : (style.type | 0x20) == 'x' ? 16 : 10;
  auto magnitude = static_cast<std::uint64_t>(number);
  if (number < 0) magnitude = 0 - magnitude;
  char digits[72];
  char* end = std::to_chars(digits, digits + sizeof(digits), magnitude, base).ptr;
  if (style.type == 'X') {
    std::transform(digits, end, digits, [](char c) { return c >= 'a' ? static_cast<char>(c - 32) : c; });
  }
  std::string head = sign_of(number < 0, style.sign);
  if (style.alternate && base != 10) {
    head += '0';
    head += style.type;
  }
  return assemble(head, {digits, end}, "", style, base == 10 ? 3 : 4);
}

namespace {

std::string print_double(double magnitude, const NumberStyle& style, char type) {
  int precision = std::min(style.precision, k_most_digits);
  std::string pattern = style.alternate ? "%#.*" : "%.*";
  pattern += type;
  char buffer[k_most_digits + 340];
  int length = std::snprintf(buffer, sizeof(buffer), pattern.c_str(), precision, magnitude);
  std::string text(buffer, static_cast<std::size_t>(length));
  bool fixed = (type | 0x20) != 'g';
  if (fixed && style.precision > precision) {
    std::size_t exponent = std::min(text.find_first_of("eE"), text.size());
    text.insert(exponent, static_cast<std::size_t>(style.precision - precision), '0');
  }
  return text;
}

/// A float without a type but with a precision: as `g`, with at least one digit behind the point.
std::string print_general(double magnitude, const NumberStyle& style) {
  NumberStyle general = style;
  general.precision = std::max(1, style.precision);
  std::string text = print_double(magnitude, general, 'g');
  if (text.find_first_of(".e") == std::string::npos) {
    if (static_cast<int>(text.size()) < general.precision) return text + ".0";
    general.precision -= 1;
    text = print_double(magnitude, general, 'e');
    std::size_t exponent = text.find('e');
    std::size_t kept = text.find_last_not_of("0", exponent - 1) + 1;
    if (text[kept - 1] == '.') --kept;
    if (general.precision > 0) text.erase(kept, exponent - kept);
  }
  return text;
}

std::string magnitude_text(double magnitude, const NumberStyle& style) {
  if (std::isnan(magnitude) || std::isinf(magnitude)) {
    bool upper = style.type == 'E' || style.type == 'F' || style.type == 'G';
    std::string text = std::isnan(magnitude) ? (upper ? "NAN" : "nan") : (upper ? "INF" : "inf");
    return style.type == '%' ? text + "%" : text;
  }
  NumberStyle adjusted = style;
  if (style.type == 0) {
    if (style.precision >= 0) return print_general(magnitude, style);
    std::string text;
    value::append_floating(text, magnitude);
    return text;
  }
  if (style.precision < 0) adjusted.precision = 6;
  if (style.type == '%') return print_double(magnitude * 100, adjusted, 'f') + "%";
  if ((style.type | 0x20) == 'g') adjusted.precision = std::max(1, adjusted.precision);
  return print_double(magnitude, adjusted, style.type == 'F' ? 'f' : style.type);
}

}  // namespace

std::string format_floating(double number, const NumberStyle& style) {
  bool negative = std::signbit(number) && !std::isnan(number);
  std::string text = magnitude_text(std::abs(number), style);
  if (style.no_negative_zero && text.find_first_not_of("0.%") == std::string::npos) negative = false;
  std::size_t whole = text.find_first_not_of("0123456789");
  if (whole == std::string::npos) whole = text.size();
  std::string_view view = text;
  NumberStyle filling = style;
  if (!std::isfinite(number)) filling.grouping = 0;
  return assemble(sign_of(negative, style.sign), view.substr(0, whole), view.substr(whole), filling, 3);
}

}  // namespace jinja
