// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include "base/arena.h"
#include "base/hash.h"
#include "base/path.h"
#include "base/strings.h"
#include "base/unicode.h"

namespace base {
namespace {

TEST(Path, normalizing_removes_dots_and_double_slashes) {
  EXPECT_EQ(normalize_path("a/./b//c/../d/"), "a/b/d");
  EXPECT_EQ(normalize_path("../a"), "../a");
  EXPECT_EQ(normalize_path("/../a"), "/a");
  EXPECT_EQ(normalize_path("."), "");
}

TEST(Path, joining_inside_refuses_what_leaves_the_folder) {
  EXPECT_EQ(join_inside("site/templates", "a/../b.html"), "site/templates/b.html");
  EXPECT_FALSE(join_inside("site/templates", "../secret"));
  EXPECT_FALSE(join_inside("site/templates", "a/../../secret"));
  EXPECT_FALSE(join_inside("site", "/etc/passwd"));
  EXPECT_FALSE(join_inside("site", std::string_view("a\0b", 3)));
  EXPECT_FALSE(join_inside("site", "../site2/a"));
}

TEST(Path, a_folder_with_a_longer_name_is_not_inside) {
  EXPECT_TRUE(is_inside("/a/b", "/a/b/c"));
  EXPECT_TRUE(is_inside("/a/b", "/a/b"));
  EXPECT_FALSE(is_inside("/a/b", "/a/bc"));
}

TEST(Path, parts_of_a_name) {
  EXPECT_EQ(file_stem("a/b.tar.gz"), "b.tar");
  EXPECT_EQ(extension("a.b/c"), "");
  EXPECT_EQ(file_stem("a/.hidden"), ".hidden");
  EXPECT_EQ(parent_path("a"), "");
  EXPECT_EQ(relative_path("a/b", "a/c/d"), "../c/d");
}

TEST(Slug, keeps_letters_digits_and_a_few_marks) {
  EXPECT_EQ(slugify("  Hello, World! "), "hello-world");
  EXPECT_EQ(slugify("C++ & .NET"), "c++-.net");
  EXPECT_EQ(slugify("Ärger  im_Büro"), "ärger-im_büro");
  EXPECT_EQ(slugify("---"), "");
}

TEST(Unicode, invalid_bytes_are_found_and_replaced) {
  EXPECT_EQ(find_invalid_utf8("abc\xffz"), 3u);
  EXPECT_EQ(find_invalid_utf8("ü"), 2u);
  EXPECT_EQ(make_valid_utf8("a\xff"), "a\xEF\xBF\xBD");
  EXPECT_EQ(count_code_points("aü\xff"), 3u);
}

TEST(Strings, html_is_escaped_as_markupsafe_does) {
  EXPECT_EQ(escape_html("<a href=\"x\">'&"), "&lt;a href=&#34;x&#34;&gt;&#39;&amp;");
}

TEST(Strings, percent_encoding_goes_there_and_back) {
  EXPECT_EQ(percent_encode("a b/ü?"), "a%20b/%C3%BC%3F");
  EXPECT_EQ(percent_decode("a%20b/%C3%BC%3F%zz%4"), "a b/ü?%zz%4");
}

TEST(Strings, a_percent_escape_at_the_very_end_is_decoded) { EXPECT_EQ(percent_decode("%41"), "A"); }

TEST(Strings, numbers_are_whole_texts) {
  EXPECT_EQ(parse_integer("42"), 42);
  EXPECT_EQ(parse_integer("+42"), 42);
  EXPECT_FALSE(parse_integer("42x"));
  EXPECT_FALSE(parse_integer(""));
  EXPECT_EQ(parse_number("1.5e2"), 150);
}

TEST(Strings, json_text_escapes_control_characters) {
  std::string out;
  append_json_string(out, "a\"\\\n\x01ü");
  EXPECT_EQ(out, "\"a\\\"\\\\\\n\\u0001ü\"");
}

TEST(Arena, memory_is_aligned_and_lives_until_reset) {
  Arena arena(16);
  (void)arena.allocate(1, 1);
  auto* number = arena.make<double>(1.5);
  EXPECT_EQ(reinterpret_cast<std::uintptr_t>(number) % alignof(double), 0u);
  std::string_view text = arena.copy(std::string(100'000, 'x'));
  EXPECT_EQ(text.size(), 100'000u);
  EXPECT_EQ(*number, 1.5);
  arena.reset();
  EXPECT_GE(arena.bytes_reserved(), 100'000u);
}

TEST(Fingerprint, differs_with_the_bytes) {
  EXPECT_EQ(fingerprint("a"), fingerprint("a"));
  EXPECT_NE(fingerprint("a"), fingerprint("b"));
  EXPECT_EQ(to_hex(Fingerprint{1, 0x2f}), "0000000000000001000000000000002f");
}

}  // namespace
}  // namespace base
