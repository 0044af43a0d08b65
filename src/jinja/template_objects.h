// SPDX-License-Identifier: MIT
#pragma once

#include "jinja/interpreter.h"

/// The objects that a template's own statements make: macros, imported modules, `loop`, `self`, `super`. They live in
/// the arena of one render.
namespace jinja {

/// A macro, or the body of a `call` block, with the variables around it.
class MacroObject final : public value::Object {
 public:
  MacroObject(const Program* program_, const Unit* unit_, std::uint32_t number_, Frame* around_,
              TemplateContext* context_)
      : program(program_), unit(unit_), number(number_), around(around_), context(context_) {}

  const Program* program;
  const Unit* unit;
  std::uint32_t number;
  Frame* around;
  TemplateContext* context;

  std::string_view type_name() const override { return "macro"; }
  value::Shape shape(value::Handle) const override { return value::Shape::callable; }
  bool truth(value::Context&, value::Handle) const override { return true; }
  value::Value call(value::Context& ctx, value::Handle, const value::Arguments& arguments) const override {
    return interpreter(ctx).call_macro(*this, arguments);
  }
  value::Value attribute(value::Context& ctx, value::Handle, value::Name name) const override;
  void print(value::Context& ctx, value::Handle, std::string& out) const override;
  std::vector<std::string> attribute_names(value::Handle) const override {
    return {"name", "arguments", "catch_kwargs", "catch_varargs", "caller"};
  }
};

/// What `import` gives: the exported names of a template, and the text it printed.
class ModuleObject final : public value::Object {
 public:
  ModuleObject(const Program* program_, const value::Map* exported_, std::string_view text_)
      : program(program_), exported(exported_), text(text_) {}

  const Program* program;
  const value::Map* exported;
  std::string_view text;
  ModuleObject* next = nullptr;  ///< of those that the render keeps

  std::string_view type_name() const override { return "template module"; }
  bool truth(value::Context&, value::Handle) const override { return true; }
  value::Value attribute(value::Context& ctx, value::Handle, value::Name name) const override;
  void print(value::Context&, value::Handle, std::string& out) const override { out += text; }
  bool prints_html(value::Handle) const override { return true; }
  std::vector<std::string> attribute_names(value::Handle) const override;
};

/// `loop`: where a loop stands.
class LoopObject final : public value::Object {
 public:
  const value::List* elements = nullptr;
  std::int64_t position = -1;  ///< index0
  const Unit* unit = nullptr;  ///< of a recursive loop
  std::uint32_t unit_number = 0;
  const Program* program = nullptr;
  Frame* around = nullptr;
  TemplateContext* context = nullptr;
  std::uint32_t depth = 0;
  mutable const value::List* last_changed = nullptr;

  std::string_view type_name() const override { return "loop"; }
  value::Shape shape(value::Handle) const override { return value::Shape::callable; }
  bool truth(value::Context&, value::Handle) const override { return true; }
  std::optional<std::size_t> length(value::Context&, value::Handle) const override { return elements->size; }
  value::Value attribute(value::Context& ctx, value::Handle handle, value::Name name) const override;
  value::Value call(value::Context& ctx, value::Handle, const value::Arguments& arguments) const override;
  value::Value call_method(value::Context& ctx, value::Handle handle, value::Name name,
                           const value::Arguments& arguments) const override;
  void print(value::Context& ctx, value::Handle, std::string& out) const override;
  std::vector<std::string> attribute_names(value::Handle) const override;

 private:
  value::Value changed(value::Context& ctx, const value::Arguments& arguments) const;
};

/// `self`: the blocks of the template, to be printed again.
class SelfObject final : public value::Object {
 public:
  explicit SelfObject(TemplateContext* context) : context_(context) {}
  std::string_view type_name() const override { return "template"; }
  value::Value attribute(value::Context& ctx, value::Handle, value::Name name) const override;
  value::Value call_method(value::Context& ctx, value::Handle, value::Name name,
                           const value::Arguments& arguments) const override;
  std::vector<std::string> attribute_names(value::Handle) const override;

 private:
  TemplateContext* context_;
};

/// A maker of a block: what `super` and `self.name` are.
class BlockObject final : public value::Object {
 public:
  BlockObject(const BlockLink* link, TemplateContext* context, std::string_view name)
      : link_(link), context_(context), name_(name) {}
  std::string_view type_name() const override { return "block"; }
  value::Shape shape(value::Handle) const override { return value::Shape::callable; }
  bool truth(value::Context&, value::Handle) const override { return true; }
  value::Value attribute(value::Context& ctx, value::Handle, value::Name name) const override;
  value::Value call(value::Context& ctx, value::Handle, const value::Arguments& arguments) const override;
  value::Value call_method(value::Context& ctx, value::Handle handle, value::Name name,
                           const value::Arguments& arguments) const override {
    return value::call(ctx, attribute(ctx, handle, name), arguments);
  }
  std::vector<std::string> attribute_names(value::Handle) const override { return {"super"}; }

 private:
  const BlockLink* link_;
  TemplateContext* context_;
  std::string_view name_;
};

}  // namespace jinja
