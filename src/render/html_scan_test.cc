// SPDX-License-Identifier: MIT
#include "render/html_scan.h"

#include <gtest/gtest.h>

#include "base/clock.h"
#include "base/hash.h"

namespace render {
namespace {

std::string pieces_of(std::string_view html) {
  constexpr std::string_view k_kinds = "tocaxr";
  std::string shown;
  HtmlScanner scanner(html);
  while (auto piece = scanner.next()) {
    shown += k_kinds[static_cast<std::size_t>(piece->kind)];
    shown.append("[").append(piece->text).append("]");
  }
  return shown;
}

std::string repeated(std::string_view text, std::size_t times) {
  std::string all;
  for (std::size_t i = 0; i < times; ++i) all += text;
  return all;
}

TEST(HtmlScan, html_is_cut_into_tags_and_texts) {
  EXPECT_EQ(pieces_of("a<p class=\"x>y\">b</p><br>"), "t[a]o[<p class=\"x>y\">]t[b]c[</p>]a[<br>]");
  EXPECT_EQ(pieces_of("<!-- <p> --><!doctype html>"), "x[<!-- <p> -->]x[<!doctype html>]");
  EXPECT_EQ(pieces_of("<script>if (a<b) '</p>'</SCRIPT>"), "o[<script>]r[if (a<b) '</p>']c[</SCRIPT>]");
}

TEST(HtmlScan, what_is_no_tag_is_text) {
  EXPECT_EQ(pieces_of("1 < 2 <3"), "t[1 < 2 <3]");
  EXPECT_EQ(pieces_of("a<b"), "t[a]t[<b]");
  EXPECT_EQ(pieces_of("<a href=\"x>"), "t[<a href=\"x>]");
  EXPECT_EQ(pieces_of("<"), "t[<]");
}

TEST(HtmlScan, stripped_html_is_its_decoded_text) {
  EXPECT_EQ(strip_html("<p>a &lt; b</p><style>c</style>"), "a < b");
  EXPECT_EQ(strip_html("1 < 2"), "1 < 2");
}

TEST(HtmlScan, truncated_html_closes_what_is_open_there) {
  EXPECT_EQ(truncate_html_words("<p>a <i>b</i> c</p> d", 2, "+"), "<p>a <i>b+</i></p>");
  EXPECT_EQ(truncate_html_words("<p>a</p><p>b</p>", 1, "+"), "<p>a+</p>");
  EXPECT_EQ(truncate_html_words("<p>a</p>", 0, "+"), "+");
  EXPECT_EQ(truncate_html_words("<p>a b</p> ", 2, "+"), std::nullopt);
  EXPECT_EQ(truncate_html_words("a</b></i> b", 1, ""), "a");
}

TEST(HtmlScan, random_bytes_are_cut_without_loss) {
  base::SeededNumbers numbers(7);
  constexpr std::string_view k_alphabet = "<>/!-'\"= apbrscript&;\xc3";
  for (int round = 0; round < 2000; ++round) {
    std::string html, joined;
    for (std::uint64_t i = numbers.next() % 60; i > 0; --i) html += k_alphabet[numbers.next() % k_alphabet.size()];
    HtmlScanner scanner(html);
    while (auto piece = scanner.next()) {
      ASSERT_FALSE(piece->text.empty());
      joined += piece->text;
    }
    ASSERT_EQ(joined, html);
    truncate_html_words(html, 1, "");
  }
}

TEST(HtmlScan, hostile_html_takes_linear_time) {
  constexpr std::size_t k_times = 200'000;
  double start = base::monotonic_seconds();
  for (std::string_view part : {"<a", "<a \"", "<!--", "<a></b>", "<a><b></a>", "</", "<script>", "<x "}) {
    std::string html = repeated(part, k_times);
    strip_html(html);
    truncate_html_words(html, 3, "");
  }
  EXPECT_LT(base::monotonic_seconds() - start, 10);
}

}  // namespace
}  // namespace render
