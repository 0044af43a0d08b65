// SPDX-License-Identifier: MIT
#include "content/document.h"

#include <gtest/gtest.h>

namespace content {
namespace {

std::unique_ptr<Document> read(std::string text, std::size_t excerpt_words = 50) {
  ReadOptions options;
  options.excerpt_words = excerpt_words;
  return read_document("blog/first.md", std::move(text), options);
}

TEST(Document, yaml_front_matter_is_a_frozen_map_and_the_body_is_html) {
  auto document = read("---\ntitle: First\nweight: 3\n---\n# Hello\n\nWorld.\n");
  EXPECT_FALSE(document->broken);
  EXPECT_TRUE(document->diagnostics.empty());
  EXPECT_EQ(document->name, "content/blog/first.md");
  EXPECT_EQ(document->front_matter.get("title").string_or(""), "First");
  EXPECT_EQ(document->front_matter.get("weight").as_integer(), 3);
  EXPECT_TRUE(document->front_matter.as_map().frozen());
  EXPECT_EQ(document->raw_body(), "# Hello\n\nWorld.\n");
  ASSERT_EQ(document->headings().size(), 1u);
  EXPECT_EQ(document->headings()[0].title, "Hello");
  EXPECT_NE(document->html().find("<p>World.</p>"), std::string::npos);
}

TEST(Document, toml_and_json_front_matter_say_the_same) {
  auto toml = read("+++\ntitle = \"First\"\n+++\nBody\n");
  EXPECT_EQ(toml->front_matter.get("title").string_or(""), "First");
  EXPECT_EQ(toml->raw_body(), "Body\n");
  auto json = read("{\n  \"title\": \"First }\"\n}\nBody\n");
  EXPECT_EQ(json->front_matter.get("title").string_or(""), "First }");
  EXPECT_EQ(json->raw_body(), "Body\n");
}

TEST(Document, windows_line_ends_and_a_byte_order_mark_do_not_hide_front_matter) {
  auto document = read("\xEF\xBB\xBF---\r\ntitle: First\r\n---\r\nBody\r\n");
  EXPECT_EQ(document->front_matter.get("title").string_or(""), "First");
  EXPECT_EQ(document->raw_body(), "Body\r\n");
}

TEST(Document, a_file_without_front_matter_has_an_empty_map) {
  auto document = read("Just text, with --- inside.\n");
  EXPECT_TRUE(document->front_matter.is_map());
  EXPECT_EQ(document->front_matter.as_map().size(), 0u);
  EXPECT_EQ(document->raw_body(), "Just text, with --- inside.\n");
  EXPECT_EQ(read("")->raw_body(), "");
  EXPECT_FALSE(read("---\n---\n")->broken);
}

TEST(Document, braces_that_begin_a_text_are_no_json) {
  EXPECT_EQ(read("{{ page.title }} is here\n")->raw_body(), "{{ page.title }} is here\n");
  EXPECT_TRUE(read("{note} text\n")->diagnostics.empty());
}

TEST(Document, broken_front_matter_is_an_error_at_its_line_and_column) {
  auto document = read("---\ntitle: First\ntags: [a, b\n---\nBody\n");
  EXPECT_TRUE(document->broken);
  ASSERT_FALSE(document->diagnostics.empty());
  const diagnostics::Diagnostic& said = document->diagnostics.front();
  EXPECT_EQ(said.severity, diagnostics::Severity::error);
  EXPECT_EQ(said.fault, diagnostics::Fault::content);
  EXPECT_EQ(said.location.file, "content/blog/first.md");
  EXPECT_GE(said.location.line, 3u);
  EXPECT_LE(said.location.line, 4u);
}

TEST(Document, front_matter_without_end_is_an_error_with_a_hint) {
  auto document = read("---\ntitle: First\n\nBody\n");
  EXPECT_TRUE(document->broken);
  ASSERT_EQ(document->diagnostics.size(), 1u);
  EXPECT_EQ(document->diagnostics[0].code, "front-matter-unclosed");
  EXPECT_EQ(document->diagnostics[0].location.line, 1u);
  EXPECT_FALSE(document->diagnostics[0].hint.empty());
  EXPECT_TRUE(read("{\"title\": \"x\"\n\nBody")->broken);
}

TEST(Document, front_matter_that_is_no_map_is_an_error) {
  auto document = read("---\n- a\n- b\n---\nBody\n");
  EXPECT_TRUE(document->broken);
  ASSERT_EQ(document->diagnostics.size(), 1u);
  EXPECT_EQ(document->diagnostics[0].code, "front-matter-no-map");
  EXPECT_EQ(document->diagnostics[0].location.line, 2u);
}

TEST(Document, invalid_utf8_is_replaced_and_a_warning_with_its_place) {
  auto document = read("one\ntwo \xFF three\n");
  EXPECT_FALSE(document->broken);
  ASSERT_EQ(document->diagnostics.size(), 1u);
  EXPECT_EQ(document->diagnostics[0].severity, diagnostics::Severity::warning);
  EXPECT_EQ(document->diagnostics[0].location.line, 2u);
  EXPECT_EQ(document->diagnostics[0].location.column, 5u);
  EXPECT_EQ(document->text(), "one\ntwo \xEF\xBF\xBD three\n");
}

TEST(Document, the_excerpt_is_the_first_words_of_the_text) {
  EXPECT_EQ(read("One **two** three\nfour five.\n", 4)->excerpt(), "One two three four");
  EXPECT_EQ(read("One two.\n", 4)->excerpt(), "One two.");
  EXPECT_EQ(read("semi**circle** end\n", 1)->excerpt(), "semicircle");
  EXPECT_EQ(read("", 4)->excerpt(), "");
}

TEST(Document, the_excerpt_counts_each_cjk_character_as_a_word) {
  EXPECT_EQ(read("日本語のテキスト\n", 3)->excerpt(), "日本語");
  EXPECT_EQ(read("one 日本語\n", 2)->excerpt(), "one 日");
}

TEST(Document, the_excerpt_of_a_long_text_is_whole_words) {
  std::string text;
  for (int i = 0; i < 3000; ++i) text += "word" + std::to_string(i) + " ";
  std::string excerpt = read(text, 1000)->excerpt();
  EXPECT_TRUE(excerpt.ends_with(" word998 word999")) << excerpt.substr(excerpt.size() - 30);
}

TEST(Document, a_more_comment_ends_the_excerpt) {
  EXPECT_EQ(read("One two three.\n\n<!--more-->\n\nFour.\n", 1)->excerpt(), "One two three.");
  EXPECT_EQ(read("One two three.\n\n<!-- more -->\n\nFour.\n", 1)->excerpt(), "One two three.");
  EXPECT_EQ(read("`<!--more-->` is code\n", 3)->excerpt(), "<!--more--> is code");
}

std::string excerpt_of(std::string text, std::size_t length = 0) {
  ReadOptions options;
  options.excerpt_length = length;
  return read_document("guide/start.md", std::move(text), options)->excerpt();
}

TEST(Excerpt, headings_are_no_part_of_it) {
  EXPECT_EQ(excerpt_of("# Title\n\nOne.\n\n## Two\n\nThree.\n"), "One. Three.");
  EXPECT_EQ(excerpt_of("# Title\n\nOne.\n\n<!--more-->\n\nTwo.\n"), "One.");
  EXPECT_EQ(excerpt_of("# Only\n\n## Headings\n"), "");
}

TEST(Excerpt, what_is_no_running_text_is_left_out) {
  EXPECT_EQ(excerpt_of("```sh\nls\n```\n\nLists files.\n"), "Lists files.");
  EXPECT_EQ(excerpt_of("| a | b |\n|---|---|\n| 1 | 2 |\n\nText.\n"), "Text.");
  EXPECT_EQ(excerpt_of("Said.[^1] More.\n\n[^1]: By him.\n"), "Said. More.");
  EXPECT_EQ(excerpt_of(":::{note} Mind\nStay.\n:::\n"), "Stay.");
  EXPECT_EQ(excerpt_of("```mermaid\ngraph TD\n```\n\nText.\n"), "Text.");
  EXPECT_EQ(excerpt_of(":::{dropdown} More\nHidden.\n:::\n\nText.\n"), "Text.");
}

TEST(Excerpt, a_page_of_nothing_but_code_shows_its_code) {
  EXPECT_EQ(excerpt_of("# Listing\n\n```\nls -l\n```\n"), "ls -l");
}

TEST(Excerpt, variables_of_the_page_itself_are_filled) {
  EXPECT_EQ(excerpt_of("---\ntitle: A & B\nsize: 3\n---\n{{ page.title }} has {{ page.metadata.size }}.\n"),
            "A & B has 3.");
  EXPECT_EQ(excerpt_of("On {{ page.title }}.\n"), "On Start.");
}

TEST(Excerpt, other_variables_are_left_out_with_the_space_before_them) {
  EXPECT_EQ(excerpt_of("Version {{ site.params.version }}, of {{ page.nothing }} late.\n"), "Version, of late.");
}

TEST(Excerpt, cross_references_show_their_text_or_a_title) {
  EXPECT_EQ(excerpt_of("See [[a/b|the guide]], [[docs/first-steps]], [[docs/setup/_index.md]] and [[id:faq]].\n"),
            "See the guide, First Steps, Setup and Faq.");
  EXPECT_EQ(excerpt_of("See [[#how-it-works]] and [[other#last-words]].\n\n## How it works\n"),
            "See How it works and Last Words.");
}

TEST(Excerpt, html_without_closing_tags_hides_nothing) {
  EXPECT_EQ(excerpt_of("<table>\n\nOne.\n\n<h2>\n\nTwo.\n"), "One. Two.");
  EXPECT_EQ(excerpt_of("<div title=\"{{ page.title }}\">\n\nOne.\n\n</div>\n"), "One.");
}

TEST(Excerpt, of_a_very_long_text_is_made_in_no_time) {
  std::string text;
  for (int i = 0; i < 100'000; ++i) text += "<h2><table><pre>";
  EXPECT_EQ(excerpt_of(text), "");
}

TEST(Excerpt, a_length_counts_characters_and_ends_at_a_word) {
  EXPECT_EQ(excerpt_of("One two three four.\n", 7), "One two");
  EXPECT_EQ(excerpt_of("One two three four.\n", 9), "One two");
  EXPECT_EQ(excerpt_of("One two.\n", 100), "One two.");
  EXPECT_EQ(excerpt_of("Über Äpfel öde.\n", 10), "Über Äpfel");
  EXPECT_EQ(excerpt_of("Donaudampfschiff\n", 5), "Donau");
  EXPECT_EQ(excerpt_of("日本語のテキスト\n", 3), "日本語");
}

TEST(Document, equal_texts_have_equal_fingerprints) {
  EXPECT_EQ(read("a")->fingerprint, read("a")->fingerprint);
  EXPECT_NE(read("a")->fingerprint, read("b")->fingerprint);
}

TEST(Document, preprocess_false_leaves_variables_as_text) {
  EXPECT_EQ(read("{{ page.title }}\n")->slots().size(), 1u);
  EXPECT_EQ(read("---\npreprocess: false\n---\n{{ page.title }}\n")->slots().size(), 0u);
}

TEST(PlaceOfKey, is_the_line_and_column_of_the_key) {
  auto document = read("---\ntitle: x\nmenu:\n  main:\n    weight: 1\n---\n");
  diagnostics::Location place = place_of_key(*document, "menu.main.weight");
  EXPECT_EQ(place.line, 5u);
  EXPECT_EQ(place.column, 5u);
  EXPECT_EQ(place.line_text, "    weight: 1");
  EXPECT_EQ(place_of_key(*document, "nothing").line, 1u);
}

TEST(Document, any_bytes_are_read) {
  for (const char* text :
       {"---", "---\n", "+++\n\x00", "{", "{\"", "{\"a\":\"\\", "\xEF\xBB\xBF", "---\n\t\n---", "{}"}) {
    EXPECT_NE(read(text), nullptr);
  }
  EXPECT_NE(read(std::string(200'000, '{')), nullptr);
  EXPECT_NE(read("---\na: " + std::string(100'000, '[') + "\n---\n"), nullptr);
}

}  // namespace
}  // namespace content
