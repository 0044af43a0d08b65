// SPDX-License-Identifier: MIT
#include "jinja/template_objects.h"

#include "jinja/builtins.h"

namespace jinja {

namespace {

/// A method of an object of this file as a value.
class ObjectMethod final : public value::Object {
 public:
  ObjectMethod(Value subject, Name name) : subject_(subject), name_(name) {}
  std::string_view type_name() const override { return "method"; }
  value::Shape shape(value::Handle) const override { return value::Shape::callable; }
  bool truth(Context&, value::Handle) const override { return true; }
  Value call(Context& ctx, value::Handle, const Arguments& arguments) const override {
    return subject_.as_object().call_method(ctx, subject_.handle(), name_, arguments);
  }

 private:
  Value subject_;
  Name name_;
};

}  // namespace

Value MacroObject::attribute(Context& ctx, value::Handle, Name name) const {
  if (name.text == "name") return Value::string(unit->name.text);
  if (name.text == "catch_kwargs") return Value::boolean(unit->kwargs_slot != k_no_slot);
  if (name.text == "catch_varargs") return Value::boolean(unit->varargs_slot != k_no_slot);
  if (name.text == "caller") return Value::boolean(unit->caller_slot != k_no_slot || unit->explicit_caller);
  if (name.text != "arguments") return {};
  List* names = value::make_list(ctx.arena, unit->parameters.size());
  for (const UnitParameter& parameter : unit->parameters) names->append(ctx.arena, Value::string(parameter.name.text));
  return Value::tuple(names);
}

void MacroObject::print(Context&, value::Handle, std::string& out) const {
  if (unit->kind == UnitKind::caller) {
    out += "<Macro anonymous>";
  } else {
    out.append("<Macro '").append(unit->name.text).append("'>");
  }
}

Value ModuleObject::attribute(Context&, value::Handle, Name name) const {
  const Value* found = exported == nullptr ? nullptr : exported->find(name);
  return found == nullptr ? Value() : *found;
}

std::vector<std::string> ModuleObject::attribute_names(value::Handle) const {
  std::vector<std::string> names;
  if (exported == nullptr) return names;
  for (const Map::Entry& entry : exported->entries()) names.emplace_back(entry.key.as_string());
  return names;
}

namespace {

constexpr std::string_view k_loop_names[] = {"index", "index0", "revindex", "revindex0", "first", "last",   "length",
                                             "depth", "depth0", "previtem", "nextitem",  "cycle", "changed"};

}  // namespace

std::vector<std::string> LoopObject::attribute_names(value::Handle) const {
  return {std::begin(k_loop_names), std::end(k_loop_names)};
}

Value LoopObject::attribute(Context& ctx, value::Handle handle, Name name) const {
  std::int64_t size = elements->size;
  std::string_view text = name.text;
  if (text == "index") return Value::integer(position + 1);
  if (text == "index0") return Value::integer(position);
  if (text == "first") return Value::boolean(position == 0);
  if (text == "last") return Value::boolean(position + 1 >= size);
  if (text == "length") return Value::integer(size);
  if (text == "revindex") return Value::integer(size - position);
  if (text == "revindex0") return Value::integer(size - position - 1);
  if (text == "depth") return Value::integer(depth + 1);
  if (text == "depth0") return Value::integer(depth);
  if (text == "previtem") {
    return position > 0 && position <= size ? elements->data[position - 1]
                                            : Value::undefined(ctx.arena, "loop.previtem");
  }
  if (text == "nextitem") {
    return position + 1 < size ? elements->data[position + 1] : Value::undefined(ctx.arena, "loop.nextitem");
  }
  if (text == "cycle" || text == "changed") {
    return Value::object(ctx.arena.make<ObjectMethod>(Value::object(this, handle), name));
  }
  return {};
}

Value LoopObject::call_method(Context& ctx, value::Handle handle, Name name, const Arguments& arguments) const {
  if (name.text == "changed") return changed(ctx, arguments);
  if (name.text != "cycle") return Object::call_method(ctx, handle, name, arguments);
  if (arguments.positional.empty()) return fail_argument(ctx, "loop.cycle() needs the values to cycle through");
  return arguments.positional[static_cast<std::size_t>(position) % arguments.positional.size()];
}

Value LoopObject::changed(Context& ctx, const Arguments& arguments) const {
  Value now = Value::tuple(value::make_list(ctx.arena, arguments.positional));
  bool is_same = last_changed != nullptr && value::equal(ctx, Value::tuple(last_changed), now);
  last_changed = &now.as_list();
  return Value::boolean(!is_same);
}

Value LoopObject::call(Context& ctx, value::Handle, const Arguments& arguments) const {
  if (unit == nullptr) {
    return ctx.fail("not-callable", "'loop' can be called in a recursive loop only",
                    "write {% for ... in ... recursive %}");
  }
  if (arguments.positional.size() != 1 || !arguments.named.empty()) {
    return fail_argument(ctx, "loop() takes what to loop over, nothing else");
  }
  return interpreter(ctx).call_recursive_loop(*this, arguments.positional.front());
}

void LoopObject::print(Context&, value::Handle, std::string& out) const {
  out += "<LoopContext " + std::to_string(position + 1) + "/" + std::to_string(elements->size) + ">";
}

Value SelfObject::attribute(Context& ctx, value::Handle, Name name) const {
  const BlockTable::Chain* chain = context_->blocks->find(name);
  if (chain == nullptr) return {};
  return Value::object(ctx.arena.make<BlockObject>(chain->first, context_, chain->name.text));
}

Value SelfObject::call_method(Context& ctx, value::Handle handle, Name name, const Arguments& arguments) const {
  Value block = attribute(ctx, handle, name);
  if (!block.is_undefined()) return value::call(ctx, block, arguments);
  return ctx.fail("undefined-variable", "there is no block '" + std::string(name.text) + "'",
                  diagnostics::did_you_mean(name.text, attribute_names(handle)));
}

std::vector<std::string> SelfObject::attribute_names(value::Handle) const {
  std::vector<std::string> names;
  for (const BlockTable::Chain& chain : context_->blocks->chains) names.emplace_back(chain.name.text);
  return names;
}

Value BlockObject::attribute(Context& ctx, value::Handle, Name name) const {
  if (name.text != "super") return {};
  if (link_->next == nullptr) return Value::undefined(ctx.arena, "super");
  return Value::object(ctx.arena.make<BlockObject>(link_->next, context_, name_));
}

Value BlockObject::call(Context& ctx, value::Handle, const Arguments& arguments) const {
  if (!arguments.positional.empty() || !arguments.named.empty()) {
    return fail_argument(ctx, "a block takes no arguments");
  }
  return interpreter(ctx).call_block_link(*link_, *context_, name_);
}

}  // namespace jinja
