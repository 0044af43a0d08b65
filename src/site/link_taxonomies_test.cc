// SPDX-License-Identifier: MIT
#include "site/link_test_site.h"

namespace site {
namespace {

const Term* find_term(const Model& model, const std::string& name) {
  for (const Term& term : model.terms) {
    if (term.name == name) return &term;
  }
  return nullptr;
}

TEST(Taxonomies, have_an_index_and_a_page_for_each_term) {
  TestSite site(Files{{"a.md", with("tags: [C++, Web Dev]\ncategory: Tools")}, {"b.md", with("tags: [C++]")}});
  Model& model = site.link();
  ASSERT_EQ(model.taxonomies.size(), 2u);
  const Page& index = model.pages[model.taxonomies[0].page];
  EXPECT_EQ(index.kind, PageKind::taxonomy);
  EXPECT_EQ(index.url, "/tags/");
  EXPECT_EQ(index.title, "Tags");
  ASSERT_EQ(model.taxonomies[0].terms.size(), 2u);
  const Term& first = model.terms[model.taxonomies[0].terms[0]];
  EXPECT_EQ(first.name, "C++");
  EXPECT_EQ(first.slug, "c++");
  EXPECT_EQ(model.pages[first.page].kind, PageKind::term);
  EXPECT_EQ(model.pages[first.page].title, "C++");
  EXPECT_EQ(model.pages[first.page].output_path, "tags/c++/index.html");
  EXPECT_EQ(model.pages[first.page].term, first.id);
  EXPECT_EQ(find_term(model, "Tools")->slug, "tools");
  EXPECT_EQ(model.pages[find_term(model, "Web Dev")->page].url, "/tags/web-dev/");
}

TEST(Taxonomies, without_terms_have_no_output) {
  TestSite site(Files{{"a.md", ""}});
  Model& model = site.link();
  EXPECT_EQ(model.taxonomies[0].page, k_none);
  EXPECT_EQ(model.pages.size(), 3u);
}

TEST(Terms, with_one_slug_are_one_in_the_most_used_spelling) {
  TestSite site(Files{{"a.md", with("tags: [static site]")},
                      {"b.md", with("tags: [Static Site, static-site]")},
                      {"c.md", with("tags: [Static Site]")}});
  Model& model = site.link();
  ASSERT_EQ(model.terms.size(), 1u);
  EXPECT_EQ(model.terms[0].name, "Static Site");
  EXPECT_EQ(model.terms[0].pages.size(), 3u);
  EXPECT_EQ(site.page("b.md").terms.size(), 1u);
}

TEST(Terms, of_equally_used_spellings_the_first_in_byte_order_is_shown) {
  TestSite site(Files{{"a.md", with("tags: [web]")}, {"b.md", with("tags: [Web]")}});
  EXPECT_EQ(site.link().terms[0].name, "Web");
}

TEST(Terms, are_ordered_by_count_then_name) {
  TestSite site(Files{{"a.md", with("tags: [b, C, a, z]")}, {"b.md", with("tags: [z]")}});
  Model& model = site.link();
  Texts names;
  for (TermId term : model.taxonomies[0].terms) names.push_back(model.terms[term].name);
  EXPECT_EQ(names, (Texts{"z", "a", "b", "C"}));
  Texts of_page;
  for (TermId term : site.page("a.md").terms) of_page.push_back(model.terms[term].name);
  EXPECT_EQ(of_page, (Texts{"b", "C", "a", "z"}));
}

TEST(Terms, list_their_pages_newest_first) {
  TestSite site(Files{{"a.md", with("tags: [t]")},
                      {"b.md", with("tags: [t]\ndate: 2020-01-01")},
                      {"c.md", with("tags: [t]\ndate: 2021-01-01")},
                      {"d.md", with("tags: [t]\ndate: 2020-01-01")}});
  Model& model = site.link();
  EXPECT_EQ(site.names(model.terms[0].pages), (Texts{"c.md", "b.md", "d.md", "a.md"}));
}

TEST(Terms, without_a_slug_are_a_warning_at_their_key) {
  TestSite site(Files{{"a.md", with("title: x\ntags: ['!!!', '..', ok]")}});
  Model& model = site.link();
  EXPECT_EQ(model.terms.size(), 1u);
  EXPECT_EQ(site.codes(), Texts(2, "empty-term"));
  EXPECT_EQ(site.first_said().location.line, 3u);
  EXPECT_EQ(site.page("a.md").terms.size(), 1u);
}

TEST(Terms, of_drafts_do_not_count) {
  TestSite site(Files{{"a.md", with("tags: [t]\ndraft: true")}});
  EXPECT_TRUE(site.link().terms.empty());
}

TEST(Taxonomies, a_written_page_stands_for_the_index_or_a_term) {
  TestSite site(Files{{"a.md", with("tags: [python, go]")},
                      {"tags/_index.md", with("title: All Topics")},
                      {"tags/python.md", with("title: Python!")}});
  Model& model = site.link();
  EXPECT_EQ(model.taxonomies[0].page, site.page("tags/_index.md").id);
  EXPECT_EQ(site.page("tags/_index.md").kind, PageKind::taxonomy);
  EXPECT_EQ(site.page("tags/_index.md").taxonomy, 0u);
  const Page& python = site.page("tags/python.md");
  EXPECT_EQ(python.kind, PageKind::term);
  EXPECT_EQ(model.terms[python.term].name, "python");
  EXPECT_EQ(find_term(model, "python")->page, python.id);
  EXPECT_EQ(site.names(model.regular_pages), (Texts{"a.md"}));
  EXPECT_TRUE(site.codes().empty());
}

TEST(Taxonomies, a_folder_of_term_pages_has_the_index_as_its_own_page) {
  for (bool pretty : {true, false}) {
    TestSite site(Files{{"a.md", with("tags: [python]")}, {"tags/python.md", with("title: Python!")}});
    site.config.pretty_urls = pretty;
    Model& model = site.link();
    EXPECT_EQ(site.own_page("tags").kind, PageKind::taxonomy);
    EXPECT_EQ(site.own_page("tags").id, model.taxonomies[0].page);
    EXPECT_EQ(site.page("tags/python.md").url, "/tags/python/");
    EXPECT_TRUE(site.codes().empty());
  }
}

TEST(Pagination, cuts_section_lists_and_terms) {
  Files files;
  for (int i = 0; i < 25; ++i) files["blog/p" + std::to_string(i) + ".md"] = with("tags: [t]");
  TestSite site(files);
  Model& model = site.link();
  const Page& list = site.own_page("blog");
  EXPECT_EQ(list.per_page, 10u);
  EXPECT_EQ(list.list_pages, 3u);
  EXPECT_EQ(list_page_url(list, 1), "/blog/");
  EXPECT_EQ(list_page_url(list, 3), "/blog/page/3/");
  EXPECT_EQ(list_page_output_path(list, 3), "blog/page/3/index.html");
  EXPECT_EQ(model.pages[model.terms[0].page].list_pages, 3u);
  EXPECT_EQ(site.own_page("").list_pages, 1u);
  EXPECT_EQ(site.own_page("").per_page, 0u);
}

TEST(Pagination, is_set_or_switched_off_by_paginate) {
  Files files = {{"a/_index.md", with("paginate: 2")},
                 {"b/_index.md", with("paginate: false")},
                 {"index.md", with("paginate: 4")}};
  for (const char* folder : {"a/", "b/"}) {
    for (int i = 0; i < 5; ++i) files[folder + std::to_string(i) + ".md"] = with("date: 1969-01-01");
  }
  TestSite site(files);
  site.config.per_page = 3;
  site.link();
  EXPECT_EQ(site.own_page("a").list_pages, 3u);
  EXPECT_EQ(site.own_page("b").list_pages, 1u);
  EXPECT_EQ(site.own_page("b").per_page, 0u);
  EXPECT_EQ(site.own_page("").list_pages, 3u);
  EXPECT_EQ(list_page_url(site.own_page(""), 2), "/page/2/");
}

TEST(Pagination, of_a_list_that_is_a_file_lies_beside_it) {
  Files files = {{"a/_index.md", with("url: /news.html")}};
  for (int i = 0; i < 11; ++i) files["a/" + std::to_string(i) + ".md"] = "";
  TestSite site(files);
  site.link();
  EXPECT_EQ(list_page_url(site.own_page("a"), 2), "/news/page/2/");
  EXPECT_EQ(list_page_output_path(site.own_page("a"), 2), "news/page/2/index.html");
}

TEST(Pagination, a_page_in_the_place_of_a_part_is_an_error) {
  Files files = {{"x.md", with("url: /a/page/2/")}};
  for (int i = 0; i < 11; ++i) files["a/" + std::to_string(i) + ".md"] = "";
  TestSite site(files);
  site.link();
  EXPECT_EQ(site.codes(), (Texts{"duplicate-url"}));
  EXPECT_EQ(site.own_page("a").list_pages, 1u);
}

}  // namespace
}  // namespace site
