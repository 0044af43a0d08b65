// SPDX-License-Identifier: MIT
#include <algorithm>

#include "base/unicode.h"
#include "jinja/builtins.h"
#include "jinja/interpreter.h"
#include "jinja/namespace_object.h"

/// How a running template reaches values: names of the context, attributes, items, slices.
namespace jinja {

namespace {

/// Undefined as templates see it: it knows what was looked for.
Value defined_or_named(Context& ctx, const Value& value, std::string_view looked_for) {
  return value.is_undefined() && !ctx.failed() ? Value::undefined(ctx.arena, looked_for) : value;
}

/// Whether methods of maps or lists can be called on an object.
bool is_collection(const Value& object) {
  value::Shape shape = object.as_object().shape(object.handle());
  return shape == value::Shape::mapping || shape == value::Shape::sequence;
}

}  // namespace

Value Interpreter::resolve(const TemplateContext& context, Name name) {
  const TemplateContext* at = &context;
  for (; at != nullptr; at = at->outer) {
    const Value* found = at->vars == nullptr ? nullptr : at->vars->find(name);
    if (found != nullptr) return *found;
    if (at == watched_context_) return watched_name(*at, name);
    found = at->handed == nullptr ? nullptr : at->handed->find(name);
    if (found != nullptr) return *found;
    Value given = value::attribute(*this, at->base, name);
    if (!given.is_undefined() || failed()) return given;
  }
  const Value* global = library_.globals.find(name);
  return global == nullptr ? Value() : *global;
}

/// A name as a template finds it that has not set it itself.
Value Interpreter::resolve_outside(const TemplateContext& context, Name name) {
  const Value* handed = context.handed == nullptr ? nullptr : context.handed->find(name);
  if (handed != nullptr) return *handed;
  Value given = value::attribute(*this, context.base, name);
  if (!given.is_undefined() || failed()) return given;
  if (context.outer != nullptr) return resolve(*context.outer, name);
  const Value* global = library_.globals.find(name);
  return global == nullptr ? Value() : *global;
}

Value Interpreter::load_from_context(Frame& frame, std::uint16_t slot, const NameEntry& name) {
  Value found = defined_or_named(*this, resolve(*frame.context, name.name), name.path);
  frame.slots[slot] = found;
  return found;
}

/// `container.name`: an attribute or method first, then an entry, as Python templates do.
Value Interpreter::attribute(const Value& container, const NameEntry& name) {
  switch (container.kind()) {
    case Kind::object: {
      Value found = watch_ == nullptr ? container.as_object().attribute(*this, container.handle(), name.name)
                                      : watched_attribute(container, name.name);
      if (!found.is_undefined() || failed()) return found;
      bool is_method = is_collection(container) && has_builtin_method(container, name.name);
      return is_method ? bound_method(*this, container, name.name) : Value::undefined(arena, name.path);
    }
    case Kind::map: {
      if (name.is_map_method) return bound_method(*this, container, name.name);
      return defined_or_named(*this, container.get(name.name), name.path);
    }
    case Kind::undefined:
      return is_chainable(*this, container) ? container : fail_undefined(*this, container);
    default: {
      Value found = plain_attribute(*this, container, name.name);
      return found.is_undefined() && !failed() ? Value::undefined(arena, name.path) : found;
    }
  }
}

namespace {

/// How messages call `container[key]` that is not there.
std::string spell_key(Context& ctx, const Value& key) {
  std::string text;
  value::append_repr(ctx, text, key);
  constexpr std::size_t k_longest = 60;
  if (text.size() > k_longest) text = text.substr(0, k_longest) + "...";
  return "[" + text + "]";
}

}  // namespace

/// `container[key]`: an entry or element first, then an attribute or method.
Value Interpreter::item(const Value& container, const Value& key) {
  if (container.is_undefined()) {
    return is_chainable(*this, container) ? container : fail_undefined(*this, container);
  }
  if (container.is_object() && key.is_integer()) {
    auto refined = container.as_object().refine(*this, container.handle(), {"item", {{&key, 1}, {}}});
    if (refined || failed()) return refined ? defined_or_named(*this, *refined, spell_key(*this, key)) : Value();
  }
  if (container.is_map() && !usable(*this, key)) return {};
  bool is_key = !container.is_map() || value::is_hashable(key);
  Value found = is_key ? value::item(*this, container, key) : Value();
  if (!found.is_undefined() || failed()) return found;
  if (key.is_string()) {
    found = plain_attribute(*this, container, Name(key.as_string()));
    if (!found.is_undefined() || failed()) return found;
    return Value::undefined(arena, key.as_string());
  }
  return Value::undefined(arena, spell_key(*this, key));
}

namespace {

/// Python's slice: which elements, in which order.
struct Range {
  std::int64_t start;
  std::int64_t stop;
  std::int64_t step;
  std::int64_t count() const {
    if (step > 0) return start >= stop ? 0 : (stop - start - 1) / step + 1;
    return start <= stop ? 0 : (start - stop - 1) / -step + 1;
  }
};

std::int64_t clamp_bound(const Value& bound, std::int64_t size, std::int64_t otherwise, std::int64_t step) {
  if (bound.is_none()) return otherwise;
  std::int64_t at = bound.as_integer();
  if (at < 0) at = at < -size ? -1 : at + size;
  if (step > 0) return std::clamp<std::int64_t>(at, 0, size);
  return std::clamp<std::int64_t>(at, -1, size - 1);
}

/// The bounds of a slice over `size` elements. REQUIRES: each is an integer or none, and the step is not 0.
Range range_of(const Value* bounds, std::int64_t size) {
  std::int64_t step = bounds[2].is_none() ? 1 : bounds[2].as_integer();
  step = std::clamp<std::int64_t>(step, -size - 1, size + 1);
  Range range{clamp_bound(bounds[0], size, step > 0 ? 0 : size - 1, step),
              clamp_bound(bounds[1], size, step > 0 ? size : -1, step), step};
  return range;
}

Value slice_text(Context& ctx, const Value& container, const Value* bounds) {
  std::string_view text = container.as_string();
  std::vector<std::uint32_t> begins;
  for (std::size_t at = 0; at < text.size();) {
    begins.push_back(static_cast<std::uint32_t>(at));
    base::next_code_point(text, at);
  }
  Range range = range_of(bounds, static_cast<std::int64_t>(begins.size()));
  begins.push_back(static_cast<std::uint32_t>(text.size()));
  std::int64_t count = range.count();
  if (range.step == 1) {
    std::size_t begin = begins[static_cast<std::size_t>(count == 0 ? 0 : range.start)];
    std::size_t end = count == 0 ? begin : begins[static_cast<std::size_t>(range.start + count)];
    return container.is_safe() ? Value::safe(text.substr(begin, end - begin))
                               : Value::string(text.substr(begin, end - begin));
  }
  std::string out;
  for (std::int64_t i = 0; i < count; ++i) {
    auto at = static_cast<std::size_t>(range.start + i * range.step);
    out += text.substr(begins[at], begins[at + 1] - begins[at]);
  }
  return make_text(ctx, out, container.is_safe());
}

Value slice_list(Context& ctx, const Value& container, const Value* bounds) {
  std::span<const Value> items = container.items();
  Range range = range_of(bounds, static_cast<std::int64_t>(items.size()));
  std::int64_t count = range.count();
  List* list = value::make_list(ctx.arena, static_cast<std::size_t>(count));
  for (std::int64_t i = 0; i < count; ++i) {
    list->append(ctx.arena, items[static_cast<std::size_t>(range.start + i * range.step)]);
  }
  return container.is_tuple() ? Value::tuple(list) : Value::list(list);
}

}  // namespace

Value Interpreter::slice(const Value& container, const Value* bounds) {
  if (container.is_undefined()) {
    return is_chainable(*this, container) ? container : fail_undefined(*this, container);
  }
  for (int i = 0; i < 3; ++i) {
    if (!bounds[i].is_none() && !bounds[i].is_integer() && !bounds[i].is_boolean()) {
      return fail_argument(*this, "the bounds of a slice are whole numbers or nothing");
    }
  }
  if (bounds[2].is_integer() && bounds[2].as_integer() == 0) return fail_argument(*this, "the step of a slice is 0");
  if (container.is_object()) {
    auto refined = container.as_object().refine(*this, container.handle(), {"slice", {{bounds, 3}, {}}});
    if (refined || failed()) return refined.value_or(Value());
    Value plain = is_collection(container) ? container.as_object().materialize(*this, container.handle()) : Value();
    if (failed()) return {};
    if (plain.is_list()) return slice_list(*this, plain, bounds);
    return fail_argument(*this, "a value of type '" + python_type(container) + "' cannot be sliced");
  }
  if (container.is_string()) return slice_text(*this, container, bounds);
  if (container.is_list()) return slice_list(*this, container, bounds);
  return fail_argument(*this, "a value of type '" + python_type(container) + "' cannot be sliced");
}

/// Writes the elements of `value` to `top`, the first last, so that the first is popped first.
bool Interpreter::unpack(const Value& value, std::uint32_t count, Value* top) {
  std::span<const Value> elements = value.items();
  if (!value.is_list()) {
    Value container = value;
    if (!usable(*this, container)) return false;
    elements = value::elements(*this, container).items();
    if (failed()) return false;
  }
  if (elements.size() != count) {
    fail("wrong-argument",
         std::to_string(count) + " values are needed to unpack, not " + std::to_string(elements.size()));
    return false;
  }
  for (std::uint32_t i = 0; i < count; ++i) top[count - 1 - i] = elements[i];
  return true;
}

void Interpreter::set_attribute(const Value& container, const NameEntry& name, const Value& value) {
  const NamespaceObject* target = NamespaceObject::of(container);
  if (target != nullptr) return target->set(*this, name.name, value);
  if (container.is_undefined()) {
    fail_undefined(*this, container);
  } else {
    fail("wrong-argument",
         "only the attributes of a namespace can be set, not those of a " + std::string(value::kind_name(container)),
         "make one with {% set x = namespace(...) %}");
  }
}

}  // namespace jinja
