// SPDX-License-Identifier: MIT
#include "site/link_test_site.h"

namespace site {
namespace {

std::string_view text(const Page& page, const char* key) { return page.metadata->get(key).string_or("-"); }

TEST(Cascade, reaches_the_own_page_and_all_pages_below) {
  TestSite site(Files{{"docs/_index.md", with("cascade: {color: red}")},
                      {"docs/a.md", ""},
                      {"docs/deep/er/b.md", ""},
                      {"other.md", ""}});
  site.link();
  EXPECT_EQ(text(site.page("docs/_index.md"), "color"), "red");
  EXPECT_EQ(text(site.page("docs/a.md"), "color"), "red");
  EXPECT_EQ(text(site.page("docs/deep/er/b.md"), "color"), "red");
  EXPECT_EQ(text(site.own_page("docs/deep"), "color"), "red");
  EXPECT_EQ(text(site.page("other.md"), "color"), "-");
}

TEST(Cascade, the_nearest_wins_and_the_pages_own_key_before_it) {
  TestSite site(Files{{"_index.md", with("cascade: {a: 1st, b: 1st, c: 1st}")},
                      {"s/_index.md", with("cascade: {b: 2nd, c: 2nd}")},
                      {"s/p.md", with("c: own")}});
  site.link();
  const Page& page = site.page("s/p.md");
  EXPECT_EQ(text(page, "a"), "1st");
  EXPECT_EQ(text(page, "b"), "2nd");
  EXPECT_EQ(text(page, "c"), "own");
}

TEST(Cascade, maps_inside_are_taken_whole) {
  TestSite site(
      Files{{"_index.md", with("cascade: {box: {a: 1, b: 2}}")}, {"p.md", with("box: {a: 3}")}, {"q.md", ""}});
  site.link();
  EXPECT_EQ(site.page("p.md").metadata->get("box").as_map().size(), 1u);
  EXPECT_EQ(site.page("q.md").metadata->get("box").as_map().size(), 2u);
}

TEST(Cascade, gives_typed_fields_too) {
  TestSite site(Files{{"_index.md", with("cascade: {weight: 7, tags: [t]}")}, {"p.md", ""}});
  site.link();
  EXPECT_EQ(site.page("p.md").fields.weight, 7);
  EXPECT_EQ(site.page("p.md").terms.size(), 1u);
}

TEST(Cascade, a_page_without_one_shares_its_documents_metadata) {
  TestSite site(Files{{"p.md", with("a: 1")}});
  site.link();
  const Page& page = site.page("p.md");
  EXPECT_TRUE(page.metadata->same_storage(page.document->front_matter));
}

TEST(Cascade, a_draft_hides_all_pages_below_when_it_says_so) {
  TestSite site(
      {{"s/_index.md", with("draft: true\ncascade: {draft: true}")}, {"s/p.md", ""}, {"s/q.md", with("draft: false")}});
  Model& model = site.link();
  EXPECT_EQ(site.names(model.regular_pages), (Texts{"s/q.md"}));
}

TEST(Cascade, its_mistakes_are_said_once_at_their_key) {
  TestSite site(Files{{"_index.md", with("cascade:\n  weight: heavy")}, {"a.md", ""}, {"b.md", ""}});
  site.link();
  EXPECT_EQ(site.codes(), (Texts{"front-matter-type"}));
  EXPECT_EQ(site.first_said().location.line, 3u);
  EXPECT_EQ(site.first_said().location.file, "content/_index.md");
}

TEST(Types, come_from_names_dates_and_settings) {
  TestSite site(Files{{"API/x.md", ""},
                      {"commands/x.md", ""},
                      {"news/x.md", ""},
                      {"guides/x.md", ""},
                      {"docs/x.md", ""},
                      {"changelog/x.md", with("date: 2020-01-01")},
                      {"notes/x.md", with("date: 2020-01-01")},
                      {"notes/y.md", ""},
                      {"notes/z.md", with("date: 2020-01-01")},
                      {"misc/x.md", with("date: 2020-01-01")},
                      {"misc/y.md", ""},
                      {"own/_index.md", with("content_type: doc")},
                      {"own/x.md", ""}});
  site.link();
  auto type = [&](const char* path) { return site.section(path).content_type; };
  EXPECT_EQ(type("API"), "api-reference");
  EXPECT_EQ(type("commands"), "cli-reference");
  EXPECT_EQ(type("news"), "blog");
  EXPECT_EQ(type("guides"), "tutorial");
  EXPECT_EQ(type("docs"), "doc");
  EXPECT_EQ(type("changelog"), "changelog");
  EXPECT_EQ(type("notes"), "blog");
  EXPECT_EQ(type("misc"), "list");
  EXPECT_EQ(type("own"), "doc");
  EXPECT_EQ(site.page("docs/x.md").type, "doc");
  EXPECT_EQ(site.own_page("news").type, "blog");
  EXPECT_EQ(site.own_page("").type, "");
}

TEST(Types, a_cascaded_type_counts_before_names_and_a_pages_own_type_before_all) {
  TestSite site(Files{
      {"_index.md", with("cascade: {type: tutorial}")}, {"blog/x.md", ""}, {"blog/y.md", with("type: python-module")}});
  site.config.default_content_type = "page";
  site.link();
  EXPECT_EQ(site.section("blog").content_type, "tutorial");
  EXPECT_EQ(site.page("blog/x.md").type, "tutorial");
  EXPECT_EQ(site.page("blog/y.md").type, "api-reference");
}

}  // namespace
}  // namespace site
