// SPDX-License-Identifier: MIT
#include "base/numbers_by_name.h"

#include <gtest/gtest.h>

#include <deque>
#include <string>

namespace base {

TEST(NumbersByName, keeps_the_first_number_of_a_name) {
  NumbersByName table;
  EXPECT_EQ(table.find("a"), nullptr);
  EXPECT_TRUE(table.add("a", 7).second);
  auto [number, added] = table.add("a", 8);
  EXPECT_FALSE(added);
  EXPECT_EQ(number, 7u);
  number = 9;
  EXPECT_EQ(*table.find("a"), 9u);
  EXPECT_EQ(table.find(""), nullptr);
  EXPECT_TRUE(table.add("", 1).second);
  EXPECT_EQ(*table.find(""), 1u);
}

TEST(NumbersByName, finds_all_of_many_names_and_lists_them_in_order) {
  constexpr std::uint32_t k_count = 5000;
  std::deque<std::string> names;
  NumbersByName table;
  for (std::uint32_t i = 0; i < k_count; ++i) {
    if (i == k_count / 2) table.reserve(k_count);
    EXPECT_TRUE(table.add(names.emplace_back("name " + std::to_string(i)), i).second);
  }
  for (std::uint32_t i = 0; i < k_count; ++i) {
    ASSERT_NE(table.find("name " + std::to_string(i)), nullptr);
    EXPECT_EQ(*table.find("name " + std::to_string(i)), i);
    EXPECT_EQ(table.find("no name " + std::to_string(i)), nullptr);
    EXPECT_EQ(table.entries()[i].name, names[i]);
  }
  EXPECT_EQ(table.entries().size(), k_count);
}

}  // namespace base
