// SPDX-License-Identifier: MIT
#include "jinja/interpreter.h"

#include <algorithm>

#include "jinja/builtins.h"
#include "jinja/template_objects.h"

namespace jinja {

namespace {

/// Native recursion stands behind every nested unit, so there is an end to what a limit can be set to.
constexpr std::uint64_t k_deepest_calls = 1000;

}  // namespace

Interpreter::Interpreter(const Environment::Tables& tables, const Request& request, base::Arena& arena_,
                         value::ReadLog& reads_)
    : Runtime(arena_, reads_),
      tables_(tables),
      library_(tables.library),
      options_(tables.options),
      request_(request),
      undefined_(tables.options.undefined),
      values_(arena_),
      most_memory_(arena_.bytes_reserved() + tables.options.limits.memory_bytes),
      profile_(request.profile) {
  subject = request.subject;
}

void Interpreter::run(const TemplateEntry& entry, std::string_view name) {
  root_name_ = name;
  if (!entry.found) {
    fail_missing({std::string(name)});
    return note_failure();
  }
  if (!entry.good()) return refuse(entry);
  TemplateContext* context = new_context(*entry.program);
  context->base = request_.context;
  run_root(*entry.program, *context, "template");
}

Result Interpreter::take_result() {
  Result result;
  result.good = !failed() && !noted_;
  if (result.good) result.output = out_.take();
  result.diagnostics = std::move(diagnostics_);
  return result;
}

std::uint32_t Interpreter::most_depth() const {
  return static_cast<std::uint32_t>(std::min(options_.limits.recursion, k_deepest_calls));
}

void Interpreter::fail_limit() {
  const Limits& limits = options_.limits;
  if (out_.size() > limits.output_bytes) {
    fail("limit", "the output is longer than " + std::to_string(limits.output_bytes) + " bytes",
         limit_hint(limits, "print less on one page", "output_bytes"));
  } else {
    fail("limit", "the values of this page take more than " + std::to_string(limits.memory_bytes) + " bytes",
         limit_hint(limits, "make less in loops", "memory_bytes"));
  }
}

namespace {

value::Value named_undefined(Interpreter& machine, const NameEntry& name) {
  return value::Value::undefined(machine.arena, name.path);
}

bool is_missing(const value::Value& value) { return value.is_undefined() && value.looked_for().data() == nullptr; }

Frame& frame_around(Frame& frame, std::uint8_t levels) {
  Frame* at = &frame;
  for (; levels > 0; --levels) at = at->outer;
  return *at;
}

bool is_extended(const Frame& frame) {
  const Frame* at = &frame;
  while (at->outer != nullptr) at = at->outer;
  return at->parent != nullptr;
}

}  // namespace

/// What a loop begins with: its elements in slot `small`, its position behind it, its loop object behind that.
bool Interpreter::begin_loop(Frame& frame, const Instruction& instruction, const value::Value& iterable) {
  value::Value elements = iterable;
  if (!iterable.is_list()) {
    if (!usable(*this, iterable)) return false;
    bool is_html = iterable.is_safe();  // its letters one by one are not
    elements = value::elements(*this, is_html ? value::Value::string(iterable.as_string()) : iterable);
    if (failed()) return false;
  }
  value::Value* state = frame.slots + instruction.small;
  state[0] = elements;
  state[1] = value::Value::integer(0);
  if (instruction.flag == 0) return true;
  auto* loop = arena.make<LoopObject>();
  loop->elements = &elements.as_list();
  if (instruction.flag == 2) {
    loop->unit = frame.unit;
    loop->unit_number = instruction.operand;
    loop->program = frame.program;
    loop->around = frame.outer;
    loop->context = frame.context;
    loop->depth = frame.loop_depth;
  }
  state[2] = value::Value::object(loop);
  return true;
}

/// Takes the next element into `element`; false at the end of the loop.
bool Interpreter::next_element(Frame& frame, const Instruction& instruction, value::Value* element) {
  value::Value* state = frame.slots + instruction.small;
  const value::List& elements = state[0].as_list();
  std::int64_t position = state[1].as_integer();
  if (instruction.flag != 0) {
    const_cast<LoopObject&>(static_cast<const LoopObject&>(state[2].as_object())).position = position;
  }
  if (position >= static_cast<std::int64_t>(elements.size)) return false;
  if (++iterations_ > options_.limits.iterations) {
    fail("limit", "the loops of this page pass more than " + std::to_string(options_.limits.iterations) + " elements",
         limit_hint(options_.limits, "loop over less", "iterations"));
    return false;
  }
  if (!within_limits()) return false;
  *element = elements.data[position];
  state[1] = value::Value::integer(position + 1);
  return true;
}

value::Value Interpreter::build_map(const value::Value* entries, std::uint32_t count) {
  value::Map* map = value::make_map(arena);
  for (std::uint32_t i = 0; i < count; ++i) {
    const value::Value& key = entries[2 * i];
    if (!usable(*this, key)) return {};
    if (!value::is_hashable(key)) {
      return fail("wrong-argument", "a " + std::string(value::kind_name(key)) + " cannot be the key of a map");
    }
    map->set(arena, key, entries[2 * i + 1]);
  }
  return value::Value::map(map);
}

value::Value Interpreter::build_list(const value::Value* first, std::uint32_t count) {
  return value::Value::list(value::make_list(arena, std::span(first, count)));
}

/// Runs a unit to its end. Operations that cannot fail `continue`; the others `break` to the check behind the switch.
bool Interpreter::execute(Frame& frame) {
  using value::Value;
  const Program& program = *frame.program;
  const Instruction* const code = program.code.data() + frame.unit->begin;
  const Instruction* next = code;
  Value* const slots = frame.slots;
  Value* top = frame.stack;  // behind the last value
  while (true) {
    const Instruction& now = *next;
    frame.at = next++;
    switch (now.op) {
      case Op::constant:
        *top++ = program.constants[now.operand];
        continue;
      case Op::load:
        *top++ = slots[now.small];
        continue;
      case Op::load_checked:
        *top++ = is_missing(slots[now.small]) ? named_undefined(*this, program.names[now.operand]) : slots[now.small];
        continue;
      case Op::load_context:
        if (!is_missing(slots[now.small])) {
          *top++ = slots[now.small];
          continue;
        }
        *top++ = load_from_context(frame, now.small, program.names[now.operand]);
        break;
      case Op::load_outer:
        *top++ = frame_around(frame, now.flag).slots[now.small];
        continue;
      case Op::load_outer_checked: {
        const Value& slot = frame_around(frame, now.flag).slots[now.small];
        *top++ = is_missing(slot) ? named_undefined(*this, program.names[now.operand]) : slot;
        continue;
      }
      case Op::load_outer_context: {
        Frame& around = frame_around(frame, now.flag);
        if (!is_missing(around.slots[now.small])) {
          *top++ = around.slots[now.small];
          continue;
        }
        *top++ = load_from_context(around, now.small, program.names[now.operand]);
        break;
      }
      case Op::store:
      case Op::store_exported:
      case Op::store_imported:
        --top;
        slots[now.small] = is_missing(*top) ? named_undefined(*this, program.names[now.operand]) : *top;
        if (now.op == Op::store) continue;
        export_name(frame, program.names[now.operand], slots[now.small], now.op == Op::store_exported);
        continue;
      case Op::store_raw:
        slots[now.small] = *--top;
        continue;
      case Op::clear:
        slots[now.small] = Value();
        continue;
      case Op::pop:
        --top;
        continue;
      case Op::load_attribute:
        *top++ = slots[now.small];
        [[fallthrough]];
      case Op::attribute: {
        const NameEntry& name = program.names[now.operand];
        if (top[-1].is_map() && !name.is_map_method) {
          const Value* entry = top[-1].as_map().find(name.name);
          if (entry != nullptr && !entry->is_undefined()) {
            top[-1] = *entry;
            continue;
          }
        }
        top[-1] = attribute(top[-1], name);
        break;
      }
      case Op::item:
        --top;
        top[-1] = item(top[-1], *top);
        break;
      case Op::slice:
        top -= 3;
        top[-1] = slice(top[-1], top);
        break;
      case Op::unary:
        top[-1] = unary(static_cast<Operation>(now.flag), top[-1]);
        break;
      case Op::binary:
        --top;
        top[-1] = binary(static_cast<Operation>(now.flag), top[-1], *top);
        break;
      case Op::compare:
        --top;
        top[-1] = Value::boolean(compare(static_cast<Operation>(now.flag), top[-1], *top));
        break;
      case Op::compare_chain:
        --top;
        if (compare(static_cast<Operation>(now.flag), top[-1], *top)) {
          top[-1] = *top;
        } else {
          top[-1] = Value::boolean(false);
          next = code + now.operand;
        }
        break;
      case Op::negate:
        top[-1] = Value::boolean(!truth(top[-1]));
        break;
      case Op::concatenate:
        top -= now.operand;
        *top = concatenate({top, now.operand}, is_on(now.flag));
        ++top;
        break;
      case Op::build_list:
        top -= now.operand;
        *top = build_list(top, now.operand);
        ++top;
        break;
      case Op::build_tuple:
        top -= now.operand;
        *top = Value::tuple(value::make_list(arena, std::span<const Value>(top, now.operand)));
        ++top;
        break;
      case Op::build_map:
        top -= 2 * std::size_t{now.operand};
        *top = build_map(top, now.operand);
        ++top;
        break;
      case Op::append:
        --top;
        const_cast<value::List&>(slots[now.small].as_list()).append(arena, *top);
        continue;
      case Op::unpack:
        --top;
        if (unpack(*top, now.operand, top)) top += now.operand;
        break;
      case Op::set_attribute:
        top -= 2;
        set_attribute(top[1], program.names[now.operand], top[0]);
        break;
      case Op::jump:
        next = code + now.operand;
        continue;
      case Op::jump_if_false:
        if (!truth(*--top)) next = code + now.operand;
        break;
      case Op::jump_if_true:
        if (truth(*--top)) next = code + now.operand;
        break;
      case Op::jump_false_kept:
        if (truth(top[-1])) {
          --top;
        } else {
          next = code + now.operand;
        }
        break;
      case Op::jump_true_kept:
        if (truth(top[-1])) {
          next = code + now.operand;
        } else {
          --top;
        }
        break;
      case Op::jump_if_given:
        if (!is_missing(slots[now.small])) next = code + now.operand;
        continue;
      case Op::jump_if_extended:
        if (is_extended(frame)) next = code + now.operand;
        continue;
      case Op::for_begin:
        --top;
        if (begin_loop(frame, now, *top) && now.flag != 0) *top++ = slots[now.small + 2];
        break;
      case Op::for_next:
        if (next_element(frame, now, top)) {
          ++top;
          continue;
        }
        next = code + now.operand;
        break;
      case Op::finish:
        return true;
      case Op::call: {
        const CallShape& shape = program.shapes[now.operand];
        top -= shape.size() + 1;
        *top = call(shape, top);
        ++top;
        break;
      }
      case Op::call_emit: {
        const CallShape& shape = program.shapes[now.operand];
        top -= shape.size() + 1;
        call_and_print(shape, top, now.flag);
        break;
      }
      case Op::call_method: {
        const CallShape& shape = program.shapes[now.small];
        top -= shape.size() + 1;
        *top = call_method(shape, program.names[now.operand], top);
        ++top;
        break;
      }
      case Op::filter: {
        const CallShape& shape = program.shapes[now.small];
        top -= shape.size() + 1;
        *top = filter(program.filters[now.operand], shape, top);
        ++top;
        break;
      }
      case Op::test: {
        const CallShape& shape = program.shapes[now.small];
        top -= shape.size() + 1;
        *top = Value::boolean(test(program.tests[now.operand], shape, top));
        ++top;
        break;
      }
      case Op::run_loop:
        --top;
        run_loop(program, now.operand, &frame, *frame.context, *top, 0);
        break;
      case Op::make_macro:
        *top++ = Value::object(
            arena.make<MacroObject>(&program, &program.units[now.operand], now.operand, &frame, frame.context));
        continue;
      case Op::load_self:
        *top++ = Value::object(arena.make<SelfObject>(frame.context));
        continue;
      case Op::load_super:
        *top++ = super_of(frame);
        continue;
      case Op::text:
        out_ += program.constants[now.operand].as_string();
        continue;
      case Op::emit:
        --top;
        if (top->is_string()) {
          print_text(*top, is_on(now.flag));
        } else {
          print(*top, is_on(now.flag));
        }
        break;
      case Op::emit_text:
        print_filtered(*--top);
        break;
      case Op::capture_begin:
        slots[now.small] = Value::integer(static_cast<std::int64_t>(out_.size()));
        continue;
      case Op::capture_end:
        *top++ = take_capture(static_cast<std::size_t>(slots[now.small].as_integer()), is_on(now.flag));
        break;
      case Op::capture_drop:
        cut_output(static_cast<std::size_t>(slots[now.small].as_integer()));
        continue;
      case Op::as_text:
        top[-1] = as_text(top[-1], is_on(now.flag));
        break;
      case Op::autoescape_begin:
        slots[now.small] = Value::boolean(frame.context->autoescape);
        frame.context->autoescape = truth(*--top);
        break;
      case Op::autoescape_end:
        frame.context->autoescape = slots[now.small].as_boolean();
        continue;
      case Op::call_block:
        call_block(frame, now);
        break;
      case Op::extends:
        extend(frame, *--top);
        break;
      case Op::run_parent:
        run_parent(frame);
        break;
      case Op::include:
        include(frame, now, *--top);
        break;
      case Op::import:
        top[-1] = import(frame, now, top[-1]);
        break;
      case Op::import_name:
        *top = import_name(top[-1], program.names[now.operand]);
        ++top;
        break;
      case Op::debug:
        print_debug();
        break;
    }
    if (failed() || !within_limits()) [[unlikely]] {
      note_failure();
      return false;
    }
  }
}

}  // namespace jinja
