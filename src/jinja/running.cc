// SPDX-License-Identifier: MIT
#include "jinja/running.h"

#include <algorithm>
#include <memory>

#include "jinja/profile.h"

namespace jinja {

namespace {

ProfileKind profile_kind(const Unit& unit, std::string_view what) {
  switch (unit.kind) {
    case UnitKind::block:
      return ProfileKind::block;
    case UnitKind::macro:
      return ProfileKind::macro;
    case UnitKind::caller:
      return ProfileKind::call;
    case UnitKind::loop:
      return ProfileKind::loop;
    case UnitKind::root:
      break;
  }
  return what == "include" ? ProfileKind::include : what == "import" ? ProfileKind::import : ProfileKind::template_;
}

}  // namespace

Interpreter::Running::Running(Interpreter& machine, const Program& program, std::uint32_t unit,
                              TemplateContext& context, Frame* outer, const char* what, std::string_view name)
    : machine_(machine), mark_(machine.values_.mark()), context_before_(machine.context_) {
  const Unit& called = program.units[unit];
  frame_ = called.has_inner_units ? machine.arena.make<Frame>() : &own_frame_;
  if (called.has_inner_units) {
    frame_->slots = machine.arena.array<value::Value>(called.slots);
    std::uninitialized_fill_n(frame_->slots, called.slots, value::Value());
    frame_->stack = machine.values_.take(called.stack, 0);
  } else {
    frame_->slots = machine.values_.take(std::size_t{called.slots} + called.stack, called.slots);
    frame_->stack = frame_->slots + called.slots;
  }
  frame_->program = &program;
  frame_->unit = &called;
  frame_->context = &context;
  frame_->outer = outer;
  frame_->at = program.code.data() + called.begin;
  frame_->what = what;
  frame_->name = name;
  frame_->caller = machine.frame_;
  machine.frame_ = frame_;
  machine.context_ = &context;
  machine.deepest_ = std::max(machine.deepest_, ++machine.depth_);
  if (machine.profile_ != nullptr) machine.profile_->begin(profile_kind(called, what), program, unit);
}

Interpreter::Running::~Running() {
  if (machine_.profile_ != nullptr) machine_.profile_->end();
  --machine_.depth_;
  machine_.context_ = context_before_;
  machine_.frame_ = frame_->caller;
  machine_.values_.give_back(mark_);
}

bool Interpreter::Running::run() {
  if (machine_.depth_ > machine_.most_depth()) {
    machine_.fail("limit", "templates, blocks and macros call each other too deeply",
                  limit_hint(machine_.options_.limits, "does one include, extend or call itself?", "recursion"));
    return false;
  }
  return machine_.execute(*frame_);
}

}  // namespace jinja
