// SPDX-License-Identifier: MIT
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "base/arena.h"
#include "jinja/ast.h"

namespace jinja {

/// Why a template has no program: one sentence, the place, what to do.
struct Mistake {
  std::string code;  ///< "template-syntax", "unknown-filter", "unknown-test", "limit"
  std::string message;
  Span span;
  std::string hint;
};

/// Tokens to syntax tree: recursive descent over the grammar of Jinja2 3.1 with the statements of its extensions `do`,
/// `loopcontrols`, `i18n` and `debug`. Stops at the first mistake. Recursion is bounded by `Limits::nesting`.
///
/// After a mistake the parser stands at an `end` token for good, so every loop ends; whoever calls looks at `mistake`
/// before using the tree.
class Parser {
 public:
  /// REQUIRES: `text` was made by `normalize_line_breaks`; it and `arena` outlive the tree.
  Parser(std::string_view text, const Options& options, base::Arena& arena);

  Body parse();
  const std::optional<Mistake>& mistake() const { return mistake_; }

 private:
  /// One more level of nesting while it lives; fails when there are too many.
  class Deeper;

  enum class Conditional : bool { no, yes };

  // parse_statements.cc
  struct OpenTag {
    std::string_view name;
    Span span;
    std::vector<std::string_view> ends;
  };
  Body parse_body(const std::vector<std::string_view>& ends);
  Body parse_block_body(const std::vector<std::string_view>& ends);
  void parse_output(std::vector<Statement*>& body);
  Statement* parse_statement();
  Statement* parse_for(Statement* statement);
  Statement* parse_if(Statement* statement);
  Statement* parse_set(Statement* statement);
  Statement* parse_with(Statement* statement);
  Statement* parse_block(Statement* statement);
  Statement* parse_include(Statement* statement);
  Statement* parse_import(Statement* statement);
  Statement* parse_from(Statement* statement);
  Statement* parse_macro(Statement* statement);
  Statement* parse_call_block(Statement* statement);
  Statement* parse_print(Statement* statement);

  // parse_translation.cc
  struct Translation;
  Statement* parse_translation(Statement* statement);
  void parse_translation_variables(Translation& translation);
  std::string parse_translated_text(std::vector<std::string_view>& referenced);
  Statement* finish_translation(Statement* statement, Translation& translation, bool has_plural);
  Expression* parse_string_token();
  Expression* make_name(std::string_view name, Span span);
  Expression* make_text(std::string_view text, Span span);

  void parse_import_context(Statement* statement);
  void parse_signature(Statement* statement);
  void end_body();
  void fail_unknown_tag(const Token& token);
  void fail_open_tag();
  std::string expected_ends() const;

  // parse_expressions.cc
  Expression* parse_expression(Conditional conditional = Conditional::yes);
  Expression* parse_conditional();
  Expression* parse_or();
  Expression* parse_and();
  Expression* parse_not();
  Expression* parse_compare();
  Expression* parse_sum();
  Expression* parse_concatenation();
  Expression* parse_product();
  Expression* parse_power();
  Expression* parse_unary(bool with_filters);
  Expression* parse_primary();
  Expression* parse_tuple(Conditional conditional = Conditional::yes, bool only_primary = false,
                          bool in_parentheses = false);
  Expression* parse_list();
  Expression* parse_map();
  Expression* parse_string();
  Expression* parse_number();
  Expression* parse_postfix(Expression* subject);
  Expression* parse_filters_and_tests(Expression* subject);
  Expression* parse_subscript(Expression* subject);
  Expression* parse_subscript_part();
  Expression* parse_call(Expression* subject);
  CallArguments* parse_arguments();
  bool parse_argument(std::vector<Expression*>& positional, std::vector<NamedExpression>& named, CallArguments& call);
  Expression* parse_filter(Expression* subject, bool inline_start);
  Expression* parse_test(Expression* subject);
  std::string_view parse_dotted_name(Span* span);
  Expression* parse_target();
  Expression* parse_name_target();
  void check_target(Expression* target);

  // parser.cc
  const Token& current() const { return tokens_.list[position_]; }
  const Token& look() const;
  std::string_view text_of(Span span) const { return text_.substr(span.offset, span.length); }
  bool at(TokenKind kind) const { return current().kind == kind; }
  bool at_word(std::string_view word) const { return is_word(current(), word); }
  bool is_word(const Token& token, std::string_view word) const;
  Token next();
  bool skip(TokenKind kind);
  bool skip_word(std::string_view word);
  Token expect(TokenKind kind, std::string_view what);
  void expect_word(std::string_view word);
  bool failed() const { return mistake_.has_value(); }
  void fail(Span span, std::string message, std::string hint = {}, std::string code = "template-syntax");
  Expression* make(ExpressionKind kind, Span span);
  Expression* combine(ExpressionKind kind, Operation operation, Expression* left, Expression* right);
  void measure(Expression* expression);
  Statement* make_statement(StatementKind kind, Span span);
  template <class T>
  std::span<T> keep(const std::vector<T>& items);

  std::string_view text_;
  const Options& options_;
  base::Arena& arena_;
  Tokens tokens_;
  std::size_t position_ = 0;
  std::uint32_t depth_ = 0;
  Span last_end_;  ///< of the token read last
  std::vector<OpenTag> open_tags_;
  std::unordered_set<std::string_view> block_names_;
  std::optional<Mistake> mistake_;
};

class Parser::Deeper {
 public:
  explicit Deeper(Parser& parser);
  ~Deeper() { --parser_.depth_; }
  Deeper(const Deeper&) = delete;
  Deeper& operator=(const Deeper&) = delete;

 private:
  Parser& parser_;
};

template <class T>
std::span<T> Parser::keep(const std::vector<T>& items) {
  if (items.empty()) return {};
  T* kept = arena_.array<T>(items.size());
  std::uninitialized_copy(items.begin(), items.end(), kept);
  return {kept, items.size()};
}

}  // namespace jinja
