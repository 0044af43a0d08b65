// SPDX-License-Identifier: MIT
#include "site/cross_reference.h"

#include "site/backlinks.h"
#include "site/link_test_site.h"

namespace site {
namespace {

class CrossReferences : public testing::Test {
 protected:
  CrossReferences()
      : site_(Files{{"docs/_index.md", ""},
                    {"docs/a.md", with("id: alpha\ntitle: Alpha", "# Top\n\n## Install\n\n## Install\n")},
                    {"docs/b.md", with("slug: bee")},
                    {"docs/deep/c.md", "## Deep down\n"},
                    {"b.md", with("title: Root B")},
                    {"blog/trip/index.md", "## Packing\n"}}) {
    site_.resources = {"docs/x.png", "blog/trip/cat.jpg"};
    site_.link();
  }
  /// "path#heading title" of what `target` means on `from`.
  std::string reference(const std::string& target, const std::string& from = "docs/a.md") const {
    auto found = resolve_reference(*site_.model, target, site_.page(from).id);
    if (!found) return "nothing";
    const Page& page = site_.model->pages[found->page];
    return page.path + (found->heading_id.empty() ? "" : "#" + found->heading_id + " " + found->title);
  }
  std::string link(const std::string& path, const std::string& from = "docs/a.md") const {
    return std::string(resolve_link(*site_.model, path, site_.page(from).id).value_or("nothing"));
  }
  TestSite site_;
};

TEST_F(CrossReferences, find_paths_from_the_pages_folder_first) {
  EXPECT_EQ(reference("b"), "docs/b.md");
  EXPECT_EQ(reference("b.md"), "docs/b.md");
  EXPECT_EQ(reference("/b"), "b.md");
  EXPECT_EQ(reference("docs/b"), "docs/b.md");
  EXPECT_EQ(reference("../b"), "b.md");
  EXPECT_EQ(reference("deep/c"), "docs/deep/c.md");
  EXPECT_EQ(reference("b", "docs/deep/c.md"), "b.md");
  EXPECT_EQ(reference("../../../b"), "b.md");
  EXPECT_EQ(reference("none"), "nothing");
}

TEST_F(CrossReferences, find_folders_ids_slugs_and_urls) {
  EXPECT_EQ(reference("docs"), "docs/_index.md");
  EXPECT_EQ(reference("docs/"), "docs/_index.md");
  EXPECT_EQ(reference("docs/index.md"), "docs/_index.md");
  EXPECT_EQ(reference("/blog/trip"), "blog/trip/index.md");
  EXPECT_EQ(reference("id:alpha", "b.md"), "docs/a.md");
  EXPECT_EQ(reference("id:none"), "nothing");
  EXPECT_EQ(reference("bee", "b.md"), "docs/b.md");
  EXPECT_EQ(reference("/docs/bee/", "b.md"), "docs/b.md");
}

TEST(CrossReferencesToLongPages, find_the_first_of_many_headings) {
  std::string body;
  for (int i = 0; i < 200; ++i) body += "## Part " + std::to_string(i) + "\n\n";
  TestSite site(Files{{"a.md", body}, {"b.md", body + "## Last\n"}});
  site.link();
  auto reference = [&](const char* target) { return resolve_reference(*site.model, target, site.page("b.md").id); };
  ASSERT_TRUE(reference("#part-150").has_value());
  EXPECT_EQ(reference("#part-150")->page, site.page("b.md").id);
  EXPECT_EQ(reference("a#part-7")->title, "Part 7");
  EXPECT_EQ(reference("#last")->title, "Last");
}

TEST_F(CrossReferences, find_headings_by_id_or_text) {
  EXPECT_EQ(reference("#install"), "docs/a.md#install Install");
  EXPECT_EQ(reference("#install-1"), "docs/a.md#install-1 Install");
  EXPECT_EQ(reference("#Deep down"), "docs/deep/c.md#deep-down Deep down");
  EXPECT_EQ(reference("deep/c#Deep down"), "docs/deep/c.md#deep-down Deep down");
  EXPECT_EQ(reference("deep/c#install"), "nothing");
  EXPECT_EQ(reference("#none"), "nothing");
  EXPECT_EQ(reference("#"), "nothing");
  EXPECT_EQ(reference(""), "nothing");
}

TEST_F(CrossReferences, links_to_source_files_become_urls) {
  EXPECT_EQ(link("b.md"), "/docs/bee/");
  EXPECT_EQ(link("./b.md"), "/docs/bee/");
  EXPECT_EQ(link("../b.md"), "/b/");
  EXPECT_EQ(link("/docs/a.md"), "/docs/a/");
  EXPECT_EQ(link("deep/"), "/docs/deep/");
  EXPECT_EQ(link("b"), "/docs/bee/");
  EXPECT_EQ(link("none.md"), "nothing");
}

TEST_F(CrossReferences, links_that_a_browser_understands_keep_their_meaning) {
  EXPECT_EQ(link("../bee/"), "/docs/bee/");
  EXPECT_EQ(link("/docs/bee"), "/docs/bee/");
  EXPECT_EQ(link("../../b/"), "/b/");
  EXPECT_EQ(link("https://example.org/b.md"), "nothing");
  EXPECT_EQ(link("//example.org/b"), "nothing");
  EXPECT_EQ(link("mailto:b"), "nothing");
  EXPECT_EQ(link(""), "nothing");
}

TEST_F(CrossReferences, links_to_files_beside_pages_become_urls) {
  EXPECT_EQ(link("x.png"), "/docs/x.png");
  EXPECT_EQ(link("../blog/trip/cat.jpg"), "/blog/trip/cat.jpg");
  EXPECT_EQ(link("cat.jpg", "blog/trip/index.md"), "/blog/trip/cat.jpg");
}

TEST_F(CrossReferences, an_id_used_twice_is_a_warning) {
  TestSite site(Files{{"a.md", with("id: x")}, {"b.md", with("id: x")}});
  site.link();
  EXPECT_EQ(site.codes(), (Texts{"duplicate-id"}));
}

TEST(CrossReferencesOfLanguages, stay_in_the_language) {
  TestSite site(Files{{"en/a.md", ""}, {"fr/a.md", ""}, {"fr/x/b.md", ""}});
  site.config.language_strategy = config::LanguageStrategy::prefix;
  site.config.languages = {{"en", "", "en", 1, ""}, {"fr", "", "fr", 2, ""}};
  site.link();
  auto found = resolve_reference(*site.model, "/a", site.page("fr/x/b.md").id);
  ASSERT_TRUE(found.has_value());
  EXPECT_EQ(found->page, site.page("fr/a.md").id);
}

TEST(CrossReferencesOfLongPages, find_every_heading) {
  std::string body;
  for (int i = 0; i < 500; ++i) body += "## Part " + std::to_string(i) + "\n\n";
  TestSite site(Files{{"a.md", body}, {"b.md", body}});
  site.link();
  auto found = resolve_reference(*site.model, "b#part-499", site.page("a.md").id);
  ASSERT_TRUE(found.has_value());
  EXPECT_EQ(found->title, "Part 499");
  EXPECT_FALSE(resolve_reference(*site.model, "b#part-500", site.page("a.md").id).has_value());
}

TEST(Backlinks, are_the_pages_that_link_or_refer_by_path_each_once) {
  TestSite site(Files{{"c.md", "[a](a.md) [[a]] [a again](/a/)\n"},
                      {"b.md", "[[a#top]]\n"},
                      {"a.md", "# Top\n\n[me](a.md)\n"},
                      {"d.md", "[away](https://example.org/a.md)\n"}});
  site.link();
  auto backlinks = compute_backlinks(*site.model);
  EXPECT_EQ(site.names(backlinks[site.page("a.md").id]), (Texts{"b.md", "c.md"}));
  EXPECT_TRUE(backlinks[site.page("b.md").id].empty());
}

}  // namespace
}  // namespace site
