// SPDX-License-Identifier: MIT
#include <algorithm>

#include "base/strings.h"
#include "base/unicode.h"
#include "jinja/builtins.h"
#include "jinja/includes.h"

/// Failures and warnings as diagnostics: where in which template, and through which templates, blocks and macros the
/// render came there.
namespace jinja {

namespace {

constexpr std::size_t k_most_diagnostics = 1000;
constexpr std::size_t k_longest_expression = 80;

/// What the tag that names another template is called in chains.
const char* relation_of(const Instruction& instruction) {
  switch (instruction.op) {
    case Op::extends:
      return "extends";
    case Op::import:
      return "import";
    default:
      return "include";
  }
}

}  // namespace

Span Interpreter::span_of(const Frame& frame) const {
  return frame.program->spans[static_cast<std::size_t>(frame.at - frame.program->code.data())];
}

diagnostics::Location Interpreter::place_of(const Frame& frame) const { return frame.program->locate(span_of(frame)); }

std::vector<diagnostics::Frame> Interpreter::chain() const {
  std::vector<diagnostics::Frame> steps;
  for (const Frame* frame = frame_; frame != nullptr; frame = frame->caller) {
    if (*frame->what == '\0') continue;
    diagnostics::Frame step{frame->what, std::string(frame->name), {}};
    if (frame->caller != nullptr) step.where = place_of(*frame->caller);
    steps.push_back(std::move(step));
  }
  std::vector<diagnostics::Frame> chain = request_.chain;
  chain.insert(chain.end(), std::make_move_iterator(steps.rbegin()), std::make_move_iterator(steps.rend()));
  return chain;
}

void Interpreter::note_failure() {
  if (noted_) return;
  noted_ = true;
  Failure cause = failure();
  diagnostics::Diagnostic diagnostic;
  diagnostic.fault = diagnostics::Fault::template_;
  diagnostic.code = cause.code;
  diagnostic.message = cause.message;
  diagnostic.hint = cause.hint;
  diagnostic.chain = chain();
  if (frame_ != nullptr) {
    diagnostic.location = place_of(*frame_);
    Span span = span_of(*frame_);
    std::string_view written = std::string_view(frame_->program->source.text).substr(span.offset, span.length);
    bool is_short = !written.empty() && written.size() <= k_longest_expression && written.find('\n') == written.npos;
    if (is_short) diagnostic.chain.push_back({"expression", base::make_valid_utf8(written), {}});
  }
  constexpr std::string_view k_ending = "' is undefined";
  if (cause.code == "undefined-variable" && cause.message.starts_with('\'') && cause.message.ends_with(k_ending)) {
    clear_failure();
    std::string_view looked_for = std::string_view(cause.message).substr(1, cause.message.size() - 1 - k_ending.size());
    std::string suggestion = suggest_name(looked_for);
    if (!suggestion.empty()) diagnostic.hint = suggestion;
    clear_failure();
    fail(cause.code, cause.message, cause.hint);
  }
  diagnostics_.push_back(std::move(diagnostic));
}

/// Reports why a template has no program and fails.
void Interpreter::refuse(const TemplateEntry& entry) {
  const diagnostics::Diagnostic& first = entry.mistakes.front();
  fail(first.code, first.message, first.hint);
  if (noted_) return;
  noted_ = true;
  std::vector<diagnostics::Frame> way = chain();
  diagnostics::Frame step{"template", entry.program->template_name, {}};
  if (frame_ != nullptr) {
    step.what = relation_of(*frame_->at);
    step.where = place_of(*frame_);
  }
  way.push_back(std::move(step));
  for (diagnostics::Diagnostic mistake : entry.mistakes) {
    mistake.chain = way;
    diagnostics_.push_back(std::move(mistake));
  }
}

void Interpreter::warn(std::string code, std::string message, std::string hint) {
  if (watch_ != nullptr) watch_->stop();
  if (diagnostics_.size() >= k_most_diagnostics) return;
  diagnostics::Diagnostic diagnostic;
  diagnostic.severity = diagnostics::Severity::warning;
  diagnostic.fault = diagnostics::Fault::template_;
  diagnostic.code = std::move(code);
  diagnostic.message = std::move(message);
  diagnostic.hint = std::move(hint);
  diagnostic.chain = chain();
  if (frame_ != nullptr) diagnostic.location = place_of(*frame_);
  diagnostics_.push_back(std::move(diagnostic));
}

void Interpreter::report(diagnostics::Diagnostic diagnostic) {
  if (watch_ != nullptr) watch_->stop();
  if (diagnostics_.size() >= k_most_diagnostics) return;
  std::vector<diagnostics::Frame> way = chain();
  way.insert(way.end(), std::make_move_iterator(diagnostic.chain.begin()),
             std::make_move_iterator(diagnostic.chain.end()));
  diagnostic.chain = std::move(way);
  diagnostics_.push_back(std::move(diagnostic));
}

std::vector<std::string> Interpreter::attribute_names(const Value& value) const {
  if (value.is_object()) return value.as_object().attribute_names(value.handle());
  std::vector<std::string> names;
  if (!value.is_map()) return names;
  for (const Map::Entry& entry : value.as_map().entries()) {
    if (entry.key.is_string()) names.emplace_back(entry.key.as_string());
  }
  return names;
}

/// The names that could be meant where the render stands: local ones, those of the context, the globals.
std::vector<std::string> Interpreter::visible_names() const {
  std::vector<std::string> names = library_.globals.names();
  for (const Frame* frame = frame_; frame != nullptr; frame = frame->outer) {
    for (const UnitParameter& local : frame->unit->locals) {
      if (!frame->slots[local.slot].is_undefined()) names.emplace_back(local.name.text);
    }
  }
  auto add = [&](const Value& value) {
    for (std::string& name : attribute_names(value)) names.push_back(std::move(name));
  };
  for (const TemplateContext* at = context_; at != nullptr; at = at->outer) {
    if (at->vars != nullptr) add(Value::map(at->vars));
    if (at->handed != nullptr) add(Value::map(at->handed));
    add(at->base);
  }
  return names;
}

/// "did you mean" for a name or a path of attributes whose last part is not there.
std::string Interpreter::suggest_name(std::string_view looked_for) {
  std::vector<std::string_view> parts = base::split(looked_for, '.');
  if (parts.size() == 1 || frame_ == nullptr) {
    std::vector<std::string> names = visible_names();
    std::erase_if(names, [&](const std::string& name) { return name == looked_for || name == "_"; });
    return diagnostics::did_you_mean(looked_for, names);
  }
  Value at;
  for (const Frame* frame = frame_; frame != nullptr && at.is_undefined(); frame = frame->outer) {
    for (const UnitParameter& local : frame->unit->locals) {
      if (local.name.text == parts.front()) at = frame->slots[local.slot];
    }
  }
  if (at.is_undefined()) at = resolve(*context_, Name(parts.front()));
  for (std::size_t i = 1; i + 1 < parts.size(); ++i) at = value::attribute(*this, at, Name(parts[i]));
  return diagnostics::did_you_mean(parts.back(), attribute_names(at));
}

}  // namespace jinja
