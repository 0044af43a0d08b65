// SPDX-License-Identifier: MIT
#include <bit>
#include <cmath>

#include "jinja/methods.h"

namespace jinja {

namespace {

std::uint64_t magnitude(const Value& subject) {
  auto bits = static_cast<std::uint64_t>(subject.as_integer());
  return subject.as_integer() < 0 ? 0 - bits : bits;
}

Value bit_length(Runtime& ctx, const Value& subject, const Arguments& arguments) {
  if (!value::bind(ctx, "bit_length", arguments, {}, 0, {})) return {};
  return Value::integer(std::bit_width(magnitude(subject)));
}

Value bit_count(Runtime& ctx, const Value& subject, const Arguments& arguments) {
  if (!value::bind(ctx, "bit_count", arguments, {}, 0, {})) return {};
  return Value::integer(std::popcount(magnitude(subject)));
}

Value is_integer(Runtime& ctx, const Value& subject, const Arguments& arguments) {
  if (!value::bind(ctx, "is_integer", arguments, {}, 0, {})) return {};
  double number = subject.number();
  return Value::boolean(!subject.is_floating() || (std::isfinite(number) && std::floor(number) == number));
}

Value conjugate(Runtime& ctx, const Value& subject, const Arguments& arguments) {
  if (!value::bind(ctx, "conjugate", arguments, {}, 0, {})) return {};
  return subject.is_boolean() ? Value::integer(subject.as_integer()) : subject;
}

constexpr Method k_integer_methods[] = {
    {"bit_count", bit_count}, {"bit_length", bit_length}, {"conjugate", conjugate}, {"is_integer", is_integer}};

constexpr Method k_floating_methods[] = {{"conjugate", conjugate}, {"is_integer", is_integer}};

}  // namespace

std::span<const Method> integer_methods() { return k_integer_methods; }
std::span<const Method> floating_methods() { return k_floating_methods; }

}  // namespace jinja
