// SPDX-License-Identifier: MIT
#include "engine/trace.h"

#include <gtest/gtest.h>

#include "engine/records.h"

namespace engine {
namespace {

TEST(Reads, are_sorted_and_one_for_each_entity) {
  Reads reads{{9, 1}, {3, 2}, {9, 4}, {3, 2}};
  normalize(reads);
  EXPECT_EQ(reads, (Reads{{3, 2}, {9, 5}}));
}

TEST(Sets, of_equal_reads_have_one_number_and_others_another) {
  Reads reads{{3, 2}, {9, 5}};
  EXPECT_EQ(set_number(reads), set_number(Reads(reads)));
  EXPECT_NE(set_number(reads), set_number({{3, 2}, {9, 4}}));
  EXPECT_NE(set_number(reads), 0u);
  EXPECT_EQ(set_number({}), 0u);
}

TEST(ChangedAnswers, are_met_only_by_reads_of_the_same_question) {
  ChangedAnswers changed;
  EXPECT_TRUE(changed.empty());
  changed.add(7, 3);
  auto first = [&](const std::string& encoded, bool expected_good = true) {
    bool good = true;
    auto found = find_changed(changed, encoded, good);
    EXPECT_EQ(good, expected_good);
    return found ? found->entity : 0;
  };
  // The third entity differs from the changed one in high bits only.
  EXPECT_EQ(first(encode(Reads{{7, 0b0111}, {8, ~std::uint64_t{0}}, {7 + (std::uint64_t{1} << 40), 0b1000}})), 0u);
  EXPECT_EQ(first(encode(Reads{{1, 1}, {7, 0b1000}})), 7u);
  EXPECT_EQ(first(encode(Reads{{1, 1}}) + "x", false), 0u);
  EXPECT_EQ(first(encode(Reads{{1, 1}, {2, 1}}).substr(0, 12), false), 0u);
  EXPECT_TRUE(changed.holds(7, 3));
  EXPECT_FALSE(changed.holds(7, 2));
}

}  // namespace
}  // namespace engine
