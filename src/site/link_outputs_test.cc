// SPDX-License-Identifier: MIT
#include "site/link_test_site.h"

namespace site {
namespace {

TEST(Outputs, two_pages_with_one_url_are_an_error_that_names_both) {
  TestSite site(Files{{"a.md", ""}, {"b.md", with("title: B\nslug: a")}});
  site.link();
  EXPECT_EQ(site.codes(), (Texts{"duplicate-url"}));
  diagnostics::Diagnostic said = site.first_said();
  EXPECT_EQ(said.message, "'content/b.md' and 'content/a.md' both make the output 'a/index.html'");
  EXPECT_EQ(said.location.file, "content/b.md");
  EXPECT_EQ(said.location.line, 3u);
  EXPECT_FALSE(said.hint.empty());
  EXPECT_EQ(site.page("a.md").output_path, "a/index.html");
  EXPECT_EQ(site.page("b.md").output_path, "");
}

TEST(Outputs, a_page_beside_the_section_of_its_name_is_an_error) {
  TestSite site(Files{{"docs.md", ""}, {"docs/a.md", ""}});
  site.link();
  EXPECT_EQ(site.codes(), (Texts{"duplicate-url"}));
  EXPECT_EQ(site.first_said().message,
            "the list of section 'docs' and 'content/docs.md' both make the output 'docs/index.html'");
  EXPECT_EQ(site.page("docs.md").output_path, "docs/index.html");
  EXPECT_EQ(site.own_page("docs").output_path, "");
}

TEST(Outputs, that_differ_in_case_only_are_a_warning) {
  TestSite site(Files{{"About.md", ""}, {"about.md", ""}});
  site.link();
  EXPECT_EQ(site.codes(), (Texts{"similar-url"}));
  EXPECT_EQ(site.sink.errors(), 0u);
  EXPECT_EQ(site.page("about.md").output_path, "about/index.html");
}

TEST(Outputs, cannot_be_a_file_and_a_folder) {
  TestSite site(Files{{"a.md", with("url: /x.html")}, {"x.html.md", ""}});
  site.link();
  EXPECT_EQ(site.codes(), (Texts{"duplicate-url"}));
}

TEST(Aliases, become_redirects) {
  TestSite site(Files{{"a.md", with("aliases: [/old/, /older.html, older/still]")}});
  Model& model = site.link();
  ASSERT_EQ(model.aliases.size(), 3u);
  EXPECT_EQ(model.aliases[0].url, "/old/");
  EXPECT_EQ(model.aliases[0].output_path, "old/index.html");
  EXPECT_EQ(model.aliases[1].output_path, "older.html");
  EXPECT_EQ(model.aliases[2].output_path, "older/still/index.html");
  EXPECT_EQ(model.aliases[0].target, site.page("a.md").id);
  EXPECT_TRUE(site.codes().empty());
}

TEST(Aliases, that_are_a_pages_url_are_an_error) {
  TestSite site(Files{{"a.md", with("aliases: [/b/, /a/]")},
                      {"b.md", ""},
                      {"c.md", with("aliases: /x/")},
                      {"d.md", with("aliases: /x")}});
  Model& model = site.link();
  EXPECT_EQ(site.codes(), Texts(3, "duplicate-url"));
  EXPECT_EQ(model.aliases.size(), 1u);
}

TEST(Aliases, written_twice_on_one_page_are_one_and_those_that_lead_out_a_warning) {
  TestSite site(Files{{"a.md", with("aliases: [/old/, /old, /../x, 'https://example.org/']")}});
  Model& model = site.link();
  EXPECT_EQ(model.aliases.size(), 1u);
  EXPECT_EQ(site.codes(), Texts(2, "invalid-alias"));
}

TEST(Outputs, a_file_in_the_place_of_a_page_is_an_error) {
  TestSite site(Files{{"a.md", ""}});
  site.resources = {"a/index.html"};
  Model& model = site.link();
  EXPECT_EQ(site.codes(), (Texts{"duplicate-url"}));
  EXPECT_EQ(site.first_said().location.file, "content/a/index.html");
  EXPECT_TRUE(model.files.empty());
}

TEST(Outputs, files_beside_pages_are_copied_to_their_path) {
  TestSite site(Files{{"docs/a.md", ""}});
  site.resources = {"docs/b c.png", "img/x.png"};
  Model& model = site.link();
  ASSERT_EQ(model.files.size(), 2u);
  EXPECT_EQ(model.files[0].output_path, "docs/b c.png");
  EXPECT_EQ(model.files[0].url, "/docs/b%20c.png");
}

}  // namespace
}  // namespace site
