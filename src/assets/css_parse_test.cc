// SPDX-License-Identifier: MIT
#include "assets/css_parse.h"

#include <gtest/gtest.h>

#include "base/clock.h"
#include "base/hash.h"

namespace assets {
namespace {

/// The imports of a stylesheet, one a line: URL and conditions.
std::string imports(std::string_view text) {
  std::string out;
  for (const CssPart& part : parse_css(text).parts) {
    if (part.kind == CssPart::Kind::import) out += part.url + part.conditions.in_import() + "\n";
  }
  return out;
}

std::string urls(std::string_view text) {
  std::string out;
  for (const CssPart& part : parse_css(text).parts) {
    bool url = part.kind == CssPart::Kind::string_url || part.kind == CssPart::Kind::unquoted_url;
    if (url) out += part.url + "\n";
  }
  return out;
}

TEST(CssParse, an_import_is_a_string_or_a_url) {
  EXPECT_EQ(imports("@import 'a.css';@import \"b.css\" ;@IMPORT url(c.css);@import url( \"d.css\" );"),
            "a.css\nb.css\nc.css\nd.css\n");
}

TEST(CssParse, an_import_has_layer_supports_and_media) {
  EXPECT_EQ(imports("@import 'a' layer;"), "a layer\n");
  EXPECT_EQ(imports("@import 'a' layer( x.y ) supports(not (display: grid)) screen and (width > 40em), print;"),
            "a layer(x.y) supports(not (display: grid)) screen and (width > 40em), print\n");
  EXPECT_EQ(imports("@import 'a'/* c */print/* d */;"), "a print/* d */\n");
}

TEST(CssParse, an_import_in_a_comment_or_string_is_none) {
  EXPECT_EQ(imports("/* @import 'a'; */ x { content: \"@import 'b';\" }"), "");
}

TEST(CssParse, charset_comments_and_layer_statements_may_stand_before_an_import) {
  EXPECT_EQ(imports("@charset \"utf-8\"; /* c */ @layer a, b; @import 'x';"), "x\n");
}

TEST(CssParse, an_import_after_other_rules_is_a_mistake) {
  for (const char* text : {"a{} @import 'x';", "@media print{} @import 'x';", "@layer a {} @import 'x';"}) {
    ParsedCss parsed = parse_css(text);
    ASSERT_EQ(parsed.problems.size(), 1u) << text;
    EXPECT_EQ(parsed.problems[0].kind, CssProblem::Kind::misplaced_import);
    EXPECT_EQ(imports(text), "");
  }
}

TEST(CssParse, an_import_that_cannot_be_understood_is_a_mistake_and_the_next_one_counts) {
  for (const char* text : {"@import;@import 'b';", "@import a.css; @import 'b';", "@import url('a' x); @import 'b';",
                           "@import 'a' {} @layer x; @import 'b';"}) {
    ParsedCss parsed = parse_css(text);
    ASSERT_GE(parsed.problems.size(), 1u) << text;
    EXPECT_EQ(parsed.problems[0].kind, CssProblem::Kind::broken_import) << text;
  }
  EXPECT_EQ(imports("@import;@import 'b';"), "b\n");
}

TEST(CssParse, an_import_may_end_with_the_text) { EXPECT_EQ(imports("@import 'a' print"), "a print\n"); }

TEST(CssParse, urls_are_found_wherever_a_value_stands) {
  EXPECT_EQ(urls("a{b:url(1) url(\"2\");--x:url('3')}@font-face{src:url(4?#iefix)format('woff')}"),
            "1\n2\n3\n4?#iefix\n");
  EXPECT_EQ(urls("a{b:image-set('1' 1x type('image/png'),url(2) 2x);c:-webkit-image-set(\"3\" 1x)}"), "1\n2\n3\n");
}

TEST(CssParse, strings_that_are_no_urls_are_left_alone) {
  EXPECT_EQ(urls("a{content:'url(x)';font-family:\"b\"}/* url(y) */@namespace url(http://z);a[href='w']{}"), "");
}

TEST(CssParse, what_the_end_of_the_text_left_open_is_closed) {
  EXPECT_EQ(parse_css("a{b:c").closing, "}");
  EXPECT_EQ(parse_css("@media x{a{b:f(c").closing, ")}}");
  EXPECT_EQ(parse_css("a{} /* b").closing, "*/");
  EXPECT_EQ(parse_css("a{b:'c").closing, "'}");
  EXPECT_EQ(parse_css("a{b:'c\\").closing, "\n'}");
  EXPECT_EQ(parse_css("@layer a").closing, ";");
  EXPECT_EQ(parse_css("a, b").closing, "{}");
  EXPECT_EQ(parse_css("a{}").closing, "");
}

TEST(CssParse, a_stray_brace_is_found_at_the_top_only) {
  std::size_t strays = 0;
  for (const CssPart& part : parse_css("a{b:c}}d{e:f}").parts) strays += part.kind == CssPart::Kind::stray ? 1 : 0;
  EXPECT_EQ(strays, 1u);
}

TEST(CssParse, any_bytes_give_parts_in_order) {
  base::SeededNumbers numbers(11);
  const char* const pieces[] = {"@import ", "'a'", "url(", "url(a)", "{",      "}",         "(",    ")",
                                ";",        "/*",  "*/",   "\"",     "\\",     "@layer ",   "a:b ", "\n",
                                "<!--",     "[",   "]",    ",",      "layer(", "supports(", "\xFF"};
  for (int round = 0; round < 5000; ++round) {
    std::string text;
    for (std::uint64_t count = numbers.next() % 14; count > 0; --count)
      text += pieces[numbers.next() % std::size(pieces)];
    ParsedCss parsed = parse_css(text);
    std::size_t position = 0;
    for (const CssPart& part : parsed.parts) {
      ASSERT_GE(part.begin, position) << text;
      ASSERT_GT(part.end, part.begin) << text;
      position = part.end;
    }
    ASSERT_LE(position, text.size()) << text;
    bool ends_in_import = !parsed.parts.empty() && parsed.parts.back().kind == CssPart::Kind::import &&
                          position == text.size() && !text.ends_with(';');
    if (ends_in_import) continue;
    // Closed text leaves a rule behind it whole: the marker is found as a statement of its own.
    ParsedCss followed = parse_css(text + parsed.closing + "\n@layer marker");
    ASSERT_EQ(followed.closing, ";") << text;
  }
}

TEST(CssParse, hostile_text_takes_linear_time) {
  const char* const pieces[] = {"@import ", "@import 'a' ", "(", "{", "url(", "'", "/*", "\\", "a{", "image-set("};
  double begin = base::monotonic_seconds();
  for (const char* piece : pieces) {
    std::string text;
    while (text.size() < 1'000'000) text += piece;
    parse_css(text);
  }
  EXPECT_LT(base::monotonic_seconds() - begin, 20.0);
}

}  // namespace
}  // namespace assets
