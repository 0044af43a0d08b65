// SPDX-License-Identifier: MIT
#include "jinja/attribute_path.h"

#include "base/strings.h"
#include "jinja/unicode_case.h"

namespace jinja {

AttributePath::AttributePath(Context& ctx, const Value& attribute) : identity_(attribute.is_nothing()) {
  if (identity_) return;
  if (attribute.is_string()) {
    parts_ = base::split(attribute.as_string(), '.');
  } else {
    parts_ = {text_of(ctx, attribute)};
  }
}

Value AttributePath::of(Context& ctx, const Value& element, const Value& otherwise) const {
  Value found = element;
  for (std::string_view part : parts_) {
    found = path_step(ctx, found, part);
    if (ctx.failed()) return {};
    if (found.is_undefined() && !otherwise.is_undefined()) found = otherwise;
  }
  return found;
}

std::vector<AttributePath> AttributePath::list_of(Context& ctx, const Value& attribute) {
  std::vector<AttributePath> paths;
  if (attribute.is_string()) {
    for (std::string_view each : base::split(attribute.as_string(), ',')) paths.emplace_back(ctx, Value::string(each));
  } else {
    paths.emplace_back(ctx, attribute);
  }
  return paths;
}

Value sort_key(Context& ctx, const Value& key, Case letters) {
  if (letters == Case::keep || !key.is_string()) return key;
  return Value::string(ctx.arena, lower_case(key.as_string()));
}

}  // namespace jinja
