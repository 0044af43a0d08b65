// SPDX-License-Identifier: MIT
#include "site/link_test_site.h"

namespace site {
namespace {

TEST(Tree, an_empty_site_has_a_root_a_home_and_a_404) {
  TestSite site;
  Model& model = site.link();
  ASSERT_EQ(model.sections.size(), 1u);
  ASSERT_EQ(model.pages.size(), 2u);
  EXPECT_EQ(model.pages[0].kind, PageKind::home);
  EXPECT_EQ(model.pages[0].title, "Site");
  EXPECT_EQ(model.pages[0].output_path, "index.html");
  EXPECT_EQ(model.pages[1].kind, PageKind::not_found);
  EXPECT_EQ(model.pages[1].output_path, "404.html");
  EXPECT_EQ(model.pages[1].url, "/404.html");
  EXPECT_TRUE(site.codes().empty());
}

TEST(Tree, a_folder_with_pages_at_any_depth_is_a_section) {
  TestSite site(Files{{"docs/guides/a.md", ""}});
  site.link();
  EXPECT_EQ(site.section("docs").subsections.size(), 1u);
  EXPECT_EQ(site.section("docs/guides").parent, site.section("docs").id);
  EXPECT_EQ(site.section("docs/guides").depth, 2u);
  EXPECT_EQ(site.names(site.section("docs/guides").pages), (Texts{"docs/guides/a.md"}));
  EXPECT_EQ(site.page("docs/guides/a.md").section, site.section("docs/guides").id);
}

TEST(Tree, a_section_without_own_page_gets_a_list_titled_after_its_folder) {
  TestSite site(Files{{"user-guide/a.md", ""}});
  site.link();
  const Page& list = site.own_page("user-guide");
  EXPECT_EQ(list.kind, PageKind::section);
  EXPECT_EQ(list.document, nullptr);
  EXPECT_EQ(list.title, "User Guide");
  EXPECT_EQ(site.section("user-guide").title, "User Guide");
  EXPECT_EQ(list.url, "/user-guide/");
}

TEST(Tree, index_and_underscore_index_are_the_sections_own_page) {
  TestSite site(Files{{"a/_index.md", with("title: First")},
                      {"a/x.md", ""},
                      {"b/index.md", with("title: Second")},
                      {"b/x.md", ""},
                      {"index.md", with("title: Welcome")}});
  site.link();
  EXPECT_EQ(site.own_page("a").path, "a/_index.md");
  EXPECT_EQ(site.own_page("b").path, "b/index.md");
  EXPECT_EQ(site.own_page("b").kind, PageKind::section);
  EXPECT_EQ(site.section("b").title, "Second");
  EXPECT_EQ(site.own_page("").kind, PageKind::home);
  EXPECT_EQ(site.own_page("").title, "Welcome");
  EXPECT_EQ(site.names(site.section("b").pages), (Texts{"b/x.md"}));
}

TEST(Tree, of_two_index_pages_the_underscored_one_wins_with_a_warning) {
  TestSite site(Files{{"a/_index.md", with("title: First")}, {"a/index.md", with("title: Second")}});
  site.link();
  EXPECT_EQ(site.own_page("a").title, "First");
  EXPECT_EQ(site.find("a/index.md"), nullptr);
  EXPECT_EQ(site.codes(), (Texts{"two-index-pages"}));
  EXPECT_EQ(site.first_said().location.file, "content/a/index.md");
}

TEST(Tree, a_folder_with_an_index_and_files_is_a_leaf_bundle) {
  TestSite site(Files{{"blog/trip/index.md", with("title: Trip")}, {"blog/a.md", ""}});
  site.resources = {"blog/trip/cat.jpg", "blog/trip/img/dog.jpg", "blog/chart.svg"};
  Model& model = site.link();
  const Page& page = site.page("blog/trip/index.md");
  EXPECT_EQ(page.kind, PageKind::page);
  EXPECT_EQ(page.section, site.section("blog").id);
  EXPECT_EQ(page.url, "/blog/trip/");
  EXPECT_EQ(site.find_section("blog/trip"), nullptr);
  ASSERT_EQ(page.resources.size(), 2u);
  EXPECT_EQ(page.resources[1].name, "img/dog.jpg");
  EXPECT_EQ(page.resources[1].output_path, "blog/trip/img/dog.jpg");
  EXPECT_EQ(page.resources[1].url, "/blog/trip/img/dog.jpg");
  EXPECT_EQ(page.resources[1].source_file, "/content/blog/trip/img/dog.jpg");
  ASSERT_EQ(model.files.size(), 1u);
  EXPECT_EQ(model.files[0].output_path, "blog/chart.svg");
}

TEST(Tree, a_bundles_files_go_with_its_page) {
  TestSite site(Files{{"blog/trip/index.md", with("slug: journey")}});
  site.resources = {"blog/trip/cat.jpg"};
  site.link();
  EXPECT_EQ(site.page("blog/trip/index.md").resources[0].output_path, "blog/journey/cat.jpg");
}

TEST(Tree, a_folder_with_an_index_alone_or_with_more_pages_is_a_section) {
  TestSite site(Files{
      {"about/index.md", ""}, {"team/index.md", ""}, {"team/ada.md", ""}, {"deep/index.md", ""}, {"deep/er/x.md", ""}});
  site.resources = {"team/ada.jpg", "deep/x.jpg"};
  Model& model = site.link();
  for (const char* path : {"about", "team", "deep"}) EXPECT_EQ(site.own_page(path).kind, PageKind::section) << path;
  EXPECT_EQ(model.files.size(), 2u);
}

TEST(Tree, broken_documents_are_left_out) {
  TestSite site(Files{{"a.md", "---\ntitle: [x\n---\n"}, {"b.md", ""}});
  Model& model = site.link();
  EXPECT_EQ(model.written_pages, 1u);
  EXPECT_EQ(site.find("a.md"), nullptr);
}

TEST(Tree, drafts_expired_and_future_pages_are_left_out) {
  Files files = {{"draft.md", with("draft: true")},
                 {"old.md", with("expiry: 2020-01-01")},
                 {"new.md", with("date: 2030-01-01")},
                 {"now.md", with("date: 2023-11-14\nexpiry: 2024-01-01")}};
  TestSite site(files);
  Model& model = site.link();
  EXPECT_EQ(site.names(model.regular_pages), (Texts{"now.md"}));
  TestSite with_drafts(files);
  with_drafts.config.drafts = true;
  EXPECT_EQ(with_drafts.names(with_drafts.link().regular_pages), (Texts{"draft.md", "now.md"}));
  TestSite with_future(files);
  with_future.config.future = true;
  EXPECT_EQ(with_future.names(with_future.link().regular_pages), (Texts{"new.md", "now.md", "old.md"}));
}

TEST(Tree, a_section_of_drafts_is_no_section) {
  TestSite site(Files{{"a/x.md", with("draft: true")}, {"b.md", ""}});
  site.link();
  EXPECT_EQ(site.find_section("a"), nullptr);
}

TEST(Tree, a_written_404_takes_the_place_of_the_generated_one) {
  TestSite site(Files{{"404.md", with("title: Lost")}});
  Model& model = site.link();
  EXPECT_EQ(site.page("404.md").kind, PageKind::not_found);
  EXPECT_EQ(site.page("404.md").output_path, "404.html");
  EXPECT_EQ(model.pages.size(), 2u);
  EXPECT_TRUE(model.regular_pages.empty());
}

TEST(Tree, generated_pages_come_after_written_ones) {
  TestSite site(Files{{"a/x.md", with("tags: [t]")}, {"z.md", ""}});
  Model& model = site.link();
  for (PageId id = 0; id < model.pages.size(); ++id) {
    EXPECT_EQ(model.pages[id].id, id);
    EXPECT_EQ(model.pages[id].document == nullptr, id >= model.written_pages);
  }
  EXPECT_EQ(site.names(model.all_pages), (Texts{"/", "/a/", "a/x.md", "z.md"}));
}

TEST(Tree, does_not_depend_on_the_order_of_documents_or_on_jobs) {
  Files files;
  for (int i = 0; i < 2000; ++i) {
    std::string number = std::to_string(i);
    files["s" + std::to_string(i % 7) + "/p" + number + ".md"] =
        with("title: T" + number + "\ntags: [a" + std::to_string(i % 11) + "]\nweight: " + std::to_string(i % 5));
  }
  auto describe = [&](unsigned jobs) {
    TestSite site(files);
    site.jobs = jobs;
    std::string text;
    for (const Page& page : site.link().pages) text += page.url + " " + page.title + std::to_string(page.next) + "\n";
    return text;
  };
  EXPECT_EQ(describe(1), describe(4));
}

}  // namespace
}  // namespace site
