// SPDX-License-Identifier: MIT
#pragma once

#include "jinja/interpreter.h"

namespace jinja {

/// A unit's frame from its call to its return: takes memory, becomes the interpreter's running frame, and undoes both.
/// REQUIRES: nested in the order of calls.
class Interpreter::Running {
 public:
  Running(Interpreter& machine, const Program& program, std::uint32_t unit, TemplateContext& context, Frame* outer,
          const char* what, std::string_view name);
  ~Running();
  Running(const Running&) = delete;
  Running& operator=(const Running&) = delete;

  Frame& frame() { return *frame_; }
  /// False, having failed, when the unit or anything that it runs fails, or when calls nest too deeply.
  bool run();

 private:
  Interpreter& machine_;
  ValueStack::Mark mark_;
  TemplateContext* context_before_;
  Frame own_frame_;
  Frame* frame_;
};

}  // namespace jinja
