// SPDX-License-Identifier: MIT
#include "render/library.h"

namespace render {

using value::Context;
using value::Handle;
using value::Value;

namespace {

constexpr std::string_view k_version = BENGAL_VERSION;

struct Capability {
  std::string_view name;
  bool present;
};

constexpr Capability k_capabilities[] = {
    {"incremental", true},        {"i18n", true},        {"menus", true},
    {"taxonomies", true},         {"directives", true},  {"cross_references", true},
    {"asset_fingerprints", true}, {"css_bundles", true}, {"image_resizing", false},
};

/// Constants, so nothing is noted: another program is another build.
class BengalObject final : public value::Object {
 public:
  enum Part : Handle { whole, engine, capabilities };

  std::string_view type_name() const override { return "bengal"; }
  value::Shape shape(Handle) const override { return value::Shape::mapping; }

  Value attribute(Context&, Handle part, value::Name name) const override {
    if (part == capabilities) {
      for (const Capability& each : k_capabilities) {
        if (each.name == name.text) return Value::boolean(each.present);
      }
      return {};
    }
    if (name.text == "version") return Value::string(k_version);
    if (part == engine) return name.text == "name" ? Value::string("Bengal") : Value();
    if (name.text == "engine") return Value::object(this, engine);
    if (name.text == "capabilities") return Value::object(this, capabilities);
    return {};
  }

  Value materialize(Context& ctx, Handle part) const override {
    value::Map* map = value::make_map(ctx.arena);
    for (const std::string& name : attribute_names(part)) {
      value::Name key(ctx.arena.copy(name));
      Value field = attribute(ctx, part, key);
      map->set(ctx.arena, key, field.is_object() ? materialize(ctx, field.handle()) : field);
    }
    return Value::map(map);
  }

  void print(Context& ctx, Handle part, std::string& out) const override {
    if (part == capabilities) return Object::print(ctx, part, out);
    out.append("Bengal ").append(k_version);
  }

  std::vector<std::string> attribute_names(Handle part) const override {
    if (part == whole) return {"version", "engine", "capabilities"};
    if (part == engine) return {"name", "version"};
    std::vector<std::string> names;
    for (const Capability& each : k_capabilities) names.emplace_back(each.name);
    return names;
  }
};

}  // namespace

Value bengal_object() {
  static const BengalObject k_bengal;
  return Value::object(&k_bengal, BengalObject::whole);
}

}  // namespace render
