// SPDX-License-Identifier: MIT
#include <cmath>
#include <optional>

#include "base/strings.h"
#include "render/library.h"
#include "render/register.h"
#include "value/operations.h"

namespace render {

using value::Arguments;
using value::Context;
using value::Parameters;
using value::Value;

namespace {

/// A number, also when it is written as text.
std::optional<Value> number_of(const Value& value) {
  if (value.is_number()) return value;
  if (!value.is_string()) return std::nullopt;
  std::string_view text = base::trim(value.as_string());
  if (auto whole = base::parse_integer(text)) return Value::integer(*whole);
  if (auto number = base::parse_number(text)) return Value::floating(*number);
  return std::nullopt;
}

Value not_a_number(Context& ctx, std::string_view filter, const Value& value) {
  return ctx.fail("wrong-argument",
                  std::string(filter) + " needs a number, not " + std::string(value::kind_name(value)));
}

Value percentage(Context& ctx, const Arguments& arguments, const void*) {
  Parameters<3> a(ctx, "percentage", arguments, {"value", "total", "decimals"}, 2);
  if (!a) return {};
  auto part = number_of(a[0]), total = number_of(a[1]);
  if (!part || !total) return not_a_number(ctx, "percentage", part ? a[1] : a[0]);
  std::int64_t decimals =
      a[2].is_integer() ? std::min<std::int64_t>(15, std::max<std::int64_t>(0, a[2].as_integer())) : 0;
  double percent = total->number() == 0 ? 0 : part->number() / total->number() * 100;
  char text[64];
  std::snprintf(text, sizeof(text), "%.*f%%", static_cast<int>(decimals), percent);
  return Value::string(ctx.arena, text);
}

Value times(Context& ctx, const Arguments& arguments, const void*) {
  Parameters<2> a(ctx, "times", arguments, {"value", "multiplier"}, 2);
  if (!a) return {};
  auto left = number_of(a[0]), right = number_of(a[1]);
  if (!left || !right) return not_a_number(ctx, "times", left ? a[1] : a[0]);
  std::int64_t product;
  bool are_whole = !left->is_floating() && !right->is_floating();
  if (are_whole && !__builtin_mul_overflow(left->as_integer(), right->as_integer(), &product))
    return Value::integer(product);
  return Value::floating(left->number() * right->number());
}

Value divided_by(Context& ctx, const Arguments& arguments, const void*) {
  Parameters<2> a(ctx, "divided_by", arguments, {"value", "divisor"}, 2);
  if (!a) return {};
  auto left = number_of(a[0]), right = number_of(a[1]);
  if (!left || !right) return not_a_number(ctx, "divided_by", left ? a[1] : a[0]);
  if (right->number() == 0) return Value::integer(0);
  return Value::floating(left->number() / right->number());
}

Value rounded(Context& ctx, const Arguments& arguments, std::string_view filter, double (*round)(double)) {
  Parameters<1> a(ctx, filter, arguments, {"value"}, 1);
  if (!a) return {};
  auto number = number_of(a[0]);
  if (!number) return not_a_number(ctx, filter, a[0]);
  if (!number->is_floating()) return Value::integer(number->as_integer());
  double result = round(number->number());
  return std::abs(result) < 9e18 ? Value::integer(static_cast<std::int64_t>(result)) : Value::floating(result);
}

Value ceil(Context& ctx, const Arguments& arguments, const void*) { return rounded(ctx, arguments, "ceil", std::ceil); }
Value floor(Context& ctx, const Arguments& arguments, const void*) {
  return rounded(ctx, arguments, "floor", std::floor);
}

constexpr Entry k_entries[] = {
    {"percentage", percentage}, {"times", times}, {"divided_by", divided_by}, {"ceil", ceil}, {"floor", floor},
};

}  // namespace

std::span<const Entry> number_filters() { return k_entries; }

}  // namespace render
