// SPDX-License-Identifier: MIT
#include <algorithm>

#include "jinja/compiler.h"

namespace jinja {

using value::Value;

void Compiler::compile(const Expression* expression, const Place& place) {
  if (auto folded = fold(expression)) {
    emit(Op::constant, expression->span, 1, 0, 0, constant(*folded));
    return;
  }
  switch (expression->kind) {
    case ExpressionKind::constant:
      emit(Op::constant, expression->span, 1, 0, 0, constant(expression->value));
      return;
    case ExpressionKind::name:
      return compile_name(expression->text, expression->span, place);
    case ExpressionKind::attribute:
      return compile_attribute(expression, place);
    case ExpressionKind::item:
      return compile_item(expression, place);
    case ExpressionKind::unary:
      compile(expression->left, place);
      emit(Op::unary, expression->span, 0, static_cast<std::uint8_t>(expression->operation));
      return;
    case ExpressionKind::binary:
      compile(expression->left, place);
      compile(expression->right, place);
      emit(Op::binary, expression->span, -1, static_cast<std::uint8_t>(expression->operation));
      return;
    case ExpressionKind::logical:
      return compile_logical(expression, place);
    case ExpressionKind::negation:
      compile(expression->left, place);
      emit(Op::negate, expression->span, 0);
      return;
    case ExpressionKind::compare:
      return compile_compare(expression, place);
    case ExpressionKind::concatenation:
      return compile_concatenation(expression, place);
    case ExpressionKind::list:
    case ExpressionKind::tuple:
    case ExpressionKind::map:
      return compile_sequence(expression, place);
    case ExpressionKind::conditional:
      return compile_conditional(expression, place);
    case ExpressionKind::call:
      return compile_call(expression, place, nullptr, nullptr);
    case ExpressionKind::filter:
      return compile_filter(expression, place);
    case ExpressionKind::test:
      return compile_test(expression, place);
    case ExpressionKind::marked:
      compile(expression->left, place);
      // As the rendered template escapes, which need not be this one.
      emit(Op::as_text, expression->span, 0, static_cast<std::uint8_t>(Escape::runtime));
      return;
    case ExpressionKind::slice:
    case ExpressionKind::namespace_target:
      return;
  }
}

void Compiler::compile_name(std::string_view name, Span span, const Place& place) {
  const Variable* variable = place.scope->find(name);
  if (variable == nullptr) {
    place.scope->load(name);
    variable = place.scope->find(name);
  }
  load_variable(*variable, span, false);
}

void Compiler::load_variable(const Variable& variable, Span span, bool raw) {
  auto levels = static_cast<std::uint8_t>(function_->slots.depth - variable.function_depth);
  bool is_outer = levels > 0;
  if (variable.origin == Origin::context) {
    emit(is_outer ? Op::load_outer_context : Op::load_context, span, 1, levels, variable.slot,
         name_entry(variable.name));
  } else if (raw || variable.origin == Origin::given) {
    emit(is_outer ? Op::load_outer : Op::load, span, 1, levels, variable.slot);
  } else {
    emit(is_outer ? Op::load_outer_checked : Op::load_checked, span, 1, levels, variable.slot,
         name_entry(variable.name));
  }
}

/// How messages call an attribute: the whole path as it is written when it is a plain path, else the last name.
std::string_view Compiler::path_of(const Expression* expression) const {
  const Expression* at = expression;
  while (at->kind == ExpressionKind::attribute) at = at->left;
  std::string_view written =
      std::string_view(program_.source.text).substr(expression->span.offset, expression->span.length);
  bool is_plain = at->kind == ExpressionKind::name && written.find_first_of(" \t\n(") == written.npos;
  return is_plain ? written : expression->text;
}

void Compiler::compile_attribute(const Expression* expression, const Place& place) {
  compile(expression->left, place);
  std::uint32_t name = name_entry(expression->text, path_of(expression));
  Instruction& last = function_->code.back();
  if (expression->left->kind == ExpressionKind::name && last.op == Op::load) {
    last = {Op::load_attribute, 0, last.small, name};
    function_->spans.back() = expression->span;
  } else {
    emit(Op::attribute, expression->span, 0, 0, 0, name);
  }
}

void Compiler::compile_item(const Expression* expression, const Place& place) {
  compile(expression->left, place);
  if (expression->right->kind != ExpressionKind::slice) {
    compile(expression->right, place);
    emit(Op::item, expression->span, -1);
    return;
  }
  for (const Expression* part : expression->right->items) {
    if (part != nullptr) {
      compile(part, place);
    } else {
      emit(Op::constant, expression->span, 1, 0, 0, constant(Value::none()));
    }
  }
  emit(Op::slice, expression->span, -3);
}

void Compiler::compile_logical(const Expression* expression, const Place& place) {
  compile(expression->left, place);
  bool is_and = expression->operation == Operation::logical_and;
  std::uint32_t jump = emit(is_and ? Op::jump_false_kept : Op::jump_true_kept, expression->left->span, -1);
  compile(expression->right, place);
  land(jump);
}

void Compiler::compile_compare(const Expression* expression, const Place& place) {
  compile(expression->left, place);
  std::vector<std::uint32_t> jumps;
  Span left = expression->left->span;
  for (std::size_t i = 0; i < expression->comparisons.size(); ++i) {
    const Comparison& comparison = expression->comparisons[i];
    bool is_search = comparison.operation == Operation::in || comparison.operation == Operation::not_in;
    bool is_last = i + 1 == expression->comparisons.size();
    if (is_search && is_last) {
      compile_readonly(comparison.right, place);
    } else {
      compile(comparison.right, place);
    }
    auto operation = static_cast<std::uint8_t>(comparison.operation);
    Span span = join(left, comparison.right->span);
    std::uint32_t at = emit(is_last ? Op::compare : Op::compare_chain, span, -1, operation);
    if (!is_last) jumps.push_back(at);
    left = comparison.right->span;
  }
  for (std::uint32_t jump : jumps) land(jump);
}

void Compiler::compile_concatenation(const Expression* expression, const Place& place) {
  for (const Expression* item : expression->items) compile(item, place);
  auto count = static_cast<int>(expression->items.size());
  // Where escaping is only known when the template runs, and where all parts are known before, Jinja2 joins plain text.
  bool is_html = place.escape == Escape::yes && !place.is_volatile && !is_constant(expression);
  Escape escape = is_html ? Escape::yes : Escape::no;
  emit(Op::concatenate, expression->span, 1 - count, static_cast<std::uint8_t>(escape), 0,
       static_cast<std::uint32_t>(count));
}

void Compiler::compile_sequence(const Expression* expression, const Place& place) {
  for (const Expression* item : expression->items) compile(item, place);
  auto count = static_cast<int>(expression->items.size());
  bool is_map = expression->kind == ExpressionKind::map;
  Op op = is_map ? Op::build_map : expression->kind == ExpressionKind::list ? Op::build_list : Op::build_tuple;
  emit(op, expression->span, 1 - count, 0, 0, static_cast<std::uint32_t>(is_map ? count / 2 : count));
}

/// A list that is only looked through needs no fresh copy each time.
void Compiler::compile_readonly(const Expression* expression, const Place& place) {
  if (auto folded = fold_sequence(expression)) {
    emit(Op::constant, expression->span, 1, 0, 0, constant(*folded));
  } else {
    compile(expression, place);
  }
}

void Compiler::compile_conditional(const Expression* expression, const Place& outer) {
  Place place = outer;
  place.is_conditional = true;
  compile(expression->right, place);
  std::uint32_t to_else = emit(Op::jump_if_false, expression->right->span, -1);
  compile(expression->left, place);
  std::uint32_t to_end = emit(Op::jump, expression->span, -1);
  land(to_else);
  if (expression->third != nullptr) {
    compile(expression->third, place);
  } else {
    std::string_view written =
        std::string_view(program_.source.text).substr(expression->span.offset, expression->span.length);
    Value nothing = Value::lenient_undefined(program_.arena, written);
    program_.constants.push_back(nothing);
    emit(Op::constant, expression->span, 1, 0, 0, static_cast<std::uint32_t>(program_.constants.size() - 1));
  }
  land(to_end);
}

std::uint32_t Compiler::compile_arguments(const CallArguments& arguments, const Place& place,
                                          const std::uint32_t* caller, Span span) {
  CallShape shape;
  if (arguments.positional.size() >= 0x7fff || arguments.named.size() >= 0x7fff) {
    mistake(span, "the call has too many arguments", "", "limit");
    return 0;
  }
  shape.positional = static_cast<std::uint16_t>(arguments.positional.size());
  for (const Expression* argument : arguments.positional) compile(argument, place);
  for (const NamedExpression& argument : arguments.named) {
    compile(argument.value, place);
    shape.names.emplace_back(argument.name);
  }
  if (caller != nullptr) {
    emit(Op::make_macro, span, 1, 0, 0, *caller);
    shape.names.emplace_back("caller");
  }
  if (arguments.star != nullptr) compile(arguments.star, place);
  if (arguments.star_star != nullptr) compile(arguments.star_star, place);
  shape.has_star = arguments.star != nullptr;
  shape.has_star_star = arguments.star_star != nullptr;
  if (program_.shapes.size() >= 0xffff) mistake(span, "the template has too many calls", "split it", "limit");
  bool is_small = shape.is_plain() && shape.positional < k_plain_shapes;
  if (is_small) return shape.positional;
  program_.shapes.push_back(std::move(shape));
  return static_cast<std::uint32_t>(program_.shapes.size() - 1);
}

void Compiler::compile_call(const Expression* expression, const Place& place, const std::uint32_t* caller,
                            const Escape* printed) {
  const Expression* callee = expression->left;
  bool is_method = callee->kind == ExpressionKind::attribute;
  compile(is_method ? callee->left : callee, place);
  std::uint32_t shape = compile_arguments(*expression->arguments, place, caller, expression->span);
  auto count = static_cast<int>(program_.shapes[shape].size());
  if (is_method) {
    emit(Op::call_method, expression->span, -count, 0, shape, name_entry(callee->text, path_of(callee)));
  } else {
    auto flag = static_cast<std::uint8_t>(printed == nullptr ? Escape::no : *printed);
    if (printed != nullptr) {
      emit(Op::call_emit, expression->span, -count - 1, flag, 0, shape);
      return;
    }
    emit(Op::call, expression->span, -count, 0, 0, shape);
  }
  if (printed != nullptr) emit(Op::emit, expression->span, -1, static_cast<std::uint8_t>(*printed));
}

void Compiler::compile_filter(const Expression* expression, const Place& place) {
  if (expression->left != nullptr) compile(expression->left, place);
  std::uint32_t number = callee(expression, place, true);
  std::uint32_t shape = compile_arguments(*expression->arguments, place, nullptr, expression->span);
  auto count = static_cast<int>(program_.shapes[shape].size());
  emit(Op::filter, expression->span, -count, 0, shape, number);
}

void Compiler::compile_test(const Expression* expression, const Place& place) {
  compile(expression->left, place);
  std::uint32_t number = callee(expression, place, false);
  std::uint32_t shape = compile_arguments(*expression->arguments, place, nullptr, expression->span);
  auto count = static_cast<int>(program_.shapes[shape].size());
  emit(Op::test, expression->span, -count, 0, shape, number);
}

/// The number of the filter or test in the program. One that does not exist is a mistake, unless it may never run.
std::uint32_t Compiler::callee(const Expression* expression, const Place& place, bool is_filter) {
  auto& entries = is_filter ? filter_entries_ : test_entries_;
  auto& callees = is_filter ? program_.filters : program_.tests;
  const auto& table = is_filter ? library_.filters : library_.tests;
  const LibraryFunction* found = table.find(value::Name(expression->text));
  if (found == nullptr && !place.is_conditional) {
    std::string kind = is_filter ? "filter" : "test";
    mistake(expression->text_span, "there is no " + kind + " '" + std::string(expression->text) + "'",
            diagnostics::did_you_mean(expression->text, table.names()), "unknown-" + kind);
  }
  auto [entry, is_new] = entries.try_emplace(expression->text, static_cast<std::uint32_t>(callees.size()));
  if (is_new) {
    Callee callee{value::Name(program_.arena.copy(expression->text))};
    if (found != nullptr) {
      callee.function = found->function;
      callee.self = found->self;
    }
    callees.push_back(callee);
  }
  return entry->second;
}

}  // namespace jinja
