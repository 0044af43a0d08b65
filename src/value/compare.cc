// SPDX-License-Identifier: MIT
#include <algorithm>

#include "value/datetime.h"
#include "value/number_order.h"
#include "value/operations.h"
#include "value/wording.h"

namespace value {

namespace {

bool stands_for_values(const Value& value) {
  if (!value.is_object()) return value.is_list() || value.is_map();
  Shape shape = value.as_object().shape(value.handle());
  return shape == Shape::sequence || shape == Shape::mapping;
}

/// What an object stands for when it is a list or map, else the value itself.
Value plain(Context& ctx, const Value& value) {
  if (!value.is_object() || !stands_for_values(value)) return value;
  return value.as_object().materialize(ctx, value.handle());
}

bool refuse_size(Context& ctx) {
  ctx.fail("limit", "the values to compare are nested too deeply or contain themselves");
  return false;
}

bool equal_lists(Context& ctx, const Value& a, const Value& b) {
  if (a.is_tuple() != b.is_tuple() || a.items().size() != b.items().size()) return false;
  for (std::size_t i = 0; i < a.items().size(); ++i) {
    if (!equal(ctx, a.items()[i], b.items()[i])) return false;
  }
  return true;
}

bool equal_maps(Context& ctx, const Map& a, const Map& b) {
  if (a.size() != b.size()) return false;
  for (const Map::Entry& entry : a.entries()) {
    const Value* other = b.find(entry.key);
    if (other == nullptr || !equal(ctx, entry.value, *other)) return false;
  }
  return true;
}

/// REQUIRES: each is a list, a map or an object.
bool equal_contents(Context& ctx, const Value& a, const Value& b) {
  if (a.same_storage(b)) return true;
  if (!stands_for_values(a) || !stands_for_values(b)) return false;
  Level level(ctx, b.is_object() ? b : a);
  if (level.is_too_deep() || level.is_exhausted()) return refuse_size(ctx);
  Value left = plain(ctx, a), right = plain(ctx, b);
  if (left.same_storage(right)) return !left.is_undefined();
  if (left.is_list() && right.is_list()) return equal_lists(ctx, left, right);
  return left.is_map() && right.is_map() && equal_maps(ctx, left.as_map(), right.as_map());
}

std::optional<std::partial_ordering> compare_lists(Context& ctx, const Value& a, const Value& b) {
  Level level(ctx, a);
  if (level.is_too_deep() || level.is_exhausted()) {
    refuse_size(ctx);
    return std::nullopt;
  }
  if (a.is_tuple() != b.is_tuple()) return std::nullopt;
  std::size_t common = std::min(a.items().size(), b.items().size());
  for (std::size_t i = 0; i < common; ++i) {
    if (!equal(ctx, a.items()[i], b.items()[i])) return compare(ctx, a.items()[i], b.items()[i]);
  }
  return a.items().size() <=> b.items().size();
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

bool equal(Context& ctx, const Value& a, const Value& b) {
  if (a.is_number() && b.is_number()) return compare_numbers(a, b) == 0;
  bool a_is_nested = a.kind() >= Kind::list, b_is_nested = b.kind() >= Kind::list;
  if (a_is_nested && b_is_nested) return equal_contents(ctx, a, b);
  if (a.is_undefined() && !ctx.may_compare(a)) return false;
  if (b.is_undefined() && !ctx.may_compare(b)) return false;
  if (a.kind() != b.kind()) return false;
  switch (a.kind()) {
    case Kind::string:
      return a.as_string() == b.as_string();
    case Kind::datetime:
      return a.as_datetime() == b.as_datetime() && a.as_datetime().date_only == b.as_datetime().date_only;
    case Kind::duration:
      return a.as_duration() == b.as_duration();
    default:
      return true;
  }
}

std::optional<std::partial_ordering> compare(Context& ctx, const Value& a, const Value& b) {
  if (a.is_number() && b.is_number()) return compare_numbers(a, b);
  if (a.is_object() || b.is_object()) {
    if (!stands_for_values(a) || !stands_for_values(b)) return std::nullopt;
    Value left = plain(ctx, a), right = plain(ctx, b);
    if (!left.is_list() || !right.is_list()) return std::nullopt;
    return compare_lists(ctx, left, right);
  }
  if (a.kind() != b.kind()) return std::nullopt;
  switch (a.kind()) {
    case Kind::string:
      return a.as_string().compare(b.as_string()) <=> 0;
    case Kind::datetime:
      return a.as_datetime() <=> b.as_datetime();
    case Kind::duration:
      return a.as_duration() <=> b.as_duration();
    case Kind::list:
      return compare_lists(ctx, a, b);
    default:
      return std::nullopt;
  }
}

bool contains(Context& ctx, const Value& haystack, const Value& needle) {
  bool asks_one_key =
      haystack.is_object() && needle.is_string() && haystack.as_object().shape(haystack.handle()) == Shape::mapping;
  if (asks_one_key) return !item(ctx, haystack, needle).is_undefined();
  Value whole = plain(ctx, haystack);
  switch (whole.kind()) {
    case Kind::string:
      if (needle.is_string()) return whole.as_string().find(needle.as_string()) != std::string_view::npos;
      ctx.fail("wrong-argument", "'in' looks for a string in a string, not for " + described(needle));
      return false;
    case Kind::list:
      return std::any_of(whole.items().begin(), whole.items().end(), [&](const Value& element) {
        return element.same_storage(needle) || equal(ctx, element, needle);
      });
    case Kind::map:
      if (!is_hashable(needle)) ctx.fail("wrong-argument", described(needle) + " cannot be a key");
      return whole.as_map().find(needle) != nullptr;
    case Kind::undefined:
      return false;
    default:
      ctx.fail("not-iterable", "'in' cannot look inside " + described(whole));
      return false;
  }
}

}  // namespace value
