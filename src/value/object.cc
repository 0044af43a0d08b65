// SPDX-License-Identifier: MIT
#include "value/object.h"

#include <algorithm>
#include <cassert>

#include "value/operations.h"
#include "value/wording.h"

namespace value {

Value Object::item(Context& ctx, Handle handle, const Value& key) const {
  if (key.is_string()) return attribute(ctx, handle, Name(ctx.arena.copy(key.as_string())));
  if (shape(handle) == Shape::opaque || shape(handle) == Shape::callable) return {};
  Value plain = materialize(ctx, handle);
  return plain.is_object() ? Value() : value::item(ctx, plain, key);
}

std::optional<std::size_t> Object::length(Context& ctx, Handle handle) const {
  if (shape(handle) == Shape::opaque || shape(handle) == Shape::callable) return std::nullopt;
  Value plain = materialize(ctx, handle);
  return plain.is_object() ? std::nullopt : value::length(ctx, plain);
}

bool Object::truth(Context& ctx, Handle handle) const {
  auto count = length(ctx, handle);
  return !count || *count > 0;
}

Value Object::call(Context& ctx, Handle handle, const Arguments&) const {
  return ctx.fail("not-callable", described(Value::object(this, handle)) + " cannot be called");
}

Value Object::call_method(Context& ctx, Handle handle, Name name, const Arguments& arguments) const {
  Value method = attribute(ctx, handle, name);
  if (ctx.failed()) return {};
  if (method.is_undefined()) {
    return ctx.fail("unknown-method", described(Value::object(this, handle)) + " has no method " + quoted(name.text),
                    diagnostics::did_you_mean(name.text, attribute_names(handle)));
  }
  return value::call(ctx, method, arguments);
}

void Object::print(Context& ctx, Handle handle, std::string& out) const {
  Value plain = materialize(ctx, handle);
  if (!plain.is_undefined() && !plain.is_object()) return append_text(ctx, out, plain);
  out.append("<").append(type_name()).append(">");
}

void FunctionObject::print(Context&, Handle, std::string& out) const {
  out.append("<function ").append(name_).append(">");
}

Value call(Context& ctx, const Value& callable, const Arguments& arguments) {
  if (callable.is_object()) return callable.as_object().call(ctx, callable.handle(), arguments);
  if (callable.is_undefined()) {
    std::string name(callable.looked_for());
    return ctx.fail("undefined-variable",
                    name.empty() ? "what is called is undefined" : quoted(name) + " is undefined");
  }
  return ctx.fail("not-callable", described(callable) + " cannot be called");
}

namespace {

/// Says what is wrong with a call's arguments; always false, for `return`.
bool refuse(Context& ctx, std::string_view function, const std::string& what, std::string hint = {}) {
  ctx.fail("wrong-argument", std::string(function) + "() " + what, std::move(hint));
  return false;
}

std::string arity(std::size_t most) {
  if (most == 0) return "takes no arguments";
  return "takes at most " + std::to_string(most) + (most == 1 ? " argument" : " arguments");
}

bool refuse_unexpected(Context& ctx, std::string_view function, Name name, std::span<const std::string_view> names) {
  std::vector<std::string> known;
  for (std::string_view each : names) known.emplace_back(each);
  return refuse(ctx, function, "got an unexpected argument " + quoted(name.text),
                diagnostics::did_you_mean(name.text, known));
}

}  // namespace

bool bind(Context& ctx, std::string_view function, const Arguments& arguments, std::span<const std::string_view> names,
          std::size_t required, std::span<Value> bound) {
  assert(names.size() <= 64);
  if (arguments.positional.size() > names.size()) {
    return refuse(ctx, function, arity(names.size()) + " (" + std::to_string(arguments.positional.size()) + " given)");
  }
  std::fill(bound.begin(), bound.end(), Value());
  std::uint64_t given = 0;
  for (std::size_t i = 0; i < arguments.positional.size(); ++i) {
    bound[i] = arguments.positional[i];
    given |= std::uint64_t{1} << i;
  }
  for (const NamedArgument& argument : arguments.named) {
    std::size_t at = 0;
    while (at < names.size() && names[at] != argument.name.text) ++at;
    if (at == names.size()) return refuse_unexpected(ctx, function, argument.name, names);
    if (given >> at & 1) return refuse(ctx, function, "got two values for argument " + quoted(argument.name.text));
    bound[at] = argument.value;
    given |= std::uint64_t{1} << at;
  }
  for (std::size_t i = 0; i < required; ++i) {
    if (!(given >> i & 1)) return refuse(ctx, function, "is missing argument '" + std::string(names[i]) + "'");
  }
  return true;
}

}  // namespace value
