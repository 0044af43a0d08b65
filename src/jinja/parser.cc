// SPDX-License-Identifier: MIT
#include "jinja/parser.h"

#include <algorithm>

namespace jinja {

namespace {

/// A chain such as `a + a + a` is as deep as it is long; the compiler follows it by recursion, so it is bounded too.
constexpr std::uint16_t k_deepest_tree = 1500;

}  // namespace

Parser::Parser(std::string_view text, const Options& options, base::Arena& arena)
    : text_(text), options_(options), arena_(arena), tokens_(tokenize(text, options)) {}

Body Parser::parse() {
  Body body = parse_body({});
  return failed() ? Body() : body;
}

Parser::Deeper::Deeper(Parser& parser) : parser_(parser) {
  constexpr std::uint64_t k_most = 1000;
  const Limits& limits = parser_.options_.limits;
  if (++parser_.depth_ > std::min(limits.nesting, k_most)) {
    parser_.fail(parser_.current().span, "the template nests too deeply here",
                 limit_hint(limits, "split it into includes or macros", "nesting"), "limit");
  }
}

const Token& Parser::look() const { return tokens_.list[std::min(position_ + 1, tokens_.list.size() - 1)]; }

bool Parser::is_word(const Token& token, std::string_view word) const {
  return token.kind == TokenKind::name && text_of(token.span) == word;
}

Token Parser::next() {
  Token token = current();
  last_end_ = token.span;
  if (position_ + 1 < tokens_.list.size()) ++position_;
  if (at(TokenKind::error) && !failed()) fail(current().span, tokens_.error);
  return token;
}

bool Parser::skip(TokenKind kind) {
  if (!at(kind)) return false;
  next();
  return true;
}

bool Parser::skip_word(std::string_view word) {
  if (!at_word(word)) return false;
  next();
  return true;
}

Token Parser::expect(TokenKind kind, std::string_view what) {
  if (at(kind)) return next();
  fail(current().span, "expected " + std::string(what) + ", got " + describe(current(), text_));
  return current();
}

void Parser::expect_word(std::string_view word) {
  if (!skip_word(word)) fail(current().span, "expected '" + std::string(word) + "', got " + describe(current(), text_));
}

void Parser::fail(Span span, std::string message, std::string hint, std::string code) {
  if (failed()) return;
  mistake_ = Mistake{std::move(code), std::move(message), span, std::move(hint)};
  auto end = static_cast<std::uint32_t>(text_.size());
  tokens_.list.push_back({TokenKind::end, {end, 0}});
  position_ = tokens_.list.size() - 1;
}

Expression* Parser::make(ExpressionKind kind, Span span) {
  Expression* expression = arena_.make<Expression>();
  expression->kind = kind;
  expression->span = span;
  return expression;
}

Expression* Parser::combine(ExpressionKind kind, Operation operation, Expression* left, Expression* right) {
  Expression* expression = make(kind, join(left->span, right == nullptr ? left->span : right->span));
  expression->operation = operation;
  expression->left = left;
  expression->right = right;
  measure(expression);
  return expression;
}

void Parser::measure(Expression* expression) {
  std::uint16_t deepest = 0;
  auto look_at = [&](const Expression* child) {
    if (child != nullptr) deepest = std::max(deepest, child->depth);
  };
  look_at(expression->left);
  look_at(expression->right);
  look_at(expression->third);
  for (const Expression* item : expression->items) look_at(item);
  for (const Comparison& comparison : expression->comparisons) look_at(comparison.right);
  if (const CallArguments* call = expression->arguments) {
    for (const Expression* argument : call->positional) look_at(argument);
    for (const NamedExpression& argument : call->named) look_at(argument.value);
    look_at(call->star);
    look_at(call->star_star);
  }
  expression->depth = static_cast<std::uint16_t>(deepest + 1);
  if (expression->depth > k_deepest_tree) {
    fail(expression->span, "the expression is too long", "split it with 'set'", "limit");
  }
}

Statement* Parser::make_statement(StatementKind kind, Span span) {
  Statement* statement = arena_.make<Statement>();
  statement->kind = kind;
  statement->span = span;
  return statement;
}

}  // namespace jinja
