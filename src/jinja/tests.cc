// SPDX-License-Identifier: MIT
#include <cmath>

#include "jinja/builtins.h"
#include "jinja/methods.h"

namespace jinja {

namespace {

/// The one argument of a test that has no more, or nothing, having failed.
std::optional<Value> subject_of(Context& ctx, const Arguments& arguments) {
  Parameters<1> given(ctx, "this test", arguments, {"value"}, 1);
  return given ? std::optional(given[0]) : std::nullopt;
}

/// A test that looks at nothing but the value.
template <bool (*Holds)(const Value&)>
Value of_value(Context& ctx, const Arguments& arguments, const void*) {
  auto subject = subject_of(ctx, arguments);
  return subject ? Value::boolean(Holds(*subject)) : Value();
}

bool has_shape(const Value& value, value::Shape shape) {
  return value.is_object() && value.as_object().shape(value.handle()) == shape;
}

bool is_boolean(const Value& value) { return value.is_boolean(); }
/// An undefined value can be called, which is an error of its own then; Jinja2 says so too.
bool is_callable(const Value& value) { return value.is_undefined() || has_shape(value, value::Shape::callable); }
bool is_defined(const Value& value) { return !value.is_undefined(); }
bool is_undefined(const Value& value) { return value.is_undefined(); }
bool is_false(const Value& value) { return value.is_boolean() && !value.as_boolean(); }
bool is_true(const Value& value) { return value.is_boolean() && value.as_boolean(); }
bool is_float(const Value& value) { return value.is_floating(); }
bool is_integer(const Value& value) { return value.is_integer(); }
bool is_none(const Value& value) { return value.is_none(); }
bool is_number(const Value& value) { return value.is_number(); }
bool is_string(const Value& value) { return value.is_string(); }
bool is_mapping(const Value& value) { return value.is_map() || has_shape(value, value::Shape::mapping); }
bool is_iterable(const Value& value) {
  return value.is_undefined() || value.is_string() || value.is_list() || is_mapping(value) ||
         has_shape(value, value::Shape::sequence);
}

Value iterable(Context& ctx, const Arguments& arguments, const void*) {
  auto subject = subject_of(ctx, arguments);
  if (!subject || !usable(ctx, *subject)) return {};
  return Value::boolean(is_iterable(*subject));
}

Value sequence(Context& ctx, const Arguments& arguments, const void*) {
  auto subject = subject_of(ctx, arguments);
  if (!subject) return {};
  bool strict = subject->is_undefined() && runtime(ctx).undefined_mode() == Undefined::strict;
  return Value::boolean(!strict && is_iterable(*subject));
}

/// islower() and isupper() of the value's text.
template <char Case>
Value in_case(Context& ctx, const Arguments& arguments, const void*) {
  auto subject = subject_of(ctx, arguments);
  if (!subject) return {};
  Value text = Value::string(text_of(ctx, *subject));
  if (ctx.failed()) return {};
  return call_builtin_method(runtime(ctx), text, Case == 'l' ? "islower" : "isupper", {});
}

/// `value % number == rest` for whole numbers and floats. A text is formatted by `%`, and equals no number.
Value has_rest(Context& ctx, std::string_view test, const Value& value, const Value& number, std::int64_t rest) {
  if (!defined(ctx, value) || !defined(ctx, number)) return {};
  if (value.is_string()) {
    percent_format(runtime(ctx), value, number);
    if (!ctx.failed()) return Value::boolean(false);
    ctx.clear_failure();
  }
  if (!value.is_number() || !number.is_number()) {
    const Value& wrong = value.is_number() ? number : value;
    return fail_argument(ctx, std::string(test) + " needs a number, not a value of type '" + python_type(wrong) + "'");
  }
  if (number.number() == 0) return fail_argument(ctx, std::string(test) + ": division by zero");
  if (value.is_floating() || number.is_floating()) {
    double remainder = std::fmod(value.number(), number.number());
    if (remainder != 0 && (remainder < 0) != (number.number() < 0)) remainder += number.number();
    return Value::boolean(remainder == static_cast<double>(rest));
  }
  if (number.as_integer() == -1) return Value::boolean(rest == 0);
  std::int64_t remainder = value.as_integer() % number.as_integer();
  if (remainder != 0 && (remainder < 0) != (number.as_integer() < 0)) remainder += number.as_integer();
  return Value::boolean(remainder == rest);
}

Value even(Context& ctx, const Arguments& arguments, const void*) {
  auto subject = subject_of(ctx, arguments);
  return subject ? has_rest(ctx, "even", *subject, Value::integer(2), 0) : Value();
}

Value odd(Context& ctx, const Arguments& arguments, const void*) {
  auto subject = subject_of(ctx, arguments);
  return subject ? has_rest(ctx, "odd", *subject, Value::integer(2), 1) : Value();
}

Value divisibleby(Context& ctx, const Arguments& arguments, const void*) {
  Parameters<2> given(ctx, "divisibleby", arguments, {"value", "num"}, 2);
  return given ? has_rest(ctx, "divisibleby", given[0], given[1], 0) : Value();
}

Value escaped(Context& ctx, const Arguments& arguments, const void*) {
  auto subject = subject_of(ctx, arguments);
  return subject ? Value::boolean(is_html(ctx, *subject)) : Value();
}

/// Whether a value can be looked up as a name is; fails when not.
bool may_be_name(Context& ctx, const Value& value) {
  if (!usable(ctx, value)) return false;
  if (!value::is_hashable(value)) fail_argument(ctx, "a value of type '" + python_type(value) + "' is no name");
  return !ctx.failed();
}

Value filter_exists(Context& ctx, const Arguments& arguments, const void*) {
  auto subject = subject_of(ctx, arguments);
  if (!subject || !may_be_name(ctx, *subject)) return {};
  return Value::boolean(subject->is_string() && runtime(ctx).has_filter(subject->as_string()));
}

Value test_exists(Context& ctx, const Arguments& arguments, const void*) {
  auto subject = subject_of(ctx, arguments);
  if (!subject || !may_be_name(ctx, *subject)) return {};
  return Value::boolean(subject->is_string() && runtime(ctx).has_test(subject->as_string()));
}

template <bool Wanted>
Value equals(Context& ctx, const Arguments& arguments, const void*) {
  Parameters<2> given(ctx, Wanted ? "eq" : "ne", arguments, {"a", "b"}, 2);
  if (!given || !usable(ctx, given[0]) || !usable(ctx, given[1])) return {};
  return Value::boolean(value::equal(ctx, given[0], given[1]) == Wanted);
}

template <bool Less, bool Equal>
Value ordered(Context& ctx, const Arguments& arguments, const void*) {
  Parameters<2> given(ctx, "a comparison", arguments, {"a", "b"}, 2);
  if (!given) return {};
  int relation = order(ctx, given[0], given[1]);
  if (ctx.failed()) return {};
  return Value::boolean(relation == (Less ? -1 : 1) || (Equal && relation == 0));
}

Value in(Context& ctx, const Arguments& arguments, const void*) {
  Parameters<2> given(ctx, "in", arguments, {"value", "seq"}, 2);
  if (!given || !usable(ctx, given[1])) return {};
  if (given[1].is_undefined()) return Value::boolean(false);
  return Value::boolean(value::contains(ctx, given[1], given[0]));
}

/// Texts have no identity of their own here, so equal ones are the same.
Value sameas(Context& ctx, const Arguments& arguments, const void*) {
  Parameters<2> given(ctx, "sameas", arguments, {"value", "other"}, 2);
  if (!given) return {};
  const Value& a = given[0];
  const Value& b = given[1];
  if (a.kind() != b.kind()) return Value::boolean(false);
  if (a.is_string()) return Value::boolean(a.as_string() == b.as_string() && a.is_safe() == b.is_safe());
  return Value::boolean(a.is_nothing() || a.same_storage(b));
}

constexpr Builtin k_tests[] = {
    {"!=", equals<false>},
    {"<", ordered<true, false>},
    {"<=", ordered<true, true>},
    {"==", equals<true>},
    {">", ordered<false, false>},
    {">=", ordered<false, true>},
    {"boolean", of_value<is_boolean>},
    {"callable", of_value<is_callable>},
    {"defined", of_value<is_defined>},
    {"divisibleby", divisibleby},
    {"eq", equals<true>},
    {"equalto", equals<true>},
    {"escaped", escaped},
    {"even", even},
    {"false", of_value<is_false>},
    {"filter", filter_exists},
    {"float", of_value<is_float>},
    {"ge", ordered<false, true>},
    {"greaterthan", ordered<false, false>},
    {"gt", ordered<false, false>},
    {"in", in},
    {"integer", of_value<is_integer>},
    {"iterable", iterable},
    {"le", ordered<true, true>},
    {"lessthan", ordered<true, false>},
    {"lower", in_case<'l'>},
    {"lt", ordered<true, false>},
    {"mapping", of_value<is_mapping>},
    {"ne", equals<false>},
    {"none", of_value<is_none>},
    {"number", of_value<is_number>},
    {"odd", odd},
    {"sameas", sameas},
    {"sequence", sequence},
    {"string", of_value<is_string>},
    {"test", test_exists},
    {"true", of_value<is_true>},
    {"undefined", of_value<is_undefined>},
    {"upper", in_case<'u'>},
};

}  // namespace

std::span<const Builtin> builtin_tests() { return k_tests; }

}  // namespace jinja
