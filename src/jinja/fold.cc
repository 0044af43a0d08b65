// SPDX-License-Identifier: MIT
#include <algorithm>

#include "jinja/compiler.h"
#include "value/operations.h"

/// What can be worked out when a template is compiled: only what can neither fail nor depend on anything.
namespace jinja {

using value::Value;

namespace {

std::optional<Value> fold_numbers(Operation operation, const Value& a, const Value& b) {
  if (!a.is_integer() || !b.is_integer()) return std::nullopt;
  std::int64_t result = 0;
  bool overflows = true;
  if (operation == Operation::add) overflows = __builtin_add_overflow(a.as_integer(), b.as_integer(), &result);
  if (operation == Operation::subtract) overflows = __builtin_sub_overflow(a.as_integer(), b.as_integer(), &result);
  if (operation == Operation::multiply) overflows = __builtin_mul_overflow(a.as_integer(), b.as_integer(), &result);
  if (overflows) return std::nullopt;
  return Value::integer(result);
}

}  // namespace

std::optional<Value> Compiler::fold(const Expression* expression) {
  switch (expression->kind) {
    case ExpressionKind::constant:
      return expression->value;
    case ExpressionKind::unary: {
      auto operand = fold(expression->left);
      if (!operand || expression->operation != Operation::minus) return std::nullopt;
      if (operand->is_floating()) return Value::floating(-operand->as_floating());
      return operand->is_integer() ? fold_numbers(Operation::subtract, Value::integer(0), *operand) : std::nullopt;
    }
    case ExpressionKind::binary: {
      bool is_shallow = expression->left->depth < 8 && expression->right->depth < 8;
      auto left = is_shallow ? fold(expression->left) : std::nullopt;
      auto right = left ? fold(expression->right) : std::nullopt;
      return right ? fold_numbers(expression->operation, *left, *right) : std::nullopt;
    }
    case ExpressionKind::negation: {
      bool is_literal = expression->left->kind == ExpressionKind::constant && expression->left->value.is_boolean();
      if (!is_literal) return std::nullopt;
      return Value::boolean(!expression->left->value.as_boolean());
    }
    case ExpressionKind::tuple:
      return expression->depth < 8 ? fold_sequence(expression) : std::nullopt;
    default:
      return std::nullopt;
  }
}

namespace {

/// Whether nothing in an expression depends on what is known only when the template runs. `with_filters`: filters and
/// tests count too, but for those that apply others by name.
bool is_settled(const Expression* expression, bool with_filters) {
  static constexpr std::string_view k_by_name[] = {"map", "random", "reject", "rejectattr", "select", "selectattr"};
  switch (expression->kind) {
    case ExpressionKind::name:
    case ExpressionKind::call:
      return false;
    case ExpressionKind::filter:
      if (expression->left == nullptr || std::ranges::find(k_by_name, expression->text) != std::end(k_by_name))
        return false;
      [[fallthrough]];
    case ExpressionKind::test:
      if (!with_filters) return false;
      break;
    default:
      break;
  }
  bool settled = true;
  for_each_child(*expression, [&](const Expression* child) { settled = settled && is_settled(child, with_filters); });
  return settled;
}

}  // namespace

/// Whether an expression is made of nothing but literals and operators.
bool Compiler::is_literal(const Expression* expression) { return is_settled(expression, false); }

/// The same with filters and tests: what Jinja2 works out when it compiles.
bool Compiler::is_constant(const Expression* expression) { return is_settled(expression, true); }

std::optional<Value> Compiler::fold_sequence(const Expression* expression) {
  bool is_tuple = expression->kind == ExpressionKind::tuple;
  if (!is_tuple && expression->kind != ExpressionKind::list) return std::nullopt;
  value::List* items = value::make_list(arena_, expression->items.size());
  for (const Expression* item : expression->items) {
    auto folded = fold(item);
    if (!folded) return std::nullopt;
    items->append(arena_, *folded);
  }
  return is_tuple ? Value::tuple(items) : Value::list(items);
}

}  // namespace jinja
