// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "jinja/runtime.h"
#include "value/operations.h"

/// What the built-in filters, tests, functions and methods share: how they read their arguments, how they make text,
/// and the bounds that keep one value from taking all memory. Private to the built-in library.
///
/// The rule for text is Jinja2's: a filter that changes text keeps it HTML when it was HTML (`safe`), and whatever is
/// mixed into HTML is escaped first. The rule for undefined values is that they are empty text and an empty list, but
/// no number; under `Undefined::strict` any use of one is an error.
namespace jinja {

using value::Arguments;
using value::Context;
using value::Kind;
using value::List;
using value::Map;
using value::Name;
using value::Parameters;
using value::Value;

/// No single text that a filter or method makes is longer than this; beyond it they fail with code "limit".
inline std::size_t most_text_bytes(Context& ctx) { return runtime(ctx).limits().text_bytes; }
/// No single list is longer than this.
inline std::size_t most_elements(Context& ctx) { return runtime(ctx).limits().list_elements; }

Value fail_argument(Context& ctx, std::string message, std::string hint = {});  ///< code "wrong-argument"
/// "<what> makes a text of more than <limit> bytes", and the same of a list.
Value fail_long_text(Context& ctx, std::string_view what);
Value fail_long_list(Context& ctx, std::string_view what);

/// Fails with "undefined-variable", naming what was looked for. For uses that no kind of undefined supports.
Value fail_undefined(Context& ctx, const Value& undefined);
/// False, having failed, when `value` is undefined and strict.
bool usable(Context& ctx, const Value& value);
/// False, having failed, when `value` is undefined at all.
bool defined(Context& ctx, const Value& value);
/// Whether attributes of the undefined `value` are undefined rather than an error.
bool is_chainable(Context& ctx, const Value& value);
/// Whether an argument was not given: undefined values that are given know what was looked for.
inline bool is_absent(const Value& argument) {
  return argument.is_undefined() && argument.looked_for().data() == nullptr;
}
/// Python's truth; fails when `value` is undefined and undefined values are strict.
bool truth_of(Context& ctx, const Value& value);

/// Python's str(); the empty text for undefined.
std::string_view text_of(Context& ctx, const Value& value);
/// Whether what `value` prints is HTML already (Jinja2: it has `__html__`).
bool is_html(const Value& value);
/// The same, counting chainable undefined values, which are empty HTML.
bool is_html(Context& ctx, const Value& value);
/// Appends `value` as HTML: as it is when it is HTML already, escaped otherwise.
void append_html(Context& ctx, std::string& out, const Value& value);
/// The same as text; without copying when there is nothing to escape.
std::string_view html_of(Context& ctx, const Value& value);
/// The text of `value` as it may be mixed into a text that is HTML or not.
std::string_view text_for(Context& ctx, const Value& value, bool html);

/// A text that lives as long as the arena, as a value that is marked as HTML or not.
inline Value text_value(std::string_view text, bool html) { return html ? Value::safe(text) : Value::string(text); }
/// A text value in the arena, marked as HTML or not; fails with "limit" when it is too long.
Value make_text(Context& ctx, std::string_view text, bool html);
/// `pieces` with `between` between them, as one text value; fails with "limit" when it is too long.
Value join_texts(Context& ctx, std::span<const std::string_view> pieces, std::string_view between, bool html);

/// The elements of whatever can be looped over; nothing of undefined. Fails ("not-iterable") for the rest. The span
/// lives as long as the arena, unless the list is changed.
std::span<const Value> elements_of(Context& ctx, const Value& value);

/// An argument that must be a whole number: `otherwise` when absent; fails naming `what` ("truncate: length").
std::optional<std::int64_t> integer_argument(Context& ctx, std::string_view what, const Value& argument,
                                             std::int64_t otherwise);
/// An argument that is used for its truth: `otherwise` when absent.
bool flag_argument(Context& ctx, const Value& argument, bool otherwise);

/// Python's names of types as its messages use them: "str", "int", "NoneType".
std::string python_type(const Value& value);

/// -1, 0 or 1 in Python's ordering; 2 for values without order (NaN). Fails when Python raises TypeError.
int order(Context& ctx, const Value& a, const Value& b);

/// `a + b` for numbers, text, lists, tuples and durations.
Value add(Context& ctx, const Value& a, const Value& b);

/// Reads the whole of `text` as Python's int(text, base) does (white space around, sign, `_`, prefixes for base 0, 2,
/// 8, 16). Nothing when it is no number or does not fit in 64 bits.
std::optional<std::int64_t> parse_python_integer(std::string_view text, int base);
/// The same for float(text): also `inf`, `nan`.
std::optional<double> parse_python_float(std::string_view text);

/// The step `value[part]` or `value.part` of an attribute path: an entry or element, an attribute, or a method as a
/// value.
Value path_step(Context& ctx, const Value& value, Name part);
/// `value.name` as the filter `attr` sees it: attributes and methods but no entries of plain maps.
Value plain_attribute(Context& ctx, const Value& value, Name name);
/// The method `name` of a built-in value as something that can be called later.
Value bound_method(Context& ctx, const Value& subject, Name name);

}  // namespace jinja
