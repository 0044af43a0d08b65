// SPDX-License-Identifier: MIT
#include <algorithm>

#include "base/strings.h"
#include "jinja/parser.h"

/// The tag `trans`, as Jinja2's extension i18n has it:
///
///   {% trans ["context"] [trimmed] [name[=value], ...] %} text with {{ name }} [{% pluralize [name] %} text] {%
///   endtrans %}
///
/// It is read into what it means: the call of `gettext`, `ngettext`, `pgettext` or `npgettext` with the text, whose
/// `{{ name }}` are `%(name)s`, formatted with the values.
namespace jinja {

struct Parser::Translation {
  Expression* context = nullptr;
  std::vector<NamedExpression> variables;
  Expression* count = nullptr;          ///< what decides between singular and plural
  Statement* count_assigned = nullptr;  ///< sets `_trans`, so that a call is made once only
  std::optional<bool> trimmed;
  std::string singular, plural;
  std::vector<std::string_view> referenced;

  Expression* find(std::string_view name) const {
    for (const NamedExpression& each : variables) {
      if (each.name == name) return each.value;
    }
    return nullptr;
  }
};

namespace {

/// `text` without white space around it, and with one space where lines end.
std::string joined_lines(std::string_view text) {
  std::string joined;
  for (std::string_view line : base::split(text, '\n')) {
    std::string_view words = base::trim(line);
    if (!joined.empty() && !words.empty()) joined += ' ';
    joined += words;
  }
  return joined;
}

}  // namespace

Expression* Parser::make_name(std::string_view name, Span span) {
  Expression* expression = make(ExpressionKind::name, span);
  expression->text = name;
  expression->text_span = span;
  return expression;
}

Expression* Parser::make_text(std::string_view text, Span span) {
  Expression* expression = make(ExpressionKind::constant, span);
  expression->value = value::Value::string(arena_, text);
  return expression;
}

/// One string, also where others follow it.
Expression* Parser::parse_string_token() {
  Span span = next().span;
  return make_text(unescape(text_of(span).substr(1, span.length - 2)), span);
}

Statement* Parser::parse_translation(Statement* statement) {
  Translation translation;
  if (at(TokenKind::string)) translation.context = parse_string_token();
  parse_translation_variables(translation);
  expect(TokenKind::block_end, "the end of the tag");
  open_tags_.back().ends = {"pluralize", "endtrans"};
  translation.singular = parse_translated_text(translation.referenced);
  if (translation.count == nullptr && !translation.referenced.empty()) {
    translation.count = make_name(translation.referenced.front(), statement->span);
  }
  bool has_plural = skip_word("pluralize");
  if (has_plural) {
    if (at(TokenKind::name)) {
      Span name = next().span;
      translation.count = translation.find(text_of(name));
      if (translation.count == nullptr) {
        fail(name, "'" + std::string(text_of(name)) + "' is no variable of this 'trans'",
             "name it in the tag: {% trans " + std::string(text_of(name)) + " %}");
      }
    }
    expect(TokenKind::block_end, "the end of the tag");
    open_tags_.back().ends = {"endtrans"};
    translation.plural = parse_translated_text(translation.referenced);
    if (translation.count == nullptr) fail(statement->span, "'pluralize' needs a variable that counts");
  }
  end_body();
  for (std::string_view name : translation.referenced) {
    if (translation.find(name) == nullptr) {
      translation.variables.push_back({name, make_name(name, statement->span)});
    }
  }
  if (failed()) return statement;
  return finish_translation(statement, translation, has_plural);
}

void Parser::parse_translation_variables(Translation& translation) {
  while (!failed() && !at(TokenKind::block_end)) {
    if (!translation.variables.empty()) expect(TokenKind::comma, "','");
    if (skip(TokenKind::colon)) break;
    Span name_span = expect(TokenKind::name, "a name").span;
    std::string_view name = text_of(name_span);
    if (translation.find(name) != nullptr) fail(name_span, "'" + std::string(name) + "' is there twice");
    Expression* value = nullptr;
    if (skip(TokenKind::assign)) {
      value = parse_expression();
    } else if (!translation.trimmed && (name == "trimmed" || name == "notrimmed")) {
      translation.trimmed = name == "trimmed";
      continue;
    } else {
      value = make_name(name, name_span);
    }
    if (translation.count == nullptr && value->kind == ExpressionKind::call) {
      translation.count_assigned = make_statement(StatementKind::set, name_span);
      translation.count_assigned->target = make_name("_trans", name_span);
      translation.count_assigned->value = value;
      value = make_name("_trans", name_span);
    }
    if (translation.count == nullptr) translation.count = value;
    translation.variables.push_back({name, value});
  }
}

/// The text up to the next tag, whose name is read by the caller.
std::string Parser::parse_translated_text(std::vector<std::string_view>& referenced) {
  std::string text;
  while (!failed()) {
    if (at(TokenKind::data)) {
      text += base::replace_all(text_of(next().span), "%", "%%");
    } else if (skip(TokenKind::variable_begin)) {
      std::string_view name = text_of(expect(TokenKind::name, "the name of a variable").span);
      expect(TokenKind::variable_end, "'}}'");
      referenced.push_back(name);
      text += "%(" + std::string(name) + ")s";
    } else if (skip(TokenKind::block_begin)) {
      const std::vector<std::string_view>& ends = open_tags_.back().ends;
      if (std::ranges::any_of(ends, [&](std::string_view end) { return at_word(end); })) break;
      fail(current().span, "only variables can stand in a text to translate, not tags",
           "set a variable before 'trans'");
    } else if (at(TokenKind::error)) {
      fail(current().span, tokens_.error);
    } else {
      fail_open_tag();
    }
  }
  return text;
}

/// `{{ (gettext("text") as HTML where text is escaped) % {"name": name} }}`
Statement* Parser::finish_translation(Statement* statement, Translation& translation, bool has_plural) {
  Span span = statement->span;
  for (std::string* text : {&translation.singular, &translation.plural}) {
    if (translation.trimmed.value_or(false)) *text = joined_lines(*text);
    if (translation.referenced.empty()) *text = base::replace_all(*text, "%%", "%");
  }
  std::string_view functions[] = {"gettext", "ngettext", "pgettext", "npgettext"};
  bool has_context = translation.context != nullptr;
  std::vector<Expression*> arguments;
  if (has_context) arguments.push_back(translation.context);
  arguments.push_back(make_text(translation.singular, span));
  if (has_plural) {
    arguments.push_back(make_text(translation.plural, span));
    arguments.push_back(translation.count);
  }
  Expression* call = make(ExpressionKind::call, span);
  call->left = make_name(functions[(has_context ? 2 : 0) + (has_plural ? 1 : 0)], span);
  call->arguments = arena_.make<CallArguments>();
  call->arguments->positional = keep(arguments);
  measure(call);
  Expression* printed = combine(ExpressionKind::marked, Operation::add, call, nullptr);
  if (!translation.variables.empty()) {
    std::vector<Expression*> entries;
    for (const NamedExpression& each : translation.variables) {
      entries.push_back(make_text(each.name, span));
      entries.push_back(each.value);
    }
    Expression* values = make(ExpressionKind::map, span);
    values->items = keep(entries);
    measure(values);
    printed = combine(ExpressionKind::binary, Operation::modulo, printed, values);
  }
  Statement* output = make_statement(StatementKind::output, span);
  output->value = printed;
  if (translation.count_assigned == nullptr) return output;
  statement->kind = StatementKind::if_else;
  statement->otherwise = keep(std::vector<Statement*>{translation.count_assigned, output});
  return statement;
}

}  // namespace jinja
