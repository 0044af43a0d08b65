// SPDX-License-Identifier: MIT
#include <algorithm>
#include <vector>

#include "jinja/builtins.h"
#include "jinja/methods.h"

namespace jinja {

namespace {

/// The list behind `subject`, to be changed. REQUIRES: changeable.
List& list_of(const Value& subject) { return const_cast<List&>(subject.as_list()); }

/// The place that Python's `index` means in a list of `size` elements, kept between 0 and `size`.
std::size_t clamp_index(std::int64_t index, std::size_t size) {
  auto count = static_cast<std::int64_t>(size);
  if (index < 0) index = std::max<std::int64_t>(0, index < -count ? 0 : index + count);
  return static_cast<std::size_t>(std::min(index, count));
}

/// Python compares by identity first, so that a value always equals itself.
bool same(Context& ctx, const Value& a, const Value& b) { return value::equal(ctx, a, b); }

Value append(Runtime& ctx, const Value& subject, const Arguments& arguments) {
  Parameters<1> given(ctx, "append", arguments, {"object"}, 1);
  if (!given || !changeable(ctx, subject, "append")) return {};
  if (!list_fits(ctx, "append", std::size_t{subject.as_list().size} + 1)) return {};
  list_of(subject).append(ctx.arena, given[0]);
  return Value::none();
}

Value clear(Runtime& ctx, const Value& subject, const Arguments& arguments) {
  if (!value::bind(ctx, "clear", arguments, {}, 0, {}) || !changeable(ctx, subject, "clear")) return {};
  list_of(subject).size = 0;
  return Value::none();
}

Value copy(Runtime& ctx, const Value& subject, const Arguments& arguments) {
  if (!value::bind(ctx, "copy", arguments, {}, 0, {})) return {};
  return Value::list(value::make_list(ctx.arena, elements_of(ctx, subject)));
}

Value count(Runtime& ctx, const Value& subject, const Arguments& arguments) {
  Parameters<1> given(ctx, "count", arguments, {"value"}, 1);
  if (!given) return {};
  std::span<const Value> elements = elements_of(ctx, subject);
  auto found =
      std::count_if(elements.begin(), elements.end(), [&](const Value& each) { return same(ctx, each, given[0]); });
  return Value::integer(found);
}

Value extend(Runtime& ctx, const Value& subject, const Arguments& arguments) {
  Parameters<1> given(ctx, "extend", arguments, {"iterable"}, 1);
  if (!given || !changeable(ctx, subject, "extend")) return {};
  std::span<const Value> elements = elements_of(ctx, given[0]);
  if (ctx.failed() || !list_fits(ctx, "extend", subject.as_list().size + elements.size())) return {};
  for (const Value& each : elements) list_of(subject).append(ctx.arena, each);
  return Value::none();
}

Value index(Runtime& ctx, const Value& subject, const Arguments& arguments) {
  Parameters<3> given(ctx, "index", arguments, {"value", "start", "stop"}, 1);
  if (!given) return {};
  auto start = integer_argument(ctx, "index: start", given[1], 0);
  auto stop = integer_argument(ctx, "index: stop", given[2], INT64_MAX);
  if (!start || !stop) return {};
  std::span<const Value> elements = elements_of(ctx, subject);
  std::size_t end = clamp_index(*stop, elements.size());
  for (std::size_t i = clamp_index(*start, elements.size()); i < end; ++i) {
    if (same(ctx, elements[i], given[0])) return Value::integer(static_cast<std::int64_t>(i));
  }
  if (ctx.failed()) return {};
  std::string text;
  value::append_repr(ctx, text, given[0]);
  return fail_argument(ctx, "index: " + text + " is not in the list", "ask with 'in' first");
}

Value insert(Runtime& ctx, const Value& subject, const Arguments& arguments) {
  Parameters<2> given(ctx, "insert", arguments, {"index", "object"}, 2);
  if (!given || !changeable(ctx, subject, "insert")) return {};
  auto wanted = integer_argument(ctx, "insert: index", given[0], 0);
  if (!wanted || !list_fits(ctx, "insert", std::size_t{subject.as_list().size} + 1)) return {};
  List& list = list_of(subject);
  std::size_t place = clamp_index(*wanted, list.size);
  list.append(ctx.arena, given[1]);
  std::rotate(list.data + place, list.data + list.size - 1, list.data + list.size);
  return Value::none();
}

Value take_out(List& list, std::size_t place) {
  Value taken = list.data[place];
  std::copy(list.data + place + 1, list.data + list.size, list.data + place);
  --list.size;
  return taken;
}

Value pop(Runtime& ctx, const Value& subject, const Arguments& arguments) {
  Parameters<1> given(ctx, "pop", arguments, {"index"}, 0);
  if (!given || !changeable(ctx, subject, "pop")) return {};
  auto wanted = integer_argument(ctx, "pop: index", given[0], -1);
  if (!wanted) return {};
  List& list = list_of(subject);
  std::int64_t place = *wanted < 0 ? *wanted + list.size : *wanted;
  if (place < 0 || place >= list.size) {
    return fail_argument(ctx, list.size == 0 ? "pop: the list is empty" : "pop: there is no element at that index");
  }
  return take_out(list, static_cast<std::size_t>(place));
}

Value remove(Runtime& ctx, const Value& subject, const Arguments& arguments) {
  Parameters<1> given(ctx, "remove", arguments, {"value"}, 1);
  if (!given || !changeable(ctx, subject, "remove")) return {};
  List& list = list_of(subject);
  for (std::size_t i = 0; i < list.size; ++i) {
    if (!same(ctx, list.data[i], given[0])) continue;
    take_out(list, i);
    return Value::none();
  }
  return fail_argument(ctx, "remove: the value is not in the list", "ask with 'in' first");
}

Value reverse(Runtime& ctx, const Value& subject, const Arguments& arguments) {
  if (!value::bind(ctx, "reverse", arguments, {}, 0, {}) || !changeable(ctx, subject, "reverse")) return {};
  List& list = list_of(subject);
  std::reverse(list.data, list.data + list.size);
  return Value::none();
}

struct Keyed {
  Value key;
  Value element;
};

Value sort(Runtime& ctx, const Value& subject, const Arguments& arguments) {
  Parameters<2> given(ctx, "sort", arguments, {"key", "reverse"}, 0);
  if (!given || !changeable(ctx, subject, "sort")) return {};
  std::vector<Keyed> keyed;
  for (const Value& each : subject.items()) {
    Value key = given[0].is_nothing() ? each : value::call(ctx, given[0], {{&each, 1}, {}});
    if (ctx.failed()) return {};
    keyed.push_back({key, each});
  }
  int wanted = flag_argument(ctx, given[1], false) ? 1 : -1;
  std::stable_sort(keyed.begin(), keyed.end(),
                   [&](const Keyed& a, const Keyed& b) { return !ctx.failed() && order(ctx, a.key, b.key) == wanted; });
  if (ctx.failed()) return {};
  List& list = list_of(subject);
  for (std::size_t i = 0; i < std::min<std::size_t>(keyed.size(), list.size); ++i) list.data[i] = keyed[i].element;
  return Value::none();
}

constexpr Method k_list_methods[] = {
    {"append", append}, {"clear", clear},     {"copy", copy},     {"count", count},
    {"extend", extend}, {"index", index},     {"insert", insert}, {"pop", pop},
    {"remove", remove}, {"reverse", reverse}, {"sort", sort},
};

constexpr Method k_tuple_methods[] = {{"count", count}, {"index", index}};

}  // namespace

std::span<const Method> list_methods() { return k_list_methods; }
std::span<const Method> tuple_methods() { return k_tuple_methods; }

}  // namespace jinja
