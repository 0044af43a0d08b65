// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "value/operations.h"
#include "value/parse.h"

/// What the tests of this folder share.
namespace value {

/// Memory, a read log and a context in one.
struct Fixture {
  base::Arena arena;
  ReadLog reads;
  Context ctx{arena, reads};

  Value text(std::string_view text) { return Value::string(arena, text); }
  Value list(std::initializer_list<Value> items) {
    return Value::list(make_list(arena, std::span(items.begin(), items.size())));
  }
  Value tuple(std::initializer_list<Value> items) {
    return Value::tuple(make_list(arena, std::span(items.begin(), items.size())));
  }
  Value map(std::initializer_list<std::pair<Value, Value>> entries) {
    Map* map = make_map(arena);
    for (const auto& [key, value] : entries) map->set(arena, key, value);
    return Value::map(map);
  }
  std::string printed(const Value& value) {
    std::string out;
    append_text(ctx, out, value);
    return out;
  }
  std::string repr(const Value& value) {
    std::string out;
    append_repr(ctx, out, value);
    return out;
  }
  std::string json(const Value& value, const JsonStyle& style = {}) {
    std::string out;
    append_json(ctx, out, value, style);
    return out;
  }
  std::string failure() const { return ctx.failed() ? ctx.failure().message : std::string(); }
};

/// A parsed text with what was said about it.
struct Parsed {
  Fixture fixture;
  Value value;
  std::vector<diagnostics::Diagnostic> diagnostics;
  std::vector<KeyPlace> places;

  explicit Parsed(Format format, std::string_view text) {
    ParseOptions options{.places = &places};
    value = parse(format, text, diagnostics::SourceText("file", text), fixture.arena, diagnostics, options);
  }
  std::string repr() { return fixture.repr(value); }
  /// `line:column code` of each diagnostic, joined by commas.
  std::string said() const {
    std::string said;
    for (const diagnostics::Diagnostic& each : diagnostics) {
      if (!said.empty()) said += ", ";
      said += std::to_string(each.location.line) + ":" + std::to_string(each.location.column) + " " + each.code;
    }
    return said;
  }
  std::string hint() const { return diagnostics.empty() ? std::string() : diagnostics.front().hint; }
  std::string message() const { return diagnostics.empty() ? std::string() : diagnostics.front().message; }
};

}  // namespace value
