// SPDX-License-Identifier: MIT
#pragma once

#include <initializer_list>
#include <string>
#include <utility>
#include <vector>

#include "jinja/runtime.h"
#include "value/operations.h"

namespace jinja {

/// The memory of a render for tests of the built-in library.
struct FakeRender {
  base::Arena arena;
  value::ReadLog reads;
};

/// A template that runs nothing: built-in filters, tests, functions and methods are called on it directly.
class FakeRuntime final : private FakeRender, public Runtime {
 public:
  FakeRuntime() : Runtime(FakeRender::arena, FakeRender::reads) {}
  using Runtime::arena;
  using Runtime::reads;

  bool escaping = false;
  Undefined undefined = Undefined::lenient;

  bool autoescape() const override { return escaping; }
  Undefined undefined_mode() const override { return undefined; }
  const Limits& limits() const override { return limits_; }
  value::Value apply_filter(value::Name name, const value::Arguments& arguments) override {
    const Builtin* found = find(builtin_filters(), name);
    return found == nullptr ? fail("unknown-filter", std::string(name.text))
                            : found->function(*this, arguments, nullptr);
  }
  bool apply_test(value::Name name, const value::Arguments& arguments) override {
    const Builtin* found = find(builtin_tests(), name);
    if (found == nullptr) {
      fail("unknown-test", std::string(name.text));
      return false;
    }
    return value::truth(*this, found->function(*this, arguments, nullptr));
  }
  bool has_filter(value::Name name) const override { return find(builtin_filters(), name) != nullptr; }
  bool has_test(value::Name name) const override { return find(builtin_tests(), name) != nullptr; }

  using Values = std::vector<value::Value>;
  using Named = std::vector<value::NamedArgument>;

  /// What a template would print of `subject | name(rest)`, or "error: code".
  std::string filter(std::string_view name, const Values& subject_and_rest, const Named& named = {}) {
    return shown(apply_filter(name, {subject_and_rest, named}));
  }
  bool test(std::string_view name, const Values& subject_and_rest) { return apply_test(name, {subject_and_rest, {}}); }
  std::string method(const value::Value& receiver, std::string_view name, const Values& rest = {},
                     const Named& named = {}) {
    return shown(call_builtin_method(*this, receiver, name, {rest, named}));
  }
  value::Value function(std::string_view name, const Values& positional = {}, const Named& named = {}) {
    return find(builtin_functions(), name)->function(*this, {positional, named}, nullptr);
  }

  value::Value list(const Values& items) { return value::Value::list(value::make_list(arena, items)); }
  value::Value map(std::initializer_list<std::pair<std::string_view, value::Value>> entries) {
    value::Map* made = value::make_map(arena);
    for (const auto& [key, entry] : entries) made->set(arena, value::Name(key), entry);
    return value::Value::map(made);
  }

  /// The text of a value; "error: code" after a failure, which is forgotten then.
  std::string shown(const value::Value& value) {
    std::string text;
    if (!failed()) value::append_text(*this, text, value);
    if (!failed()) return text;
    text = "error: " + failure().code;
    clear_failure();
    return text;
  }

 private:
  static const Builtin* find(std::span<const Builtin> table, value::Name name) {
    for (const Builtin& each : table) {
      if (each.name == name) return &each;
    }
    return nullptr;
  }

  Limits limits_;
};

inline value::Value text(std::string_view bytes) { return value::Value::string(bytes); }
inline value::Value html(std::string_view bytes) { return value::Value::safe(bytes); }
inline value::Value number(std::int64_t number) { return value::Value::integer(number); }

}  // namespace jinja
