// SPDX-License-Identifier: MIT
#pragma once

#include <deque>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "jinja/ast.h"
#include "jinja/library.h"
#include "jinja/parser.h"
#include "jinja/program.h"
#include "jinja/symbols.h"

namespace jinja {

/// A program, or why there is none.
struct Compiled {
  std::unique_ptr<Program> program;  ///< always there; runs only when there are no mistakes
  std::vector<Mistake> mistakes;
};

/// Text to program. A pure function: no file is opened.
Compiled compile(std::string template_name, Source source, const Options& options, const Library& library);

/// Whether a template of this name escapes what it prints.
bool escapes_by_default(std::string_view template_name, Autoescape autoescape);

/// Syntax tree to instructions. Each function of the template (its own text, a block, a macro, ...) becomes a unit; a
/// unit's code is complete before the next one around it goes on, and jumps are relative to the unit's beginning.
class Compiler {
 public:
  Compiler(Program& program, const Options& options, const Library& library, base::Arena& arena)
      : program_(program), options_(options), library_(library), arena_(arena) {}
  void compile(Body body);
  std::vector<Mistake>& mistakes() { return mistakes_; }

 private:
  /// The unit that instructions are added to.
  struct Function {
    std::uint32_t unit = 0;
    Function* outer = nullptr;
    FunctionSlots slots;
    std::vector<Instruction> code;
    std::vector<Span> spans;
    int depth = 0;  ///< values on the stack here
    int deepest = 0;
    struct Cleanup {
      Op op;
      std::uint16_t slot;
    };
    std::vector<Cleanup> cleanups;  ///< what must be ended before leaving the innermost statements
    struct Loop {
      std::size_t cleanups;
      std::uint32_t next;
      std::vector<std::uint32_t> breaks;
    };
    std::vector<Loop> loops;
  };

  /// Where a statement stands.
  struct Place {
    Scope* scope;
    Escape escape;
    bool at_top = false;          ///< sets are seen by blocks and importers
    bool at_root = false;         ///< not even inside an `if`
    bool is_conditional = false;  ///< may never run: unknown filters are errors only when it does
    bool checks_extends = false;  ///< prints nothing when the template extends another
    /// What holds for literals where `escape` is only known when the template runs: the last setting known before.
    Escape literal_escape = escape;
    bool is_volatile = false;  ///< inside an `autoescape` whose setting is only known when the template runs
    Place inner(Scope* inner_scope) const {
      Place place = *this;
      place.scope = inner_scope;
      place.at_top = place.at_root = place.is_conditional = false;
      return place;
    }
  };

  // compiler.cc
  std::uint32_t begin_unit(Function& function, UnitKind kind, std::string_view name);
  void end_unit();
  void compile_block_unit(const Statement* block);
  void note_locals(const Scope& scope);
  std::uint32_t emit(Op op, Span span, int effect, std::uint8_t flag = 0, std::uint32_t small = 0,
                     std::uint32_t operand = 0);
  std::uint32_t here() const { return static_cast<std::uint32_t>(function_->code.size()); }
  void land(std::uint32_t jump) { function_->code[jump].operand = here(); }
  std::uint16_t new_slot();
  std::uint32_t constant(value::Value value);          ///< copied
  std::uint32_t text_constant(std::string_view text);  ///< a view into the source
  std::uint32_t name_entry(std::string_view name, std::string_view path);
  std::uint32_t name_entry(std::string_view name) { return name_entry(name, name); }
  std::uint32_t local_table(const Scope& scope, Span span);
  void mistake(Span span, std::string message, std::string hint = {}, std::string code = "template-syntax");

  // compile_statements.cc
  void compile_body(Body body, const Place& place);
  void compile_statement(const Statement* statement, const Place& place);
  void compile_output(const Statement* statement, const Place& place);
  void compile_print(const Expression* value, const Place& place);
  void compile_if(const Statement* statement, const Place& place);
  void compile_set(const Statement* statement, const Place& place);
  void compile_set_block(const Statement* statement, const Place& place);
  void compile_with(const Statement* statement, const Place& place);
  void compile_filter_block(const Statement* statement, const Place& place);
  void compile_autoescape(const Statement* statement, const Place& place);
  void compile_block(const Statement* statement, const Place& place);
  void compile_extends(const Statement* statement, const Place& place);
  void compile_include(const Statement* statement, const Place& place);
  void compile_import(const Statement* statement, const Place& place);
  void compile_leave_loop(const Statement* statement);
  std::uint16_t begin_capture(Span span);
  void end_capture(Span span, Escape escape, std::uint16_t slot);
  void enter_scope(const Scope& scope, Span span);
  void store_target(const Expression* target, const Place& place);
  void store_name(std::string_view name, const Place& place, Span span, bool is_imported = false);
  std::uint8_t include_flags(const Statement* statement) const;

  // compile_loops.cc, compile_macros.cc
  void compile_for(const Statement* statement, const Place& place);
  void compile_recursive_for(const Statement* statement, const Place& place);
  void compile_loop(const Statement* statement, const Place& place, bool is_extended, const std::uint16_t* given);
  void compile_loop_filter(const Statement* statement, const Place& place, Scope& body_scope);
  void load_target(const Expression* target, const Place& place);
  void compile_else(const Statement* statement, const Place& place, std::uint16_t passed);
  void compile_macro(const Statement* statement, const Place& place);
  void compile_call_block(const Statement* statement, const Place& place);
  std::uint32_t compile_macro_unit(const Statement* statement, const Place& place, UnitKind kind);
  void declare_special_parameters(const Statement* statement, Scope& scope, Unit& unit);
  void compile_defaults(const Statement* statement, Scope& scope, const Place& place);

  // compile_expressions.cc
  void compile(const Expression* expression, const Place& place);
  void compile_name(std::string_view name, Span span, const Place& place);
  void load_variable(const Variable& variable, Span span, bool raw);
  void compile_attribute(const Expression* expression, const Place& place);
  void compile_item(const Expression* expression, const Place& place);
  void compile_logical(const Expression* expression, const Place& place);
  void compile_compare(const Expression* expression, const Place& place);
  void compile_concatenation(const Expression* expression, const Place& place);
  void compile_sequence(const Expression* expression, const Place& place);
  void compile_conditional(const Expression* expression, const Place& place);
  void compile_call(const Expression* expression, const Place& place, const std::uint32_t* caller,
                    const Escape* printed);
  void compile_filter(const Expression* expression, const Place& place);
  void compile_test(const Expression* expression, const Place& place);
  std::uint32_t compile_arguments(const CallArguments& arguments, const Place& place, const std::uint32_t* caller,
                                  Span span);
  std::uint32_t callee(const Expression* expression, const Place& place, bool is_filter);
  void compile_readonly(const Expression* expression, const Place& place);
  std::string_view path_of(const Expression* expression) const;

  // fold.cc
  std::optional<value::Value> fold(const Expression* expression);
  std::optional<value::Value> fold_sequence(const Expression* expression);
  static bool is_literal(const Expression* expression);
  static bool is_constant(const Expression* expression);

  Program& program_;
  const Options& options_;
  const Library& library_;
  base::Arena& arena_;  ///< of the tree
  Function* function_ = nullptr;
  bool has_extends_ = false;     ///< anywhere in the template
  bool surely_extends_ = false;  ///< an `extends` outside of any `if` came before
  bool maybe_extends_ = false;   ///< any `extends` came before
  std::deque<Scope> scopes_;
  std::unordered_map<std::string_view, std::unordered_map<std::string_view, std::uint32_t>> name_entries_;
  std::unordered_map<std::string_view, std::uint32_t> filter_entries_, test_entries_;
  std::unordered_map<std::string_view, std::uint32_t> block_entries_;
  std::size_t local_entries_ = 0;  ///< of all local tables
  std::vector<Mistake> mistakes_;
};

}  // namespace jinja
