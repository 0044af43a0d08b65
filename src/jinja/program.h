// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/arena.h"
#include "jinja/environment.h"
#include "jinja/fragments.h"
#include "jinja/lexer.h"
#include "value/object.h"

/// What a template is compiled to. A program is made once, never changed but for what it keeps, and shared by all
/// threads.
namespace jinja {

/// The operations of the virtual machine. It has a stack of values and numbered slots for local names. "Pops" and
/// "pushes" speak of that stack; `small`, `operand` and `flag` are the fields of the instruction.
enum class Op : std::uint8_t {
  // Values.
  constant,            ///< pushes constants[operand]
  load,                ///< pushes slot `small`, which surely has a value
  load_checked,        ///< pushes slot `small`, or undefined named names[operand]
  load_context,        ///< pushes slot `small`; when it is missing, first fills it with names[operand] of the context
  load_outer,          ///< the same three for the slots of the function `flag` levels further out
  load_outer_checked,  //
  load_outer_context,  //
  store,               ///< pops into slot `small`; undefined remembers names[operand]
  store_raw,           ///< pops into slot `small`; missing stays missing
  store_exported,      ///< as store, and sets names[operand] in the context for blocks and importers
  store_imported,      ///< as store_exported, but importers do not see it
  clear,               ///< slot `small` becomes missing
  pop,
  attribute,       ///< pops a value, pushes value.names[operand]
  load_attribute,  ///< load and attribute in one: pushes names[operand] of slot `small`
  item,            ///< pops key and value, pushes value[key]
  slice,           ///< pops step, stop, start and value (none where absent), pushes value[start:stop:step]
  unary,           ///< pops one, pushes `flag` (an Operation) of it
  binary,          ///< pops right and left, pushes left `flag` right
  compare,         ///< the same for comparisons
  compare_chain,   ///< pops right and left; true: pushes right; false: pushes false and jumps to `operand`
  negate,          ///< pops one, pushes not
  concatenate,     ///< pops `operand` values, pushes their text; `flag`: Escape
  build_list,      ///< pops `operand` values
  build_tuple,     //
  build_map,       ///< pops `operand` keys and values in turn
  append,          ///< pops a value and appends it to the list in slot `small`
  unpack,          ///< pops a value of exactly `operand` elements and pushes them, the first on top
  set_attribute,   ///< pops a namespace, then a value: namespace.names[operand] = value

  // Control.
  jump,              ///< to `operand`, as all jumps
  jump_if_false,     ///< pops
  jump_if_true,      ///< pops
  jump_false_kept,   ///< jumps and keeps the value, or pops
  jump_true_kept,    //
  jump_if_given,     ///< when slot `small` has a value
  jump_if_extended,  ///< when an `extends` has run
  for_begin,         ///< pops what to loop over into slots `small`, `small` + 1; flag 1: pushes a new loop object;
                     ///< flag 2: one that can be called (`operand`: its unit)
  for_next,          ///< pushes the next element, or jumps to `operand`; `flag` as in for_begin
  finish,            ///< ends the unit

  // Calls.
  call,         ///< shapes[operand]: pops arguments and the callable, pushes the result
  call_emit,    ///< the same, printing the result; `flag`: Escape
  call_method,  ///< shapes[small]: pops arguments and the subject, pushes subject.names[operand](arguments)
  filter,       ///< shapes[small]: pops arguments and the subject, pushes callees[operand] of them
  test,         ///< the same, pushes a boolean
  run_loop,     ///< pops what to loop over, prints what the recursive loop units[operand] makes of it
  make_macro,   ///< pushes units[operand] as a macro
  load_self,    ///< pushes what `self` is
  load_super,   ///< pushes what `super` is

  // Output.
  text,              ///< prints constants[operand] as it is
  emit,              ///< pops and prints; `flag`: Escape
  capture_begin,     ///< what is printed from here on, a place that slot `small` remembers, ...
  capture_end,       ///< ... is pushed as text; `flag`: Escape, whether it is HTML
  capture_drop,      ///< ... is forgotten
  emit_text,         ///< pops and prints what must be a text
  as_text,           ///< pops and pushes its text; `flag`: Escape, whether it is HTML
  autoescape_begin,  ///< pops the truth of it; the state before is kept in slot `small`
  autoescape_end,    ///< takes it back from slot `small`

  // Templates.
  call_block,   ///< blocks[operand]; `flag`: BlockFlags; `small`: a local table, for scoped ones
  extends,      ///< pops a template name
  run_parent,   ///< when an `extends` has run: runs the parent's root
  include,      ///< pops a name or list of names; `flag`: IncludeFlags; `operand`: a local table
  import,       ///< pops a name and pushes a module; `flag`, `operand` as for include
  import_name,  ///< pushes names[operand] of the module on top of the stack
  debug,
};

/// Whether what is printed is escaped: fixed when compiled, or (`runtime`) as the context says.
enum class Escape : std::uint8_t { no, yes, runtime };

enum BlockFlags : std::uint8_t { k_block_scoped = 1, k_block_required = 2 };
enum IncludeFlags : std::uint8_t { k_ignore_missing = 1, k_with_context = 2 };

struct Instruction {
  Op op;
  std::uint8_t flag = 0;
  std::uint16_t small = 0;
  std::uint32_t operand = 0;
};
static_assert(sizeof(Instruction) == 8);

/// The arguments of one call site as they lie on the stack: positional ones, values of named ones, *list, **map.
struct CallShape {
  std::uint16_t positional = 0;
  bool has_star = false;
  bool has_star_star = false;
  std::vector<value::Name> names;
  std::size_t size() const { return positional + names.size() + (has_star ? 1 : 0) + (has_star_star ? 1 : 0); }
  bool is_plain() const { return names.empty() && !has_star && !has_star_star; }
};

/// shapes[n] for n below this is a call with n positional arguments and nothing else.
inline constexpr std::uint32_t k_plain_shapes = 8;

/// A filter or test as it was found when the template was compiled; without a function it is unknown.
struct Callee {
  value::Name name;
  value::NativeFunction function = nullptr;
  const void* self = nullptr;
};

/// A name that an attribute, a variable or an export is looked up by.
struct NameEntry {
  value::Name name;
  std::string_view path;       ///< how messages call what is looked up: "page.author"
  bool is_map_method = false;  ///< `map.name` is a method of maps, not an entry
};

/// A local name that includes and scoped blocks see. `depth`: levels of functions further out.
struct LocalEntry {
  value::Name name;
  std::uint8_t depth;
  std::uint16_t slot;
};

struct UnitParameter {
  value::Name name;
  std::uint16_t slot;
};

enum class UnitKind : std::uint8_t { root, block, macro, caller, loop };

/// A function of a program: the template's own text, a block, a macro, the body of `call`, a recursive loop.
struct Unit {
  UnitKind kind = UnitKind::root;
  value::Name name;
  std::uint32_t begin = 0;  ///< its first instruction
  std::uint16_t slots = 0;
  std::uint16_t stack = 0;       ///< the most values that lie on its stack at once
  bool has_inner_units = false;  ///< its slots may be used after it ended
  std::vector<UnitParameter> parameters;
  std::uint16_t required = 0;  ///< how many of them have no default
  // Slots of the parameters that every macro can use, k_no_slot when it does not.
  std::uint16_t caller_slot = 0xffff;
  std::uint16_t kwargs_slot = 0xffff;
  std::uint16_t varargs_slot = 0xffff;
  bool explicit_caller = false;  ///< `caller` is one of the parameters
  Escape escape = Escape::no;    ///< of a recursive loop: whether what its calls give is HTML
  /// Its local names, for messages.
  std::vector<UnitParameter> locals;
};

inline constexpr std::uint16_t k_no_slot = 0xffff;

struct BlockEntry {
  value::Name name;
  std::uint32_t unit = 0;
};

class Program {
 public:
  std::string template_name;
  Source source;              ///< line breaks normalized
  std::uint32_t name_id = 0;  ///< of `template_name` in value::Names
  bool autoescape = false;    ///< at the beginning

  std::vector<Instruction> code;
  std::vector<Span> spans;  ///< by instruction: what it was written as
  std::vector<value::Value> constants;
  std::vector<NameEntry> names;
  std::vector<CallShape> shapes;
  std::vector<Callee> filters;
  std::vector<Callee> tests;
  std::vector<Unit> units;  ///< units[0] is the root
  std::vector<BlockEntry> blocks;
  std::vector<std::vector<LocalEntry>> local_tables;
  base::Arena arena;            ///< of constants and names that are not views into the source
  mutable Fragments fragments;  ///< what it printed where it was included

  diagnostics::Location locate(Span span) const {
    return diagnostics::SourceText(source.path, source.text).locate(span.offset, span.length);
  }
};

}  // namespace jinja
