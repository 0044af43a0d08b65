// SPDX-License-Identifier: MIT
#include "render/field_path.h"

#include "base/strings.h"
#include "render/arguments.h"
#include "value/operations.h"

namespace render {

using value::Context;
using value::Value;

FieldPath::FieldPath(Context& ctx, std::string_view dotted) {
  if (dotted.empty()) return;
  for (std::string_view step : base::split(dotted, '.')) steps_.emplace_back(ctx.arena.copy(step));
}

Value FieldPath::walk(Context& ctx, Value at, std::size_t first_step) const {
  for (std::size_t i = first_step; i < steps_.size(); ++i) {
    Value next = value::attribute(ctx, at, steps_[i]);
    if (next.is_undefined() && !at.is_object()) {
      if (auto index = base::parse_integer(steps_[i].text)) next = value::item(ctx, at, Value::integer(*index));
    }
    if (next.is_undefined()) return {};
    at = next;
  }
  return at;
}

Value FieldPath::of(const site::Reader& reader, const Value& element) const {
  Context& ctx = reader.context();
  Value found = walk(ctx, element, 0);
  if (!found.is_undefined() || !element.is_object() || ctx.failed()) return found;
  auto page = reader.page_of(element);
  return page ? walk(ctx, reader.metadata(*page, steps_.front()), 1) : Value();
}

std::string_view label_of(Context& ctx, const Value& value) {
  if (!value.is_object()) return text_of(ctx, value);
  for (const char* name : {"name", "title"}) {
    Value label = value::attribute(ctx, value, name);
    if (label.is_string()) return label.as_string();
  }
  return text_of(ctx, value);
}

Value SeenValues::text_key(const Value& value) const {
  std::string spelled;
  value::append_repr(ctx_, spelled, value);
  return Value::string(ctx_.arena, spelled);
}

bool SeenValues::add(const Value& value) {
  if (contains(value)) return false;
  if (value::is_hashable(value)) {
    values_.set(ctx_.arena, value, Value::none());
  } else {
    texts_.set(ctx_.arena, text_key(value), Value::none());
  }
  return true;
}

bool SeenValues::contains(const Value& value) const {
  if (value::is_hashable(value)) return values_.find(value) != nullptr;
  return texts_.find(text_key(value)) != nullptr;
}

}  // namespace render
