// SPDX-License-Identifier: MIT
#pragma once

#include "value/object.h"

namespace jinja {

/// What `namespace(...)` makes: named values that blocks inside loops may change (`{% set ns.total = 1 %}`). Lives in
/// the arena of one render and is used by its thread only.
class NamespaceObject final : public value::Object {
 public:
  /// REQUIRES: `entries` lives as long as the object and is not frozen.
  explicit NamespaceObject(value::Map* entries) : entries_(entries) {}

  /// The namespace behind a value, or null.
  static const NamespaceObject* of(const value::Value& value) {
    return value.is_object() ? dynamic_cast<const NamespaceObject*>(&value.as_object()) : nullptr;
  }
  /// Gives `name` a value. The text of `name` must live as long as the arena (a name in a program does).
  void set(value::Context& ctx, value::Name name, value::Value value) const;

  std::string_view type_name() const override { return "namespace"; }
  value::Value attribute(value::Context& ctx, value::Handle, value::Name name) const override;
  value::Value item(value::Context& ctx, value::Handle, const value::Value& key) const override;
  bool truth(value::Context&, value::Handle) const override { return true; }
  void print(value::Context& ctx, value::Handle, std::string& out) const override;
  std::vector<std::string> attribute_names(value::Handle) const override;

 private:
  value::Map* entries_;
};

}  // namespace jinja
