// SPDX-License-Identifier: MIT
#include "jinja/attribute_path.h"

#include <algorithm>
#include <memory>

#include "base/strings.h"
#include "base/unicode.h"
#include "jinja/unicode_case.h"

namespace jinja {

namespace {

/// The pieces between separators, each turned into a `T` in the arena.
template <class T, class Make>
std::span<T> split_into(base::Arena& arena, std::string_view text, char separator, Make make) {
  auto count = static_cast<std::size_t>(std::ranges::count(text, separator)) + 1;
  T* parts = arena.array<T>(count);
  for (std::size_t i = 0; i < count; ++i) {
    std::size_t end = text.find(separator);
    std::construct_at(&parts[i], make(text.substr(0, end)));
    if (end != text.npos) text.remove_prefix(end + 1);
  }
  return {parts, count};
}

}  // namespace

AttributePath::AttributePath(Context& ctx, const Value& attribute)
    : identity_(is_absent(attribute) || attribute.is_none()) {
  if (identity_) return;
  std::string_view text = text_of(ctx, attribute);
  std::size_t dot = attribute.is_string() ? text.find('.') : text.npos;
  first_ = text.substr(0, dot);
  is_one_name_ = dot == text.npos && !std::ranges::all_of(text, base::is_digit);
  if (dot == text.npos) return;
  rest_ = split_into<Name>(ctx.arena, text.substr(dot + 1), '.', [](std::string_view part) { return Name(part); });
}

Value AttributePath::of(Context& ctx, const Value& element, const Value& otherwise) const {
  if (identity_) return element;
  if (is_one_name_ && element.is_map()) {
    const Value* entry = element.as_map().find(first_);
    if (entry != nullptr && !entry->is_undefined()) return *entry;
  }
  auto step = [&](const Value& from, const Name& part) {
    Value found = path_step(ctx, from, part);
    return found.is_undefined() && !otherwise.is_undefined() && !ctx.failed() ? otherwise : found;
  };
  Value found = step(element, first_);
  for (const Name& part : rest_) {
    if (ctx.failed()) return {};
    found = step(found, part);
  }
  return found;
}

std::span<const AttributePath> AttributePath::list_of(Context& ctx, const Value& attribute) {
  if (!attribute.is_string()) return {ctx.arena.make<AttributePath>(ctx, attribute), 1};
  return split_into<AttributePath>(ctx.arena, attribute.as_string(), ',',
                                   [&](std::string_view part) { return AttributePath(ctx, Value::string(part)); });
}

Value sort_key(Context& ctx, const Value& key, Case letters) {
  if (letters == Case::keep || !key.is_string()) return key;
  std::string_view text = key.as_string();
  if (!base::is_ascii(text)) return Value::string(ctx.arena, lower_case(text));
  char* lower = ctx.arena.array<char>(text.size());
  lower_ascii(lower, text);
  return Value::string({lower, text.size()});
}

}  // namespace jinja
