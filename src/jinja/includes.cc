// SPDX-License-Identifier: MIT
#include <algorithm>
#include <utility>

#include "jinja/includes.h"
#include "jinja/profile.h"
#include "jinja/tables.h"
#include "value/operations.h"

/// Includes, and keeping what they print (jinja/fragments.h).
namespace jinja {

using value::Name;
using value::Value;

namespace {

constexpr std::size_t k_most_questions = 256;

void sort_once(std::vector<value::Question>& questions) {
  std::ranges::sort(questions);
  questions.erase(std::unique(questions.begin(), questions.end()), questions.end());
}

}  // namespace

IncludeWatch::IncludeWatch(Interpreter& machine, const TemplateContext& context)
    : machine_(machine),
      out_begin_(machine.out_.size()),
      iterations_before_(machine.iterations_),
      depth_before_(machine.depth_),
      deepest_before_(std::exchange(machine.deepest_, machine.depth_)),
      longest_before_(std::exchange(machine.longest_, 0)),
      reads_begin_(machine.reads.begin_part()) {
  machine.subject.forget_asking();
  machine.watch_ = this;
  machine.watched_context_ = &context;
}

IncludeWatch::~IncludeWatch() {
  machine_.deepest_ = std::max(machine_.deepest_, deepest_before_);
  machine_.longest_ = std::max(machine_.longest_, longest_before_);
  stop();
}

void IncludeWatch::stop() {
  if (machine_.watch_ != this) return;
  machine_.watch_ = nullptr;
  machine_.watched_context_ = nullptr;
}

bool IncludeWatch::is_on() const { return machine_.watch_ == this; }

void IncludeWatch::note(Asked asked, std::size_t reads_before) {
  machine_.subject.forget_asking();
  take_reads(reads_before);
  reads_begin_ = machine_.reads.begin_part();
  auto known = std::ranges::find_if(asked_, [&](const Asked& each) { return each.is_same_question(asked); });
  if (known == asked_.end()) asked_.push_back(std::move(asked));
  if (asked_.size() > k_most_questions) stop();
}

void IncludeWatch::take_reads(std::size_t end) {
  auto part = machine_.reads.part(reads_begin_, end);
  reads_.insert(reads_.end(), part.begin(), part.end());
}

void IncludeWatch::keep(Fragments& fragments) {
  std::size_t bytes = machine_.out_.size() - out_begin_;
  take_reads(machine_.reads.noted());
  sort_once(reads_);
  // The time is another one for each who asks.
  bool asked_time =
      std::ranges::any_of(reads_, [](const value::Question& each) { return each.relation == value::Relation::clock; });
  if (!is_on() || machine_.subject.was_asked() || bytes > Fragments::k_most_bytes || asked_time) {
    return fragments.note_refusal();
  }
  fragments.add(asked_, {std::string(machine_.out_.from(out_begin_)), std::move(reads_),
                         machine_.iterations_ - iterations_before_, machine_.deepest_ - depth_before_,
                         std::max(machine_.longest_, machine_.out_.size()) - out_begin_});
}

/// A name of the context as the watched include finds it outside: other renders may find something else, unless it is a
/// global or nothing there.
Value Interpreter::watched_name(const TemplateContext& context, Name name) {
  IncludeWatch* watch = watch_;
  std::size_t reads_before = reads.noted();
  Value found = resolve_outside(context, name);
  if (failed() || watch_ != watch) return found;
  const Value* global = library_.globals.find(name);
  bool is_global = global != nullptr && !found.is_undefined() && found.same_storage(*global);
  if (!is_global && !found.is_undefined()) {
    watch->stop();
  } else {
    watch->note({nullptr, 0, name, found}, reads_before);
  }
  return found;
}

/// An attribute of an object; when it depends on what the output is about, it is asked again by whoever prints the
/// include again.
Value Interpreter::watched_attribute(const Value& container, Name name) {
  IncludeWatch* watch = watch_;
  if (subject.was_asked()) watch->stop();
  std::size_t reads_before = reads.noted();
  Value found = value::attribute(*this, container, name);
  if (!subject.was_asked() || failed() || watch_ != watch) return found;
  const value::Object* object = &container.as_object();
  if (!tables_.is_lasting(object) || !Fragments::is_plain(found)) {
    watch->stop();
  } else {
    watch->note({object, container.handle(), name, found}, reads_before);
  }
  return found;
}

/// What was printed in another render that got the same answers, or null.
const Fragment* Interpreter::find_fragment(const Fragments& fragments, const TemplateContext& context) {
  const Fragments::Branch* at = &fragments.root();
  while (const Fragments::Node* node = at->node.load(std::memory_order_acquire)) {
    const Asked& asked = node->asked;
    Value answer = asked.object == nullptr ? resolve_outside(context, asked.name)
                                           : asked.object->attribute(*this, asked.handle, asked.name);
    if (failed()) return nullptr;
    at = node->branch(answer);
    if (at == nullptr) return nullptr;
  }
  return at->fragment.load(std::memory_order_acquire);
}

/// Prints a kept fragment; false when there is none for this render.
bool Interpreter::print_fragment(const Fragments& fragments, const TemplateContext& context) {
  std::size_t said = diagnostics_.size();
  const Fragment* fragment = find_fragment(fragments, context);
  if (failed() || diagnostics_.size() != said) {  // said again, with its place, when the template runs
    clear_failure();
    diagnostics_.resize(said);
    return false;
  }
  // A limit is passed where the template stands that passes it.
  if (fragment == nullptr || depth_ + fragment->depth > most_depth() ||
      iterations_ + fragment->iterations > options_.limits.iterations ||
      out_.size() + fragment->longest > options_.limits.output_bytes)
    return false;
  reads.note_all(fragment->reads);
  iterations_ += fragment->iterations;
  out_ += fragment->text;
  return true;
}

void Interpreter::include(Frame& frame, const Instruction& instruction, const Value& name) {
  const Program* program = load_template(name, (instruction.flag & k_ignore_missing) != 0);
  if (program == nullptr) return;
  auto* context = arena.make<TemplateContext>();
  if ((instruction.flag & k_with_context) != 0) {
    context->outer = frame.context;
    context->handed = handed_locals(frame, instruction.operand);
  }
  Fragments& fragments = program->fragments;
  bool may_share = watch_ == nullptr && !request_.is_nested;
  if (may_share && fragments.is_useful()) {
    if (profile_ != nullptr) profile_->begin(ProfileKind::include, *program, 0);
    bool was_printed = print_fragment(fragments, *context);
    if (profile_ != nullptr) was_printed ? profile_->end_reused() : profile_->forget();
    fragments.note_use(was_printed);
    if (was_printed) return;
  }
  begin_context(*context, *program);
  if (!may_share || !fragments.takes_more()) {
    run_root(*program, *context, "include");
    return;
  }
  IncludeWatch watch(*this, *context);
  if (run_root(*program, *context, "include")) watch.keep(fragments);
}

}  // namespace jinja
