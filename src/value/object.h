// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "diagnostics/diagnostic.h"
#include "value/reads.h"
#include "value/value.h"

namespace value {

struct NamedArgument {
  Name name;
  Value value;
};

/// The arguments of a call as the template wrote them.
struct Arguments {
  std::span<const Value> positional;
  std::span<const NamedArgument> named;
};

/// What an output is about, as the maker of the request chose it (a page id); all ones when it is about nothing. Knows
/// whether anybody asked.
class Subject {
 public:
  Subject& operator=(std::uint32_t id) {
    id_ = id;
    return *this;
  }
  operator std::uint32_t() const {  // NOLINT: meant to convert
    was_asked_ = true;
    return id_;
  }
  bool was_asked() const { return was_asked_; }
  void forget_asking() { was_asked_ = false; }

 private:
  std::uint32_t id_ = ~std::uint32_t{0};
  mutable bool was_asked_ = false;
};

/// What a lookup, filter or function may use while a template runs: memory that lives until the output is finished, the
/// log of questions, and a place to say that something is wrong. One per render and thread.
///
/// Failing: `fail` keeps the first failure and returns undefined; whoever calls into objects checks `failed()` after
/// the call and unwinds. The template engine turns the failure into a diagnostic with its place and chain.
class Context {
 public:
  Context(base::Arena& arena_, ReadLog& reads_) : arena(arena_), reads(reads_) {}
  virtual ~Context() = default;

  base::Arena& arena;
  ReadLog& reads;
  Subject subject;

  /// How deep values are being printed or compared inside one another at this moment, and how many were visited since
  /// the outermost began. It is kept here because the way leads through the virtual functions of objects.
  struct Walk {
    int depth = 0;
    std::uint64_t steps = 0;
  } walk;

  struct Failure {
    std::string code;  ///< "undefined-variable", "wrong-argument", "unknown-filter", "limit", ...
    std::string message;
    std::string hint;
  };
  Value fail(std::string code, std::string message, std::string hint = {}) {
    if (!failure_) failure_ = Failure{std::move(code), std::move(message), std::move(hint)};
    return {};
  }
  bool failed() const { return failure_.has_value(); }
  const Failure& failure() const { return *failure_; }
  void clear_failure() { failure_.reset(); }

  /// Something worth a warning that does not stop the render (an unresolved cross reference). The engine adds place and
  /// chain.
  virtual void warn(std::string code, std::string message, std::string hint = {}) {
    (void)code, (void)message, (void)hint;
  }
  /// A warning whose place is known already (a broken link in the Markdown of a page). The engine puts its chain before
  /// the diagnostic's.
  virtual void report(diagnostics::Diagnostic diagnostic) { (void)diagnostic; }
  /// Whether an undefined value may be compared; false, having failed, where that is an error.
  virtual bool may_compare(const Value& undefined) {
    (void)undefined;
    return true;
  }
  /// Whether text is escaped for HTML at this point of the template.
  virtual bool autoescape() const { return false; }

 private:
  std::optional<Failure> failure_;
};

/// One step that narrows or orders a collection: a filter with its arguments, or `slice` (start, stop, step; none where
/// absent) and `item` (index) for subscripts.
struct Step {
  std::string_view filter;
  Arguments arguments;
};

/// How an object behaves where Python would look at its type.
enum class Shape : std::uint8_t { opaque, sequence, mapping, callable };

/// A class of lazily read things. A value of kind object is a pointer to one of these and a handle; the class answers
/// for all its handles, noting each question in `ctx.reads` before it answers. Classes outlive every value; they are
/// read from many threads at once and change nothing but caches that are safe for that. Objects made in an arena for
/// one render (macros, loop variables) are never destroyed and must not own memory elsewhere.
class Object {
 public:
  virtual std::string_view type_name() const = 0;
  virtual Shape shape(Handle) const { return Shape::opaque; }

  /// The attribute of this name; undefined (plain) when there is none.
  virtual Value attribute(Context& ctx, Handle handle, Name name) const {
    (void)ctx, (void)handle, (void)name;
    return {};
  }
  /// `object[key]`. Unless overridden, a string key is an attribute and an integer key an element of `materialize`.
  virtual Value item(Context& ctx, Handle handle, const Value& key) const;
  /// The list or map this stands for, frozen or freshly made, noted as one read of the whole; undefined for opaque
  /// objects.
  virtual Value materialize(Context& ctx, Handle handle) const {
    (void)ctx, (void)handle;
    return {};
  }
  /// How many elements, without reading them where that is possible; nothing for opaque objects.
  virtual std::optional<std::size_t> length(Context& ctx, Handle handle) const;
  virtual bool truth(Context& ctx, Handle handle) const;
  virtual Value call(Context& ctx, Handle handle, const Arguments& arguments) const;
  /// `object.name(arguments)`. Unless overridden: the attribute, called.
  virtual Value call_method(Context& ctx, Handle handle, Name name, const Arguments& arguments) const;
  /// The object with one more step of a query applied lazily, or nothing when it cannot say that step as a question of
  /// its own: then the filter runs over the materialized elements.
  virtual std::optional<Value> refine(Context& ctx, Handle handle, const Step& step) const {
    (void)ctx, (void)handle, (void)step;
    return std::nullopt;
  }
  /// What `{{ object }}` prints.
  virtual void print(Context& ctx, Handle handle, std::string& out) const;
  /// Whether what is printed is HTML already.
  virtual bool prints_html(Handle) const { return false; }
  /// Names of the attributes, for "did you mean" and `debug`.
  virtual std::vector<std::string> attribute_names(Handle) const { return {}; }

 protected:
  ~Object() = default;
};

/// A function of C++ that templates can call: a plain function and what it works on. `subject | name(arguments)` calls
/// a filter with the subject as first positional argument.
using NativeFunction = Value (*)(Context& ctx, const Arguments& arguments, const void* self);

/// A NativeFunction as a value.
class FunctionObject final : public Object {
 public:
  FunctionObject(std::string_view name, NativeFunction function, const void* self)
      : name_(name), function_(function), self_(self) {}
  std::string_view type_name() const override { return "function"; }
  Shape shape(Handle) const override { return Shape::callable; }
  Value call(Context& ctx, Handle, const Arguments& arguments) const override {
    return function_(ctx, arguments, self_);
  }
  void print(Context& ctx, Handle, std::string& out) const override;
  std::string_view name() const { return name_; }

 private:
  std::string_view name_;
  NativeFunction function_;
  const void* self_;
};

/// Calls any value; fails ("not-callable") when it is none.
Value call(Context& ctx, const Value& callable, const Arguments& arguments);

/// Distributes arguments over parameters, as Python does: `names[i]` is the parameter that ends up in `bound[i]`, the
/// first `required` must be given, the others are undefined when absent. Fails ("wrong-argument") naming `function` and
/// says false.
bool bind(Context& ctx, std::string_view function, const Arguments& arguments, std::span<const std::string_view> names,
          std::size_t required, std::span<Value> bound);

/// `bind` for a fixed parameter list: `auto a = Parameters<3>(ctx, "truncate", arguments, {"s", "length", "end"}, 1);
/// if (!a) return {};`
template <std::size_t N>
class Parameters {
 public:
  Parameters(Context& ctx, std::string_view function, const Arguments& arguments, const std::string_view (&names)[N],
             std::size_t required)
      : good_(bind(ctx, function, arguments, names, required)) {}
  explicit operator bool() const { return good_; }
  const Value& operator[](std::size_t i) const { return values_[i]; }

 private:
  bool bind(Context& ctx, std::string_view function, const Arguments& arguments,
            std::span<const std::string_view> names, std::size_t required) {
    std::size_t count = arguments.positional.size();
    bool is_plain = arguments.named.empty() && count >= required && count <= N;
    if (!is_plain) return value::bind(ctx, function, arguments, names, required, values_);
    std::copy(arguments.positional.begin(), arguments.positional.end(), values_);
    return true;
  }

  Value values_[N];
  bool good_;
};

}  // namespace value
