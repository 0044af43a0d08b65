// SPDX-License-Identifier: MIT
#include <algorithm>
#include <memory>
#include <numeric>

#include "base/sort.h"
#include "jinja/attribute_path.h"
#include "jinja/filters.h"
#include "jinja/methods.h"

namespace jinja::filter {

namespace {

Case case_argument(Context& ctx, const Value& argument) {
  return flag_argument(ctx, argument, false) ? Case::keep : Case::ignore;
}

/// Whether undefined keys are equal to each other, as they are inside Python's lists of keys, or cannot be ordered.
enum class Absent : bool { fails, equal };

/// Elements with one or more keys each, computed once.
class KeyedElements {
 public:
  KeyedElements(Context& ctx, std::span<const Value> elements, std::span<const AttributePath> paths, Case letters,
                const Value& otherwise = {})
      : ctx_(ctx), elements_(elements), width_(paths.size()), keys_(ctx.arena.array<Value>(elements.size() * width_)) {
    Value* key = keys_;
    for (const Value& each : elements) {
      for (const AttributePath& path : paths) {
        if (ctx.failed()) return;
        std::construct_at(key++, sort_key(ctx, path.of(ctx, each, otherwise), letters));
      }
    }
  }

  const Value& element(std::size_t i) const { return elements_[i]; }
  const Value& key(std::size_t i) const { return keys_[i * width_]; }

  /// The numbers of the elements in order; equal ones stay as they were. Empty after a failure.
  std::span<const std::uint32_t> sorted(bool reverse, Absent absent) const {
    if (ctx_.failed()) return {};
    auto* numbers = ctx_.arena.array<std::uint32_t>(elements_.size() * 2);
    std::span<std::uint32_t> order(numbers, elements_.size());
    std::iota(order.begin(), order.end(), 0);
    int wanted = reverse ? 1 : -1;
    base::merge_sort(order, numbers + order.size(), [&](std::uint32_t a, std::uint32_t b) {
      return !ctx_.failed() && compare(a, b, absent) == wanted;
    });
    return ctx_.failed() ? std::span<const std::uint32_t>() : order;
  }

 private:
  int compare(std::size_t a, std::size_t b, Absent absent) const {
    for (std::size_t i = 0; i < width_; ++i) {
      const Value& left = keys_[a * width_ + i];
      const Value& right = keys_[b * width_ + i];
      if (!usable(ctx_, left) || !usable(ctx_, right)) return 2;
      if (absent == Absent::equal && left.is_undefined() && right.is_undefined()) continue;
      if (width_ > 1 && value::equal(ctx_, left, right)) continue;
      return order(ctx_, left, right);
    }
    return 0;
  }

  Context& ctx_;
  std::span<const Value> elements_;
  std::size_t width_;
  Value* keys_;
};

}  // namespace

Value sort(Context& ctx, const Arguments& arguments, const void*) {
  Parameters<4> given(ctx, "sort", arguments, {"value", "reverse", "case_sensitive", "attribute"}, 1);
  if (!given) return {};
  std::span<const Value> elements = elements_of(ctx, given[0]);
  auto reverse = integer_argument(ctx, "sort: reverse", given[1], 0);
  if (ctx.failed()) return {};
  KeyedElements keyed(ctx, elements, AttributePath::list_of(ctx, given[3]), case_argument(ctx, given[2]));
  List* sorted = value::make_list(ctx.arena, elements.size());
  for (std::uint32_t i : keyed.sorted(*reverse != 0, Absent::equal)) {
    sorted->append(ctx.arena, elements[i]);
  }
  return ctx.failed() ? Value() : Value::list(sorted);
}

Value dictsort(Context& ctx, const Arguments& arguments, const void*) {
  Parameters<4> given(ctx, "dictsort", arguments, {"value", "case_sensitive", "by", "reverse"}, 1);
  if (!given || !defined(ctx, given[0])) return {};
  std::string_view by = is_absent(given[2]) ? "key" : given[2].string_or("");
  if (by != "key" && by != "value") return fail_argument(ctx, "dictsort: by must be 'key' or 'value'");
  Value pairs = call_builtin_method(runtime(ctx), given[0], "items", {});
  auto reverse = integer_argument(ctx, "dictsort: reverse", given[3], 0);
  if (ctx.failed()) return {};
  AttributePath path(ctx, Value::integer(by == "key" ? 0 : 1));
  KeyedElements keyed(ctx, pairs.items(), {&path, 1}, case_argument(ctx, given[1]));
  List* sorted = value::make_list(ctx.arena, pairs.items().size());
  for (std::uint32_t i : keyed.sorted(*reverse != 0, Absent::fails)) {
    sorted->append(ctx.arena, pairs.items()[i]);
  }
  return ctx.failed() ? Value() : Value::list(sorted);
}

namespace {

/// A pair of what elements have in common and the list of them, which also answers to names.
class Group final : public value::Object {
 public:
  Group(Value grouper, const List* list) : parts_{grouper, Value::list(list)} {}
  std::string_view type_name() const override { return "group"; }
  value::Shape shape(value::Handle) const override { return value::Shape::sequence; }
  Value attribute(Context&, value::Handle, Name name) const override {
    return name.text == "grouper" ? parts_[0] : name.text == "list" ? parts_[1] : Value();
  }
  Value materialize(Context& ctx, value::Handle) const override {
    return Value::tuple(value::make_list(ctx.arena, parts_));
  }
  std::optional<std::size_t> length(Context&, value::Handle) const override { return 2; }
  bool truth(Context&, value::Handle) const override { return true; }
  void print(Context& ctx, value::Handle handle, std::string& out) const override {
    value::append_repr(ctx, out, materialize(ctx, handle));
  }
  std::vector<std::string> attribute_names(value::Handle) const override { return {"grouper", "list"}; }

 private:
  Value parts_[2];
};

}  // namespace

Value groupby(Context& ctx, const Arguments& arguments, const void*) {
  Parameters<4> given(ctx, "groupby", arguments, {"value", "attribute", "default", "case_sensitive"}, 2);
  if (!given) return {};
  std::span<const Value> elements = elements_of(ctx, given[0]);
  if (ctx.failed()) return {};
  AttributePath path(ctx, given[1]);
  KeyedElements keyed(ctx, elements, {&path, 1}, case_argument(ctx, given[3]), given[2]);
  List* groups = value::make_list(ctx.arena);
  List* members = nullptr;
  std::uint32_t before = 0;
  for (std::uint32_t i : keyed.sorted(false, Absent::fails)) {
    if (members == nullptr || !value::equal(ctx, keyed.key(before), keyed.key(i))) {
      members = value::make_list(ctx.arena);
      Value grouper = path.of(ctx, elements[i], given[2]);
      groups->append(ctx.arena, Value::object(ctx.arena.make<Group>(grouper, members)));
    }
    members->append(ctx.arena, elements[i]);
    before = i;
  }
  return ctx.failed() ? Value() : Value::list(groups);
}

namespace {

Value extreme(Context& ctx, std::string_view function, const Arguments& arguments, int wanted) {
  Parameters<3> given(ctx, function, arguments, {"value", "case_sensitive", "attribute"}, 1);
  if (!given) return {};
  std::span<const Value> elements = elements_of(ctx, given[0]);
  if (ctx.failed()) return {};
  if (elements.empty()) return Value::undefined(ctx.arena, std::string(function) + " of an empty list");
  AttributePath path(ctx, given[2]);
  KeyedElements keyed(ctx, elements, {&path, 1}, case_argument(ctx, given[1]));
  std::size_t best = 0;
  for (std::size_t i = 1; i < elements.size() && !ctx.failed(); ++i) {
    if (order(ctx, keyed.key(i), keyed.key(best)) == wanted) best = i;
  }
  return ctx.failed() ? Value() : elements[best];
}

/// Which keys have come up already.
class Seen {
 public:
  explicit Seen(Context& ctx) : ctx_(ctx), keys_(value::make_map(ctx.arena)), objects_(value::make_map(ctx.arena)) {}

  /// Whether `key` comes up for the first time. Fails on lists and maps, as Python's sets do.
  bool is_new(const Value& key) {
    if (!usable(ctx_, key)) return false;
    if (key.is_undefined()) return !std::exchange(undefined_, true);
    bool is_sequence = key.is_object() && key.as_object().shape(key.handle()) == value::Shape::sequence;
    if (key.is_object() && !is_sequence) {
      auto address = static_cast<std::int64_t>(reinterpret_cast<std::intptr_t>(&key.as_object()));
      Value parts[] = {Value::integer(address), Value::integer(key.handle())};
      return note(*objects_, Value::tuple(value::make_list(ctx_.arena, parts)));
    }
    if (!is_sequence && value::is_hashable(key)) return note(*keys_, key);
    fail_argument(ctx_, "a value of type '" + python_type(key) + "' cannot be compared for uniqueness");
    return false;
  }

 private:
  bool note(Map& map, const Value& key) {
    if (map.find(key) != nullptr) return false;
    map.set(ctx_.arena, key, Value::none());
    return true;
  }

  Context& ctx_;
  Map* keys_;
  Map* objects_;
  bool undefined_ = false;
};

}  // namespace

Value max(Context& ctx, const Arguments& arguments, const void*) { return extreme(ctx, "max", arguments, 1); }
Value min(Context& ctx, const Arguments& arguments, const void*) { return extreme(ctx, "min", arguments, -1); }

Value unique(Context& ctx, const Arguments& arguments, const void*) {
  Parameters<3> given(ctx, "unique", arguments, {"value", "case_sensitive", "attribute"}, 1);
  if (!given) return {};
  std::span<const Value> elements = elements_of(ctx, given[0]);
  if (ctx.failed()) return {};
  AttributePath path(ctx, given[2]);
  Case letters = case_argument(ctx, given[1]);
  Seen seen(ctx);
  List* kept = value::make_list(ctx.arena);
  for (const Value& each : elements) {
    Value key = sort_key(ctx, path.of(ctx, each), letters);
    if (ctx.failed()) return {};
    if (seen.is_new(key)) kept->append(ctx.arena, each);
  }
  return ctx.failed() ? Value() : Value::list(kept);
}

}  // namespace jinja::filter
