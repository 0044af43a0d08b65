// SPDX-License-Identifier: MIT
#include "content/fields.h"

#include <gtest/gtest.h>

namespace content {
namespace {

const std::vector<config::Taxonomy> k_taxonomies = {{"tags", "tag", "tags"}, {"categories", "category", "categories"}};

struct Read {
  std::unique_ptr<Document> document;
  std::vector<diagnostics::Diagnostic> diagnostics;
  Fields fields;
};

Read read(const std::string& front_matter) {
  Read read;
  read.document = read_document("a.md", "---\n" + front_matter + "\n---\n", {});
  EXPECT_FALSE(read.document->broken) << front_matter;
  read.fields = read_fields(read.document->front_matter, read.document.get(), k_taxonomies, read.diagnostics);
  return read;
}

using Texts = std::vector<std::string_view>;

TEST(Fields, texts_are_read_and_absent_ones_empty) {
  Read page = read("title: First\ndescription: Text\nslug: one\nid: x\nlang: fr");
  EXPECT_EQ(page.fields.title, "First");
  EXPECT_EQ(page.fields.description, "Text");
  EXPECT_EQ(page.fields.slug, "one");
  EXPECT_EQ(page.fields.id, "x");
  EXPECT_EQ(page.fields.lang, "fr");
  EXPECT_EQ(page.fields.url, "");
  EXPECT_FALSE(page.fields.draft);
  EXPECT_TRUE(page.fields.toc);
  EXPECT_TRUE(page.diagnostics.empty());
}

TEST(Fields, numbers_and_dates_pass_for_text) {
  Read page = read("title: 1984\nslug: 1.5\nid: 2024-05-01\ntags: [2024, news]");
  EXPECT_EQ(page.fields.title, "1984");
  EXPECT_EQ(page.fields.slug, "1.5");
  EXPECT_EQ(page.fields.id, "2024-05-01");
  EXPECT_EQ(page.fields.terms.at("tags"), (Texts{"2024", "news"}));
  EXPECT_TRUE(page.diagnostics.empty());
}

TEST(Fields, dates_are_read_as_values_and_as_written_forms) {
  EXPECT_EQ(value::to_iso(*read("date: 2024-05-01").fields.date), "2024-05-01");
  EXPECT_EQ(value::to_iso(*read("date: '2024-05-01'").fields.date), "2024-05-01");
  EXPECT_EQ(value::to_iso(*read("lastmod: May 1, 2024").fields.lastmod), "2024-05-01");
  EXPECT_EQ(value::to_iso(*read("expiry: 2024-05-01T10:00:00+02:00").fields.expiry), "2024-05-01T10:00:00+02:00");
  EXPECT_FALSE(read("date:").fields.date.has_value());
}

TEST(Fields, lists_may_be_comma_strings) {
  EXPECT_EQ(read("tags: a, b ,, a").fields.terms.at("tags"), (Texts{"a", "b"}));
  EXPECT_EQ(read("tags: [a, 'b, c', null]").fields.terms.at("tags"), (Texts{"a", "b, c"}));
  EXPECT_EQ(read("keywords: x, y").fields.keywords, (Texts{"x", "y"}));
  EXPECT_EQ(read("category: Tools").fields.terms.at("categories"), (Texts{"Tools"}));
  EXPECT_EQ(read("categories: [A]\ncategory: B").fields.terms.at("categories"), (Texts{"A", "B"}));
  EXPECT_EQ(read("aliases: /old/").fields.aliases, (Texts{"/old/"}));
  EXPECT_EQ(read("aliases: [/old/, /older/]").fields.aliases, (Texts{"/old/", "/older/"}));
}

TEST(Fields, authors_are_names_or_maps_with_a_name) {
  EXPECT_EQ(read("author: Ada").fields.authors, (Texts{"Ada"}));
  EXPECT_EQ(read("author: Ada\nauthors: [Ada, {name: Grace}]").fields.authors, (Texts{"Ada", "Grace"}));
}

TEST(Fields, paginate_is_a_number_or_false) {
  EXPECT_EQ(read("paginate: 5").fields.paginate, 5);
  EXPECT_EQ(read("paginate: false").fields.paginate, 0);
  EXPECT_FALSE(read("title: x").fields.paginate.has_value());
  EXPECT_EQ(read("paginate: -1").diagnostics.size(), 1u);
}

TEST(Fields, a_wrong_type_is_an_error_at_its_key_and_counts_as_absent) {
  Read page = read("title: x\nweight: heavy");
  ASSERT_EQ(page.diagnostics.size(), 1u);
  const diagnostics::Diagnostic& said = page.diagnostics[0];
  EXPECT_EQ(said.code, "front-matter-type");
  EXPECT_EQ(said.severity, diagnostics::Severity::error);
  EXPECT_EQ(said.message, "'weight' must be a number, found the text 'heavy'");
  EXPECT_EQ(said.location.file, "content/a.md");
  EXPECT_EQ(said.location.line, 3u);
  EXPECT_EQ(said.location.column, 1u);
  EXPECT_FALSE(said.hint.empty());
  EXPECT_FALSE(page.fields.weight.has_value());
}

TEST(Fields, each_kind_of_wrong_type_is_reported) {
  for (const char* wrong : {"title: [a]", "date: someday", "date: {a: 1}", "tags: {a: 1}", "tags: [[a]]",
                            "draft: maybe", "toc: 3", "aliases: {a: 1}", "cascade: text", "menu: 5", "menu: {main: 5}",
                            "menu: {main: {weight: x}}", "author: [[x]]", "paginate: x", "weight: .nan"}) {
    EXPECT_EQ(read(wrong).diagnostics.size(), 1u) << wrong;
  }
}

TEST(Fields, errors_inside_lists_and_maps_stand_at_their_element) {
  Read page = read("tags:\n  - a\n  - [b]\nmenu:\n  main:\n    weight: x");
  ASSERT_EQ(page.diagnostics.size(), 2u);
  EXPECT_EQ(page.diagnostics[0].location.line, 7u);
  EXPECT_EQ(page.diagnostics[1].location.line, 4u);
}

TEST(Fields, a_key_from_a_cascade_is_not_reported_on_the_page) {
  auto document = read_document("a.md", "---\ntitle: x\n---\n", {});
  base::Arena arena;
  value::Map* map = value::make_map(arena);
  map->set(arena, "weight", value::Value::string("heavy"));
  std::vector<diagnostics::Diagnostic> diagnostics;
  read_fields(value::Value::map(map), document.get(), k_taxonomies, diagnostics);
  EXPECT_TRUE(diagnostics.empty());
}

TEST(Fields, a_cascade_is_reported_at_its_own_key) {
  auto document = read_document("_index.md", "---\ncascade:\n  weight: heavy\n---\n", {});
  std::vector<diagnostics::Diagnostic> diagnostics;
  read_fields(document->front_matter.get("cascade"), document.get(), k_taxonomies, diagnostics, "cascade");
  ASSERT_EQ(diagnostics.size(), 1u);
  EXPECT_EQ(diagnostics[0].location.line, 3u);
  EXPECT_EQ(diagnostics[0].location.column, 3u);
}

TEST(MenuFields, have_all_their_forms) {
  auto one = read("menu: main").fields.menus;
  ASSERT_EQ(one.size(), 1u);
  EXPECT_EQ(one[0].menu, "main");
  EXPECT_EQ(one[0].name, "");
  EXPECT_EQ(read("menu: [main, footer]").fields.menus.size(), 2u);
  auto full = read("menu:\n  main: {name: Guide, weight: 5, parent: docs, identifier: g}\n  footer:\n").fields.menus;
  ASSERT_EQ(full.size(), 2u);
  EXPECT_EQ(full[0].name, "Guide");
  EXPECT_EQ(full[0].weight, 5);
  EXPECT_EQ(full[0].parent, "docs");
  EXPECT_EQ(full[0].identifier, "g");
  EXPECT_EQ(full[1].menu, "footer");
}

TEST(MenuFields, menu_false_hides_from_automatic_navigation) {
  EXPECT_FALSE(read("menu: false").fields.in_menu);
  EXPECT_TRUE(read("menu: main").fields.in_menu);
  EXPECT_TRUE(read("menu: {main: false}").fields.menus.empty());
}

TEST(Titles, come_from_names_with_spaces_and_capitals) {
  EXPECT_EQ(title_from_name("my-first_post"), "My First Post");
  EXPECT_EQ(title_from_name("README"), "Readme");
  EXPECT_EQ(title_from_name("--a--b--"), "A B");
  EXPECT_EQ(title_from_name("été-indien"), "Été Indien");
  EXPECT_EQ(title_from_name(""), "");
}

}  // namespace
}  // namespace content
