// SPDX-License-Identifier: MIT
#include <algorithm>
#include <cmath>

#include "value/datetime.h"
#include "value/operations.h"

namespace value {

namespace {

/// The exact order of two numbers, also of integers that a double cannot hold.
std::partial_ordering compare_numbers(const Value& a, const Value& b) {
  if (!a.is_floating() && !b.is_floating()) return a.as_integer() <=> b.as_integer();
  if (a.is_floating() && b.is_floating()) return a.as_floating() <=> b.as_floating();
  if (!a.is_floating()) return 0 <=> compare_numbers(b, a);
  double floating = a.as_floating();
  if (std::isnan(floating)) return std::partial_ordering::unordered;
  if (floating >= 9223372036854775808.0) return std::partial_ordering::greater;
  if (floating < -9223372036854775808.0) return std::partial_ordering::less;
  auto whole = static_cast<std::int64_t>(floating);
  if (whole != b.as_integer()) return whole <=> b.as_integer();
  return floating <=> static_cast<double>(whole);
}

/// What an object stands for when it is a list or map, else the value itself.
Value plain(Context& ctx, const Value& value) {
  if (!value.is_object()) return value;
  Shape shape = value.as_object().shape(value.handle());
  bool stands_for = shape == Shape::sequence || shape == Shape::mapping;
  return stands_for ? value.as_object().materialize(ctx, value.handle()) : value;
}

bool equal_at(Context& ctx, const Value& a, const Value& b, int depth) {
  if (a.is_number() && b.is_number()) return compare_numbers(a, b) == 0;
  if (a.is_object() || b.is_object()) {
    if (a.same_storage(b)) return true;
    Value left = plain(ctx, a), right = plain(ctx, b);
    if (left.is_object() || right.is_object()) return false;
    return depth <= k_deepest && equal_at(ctx, left, right, depth + 1);
  }
  if (a.kind() != b.kind()) return false;
  switch (a.kind()) {
    case Kind::undefined:
    case Kind::none:
      return true;
    case Kind::string:
      return a.as_string() == b.as_string();
    case Kind::datetime:
      return a.as_datetime() == b.as_datetime() && a.as_datetime().date_only == b.as_datetime().date_only;
    case Kind::duration:
      return a.as_duration() == b.as_duration();
    case Kind::list: {
      if (a.is_tuple() != b.is_tuple() || a.items().size() != b.items().size() || depth > k_deepest) return false;
      for (std::size_t i = 0; i < a.items().size(); ++i) {
        if (!equal_at(ctx, a.items()[i], b.items()[i], depth + 1)) return false;
      }
      return true;
    }
    case Kind::map: {
      if (a.as_map().size() != b.as_map().size() || depth > k_deepest) return false;
      for (const Map::Entry& entry : a.as_map().entries()) {
        const Value* other = b.as_map().find(entry.key);
        if (other == nullptr || !equal_at(ctx, entry.value, *other, depth + 1)) return false;
      }
      return true;
    }
    default:
      return false;
  }
}

std::optional<std::partial_ordering> compare_at(Context& ctx, const Value& a, const Value& b, int depth) {
  if (a.is_number() && b.is_number()) return compare_numbers(a, b);
  if (a.kind() != b.kind()) return std::nullopt;
  switch (a.kind()) {
    case Kind::string:
      return a.as_string().compare(b.as_string()) <=> 0;
    case Kind::datetime:
      return a.as_datetime() <=> b.as_datetime();
    case Kind::duration:
      return a.as_duration() <=> b.as_duration();
    case Kind::list: {
      if (a.is_tuple() != b.is_tuple() || depth > k_deepest) return std::nullopt;
      std::size_t common = std::min(a.items().size(), b.items().size());
      for (std::size_t i = 0; i < common; ++i) {
        if (equal_at(ctx, a.items()[i], b.items()[i], depth + 1)) continue;
        return compare_at(ctx, a.items()[i], b.items()[i], depth + 1);
      }
      return a.items().size() <=> b.items().size();
    }
    default:
      return std::nullopt;
  }
}

}  // namespace

bool truth(Context& ctx, const Value& value) {
  switch (value.kind()) {
    case Kind::undefined:
    case Kind::none:
      return false;
    case Kind::boolean:
    case Kind::integer:
    case Kind::duration:
      return value.as_integer() != 0;
    case Kind::floating:
      return value.as_floating() != 0;
    case Kind::string:
      return !value.as_string().empty();
    case Kind::datetime:
      return true;
    case Kind::list:
      return !value.items().empty();
    case Kind::map:
      return value.as_map().size() > 0;
    case Kind::object:
      return value.as_object().truth(ctx, value.handle());
  }
  return false;
}

bool equal(Context& ctx, const Value& a, const Value& b) { return equal_at(ctx, a, b, 0); }

std::optional<std::partial_ordering> compare(Context& ctx, const Value& a, const Value& b) {
  return compare_at(ctx, a, b, 0);
}

bool contains(Context& ctx, const Value& haystack, const Value& needle) {
  Value whole = plain(ctx, haystack);
  switch (whole.kind()) {
    case Kind::string:
      if (needle.is_string()) return whole.as_string().find(needle.as_string()) != std::string_view::npos;
      ctx.fail("wrong-argument", "'in' looks for text in a text, not for a " + std::string(kind_name(needle)));
      return false;
    case Kind::list:
      return std::any_of(whole.items().begin(), whole.items().end(),
                         [&](const Value& element) { return equal(ctx, element, needle); });
    case Kind::map:
      return whole.as_map().find(needle) != nullptr;
    case Kind::undefined:
      return false;
    default:
      ctx.fail("not-iterable", "'in' cannot look inside a " + std::string(kind_name(whole)));
      return false;
  }
}

}  // namespace value
