// SPDX-License-Identifier: MIT
#include <algorithm>
#include <memory>
#include <utility>

#include "base/strings.h"
#include "jinja/builtins.h"
#include "jinja/includes.h"
#include "jinja/running.h"
#include "jinja/template_objects.h"

/// How templates use each other: blocks, extends, import.
namespace jinja {

const BlockTable::Chain* BlockTable::find(Name name) const {
  const Value* position = positions.find(name);
  return position == nullptr ? nullptr : &chains[static_cast<std::size_t>(position->as_integer())];
}

void BlockTable::add(base::Arena& arena, Name name, BlockLink* link) {
  if (const Chain* known = find(name)) {
    known->last->next = link;
    const_cast<Chain*>(known)->last = link;
    return;
  }
  std::size_t count = chains.size();
  if (count == capacity) {
    capacity = std::max<std::size_t>(8, capacity * 2);
    auto* moved = arena.array<Chain>(capacity);
    std::uninitialized_copy(chains.begin(), chains.end(), moved);
    chains = {moved, count};
  }
  chains = {chains.data(), count + 1};
  new (&chains[count]) Chain{name, link, link};
  positions.set(arena, name, Value::integer(static_cast<std::int64_t>(count)));
}

/// Puts a template's blocks behind those of the templates that extend it.
void Interpreter::add_blocks(BlockTable& table, const Program& program) {
  for (const BlockEntry& block : program.blocks) {
    table.add(arena, block.name, arena.make<BlockLink>(&program, block.unit, nullptr));
  }
}

TemplateContext* Interpreter::new_context(const Program& program) {
  auto* context = arena.make<TemplateContext>();
  begin_context(*context, program);
  return context;
}

void Interpreter::begin_context(TemplateContext& context, const Program& program) {
  context.program = &program;
  context.blocks = arena.make<BlockTable>();
  add_blocks(*context.blocks, program);
  context.autoescape = program.autoescape;
}

bool Interpreter::run_root(const Program& program, TemplateContext& context, const char* what) {
  Running running(*this, program, 0, context, nullptr, what, program.template_name);
  return running.run();
}

bool Interpreter::run_block(const BlockLink& link, TemplateContext& context, std::string_view name) {
  Running running(*this, *link.program, link.unit, context, nullptr, "block", name);
  running.frame().block = &link;
  return running.run();
}

Value Interpreter::call_block_link(const BlockLink& link, TemplateContext& context, std::string_view name) {
  std::size_t begin = out_.size();
  bool good = run_block(link, context, name);
  Value text = take_capture(begin, context.autoescape);
  return good ? text : Value();
}

Map* Interpreter::handed_locals(Frame& frame, std::uint32_t table) {
  if (table == 0) return nullptr;
  Map* handed = value::make_map(arena);
  for (const LocalEntry& entry : frame.program->local_tables[table]) {
    Frame* at = &frame;
    for (std::uint8_t level = entry.depth; level > 0; --level) at = at->outer;
    const Value& value = at->slots[entry.slot];
    bool is_missing = value.is_undefined() && value.looked_for().data() == nullptr;
    if (!is_missing) handed->set(arena, entry.name, value);
  }
  return handed;
}

void Interpreter::call_block(Frame& frame, const Instruction& instruction) {
  Name name = frame.program->blocks[instruction.operand].name;
  const BlockTable::Chain* chain = frame.context->blocks->find(name);
  if ((instruction.flag & k_block_required) != 0 && (chain == nullptr || chain->first->next == nullptr)) {
    fail("template-error", "the required block '" + std::string(name.text) + "' is not defined",
         "define it in the template that extends this one");
    return;
  }
  TemplateContext* context = frame.context;
  if ((instruction.flag & k_block_scoped) != 0) {
    auto* derived = arena.make<TemplateContext>(*context);
    derived->outer = context;
    derived->base = Value();
    derived->vars = nullptr;
    derived->exported = nullptr;
    derived->handed = handed_locals(frame, instruction.small);
    context = derived;
  }
  run_block(*chain->first, *context, name.text);
}

Value Interpreter::super_of(Frame& frame) {
  const BlockLink* next = frame.block == nullptr ? nullptr : frame.block->next;
  if (next == nullptr) return Value::undefined(arena, "super");
  return Value::object(arena.make<BlockObject>(next, frame.context, frame.unit->name.text));
}

void Interpreter::export_name(Frame& frame, const NameEntry& name, const Value& value, bool is_visible) {
  TemplateContext& context = *frame.context;
  if (context.vars == nullptr) context.vars = value::make_map(arena);
  context.vars->set(arena, name.name, value);
  if (is_visible) {
    if (context.exported == nullptr) context.exported = value::make_map(arena);
    context.exported->set(arena, name.name, value);
  } else if (context.exported != nullptr) {
    context.exported->remove(arena, Value::string(name.name.text));
  }
}

void Interpreter::extend(Frame& frame, const Value& name) {
  if (frame.parent != nullptr) {
    fail("template-error", "the template extends two templates");
    return;
  }
  const Program* parent = load_template(name, false);
  if (parent == nullptr) return;
  frame.parent = parent;
  frame.extends_at = frame.at;
  add_blocks(*frame.context->blocks, *parent);
}

void Interpreter::run_parent(Frame& frame) {
  if (frame.parent == nullptr) return;
  frame.at = frame.extends_at;
  run_root(*frame.parent, *frame.context, "extends");
}

Value Interpreter::import(Frame& frame, const Instruction& instruction, const Value& name) {
  const Program* program = load_template(name, false);
  if (program == nullptr) return {};
  bool with_context = (instruction.flag & k_with_context) != 0;
  if (!with_context) {
    if (watch_ != nullptr) watch_->stop();  // the module is shared with the rest of the render
    for (const ModuleObject* known = modules_; known != nullptr; known = known->next) {
      if (known->program == program) return Value::object(known);
    }
  }
  TemplateContext* context = new_context(*program);
  if (with_context) {
    context->outer = frame.context;
    context->handed = handed_locals(frame, instruction.operand);
  }
  std::size_t begin = out_.size();
  bool good = run_root(*program, *context, "import");
  Value text = take_capture(begin, true);
  if (!good) return {};
  auto* module = arena.make<ModuleObject>(program, context->exported, text.as_string());
  if (!with_context) module->next = std::exchange(modules_, module);
  return Value::object(module);
}

Value Interpreter::import_name(const Value& module, const NameEntry& name) {
  Value found = value::attribute(*this, module, name.name);
  if (!found.is_undefined()) return found;
  return Value::undefined(arena, name.path);
}

bool Interpreter::run_loop(const Program& program, std::uint32_t unit, Frame* around, TemplateContext& context,
                           const Value& iterable, std::uint32_t depth) {
  Running running(*this, program, unit, context, around, depth == 0 ? "" : "loop", "loop");
  running.frame().slots[0] = defined_or_missing(iterable, "loop");
  running.frame().loop_depth = depth;
  return running.run();
}

Value Interpreter::call_recursive_loop(const LoopObject& loop, const Value& iterable) {
  std::size_t begin = out_.size();
  bool good = run_loop(*loop.program, loop.unit_number, loop.around, *loop.context, iterable, loop.depth + 1);
  Value text = take_capture(begin, is_on(static_cast<std::uint8_t>(loop.program->units[loop.unit_number].escape)));
  return good ? text : Value();
}

/// The program of a template by name, or null: missing, having failed unless it may be; or unusable, having failed.
const Program* Interpreter::load_named(std::string_view name, bool& is_missing) {
  const TemplateEntry& entry = tables_.find(name, reads);
  is_missing = !entry.found;
  if (!entry.found) return nullptr;
  if (!entry.good()) {
    refuse(entry);
    return nullptr;
  }
  return entry.program.get();
}

const Program* Interpreter::load_template(const Value& name, bool may_be_missing) {
  std::vector<std::string> tried;
  bool is_missing = false;
  if (name.is_string()) {
    const Program* program = load_named(name.as_string(), is_missing);
    if (program != nullptr || failed()) return program;
    tried.emplace_back(name.as_string());
  } else if (name.is_undefined()) {
    fail_undefined(*this, name);
    return nullptr;
  } else {
    for (const Value& each : elements_of(*this, name)) {
      if (!each.is_string()) continue;
      const Program* program = load_named(each.as_string(), is_missing);
      if (program != nullptr || failed()) return program;
      tried.emplace_back(each.as_string());
    }
    if (failed()) return nullptr;
  }
  if (!may_be_missing) fail_missing(tried);
  return nullptr;
}

void Interpreter::fail_missing(const std::vector<std::string>& tried) {
  if (tried.empty()) {
    fail("missing-template", "the list of templates is empty");
  } else if (tried.size() == 1) {
    std::string hint = diagnostics::did_you_mean(tried.front(), tables_.loader.names());
    fail("missing-template", "there is no template '" + tried.front() + "'", hint);
  } else {
    fail("missing-template", "there is none of the templates '" + base::join(tried, "', '") + "'");
  }
}

}  // namespace jinja
