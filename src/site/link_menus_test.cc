// SPDX-License-Identifier: MIT
#include "site/link_test_site.h"

namespace site {
namespace {

config::MenuEntry entry(std::string name, std::string url, std::string parent = "", std::int64_t weight = 0,
                        std::string identifier = "") {
  config::MenuEntry entry;
  entry.menu = "main";
  entry.name = std::move(name);
  entry.url = std::move(url);
  entry.parent = std::move(parent);
  entry.weight = weight;
  entry.identifier = std::move(identifier);
  entry.where = {.file = "bengal.toml", .line = 7, .column = 1};
  return entry;
}

/// "Docs(A B) Blog": names with their children.
std::string outline(const Model& model, const std::vector<MenuItemId>& items) {
  std::string text;
  for (MenuItemId id : items) {
    const MenuItem& item = model.menu_items[id];
    EXPECT_EQ(item.id, id);
    if (!text.empty()) text += ' ';
    text += item.name;
    if (!item.children.empty()) text += "(" + outline(model, item.children) + ")";
  }
  return text;
}

std::string outline(const Model& model, const std::string& menu = "main") {
  for (const Menu& each : model.menus) {
    if (each.name == menu) return outline(model, each.roots);
  }
  return "no such menu";
}

TEST(Menus, merge_config_and_front_matter_by_weight_then_name) {
  TestSite site(Files{{"docs/_index.md", with("title: Docs\nmenu: {main: {weight: 5}}")},
                      {"a.md", with("menu: {main: {name: Ape, parent: docs}}")}});
  site.config.menus = {entry("blog", "/blog/"), entry("About", "/about/"), entry("Last", "/last/", "", 9),
                       entry("Bee", "/bee/", "Docs")};
  Model& model = site.link();
  EXPECT_EQ(outline(model), "About blog Docs(Ape Bee) Last");
  EXPECT_TRUE(site.codes().empty());
}

TEST(Menus, know_the_page_behind_a_url) {
  TestSite site(Files{{"docs/_index.md", with("menu: main")}, {"x.md", ""}});
  site.config.menus = {entry("X", "/x"), entry("Away", "https://example.org/")};
  Model& model = site.link();
  for (const MenuItem& item : model.menu_items) {
    if (item.name == "X") {
      EXPECT_EQ(item.page, site.page("x.md").id);
    }
    if (item.name == "Away") {
      EXPECT_EQ(item.page, k_none);
    }
    if (item.name == "Docs") {
      EXPECT_EQ(item.page, site.page("docs/_index.md").id);
      EXPECT_EQ(item.url, "/docs/");
      EXPECT_EQ(item.identifier, "docs");
    }
  }
}

TEST(Menus, an_unknown_parent_is_a_warning_and_the_entry_a_root) {
  TestSite site(Files{{"a.md", with("title: A\nmenu:\n  main:\n    parent: doks")}});
  site.config.menus = {entry("Docs", "/docs/"), entry("B", "/b/", "nothing")};
  Model& model = site.link();
  EXPECT_EQ(outline(model), "A B Docs");
  EXPECT_EQ(site.codes(), Texts(2, "unknown-menu-parent"));
  auto reports = site.sink.reports();
  EXPECT_EQ(reports[0].diagnostic.location.file, "bengal.toml");
  EXPECT_EQ(reports[1].diagnostic.location.file, "content/a.md");
  EXPECT_EQ(reports[1].diagnostic.location.line, 5u);
  EXPECT_EQ(reports[1].diagnostic.hint, "did you mean 'docs'?");
}

TEST(Menus, a_cycle_is_an_error_that_names_it) {
  TestSite site;
  site.config.menus = {entry("A", "/a/", "c"), entry("B", "/b/", "a"), entry("C", "/c/", "b"), entry("D", "/d/", "a"),
                       entry("E", "/e/", "e")};
  Model& model = site.link();
  EXPECT_EQ(outline(model), "A(D) B C E");
  EXPECT_EQ(site.codes(), Texts(2, "menu-cycle"));
  EXPECT_NE(site.first_said().message.find("A -> C -> B -> A"), std::string::npos) << site.first_said().message;
}

TEST(Menus, the_main_menu_is_automatic_when_none_is_written) {
  TestSite site(Files{{"docs/a.md", ""},
                      {"docs/deep/a.md", ""},
                      {"blog/_index.md", with("title: Journal\nweight: 1")},
                      {"blog/x.md", ""},
                      {"secret/_index.md", with("hidden: true")},
                      {"quiet/_index.md", with("menu: false")},
                      {"x.md", with("tags: [t]\nmenu: footer")},
                      {"tags/_index.md", ""}});
  Model& model = site.link();
  EXPECT_EQ(outline(model), "Journal Docs");
  EXPECT_EQ(outline(model, "footer"), "X");
}

TEST(Menus, of_many_entries_below_each_other_are_made_in_one_walk) {
  TestSite site;
  for (int i = 0; i < 20'000; ++i) {
    site.config.menus.push_back(entry("n" + std::to_string(i), "/", "n" + std::to_string(i + 1)));
  }
  Model& model = site.link();
  EXPECT_EQ(model.menus[0].roots.size(), 1u);
}

}  // namespace
}  // namespace site
