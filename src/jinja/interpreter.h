// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "jinja/ast.h"
#include "jinja/output.h"
#include "jinja/runtime.h"
#include "jinja/tables.h"
#include "jinja/value_stack.h"

/// The virtual machine: one per render, used by one thread.
namespace jinja {

/// One maker of a block, and the one that it replaces.
struct BlockLink {
  const Program* program;
  std::uint32_t unit;
  const BlockLink* next;
};

/// The blocks of a template and of those it extends, by name: the innermost template's first.
struct BlockTable {
  struct Chain {
    value::Name name;
    BlockLink* first;
    BlockLink* last;
  };
  std::span<Chain> chains;  ///< in the order in which they were found
  value::Map positions;     ///< among `chains`, by name
  std::size_t capacity = 0;

  const Chain* find(value::Name name) const;
  /// Puts a maker behind those that are there.
  void add(base::Arena& arena, value::Name name, BlockLink* link);
};

/// The names that a template sees: those it set at its top, those handed to it, and what the template that includes it
/// sees.
struct TemplateContext {
  const Program* program = nullptr;
  const TemplateContext* outer = nullptr;
  value::Value base;               ///< of the request
  value::Map* handed = nullptr;    ///< locals of whoever includes or derives
  value::Map* vars = nullptr;      ///< set at the top of the template
  value::Map* exported = nullptr;  ///< those of `vars` that importers see
  BlockTable* blocks = nullptr;
  bool autoescape = false;
};

/// A running unit. Frames of units with inner units live in the arena, because macros refer to them.
struct Frame {
  const Program* program = nullptr;
  const Unit* unit = nullptr;
  TemplateContext* context = nullptr;
  value::Value* slots = nullptr;
  value::Value* stack = nullptr;
  Frame* outer = nullptr;   ///< of the unit that the text of this one stands in
  Frame* caller = nullptr;  ///< of the unit that runs this one
  const Instruction* at = nullptr;
  const char* what = "";  ///< how the chain of a diagnostic calls it; empty: no step of the chain
  std::string_view name;
  const BlockLink* block = nullptr;  ///< which maker of the block this is
  const Program* parent = nullptr;   ///< of the template that `extends` named
  const Instruction* extends_at = nullptr;
  std::uint32_t loop_depth = 0;  ///< of a recursive loop
};

class MacroObject;
class LoopObject;
class ModuleObject;
class IncludeWatch;

class Interpreter final : public Runtime {
 public:
  Interpreter(const Environment::Tables& tables, const Request& request, base::Arena& arena, value::ReadLog& reads);

  /// Runs a template as the page's own.
  void run(const TemplateEntry& entry, std::string_view name);
  Result take_result();
  /// Puts the output into memory that was used before. REQUIRES: nothing is printed yet.
  void print_into(std::string buffer) { out_.begin_in(std::move(buffer)); }
  /// Undefined values are lenient from here on, whatever the environment says.
  void be_lenient() { undefined_ = Undefined::lenient; }

  // Runtime.
  Undefined undefined_mode() const override { return undefined_; }
  const Limits& limits() const override { return options_.limits; }
  value::Value apply_filter(value::Name name, const value::Arguments& arguments) override;
  bool apply_test(value::Name name, const value::Arguments& arguments) override;
  bool has_filter(value::Name name) const override { return library_.filters.find(name) != nullptr; }
  bool has_test(value::Name name) const override { return library_.tests.find(name) != nullptr; }
  void warn(std::string code, std::string message, std::string hint) override;
  void report(diagnostics::Diagnostic diagnostic) override;
  bool may_compare(const value::Value& undefined) override;
  bool autoescape() const override { return context_ != nullptr && context_->autoescape; }

  // For the objects that templates hold.
  value::Value call_macro(const MacroObject& macro, const value::Arguments& arguments);
  value::Value call_recursive_loop(const LoopObject& loop, const value::Value& iterable);
  value::Value call_block_link(const BlockLink& link, TemplateContext& context, std::string_view name);

  // operators.cc
  value::Value unary(Operation operation, const value::Value& operand);
  value::Value binary(Operation operation, const value::Value& left, const value::Value& right);
  bool compare(Operation operation, const value::Value& left, const value::Value& right);
  bool truth(const value::Value& value);
  value::Value concatenate(std::span<const value::Value> values, bool escapes);

 private:
  class Running;  // a frame while it runs
  friend class IncludeWatch;

  // interpreter.cc
  bool execute(Frame& frame);
  /// False, having failed, when the render takes too much. Called behind whatever can make a value or print.
  bool within_limits() {
    if (out_.size() > options_.limits.output_bytes || arena.bytes_reserved() > most_memory_) [[unlikely]]
      fail_limit();
    return !failed();
  }
  void fail_limit();
  std::uint32_t most_depth() const;
  bool begin_loop(Frame& frame, const Instruction& instruction, const value::Value& iterable);
  bool next_element(Frame& frame, const Instruction& instruction, value::Value* element);
  value::Value build_map(const value::Value* entries, std::uint32_t count);
  value::Value build_list(const value::Value* first, std::uint32_t count);

  // access.cc
  value::Value resolve(const TemplateContext& context, value::Name name);
  value::Value resolve_outside(const TemplateContext& context, value::Name name);
  value::Value load_from_context(Frame& frame, std::uint16_t slot, const NameEntry& name);
  value::Value attribute(const value::Value& container, const NameEntry& name);
  value::Value item(const value::Value& container, const value::Value& key);
  value::Value slice(const value::Value& container, const value::Value* bounds);
  bool unpack(const value::Value& value, std::uint32_t count, value::Value* top);
  void set_attribute(const value::Value& container, const NameEntry& name, const value::Value& value);

  // output.cc
  void print(const value::Value& value, bool escapes);
  void print_text(const value::Value& text, bool escapes) {
    if (escapes && !text.is_safe()) {
      out_.append_escaped(text.as_string());
    } else {
      out_ += text.as_string();
    }
  }
  void print_filtered(const value::Value& value);
  void print_object(const value::Value& value, bool escapes);
  void cut_output(std::size_t end) {
    longest_ = std::max(longest_, out_.size());
    out_.cut(end);
  }
  value::Value take_capture(std::size_t begin, bool is_html);
  value::Value as_text(const value::Value& value, bool is_html);
  bool is_on(std::uint8_t escape) const {
    return escape == static_cast<std::uint8_t>(Escape::yes) ||
           (escape == static_cast<std::uint8_t>(Escape::runtime) && context_->autoescape);
  }
  void print_debug();

  // calls.cc
  value::Value call(const CallShape& shape, value::Value* base);
  void call_and_print(const CallShape& shape, value::Value* base, std::uint8_t escape);
  value::Value call_method(const CallShape& shape, const NameEntry& name, value::Value* base);
  value::Value filter(const Callee& callee, const CallShape& shape, value::Value* base);
  bool test(const Callee& callee, const CallShape& shape, value::Value* base);
  value::Value run_filter(value::Name name, value::NativeFunction function, const void* self,
                          const value::Arguments& arguments);
  value::Value fail_unknown(value::Name name, bool is_filter);
  bool run_macro(const MacroObject& macro, const value::Arguments& arguments);
  bool bind_macro(const MacroObject& macro, const value::Arguments& arguments, Frame& frame);
  value::Value defined_or_missing(const value::Value& value, std::string_view name);

  // templates.cc
  bool run_root(const Program& program, TemplateContext& context, const char* what);
  bool run_block(const BlockLink& link, TemplateContext& context, std::string_view name);
  void call_block(Frame& frame, const Instruction& instruction);
  void extend(Frame& frame, const value::Value& name);
  void run_parent(Frame& frame);
  value::Value import(Frame& frame, const Instruction& instruction, const value::Value& name);
  value::Value import_name(const value::Value& module, const NameEntry& name);
  bool run_loop(const Program& program, std::uint32_t unit, Frame* around, TemplateContext& context,
                const value::Value& iterable, std::uint32_t depth);
  const Program* load_template(const value::Value& name, bool may_be_missing);
  const Program* load_named(std::string_view name, bool& is_missing);
  void fail_missing(const std::vector<std::string>& tried);
  TemplateContext* new_context(const Program& program);
  void begin_context(TemplateContext& context, const Program& program);
  void add_blocks(BlockTable& table, const Program& program);
  value::Map* handed_locals(Frame& frame, std::uint32_t table);
  void export_name(Frame& frame, const NameEntry& name, const value::Value& value, bool is_visible);
  value::Value super_of(Frame& frame);

  // includes.cc
  void include(Frame& frame, const Instruction& instruction, const value::Value& name);
  value::Value watched_name(const TemplateContext& context, value::Name name);
  value::Value watched_attribute(const value::Value& container, value::Name name);
  const Fragment* find_fragment(const Fragments& fragments, const TemplateContext& context);
  bool print_fragment(const Fragments& fragments, const TemplateContext& context);

  // failure.cc
  void note_failure();
  void refuse(const TemplateEntry& entry);
  diagnostics::Location place_of(const Frame& frame) const;
  Span span_of(const Frame& frame) const;
  std::vector<diagnostics::Frame> chain() const;
  std::string suggest_name(std::string_view looked_for);
  std::vector<std::string> visible_names() const;
  std::vector<std::string> attribute_names(const value::Value& value) const;

  const Environment::Tables& tables_;
  const Library& library_;
  const Options& options_;
  const Request& request_;
  Undefined undefined_;
  Output out_;
  ValueStack values_;
  ModuleObject* modules_ = nullptr;     ///< imported without context
  TemplateContext* context_ = nullptr;  ///< of the running unit
  Frame* frame_ = nullptr;              ///< that runs
  std::uint32_t depth_ = 0;
  std::uint32_t deepest_ = 0;                         ///< that `depth_` was, since an include is watched
  std::size_t longest_ = 0;                           ///< that the output was when its end was cut off, likewise
  IncludeWatch* watch_ = nullptr;                     ///< of the include that is watched
  const TemplateContext* watched_context_ = nullptr;  ///< its own
  std::uint64_t iterations_ = 0;
  std::size_t most_memory_;  ///< of the arena
  Profile* profile_;         ///< null: nothing is tallied
  std::string_view root_name_;
  bool noted_ = false;  ///< the failure has its diagnostic
  std::vector<diagnostics::Diagnostic> diagnostics_;
};

inline Interpreter& interpreter(value::Context& ctx) { return static_cast<Interpreter&>(ctx); }

}  // namespace jinja
