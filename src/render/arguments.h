// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "value/object.h"

/// How the site's filters read what they are given: leniently. None and undefined are an empty text and an empty list,
/// a number may be written as text, and only a subject that makes no sense at all (looping over a number) fails.
namespace render {

/// Python's str(); "" for none and undefined. The view lives as long as the arena.
std::string_view text_of(value::Context& ctx, const value::Value& value);

/// A whole number, also from a float or from digits in a text; `otherwise` for anything else.
std::int64_t integer_of(const value::Value& value, std::int64_t otherwise);

/// `integer_of` for a count: negative ones are 0.
std::size_t count_of(const value::Value& value, std::size_t otherwise);

/// The truth of an argument, `otherwise` when it is absent.
bool flag_of(value::Context& ctx, const value::Value& value, bool otherwise);

/// The elements of a list or of whatever stands for one; none of none, undefined and text. Fails ("not-iterable") for
/// numbers and the like.
std::span<const value::Value> elements_of(value::Context& ctx, const value::Value& value);

/// The elements of `items` from `start`, at most `count`, as a new list.
value::Value sublist(value::Context& ctx, std::span<const value::Value> items, std::size_t start, std::size_t count);

}  // namespace render
