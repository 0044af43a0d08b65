// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "jinja/lexer.h"
#include "value/value.h"

/// The syntax tree: what the parser makes and the compiler reads. It lives in an arena for as long as one template is
/// compiled and is never looked at while a template runs. Texts are views into the template or the arena.
namespace jinja {

enum class ExpressionKind : std::uint8_t {
  constant,          ///< value
  name,              ///< text
  attribute,         ///< left . text
  item,              ///< left [ right ]
  slice,             ///< items: start, stop, step, null where absent; only as `right` of an item
  unary,             ///< operation left
  binary,            ///< left operation right
  logical,           ///< left and/or right
  negation,          ///< not left
  compare,           ///< left, then `comparisons`
  concatenation,     ///< items joined by ~
  list,              ///< items
  tuple,             ///< items
  map,               ///< items: key, value, key, value
  conditional,       ///< left if right else third (null: undefined)
  call,              ///< left ( arguments )
  filter,            ///< left | text ( arguments ); left is null for the body of a block
  test,              ///< left is text ( arguments )
  marked,            ///< left as text that is HTML where text is escaped
  namespace_target,  ///< text . attribute_name, assigned to
};

enum class Operation : std::uint8_t {
  add,
  subtract,
  multiply,
  divide,
  floor_divide,
  modulo,
  power,
  plus,
  minus,
  logical_and,
  logical_or,
  equal,
  not_equal,
  less,
  less_equal,
  greater,
  greater_equal,
  in,
  not_in,
};

struct Expression;

struct NamedExpression {
  std::string_view name;
  Expression* value;
};

struct CallArguments {
  std::span<Expression*> positional;
  std::span<NamedExpression> named;
  Expression* star = nullptr;       ///< *list
  Expression* star_star = nullptr;  ///< **map
};

struct Comparison {
  Operation operation;
  Expression* right;
};

struct Expression {
  ExpressionKind kind;
  Operation operation = Operation::add;
  std::uint16_t depth = 1;  ///< of the deepest path below, for bounding recursion over the tree
  Span span;
  std::string_view text;
  Span text_span;  ///< where `text` is written
  std::string_view attribute_name;
  value::Value value;
  Expression* left = nullptr;
  Expression* right = nullptr;
  Expression* third = nullptr;
  std::span<Expression*> items;
  std::span<Comparison> comparisons;
  CallArguments* arguments = nullptr;
};

enum class StatementKind : std::uint8_t {
  text,           ///< text
  output,         ///< value
  for_loop,       ///< target in value if test; body; otherwise
  if_else,        ///< branches; otherwise
  set,            ///< target = value
  set_block,      ///< target, value: a filter chain or null; body
  with,           ///< parameters as target and value; body
  filter_block,   ///< value: a filter chain; body
  autoescape,     ///< value; body
  block,          ///< name, scoped, required; body
  extends,        ///< value
  include,        ///< value, ignore_missing, with_context
  import,         ///< value as name, with_context
  from_import,    ///< value, imports, with_context
  macro,          ///< name, parameters; body
  call_block,     ///< parameters; value: the call; body
  do_expression,  ///< value
  break_loop,
  continue_loop,
  debug,
};

struct Statement;
using Body = std::span<Statement*>;

struct Branch {
  Expression* test;
  Body body;
};

/// A parameter of a macro with its default or null; in `with`, a target with its value.
struct Parameter {
  Expression* target;
  Expression* value;
};

struct ImportedName {
  std::string_view name;
  std::string_view alias;
  Span span;
};

struct Statement {
  StatementKind kind;
  bool scoped = false;
  bool required = false;
  bool recursive = false;
  bool ignore_missing = false;
  bool with_context = false;
  Span span;  ///< of the tag without its marks
  std::string_view name;
  Span name_span;
  std::string_view text;
  Expression* target = nullptr;
  Expression* value = nullptr;
  Expression* test = nullptr;
  Body body;
  Body otherwise;
  std::span<Branch> branches;
  std::span<Parameter> parameters;
  std::span<ImportedName> imports;
};

}  // namespace jinja
