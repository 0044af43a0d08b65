// SPDX-License-Identifier: MIT
#include "render/arguments.h"

#include <algorithm>
#include <cmath>

#include "base/strings.h"
#include "value/operations.h"

namespace render {

using value::Context;
using value::Value;

std::string_view text_of(Context& ctx, const Value& value) {
  return value.is_nothing() ? std::string_view() : value::to_text(ctx, value);
}

std::int64_t integer_of(const Value& value, std::int64_t otherwise) {
  if (value.is_floating()) {
    double number = value.as_floating();
    return std::abs(number) < 9e18 ? static_cast<std::int64_t>(number) : otherwise;
  }
  if (value.is_number()) return value.as_integer();
  if (value.is_string()) return base::parse_integer(base::trim(value.as_string())).value_or(otherwise);
  return otherwise;
}

std::size_t count_of(const Value& value, std::size_t otherwise) {
  std::int64_t count = integer_of(value, static_cast<std::int64_t>(otherwise));
  return count < 0 ? 0 : static_cast<std::size_t>(count);
}

bool flag_of(Context& ctx, const Value& value, bool otherwise) {
  return value.is_nothing() ? otherwise : value::truth(ctx, value);
}

std::span<const Value> elements_of(Context& ctx, const Value& value) {
  if (value.is_nothing() || value.is_string()) return {};
  return value::elements(ctx, value).items();
}

Value sublist(Context& ctx, std::span<const Value> items, std::size_t start, std::size_t count) {
  start = std::min(start, items.size());
  return Value::list(value::make_list(ctx.arena, items.subspan(start, std::min(count, items.size() - start))));
}

}  // namespace render
