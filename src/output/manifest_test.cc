// SPDX-License-Identifier: MIT
#include "output/manifest.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "base/hash.h"

namespace output {

using Paths = std::vector<std::string>;

namespace {

std::string text_of(const Paths& paths) {
  return manifest_text(std::vector<std::string_view>(paths.begin(), paths.end()));
}

Paths parsed(std::string_view text) {
  base::Arena texts;
  std::vector<std::string_view> paths = parse_manifest(text, texts);
  return Paths(paths.begin(), paths.end());
}

}  // namespace

TEST(manifest, keeps_every_path_whatever_bytes_it_has) {
  Paths paths{"a\nb/c.html", "a\\nb.html", "back\\slash", "caf\xc3\xa9/index.html", "\xff\xfe"};
  EXPECT_EQ(parsed(text_of(paths)), paths);
}

TEST(manifest, paths_that_lead_out_of_the_folder_are_dropped) {
  EXPECT_EQ(parsed("bengal-outputs 1\n../secret\n/etc/passwd\na/../../b\n.\n\na//b\nok\n"), Paths{"ok"});
}

TEST(manifest, another_version_is_an_empty_list) {
  EXPECT_EQ(parsed("bengal-outputs 2\na\n"), Paths{});
  EXPECT_EQ(parsed(""), Paths{});
  EXPECT_EQ(parsed("bengal-outp"), Paths{});
}

TEST(manifest, cut_at_any_length_it_names_only_whole_paths) {
  Paths paths{"a/index.html", "b/index.html", "c\nd"};
  std::string text = text_of(paths);
  for (std::size_t length = 0; length < text.size(); ++length) {
    for (const std::string& path : parsed(text.substr(0, length))) {
      EXPECT_NE(std::find(paths.begin(), paths.end(), path), paths.end()) << path;
    }
  }
}

TEST(manifest, any_bytes_give_paths_below_the_folder_only) {
  base::SeededNumbers numbers(3);
  const std::string alphabet = "ab./\\n\n\0\xff";
  for (int round = 0; round < 2000; ++round) {
    std::string text = "bengal-outputs 1\n";
    for (std::size_t i = numbers.next() % 40; i > 0; --i) text += alphabet[numbers.next() % (alphabet.size() + 1)];
    for (const std::string& path : parsed(text)) EXPECT_TRUE(is_safe_path(path)) << path;
  }
}

TEST(manifest, paths_that_leave_the_folder_or_are_not_plain_are_not_safe) {
  for (const char* path : {"a", "a/b.html", "..a/b", "a/...", ".well-known/x"}) EXPECT_TRUE(is_safe_path(path)) << path;
  for (const char* path : {"", "/", "/a", "a/", "a//b", ".", "..", "./a", "a/.", "../a", "a/../b", "a/.."}) {
    EXPECT_FALSE(is_safe_path(path)) << path;
  }
  EXPECT_FALSE(is_safe_path(std::string_view("a\0b", 3)));
}

TEST(manifest, unsorted_and_repeated_lines_come_out_sorted_once) {
  EXPECT_EQ(parsed("bengal-outputs 1\nb\na\nb\n"), (Paths{"a", "b"}));
}

}  // namespace output
