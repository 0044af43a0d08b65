// SPDX-License-Identifier: MIT
#include "jinja/attribute_path.h"
#include "jinja/filters.h"

namespace jinja::filter {

Value attr(Context& ctx, const Arguments& arguments, const void*) {
  Parameters<2> given(ctx, "attr", arguments, {"obj", "name"}, 2);
  if (!given) return {};
  std::string_view name = text_of(ctx, given[1]);
  if (!given[0].is_undefined()) return plain_attribute(ctx, given[0], name);
  return path_step(ctx, given[0], name);
}

Value default_(Context& ctx, const Arguments& arguments, const void*) {
  Parameters<3> given(ctx, "default", arguments, {"value", "default_value", "boolean"}, 1);
  if (!given) return {};
  bool absent = given[0].is_undefined();
  if (!absent && flag_argument(ctx, given[2], false)) absent = !value::truth(ctx, given[0]);
  if (!absent) return given[0];
  return arguments.positional.size() < 2 && given[1].is_undefined() ? Value::string("") : given[1];
}

Value items(Context& ctx, const Arguments& arguments, const void*) {
  Parameters<1> given(ctx, "items", arguments, {"value"}, 1);
  if (!given) return {};
  if (given[0].is_undefined()) return Value::list(value::make_list(ctx.arena));
  Value map = value::mapping(ctx, given[0]);
  if (ctx.failed()) return {};
  if (!map.is_map()) {
    return fail_argument(ctx, "items: a value of type '" + python_type(given[0]) + "' is no mapping");
  }
  return call_builtin_method(runtime(ctx), map, "items", {});
}

Value sum(Context& ctx, const Arguments& arguments, const void*) {
  Parameters<3> given(ctx, "sum", arguments, {"iterable", "attribute", "start"}, 1);
  if (!given) return {};
  AttributePath path(ctx, given[1]);
  Value total = is_absent(given[2]) ? Value::integer(0) : given[2];
  if (total.is_string()) return fail_argument(ctx, "sum cannot add texts", "use the filter join");
  for (const Value& each : elements_of(ctx, given[0])) {
    Value number = path.of(ctx, each);
    if (!ctx.failed()) total = add(ctx, total, number);
    if (ctx.failed()) return {};
  }
  return total;
}

namespace {

/// The arguments of a filter or test that is applied to one element after the other.
class Application {
 public:
  /// `rest`: the arguments behind the name.
  Application(Context& ctx, std::span<const Value> rest, std::span<const value::NamedArgument> named)
      : positional_(value::make_list(ctx.arena, rest.size() + 1)), named_(named) {
    positional_->append(ctx.arena, Value());
    for (const Value& each : rest) positional_->append(ctx.arena, each);
  }
  Arguments to(const Value& element) {
    positional_->data[0] = element;
    return {positional_->items(), named_};
  }

 private:
  List* positional_;
  std::span<const value::NamedArgument> named_;
};

Value map_attribute(Context& ctx, const Arguments& arguments) {
  Value attribute;
  Value otherwise;
  for (const value::NamedArgument& each : arguments.named) {
    if (each.name == Name("attribute")) {
      attribute = each.value;
    } else if (each.name == Name("default")) {
      otherwise = each.value.is_none() ? Value() : each.value;
    } else {
      return fail_argument(ctx, "map has no argument '" + std::string(each.name.text) + "'");
    }
  }
  if (is_absent(attribute)) return fail_argument(ctx, "map needs the name of a filter or an attribute");
  AttributePath path(ctx, attribute);
  List* mapped = value::make_list(ctx.arena);
  for (const Value& each : elements_of(ctx, arguments.positional[0])) {
    mapped->append(ctx.arena, path.of(ctx, each, otherwise));
    if (ctx.failed()) return {};
  }
  return Value::list(mapped);
}

}  // namespace

Value map(Context& ctx, const Arguments& arguments, const void*) {
  std::span<const Value> positional = arguments.positional;
  if (positional.empty()) return fail_argument(ctx, "map needs something to work on");
  if (!truth_of(ctx, positional[0])) return ctx.failed() ? Value() : Value::list(value::make_list(ctx.arena));
  if (positional.size() == 1) return map_attribute(ctx, arguments);
  Name name = text_of(ctx, positional[1]);
  Application application(ctx, positional.subspan(2), arguments.named);
  List* mapped = value::make_list(ctx.arena);
  for (const Value& each : elements_of(ctx, positional[0])) {
    mapped->append(ctx.arena, runtime(ctx).apply_filter(name, application.to(each)));
    if (ctx.failed()) return {};
  }
  return Value::list(mapped);
}

namespace {

/// The four filters that keep elements: by the element or an attribute of it, those that pass a test or those that do
/// not. Without the name of a test, truth decides.
Value keep(Context& ctx, std::string_view function, const Arguments& arguments, bool by_attribute, bool wanted) {
  std::span<const Value> positional = arguments.positional;
  std::size_t test_index = by_attribute ? 2 : 1;
  if (positional.empty()) return fail_argument(ctx, std::string(function) + " needs something to work on");
  if (!truth_of(ctx, positional[0])) return ctx.failed() ? Value() : Value::list(value::make_list(ctx.arena));
  if (positional.size() < test_index) {
    return fail_argument(ctx, std::string(function) + " needs the name of an attribute");
  }
  AttributePath path(ctx, by_attribute ? positional[1] : Value());
  bool has_test = positional.size() > test_index;
  Name test = has_test ? Name(text_of(ctx, positional[test_index])) : Name();
  Application application(ctx, positional.subspan(has_test ? test_index + 1 : test_index), arguments.named);
  List* kept = value::make_list(ctx.arena);
  for (const Value& each : elements_of(ctx, positional[0])) {
    Value subject = path.of(ctx, each);
    if (ctx.failed()) return {};
    bool passed = has_test ? runtime(ctx).apply_test(test, application.to(subject)) : truth_of(ctx, subject);
    if (ctx.failed()) return {};
    if (passed == wanted) kept->append(ctx.arena, each);
  }
  return Value::list(kept);
}

}  // namespace

Value select(Context& ctx, const Arguments& arguments, const void*) {
  return keep(ctx, "select", arguments, false, true);
}
Value reject(Context& ctx, const Arguments& arguments, const void*) {
  return keep(ctx, "reject", arguments, false, false);
}
Value selectattr(Context& ctx, const Arguments& arguments, const void*) {
  return keep(ctx, "selectattr", arguments, true, true);
}
Value rejectattr(Context& ctx, const Arguments& arguments, const void*) {
  return keep(ctx, "rejectattr", arguments, true, false);
}

}  // namespace jinja::filter
