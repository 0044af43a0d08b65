// SPDX-License-Identifier: MIT
#include "site/link_test_site.h"

namespace site {
namespace {

TEST(Order, of_docs_is_by_weight_then_title_without_case_then_path) {
  TestSite site(Files{{"docs/a.md", with("title: zebra")},
                      {"docs/b.md", with("title: Ant")},
                      {"docs/c.md", with("weight: 2")},
                      {"docs/d.md", with("weight: 1.5")},
                      {"docs/e.md", with("title: ant")},
                      {"docs/f.md", with("weight: -1")}});
  site.link();
  EXPECT_EQ(site.names(site.section("docs").pages),
            (Texts{"docs/f.md", "docs/d.md", "docs/c.md", "docs/b.md", "docs/e.md", "docs/a.md"}));
}

TEST(Order, of_a_blog_is_newest_first_and_undated_last) {
  TestSite site(Files{{"blog/a.md", ""},
                      {"blog/b.md", with("date: 2020-01-01")},
                      {"blog/c.md", with("date: 2022-01-01")},
                      {"blog/d.md", with("date: 2020-01-01\nweight: 1")}});
  site.link();
  EXPECT_EQ(site.names(site.section("blog").pages), (Texts{"blog/c.md", "blog/b.md", "blog/d.md", "blog/a.md"}));
}

TEST(Order, of_sections_is_by_weight_then_title) {
  TestSite site(Files{{"a/_index.md", with("title: Zoo")},
                      {"b/_index.md", with("title: apes")},
                      {"c/_index.md", with("weight: 1")},
                      {"d/x.md", ""}});
  site.link();
  EXPECT_EQ(site.names(site.section("").subsections, 0), (Texts{"c", "b", "d", "a"}));
}

TEST(Neighbours, follow_listing_order_through_all_sections) {
  TestSite site(Files{{"z.md", ""},
                      {"docs/a.md", with("weight: 2")},
                      {"docs/b.md", with("weight: 1")},
                      {"docs/deep/c.md", ""},
                      {"apps/d.md", ""}});
  Model& model = site.link();
  Texts way;
  PageId id = site.page("z.md").id;
  EXPECT_EQ(model.pages[id].previous, k_none);
  for (; id != k_none; id = model.pages[id].next) way.push_back(model.pages[id].path);
  EXPECT_EQ(way, (Texts{"z.md", "apps/d.md", "docs/b.md", "docs/a.md", "docs/deep/c.md"}));
  EXPECT_EQ(site.page("docs/a.md").previous, site.page("docs/b.md").id);
  EXPECT_EQ(site.page("docs/a.md").previous_in_section, site.page("docs/b.md").id);
  EXPECT_EQ(site.page("docs/a.md").next_in_section, k_none);
  EXPECT_EQ(site.page("docs/b.md").previous_in_section, k_none);
  EXPECT_EQ(site.own_page("docs").next, k_none);
}

TEST(Collections, are_by_path_with_lists_where_their_page_would_be) {
  TestSite site(Files{{"index.md", ""}, {"b/x.md", ""}, {"b/a.md", ""}, {"a.md", with("tags: [t]")}});
  Model& model = site.link();
  EXPECT_EQ(site.names(model.all_pages), (Texts{"a.md", "/b/", "b/a.md", "b/x.md", "index.md"}));
  EXPECT_EQ(site.names(model.regular_pages), (Texts{"a.md", "b/a.md", "b/x.md"}));
}

}  // namespace
}  // namespace site
