// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include <chrono>

#include "value/datetime.h"
#include "value/testing.h"

namespace value {

TEST(Map, keeps_the_order_of_insertion_and_the_place_of_a_replaced_key) {
  Fixture f;
  Map* map = make_map(f.arena);
  map->set(f.arena, "b", Value::integer(1));
  map->set(f.arena, "a", Value::integer(2));
  map->set(f.arena, "b", Value::integer(3));
  EXPECT_EQ(f.repr(Value::map(map)), "{'b': 3, 'a': 2}");
}

TEST(Map, finds_every_key_at_any_size) {
  Fixture f;
  Map* map = make_map(f.arena);
  for (int i = 0; i < 5000; ++i) {
    map->set(f.arena, f.text("key" + std::to_string(i)), Value::integer(i));
    ASSERT_EQ(map->size(), static_cast<std::uint32_t>(i + 1));
  }
  for (int i = 0; i < 5000; ++i) {
    std::string key = "key" + std::to_string(i);
    ASSERT_NE(map->find(Name(key)), nullptr);
    ASSERT_EQ(map->find(Name(key))->as_integer(), i);
    ASSERT_EQ(map->index_of(Value::string(key)), static_cast<std::uint32_t>(i));
  }
  EXPECT_EQ(map->find("key5000"), nullptr);
}

TEST(Map, holds_what_it_was_assigned_and_what_is_added_then) {
  for (int size : {0, 3, 8, 9, 40}) {
    Fixture f;
    Map* first = make_map(f.arena);
    for (int i = 0; i < size; ++i) first->set(f.arena, f.text("key" + std::to_string(i)), Value::integer(i));
    Map* second = make_map(f.arena);
    second->assign(f.arena, *first, 1);
    for (int i = size; i < size + 3; ++i) second->set(f.arena, f.text("key" + std::to_string(i)), Value::integer(i));
    EXPECT_EQ(first->size(), static_cast<std::uint32_t>(size));
    for (int i = 0; i < size + 3; ++i) {
      std::string key = "key" + std::to_string(i);
      ASSERT_NE(second->find(Name(key)), nullptr) << key << " of " << size;
      EXPECT_EQ(second->find(Name(key))->as_integer(), i);
      EXPECT_EQ(first->find(Name(key)) == nullptr, i >= size);
    }
  }
}

TEST(Map, takes_one_and_one_point_zero_and_true_as_one_key) {
  Fixture f;
  Value map = f.map({{Value::integer(1), f.text("a")}, {Value::floating(1.0), f.text("b")}});
  EXPECT_EQ(f.repr(map), "{1: 'b'}");
  EXPECT_NE(map.as_map().find(Value::boolean(true)), nullptr);
  EXPECT_EQ(map.as_map().find(f.text("1")), nullptr);
}

TEST(Map, tells_large_integers_from_the_nearest_float) {
  Fixture f;
  std::int64_t large = (std::int64_t{1} << 53) + 1;
  Value map = f.map({{Value::integer(large), f.text("integer")}});
  EXPECT_EQ(map.as_map().find(Value::floating(static_cast<double>(large))), nullptr);
  Value huge = f.map({{Value::integer(9'100'000'000'000'000'000), f.text("integer")}});
  EXPECT_NE(huge.as_map().find(Value::floating(9.1e18)), nullptr);
}

TEST(Map, takes_tuples_and_dates_as_keys_but_no_lists) {
  Fixture f;
  DateTime day = *from_civil({.year = 2024, .month = 5, .day = 1});
  Value map =
      f.map({{f.tuple({Value::integer(1), f.text("x")}), f.text("tuple")}, {Value::datetime(day), f.text("day")}});
  EXPECT_EQ(map.as_map().find(f.tuple({Value::integer(1), f.text("x")}))->as_string(), "tuple");
  EXPECT_EQ(map.as_map().find(Value::datetime(day))->as_string(), "day");
  EXPECT_FALSE(is_hashable(f.list({})));
  EXPECT_FALSE(is_hashable(f.tuple({f.list({})})));
  EXPECT_EQ(map.as_map().find(f.list({})), nullptr);
}

TEST(Map, removes_a_key_and_keeps_the_order_of_the_others) {
  Fixture f;
  Map* map = make_map(f.arena);
  for (int i = 0; i < 20; ++i) map->set(f.arena, Value::integer(i), Value::integer(i * i));
  EXPECT_TRUE(map->remove(f.arena, Value::integer(3)));
  EXPECT_FALSE(map->remove(f.arena, Value::integer(3)));
  EXPECT_EQ(map->size(), 19u);
  EXPECT_EQ(map->find(Value::integer(3)), nullptr);
  EXPECT_EQ(map->find(Value::integer(19))->as_integer(), 361);
  EXPECT_EQ(map->entries()[3].key.as_integer(), 4);
}

TEST(Map, is_not_slow_for_integers_that_share_their_low_bits) {
  Fixture f;
  Map* map = make_map(f.arena);
  auto begin = std::chrono::steady_clock::now();
  for (std::int64_t i = 0; i < 100'000; ++i) map->set(f.arena, Value::integer(i << 40), Value::none());
  EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds(5));
  EXPECT_EQ(map->size(), 100'000u);
}

TEST(Map, ends_soon_with_tuples_that_share_their_parts_many_times) {
  Fixture f;
  Value tuple = f.tuple({Value::integer(1)});
  for (int i = 0; i < 100; ++i) tuple = f.tuple({tuple, tuple});
  EXPECT_FALSE(is_hashable(tuple));
  hash_key(tuple);
}

}  // namespace value
