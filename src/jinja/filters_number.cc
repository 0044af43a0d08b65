// SPDX-License-Identifier: MIT
#include <charconv>
#include <cmath>
#include <limits>

#include "base/strings.h"
#include "jinja/filters.h"
#include "jinja/format.h"

namespace jinja::filter {

Value abs(Context& ctx, const Arguments& arguments, const void*) {
  Parameters<1> given(ctx, "abs", arguments, {"x"}, 1);
  if (!given || !defined(ctx, given[0])) return {};
  const Value& number = given[0];
  if (number.is_floating()) return Value::floating(std::abs(number.as_floating()));
  if (number.kind() == Kind::duration) return Value::duration(std::abs(number.as_duration()));
  if (!number.is_number())
    return fail_argument(ctx, "abs needs a number, not a value of type '" + python_type(number) + "'");
  if (number.as_integer() == INT64_MIN) return ctx.fail("limit", "a number is beyond 64 bits");
  return Value::integer(std::abs(number.as_integer()));
}

namespace {

/// The number as a whole one, cut towards zero; nothing when it does not fit.
std::optional<std::int64_t> truncated(double number) {
  if (!(std::abs(number) < 9223372036854775808.0)) return std::nullopt;
  return static_cast<std::int64_t>(number);
}

std::optional<std::int64_t> to_integer(const Value& value, int base) {
  if (value.is_number()) return value.as_integer();
  if (!value.is_string()) return std::nullopt;
  if (auto number = parse_python_integer(value.as_string(), base)) return number;
  auto number = parse_python_float(value.as_string());
  return number ? truncated(*number) : std::nullopt;
}

}  // namespace

Value int_(Context& ctx, const Arguments& arguments, const void*) {
  Parameters<3> given(ctx, "int", arguments, {"value", "default", "base"}, 1);
  if (!given || !defined(ctx, given[0])) return {};
  auto base = integer_argument(ctx, "int: base", given[2], 10);
  if (!base) return {};
  bool known = *base == 0 || (*base >= 2 && *base <= 36);
  if (given[0].is_floating() && std::isfinite(given[0].as_floating())) {
    auto whole = truncated(given[0].as_floating());
    return whole ? Value::integer(*whole) : ctx.fail("limit", "a number is beyond 64 bits");
  }
  auto number = to_integer(given[0], known ? static_cast<int>(*base) : 10);
  if (number) return Value::integer(*number);
  return is_absent(given[1]) ? Value::integer(0) : given[1];
}

Value float_(Context& ctx, const Arguments& arguments, const void*) {
  Parameters<2> given(ctx, "float", arguments, {"value", "default"}, 1);
  if (!given || !defined(ctx, given[0])) return {};
  if (given[0].is_number()) return Value::floating(given[0].number());
  if (given[0].is_string()) {
    if (auto number = parse_python_float(given[0].as_string())) return Value::floating(*number);
  }
  return is_absent(given[1]) ? Value::floating(0) : given[1];
}

Value filesizeformat(Context& ctx, const Arguments& arguments, const void*) {
  Parameters<2> given(ctx, "filesizeformat", arguments, {"value", "binary"}, 1);
  if (!given || !defined(ctx, given[0])) return {};
  auto bytes = given[0].is_number() ? std::optional(given[0].number()) : parse_python_float(given[0].string_or(""));
  if (!bytes) return fail_argument(ctx, "filesizeformat needs a number of bytes");
  bool binary = flag_argument(ctx, given[1], false);
  double base = binary ? 1024 : 1000;
  if (*bytes == 1) return Value::string("1 Byte");
  if (*bytes < base) {
    auto whole = truncated(*bytes);
    if (!whole) return fail_argument(ctx, "filesizeformat needs a number of bytes");
    return make_text(ctx, std::to_string(*whole) + " Bytes", false);
  }
  constexpr std::string_view k_letters = "kMGTPEZY";
  std::size_t i = 0;
  double unit = base * base;
  for (; i + 1 < k_letters.size() && *bytes >= unit; ++i) unit *= base;
  std::string text = format_floating(base * *bytes / unit, {.precision = 1, .type = 'f'});
  text += ' ';
  text += binary && i == 0 ? 'K' : k_letters[i];
  text += binary ? "iB" : "B";
  return make_text(ctx, text, false);
}

namespace {

/// Rounded half to even on the exact value, to `digits` behind the point, which may be negative.
double rounded(double number, std::int64_t digits) {
  if (!std::isfinite(number) || number == 0 || digits > 330) return number;
  if (digits < -310) return std::copysign(0.0, number);
  char text[1500];
  std::to_chars_result end{};
  if (digits >= 0) {
    end = std::to_chars(text, text + sizeof(text), number, std::chars_format::fixed, static_cast<int>(digits));
  } else {
    end = std::to_chars(text, text + sizeof(text), number, std::chars_format::scientific, 17);
    auto exponent = base::parse_integer(
        std::string_view(text, end.ptr).substr(std::string_view(text, end.ptr).find('e') + 1).substr(1));
    bool small = std::string_view(text, end.ptr).find("e-") != std::string_view::npos;
    std::int64_t kept = (small ? -1 : exponent.value_or(0)) + digits;
    if (kept < -1) return std::copysign(0.0, number);
    if (kept == -1) {
      double unit = std::pow(10.0, static_cast<double>(-digits));
      return std::copysign(std::abs(number) > unit / 2 ? unit : 0.0, number);
    }
    end = std::to_chars(text, text + sizeof(text), number, std::chars_format::scientific, static_cast<int>(kept));
  }
  double result = number;
  std::from_chars(text, end.ptr, result);
  return result;
}

/// Python's round() of a whole number to tens, hundreds and so on: half to even.
std::optional<std::int64_t> rounded(std::int64_t number, std::int64_t digits) {
  if (digits >= 0) return number;
  if (digits < -18) return 0;
  std::int64_t unit = 1;
  for (std::int64_t i = digits; i < 0; ++i) unit *= 10;
  std::int64_t rest = number % unit;
  std::int64_t lower = number - rest;
  std::int64_t twice = std::abs(rest) - (unit - std::abs(rest));
  bool away = twice > 0 || (twice == 0 && (lower / unit) % 2 != 0);
  std::int64_t result = lower;
  if (away && __builtin_add_overflow(lower, number < 0 ? -unit : unit, &result)) return std::nullopt;
  return result;
}

}  // namespace

Value round(Context& ctx, const Arguments& arguments, const void*) {
  Parameters<3> given(ctx, "round", arguments, {"value", "precision", "method"}, 1);
  if (!given || !defined(ctx, given[0])) return {};
  bool makes_whole = given[1].is_none();  // as Python's round(number, None)
  std::string_view method = is_absent(given[2]) ? "common" : given[2].string_or("");
  bool is_fraction = given[1].is_floating() && method != "common";
  auto precision = integer_argument(ctx, "round: precision", makes_whole || is_fraction ? Value() : given[1], 0);
  if (!precision) return {};
  if (method != "common" && method != "ceil" && method != "floor") {
    return fail_argument(ctx, "round: the method must be common, ceil or floor");
  }
  const Value& number = given[0];
  if (!number.is_number()) {
    return fail_argument(ctx, "round needs a number, not a value of type '" + python_type(number) + "'",
                         "make it one with the filter int or float");
  }
  if (makes_whole && method != "common") return fail_argument(ctx, "round: precision must be a whole number");
  if (method == "common") {
    if (number.is_floating() && makes_whole) {
      auto whole = truncated(rounded(number.as_floating(), 0));
      return whole ? Value::integer(*whole) : ctx.fail("limit", "a number is beyond 64 bits");
    }
    if (number.is_floating()) return Value::floating(rounded(number.as_floating(), *precision));
    auto result = rounded(number.as_integer(), *precision);
    return result ? Value::integer(*result) : ctx.fail("limit", "a number is beyond 64 bits");
  }
  if (!number.is_floating() && !is_fraction && *precision >= 0) return Value::floating(number.number());
  double scale = std::pow(10.0, is_fraction ? given[1].as_floating() : static_cast<double>(*precision));
  double scaled = number.number() * scale;
  if (!std::isfinite(scaled) || scale == 0) return fail_argument(ctx, "round: the number is too large for this");
  return Value::floating((method == "ceil" ? std::ceil(scaled) : std::floor(scaled)) / scale + 0.0);
}

}  // namespace jinja::filter
