// SPDX-License-Identifier: MIT
#include "jinja/methods.h"

#include <array>
#include <vector>

#include "diagnostics/diagnostic.h"

namespace jinja {

namespace {

using Tables = std::array<std::span<const Method>, 4>;

Tables tables_of_object(const Value& subject) {
  switch (subject.as_object().shape(subject.handle())) {
    case value::Shape::sequence:
      return {tuple_methods()};
    case value::Shape::mapping:
      return {mapping_methods()};
    default:
      return {};
  }
}

Tables tables_of(const Value& subject) {
  switch (subject.kind()) {
    case Kind::string:
      if (subject.is_safe()) return {text_methods(), text_split_methods(), text_tests(), markup_methods()};
      return {text_methods(), text_split_methods(), text_tests()};
    case Kind::list:
      return {subject.is_tuple() ? tuple_methods() : list_methods()};
    case Kind::map:
      return {map_methods()};
    case Kind::boolean:
    case Kind::integer:
      return {integer_methods()};
    case Kind::floating:
      return {floating_methods()};
    case Kind::datetime:
      return {datetime_methods()};
    case Kind::duration:
      return {duration_methods()};
    case Kind::object:
      return tables_of_object(subject);
    case Kind::undefined:
    case Kind::none:
      break;
  }
  return {};
}

const Method* find_method(const Value& subject, Name name) {
  for (std::span<const Method> table : tables_of(subject)) {
    for (const Method& each : table) {
      if (each.name == name) return &each;
    }
  }
  return nullptr;
}

std::string suggestion(const Value& subject, std::string_view name) {
  std::vector<std::string> names;
  for (std::span<const Method> table : tables_of(subject)) {
    for (const Method& each : table) names.emplace_back(each.name.text);
  }
  return diagnostics::did_you_mean(name, names);
}

}  // namespace

Value call_builtin_method(Runtime& ctx, const Value& subject, Name name, const Arguments& arguments) {
  if (const Method* method = find_method(subject, name)) return method->function(ctx, subject, arguments);
  if (subject.is_undefined()) return fail_undefined(ctx, subject);
  return ctx.fail("unknown-method",
                  "a value of type '" + python_type(subject) + "' has no method '" + std::string(name.text) + "'",
                  suggestion(subject, name.text));
}

bool has_builtin_method(const Value& subject, Name name) { return find_method(subject, name) != nullptr; }

Value builtin_attribute(Runtime&, const Value& subject, Name name) {
  switch (subject.kind()) {
    case Kind::datetime:
      return datetime_attribute(subject, name);
    case Kind::duration:
      return duration_attribute(subject, name);
    default:
      return {};
  }
}

bool changeable(Runtime& ctx, const Value& subject, std::string_view method) {
  bool frozen = subject.is_list() ? subject.as_list().frozen : subject.as_map().frozen();
  if (!frozen) return true;
  std::string kind = subject.is_list() ? "list" : "map";
  ctx.fail("frozen", "'" + std::string(method) + "' would change a " + kind + " that others share",
           subject.is_list() ? "copy it first: {% set mine = x | list %}" : "copy it first: {% set mine = dict(x) %}");
  return false;
}

}  // namespace jinja
