// SPDX-License-Identifier: MIT
#include "jinja/compiler.h"

#include <algorithm>
#include <limits>
#include <unordered_set>

#include "jinja/runtime.h"

namespace jinja {

namespace {

template <class Visit>
void for_each_statement(Body body, Visit&& visit) {
  for (const Statement* statement : body) {
    visit(statement);
    for_each_statement(statement->body, visit);
    for (const Branch& branch : statement->branches) for_each_statement(branch.body, visit);
    for_each_statement(statement->otherwise, visit);
  }
}

}  // namespace

bool escapes_by_default(std::string_view template_name, Autoescape autoescape) {
  if (autoescape != Autoescape::by_name) return autoescape == Autoescape::on;
  static constexpr std::string_view k_endings[] = {".html", ".htm", ".xml", ".xhtml", ".svg"};
  return std::ranges::any_of(k_endings, [&](std::string_view ending) { return template_name.ends_with(ending); });
}

Compiled compile(std::string template_name, Source source, const Options& options, const Library& library) {
  Compiled compiled{std::make_unique<Program>(), {}};
  Program& program = *compiled.program;
  program.template_name = std::move(template_name);
  program.source.path = std::move(source.path);
  program.autoescape = escapes_by_default(program.template_name, options.autoescape);
  if (source.text.size() >= std::numeric_limits<std::uint32_t>::max() / 2) {
    compiled.mistakes.push_back({"limit", "the template is longer than 2 GiB", {}, ""});
    return compiled;
  }
  program.source.text = normalize_line_breaks(std::move(source.text), options.keep_trailing_newline);
  base::Arena arena;
  Parser parser(program.source.text, options, arena);
  Body body = parser.parse();
  if (parser.mistake()) {
    compiled.mistakes.push_back(*parser.mistake());
    return compiled;
  }
  Compiler compiler(program, options, library, arena);
  compiler.compile(body);
  compiled.mistakes = std::move(compiler.mistakes());
  return compiled;
}

void Compiler::compile(Body body) {
  std::vector<const Statement*> blocks;
  for_each_statement(body, [&](const Statement* statement) {
    if (statement->kind == StatementKind::extends) has_extends_ = true;
    if (statement->kind == StatementKind::block) blocks.push_back(statement);
  });
  for (const Statement* block : blocks) {
    block_entries_.emplace(block->name, static_cast<std::uint32_t>(program_.blocks.size()));
    program_.blocks.push_back({value::Name(block->name), 0});
  }
  for (std::uint16_t count = 0; count < k_plain_shapes; ++count) program_.shapes.push_back({count, false, false, {}});
  Function root;
  begin_unit(root, UnitKind::root, program_.template_name);
  Scope& scope = scopes_.emplace_back(nullptr, root.slots);
  Escape escape = program_.autoescape ? Escape::yes : Escape::no;
  Place place{&scope, escape, true, true, false, has_extends_};
  if (reads_name(body, "self")) {
    Variable* self = scope.declare_parameter("self");
    emit(Op::load_self, {}, 1);
    emit(Op::store_raw, {}, -1, 0, self->slot);
  }
  scope.analyze(body);
  compile_body(body, place);
  if (has_extends_) emit(Op::run_parent, {}, 0);
  note_locals(scope);
  end_unit();
  for (const Statement* block : blocks) compile_block_unit(block);
}

void Compiler::compile_block_unit(const Statement* block) {
  Function function;
  std::uint32_t unit = begin_unit(function, UnitKind::block, block->name);
  program_.blocks[block_entries_[block->name]].unit = unit;
  Scope& scope = scopes_.emplace_back(nullptr, function.slots);
  Place place{&scope, program_.autoescape ? Escape::yes : Escape::no};
  for (auto [name, op] : {std::pair{"self", Op::load_self}, std::pair{"super", Op::load_super}}) {
    if (!reads_name(block->body, name)) continue;
    Variable* variable = scope.declare_parameter(name);
    emit(op, block->name_span, 1);
    emit(Op::store_raw, block->name_span, -1, 0, variable->slot);
  }
  scope.analyze(block->body);
  compile_body(block->body, place);
  note_locals(scope);
  end_unit();
}

std::uint32_t Compiler::begin_unit(Function& function, UnitKind kind, std::string_view name) {
  auto number = static_cast<std::uint32_t>(program_.units.size());
  Unit& unit = program_.units.emplace_back();
  unit.kind = kind;
  unit.name = value::Name(name);
  function.unit = number;
  function.outer = function_;
  if (function_ != nullptr) {
    program_.units[function_->unit].has_inner_units = true;
    function.slots.depth = static_cast<std::uint8_t>(function_->slots.depth + 1);
    if (function.slots.depth == 255) mistake({}, "macros nest too deeply", "", "limit");
  }
  function_ = &function;
  return number;
}

void Compiler::end_unit() {
  emit(Op::finish, {}, 0);
  Unit& unit = program_.units[function_->unit];
  unit.begin = static_cast<std::uint32_t>(program_.code.size());
  unit.slots = static_cast<std::uint16_t>(std::min<std::uint32_t>(function_->slots.count, 0xffff));
  unit.stack = static_cast<std::uint16_t>(std::min(function_->deepest, 0xffff));
  if (function_->slots.count >= k_no_slot || function_->deepest >= 0xffff) {
    mistake({}, "'" + std::string(unit.name.text) + "' has too many variables or values", "split it", "limit");
  }
  program_.code.insert(program_.code.end(), function_->code.begin(), function_->code.end());
  program_.spans.insert(program_.spans.end(), function_->spans.begin(), function_->spans.end());
  function_ = function_->outer;
}

void Compiler::note_locals(const Scope& scope) {
  Unit& unit = program_.units[function_->unit];
  for (const Variable* variable : scope.variables()) {
    unit.locals.push_back({value::Name(variable->name), variable->slot});
  }
}

std::uint32_t Compiler::emit(Op op, Span span, int effect, std::uint8_t flag, std::uint32_t small,
                             std::uint32_t operand) {
  function_->code.push_back({op, flag, static_cast<std::uint16_t>(small), operand});
  function_->spans.push_back(span);
  function_->depth += effect;
  function_->deepest = std::max(function_->deepest, function_->depth + 1);
  return static_cast<std::uint32_t>(function_->code.size() - 1);
}

std::uint16_t Compiler::new_slot() {
  return static_cast<std::uint16_t>(std::min<std::uint32_t>(function_->slots.count++, 0xffff));
}

std::uint32_t Compiler::constant(value::Value value) {
  program_.constants.push_back(value::deep_copy(program_.arena, value));
  value::freeze(program_.constants.back());
  return static_cast<std::uint32_t>(program_.constants.size() - 1);
}

std::uint32_t Compiler::text_constant(std::string_view text) {
  program_.constants.push_back(value::Value::string(text));
  return static_cast<std::uint32_t>(program_.constants.size() - 1);
}

std::uint32_t Compiler::name_entry(std::string_view name, std::string_view path) {
  auto [found, is_new] = name_entries_[name].try_emplace(path, static_cast<std::uint32_t>(program_.names.size()));
  if (is_new) {
    base::Arena scratch;
    bool is_map_method = has_builtin_method(value::Value::map(value::make_map(scratch)), value::Name(name));
    program_.names.push_back({value::Name(name), path, is_map_method});
  }
  return found->second;
}

std::uint32_t Compiler::local_table(const Scope& scope, Span span) {
  constexpr std::size_t k_most_entries = 1'000'000;
  std::vector<LocalEntry> entries;
  std::unordered_set<std::string_view> known;
  for (const Scope* at = &scope; at != &scopes_.front() && at != nullptr; at = at->parent()) {
    for (const Variable* variable : at->variables()) {
      if (!variable->is_stored || !known.insert(variable->name).second) continue;
      auto depth = static_cast<std::uint8_t>(function_->slots.depth - variable->function_depth);
      entries.push_back({value::Name(variable->name), depth, variable->slot});
    }
  }
  if (program_.local_tables.empty()) program_.local_tables.emplace_back();
  if (entries.empty()) return 0;
  local_entries_ += entries.size();
  if (local_entries_ > k_most_entries || program_.local_tables.size() >= 0xffff) {
    mistake(span, "the template has too many includes for its many variables", "split it", "limit");
    return 0;
  }
  program_.local_tables.push_back(std::move(entries));
  return static_cast<std::uint32_t>(program_.local_tables.size() - 1);
}

void Compiler::mistake(Span span, std::string message, std::string hint, std::string code) {
  mistakes_.push_back({std::move(code), std::move(message), span, std::move(hint)});
}

}  // namespace jinja
