// SPDX-License-Identifier: MIT
#include "base/strings.h"
#include "jinja/compiler.h"

namespace jinja {

void Compiler::compile_body(Body body, const Place& place) {
  for (const Statement* statement : body) compile_statement(statement, place);
}

void Compiler::compile_statement(const Statement* statement, const Place& place) {
  switch (statement->kind) {
    case StatementKind::text:
    case StatementKind::output:
      return compile_output(statement, place);
    case StatementKind::for_loop:
      return compile_for(statement, place);
    case StatementKind::if_else:
      return compile_if(statement, place);
    case StatementKind::set:
      return compile_set(statement, place);
    case StatementKind::set_block:
      return compile_set_block(statement, place);
    case StatementKind::with:
      return compile_with(statement, place);
    case StatementKind::filter_block:
      return compile_filter_block(statement, place);
    case StatementKind::autoescape:
      return compile_autoescape(statement, place);
    case StatementKind::block:
      return compile_block(statement, place);
    case StatementKind::extends:
      return compile_extends(statement, place);
    case StatementKind::include:
      return compile_include(statement, place);
    case StatementKind::import:
    case StatementKind::from_import:
      return compile_import(statement, place);
    case StatementKind::macro:
      return compile_macro(statement, place);
    case StatementKind::call_block:
      return compile_call_block(statement, place);
    case StatementKind::do_expression:
      compile(statement->value, place);
      emit(Op::pop, statement->span, -1);
      return;
    case StatementKind::break_loop:
    case StatementKind::continue_loop:
      return compile_leave_loop(statement);
    case StatementKind::debug:
      emit(Op::debug, statement->span, 0);
      return;
  }
}

void Compiler::compile_output(const Statement* statement, const Place& place) {
  if (place.checks_extends && surely_extends_) return;
  bool is_checked = place.checks_extends && maybe_extends_;
  std::uint32_t jump = is_checked ? emit(Op::jump_if_extended, statement->span, 0) : 0;
  if (statement->kind == StatementKind::text) {
    emit(Op::text, statement->span, 0, 0, 0, text_constant(statement->text));
  } else {
    compile_print(statement->value, place);
  }
  if (is_checked) land(jump);
}

void Compiler::compile_print(const Expression* value, const Place& place) {
  if (value->kind == ExpressionKind::constant && value->value.is_string() && place.escape != Escape::runtime) {
    std::string_view text = value->value.as_string();
    std::string printed = place.escape == Escape::yes ? base::escape_html(text) : std::string(text);
    emit(Op::text, value->span, 0, 0, 0, text_constant(program_.arena.copy(printed)));
  } else if (value->kind == ExpressionKind::call) {
    compile_call(value, place, nullptr, &place.escape);
  } else {
    compile(value, place);
    bool is_settled = place.escape == Escape::runtime && is_literal(value);
    emit(Op::emit, value->span, -1, static_cast<std::uint8_t>(is_settled ? place.literal_escape : place.escape));
  }
}

void Compiler::compile_if(const Statement* statement, const Place& outer) {
  Place place = outer;
  place.at_root = false;
  place.is_conditional = place.is_conditional || !statement->branches.empty();
  std::vector<std::uint32_t> to_end;
  for (const Branch& branch : statement->branches) {
    compile(branch.test, place);
    std::uint32_t to_next = emit(Op::jump_if_false, branch.test->span, -1);
    compile_body(branch.body, place);
    to_end.push_back(emit(Op::jump, statement->span, 0));
    land(to_next);
  }
  compile_body(statement->otherwise, place);
  for (std::uint32_t jump : to_end) land(jump);
}

/// Pops the value on the stack into what `target` names.
void Compiler::store_target(const Expression* target, const Place& place) {
  switch (target->kind) {
    case ExpressionKind::name:
      return store_name(target->text, place, target->span);
    case ExpressionKind::namespace_target:
      compile_name(target->text, target->text_span, place);
      emit(Op::set_attribute, target->span, -2, 0, 0, name_entry(target->attribute_name));
      return;
    default:
      break;
  }
  auto count = static_cast<int>(target->items.size());
  emit(Op::unpack, target->span, count - 1, 0, 0, static_cast<std::uint32_t>(count));
  for (const Expression* item : target->items) store_target(item, place);
}

void Compiler::store_name(std::string_view name, const Place& place, Span span, bool is_imported) {
  const Variable* variable = place.scope->find(name);
  bool is_hidden = is_imported || name.starts_with('_');
  Op op = !place.at_top ? Op::store : is_hidden ? Op::store_imported : Op::store_exported;
  emit(op, span, -1, 0, variable->slot, name_entry(name));
}

void Compiler::compile_set(const Statement* statement, const Place& place) {
  compile(statement->value, place);
  store_target(statement->target, place);
}

/// Gives the variables that belong to a scope what they hold at its beginning.
void Compiler::enter_scope(const Scope& scope, Span span) {
  for (const Variable* variable : scope.variables()) {
    if (variable->origin == Origin::outer) {
      load_variable(*variable->outer, span, true);
      emit(Op::store_raw, span, -1, 0, variable->slot);
    } else if (variable->origin != Origin::given && variable->is_stored) {
      emit(Op::clear, span, 0, 0, variable->slot);
    }
  }
}

/// Returns the slot that remembers where it began.
std::uint16_t Compiler::begin_capture(Span span) {
  std::uint16_t slot = new_slot();
  emit(Op::capture_begin, span, 0, 0, slot);
  function_->cleanups.push_back({Op::capture_drop, slot});
  return slot;
}

void Compiler::end_capture(Span span, Escape escape, std::uint16_t slot) {
  function_->cleanups.pop_back();
  emit(Op::capture_end, span, 1, static_cast<std::uint8_t>(escape), slot);
}

void Compiler::compile_set_block(const Statement* statement, const Place& outer) {
  Scope& scope = scopes_.emplace_back(outer.scope, function_->slots);
  Place place = outer.inner(&scope);
  place.checks_extends = false;
  scope.analyze(statement->body);
  enter_scope(scope, statement->span);
  std::uint16_t captured = begin_capture(statement->span);
  compile_body(statement->body, place);
  end_capture(statement->span, place.escape, captured);
  if (statement->value != nullptr) {
    compile(statement->value, place);
    emit(Op::as_text, statement->span, 0, static_cast<std::uint8_t>(place.escape));
  }
  note_locals(scope);
  store_target(statement->target, outer);
}

void Compiler::compile_with(const Statement* statement, const Place& outer) {
  Scope& scope = scopes_.emplace_back(outer.scope, function_->slots);
  for (const Parameter& parameter : statement->parameters) scope.analyze_target(parameter.target);
  scope.analyze(statement->body);
  enter_scope(scope, statement->span);
  Place place = outer.inner(&scope);
  for (const Parameter& parameter : statement->parameters) {
    compile(parameter.value, outer);
    store_target(parameter.target, place);
  }
  compile_body(statement->body, place);
  note_locals(scope);
}

void Compiler::compile_filter_block(const Statement* statement, const Place& outer) {
  Scope& scope = scopes_.emplace_back(outer.scope, function_->slots);
  Place place = outer.inner(&scope);
  scope.analyze(statement->body);
  scope.analyze_expression(statement->value);
  enter_scope(scope, statement->span);
  std::uint16_t captured = begin_capture(statement->span);
  compile_body(statement->body, place);
  end_capture(statement->span, place.escape, captured);
  compile(statement->value, place);
  emit(Op::emit_text, statement->span, -1);
  note_locals(scope);
}

void Compiler::compile_autoescape(const Statement* statement, const Place& outer) {
  Scope& scope = scopes_.emplace_back(outer.scope, function_->slots);
  Place place = outer.inner(&scope);
  std::uint16_t before = new_slot();
  scope.analyze(statement->body);
  enter_scope(scope, statement->span);
  compile(statement->value, place);
  emit(Op::autoescape_begin, statement->value->span, -1, 0, before);
  function_->cleanups.push_back({Op::autoescape_end, before});
  const value::Value& setting = statement->value->value;
  bool is_fixed = statement->value->kind == ExpressionKind::constant && !setting.is_floating();
  bool is_on = setting.is_string() ? !setting.as_string().empty() : !setting.is_none() && setting.as_integer() != 0;
  place.escape = !is_fixed ? Escape::runtime : is_on ? Escape::yes : Escape::no;
  place.is_volatile = place.is_volatile || !is_fixed;
  if (is_fixed) place.literal_escape = place.escape;
  compile_body(statement->body, place);
  function_->cleanups.pop_back();
  emit(Op::autoescape_end, statement->span, 0, 0, before);
  note_locals(scope);
}

void Compiler::compile_block(const Statement* statement, const Place& place) {
  bool is_checked = place.at_top && maybe_extends_;
  if (place.at_top && surely_extends_) return;
  std::uint32_t jump = is_checked ? emit(Op::jump_if_extended, statement->span, 0) : 0;
  std::uint8_t flags = 0;
  if (statement->scoped) flags |= k_block_scoped;
  if (statement->required) flags |= k_block_required;
  std::uint32_t table = statement->scoped ? local_table(*place.scope, statement->span) : 0;
  emit(Op::call_block, statement->span, 0, flags, table, block_entries_[statement->name]);
  if (is_checked) land(jump);
}

void Compiler::compile_extends(const Statement* statement, const Place& place) {
  if (!place.at_top) {
    mistake(statement->span, "'extends' stands inside a block, loop or macro", "move it to the top of the template");
    return;
  }
  compile(statement->value, place);
  emit(Op::extends, statement->span, -1);
  maybe_extends_ = true;
  if (place.at_root) surely_extends_ = true;
}

std::uint8_t Compiler::include_flags(const Statement* statement) const {
  return static_cast<std::uint8_t>((statement->ignore_missing ? k_ignore_missing : 0) |
                                   (statement->with_context ? k_with_context : 0));
}

void Compiler::compile_include(const Statement* statement, const Place& place) {
  compile_readonly(statement->value, place);
  std::uint32_t table = statement->with_context ? local_table(*place.scope, statement->span) : 0;
  emit(Op::include, statement->span, -1, include_flags(statement), 0, table);
}

void Compiler::compile_import(const Statement* statement, const Place& place) {
  compile(statement->value, place);
  std::uint32_t table = statement->with_context ? local_table(*place.scope, statement->span) : 0;
  emit(Op::import, statement->span, 0, include_flags(statement), 0, table);
  if (statement->kind == StatementKind::import) {
    store_name(statement->name, place, statement->span, true);
    return;
  }
  for (const ImportedName& import : statement->imports) {
    emit(Op::import_name, import.span, 1, 0, 0, name_entry(import.name));
    store_name(import.alias, place, import.span, true);
  }
  emit(Op::pop, statement->span, -1);
}

void Compiler::compile_leave_loop(const Statement* statement) {
  bool is_break = statement->kind == StatementKind::break_loop;
  if (function_->loops.empty()) {
    mistake(statement->span, is_break ? "'break' stands outside of a loop" : "'continue' stands outside of a loop");
    return;
  }
  Function::Loop& loop = function_->loops.back();
  for (std::size_t i = function_->cleanups.size(); i > loop.cleanups; --i) {
    emit(function_->cleanups[i - 1].op, statement->span, 0, 0, function_->cleanups[i - 1].slot);
  }
  std::uint32_t jump = emit(Op::jump, statement->span, 0, 0, 0, loop.next);
  if (is_break) loop.breaks.push_back(jump);
}

}  // namespace jinja
