// SPDX-License-Identifier: MIT
#include "base/path.h"
#include "base/strings.h"
#include "render/library.h"
#include "render/register.h"
#include "value/operations.h"
#include "value/parse.h"

namespace render {

using site::Reader;
using value::Arguments;
using value::Context;
using value::Parameters;
using value::Value;

namespace {

/// A data file anywhere in the site, parsed; an empty map with a warning when it is not there or broken.
Value get_data(Context& ctx, const Arguments& arguments, const void* self) {
  Parameters<1> a(ctx, "get_data", arguments, {"path"}, 1);
  if (!a) return {};
  std::string path(a[0].string_or(""));
  Value nothing = Value::map(value::make_map(ctx.arena));
  auto text = reader(ctx, self).read_file(path);
  if (!text) {
    ctx.warn("missing-file", "there is no data file '" + path + "' in the site",
             "paths are relative to the site's folder");
    return nothing;
  }
  auto format = value::format_of(path);
  if (!format) {
    ctx.warn("unknown-format", "'" + path + "' is no YAML, TOML or JSON file",
             "data files end in .yaml, .yml, .toml or .json");
    return nothing;
  }
  std::vector<diagnostics::Diagnostic> diagnostics;
  Value parsed = value::parse(*format, *text, diagnostics::SourceText(path, *text), ctx.arena, diagnostics);
  for (diagnostics::Diagnostic& diagnostic : diagnostics) ctx.report(std::move(diagnostic));
  return parsed.is_undefined() ? nothing : parsed;
}

Value read_file(Context& ctx, const Arguments& arguments, const void* self) {
  Parameters<1> a(ctx, "read_file", arguments, {"path"}, 1);
  if (!a) return {};
  std::string path(a[0].string_or(""));
  auto text = reader(ctx, self).read_file(path);
  if (!text) {
    ctx.warn("missing-file", "there is no file '" + path + "' in the site",
             "paths are relative to the site's folder and cannot leave it");
    return Value::string("");
  }
  return Value::string(ctx.arena, *text);
}

Value file_exists(Context& ctx, const Arguments& arguments, const void* self) {
  Parameters<1> a(ctx, "file_exists", arguments, {"path"}, 1);
  if (!a) return {};
  return Value::boolean(reader(ctx, self).file_exists(a[0].string_or("")));
}

/// "0 B", "1.5 KB", "2.0 MB".
Value file_size(Context& ctx, const Arguments& arguments, const void* self) {
  Parameters<1> a(ctx, "file_size", arguments, {"path"}, 1);
  if (!a) return {};
  auto size = reader(ctx, self).file_size(a[0].string_or(""));
  if (!size) return Value::string("0 B");
  if (*size < 1024) return Value::string(ctx.arena, std::to_string(*size) + " B");
  auto amount = static_cast<double>(*size);
  for (const char* unit : {"KB", "MB", "GB", "TB"}) {
    amount /= 1024;
    if (amount >= 1024 && std::string_view(unit) != "TB") continue;
    auto tenths = static_cast<std::int64_t>(amount * 10 + 0.5);
    return Value::string(ctx.arena, std::to_string(tenths / 10) + "." + std::to_string(tenths % 10) + " " + unit);
  }
  return {};
}

/// A data file of rows as an HTML table: a list of maps, or a map with `columns` and `rows`.
Value data_table(Context& ctx, const Arguments& arguments, const void* self) {
  Parameters<2> a(ctx, "data_table", arguments, {"path", "columns"}, 1);
  if (!a) return {};
  Value path[] = {a[0]};
  Value data = a[0].is_string() ? get_data(ctx, {path, {}}, self) : value::elements(ctx, a[0]);
  Value rows = data.is_map() && data.get("rows").is_list() ? data.get("rows") : data;
  Value columns = a[1].is_nothing() && data.is_map() ? data.get("columns") : a[1];
  std::vector<std::string> names;
  for (const Value& column : columns.items()) names.emplace_back(value::to_text(ctx, column));
  if (names.empty() && !rows.items().empty() && rows.items()[0].is_map()) {
    for (const value::Map::Entry& entry : rows.items()[0].as_map().entries())
      names.emplace_back(value::to_text(ctx, entry.key));
  }
  std::string html = "<table class=\"data-table\">\n<thead>\n<tr>";
  for (const std::string& name : names) html += "<th>" + base::escape_html(name) + "</th>";
  html += "</tr>\n</thead>\n<tbody>\n";
  for (const Value& row : rows.items()) {
    html += "<tr>";
    for (std::size_t i = 0; i < names.size(); ++i) {
      Value cell = row.is_map()             ? row.get(std::string_view(names[i]))
                   : i < row.items().size() ? row.items()[i]
                                            : Value();
      html += "<td>" + base::escape_html(value::to_text(ctx, cell)) + "</td>";
    }
    html += "</tr>\n";
  }
  return Value::safe(ctx.arena, html + "</tbody>\n</table>\n");
}

constexpr Entry k_entries[] = {
    {"get_data", get_data},   {"read_file", read_file},   {"file_exists", file_exists},
    {"file_size", file_size}, {"data_table", data_table},
};

}  // namespace

std::span<const Entry> file_functions() { return k_entries; }

}  // namespace render
