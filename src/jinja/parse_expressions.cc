// SPDX-License-Identifier: MIT
#include <algorithm>
#include <charconv>
#include <cstdlib>

#include "jinja/builtins.h"
#include "jinja/parser.h"

/// Expressions, from the loosest binding to the tightest.
namespace jinja {

Expression* Parser::parse_expression(Conditional conditional) {
  Deeper deeper(*this);
  return conditional == Conditional::yes ? parse_conditional() : parse_or();
}

Expression* Parser::parse_conditional() {
  Expression* expression = parse_or();
  while (skip_word("if")) {
    Expression* test = parse_or();
    Expression* otherwise = nullptr;
    if (skip_word("else")) {
      Deeper deeper(*this);
      otherwise = parse_conditional();
    }
    expression = combine(ExpressionKind::conditional, Operation::add, expression, test);
    expression->third = otherwise;
    expression->span = join(expression->span, last_end_);
    measure(expression);
  }
  return expression;
}

Expression* Parser::parse_or() {
  Expression* left = parse_and();
  while (skip_word("or")) left = combine(ExpressionKind::logical, Operation::logical_or, left, parse_and());
  return left;
}

Expression* Parser::parse_and() {
  Expression* left = parse_not();
  while (skip_word("and")) left = combine(ExpressionKind::logical, Operation::logical_and, left, parse_not());
  return left;
}

Expression* Parser::parse_not() {
  if (!at_word("not")) return parse_compare();
  Deeper deeper(*this);
  Span begin = next().span;
  Expression* negation = combine(ExpressionKind::negation, Operation::add, parse_not(), nullptr);
  negation->span = join(begin, last_end_);
  return negation;
}

namespace {

std::optional<Operation> comparison_of(TokenKind kind) {
  switch (kind) {
    case TokenKind::equal:
      return Operation::equal;
    case TokenKind::not_equal:
      return Operation::not_equal;
    case TokenKind::less:
      return Operation::less;
    case TokenKind::less_equal:
      return Operation::less_equal;
    case TokenKind::greater:
      return Operation::greater;
    case TokenKind::greater_equal:
      return Operation::greater_equal;
    default:
      return std::nullopt;
  }
}

}  // namespace

Expression* Parser::parse_compare() {
  Expression* left = parse_sum();
  std::vector<Comparison> comparisons;
  while (!failed()) {
    if (auto operation = comparison_of(current().kind)) {
      next();
      comparisons.push_back({*operation, parse_sum()});
    } else if (skip_word("in")) {
      comparisons.push_back({Operation::in, parse_sum()});
    } else if (at_word("not") && is_word(look(), "in")) {
      next();
      next();
      comparisons.push_back({Operation::not_in, parse_sum()});
    } else {
      break;
    }
  }
  if (comparisons.empty()) return left;
  Expression* compare = make(ExpressionKind::compare, join(left->span, last_end_));
  compare->left = left;
  compare->comparisons = keep(comparisons);
  measure(compare);
  return compare;
}

Expression* Parser::parse_sum() {
  Expression* left = parse_concatenation();
  while (at(TokenKind::plus) || at(TokenKind::minus)) {
    Operation operation = next().kind == TokenKind::plus ? Operation::add : Operation::subtract;
    left = combine(ExpressionKind::binary, operation, left, parse_concatenation());
  }
  return left;
}

Expression* Parser::parse_concatenation() {
  Expression* first = parse_product();
  if (!at(TokenKind::tilde)) return first;
  std::vector<Expression*> items = {first};
  while (skip(TokenKind::tilde)) items.push_back(parse_product());
  Expression* all = make(ExpressionKind::concatenation, join(first->span, last_end_));
  all->items = keep(items);
  measure(all);
  return all;
}

Expression* Parser::parse_product() {
  Expression* left = parse_power();
  while (true) {
    Operation operation = Operation::multiply;
    if (at(TokenKind::divide)) {
      operation = Operation::divide;
    } else if (at(TokenKind::floor_divide)) {
      operation = Operation::floor_divide;
    } else if (at(TokenKind::modulo)) {
      operation = Operation::modulo;
    } else if (!at(TokenKind::times)) {
      return left;
    }
    next();
    left = combine(ExpressionKind::binary, operation, left, parse_power());
  }
}

Expression* Parser::parse_power() {
  Expression* left = parse_unary(true);
  while (skip(TokenKind::power)) left = combine(ExpressionKind::binary, Operation::power, left, parse_unary(true));
  return left;
}

Expression* Parser::parse_unary(bool with_filters) {
  Expression* expression = nullptr;
  if (at(TokenKind::minus) || at(TokenKind::plus)) {
    Deeper deeper(*this);
    Token sign = next();
    Operation operation = sign.kind == TokenKind::minus ? Operation::minus : Operation::plus;
    expression = combine(ExpressionKind::unary, operation, parse_unary(false), nullptr);
    expression->span = join(sign.span, last_end_);
  } else {
    expression = parse_primary();
  }
  expression = parse_postfix(expression);
  return with_filters ? parse_filters_and_tests(expression) : expression;
}

Expression* Parser::parse_primary() {
  Token token = current();
  switch (token.kind) {
    case TokenKind::name: {
      next();
      std::string_view text = text_of(token.span);
      Expression* expression = make(ExpressionKind::constant, token.span);
      expression->text = text;
      expression->text_span = token.span;
      if (text == "true" || text == "True") {
        expression->value = value::Value::boolean(true);
      } else if (text == "false" || text == "False") {
        expression->value = value::Value::boolean(false);
      } else if (text == "none" || text == "None") {
        expression->value = value::Value::none();
      } else {
        expression->kind = ExpressionKind::name;
      }
      return expression;
    }
    case TokenKind::string:
      return parse_string();
    case TokenKind::integer:
    case TokenKind::floating:
      return parse_number();
    case TokenKind::left_parenthesis: {
      Deeper deeper(*this);
      next();
      Expression* expression = parse_tuple(Conditional::yes, false, true);
      expect(TokenKind::right_parenthesis, "')'");
      if (expression->kind == ExpressionKind::tuple) expression->span = join(token.span, last_end_);
      return expression;
    }
    case TokenKind::left_bracket:
      return parse_list();
    case TokenKind::left_brace:
      return parse_map();
    default:
      fail(token.span, "expected an expression, got " + describe(token, text_));
      return make(ExpressionKind::constant, token.span);
  }
}

Expression* Parser::parse_string() {
  Token first = current();
  std::string text;
  while (at(TokenKind::string)) {
    Span span = next().span;
    text += unescape(text_.substr(span.offset + 1, span.length - 2));
  }
  Expression* expression = make(ExpressionKind::constant, join(first.span, last_end_));
  expression->value = value::Value::string(arena_, text);
  return expression;
}

Expression* Parser::parse_number() {
  Token token = next();
  Expression* expression = make(ExpressionKind::constant, token.span);
  std::string digits;
  for (char c : text_of(token.span)) {
    if (c != '_') digits += c;
  }
  if (token.kind == TokenKind::floating) {
    expression->value = value::Value::floating(parse_python_float(digits).value_or(0));
  } else if (auto number = parse_python_integer(digits, 0)) {
    expression->value = value::Value::integer(*number);
  } else {
    fail(token.span, "the number does not fit in 64 bits", "write it as a float");
  }
  return expression;
}

Expression* Parser::parse_tuple(Conditional conditional, bool only_primary, bool in_parentheses) {
  Span begin = current().span;
  std::vector<Expression*> items;
  bool is_tuple = false;
  while (!failed()) {
    if (!items.empty()) expect(TokenKind::comma, "','");
    bool at_end = at(TokenKind::variable_end) || at(TokenKind::block_end) || at(TokenKind::right_parenthesis);
    if (at_end) break;
    items.push_back(only_primary ? parse_primary() : parse_expression(conditional));
    if (!at(TokenKind::comma)) break;
    is_tuple = true;
  }
  if (!is_tuple && !items.empty()) return items.front();
  if (!is_tuple && !in_parentheses) {
    fail(current().span, "expected an expression, got " + describe(current(), text_));
  }
  Expression* tuple = make(ExpressionKind::tuple, items.empty() ? begin : join(begin, last_end_));
  tuple->items = keep(items);
  measure(tuple);
  return tuple;
}

Expression* Parser::parse_list() {
  Deeper deeper(*this);
  Span begin = next().span;
  std::vector<Expression*> items;
  while (!failed() && !at(TokenKind::right_bracket)) {
    if (!items.empty()) expect(TokenKind::comma, "',' or ']'");
    if (at(TokenKind::right_bracket)) break;
    items.push_back(parse_expression());
  }
  expect(TokenKind::right_bracket, "']'");
  Expression* list = make(ExpressionKind::list, join(begin, last_end_));
  list->items = keep(items);
  measure(list);
  return list;
}

Expression* Parser::parse_map() {
  Deeper deeper(*this);
  Span begin = next().span;
  std::vector<Expression*> items;
  while (!failed() && !at(TokenKind::right_brace)) {
    if (!items.empty()) expect(TokenKind::comma, "',' or '}'");
    if (at(TokenKind::right_brace)) break;
    items.push_back(parse_expression());
    expect(TokenKind::colon, "':'");
    items.push_back(parse_expression());
  }
  expect(TokenKind::right_brace, "'}'");
  Expression* map = make(ExpressionKind::map, join(begin, last_end_));
  map->items = keep(items);
  measure(map);
  return map;
}

Expression* Parser::parse_postfix(Expression* subject) {
  while (!failed()) {
    if (at(TokenKind::dot) || at(TokenKind::left_bracket)) {
      subject = parse_subscript(subject);
    } else if (at(TokenKind::left_parenthesis)) {
      subject = parse_call(subject);
    } else {
      break;
    }
  }
  return subject;
}

Expression* Parser::parse_filters_and_tests(Expression* subject) {
  while (!failed()) {
    if (at(TokenKind::pipe)) {
      subject = parse_filter(subject, false);
    } else if (at_word("is")) {
      subject = parse_test(subject);
    } else if (at(TokenKind::left_parenthesis)) {
      subject = parse_call(subject);
    } else {
      break;
    }
  }
  return subject;
}

Expression* Parser::parse_subscript(Expression* subject) {
  Token open = next();
  Expression* expression = make(ExpressionKind::item, subject->span);
  expression->left = subject;
  if (open.kind == TokenKind::dot) {
    Token name = current();
    if (name.kind == TokenKind::name) {
      next();
      expression->kind = ExpressionKind::attribute;
      expression->text = text_of(name.span);
      expression->text_span = name.span;
    } else if (name.kind == TokenKind::integer) {
      expression->right = parse_number();
    } else {
      fail(name.span, "expected a name or number behind '.', got " + describe(name, text_));
    }
  } else {
    Deeper deeper(*this);
    std::vector<Expression*> parts;
    while (!failed() && !at(TokenKind::right_bracket)) {
      if (!parts.empty()) expect(TokenKind::comma, "',' or ']'");
      parts.push_back(parse_subscript_part());
    }
    expect(TokenKind::right_bracket, "']'");
    auto is_slice = [](const Expression* part) { return part->kind == ExpressionKind::slice; };
    if (parts.size() > 1 && std::ranges::any_of(parts, is_slice)) {
      fail(join(open.span, last_end_), "expected one key, index or slice between '[' and ']'");
    }
    if (parts.size() == 1) {
      expression->right = parts.front();
    } else {
      expression->right = make(ExpressionKind::tuple, join(open.span, last_end_));
      expression->right->items = keep(parts);
      measure(expression->right);
    }
  }
  expression->span = join(subject->span, last_end_);
  measure(expression);
  return expression;
}

Expression* Parser::parse_subscript_part() {
  Span begin = current().span;
  std::vector<Expression*> parts(3, nullptr);
  if (!at(TokenKind::colon)) {
    parts[0] = parse_expression();
    if (!at(TokenKind::colon)) return parts[0];
  }
  next();
  auto at_end = [&] { return at(TokenKind::right_bracket) || at(TokenKind::comma); };
  if (!at(TokenKind::colon) && !at_end()) parts[1] = parse_expression();
  if (skip(TokenKind::colon) && !at_end()) parts[2] = parse_expression();
  Expression* slice = make(ExpressionKind::slice, join(begin, last_end_));
  slice->items = keep(parts);
  measure(slice);
  return slice;
}

Expression* Parser::parse_call(Expression* subject) {
  Expression* call = make(ExpressionKind::call, subject->span);
  call->left = subject;
  call->arguments = parse_arguments();
  call->span = join(subject->span, last_end_);
  measure(call);
  return call;
}

CallArguments* Parser::parse_arguments() {
  Deeper deeper(*this);
  CallArguments* call = arena_.make<CallArguments>();
  std::vector<Expression*> positional;
  std::vector<NamedExpression> named;
  Span open = expect(TokenKind::left_parenthesis, "'('").span;
  bool needs_comma = false;
  while (!failed() && !at(TokenKind::right_parenthesis)) {
    if (needs_comma) {
      expect(TokenKind::comma, "',' or ')'");
      if (at(TokenKind::right_parenthesis)) break;
    }
    if (!parse_argument(positional, named, *call)) {
      fail(join(open, last_end_), "an argument stands behind one that must be last",
           "the order is: values, name=value, *list, **map");
    }
    needs_comma = true;
  }
  expect(TokenKind::right_parenthesis, "')'");
  call->positional = keep(positional);
  call->named = keep(named);
  return call;
}

bool Parser::parse_argument(std::vector<Expression*>& positional, std::vector<NamedExpression>& named,
                            CallArguments& call) {
  if (skip(TokenKind::times)) {
    if (call.star != nullptr || call.star_star != nullptr) return false;
    call.star = parse_expression();
  } else if (skip(TokenKind::power)) {
    if (call.star_star != nullptr) return false;
    call.star_star = parse_expression();
  } else if (at(TokenKind::name) && look().kind == TokenKind::assign) {
    if (call.star_star != nullptr) return false;
    Span name = next().span;
    next();
    named.push_back({text_of(name), parse_expression()});
  } else {
    if (call.star != nullptr || call.star_star != nullptr || !named.empty()) return false;
    positional.push_back(parse_expression());
  }
  return true;
}

std::string_view Parser::parse_dotted_name(Span* span) {
  Token first = expect(TokenKind::name, "a name");
  if (!at(TokenKind::dot)) {
    *span = first.span;
    return text_of(first.span);
  }
  std::string name(text_of(first.span));
  while (skip(TokenKind::dot)) {
    name += '.';
    name += text_of(expect(TokenKind::name, "a name").span);
  }
  *span = join(first.span, last_end_);
  return arena_.copy(name);
}

Expression* Parser::parse_filter(Expression* subject, bool inline_start) {
  while (!failed() && (inline_start || at(TokenKind::pipe))) {
    if (!inline_start) next();
    inline_start = false;
    Expression* filter = make(ExpressionKind::filter, current().span);
    filter->left = subject;
    filter->text = parse_dotted_name(&filter->text_span);
    filter->arguments = at(TokenKind::left_parenthesis) ? parse_arguments() : arena_.make<CallArguments>();
    filter->span = join(subject == nullptr ? filter->span : subject->span, last_end_);
    measure(filter);
    subject = filter;
  }
  return subject;
}

Expression* Parser::parse_test(Expression* subject) {
  next();
  bool negated = skip_word("not");
  Expression* test = make(ExpressionKind::test, subject->span);
  test->left = subject;
  test->text = parse_dotted_name(&test->text_span);
  bool is_argument = at(TokenKind::name) || at(TokenKind::string) || at(TokenKind::integer) ||
                     at(TokenKind::floating) || at(TokenKind::left_bracket) || at(TokenKind::left_brace);
  if (at(TokenKind::left_parenthesis)) {
    test->arguments = parse_arguments();
  } else {
    test->arguments = arena_.make<CallArguments>();
    if (is_argument && !at_word("else") && !at_word("or") && !at_word("and")) {
      if (at_word("is")) fail(current().span, "tests cannot be chained with 'is'", "join them with 'and'");
      test->arguments->positional = keep(std::vector<Expression*>{parse_postfix(parse_primary())});
    }
  }
  test->span = join(subject->span, last_end_);
  measure(test);
  return negated ? combine(ExpressionKind::negation, Operation::add, test, nullptr) : test;
}

Expression* Parser::parse_target() {
  Expression* target = parse_tuple(Conditional::yes, true);
  check_target(target);
  return target;
}

Expression* Parser::parse_name_target() {
  Token name = expect(TokenKind::name, "a name");
  Expression* target = make(ExpressionKind::name, name.span);
  target->text = text_of(name.span);
  target->text_span = name.span;
  check_target(target);
  return target;
}

void Parser::check_target(Expression* target) {
  static constexpr std::string_view k_reserved[] = {"true", "false", "none", "True", "False", "None"};
  if (target->kind == ExpressionKind::tuple) {
    for (Expression* item : target->items) check_target(item);
    return;
  }
  bool is_free_name =
      target->kind == ExpressionKind::name && std::ranges::find(k_reserved, target->text) == std::end(k_reserved);
  if (!is_free_name) fail(target->span, "only a name can be assigned to");
}

}  // namespace jinja
