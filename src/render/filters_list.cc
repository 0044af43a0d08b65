// SPDX-License-Identifier: MIT
#include <algorithm>
#include <vector>

#include "base/hash.h"
#include "base/strings.h"
#include "base/unicode.h"
#include "render/arguments.h"
#include "render/condition.h"
#include "render/field_path.h"
#include "render/library.h"
#include "render/pagination.h"
#include "render/register.h"
#include "value/operations.h"

namespace render {

using site::Reader;
using value::Arguments;
using value::Context;
using value::Parameters;
using value::Value;

namespace {

/// What `where` was asked for: key, relation, wanted value.
struct Condition {
  FieldPath path;
  Operator relation;
  Value wanted;
};

/// `(key, value)`, `(key, operator, value)` or `(key, value, operator=...)`; fails for an unknown operator.
std::optional<Condition> condition_of(Context& ctx, std::string_view filter, const Arguments& arguments,
                                      const Parameters<4>& a) {
  bool has_value = arguments.positional.size() > 3;
  bool has_operator = arguments.positional.size() > 2;
  for (const value::NamedArgument& each : arguments.named) {
    has_value = has_value || each.name.text == "value";
    has_operator = has_operator || each.name.text == "operator";
  }
  FieldPath path(ctx, text_of(ctx, a[1]));
  if (!has_value) return Condition{path, Operator::equal, a[2]};
  if (!has_operator) return Condition{path, Operator::equal, a[3]};
  if (auto relation = operator_of(a[2].string_or(""))) return Condition{path, *relation, a[3]};
  if (auto relation = operator_of(a[3].string_or(""))) return Condition{path, *relation, a[2]};
  ctx.fail("wrong-argument",
           std::string(filter) + ": '" + std::string(text_of(ctx, a[2])) + "' is no operator of a condition",
           "operators are " + std::string(operator_names()));
  return std::nullopt;
}

Value filter_items(Context& ctx, std::string_view filter, const Arguments& arguments, const void* self, bool wanted) {
  Parameters<4> a(ctx, filter, arguments, {"items", "key", "operator", "value"}, 2);
  if (!a) return {};
  auto condition = condition_of(ctx, filter, arguments, a);
  if (!condition) return {};
  Reader r = reader(ctx, self);
  value::List* kept = value::make_list(ctx.arena);
  for (const Value& item : elements_of(ctx, a[0])) {
    Value field = condition->path.of(r, item);
    if (holds(ctx, condition->relation, field, condition->wanted) == wanted) kept->append(ctx.arena, item);
    if (ctx.failed()) return {};
  }
  return ctx.failed() ? Value() : Value::list(kept);
}

Value where(Context& ctx, const Arguments& arguments, const void* self) {
  return filter_items(ctx, "where", arguments, self, true);
}

Value where_not(Context& ctx, const Arguments& arguments, const void* self) {
  return filter_items(ctx, "where_not", arguments, self, false);
}

/// A map from the text of the key to the elements that have it, both in the order first seen. An element whose key is
/// a list (its tags) is in the group of each.
Value group_by(Context& ctx, const Arguments& arguments, const void* self) {
  Parameters<2> a(ctx, "group_by", arguments, {"items", "key"}, 2);
  if (!a) return {};
  Reader r = reader(ctx, self);
  FieldPath path(ctx, text_of(ctx, a[1]));
  value::Map* places = value::make_map(ctx.arena);
  std::vector<value::List*> groups;
  std::vector<std::string_view> names;
  auto add = [&](const Value& key, const Value& item) {
    std::string_view name = label_of(ctx, key);
    const Value* place = places->find(value::Name(name));
    if (place == nullptr) {
      places->set(ctx.arena, value::Name(name), Value::integer(static_cast<std::int64_t>(groups.size())));
      groups.push_back(value::make_list(ctx.arena));
      names.push_back(name);
      groups.back()->append(ctx.arena, item);
    } else {
      groups[static_cast<std::size_t>(place->as_integer())]->append(ctx.arena, item);
    }
  };
  for (const Value& item : elements_of(ctx, a[0])) {
    Value key = path.of(r, item);
    if (key.is_list() && !key.items().empty()) {
      SeenValues seen(ctx);
      for (const Value& each : key.items()) {
        if (seen.add(each)) add(each, item);
      }
    } else {
      add(key.is_list() ? Value() : key, item);
    }
  }
  if (ctx.failed()) return {};
  value::Map* grouped = value::make_map(ctx.arena);
  for (std::size_t i = 0; i < groups.size(); ++i) {
    grouped->set(ctx.arena, value::Name(names[i]), Value::list(groups[i]));
  }
  return Value::map(grouped);
}

/// A key in an order that all values have: numbers, dates, texts without case, the rest by their text; missing last.
struct SortKey {
  enum class Rank : std::uint8_t { number, moment, text, missing };
  Rank rank = Rank::missing;
  Value value;
  std::string text;
};

SortKey sort_key(Context& ctx, const Value& key) {
  if (key.is_nothing() || (key.is_floating() && key.as_floating() != key.as_floating())) return {};
  if (key.is_number()) return {SortKey::Rank::number, key, {}};
  if (key.is_datetime()) return {SortKey::Rank::moment, key, {}};
  return {SortKey::Rank::text, {}, base::fold_case(label_of(ctx, key))};
}

bool is_before(Context& ctx, const SortKey& a, const SortKey& b) {
  if (a.rank != b.rank) return a.rank < b.rank;
  if (a.rank == SortKey::Rank::missing) return false;
  if (a.rank == SortKey::Rank::text) return a.text < b.text;
  auto order = value::compare(ctx, a.value, b.value);
  return order && *order < 0;
}

Value sort_by(Context& ctx, const Arguments& arguments, const void* self) {
  Parameters<3> a(ctx, "sort_by", arguments, {"items", "key", "reverse"}, 1);
  if (!a) return {};
  Reader r = reader(ctx, self);
  FieldPath path(ctx, text_of(ctx, a[1]));
  bool reverse = flag_of(ctx, a[2], false);
  std::span<const Value> items = elements_of(ctx, a[0]);
  std::vector<SortKey> keys;
  keys.reserve(items.size());
  std::vector<std::size_t> places;
  for (const Value& item : items) {
    places.push_back(keys.size());
    keys.push_back(sort_key(ctx, path.of(r, item)));
  }
  if (ctx.failed()) return {};
  std::stable_sort(places.begin(), places.end(), [&](std::size_t left, std::size_t right) {
    const SortKey &x = keys[left], &y = keys[right];
    bool is_missing = x.rank == SortKey::Rank::missing || y.rank == SortKey::Rank::missing;
    return reverse && !is_missing ? is_before(ctx, y, x) : is_before(ctx, x, y);
  });
  value::List* sorted = value::make_list(ctx.arena, items.size());
  for (std::size_t place : places) sorted->append(ctx.arena, items[place]);
  return Value::list(sorted);
}

Value limit(Context& ctx, const Arguments& arguments, const void*) {
  Parameters<2> a(ctx, "limit", arguments, {"items", "count"}, 2);
  return a ? sublist(ctx, elements_of(ctx, a[0]), 0, count_of(a[1], 0)) : Value();
}

Value offset(Context& ctx, const Arguments& arguments, const void*) {
  Parameters<2> a(ctx, "offset", arguments, {"items", "count"}, 2);
  if (!a) return {};
  std::span<const Value> items = elements_of(ctx, a[0]);
  return sublist(ctx, items, count_of(a[1], 0), items.size());
}

/// The first of each key's elements, or of equal elements.
Value uniq(Context& ctx, const Arguments& arguments, const void* self) {
  Parameters<2> a(ctx, "uniq", arguments, {"items", "key"}, 1);
  if (!a) return {};
  Reader r = reader(ctx, self);
  FieldPath path(ctx, text_of(ctx, a[1]));
  SeenValues seen(ctx);
  value::List* kept = value::make_list(ctx.arena);
  for (const Value& item : elements_of(ctx, a[0])) {
    if (seen.add(path.of(r, item))) kept->append(ctx.arena, item);
  }
  return ctx.failed() ? Value() : Value::list(kept);
}

bool stands_for_list(const Value& value) {
  return value.is_list() || (value.is_object() && value.as_object().shape(value.handle()) == value::Shape::sequence);
}

void append_flat(Context& ctx, value::List* flat, const Value& item, std::int64_t depth) {
  if (depth < 0 || !stands_for_list(item)) return flat->append(ctx.arena, item);
  for (const Value& element : elements_of(ctx, item)) append_flat(ctx, flat, element, depth - 1);
}

/// Lists inside the list are laid open, `depth` levels of them (1).
Value flatten(Context& ctx, const Arguments& arguments, const void*) {
  Parameters<2> a(ctx, "flatten", arguments, {"items", "depth"}, 1);
  if (!a) return {};
  auto depth = static_cast<std::int64_t>(std::min<std::size_t>(count_of(a[1], 1), value::k_deepest));
  value::List* flat = value::make_list(ctx.arena);
  for (const Value& item : elements_of(ctx, a[0])) append_flat(ctx, flat, item, depth - 1);
  return ctx.failed() ? Value() : Value::list(flat);
}

/// Pages for paths; pages stay, paths without a page are left out.
Value resolve_pages(Context& ctx, const Arguments& arguments, const void* self) {
  Parameters<1> a(ctx, "resolve_pages", arguments, {"paths"}, 1);
  if (!a) return {};
  Reader r = reader(ctx, self);
  value::List* pages = value::make_list(ctx.arena);
  for (const Value& path : elements_of(ctx, a[0])) {
    auto page = path.is_string() ? r.find_page(path.as_string()) : r.page_of(path);
    if (page) pages->append(ctx.arena, r.page_object(*page));
  }
  return ctx.failed() ? Value() : Value::list(pages);
}

/// The first `count` elements of a shuffled copy. The same for the same seed and number of elements, in each build.
Value drawn(Context& ctx, std::span<const Value> items, std::size_t count, const Value& seed) {
  std::uint64_t start = seed.is_nothing() ? 0 : base::hash64(text_of(ctx, seed));
  base::SeededNumbers numbers(start);
  value::List* drawn = value::make_list(ctx.arena, items);
  count = std::min(count, items.size());
  for (std::size_t i = 0; i < count; ++i) {
    std::size_t other = i + numbers.next() % (items.size() - i);
    std::swap(drawn->data[i], drawn->data[other]);
  }
  drawn->size = static_cast<std::uint32_t>(count);
  return Value::list(drawn);
}

Value sample(Context& ctx, const Arguments& arguments, const void*) {
  Parameters<3> a(ctx, "sample", arguments, {"items", "count", "seed"}, 1);
  return a ? drawn(ctx, elements_of(ctx, a[0]), count_of(a[1], 1), a[2]) : Value();
}

Value shuffle(Context& ctx, const Arguments& arguments, const void*) {
  Parameters<2> a(ctx, "shuffle", arguments, {"items", "seed"}, 1);
  if (!a) return {};
  std::span<const Value> items = elements_of(ctx, a[0]);
  return drawn(ctx, items, items.size(), a[1]);
}

Value chunk(Context& ctx, const Arguments& arguments, const void*) {
  Parameters<2> a(ctx, "chunk", arguments, {"items", "size"}, 2);
  if (!a) return {};
  std::size_t size = count_of(a[1], 0);
  std::span<const Value> items = elements_of(ctx, a[0]);
  value::List* chunks = value::make_list(ctx.arena);
  for (std::size_t at = 0; size > 0 && at < items.size(); at += std::min(size, items.size() - at)) {
    chunks->append(ctx.arena, sublist(ctx, items, at, size));
  }
  return Value::list(chunks);
}

/// The elements of both lists that `keep` accepts, each once; `keep` is told whether the second list holds it.
Value combine(Context& ctx, std::string_view filter, const Arguments& arguments, bool keep_common, bool keep_own,
              bool keep_other) {
  Parameters<2> a(ctx, filter, arguments, {"items", "others"}, 2);
  if (!a) return {};
  std::span<const Value> items = elements_of(ctx, a[0]), others = elements_of(ctx, a[1]);
  SeenValues in_others(ctx), seen(ctx);
  for (const Value& other : others) in_others.add(other);
  value::List* kept = value::make_list(ctx.arena);
  for (const Value& item : items) {
    bool is_kept = in_others.contains(item) ? keep_common : keep_own;
    if (is_kept && seen.add(item)) kept->append(ctx.arena, item);
  }
  for (const Value& other : others) {
    if (keep_other && seen.add(other)) kept->append(ctx.arena, other);
  }
  return ctx.failed() ? Value() : Value::list(kept);
}

Value set_union(Context& ctx, const Arguments& arguments, const void*) {
  return combine(ctx, "union", arguments, true, true, true);
}

Value set_intersect(Context& ctx, const Arguments& arguments, const void*) {
  return combine(ctx, "intersect", arguments, true, false, false);
}

/// The elements that the second list does not have.
Value set_complement(Context& ctx, const Arguments& arguments, const void*) {
  return combine(ctx, "complement", arguments, false, true, false);
}

Value paginate(Context& ctx, const Arguments& arguments, const void*) {
  Parameters<3> a(ctx, "paginate", arguments, {"items", "per_page", "current_page"}, 1);
  if (!a) return {};
  return page_of_items(ctx, elements_of(ctx, a[0]), count_of(a[1], 10), integer_of(a[2], 1));
}

/// Whether a page has a tag, case aside.
Value has_tag(Context& ctx, const Arguments& arguments, const void*) {
  Parameters<2> a(ctx, "has_tag", arguments, {"page", "tag"}, 2);
  if (!a) return {};
  if (a[0].is_nothing()) return Value::boolean(false);
  std::string wanted = base::fold_case(text_of(ctx, a[1]));
  for (const Value& tag : elements_of(ctx, value::attribute(ctx, a[0], "tags"))) {
    if (base::fold_case(label_of(ctx, tag)) == wanted) return Value::boolean(true);
  }
  return Value::boolean(false);
}

constexpr Entry k_entries[] = {
    {"where", where},
    {"where_not", where_not},
    {"group_by", group_by},
    {"sort_by", sort_by},
    {"limit", limit},
    {"offset", offset},
    {"uniq", uniq},
    {"flatten", flatten},
    {"resolve_pages", resolve_pages},
    {"sample", sample},
    {"shuffle", shuffle},
    {"chunk", chunk},
    {"union", set_union},
    {"intersect", set_intersect},
    {"complement", set_complement},
    {"paginate", paginate},
    {"has_tag", has_tag},
};

}  // namespace

std::span<const Entry> list_filters() { return k_entries; }

}  // namespace render
