// SPDX-License-Identifier: MIT
#include <algorithm>
#include <cstddef>
#include <memory>
#include <typeinfo>

#include "jinja/builtins.h"
#include "jinja/running.h"
#include "jinja/template_objects.h"

/// Calls: functions, methods, filters, tests, macros.
namespace jinja {

using value::NamedArgument;

namespace {

constexpr std::size_t k_most_arguments = 100'000;

/// The arguments of one call, gathered from the stack. Lives as long as the call.
class Gathered {
 public:
  /// `first`: the first positional argument; `leading` of them stand before those that `shape` counts.
  Gathered(Context& ctx, const CallShape& shape, const Value* first, std::size_t leading) {
    std::size_t positional = leading + shape.positional;
    arguments_.positional = {first, positional};
    if (shape.is_plain()) return;
    NamedArgument* named = reinterpret_cast<NamedArgument*>(small_);
    if (shape.names.size() > k_small) named = ctx.arena.array<NamedArgument>(shape.names.size());
    for (std::size_t i = 0; i < shape.names.size(); ++i) {
      std::construct_at(&named[i], shape.names[i], first[positional + i]);
    }
    arguments_.named = {named, shape.names.size()};
    const Value* extra = first + positional + shape.names.size();
    if (shape.has_star) add_list(ctx, *extra++);
    if (shape.has_star_star && !ctx.failed()) add_map(ctx, *extra);
  }

  const Arguments& arguments() const { return arguments_; }

 private:
  void add_list(Context& ctx, const Value& list) {
    if (!usable(ctx, list)) return;
    std::span<const Value> more = elements_of(ctx, list);
    std::size_t count = arguments_.positional.size() + more.size();
    if (count > k_most_arguments) {
      ctx.fail("limit", "a call has more than " + std::to_string(k_most_arguments) + " arguments");
      return;
    }
    Value* all = ctx.arena.array<Value>(count);
    std::ranges::copy(arguments_.positional, all);
    std::ranges::copy(more, all + arguments_.positional.size());
    arguments_.positional = {all, count};
  }

  void add_map(Context& ctx, const Value& value) {
    if (!defined(ctx, value)) return;
    Value map = value::mapping(ctx, value);
    if (ctx.failed()) return;
    if (!map.is_map()) {
      fail_argument(ctx, "'**' needs a mapping, not '" + python_type(value) + "'");
      return;
    }
    auto entries = map.as_map().entries();
    std::size_t count = arguments_.named.size() + entries.size();
    NamedArgument* all = ctx.arena.array<NamedArgument>(count);
    NamedArgument* end = std::ranges::copy(arguments_.named, all).out;
    for (const Map::Entry& entry : entries) {
      if (!entry.key.is_string()) {
        fail_argument(ctx, "the keys of a mapping behind '**' are names");
        return;
      }
      Name name(entry.key.as_string());
      if (std::ranges::any_of(arguments_.named, [&](const NamedArgument& other) { return other.name == name; })) {
        fail_argument(ctx, "the argument '" + std::string(name.text) + "' is given twice");
        return;
      }
      *end++ = {name, entry.value};
    }
    arguments_.named = {all, count};
  }

  static constexpr std::size_t k_small = 6;

  Arguments arguments_;
  alignas(NamedArgument) std::byte small_[k_small * sizeof(NamedArgument)];  ///< written where there are named ones
};

const MacroObject* macro_of(const Value& value) {
  if (!value.is_object() || typeid(value.as_object()) != typeid(MacroObject)) return nullptr;
  return static_cast<const MacroObject*>(&value.as_object());
}

}  // namespace

Value Interpreter::call(const CallShape& shape, Value* base) {
  Gathered gathered(*this, shape, base + 1, 0);
  if (failed()) return {};
  return value::call(*this, *base, gathered.arguments());
}

/// What a macro prints goes to the output at once: no text is made in between.
void Interpreter::call_and_print(const CallShape& shape, Value* base, std::uint8_t escape) {
  Gathered gathered(*this, shape, base + 1, 0);
  if (failed()) return;
  const MacroObject* macro = macro_of(*base);
  if (macro != nullptr && is_on(escape) == context_->autoescape) {
    run_macro(*macro, gathered.arguments());
    return;
  }
  Value result = value::call(*this, *base, gathered.arguments());
  if (!failed()) print(result, is_on(escape));
}

Value Interpreter::call_method(const CallShape& shape, const NameEntry& name, Value* base) {
  const Value& receiver = *base;
  Gathered gathered(*this, shape, base + 1, 0);
  if (failed()) return {};
  if (receiver.is_object()) {
    if (has_builtin_method(receiver, name.name)) {
      return call_builtin_method(*this, receiver, name.name, gathered.arguments());
    }
    return receiver.as_object().call_method(*this, receiver.handle(), name.name, gathered.arguments());
  }
  if (receiver.is_map() && !name.is_map_method) {
    return value::call(*this, attribute(receiver, name), gathered.arguments());
  }
  if (receiver.is_undefined()) {
    return is_chainable(*this, receiver) ? fail_undefined(*this, receiver) : attribute(receiver, name);
  }
  return call_builtin_method(*this, receiver, name.name, gathered.arguments());
}

Value Interpreter::filter(const Callee& callee, const CallShape& shape, Value* base) {
  if (callee.function == nullptr) return fail_unknown(callee.name, true);
  Gathered gathered(*this, shape, base, 1);
  if (failed()) return {};
  return run_filter(callee.name, callee.function, callee.self, gathered.arguments());
}

Value Interpreter::run_filter(Name name, value::NativeFunction function, const void* self, const Arguments& arguments) {
  const Value& receiver = arguments.positional.front();
  if (receiver.is_object()) {
    value::Step step{name.text, {arguments.positional.subspan(1), arguments.named}};
    auto refined = receiver.as_object().refine(*this, receiver.handle(), step);
    if (refined || failed()) return refined.value_or(Value());
  }
  return function(*this, arguments, self);
}

bool Interpreter::test(const Callee& callee, const CallShape& shape, Value* base) {
  if (callee.function == nullptr) {
    fail_unknown(callee.name, false);
    return false;
  }
  Gathered gathered(*this, shape, base, 1);
  if (failed()) return false;
  Value result = callee.function(*this, gathered.arguments(), callee.self);
  return !failed() && value::truth(*this, result);
}

Value Interpreter::fail_unknown(Name name, bool is_filter) {
  std::string kind = is_filter ? "filter" : "test";
  const auto& table = is_filter ? library_.filters : library_.tests;
  return fail("unknown-" + kind, "there is no " + kind + " '" + std::string(name.text) + "'",
              diagnostics::did_you_mean(name.text, table.names()));
}

Value Interpreter::apply_filter(Name name, const Arguments& arguments) {
  const LibraryFunction* found = library_.filters.find(name);
  if (found == nullptr) return fail_unknown(name, true);
  if (arguments.positional.empty()) return fail_argument(*this, "a filter needs a value");
  return run_filter(name, found->function, found->self, arguments);
}

bool Interpreter::apply_test(Name name, const Arguments& arguments) {
  const LibraryFunction* found = library_.tests.find(name);
  if (found == nullptr) {
    fail_unknown(name, false);
    return false;
  }
  Value result = found->function(*this, arguments, found->self);
  return !failed() && value::truth(*this, result);
}

Value Interpreter::call_macro(const MacroObject& macro, const Arguments& arguments) {
  std::size_t begin = out_.size();
  bool good = run_macro(macro, arguments);
  Value text = take_capture(begin, context_ != nullptr && context_->autoescape);
  return good ? text : Value();
}

bool Interpreter::run_macro(const MacroObject& macro, const Arguments& arguments) {
  const char* what = macro.unit->kind == UnitKind::caller ? "call" : "macro";
  Running running(*this, *macro.program, macro.number, *macro.context, macro.around, what, macro.unit->name.text);
  return bind_macro(macro, arguments, running.frame()) && running.run();
}

namespace {

bool refuse_call(Context& ctx, const Unit& unit, const std::string& what) {
  fail_argument(ctx, "macro '" + std::string(unit.name.text) + "' " + what);
  return false;
}

}  // namespace

/// Distributes the arguments as Jinja2's macros do: whatever is left over goes to `varargs` and `kwargs`, if the macro
/// mentions them.
bool Interpreter::bind_macro(const MacroObject& macro, const Arguments& arguments, Frame& frame) {
  const Unit& unit = *macro.unit;
  std::span<const Value> positional = arguments.positional;
  std::size_t taken = std::min(positional.size(), unit.parameters.size());
  for (std::size_t i = 0; i < taken; ++i) {
    const UnitParameter& parameter = unit.parameters[i];
    frame.slots[parameter.slot] = defined_or_missing(positional[i], parameter.name.text);
  }
  Map* rest = unit.kwargs_slot == k_no_slot ? nullptr : value::make_map(arena);
  for (const NamedArgument& argument : arguments.named) {
    std::size_t at = taken;
    while (at < unit.parameters.size() && !(unit.parameters[at].name == argument.name)) ++at;
    std::uint16_t slot = k_no_slot;
    if (at < unit.parameters.size()) slot = unit.parameters[at].slot;
    bool is_caller = argument.name.text == "caller" && unit.caller_slot != k_no_slot;
    if (slot == k_no_slot && is_caller) slot = unit.caller_slot;
    if (slot != k_no_slot) {
      frame.slots[slot] = defined_or_missing(argument.value, argument.name.text);
    } else if (rest != nullptr) {
      rest->set(arena, Value::string(arena, argument.name.text), argument.value);
    } else if (argument.name.text == "caller") {
      return refuse_call(*this, unit, "does not use 'caller', so 'call' cannot hand it one");
    } else {
      return refuse_call(*this, unit, "takes no argument '" + std::string(argument.name.text) + "'");
    }
  }
  if (unit.caller_slot != k_no_slot && frame.slots[unit.caller_slot].is_undefined()) {
    frame.slots[unit.caller_slot] = Value::undefined(arena, "caller");
  }
  if (rest != nullptr) frame.slots[unit.kwargs_slot] = Value::map(rest);
  if (unit.varargs_slot != k_no_slot) {
    frame.slots[unit.varargs_slot] = Value::tuple(value::make_list(arena, positional.subspan(taken)));
  } else if (positional.size() > taken) {
    return refuse_call(*this, unit,
                       "takes no more than " + std::to_string(unit.parameters.size()) + " arguments (" +
                           std::to_string(positional.size()) + " given)");
  }
  return true;
}

/// A value as a slot holds it: an undefined one is not missing, or a default would replace it.
Value Interpreter::defined_or_missing(const Value& value, std::string_view name) {
  bool is_bare = value.is_undefined() && value.looked_for().data() == nullptr;
  return is_bare ? Value::undefined(arena, name) : value;
}

}  // namespace jinja
