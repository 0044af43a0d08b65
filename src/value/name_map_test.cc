// SPDX-License-Identifier: MIT
#include "value/name_map.h"

#include <gtest/gtest.h>

#include <thread>

namespace value {

namespace {

TEST(NameMap, KeepsEveryNameWithItsThingWhileItGrows) {
  NameMap<std::size_t> map;
  auto add = [&](std::size_t count) {
    for (std::size_t i = 0; i < count; ++i) {
      std::string name = "name " + std::to_string(i);
      const auto& entry = map.find_or_add(name, [](std::size_t number) { return number; });
      EXPECT_EQ(entry.name, name);
    }
  };
  EXPECT_EQ(map.find("name 0"), nullptr);
  add(5000);
  const auto* first = map.find("name 0");
  add(10'000);
  EXPECT_EQ(map.find("name 0"), first);
  for (std::size_t i = 0; i < 10'000; ++i) {
    const auto* entry = map.find("name " + std::to_string(i));
    ASSERT_NE(entry, nullptr);
    EXPECT_EQ(entry->thing, i);
    EXPECT_EQ(map.at(i), entry);
  }
  EXPECT_EQ(map.find("name 10000"), nullptr);
  EXPECT_EQ(map.at(10'000), nullptr);
  EXPECT_EQ(map.add("name 7", 0).thing, 7);
}

TEST(NameMap, GivesThreadsThatAddTheSameNamesTheSameThings) {
  constexpr std::size_t k_names = 3000;
  NameMap<std::size_t> map;
  auto numbers_of = [&](std::vector<std::size_t>& numbers) {
    for (std::size_t i = 0; i < k_names; ++i) {
      numbers.push_back(map.find_or_add(std::to_string(i), [](std::size_t number) { return number; }).thing);
    }
  };
  std::vector<std::size_t> here, there;
  std::thread other([&] { numbers_of(there); });
  numbers_of(here);
  other.join();
  EXPECT_EQ(here, there);
  EXPECT_EQ(map.at(k_names), nullptr);
}

}  // namespace

}  // namespace value
