// SPDX-License-Identifier: MIT
#include "site/link_test_site.h"

namespace site {
namespace {

TEST(Urls, are_folders_unless_the_config_says_otherwise) {
  Files files = {{"docs/a b.md", ""}, {"docs/_index.md", ""}, {"x.md", ""}};
  TestSite pretty(files);
  pretty.link();
  EXPECT_EQ(pretty.page("docs/a b.md").url, "/docs/a%20b/");
  EXPECT_EQ(pretty.page("docs/a b.md").output_path, "docs/a b/index.html");
  EXPECT_EQ(pretty.page("x.md").url, "/x/");
  TestSite plain(files);
  plain.config.pretty_urls = false;
  plain.link();
  EXPECT_EQ(plain.page("docs/a b.md").url, "/docs/a%20b.html");
  EXPECT_EQ(plain.page("docs/a b.md").output_path, "docs/a b.html");
  EXPECT_EQ(plain.page("docs/_index.md").url, "/docs/");
  EXPECT_EQ(plain.own_page("").url, "/");
}

TEST(Urls, a_slug_is_the_last_segment) {
  TestSite site(
      Files{{"blog/a.md", with("slug: Über uns")}, {"blog/_index.md", with("slug: journal")}, {"blog/b.md", ""}});
  site.link();
  EXPECT_EQ(site.page("blog/a.md").output_path, "blog/Über uns/index.html");
  EXPECT_EQ(site.page("blog/a.md").url, "/blog/%C3%9Cber%20uns/");
  EXPECT_EQ(site.page("blog/a.md").slug, "Über uns");
  EXPECT_EQ(site.page("blog/_index.md").url, "/journal/");
  EXPECT_EQ(site.page("blog/b.md").slug, "b");
}

TEST(Urls, a_slug_that_is_no_segment_is_refused) {
  TestSite site(Files{{"a.md", with("slug: ../x")}, {"b.md", with("slug: ..")}});
  site.link();
  EXPECT_EQ(site.page("a.md").url, "/a/");
  EXPECT_EQ(site.page("b.md").url, "/b/");
  EXPECT_EQ(site.codes(), (Texts{"invalid-slug", "invalid-slug"}));
}

TEST(Urls, a_url_is_the_whole_path) {
  TestSite site(Files{{"docs/a.md", with("url: /start/here/")},
                      {"docs/b.md", with("url: /b.html")},
                      {"docs/c.md", with("url: /c")},
                      {"docs/d.md", with("url: /caf%C3%A9//x/./y/")}});
  site.link();
  EXPECT_EQ(site.page("docs/a.md").output_path, "start/here/index.html");
  EXPECT_EQ(site.page("docs/b.md").output_path, "b.html");
  EXPECT_EQ(site.page("docs/b.md").url, "/b.html");
  EXPECT_EQ(site.page("docs/c.md").url, "/c/");
  EXPECT_EQ(site.page("docs/d.md").output_path, "café/x/y/index.html");
  EXPECT_TRUE(site.codes().empty());
}

TEST(Urls, that_leave_the_site_are_refused_and_a_missing_slash_is_warned_about) {
  TestSite site(Files{{"a.md", with("url: /../../etc/")},
                      {"b.md", with("url: https://example.org/")},
                      {"c.md", with("url: /%2e%2e/x/")},
                      {"d.md", with("url: start/")}});
  site.link();
  EXPECT_EQ(site.page("a.md").url, "/a/");
  EXPECT_EQ(site.page("b.md").url, "/b/");
  EXPECT_EQ(site.page("c.md").url, "/c/");
  EXPECT_EQ(site.page("d.md").url, "/start/");
  EXPECT_EQ(site.codes(), Texts(4, "invalid-url"));
  EXPECT_EQ(site.sink.errors(), 0u);
  EXPECT_EQ(site.first_said().location.line, 2u);
}

}  // namespace
}  // namespace site
