// SPDX-License-Identifier: MIT
#include "jinja/symbols.h"

#include <algorithm>

namespace jinja {

Variable* Scope::find(std::string_view name) const {
  for (const Scope* scope = this; scope != nullptr; scope = scope->parent_) {
    auto found = scope->own_.find(name);
    if (found != scope->own_.end()) return found->second;
  }
  return nullptr;
}

Variable* Scope::define(std::string_view name, Origin origin, const Variable* outer) {
  auto slot = static_cast<std::uint16_t>(std::min<std::uint32_t>(function_.count, 0xffff));
  ++function_.count;
  storage_.push_back({name, origin, slot, function_.depth, false, outer});
  Variable* variable = &storage_.back();
  own_[name] = variable;
  order_.push_back(variable);
  return variable;
}

Variable* Scope::declare_parameter(std::string_view name) {
  auto found = own_.find(name);
  Variable* variable = found != own_.end() ? found->second : define(name, Origin::given, nullptr);
  variable->origin = Origin::given;
  variable->is_stored = true;
  return variable;
}

void Scope::load(std::string_view name) {
  if (find(name) == nullptr) define(name, Origin::context, nullptr);
}

void Scope::store(std::string_view name) {
  auto found = own_.find(name);
  Variable* variable = found != own_.end() ? found->second : nullptr;
  if (variable == nullptr) {
    const Variable* outer = parent_ == nullptr ? nullptr : parent_->find(name);
    Origin origin = outer != nullptr ? Origin::outer : branches_ > 0 ? Origin::context : Origin::nothing;
    variable = define(name, origin, outer);
  }
  variable->is_stored = true;
}

void Scope::analyze(Body body) {
  for (const Statement* statement : body) analyze_statement(statement);
}

void Scope::analyze_expression(const Expression* expression) {
  if (expression == nullptr) return;
  if (expression->kind == ExpressionKind::name) load(expression->text);
  for_each_child(*expression, [&](const Expression* child) { analyze_expression(child); });
}

void Scope::analyze_target(const Expression* target) {
  if (target->kind == ExpressionKind::name) store(target->text);
  if (target->kind == ExpressionKind::namespace_target) load(target->text);
  for (const Expression* item : target->items) analyze_target(item);
}

void Scope::analyze_if(const Statement* statement) {
  ++branches_;
  bool is_first = true;
  for (const Branch& branch : statement->branches) {
    if (is_first) --branches_;
    analyze_expression(branch.test);
    if (is_first) ++branches_;
    is_first = false;
    analyze(branch.body);
  }
  analyze(statement->otherwise);
  --branches_;
}

void Scope::analyze_statement(const Statement* statement) {
  switch (statement->kind) {
    case StatementKind::if_else:
      return analyze_if(statement);
    case StatementKind::macro:
      return store(statement->name);
    case StatementKind::import:
      analyze_expression(statement->value);
      return store(statement->name);
    case StatementKind::from_import:
      analyze_expression(statement->value);
      for (const ImportedName& import : statement->imports) store(import.alias);
      return;
    case StatementKind::set:
    case StatementKind::set_block:
      analyze_expression(statement->value);
      return analyze_target(statement->target);
    case StatementKind::with:
      for (const Parameter& parameter : statement->parameters) analyze_expression(parameter.value);
      return;
    case StatementKind::output:
    case StatementKind::for_loop:
    case StatementKind::filter_block:
    case StatementKind::autoescape:
    case StatementKind::extends:
    case StatementKind::include:
    case StatementKind::call_block:
    case StatementKind::do_expression:
      return analyze_expression(statement->value);
    case StatementKind::text:
    case StatementKind::block:
    case StatementKind::break_loop:
    case StatementKind::continue_loop:
    case StatementKind::debug:
      return;
  }
}

namespace {

/// Looks for the first mention of a name in the order of the text.
class NameSearch {
 public:
  explicit NameSearch(std::string_view name) : name_(name) {}
  bool is_read() const { return read_; }

  void look(Body body) {
    for (const Statement* statement : body) look_at(statement);
  }

 private:
  void look_at(const Expression* expression) {
    if (expression == nullptr || read_) return;
    if (expression->kind == ExpressionKind::name && expression->text == name_ && !set_) read_ = true;
    for_each_child(*expression, [&](const Expression* child) { look_at(child); });
  }

  void look_at_target(const Expression* target) {
    if (target == nullptr) return;
    if (target->kind == ExpressionKind::name && target->text == name_) set_ = true;
    for (const Expression* item : target->items) look_at_target(item);
  }

  void look_at(const Statement* statement) {
    if (read_ || statement->kind == StatementKind::block) return;
    bool has_target = statement->kind != StatementKind::macro && statement->kind != StatementKind::import;
    if (has_target) look_at_target(statement->target);
    for (const Parameter& parameter : statement->parameters) look_at_target(parameter.target);
    for (const Parameter& parameter : statement->parameters) look_at(parameter.value);
    look_at(statement->value);
    for (const Branch& branch : statement->branches) {
      look_at(branch.test);
      look(branch.body);
    }
    look(statement->body);
    look(statement->otherwise);
    look_at(statement->test);
  }

  std::string_view name_;
  bool read_ = false;
  bool set_ = false;
};

}  // namespace

bool reads_name(Body body, std::string_view name) {
  NameSearch search(name);
  search.look(body);
  return search.is_read();
}

bool has_scoped_block(Body body) {
  return std::ranges::any_of(body, [](const Statement* statement) {
    if (statement->kind == StatementKind::block && statement->scoped) return true;
    if (has_scoped_block(statement->body) || has_scoped_block(statement->otherwise)) return true;
    return std::ranges::any_of(statement->branches, [](const Branch& branch) { return has_scoped_block(branch.body); });
  });
}

}  // namespace jinja
