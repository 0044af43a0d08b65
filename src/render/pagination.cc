// SPDX-License-Identifier: MIT
#include "render/pagination.h"

#include <algorithm>

#include "render/arguments.h"

namespace render {

using value::Context;
using value::Handle;
using value::Value;

namespace {

/// A map whose entries are attributes before anything else. Lives in the arena of one render.
class PaginationObject final : public value::Object {
 public:
  explicit PaginationObject(const value::Map* fields) : fields_(fields) {}
  std::string_view type_name() const override { return "pagination"; }
  value::Shape shape(Handle) const override { return value::Shape::mapping; }
  Value attribute(Context&, Handle, value::Name name) const override { return Value::map(fields_).get(name); }
  Value materialize(Context&, Handle) const override { return Value::map(fields_); }
  std::vector<std::string> attribute_names(Handle) const override {
    std::vector<std::string> names;
    for (const value::Map::Entry& each : fields_->entries()) names.emplace_back(each.key.as_string());
    return names;
  }

 private:
  const value::Map* fields_;
};

}  // namespace

Value page_of_items(Context& ctx, std::span<const Value> items, std::size_t per_page, std::int64_t current_page) {
  std::size_t size = std::max<std::size_t>(1, per_page);
  auto total = static_cast<std::int64_t>(items.size() / size + (items.size() % size == 0 ? 0 : 1));
  std::int64_t current = std::clamp<std::int64_t>(current_page, 1, std::max<std::int64_t>(1, total));
  value::Map* fields = value::make_map(ctx.arena);
  auto set = [&](const char* name, Value field) { fields->set(ctx.arena, value::Name(name), field); };
  set("items", sublist(ctx, items, static_cast<std::size_t>(current - 1) * size, size));
  set("total_items", Value::integer(static_cast<std::int64_t>(items.size())));
  set("total_pages", Value::integer(total));
  set("current_page", Value::integer(current));
  set("per_page", Value::integer(static_cast<std::int64_t>(size)));
  set("has_next", Value::boolean(current < total));
  set("has_prev", Value::boolean(current > 1));
  set("has_previous", Value::boolean(current > 1));
  set("next_page", current < total ? Value::integer(current + 1) : Value::none());
  set("prev_page", current > 1 ? Value::integer(current - 1) : Value::none());
  return Value::object(new (ctx.arena.allocate(sizeof(PaginationObject), alignof(PaginationObject)))
                           PaginationObject(fields));
}

}  // namespace render
