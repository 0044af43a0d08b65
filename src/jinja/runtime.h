// SPDX-License-Identifier: MIT
#pragma once

#include <span>
#include <string_view>

#include "jinja/environment.h"
#include "value/object.h"

namespace jinja {

/// What filters, tests and methods may ask of the running template beyond `value::Context`. Every context that reaches
/// a function registered with an Environment is a Runtime, so the built-in ones cast.
class Runtime : public value::Context {
 public:
  using Context::Context;
  virtual Undefined undefined_mode() const = 0;
  virtual const Limits& limits() const = 0;
  /// `arguments.positional[0] | name(rest)`; asks objects to `refine` first. Fails ("unknown-filter") with a
  /// suggestion.
  virtual value::Value apply_filter(value::Name name, const value::Arguments& arguments) = 0;
  /// `arguments.positional[0] is name(rest)`. Fails ("unknown-test") with a suggestion.
  virtual bool apply_test(value::Name name, const value::Arguments& arguments) = 0;
  /// Whether there is a filter or test of this name (the tests `filter` and `test`).
  virtual bool has_filter(value::Name name) const = 0;
  virtual bool has_test(value::Name name) const = 0;
};

inline Runtime& runtime(value::Context& ctx) { return static_cast<Runtime&>(ctx); }

/// False, having failed with "limit", when a text of `bytes` bytes would be too long. `what` names the maker.
bool text_fits(value::Context& ctx, std::string_view what, std::size_t bytes);
/// False, having failed with "limit", when a list of `count` elements would be too long.
bool list_fits(value::Context& ctx, std::string_view what, std::size_t count);

/// A built-in filter, test or global function.
struct Builtin {
  value::Name name;
  value::NativeFunction function;
};

std::span<const Builtin> builtin_filters();    // filters_*.cc: every built-in filter of Jinja2 3.1
std::span<const Builtin> builtin_tests();      // tests.cc: every built-in test of Jinja2 3.1
std::span<const Builtin> builtin_functions();  // functions.cc: range, dict, lipsum, cycler, joiner, namespace
std::span<const Builtin>
builtin_translations();  // functions_translation.cc: gettext and its like, which change nothing

/// A method of a built-in type: `"a,b".split(",")`, `list.append(x)`, `map.items()`, `date.strftime("%Y")`,
/// `3.5.is_integer()`, `tuple.index(x)`, string `.format(...)`, and Markup-preserving where Python's Markup is. Fails
/// ("unknown-method") with a suggestion when `subject`'s type has no such method.
value::Value call_builtin_method(Runtime& ctx, const value::Value& subject, value::Name name,
                                 const value::Arguments& arguments);
/// Whether `subject`'s type has a method of this name, so that `x.name` without a call is defined.
bool has_builtin_method(const value::Value& subject, value::Name name);
/// Attributes of built-in types that are no methods: `date.year`, `duration.days`. Undefined when there is none.
value::Value builtin_attribute(Runtime& ctx, const value::Value& subject, value::Name name);

/// Python's `format % arguments` for text (`%s %r %d %i %f %.2f %e %g %x %o %c %%`, width, flags, `%(name)s`).
value::Value percent_format(Runtime& ctx, const value::Value& format, const value::Value& arguments);

}  // namespace jinja
