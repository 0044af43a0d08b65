// SPDX-License-Identifier: MIT
#include "site/link_test_site.h"

namespace site {
namespace {

struct Bilingual : TestSite {
  explicit Bilingual(Files pages) : TestSite(std::move(pages)) {
    config.language = "en";
    config.language_strategy = config::LanguageStrategy::prefix;
    config.languages = {{"fr", "Français", "fr", 2, ""}, {"en", "English", "en", 1, ""}};
  }
};

TEST(Languages, come_from_the_first_folder_or_the_front_matter) {
  Bilingual site(Files{{"en/docs/a.md", ""}, {"fr/docs/a.md", ""}, {"about.md", ""}, {"propos.md", with("lang: fr")}});
  site.link();
  EXPECT_EQ(site.page("en/docs/a.md").lang, "en");
  EXPECT_EQ(site.page("fr/docs/a.md").lang, "fr");
  EXPECT_EQ(site.page("about.md").lang, "en");
  EXPECT_EQ(site.page("propos.md").lang, "fr");
}

TEST(Languages, urls_have_a_prefix_but_for_the_default_language) {
  Bilingual site(Files{{"en/docs/a.md", ""}, {"fr/docs/a.md", ""}, {"about.md", ""}, {"propos.md", with("lang: fr")}});
  site.resources = {"fr/docs/x.png", "en/docs/x.png"};
  Model& model = site.link();
  EXPECT_EQ(site.page("en/docs/a.md").url, "/docs/a/");
  EXPECT_EQ(site.page("fr/docs/a.md").url, "/fr/docs/a/");
  EXPECT_EQ(site.page("about.md").url, "/about/");
  EXPECT_EQ(site.page("propos.md").url, "/fr/propos/");
  EXPECT_EQ(site.own_page("fr/docs").url, "/fr/docs/");
  EXPECT_EQ(site.own_page("en/docs").url, "/docs/");
  EXPECT_EQ(model.files[0].output_path, "docs/x.png");
  EXPECT_EQ(model.files[1].output_path, "fr/docs/x.png");
  EXPECT_TRUE(site.codes().empty());
}

TEST(Languages, the_default_one_may_have_a_prefix_too) {
  Bilingual site(Files{{"en/index.md", ""}, {"en/a.md", ""}, {"b.md", ""}});
  site.config.default_language_in_subdir = true;
  site.link();
  EXPECT_EQ(site.page("en/a.md").url, "/en/a/");
  EXPECT_EQ(site.page("en/index.md").url, "/en/");
  EXPECT_EQ(site.page("b.md").url, "/en/b/");
  EXPECT_EQ(site.own_page("").url, "/");
  EXPECT_TRUE(site.codes().empty());
}

TEST(Languages, the_home_of_the_default_language_is_the_sites_home) {
  Bilingual site(
      Files{{"en/_index.md", with("title: Hello")}, {"fr/_index.md", with("title: Salut")}, {"en/a.md", ""}});
  site.link();
  EXPECT_EQ(site.own_page("").path, "en/_index.md");
  EXPECT_EQ(site.own_page("").kind, PageKind::home);
  EXPECT_EQ(site.own_page("").url, "/");
  EXPECT_EQ(site.own_page("en").id, site.own_page("").id);
  EXPECT_EQ(site.page("fr/_index.md").url, "/fr/");
  EXPECT_TRUE(site.codes().empty());
}

TEST(Languages, a_folder_of_the_default_language_without_own_page_shares_the_home) {
  Bilingual site(Files{{"en/a.md", ""}, {"fr/a.md", ""}});
  site.link();
  EXPECT_EQ(site.own_page("en").id, site.own_page("").id);
  EXPECT_TRUE(site.codes().empty());
}

TEST(Languages, translations_share_a_key) {
  Bilingual site(Files{{"en/docs/a.md", ""},
                       {"fr/docs/a.md", ""},
                       {"en/x.md", with("translation_key: k")},
                       {"fr/y.md", with("translation_key: k")},
                       {"fr/alone.md", ""}});
  site.link();
  EXPECT_EQ(site.page("en/docs/a.md").translation_key, "docs/a");
  EXPECT_EQ(site.names(site.page("en/docs/a.md").translations), (Texts{"fr/docs/a.md"}));
  EXPECT_EQ(site.names(site.page("fr/docs/a.md").translations), (Texts{"en/docs/a.md"}));
  EXPECT_EQ(site.names(site.page("en/x.md").translations), (Texts{"fr/y.md"}));
  EXPECT_TRUE(site.page("fr/alone.md").translations.empty());
  EXPECT_EQ(site.own_page("fr/docs").translations.size(), 1u);
}

TEST(Languages, without_them_folders_named_like_codes_are_folders) {
  TestSite site(Files{{"en/a.md", ""}});
  site.link();
  EXPECT_EQ(site.page("en/a.md").url, "/en/a/");
  EXPECT_EQ(site.page("en/a.md").translation_key, "");
}

TEST(Languages, automatic_navigation_shows_the_sections_of_the_default_language) {
  Bilingual site(Files{{"en/docs/a.md", ""}, {"fr/docs/a.md", ""}, {"shared/a.md", ""}});
  Model& model = site.link();
  Texts names;
  for (MenuItemId id : model.menus[0].roots) names.push_back(model.menu_items[id].url);
  EXPECT_EQ(names, (Texts{"/docs/", "/shared/"}));
}

}  // namespace
}  // namespace site
