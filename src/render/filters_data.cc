// SPDX-License-Identifier: MIT
#include <algorithm>

#include "base/unicode.h"
#include "jinja/runtime.h"
#include "render/arguments.h"
#include "render/library.h"
#include "render/register.h"
#include "value/operations.h"

namespace render {

using value::Arguments;
using value::Context;
using value::Parameters;
using value::Value;

namespace {

/// The value at one key, whether the key is written whole ("a.b" as one name) or as a path.
Value value_at(Context& ctx, const Value& data, const Value& key) {
  if (data.is_nothing() || key.is_nothing()) return {};
  Value direct = value::item(ctx, data, key);
  if (direct.is_undefined() && key.is_string()) direct = value::attribute(ctx, data, value::Name(key.as_string()));
  if (!direct.is_undefined() || !key.is_string()) return direct;
  return value::lookup_path(ctx, data, key.as_string());
}

Value get(Context& ctx, const Arguments& arguments, const void*) {
  Parameters<3> a(ctx, "get", arguments, {"data", "key", "default"}, 2);
  if (!a) return {};
  Value found = a[0].is_nothing() ? Value() : value::item(ctx, a[0], a[1]);
  if (!found.is_undefined()) return found;
  return a[2].is_undefined() ? Value::none() : a[2];
}

Value get_nested(Context& ctx, const Arguments& arguments, const void*) {
  Parameters<3> a(ctx, "get_nested", arguments, {"data", "path", "default"}, 2);
  if (!a) return {};
  Value found = value_at(ctx, a[0], a[1]);
  if (!found.is_undefined()) return found;
  return a[2].is_undefined() ? Value::none() : a[2];
}

Value has_key(Context& ctx, const Arguments& arguments, const void*) {
  Parameters<2> a(ctx, "has_key", arguments, {"data", "key"}, 2);
  return a ? Value::boolean(!value_at(ctx, a[0], a[1]).is_undefined()) : Value();
}

/// The entries of what is or stands for a map; none of anything else.
std::span<const value::Map::Entry> entries_of(Context& ctx, const Value& data) {
  Value map = value::mapping(ctx, data);
  if (map.is_map()) return map.as_map().entries();
  return {};
}

Value keys(Context& ctx, const Arguments& arguments, const void*) {
  Parameters<1> a(ctx, "keys", arguments, {"data"}, 1);
  if (!a) return {};
  value::List* list = value::make_list(ctx.arena);
  for (const value::Map::Entry& entry : entries_of(ctx, a[0])) list->append(ctx.arena, entry.key);
  return Value::list(list);
}

Value values(Context& ctx, const Arguments& arguments, const void*) {
  Parameters<1> a(ctx, "values", arguments, {"data"}, 1);
  if (!a) return {};
  value::List* list = value::make_list(ctx.arena);
  for (const value::Map::Entry& entry : entries_of(ctx, a[0])) list->append(ctx.arena, entry.value);
  return Value::list(list);
}

Value items(Context& ctx, const Arguments& arguments, const void*) {
  Parameters<1> a(ctx, "items", arguments, {"data"}, 1);
  if (!a) return {};
  value::List* list = value::make_list(ctx.arena);
  for (const value::Map::Entry& entry : entries_of(ctx, a[0])) {
    Value pair[] = {entry.key, entry.value};
    list->append(ctx.arena, Value::tuple(value::make_list(ctx.arena, pair)));
  }
  return Value::list(list);
}

Value merge(Context& ctx, const Arguments& arguments, const void*) {
  Parameters<3> a(ctx, "merge", arguments, {"data", "other", "deep"}, 2);
  if (!a) return {};
  value::Map* under = value::make_map(ctx.arena);
  for (const value::Map::Entry& entry : entries_of(ctx, a[0])) under->set(ctx.arena, entry.key, entry.value);
  value::Map* over = value::make_map(ctx.arena);
  bool deep = flag_of(ctx, a[2], true);
  for (const value::Map::Entry& entry : entries_of(ctx, a[1])) {
    (deep ? over : under)->set(ctx.arena, entry.key, entry.value);
  }
  return deep ? value::merge(ctx.arena, Value::map(under), Value::map(over)) : Value::map(under);
}

/// JSON that can stand in HTML and in a script.
Value jsonify(Context& ctx, const Arguments& arguments, const void*) {
  Parameters<2> a(ctx, "jsonify", arguments, {"data", "indent"}, 1);
  if (!a) return {};
  value::JsonStyle style;
  style.indent = a[1].is_nothing() ? -1 : static_cast<int>(std::min<std::size_t>(count_of(a[1], 2), 100));
  style.ascii = false;
  std::string json, html;
  value::append_json(ctx, json, a[0], style);
  if (ctx.failed()) return {};
  html.reserve(json.size());
  for (char c : json) {
    switch (c) {
      case '<':
        html += "\\u003c";
        break;
      case '>':
        html += "\\u003e";
        break;
      case '&':
        html += "\\u0026";
        break;
      case '\'':
        html += "\\u0027";
        break;
      default:
        html += c;
    }
  }
  return jinja::text_fits(ctx, "jsonify", html.size()) ? Value::safe(ctx.arena, html) : Value();
}

std::string_view type_name(const Value& value) {
  switch (value.kind()) {
    case value::Kind::undefined:
      return "Undefined";
    case value::Kind::none:
      return "NoneType";
    case value::Kind::boolean:
      return "bool";
    case value::Kind::integer:
      return "int";
    case value::Kind::floating:
      return "float";
    case value::Kind::string:
      return value.is_safe() ? "Markup" : "str";
    case value::Kind::datetime:
      return value.as_datetime().date_only ? "date" : "datetime";
    case value::Kind::duration:
      return "timedelta";
    case value::Kind::list:
      return value.is_tuple() ? "tuple" : "list";
    case value::Kind::map:
      return "dict";
    case value::Kind::object:
      return value.as_object().type_name();
  }
  return "";
}

/// Python's name for the type of a value; the site's own word for pages, sections and their like.
Value typeof_value(Context& ctx, const Arguments& arguments, const void*) {
  Parameters<1> a(ctx, "typeof", arguments, {"value"}, 1);
  return a ? Value::string(ctx.arena, type_name(a[0])) : Value();
}

/// A value as Python spells it, cut where it gets long.
std::string spelled(Context& ctx, const Value& value) {
  constexpr std::size_t k_shown = 200;
  std::string text;
  value::append_repr(ctx, text, value);
  std::size_t end = base::offset_of_code_point(text, k_shown);
  return end == text.size() ? text : text.substr(0, end) + "...";
}

/// Opaque objects by their attributes, lists and maps by their elements, a line each.
std::string described(Context& ctx, const Value& value) {
  std::string text;
  Value map = value::mapping(ctx, value);
  if (map.is_map()) {
    text = "{\n";
    for (const value::Map::Entry& entry : map.as_map().entries()) {
      text += "  " + spelled(ctx, entry.key) + ": " + spelled(ctx, entry.value) + ",\n";
    }
    return text + "}";
  }
  if (value.is_list() || (value.is_object() && value.as_object().shape(value.handle()) == value::Shape::sequence)) {
    text = "[\n";
    for (const Value& element : elements_of(ctx, value)) text += "  " + spelled(ctx, element) + ",\n";
    return text + "]";
  }
  if (!value.is_object()) return spelled(ctx, value);
  text = std::string(type_name(value)) + " " + spelled(ctx, value) + "\n";
  for (const std::string& name : value.as_object().attribute_names(value.handle())) {
    Value field = value::attribute(ctx, value, value::Name(std::string_view(name)));
    text += "  " + name + " = " + spelled(ctx, field) + "\n";
  }
  return text;
}

/// A value laid open for whoever writes a template. What it reads is noted like any other read.
Value debug(Context& ctx, const Arguments& arguments, const void*) {
  Parameters<2> a(ctx, "debug", arguments, {"value", "pretty"}, 1);
  if (!a) return {};
  if (flag_of(ctx, a[1], true)) return Value::string(ctx.arena, described(ctx, a[0]));
  std::string text;
  value::append_repr(ctx, text, a[0]);
  return Value::string(ctx.arena, text);
}

/// The type and the names that can be asked for: attributes of an object, keys of a map.
Value inspect(Context& ctx, const Arguments& arguments, const void*) {
  Parameters<1> a(ctx, "inspect", arguments, {"value"}, 1);
  if (!a) return {};
  std::string names;
  auto add = [&](std::string_view name) { names.append(names.empty() ? "" : ", ").append(name); };
  if (a[0].is_object()) {
    for (const std::string& name : a[0].as_object().attribute_names(a[0].handle())) add(name);
  } else {
    for (const value::Map::Entry& entry : entries_of(ctx, a[0])) add(text_of(ctx, entry.key));
  }
  std::string text = "Type: " + std::string(type_name(a[0]));
  if (!names.empty()) text += "\nProperties: " + names;
  return Value::string(ctx.arena, text);
}

constexpr Entry k_entries[] = {
    {"get", get},     {"get_nested", get_nested}, {"has_key", has_key},
    {"keys", keys},   {"values", values},         {"items", items},
    {"merge", merge}, {"jsonify", jsonify},       {"typeof", typeof_value},
    {"debug", debug}, {"inspect", inspect},
};

}  // namespace

std::span<const Entry> data_filters() { return k_entries; }

}  // namespace render
