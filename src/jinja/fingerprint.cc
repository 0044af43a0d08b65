// SPDX-License-Identifier: MIT
#include "jinja/fingerprint.h"

#include "base/codec.h"
#include "value/codec.h"

namespace jinja {

namespace {

void encode_code(base::ByteWriter& out, const Program& program) {
  out.varint(program.code.size());
  for (const Instruction& step : program.code) {
    out.u8(static_cast<std::uint8_t>(step.op));
    out.u8(step.flag);
    out.varint(step.small);
    out.varint(step.operand);
  }
  out.varint(program.constants.size());
  for (const value::Value& constant : program.constants) value::encode(out, constant);
}

void encode_names(base::ByteWriter& out, const Program& program) {
  out.varint(program.names.size());
  for (const NameEntry& name : program.names) {
    out.text(name.name.text);
    out.text(name.path);
    out.u8(name.is_map_method ? 1 : 0);
  }
  for (const std::vector<Callee>* callees : {&program.filters, &program.tests}) {
    out.varint(callees->size());
    for (const Callee& callee : *callees) out.text(callee.name.text);
  }
  out.varint(program.shapes.size());
  for (const CallShape& shape : program.shapes) {
    out.varint(shape.positional);
    out.u8(static_cast<std::uint8_t>((shape.has_star ? 1 : 0) | (shape.has_star_star ? 2 : 0)));
    out.varint(shape.names.size());
    for (const value::Name& name : shape.names) out.text(name.text);
  }
}

void encode_parameters(base::ByteWriter& out, const std::vector<UnitParameter>& parameters) {
  out.varint(parameters.size());
  for (const UnitParameter& parameter : parameters) {
    out.text(parameter.name.text);
    out.varint(parameter.slot);
  }
}

void encode_units(base::ByteWriter& out, const Program& program) {
  out.varint(program.units.size());
  for (const Unit& unit : program.units) {
    out.u8(static_cast<std::uint8_t>(unit.kind));
    out.text(unit.name.text);
    for (std::uint32_t number :
         {unit.begin, std::uint32_t{unit.slots}, std::uint32_t{unit.stack}, std::uint32_t{unit.required},
          std::uint32_t{unit.caller_slot}, std::uint32_t{unit.kwargs_slot}, std::uint32_t{unit.varargs_slot}})
      out.varint(number);
    out.u8(static_cast<std::uint8_t>((unit.has_inner_units ? 1 : 0) | (unit.explicit_caller ? 2 : 0)));
    out.u8(static_cast<std::uint8_t>(unit.escape));
    encode_parameters(out, unit.parameters);
    encode_parameters(out, unit.locals);
  }
  out.varint(program.blocks.size());
  for (const BlockEntry& block : program.blocks) {
    out.text(block.name.text);
    out.varint(block.unit);
  }
  out.varint(program.local_tables.size());
  for (const std::vector<LocalEntry>& table : program.local_tables) {
    out.varint(table.size());
    for (const LocalEntry& local : table) {
      out.text(local.name.text);
      out.u8(local.depth);
      out.varint(local.slot);
    }
  }
}

/// What decides beside the program how a render goes.
void encode_options(base::ByteWriter& out, const Options& options) {
  const Limits& limits = options.limits;
  out.u8(static_cast<std::uint8_t>(options.undefined));
  for (std::uint64_t limit : {limits.recursion, limits.iterations, limits.output_bytes, limits.memory_bytes,
                              limits.text_bytes, limits.list_elements, limits.pattern_steps})
    out.varint(limit);
}

}  // namespace

base::Fingerprint fingerprint_of(const Program& program, const Options& options) {
  std::string bytes;
  base::ByteWriter out(bytes);
  encode_options(out, options);
  out.u8(program.autoescape ? 1 : 0);
  encode_code(out, program);
  encode_names(out, program);
  encode_units(out, program);
  return base::fingerprint(bytes);
}

}  // namespace jinja
