// SPDX-License-Identifier: MIT
#include <algorithm>

#include "jinja/compiler.h"

namespace jinja {

void Compiler::compile_macro(const Statement* statement, const Place& place) {
  std::uint32_t unit = compile_macro_unit(statement, place, UnitKind::macro);
  emit(Op::make_macro, statement->span, 1, 0, 0, unit);
  store_name(statement->name, place, statement->span);
}

void Compiler::compile_call_block(const Statement* statement, const Place& place) {
  std::uint32_t unit = compile_macro_unit(statement, place, UnitKind::caller);
  Escape printed = Escape::no;
  compile_call(statement->value, place, &unit, &printed);
}

std::uint32_t Compiler::compile_macro_unit(const Statement* statement, const Place& outer, UnitKind kind) {
  Function function;
  std::uint32_t number = begin_unit(function, kind, kind == UnitKind::caller ? "caller" : statement->name);
  Scope& scope = scopes_.emplace_back(outer.scope, function.slots);
  Place place = outer.inner(&scope);
  place.checks_extends = false;
  Unit unit;
  unit.required = 0;
  for (const Parameter& parameter : statement->parameters) {
    Variable* variable = scope.declare_parameter(parameter.target->text);
    unit.parameters.push_back({value::Name(variable->name), variable->slot});
    if (parameter.value == nullptr) ++unit.required;
    scope.analyze_expression(parameter.value);
  }
  declare_special_parameters(statement, scope, unit);
  scope.analyze(statement->body);
  enter_scope(scope, statement->span);
  compile_defaults(statement, scope, place);
  compile_body(statement->body, place);
  note_locals(scope);
  Unit& made = program_.units[number];
  made.parameters = std::move(unit.parameters);
  made.required = unit.required;
  made.caller_slot = unit.caller_slot;
  made.kwargs_slot = unit.kwargs_slot;
  made.varargs_slot = unit.varargs_slot;
  made.explicit_caller = unit.explicit_caller;
  end_unit();
  return number;
}

/// `caller`, `kwargs` and `varargs` are parameters of every macro that mentions them.
void Compiler::declare_special_parameters(const Statement* statement, Scope& scope, Unit& unit) {
  auto parameter_of = [&](std::string_view name) {
    auto found = std::ranges::find_if(statement->parameters,
                                      [&](const Parameter& parameter) { return parameter.target->text == name; });
    return found == statement->parameters.end() ? nullptr : &*found;
  };
  if (reads_name(statement->body, "caller")) {
    if (const Parameter* written = parameter_of("caller")) {
      unit.explicit_caller = true;
      if (written->value == nullptr) {
        mistake(written->target->span, "the parameter 'caller' needs a default", "leave it out: every macro has it");
      }
    } else {
      unit.caller_slot = scope.declare_parameter("caller")->slot;
    }
  }
  for (auto [name, slot] : {std::pair{"kwargs", &unit.kwargs_slot}, std::pair{"varargs", &unit.varargs_slot}}) {
    if (reads_name(statement->body, name) && parameter_of(name) == nullptr) {
      *slot = scope.declare_parameter(name)->slot;
    }
  }
}

/// Fills the parameters that a call left out. A default may use the parameters before it.
void Compiler::compile_defaults(const Statement* statement, Scope& scope, const Place& place) {
  for (const Parameter& parameter : statement->parameters) {
    scope.find(parameter.target->text)->origin = Origin::nothing;
  }
  for (const Parameter& parameter : statement->parameters) {
    Variable* variable = scope.find(parameter.target->text);
    std::uint32_t jump = emit(Op::jump_if_given, parameter.target->span, 0, 0, variable->slot);
    if (parameter.value != nullptr) {
      compile(parameter.value, place);
    } else {
      program_.constants.push_back(value::Value::undefined(program_.arena, variable->name));
      auto missing = static_cast<std::uint32_t>(program_.constants.size() - 1);
      emit(Op::constant, parameter.target->span, 1, 0, 0, missing);
    }
    emit(Op::store, parameter.target->span, -1, 0, variable->slot, name_entry(variable->name));
    variable->origin = Origin::given;
    land(jump);
  }
}

}  // namespace jinja
