// SPDX-License-Identifier: MIT
#include "render/text_case.h"

#include <gtest/gtest.h>

#include "base/strings.h"

namespace render {
namespace {

/// The places where the name may break, shown as bars.
std::string breaks(std::string_view name) { return base::replace_all(softwrap_identifier(name), "\xe2\x80\x8b", "|"); }

TEST(SoftwrapIdentifier, a_name_may_break_behind_separators) {
  EXPECT_EQ(breaks("site.pages.first_one"), "site.|pages.|first_|one");
  EXPECT_EQ(breaks("std::vector"), "std::|vector");
  EXPECT_EQ(breaks("a/b-c"), "a/|b-|c");
}

TEST(SoftwrapIdentifier, a_name_may_break_between_words_in_camel_case) {
  EXPECT_EQ(breaks("readFileNow"), "read|File|Now");
  EXPECT_EQ(breaks("HTTPServer2Go"), "HTTP|Server2|Go");
  EXPECT_EQ(breaks("größeÄndern"), "größe|Ändern");
}

TEST(SoftwrapIdentifier, a_break_at_an_end_or_amid_separators_would_help_nobody) {
  EXPECT_EQ(breaks("_private"), "_private");
  EXPECT_EQ(breaks("done."), "done.");
  EXPECT_EQ(breaks("a..b"), "a..|b");
  EXPECT_EQ(breaks("__init__"), "__init__");
  EXPECT_EQ(breaks("API"), "API");
  EXPECT_EQ(breaks(""), "");
}

}  // namespace
}  // namespace render
