// SPDX-License-Identifier: MIT
#include "render/condition.h"

#include <algorithm>
#include <compare>

#include "render/field_path.h"
#include "value/datetime.h"
#include "value/operations.h"

namespace render {

using value::Context;
using value::Value;

namespace {

struct OperatorName {
  std::string_view name;
  Operator meaning;
};

constexpr OperatorName k_operators[] = {
    {"eq", Operator::equal},
    {"=", Operator::equal},
    {"==", Operator::equal},
    {"ne", Operator::not_equal},
    {"!=", Operator::not_equal},
    {"<>", Operator::not_equal},
    {"gt", Operator::greater},
    {">", Operator::greater},
    {"gte", Operator::greater_or_equal},
    {"ge", Operator::greater_or_equal},
    {">=", Operator::greater_or_equal},
    {"lt", Operator::less},
    {"<", Operator::less},
    {"lte", Operator::less_or_equal},
    {"le", Operator::less_or_equal},
    {"<=", Operator::less_or_equal},
    {"in", Operator::in},
    {"not_in", Operator::not_in},
    {"not in", Operator::not_in},
    {"contains", Operator::contains},
    {"not_contains", Operator::not_contains},
    {"starts_with", Operator::starts_with},
    {"startswith", Operator::starts_with},
    {"ends_with", Operator::ends_with},
    {"endswith", Operator::ends_with},
};

bool is_opaque(const Value& value) {
  return value.is_object() && value.as_object().shape(value.handle()) == value::Shape::opaque;
}

/// The list that a value is or stands for; undefined for others.
Value list_of(Context& ctx, const Value& value) {
  if (value.is_list()) return value;
  if (!value.is_object() || value.as_object().shape(value.handle()) != value::Shape::sequence) return {};
  return value::elements(ctx, value);
}

/// `other` as a date when `value` is one and `other` the spelling of one.
Value comparable(const Value& value, const Value& other) {
  if (!value.is_datetime() || !other.is_string()) return other;
  auto moment = value::parse_datetime(other.as_string());
  return moment ? Value::datetime(*moment) : other;
}

bool is_equal(Context& ctx, const Value& field, const Value& wanted) {
  if (field.is_nothing() || wanted.is_nothing()) return field.is_nothing() && wanted.is_nothing();
  if (is_opaque(field) && wanted.is_string()) return label_of(ctx, field) == wanted.as_string();
  if (field.is_datetime() || wanted.is_datetime()) {
    Value left = comparable(wanted, field), right = comparable(field, wanted);
    return left.is_datetime() && right.is_datetime() && left.as_datetime() == right.as_datetime();
  }
  return value::equal(ctx, field, wanted);
}

/// Elements equal to `wanted` in a list, parts of a text, keys of a map.
bool does_contain(Context& ctx, const Value& field, const Value& wanted) {
  Value list = list_of(ctx, field);
  if (list.is_list()) {
    return std::any_of(list.items().begin(), list.items().end(),
                       [&](const Value& element) { return is_equal(ctx, element, wanted); });
  }
  if (field.is_string()) return wanted.is_string() && field.as_string().find(wanted.as_string()) != std::string::npos;
  Value map = value::mapping(ctx, field);
  return map.is_map() && map.as_map().find(wanted) != nullptr;
}

bool is_among(Context& ctx, const Value& field, const Value& wanted) {
  Value choices = list_of(ctx, wanted);
  if (!choices.is_list()) return does_contain(ctx, field, wanted);
  Value own = list_of(ctx, field);
  if (!own.is_list()) return does_contain(ctx, choices, field);
  return std::any_of(own.items().begin(), own.items().end(),
                     [&](const Value& element) { return does_contain(ctx, choices, element); });
}

std::optional<std::partial_ordering> order(Context& ctx, const Value& field, const Value& wanted) {
  return value::compare(ctx, comparable(wanted, field), comparable(field, wanted));
}

}  // namespace

std::optional<Operator> operator_of(std::string_view name) {
  for (const OperatorName& each : k_operators) {
    if (each.name == name) return each.meaning;
  }
  return std::nullopt;
}

std::string_view operator_names() {
  return "eq, ne, gt, gte, lt, lte, in, not_in, contains, not_contains, starts_with, ends_with";
}

bool holds(Context& ctx, Operator relation, const Value& field, const Value& wanted) {
  auto ordered = [&](auto accept) {
    auto found = order(ctx, field, wanted);
    return found && accept(*found);
  };
  bool are_texts = field.is_string() && wanted.is_string();
  switch (relation) {
    case Operator::equal:
      return is_equal(ctx, field, wanted);
    case Operator::not_equal:
      return !is_equal(ctx, field, wanted);
    case Operator::greater:
      return ordered([](std::partial_ordering found) { return found > 0; });
    case Operator::greater_or_equal:
      return ordered([](std::partial_ordering found) { return found >= 0; });
    case Operator::less:
      return ordered([](std::partial_ordering found) { return found < 0; });
    case Operator::less_or_equal:
      return ordered([](std::partial_ordering found) { return found <= 0; });
    case Operator::in:
      return is_among(ctx, field, wanted);
    case Operator::not_in:
      return !is_among(ctx, field, wanted);
    case Operator::contains:
      return does_contain(ctx, field, wanted);
    case Operator::not_contains:
      return !does_contain(ctx, field, wanted);
    case Operator::starts_with:
      return are_texts && field.as_string().starts_with(wanted.as_string());
    case Operator::ends_with:
      return are_texts && field.as_string().ends_with(wanted.as_string());
  }
  return false;
}

}  // namespace render
