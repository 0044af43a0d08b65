// SPDX-License-Identifier: MIT
#include <algorithm>

#include "base/strings.h"
#include "jinja/parser.h"

/// Tags: everything between `{%` and `%}`, and the text between tags.
namespace jinja {

namespace {

constexpr std::string_view k_tags[] = {"for",   "if",       "block",      "extends", "include", "import", "from",
                                       "macro", "set",      "with",       "call",    "filter",  "print",  "do",
                                       "break", "continue", "autoescape", "debug",   "raw",     "trans"};

}  // namespace

Body Parser::parse_body(const std::vector<std::string_view>& ends) {
  Deeper deeper(*this);
  std::vector<Statement*> body;
  while (!failed() && !at(TokenKind::end)) {
    if (at(TokenKind::data)) {
      Statement* text = make_statement(StatementKind::text, current().span);
      text->text = text_of(next().span);
      body.push_back(text);
    } else if (at(TokenKind::variable_begin)) {
      parse_output(body);
    } else if (at(TokenKind::block_begin)) {
      next();
      bool at_end = std::ranges::any_of(ends, [&](std::string_view end) { return at_word(end); });
      if (at_end) return keep(body);
      if (Statement* statement = parse_statement()) body.push_back(statement);
      expect(TokenKind::block_end, "the end of the tag");
    } else if (at(TokenKind::error)) {
      fail(current().span, tokens_.error);
    }
  }
  if (!failed() && !ends.empty()) fail_open_tag();
  return keep(body);
}

Body Parser::parse_block_body(const std::vector<std::string_view>& ends) {
  skip(TokenKind::colon);
  expect(TokenKind::block_end, "the end of the tag");
  if (!open_tags_.empty()) open_tags_.back().ends = ends;
  return parse_body(ends);
}

/// Reads the word that ended a body; the tag's own end follows.
void Parser::end_body() { next(); }

void Parser::parse_output(std::vector<Statement*>& body) {
  next();
  Expression* value = parse_tuple();
  Statement* output = make_statement(StatementKind::output, value->span);
  output->value = value;
  body.push_back(output);
  expect(TokenKind::variable_end, "'}}'");
}

Statement* Parser::parse_statement() {
  Token tag = current();
  if (tag.kind != TokenKind::name) {
    fail(tag.span, "expected the name of a tag, got " + describe(tag, text_));
    return nullptr;
  }
  std::string_view name = text_of(tag.span);
  if (std::ranges::find(k_tags, name) == std::end(k_tags) || name == "raw") {
    fail_unknown_tag(tag);
    return nullptr;
  }
  next();
  open_tags_.push_back({name, tag.span, {}});
  Statement* statement = make_statement(StatementKind::debug, tag.span);
  if (name == "for") {
    parse_for(statement);
  } else if (name == "if") {
    parse_if(statement);
  } else if (name == "set") {
    parse_set(statement);
  } else if (name == "with") {
    parse_with(statement);
  } else if (name == "block") {
    parse_block(statement);
  } else if (name == "include") {
    parse_include(statement);
  } else if (name == "import") {
    parse_import(statement);
  } else if (name == "from") {
    parse_from(statement);
  } else if (name == "macro") {
    parse_macro(statement);
  } else if (name == "call") {
    parse_call_block(statement);
  } else if (name == "trans") {
    statement = parse_translation(statement);
  } else if (name == "print") {
    parse_print(statement);
  } else if (name == "extends" || name == "do") {
    statement->kind = name == "do" ? StatementKind::do_expression : StatementKind::extends;
    statement->value = name == "do" ? parse_tuple() : parse_expression();
    statement->span = join(tag.span, last_end_);
  } else if (name == "break" || name == "continue") {
    statement->kind = name == "break" ? StatementKind::break_loop : StatementKind::continue_loop;
  } else if (name == "autoescape" || name == "filter") {
    bool is_filter = name == "filter";
    statement->kind = is_filter ? StatementKind::filter_block : StatementKind::autoescape;
    statement->value = is_filter ? parse_filter(nullptr, true) : parse_expression();
    statement->body = parse_block_body({is_filter ? "endfilter" : "endautoescape"});
    end_body();
  }
  open_tags_.pop_back();
  return statement;
}

Statement* Parser::parse_for(Statement* statement) {
  statement->kind = StatementKind::for_loop;
  statement->target = parse_target();
  expect_word("in");
  statement->value = parse_tuple(Conditional::no);
  if (skip_word("if")) statement->test = parse_expression();
  statement->recursive = skip_word("recursive");
  statement->span = join(statement->span, last_end_);
  statement->body = parse_block_body({"endfor", "else"});
  bool has_else = at_word("else");
  end_body();
  if (has_else) {
    statement->otherwise = parse_block_body({"endfor"});
    end_body();
  }
  return statement;
}

Statement* Parser::parse_if(Statement* statement) {
  statement->kind = StatementKind::if_else;
  std::vector<Branch> branches;
  while (!failed()) {
    Expression* test = parse_tuple(Conditional::no);
    branches.push_back({test, parse_block_body({"elif", "else", "endif"})});
    bool is_elif = at_word("elif");
    bool is_else = at_word("else");
    end_body();
    if (is_elif) continue;
    if (is_else) {
      statement->otherwise = parse_block_body({"endif"});
      end_body();
    }
    break;
  }
  statement->branches = keep(branches);
  return statement;
}

Statement* Parser::parse_set(Statement* statement) {
  statement->kind = StatementKind::set;
  if (look().kind == TokenKind::dot) {
    Span name = expect(TokenKind::name, "a name").span;
    next();
    Span attribute = expect(TokenKind::name, "a name").span;
    statement->target = make(ExpressionKind::namespace_target, join(name, attribute));
    statement->target->text = text_of(name);
    statement->target->text_span = name;
    statement->target->attribute_name = text_of(attribute);
  } else {
    statement->target = parse_target();
  }
  if (skip(TokenKind::assign)) {
    statement->value = parse_tuple();
    statement->span = join(statement->span, last_end_);
    return statement;
  }
  statement->kind = StatementKind::set_block;
  statement->value = parse_filter(nullptr, false);
  if (!at(TokenKind::block_end) && !at(TokenKind::colon)) {
    fail(current().span, "expected '=' or the end of the tag, got " + describe(current(), text_));
  }
  statement->body = parse_block_body({"endset"});
  end_body();
  return statement;
}

Statement* Parser::parse_with(Statement* statement) {
  statement->kind = StatementKind::with;
  std::vector<Parameter> parameters;
  while (!failed() && !at(TokenKind::block_end)) {
    if (!parameters.empty()) expect(TokenKind::comma, "','");
    Expression* target = parse_target();
    expect(TokenKind::assign, "'='");
    parameters.push_back({target, parse_expression()});
  }
  statement->parameters = keep(parameters);
  statement->body = parse_block_body({"endwith"});
  end_body();
  return statement;
}

Statement* Parser::parse_block(Statement* statement) {
  statement->kind = StatementKind::block;
  statement->name_span = expect(TokenKind::name, "the name of the block").span;
  statement->name = text_of(statement->name_span);
  statement->scoped = skip_word("scoped");
  statement->required = skip_word("required");
  statement->span = join(statement->span, last_end_);
  if (at(TokenKind::minus)) {
    fail(current().span, "the name of a block holds no hyphen", "write an underscore instead");
  }
  if (!block_names_.insert(statement->name).second) {
    fail(statement->name_span, "the block '" + std::string(statement->name) + "' is defined twice",
         "print it again with {{ self." + std::string(statement->name) + "() }}");
  }
  statement->body = parse_block_body({"endblock"});
  end_body();
  bool holds_text = std::ranges::any_of(statement->body, [](const Statement* child) {
    return child->kind != StatementKind::text || !base::trim(child->text).empty();
  });
  if (statement->required && holds_text) {
    fail(statement->name_span, "a required block holds nothing but white space and comments");
  }
  skip_word(statement->name);
  return statement;
}

void Parser::parse_import_context(Statement* statement) {
  if ((at_word("with") || at_word("without")) && is_word(look(), "context")) {
    statement->with_context = text_of(next().span) == "with";
    next();
  }
}

Statement* Parser::parse_include(Statement* statement) {
  statement->kind = StatementKind::include;
  statement->value = parse_expression();
  if (at_word("ignore") && is_word(look(), "missing")) {
    statement->ignore_missing = true;
    next();
    next();
  }
  statement->with_context = true;
  parse_import_context(statement);
  statement->span = join(statement->span, last_end_);
  return statement;
}

Statement* Parser::parse_import(Statement* statement) {
  statement->kind = StatementKind::import;
  statement->value = parse_expression();
  expect_word("as");
  statement->target = parse_name_target();
  statement->name = statement->target->text;
  parse_import_context(statement);
  statement->span = join(statement->span, last_end_);
  return statement;
}

Statement* Parser::parse_from(Statement* statement) {
  statement->kind = StatementKind::from_import;
  statement->value = parse_expression();
  expect_word("import");
  std::vector<ImportedName> imports;
  auto at_context = [&] { return (at_word("with") || at_word("without")) && is_word(look(), "context"); };
  while (!failed()) {
    if (!imports.empty()) expect(TokenKind::comma, "','");
    if (at_context()) break;
    Expression* name = parse_name_target();
    if (name->text.starts_with('_')) fail(name->span, "names that begin with '_' cannot be imported");
    Expression* alias = skip_word("as") ? parse_name_target() : name;
    imports.push_back({name->text, alias->text, name->span});
    if (at_context() || !at(TokenKind::comma)) break;
  }
  parse_import_context(statement);
  statement->imports = keep(imports);
  statement->span = join(statement->span, last_end_);
  return statement;
}

void Parser::parse_signature(Statement* statement) {
  expect(TokenKind::left_parenthesis, "'('");
  std::vector<Parameter> parameters;
  while (!failed() && !at(TokenKind::right_parenthesis)) {
    if (!parameters.empty()) expect(TokenKind::comma, "',' or ')'");
    Expression* target = parse_name_target();
    Expression* otherwise = skip(TokenKind::assign) ? parse_expression() : nullptr;
    if (otherwise == nullptr && !parameters.empty() && parameters.back().value != nullptr) {
      fail(target->span, "a parameter without a default stands behind one with a default");
    }
    auto is_same = [&](const Parameter& other) { return other.target->text == target->text; };
    if (std::ranges::any_of(parameters, is_same)) {
      fail(target->span, "the parameter '" + std::string(target->text) + "' is there twice");
    }
    parameters.push_back({target, otherwise});
  }
  expect(TokenKind::right_parenthesis, "')'");
  statement->parameters = keep(parameters);
}

Statement* Parser::parse_macro(Statement* statement) {
  statement->kind = StatementKind::macro;
  statement->target = parse_name_target();
  statement->name = statement->target->text;
  parse_signature(statement);
  statement->span = join(statement->span, last_end_);
  statement->body = parse_block_body({"endmacro"});
  end_body();
  return statement;
}

Statement* Parser::parse_call_block(Statement* statement) {
  statement->kind = StatementKind::call_block;
  if (at(TokenKind::left_parenthesis)) parse_signature(statement);
  statement->value = parse_expression();
  if (!failed() && statement->value->kind != ExpressionKind::call) {
    fail(statement->value->span, "expected a call such as 'name(...)'");
  }
  statement->span = join(statement->span, last_end_);
  statement->body = parse_block_body({"endcall"});
  end_body();
  return statement;
}

/// `{% print a, b %}` prints its values one after the other: the same as joining them.
Statement* Parser::parse_print(Statement* statement) {
  statement->kind = StatementKind::if_else;
  std::vector<Statement*> outputs;
  while (!failed() && !at(TokenKind::block_end)) {
    if (!outputs.empty()) expect(TokenKind::comma, "','");
    Expression* value = parse_expression();
    Statement* output = make_statement(StatementKind::output, value->span);
    output->value = value;
    outputs.push_back(output);
  }
  statement->otherwise = keep(outputs);
  return statement;
}

std::string Parser::expected_ends() const {
  std::string list;
  const std::vector<std::string_view>& ends = open_tags_.back().ends;
  for (std::size_t i = 0; i < ends.size(); ++i) {
    if (i > 0) list += i + 1 == ends.size() ? " or " : ", ";
    list += "'" + std::string(ends[i]) + "'";
  }
  return list;
}

namespace {

std::uint32_t line_of(std::string_view text, std::uint32_t offset) {
  return 1 + static_cast<std::uint32_t>(std::ranges::count(text.substr(0, offset), '\n'));
}

}  // namespace

void Parser::fail_unknown_tag(const Token& token) {
  std::string name(text_of(token.span));
  std::vector<std::string> candidates(std::begin(k_tags), std::end(k_tags));
  if (!open_tags_.empty()) {
    const OpenTag& open = open_tags_.back();
    for (std::string_view end : open.ends) candidates.emplace_back(end);
    std::string opened = "the '" + std::string(open.name) + "' opened on line " +
                         std::to_string(line_of(text_, open.span.offset)) + " is not closed";
    bool closes_something = name.starts_with("end") || name == "else" || name == "elif";
    if (closes_something) {
      std::string hint = diagnostics::did_you_mean(name, {open.ends.begin(), open.ends.end()});
      return fail(token.span, expected_ends() + " expected, got '" + name + "'; " + opened, hint);
    }
  } else if (name.starts_with("end") || name == "else" || name == "elif") {
    return fail(token.span, "'" + name + "' closes nothing: no tag is open here");
  }
  fail(token.span, "unknown tag '" + name + "'", diagnostics::did_you_mean(name, candidates));
}

void Parser::fail_open_tag() {
  const OpenTag& open = open_tags_.back();
  fail(open.span, expected_ends() + " expected before the end of the template; the '" + std::string(open.name) +
                      "' opened on line " + std::to_string(line_of(text_, open.span.offset)) + " is not closed");
}

}  // namespace jinja
