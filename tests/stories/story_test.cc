// SPDX-License-Identifier: MIT
#include "story.h"

#include <gtest/gtest.h>

#include "base/file_system.h"
#include "base/path.h"

namespace {

const std::string k_folder = BENGAL_SOURCE_DIR "/tests/stories/cases";

class Story : public testing::TestWithParam<std::string> {};

TEST_P(Story, HoldsFromBeginningToEnd) {
  base::DiskFileSystem fs;
  auto text = fs.read(k_folder + "/" + GetParam() + ".story");
  ASSERT_TRUE(text);
  auto steps = stories::parse_story(*text);
  ASSERT_FALSE(steps.empty());
  for (const std::string& failure : stories::run_story(steps)) ADD_FAILURE() << GetParam() << ".story, " << failure;
}

std::vector<std::string> all_stories() {
  std::vector<std::string> names;
  base::DiskFileSystem fs;
  auto entries = fs.list(k_folder);
  if (!entries) return names;
  for (const base::DirectoryEntry& entry : *entries) {
    if (base::extension(entry.name) == ".story") names.emplace_back(base::file_stem(entry.name));
  }
  return names;
}

INSTANTIATE_TEST_SUITE_P(All, Story, testing::ValuesIn(all_stories()), [](const auto& story) { return story.param; });

TEST(StoryRunner, SaysWhichExpectationFails) {
  auto failures = stories::run_story(
      stories::parse_story("--- file content/a.md\nText\n--- build\n--- exit 7\n--- output b.html\nx\n"));
  ASSERT_EQ(failures.size(), 2u);
  EXPECT_NE(failures[0].find("line 4: --- exit 7: exit code is 0"), std::string::npos);
  EXPECT_NE(failures[1].find("there is no such output"), std::string::npos);
}

}  // namespace
