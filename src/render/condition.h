// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "value/object.h"

namespace render {

/// The operators of `where`.
enum class Operator : std::uint8_t {
  equal,
  not_equal,
  greater,
  greater_or_equal,
  less,
  less_or_equal,
  in,        ///< the field is one of the wanted values, or holds the wanted value
  not_in,    ///< the opposite
  contains,  ///< the field holds the wanted value: an element of a list, a part of a text
  not_contains,
  starts_with,
  ends_with,
};

/// "eq", "==", "gt", "not_in", ...; nothing for a word that is no operator.
std::optional<Operator> operator_of(std::string_view name);
/// The names, for the hint of a message.
std::string_view operator_names();

/// Whether `field` stands in this relation to `wanted`. Never fails: what cannot be compared is in none. A date is
/// compared with the date that a text spells, a section or term with its name.
bool holds(value::Context& ctx, Operator relation, const value::Value& field, const value::Value& wanted);

}  // namespace render
