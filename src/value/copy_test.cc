// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include "value/testing.h"

namespace value {

namespace {

Value nested_lists(Fixture& f, int depth) {
  Value value = f.list({});
  for (int i = 1; i < depth; ++i) value = f.list({value});
  return value;
}

int depth_of(const Value& value) {
  int depth = 0;
  for (const Value* at = &value; at->is_list(); at = &at->items()[0]) {
    ++depth;
    if (at->items().empty()) break;
  }
  return depth;
}

}  // namespace

TEST(DeepCopy, lives_on_without_the_original) {
  Fixture f;
  Value copied;
  {
    Fixture short_lived;
    Value original =
        short_lived.map({{short_lived.text("key"), short_lived.list({short_lived.text("a"), Value::none()})},
                         {Value::integer(1), Value::safe(short_lived.arena, "<b>")}});
    copied = deep_copy(f.arena, original);
  }
  EXPECT_EQ(f.repr(copied), "{'key': ['a', None], 1: Markup('<b>')}");
}

TEST(DeepCopy, keeps_tuples_tuples_and_remembers_what_was_looked_for) {
  Fixture f;
  EXPECT_EQ(f.repr(deep_copy(f.arena, f.tuple({Value::integer(1)}))), "(1,)");
  EXPECT_EQ(deep_copy(f.arena, Value::undefined(f.arena, "page.autor")).looked_for(), "page.autor");
}

TEST(DeepCopy, cuts_what_nests_too_deeply_to_none) {
  Fixture f;
  EXPECT_EQ(depth_of(deep_copy(f.arena, nested_lists(f, k_deepest))), k_deepest);
  EXPECT_EQ(depth_of(deep_copy(f.arena, nested_lists(f, k_deepest + 50))), k_deepest);
  EXPECT_EQ(depth_of(deep_copy(f.arena, nested_lists(f, 100'000))), k_deepest);
}

TEST(DeepCopy, ends_for_lists_that_contain_themselves_many_times) {
  Fixture f;
  List* list = make_list(f.arena);
  for (int i = 0; i < 3; ++i) list->append(f.arena, Value::list(list));
  EXPECT_EQ(depth_of(deep_copy(f.arena, Value::list(list))), k_deepest);
}

TEST(Freeze, reaches_every_list_and_map_also_those_that_contain_themselves) {
  Fixture f;
  Value inner = f.list({});
  Value outer = f.map({{f.text("a"), f.list({inner})}});
  freeze(outer);
  EXPECT_TRUE(outer.as_map().frozen());
  EXPECT_TRUE(inner.as_list().frozen);
  List* list = make_list(f.arena);
  list->append(f.arena, Value::list(list));
  freeze(Value::list(list));
  EXPECT_TRUE(list->frozen);
  Value deep = nested_lists(f, 100'000);
  freeze(deep);
}

TEST(Merge, lays_maps_on_maps_at_every_depth_and_replaces_the_rest) {
  Fixture f;
  Parsed a(Format::yaml, "x: 1\nlist: [1, 2]\nmap: {a: 1, b: {c: 1, d: 2}}");
  Parsed b(Format::yaml, "list: [3]\nmap: {b: {d: 3, e: 4}}\nz: 5");
  EXPECT_EQ(f.repr(merge(f.arena, a.value, b.value)),
            "{'x': 1, 'list': [3], 'map': {'a': 1, 'b': {'c': 1, 'd': 3, 'e': 4}}, 'z': 5}");
  EXPECT_EQ(a.repr(), "{'x': 1, 'list': [1, 2], 'map': {'a': 1, 'b': {'c': 1, 'd': 2}}}");
  EXPECT_EQ(f.repr(merge(f.arena, a.value, Value::integer(1))), "1");
}

TEST(Merge, ends_for_maps_that_contain_themselves_many_times) {
  Fixture f;
  Map* under = make_map(f.arena);
  Map* over = make_map(f.arena);
  for (const char* key : {"a", "b", "c"}) {
    under->set(f.arena, key, Value::map(under));
    over->set(f.arena, key, Value::map(over));
  }
  EXPECT_EQ(merge(f.arena, Value::map(under), Value::map(over)).as_map().size(), 3u);
}

}  // namespace value
