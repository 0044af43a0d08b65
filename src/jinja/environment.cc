// SPDX-License-Identifier: MIT
#include "jinja/environment.h"

#include "jinja/compiler.h"
#include "jinja/fingerprint.h"
#include "jinja/interpreter.h"

namespace jinja {

namespace {

std::vector<diagnostics::Diagnostic> diagnostics_of(const Program& program, const std::vector<Mistake>& mistakes) {
  std::vector<diagnostics::Diagnostic> diagnostics;
  for (const Mistake& mistake : mistakes) {
    diagnostics::Diagnostic& diagnostic = diagnostics.emplace_back();
    diagnostic.fault = diagnostics::Fault::template_;
    diagnostic.code = mistake.code;
    diagnostic.message = mistake.message;
    diagnostic.hint = mistake.hint;
    diagnostic.location = program.locate(mistake.span);
  }
  return diagnostics;
}

void fill(TemplateEntry& entry, Compiled compiled) {
  entry.found = true;
  entry.mistakes = diagnostics_of(*compiled.program, compiled.mistakes);
  entry.program = std::move(compiled.program);
}

}  // namespace

const TemplateEntry& Environment::Tables::find(std::string_view name, value::ReadLog& reads) const {
  if (const auto* known = templates_.find(name)) {
    reads.note(value::Relation::template_, known->thing->name_id);
    return *known->thing;
  }
  auto entry = std::make_unique<TemplateEntry>();
  entry->name_id = names.id(name);
  reads.note(value::Relation::template_, entry->name_id);
  if (auto source = loader.load(name)) fill(*entry, compile(std::string(name), std::move(*source), options, library));
  return *templates_.add(name, std::move(entry)).thing;
}

std::unique_ptr<TemplateEntry> Environment::Tables::compile_text(const Source& source) const {
  auto entry = std::make_unique<TemplateEntry>();
  fill(*entry, compile(source.path, source, options, library));
  return entry;
}

Environment::Environment(Options options, const Loader& loader, value::Names& names)
    : tables_(std::make_unique<Tables>(options, loader, names)) {
  for (const Builtin& filter : builtin_filters()) tables_->library.filters.set(filter.name.text, {filter.function});
  for (const Builtin& test : builtin_tests()) tables_->library.tests.set(test.name.text, {test.function});
  for (auto functions : {builtin_functions(), builtin_translations()}) {
    for (const Builtin& function : functions) add_function(function.name.text, function.function, nullptr);
  }
}

Environment::~Environment() = default;

void Environment::add_global(std::string_view name, value::Value global) { tables_->library.globals.set(name, global); }

void Environment::add_function(std::string_view name, value::NativeFunction function, const void* self) {
  auto* object = tables_->arena.make<value::FunctionObject>(tables_->arena.copy(name), function, self);
  add_global(name, value::Value::object(object));
}

void Environment::add_filter(std::string_view name, value::NativeFunction function, const void* self) {
  tables_->library.filters.set(name, {function, self});
}

void Environment::add_test(std::string_view name, value::NativeFunction function, const void* self) {
  tables_->library.tests.set(name, {function, self});
}

void Environment::add_lasting(const value::Object& object) { tables_->lasting.push_back(&object); }

Result Environment::render(const Request& request, base::Arena& arena, value::ReadLog& reads,
                           std::string buffer) const {
  Interpreter machine(*tables_, request, arena, reads);
  machine.print_into(std::move(buffer));
  machine.run(tables_->find(request.template_name, reads), request.template_name);
  return machine.take_result();
}

Result Environment::render_text(const Source& source, const Request& request, base::Arena& arena,
                                value::ReadLog& reads) const {
  std::unique_ptr<TemplateEntry> entry = tables_->compile_text(source);
  Interpreter machine(*tables_, request, arena, reads);
  machine.run(*entry, source.path);
  return machine.take_result();
}

value::Value Environment::apply_filter(std::string_view name, const value::Arguments& arguments, base::Arena& arena,
                                       value::ReadLog& reads, std::optional<value::Context::Failure>& failure) const {
  Request request;
  Interpreter machine(*tables_, request, arena, reads);
  machine.be_lenient();
  value::Value result = machine.apply_filter(value::Name(name), arguments);
  if (!machine.failed()) return result;
  failure = machine.failure();
  return {};
}

bool Environment::exists(std::string_view name, value::ReadLog& reads) const {
  return tables_->find(name, reads).found;
}

Environment::Fingerprint Environment::fingerprint(std::string_view name) const {
  value::ReadLog unused;
  const TemplateEntry& entry = tables_->find(name, unused);
  if (!entry.found) return {};
  Fingerprint result;
  result.text = base::fingerprint(entry.program->source.path + '\n' + entry.program->source.text);
  // A template with mistakes has no meaning but its text.
  result.compiled = entry.good() ? fingerprint_of(*entry.program, options()) : result.text;
  return result;
}

std::string limit_hint(const Limits& limits, std::string_view advice, std::string_view limit) {
  std::string hint(advice);
  if (limits.raised_in.empty()) return hint;
  return hint + (hint.ends_with('?') ? " Or" : ", or") + " raise max_" + std::string(limit) + " in " +
         std::string(limits.raised_in);
}

const Options& Environment::options() const { return tables_->options; }

}  // namespace jinja
