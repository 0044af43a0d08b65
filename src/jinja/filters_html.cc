// SPDX-License-Identifier: MIT
#include <algorithm>

#include "base/strings.h"
#include "jinja/filters.h"
#include "jinja/text_functions.h"

namespace jinja::filter {

Value escape(Context& ctx, const Arguments& arguments, const void*) {
  Parameters<1> given(ctx, "escape", arguments, {"s"}, 1);
  return given ? Value::safe(html_of(ctx, given[0])) : Value();
}

Value forceescape(Context& ctx, const Arguments& arguments, const void*) {
  Parameters<1> given(ctx, "forceescape", arguments, {"value"}, 1);
  return given ? make_text(ctx, base::escape_html(text_of(ctx, given[0])), true) : Value();
}

Value safe(Context& ctx, const Arguments& arguments, const void*) {
  Parameters<1> given(ctx, "safe", arguments, {"value"}, 1);
  return given ? Value::safe(text_of(ctx, given[0])) : Value();
}

Value striptags(Context& ctx, const Arguments& arguments, const void*) {
  Parameters<1> given(ctx, "striptags", arguments, {"value"}, 1);
  return given ? make_text(ctx, strip_tags(text_of(ctx, given[0])), false) : Value();
}

Value tojson(Context& ctx, const Arguments& arguments, const void*) {
  Parameters<2> given(ctx, "tojson", arguments, {"value", "indent"}, 1);
  if (!given) return {};
  bool is_indented = !is_absent(given[1]) && !given[1].is_none();
  auto indent = integer_argument(ctx, "tojson: indent", is_indented ? given[1] : Value(), 0);
  if (!indent) return {};
  if (*indent > 1000) return ctx.fail("limit", "tojson: an indent of more than 1000", "indent less");
  std::string json;
  value::JsonStyle style{.is_strict = true, .sort_keys = true};
  if (is_indented) style.indent = static_cast<int>(std::max<std::int64_t>(*indent, 0));
  value::append_json(ctx, json, given[0], style);
  if (ctx.failed()) return {};
  std::string html;
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
  return make_text(ctx, html, true);
}

namespace {

std::string query_part(Context& ctx, const Value& value) {
  return base::replace_all(base::percent_encode(text_of(ctx, value), ""), "%20", "+");
}

void append_query(Context& ctx, std::string& out, const Value& key, const Value& value) {
  if (!out.empty()) out += '&';
  out += query_part(ctx, key);
  out += '=';
  out += query_part(ctx, value);
}

bool stands_for_many(const Value& value) {
  if (value.is_list() || value.is_map()) return true;
  if (!value.is_object()) return false;
  value::Shape shape = value.as_object().shape(value.handle());
  return shape == value::Shape::sequence || shape == value::Shape::mapping;
}

}  // namespace

Value urlencode(Context& ctx, const Arguments& arguments, const void*) {
  Parameters<1> given(ctx, "urlencode", arguments, {"value"}, 1);
  if (!given || !usable(ctx, given[0])) return {};
  if (!stands_for_many(given[0])) {
    std::string_view text = text_of(ctx, given[0]);
    return base::needs_percent_encoding(text) ? make_text(ctx, base::percent_encode(text), false) : Value::string(text);
  }
  std::string query;
  Value map = given[0].is_list() ? Value() : value::mapping(ctx, given[0]);
  if (map.is_map()) {
    for (const Map::Entry& each : map.as_map().entries()) append_query(ctx, query, each.key, each.value);
    return ctx.failed() ? Value() : make_text(ctx, query, false);
  }
  for (const Value& each : elements_of(ctx, given[0])) {
    std::span<const Value> pair = elements_of(ctx, each);
    if (ctx.failed()) return {};
    if (pair.size() != 2) return fail_argument(ctx, "urlencode needs pairs of a key and a value");
    append_query(ctx, query, pair[0], pair[1]);
  }
  return ctx.failed() ? Value() : make_text(ctx, query, false);
}

Value xmlattr(Context& ctx, const Arguments& arguments, const void*) {
  Parameters<2> given(ctx, "xmlattr", arguments, {"d", "autospace"}, 1);
  if (!given || !defined(ctx, given[0])) return {};
  Value map = value::mapping(ctx, given[0]);
  if (ctx.failed()) return {};
  if (!map.is_map()) return fail_argument(ctx, "xmlattr needs a mapping of names to values");
  std::string out;
  for (const Map::Entry& each : map.as_map().entries()) {
    if (each.value.is_nothing()) continue;
    if (!each.key.is_string()) return fail_argument(ctx, "xmlattr: the name of an attribute must be a text");
    std::string_view name = each.key.as_string();
    if (name.find_first_of(" \t\n\r\f\v/>=") != std::string_view::npos) {
      return fail_argument(ctx, "xmlattr: '" + std::string(name) + "' is no name of an attribute");
    }
    if (!out.empty()) out += ' ';
    append_html(ctx, out, each.key);
    out += "=\"";
    append_html(ctx, out, each.value);
    out += '"';
    if (ctx.failed() || !text_fits(ctx, "xmlattr", out.size())) return {};
  }
  if (!out.empty() && flag_argument(ctx, given[1], true)) out.insert(0, 1, ' ');
  return make_text(ctx, out, ctx.autoescape());
}

}  // namespace jinja::filter
