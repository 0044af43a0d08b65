// SPDX-License-Identifier: MIT
#include <cmath>
#include <memory>

#include "base/strings.h"
#include "jinja/builtins.h"
#include "jinja/interpreter.h"
#include "value/datetime.h"

/// Python's operators.
namespace jinja {

bool Interpreter::truth(const Value& value) {
  switch (value.kind()) {
    case Kind::boolean:
      return value.as_boolean();
    case Kind::undefined:
      usable(*this, value);
      return false;
    default:
      return value::truth(*this, value);
  }
}

Value Interpreter::unary(Operation operation, const Value& operand) {
  if (!defined(*this, operand)) return {};
  bool negates = operation == Operation::minus;
  if (operand.is_floating()) return negates ? Value::floating(-operand.as_floating()) : operand;
  bool is_duration = operand.kind() == Kind::duration;
  if (!operand.is_number() && !is_duration) {
    return fail_argument(
        *this, std::string("'") + (negates ? "-" : "+") + "' needs a number, not '" + python_type(operand) + "'");
  }
  std::int64_t result = operand.as_integer();
  if (negates && __builtin_sub_overflow(std::int64_t{0}, operand.as_integer(), &result)) {
    return fail("limit", "a number is beyond 64 bits");
  }
  return is_duration ? Value::duration(result) : Value::integer(result);
}

namespace {

std::string_view spelling(Operation operation) {
  switch (operation) {
    case Operation::add:
      return "+";
    case Operation::subtract:
      return "-";
    case Operation::multiply:
      return "*";
    case Operation::divide:
      return "/";
    case Operation::floor_divide:
      return "//";
    case Operation::modulo:
      return "%";
    default:
      return "**";
  }
}

Value fail_operands(Context& ctx, Operation operation, const Value& a, const Value& b) {
  return fail_argument(ctx, "'" + std::string(spelling(operation)) + "' does not work for '" + python_type(a) +
                                "' and '" + python_type(b) + "'");
}

Value fail_zero(Context& ctx) { return fail_argument(ctx, "division by zero"); }

Value floor_divide_integers(Context& ctx, std::int64_t a, std::int64_t b, bool wants_rest) {
  if (b == 0) return fail_zero(ctx);
  if (b == -1) {
    std::int64_t negated = 0;
    if (wants_rest) return Value::integer(0);
    if (__builtin_sub_overflow(std::int64_t{0}, a, &negated)) return ctx.fail("limit", "a number is beyond 64 bits");
    return Value::integer(negated);
  }
  std::int64_t quotient = a / b;
  std::int64_t rest = a % b;
  if (rest != 0 && (rest < 0) != (b < 0)) {
    --quotient;
    rest += b;
  }
  return Value::integer(wants_rest ? rest : quotient);
}

/// Python's float floor division and its rest, which has the sign of the divisor.
Value floor_divide_floats(Context& ctx, double a, double b, bool wants_rest) {
  if (b == 0) return fail_zero(ctx);
  double rest = std::fmod(a, b);
  double quotient = (a - rest) / b;
  if (rest != 0 && (rest < 0) != (b < 0)) {
    rest += b;
    quotient -= 1;
  }
  if (rest == 0) rest = std::copysign(0.0, b);
  if (wants_rest) return Value::floating(rest);
  double floored = std::floor(quotient);
  if (quotient - floored > 0.5) floored += 1;
  if (quotient == 0) floored = std::copysign(0.0, a / b);
  return Value::floating(floored);
}

Value power(Context& ctx, const Value& a, const Value& b) {
  if (a.is_floating() || b.is_floating() || b.as_integer() < 0) {
    double base = a.number();
    if (base == 0 && b.number() < 0) return fail_argument(ctx, "0 cannot be raised to a negative power");
    double result = std::pow(base, b.number());
    if (std::isinf(result) && std::isfinite(base) && std::isfinite(b.number())) {
      return ctx.fail("limit", "a number is too large");
    }
    if (std::isnan(result) && base < 0) return fail_argument(ctx, "the power of a negative number is no real number");
    return Value::floating(result);
  }
  std::int64_t result = 1;
  std::int64_t base = a.as_integer();
  std::int64_t exponent = b.as_integer();
  while (exponent > 0) {
    bool overflows = (exponent & 1) != 0 && __builtin_mul_overflow(result, base, &result);
    exponent >>= 1;
    overflows = overflows || (exponent > 0 && __builtin_mul_overflow(base, base, &base));
    if (overflows) return ctx.fail("limit", "a number is beyond 64 bits");
  }
  return Value::integer(result);
}

Value calculate(Context& ctx, Operation operation, const Value& a, const Value& b) {
  bool is_float = a.is_floating() || b.is_floating();
  std::int64_t result = 0;
  bool overflows = false;
  switch (operation) {
    case Operation::subtract:
      if (is_float) return Value::floating(a.number() - b.number());
      overflows = __builtin_sub_overflow(a.as_integer(), b.as_integer(), &result);
      break;
    case Operation::multiply:
      if (is_float) return Value::floating(a.number() * b.number());
      overflows = __builtin_mul_overflow(a.as_integer(), b.as_integer(), &result);
      break;
    case Operation::divide:
      if (b.number() == 0) return fail_zero(ctx);
      return Value::floating(a.number() / b.number());
    case Operation::floor_divide:
    case Operation::modulo: {
      bool wants_rest = operation == Operation::modulo;
      if (is_float) return floor_divide_floats(ctx, a.number(), b.number(), wants_rest);
      return floor_divide_integers(ctx, a.as_integer(), b.as_integer(), wants_rest);
    }
    default:
      return power(ctx, a, b);
  }
  if (overflows) return ctx.fail("limit", "a number is beyond 64 bits");
  return Value::integer(result);
}

/// Text or a list, `count` times.
Value repeat(Context& ctx, const Value& subject, std::int64_t count) {
  auto times = static_cast<std::size_t>(std::max<std::int64_t>(count, 0));
  if (subject.is_string()) {
    std::string_view text = subject.as_string();
    if (text.empty()) return subject;
    if (times > most_text_bytes(ctx) / text.size()) return fail_long_text(ctx, "'*'");
    std::string out;
    out.reserve(text.size() * times);
    for (std::size_t i = 0; i < times; ++i) out += text;
    return make_text(ctx, out, subject.is_safe());
  }
  std::span<const Value> items = subject.items();
  if (!items.empty() && times > most_elements(ctx) / items.size()) return fail_long_list(ctx, "'*'");
  List* list = value::make_list(ctx.arena, items.size() * (items.empty() ? 0 : times));
  for (std::size_t i = 0; i < times && !items.empty(); ++i) {
    for (const Value& item : items) list->append(ctx.arena, item);
  }
  return subject.is_tuple() ? Value::tuple(list) : Value::list(list);
}

bool is_time(const Value& value) { return value.is_datetime() || value.kind() == Kind::duration; }

/// Sums and differences of moments and durations; nothing when that is not what the operands are.
std::optional<Value> calculate_time(Context& ctx, Operation operation, const Value& a, const Value& b) {
  bool adds = operation == Operation::add;
  if (!adds && operation != Operation::subtract) return std::nullopt;
  bool is_difference = !adds && a.is_datetime() && b.is_datetime();
  bool is_shift = a.is_datetime() && b.kind() == Kind::duration;
  bool is_shift_of_right = adds && a.kind() == Kind::duration && b.is_datetime();
  bool is_rest = !adds && a.kind() == Kind::duration && b.kind() == Kind::duration;
  if (!is_difference && !is_shift && !is_shift_of_right && !is_rest) return std::nullopt;
  auto ticks = [&](const Value& value) {
    if (!value.is_datetime()) return value.as_duration();
    return is_difference ? value.as_datetime().instant() : value.as_datetime().local_microseconds;
  };
  std::int64_t result = 0;
  bool overflows =
      adds ? __builtin_add_overflow(ticks(a), ticks(b), &result) : __builtin_sub_overflow(ticks(a), ticks(b), &result);
  if (overflows) return ctx.fail("limit", "a moment is beyond what can be told");
  if (is_difference || is_rest) return Value::duration(result);
  value::DateTime shifted = is_shift ? a.as_datetime() : b.as_datetime();
  shifted.local_microseconds = result;
  constexpr std::int64_t k_earliest = -62'135'596'800'000'000;  // year 1
  constexpr std::int64_t k_latest = 253'402'300'799'999'999;    // year 9999
  if (result < k_earliest || result > k_latest) return ctx.fail("limit", "a moment lies beyond the years 1 to 9999");
  return Value::datetime(shifted);
}

bool repeats(const Value& subject, const Value& count) {
  return (subject.is_string() || subject.is_list()) && (count.is_integer() || count.is_boolean());
}

/// Collections stand for the list they hold.
Value plain_operand(Context& ctx, const Value& value) {
  if (!value.is_object()) return value;
  Value plain = value.as_object().materialize(ctx, value.handle());
  return plain.is_list() ? plain : value;
}

}  // namespace

Value Interpreter::binary(Operation operation, const Value& left, const Value& right) {
  if (left.is_number() && right.is_number() && operation != Operation::add) {
    return calculate(*this, operation, left, right);
  }
  if (operation == Operation::modulo && left.is_string()) {
    return usable(*this, right) ? percent_format(*this, left, right) : Value();
  }
  if (!defined(*this, left) || !defined(*this, right)) return {};
  if (is_time(left) || is_time(right)) {
    if (auto result = calculate_time(*this, operation, left, right)) return *result;
  }
  if (left.is_object() || right.is_object()) {
    Value plain_left = plain_operand(*this, left);
    Value plain_right = failed() ? Value() : plain_operand(*this, right);
    if (failed()) return {};
    bool is_plainer = !plain_left.same_storage(left) || !plain_right.same_storage(right);
    if (is_plainer) return binary(operation, plain_left, plain_right);
  }
  if (operation == Operation::add) return add(*this, left, right);
  if (operation == Operation::multiply && repeats(left, right)) return repeat(*this, left, right.as_integer());
  if (operation == Operation::multiply && repeats(right, left)) return repeat(*this, right, left.as_integer());
  return fail_operands(*this, operation, left, right);
}

bool Interpreter::may_compare(const Value& undefined) { return usable(*this, undefined); }

bool Interpreter::compare(Operation operation, const Value& left, const Value& right) {
  switch (operation) {
    case Operation::equal:
    case Operation::not_equal:
      if (!usable(*this, left) || !usable(*this, right)) return false;
      return value::equal(*this, left, right) == (operation == Operation::equal);
    case Operation::in:
    case Operation::not_in: {
      if (!usable(*this, left) || !usable(*this, right)) return false;
      bool found = !right.is_undefined() && value::contains(*this, right, left);
      return found == (operation == Operation::in);
    }
    default:
      break;
  }
  int ordering = order(*this, left, right);
  if (failed() || ordering == 2) return false;
  switch (operation) {
    case Operation::less:
      return ordering < 0;
    case Operation::less_equal:
      return ordering <= 0;
    case Operation::greater:
      return ordering > 0;
    default:
      return ordering >= 0;
  }
}

/// `a ~ b ~ c`. With escaping on, one HTML part makes HTML of the whole and the others are escaped.
Value Interpreter::concatenate(std::span<const Value> values, bool escapes) {
  bool html = false;
  if (escapes) {
    for (const Value& value : values) html = html || is_html(*this, value);
  }
  auto* texts = arena.array<std::string_view>(values.size());
  for (std::size_t i = 0; i < values.size(); ++i) {
    std::construct_at(&texts[i], text_for(*this, values[i], html));
    if (failed()) return {};
  }
  return join_texts(*this, {texts, values.size()}, {}, html);
}

}  // namespace jinja
