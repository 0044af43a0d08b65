// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <deque>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "jinja/ast.h"

/// Which variable a name means at each point of a template. Jinja2 decides that by the text alone: every scope (the
/// template, a block, a macro, a loop's body, `with`, ...) is looked through as a whole before it is compiled, and a
/// name that is set anywhere in a scope is a local variable of it from its beginning. What such a variable holds before
/// it is set is said by its `Origin`.
namespace jinja {

enum class Origin : std::uint8_t {
  given,    ///< always has a value: a parameter, a loop's variable
  nothing,  ///< undefined until set
  context,  ///< the context's value until set (or never set)
  outer,    ///< what the variable of the scope around held when the scope was entered
};

struct Variable {
  std::string_view name;
  Origin origin = Origin::nothing;
  std::uint16_t slot = 0;
  std::uint8_t function_depth = 0;
  bool is_stored = false;
  const Variable* outer = nullptr;
};

/// A function as it is compiled: hands out slots. Scopes inside one function share its slots.
struct FunctionSlots {
  std::uint8_t depth = 0;
  std::uint32_t count = 0;
};

class Scope {
 public:
  Scope(Scope* parent, FunctionSlots& function) : parent_(parent), function_(function) {}

  /// The variable that `name` means here, or null when nothing was declared.
  Variable* find(std::string_view name) const;
  Variable* declare_parameter(std::string_view name);
  /// Makes `name` mean a variable that another scope declared.
  void share(Variable* variable) { own_[variable->name] = variable; }

  // One for each branch of a statement that starts a scope: looks through what belongs to it.
  void analyze(Body body);
  void analyze_expression(const Expression* expression);
  void analyze_target(const Expression* target);

  void load(std::string_view name);
  void store(std::string_view name);

  Scope* parent() const { return parent_; }
  FunctionSlots& function() const { return function_; }
  /// The variables declared here, in order of declaration.
  const std::vector<Variable*>& variables() const { return order_; }

 private:
  Variable* define(std::string_view name, Origin origin, const Variable* outer);
  void analyze_statement(const Statement* statement);
  void analyze_if(const Statement* statement);

  Scope* parent_;
  FunctionSlots& function_;
  std::deque<Variable> storage_;
  std::unordered_map<std::string_view, Variable*> own_;
  std::vector<Variable*> order_;
  int branches_ = 0;  ///< how many `if`s are around what is analyzed
};

/// Calls `visit(expression)` for every expression directly below.
template <class Visit>
void for_each_child(const Expression& expression, Visit&& visit) {
  auto visit_present = [&](const Expression* child) {
    if (child != nullptr) visit(child);
  };
  visit_present(expression.left);
  visit_present(expression.right);
  visit_present(expression.third);
  for (const Expression* item : expression.items) visit_present(item);
  for (const Comparison& comparison : expression.comparisons) visit_present(comparison.right);
  if (const CallArguments* call = expression.arguments) {
    for (const Expression* argument : call->positional) visit(argument);
    for (const NamedExpression& argument : call->named) visit(argument.value);
    visit_present(call->star);
    visit_present(call->star_star);
  }
}

/// Whether `name` is read anywhere in `body`, blocks excepted, before being set in the order of the text.
bool reads_name(Body body, std::string_view name);
/// Whether a block in `body`, at any depth, is scoped.
bool has_scoped_block(Body body);

}  // namespace jinja
