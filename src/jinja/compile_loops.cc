// SPDX-License-Identifier: MIT
#include <algorithm>

#include "jinja/compiler.h"

namespace jinja {

namespace {

bool sets_name(const Expression* target, std::string_view name) {
  if (target == nullptr) return false;
  if (target->kind == ExpressionKind::name && target->text == name) return true;
  return std::ranges::any_of(target->items, [&](const Expression* item) { return sets_name(item, name); });
}

void declare_targets(Scope& scope, const Expression* target) {
  if (target->kind == ExpressionKind::name) scope.declare_parameter(target->text);
  for (const Expression* item : target->items) declare_targets(scope, item);
}

void share_targets(Scope& scope, const Scope& from, const Expression* target) {
  if (target->kind == ExpressionKind::name) scope.share(from.find(target->text));
  for (const Expression* item : target->items) share_targets(scope, from, item);
}

}  // namespace

void Compiler::compile_for(const Statement* statement, const Place& place) {
  if (sets_name(statement->target, "loop")) {
    mistake(statement->target->span, "a loop's variable cannot be named 'loop'");
    return;
  }
  if (statement->recursive) return compile_recursive_for(statement, place);
  bool is_extended = reads_name(statement->body, "loop") || has_scoped_block(statement->body);
  compile_loop(statement, place, is_extended, nullptr);
}

/// A recursive loop is a function of its own: it takes what to loop over and can be called as `loop(...)`.
void Compiler::compile_recursive_for(const Statement* statement, const Place& place) {
  compile(statement->value, place);
  Function function;
  std::uint32_t unit = begin_unit(function, UnitKind::loop, "loop");
  std::uint16_t given = new_slot();
  Scope& scope = scopes_.emplace_back(place.scope, function.slots);
  compile_loop(statement, place.inner(&scope), true, &given);
  end_unit();
  program_.units[unit].escape = place.escape;
  emit(Op::run_loop, statement->span, -1, 0, 0, unit);
}

/// `given`: the slot that holds what to loop over, when it is not to be worked out here.
void Compiler::compile_loop(const Statement* statement, const Place& outer, bool is_extended,
                            const std::uint16_t* given) {
  Scope& scope = scopes_.emplace_back(outer.scope, function_->slots);
  Variable* loop_variable = is_extended ? scope.declare_parameter("loop") : nullptr;
  declare_targets(scope, statement->target);
  scope.analyze(statement->body);
  Place place = outer.inner(&scope);

  std::uint16_t passed = k_no_slot;
  if (!statement->otherwise.empty()) {
    passed = new_slot();
    emit(Op::constant, statement->span, 1, 0, 0, constant(value::Value::boolean(false)));
    emit(Op::store_raw, statement->span, -1, 0, passed);
  }
  if (given != nullptr) {
    emit(Op::load, statement->value->span, 1, 0, *given);
  } else {
    compile_readonly(statement->value, outer);
  }
  bool filters_first = statement->test != nullptr && is_extended;
  if (filters_first) compile_loop_filter(statement, outer, scope);

  std::uint16_t state = new_slot();
  new_slot();
  std::uint8_t flag = given != nullptr ? 2 : is_extended ? 1 : 0;
  if (is_extended) new_slot();
  emit(Op::for_begin, statement->value->span, is_extended ? 0 : -1, flag, state, function_->unit);
  if (is_extended) emit(Op::store_raw, statement->span, -1, 0, loop_variable->slot);
  std::uint32_t next = emit(Op::for_next, statement->target->span, 1, flag, state);
  store_target(statement->target, place);
  if (statement->test != nullptr && !filters_first) {
    Scope& test_scope = scopes_.emplace_back(outer.scope, function_->slots);
    share_targets(test_scope, scope, statement->target);
    test_scope.analyze_expression(statement->test);
    compile(statement->test, outer.inner(&test_scope));
    emit(Op::jump_if_false, statement->test->span, -1, 0, 0, next);
  }
  function_->loops.push_back({function_->cleanups.size(), next, {}});
  enter_scope(scope, statement->span);
  compile_body(statement->body, place);
  if (passed != k_no_slot) {
    emit(Op::constant, statement->span, 1, 0, 0, constant(value::Value::boolean(true)));
    emit(Op::store_raw, statement->span, -1, 0, passed);
  }
  emit(Op::jump, statement->span, 0, 0, 0, next);
  land(next);
  for (std::uint32_t jump : function_->loops.back().breaks) land(jump);
  function_->loops.pop_back();
  note_locals(scope);
  if (passed != k_no_slot) compile_else(statement, outer, passed);
}

/// Replaces the value on the stack by the list of those elements that pass the loop's test: a loop that knows its
/// length must know them all before it begins.
void Compiler::compile_loop_filter(const Statement* statement, const Place& outer, Scope& body_scope) {
  Scope& scope = scopes_.emplace_back(outer.scope, function_->slots);
  share_targets(scope, body_scope, statement->target);
  scope.analyze_expression(statement->test);
  Place place = outer.inner(&scope);
  std::uint16_t kept = new_slot();
  std::uint16_t element = new_slot();
  std::uint16_t state = new_slot();
  new_slot();
  Span span = statement->test->span;
  emit(Op::for_begin, statement->value->span, -1, 0, state);
  emit(Op::build_list, span, 1);
  emit(Op::store_raw, span, -1, 0, kept);
  std::uint32_t next = emit(Op::for_next, statement->target->span, 1, 0, state);
  emit(Op::store_raw, span, -1, 0, element);
  emit(Op::load, span, 1, 0, element);
  store_target(statement->target, place);
  compile(statement->test, place);
  emit(Op::jump_if_false, span, -1, 0, 0, next);
  if (statement->target->kind == ExpressionKind::tuple) {
    load_target(statement->target, place);
  } else {
    emit(Op::load, span, 1, 0, element);
  }
  emit(Op::append, span, -1, 0, kept);
  emit(Op::jump, span, 0, 0, 0, next);
  land(next);
  emit(Op::load, span, 1, 0, kept);
}

/// Pushes what a target holds; the parts of a taken apart element are a tuple again.
void Compiler::load_target(const Expression* target, const Place& place) {
  if (target->kind == ExpressionKind::name) return compile_name(target->text, target->span, place);
  for (const Expression* item : target->items) load_target(item, place);
  auto count = static_cast<int>(target->items.size());
  emit(Op::build_tuple, target->span, 1 - count, 0, 0, static_cast<std::uint32_t>(count));
}

void Compiler::compile_else(const Statement* statement, const Place& outer, std::uint16_t passed) {
  emit(Op::load, statement->span, 1, 0, passed);
  std::uint32_t jump = emit(Op::jump_if_true, statement->span, -1);
  Scope& scope = scopes_.emplace_back(outer.scope, function_->slots);
  scope.analyze(statement->otherwise);
  enter_scope(scope, statement->span);
  compile_body(statement->otherwise, outer.inner(&scope));
  note_locals(scope);
  land(jump);
}

}  // namespace jinja
