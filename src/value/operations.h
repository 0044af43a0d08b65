// SPDX-License-Identifier: MIT
#pragma once

#include <compare>
#include <optional>
#include <string>

#include "value/object.h"
#include "value/value.h"

/// What Python's operators and built-in functions mean for values. Functions that look inside objects note the
/// questions in `ctx.reads`.
namespace value {

bool truth(Context& ctx, const Value& value);

/// Python's `==`: numbers by value (true is 1), text by bytes, lists and maps by content, objects by identity or, when
/// both stand for lists or maps, by content.
bool equal(Context& ctx, const Value& a, const Value& b);

/// Python's ordering, or nothing where Python raises TypeError (a number and a text). Lists compare element by element.
std::optional<std::partial_ordering> compare(Context& ctx, const Value& a, const Value& b);

/// `needle in haystack`; fails on a haystack that is no text, list, map or collection.
bool contains(Context& ctx, const Value& haystack, const Value& needle);

/// The number of elements or code points, or nothing for values without a length.
std::optional<std::size_t> length(Context& ctx, const Value& value);

/// `value.name`: an object's attribute, a map's entry; undefined otherwise. Methods of built-in types belong to the
/// template language.
Value attribute(Context& ctx, const Value& value, Name name);

/// `value[key]`: map entry, list element (negative from the end), code point of a text; undefined when absent.
Value item(Context& ctx, const Value& value, const Value& key);

/// A dotted path ("metadata.author.name", "tags.0"), step by step through `attribute` and `item`.
Value lookup_path(Context& ctx, const Value& value, std::string_view dotted_path);

/// A plain list or map for whatever stands for one: objects are materialized; text becomes a list of its code points, a
/// map the list of its keys when `elements` is asked; others fail ("not-iterable").
Value elements(Context& ctx, const Value& value);
/// The same as a map; undefined when it does not stand for one.
Value mapping(Context& ctx, const Value& value);

/// Python's str(): what `{{ value }}` prints, before escaping. Undefined prints nothing.
void append_text(Context& ctx, std::string& out, const Value& value);
/// The text of a value; a string's own bytes without copying, others made in the arena.
std::string_view to_text(Context& ctx, const Value& value);
/// Python's repr(): text in quotes.
void append_repr(Context& ctx, std::string& out, const Value& value);
/// A float as Python prints it: shortest digits, `1e+16`, `1.0`, `inf`, `nan`.
void append_floating(std::string& out, double number);

struct JsonStyle {
  static constexpr int k_one_line = -1;
  int indent = k_one_line;  ///< spaces a level; one line with ", " and ": "
  bool is_strict = false;   ///< fails on what Python's json refuses: undefined values, keys that are no plain values
  bool sort_keys = false;
  bool compact = false;  ///< "," and ":" without spaces
  bool ascii = true;     ///< code points beyond ASCII as \uXXXX, as Python does
};
/// The value as JSON: dates as ISO 8601 text, undefined and opaque objects as null unless `is_strict`.
void append_json(Context& ctx, std::string& out, const Value& value, const JsonStyle& style);

}  // namespace value
