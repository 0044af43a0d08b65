// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include "config/test_site.h"

namespace config {

namespace {

Lines taxonomies(const std::string& toml) {
  TestSite site;
  site.load({{"bengal.toml", toml}});
  EXPECT_EQ(site.reports(), Lines{}) << toml;
  Lines lines;
  for (const Taxonomy& each : site.config.taxonomies)
    lines.push_back(each.name + "/" + each.singular + "/" + each.folder);
  return lines;
}

const std::string k_usual_1 = "tags/tag/tags", k_usual_2 = "categories/category/categories";

}  // namespace

TEST(taxonomies, tags_and_categories_are_there_and_others_are_added) {
  EXPECT_EQ(taxonomies(""), (Lines{k_usual_1, k_usual_2}));
  EXPECT_EQ(taxonomies("[taxonomies]\nseries = \"series\"\n"), (Lines{k_usual_1, k_usual_2, "series/series/series"}));
  EXPECT_EQ(taxonomies("[taxonomies]\ntopics = \"topic\"\n"), (Lines{k_usual_1, k_usual_2, "topics/topic/topics"}));
}

TEST(taxonomies, name_and_singular_may_be_written_either_way_round) {
  EXPECT_EQ(taxonomies("[taxonomies]\ntag = \"tags\"\ncategory = \"categories\"\n"), (Lines{k_usual_1, k_usual_2}));
  EXPECT_EQ(taxonomies("[taxonomies]\ntags = \"tags\"\ncategories = \"category\"\n"), (Lines{k_usual_1, k_usual_2}));
  EXPECT_EQ(taxonomies("[taxonomies]\ntags = \"keyword\"\n"), (Lines{"tags/keyword/tags", k_usual_2}));
}

TEST(taxonomies, one_can_be_taken_away_renamed_or_given_a_folder) {
  EXPECT_EQ(taxonomies("[taxonomies]\ncategories = false\nauthors = true\n"),
            (Lines{k_usual_1, "authors/author/authors"}));
  EXPECT_EQ(taxonomies("[taxonomies.tags]\nsingular = \"label\"\nfolder = \"/topics/\"\n"),
            (Lines{"tags/label/topics", k_usual_2}));
}

TEST(taxonomies, a_list_is_the_whole_set) {
  EXPECT_EQ(taxonomies("taxonomies = [\"tags\", \"series\"]\n"), (Lines{k_usual_1, "series/series/series"}));
  EXPECT_EQ(taxonomies("taxonomies = []\n"), Lines{});
}

TEST(taxonomies, mistakes_are_reported_at_their_place) {
  TestSite site;
  site.load({{"bengal.toml", "[taxonomies]\ntags = 3\n[taxonomies.series]\nfolder = \"../out\"\n"}});
  EXPECT_EQ(site.reports(),
            (Lines{"bengal.toml:2:1: error: 'taxonomies.tags' must be text, true or false or a table, not a number "
                   "[config-type] (write tags = \"tag\")",
                   "bengal.toml:4:1: error: the folder '../out' of the taxonomy 'series' is not a folder of the site "
                   "[config-type] (write a name such as \"series\")"}));
  EXPECT_EQ(site.config.taxonomies.size(), 3u);
}

TEST(menus, entries_come_in_file_order_with_their_places) {
  TestSite site;
  site.load({{"bengal.toml",
              "[[menu.main]]\nname = \"Docs\"\nurl = \"/docs/\"\nweight = 2\nidentifier = \"docs\"\n\n[[menu.main]]\n"
              "name = \"API\"\nurl = \"/api/\"\nparent = \"docs\"\n\n[[menu.footer]]\nname = \"Imprint\"\n"}});
  EXPECT_EQ(site.reports(), Lines{});
  ASSERT_EQ(site.config.menus.size(), 3u);
  const MenuEntry& docs = site.config.menus[0];
  EXPECT_EQ(docs.menu, "main");
  EXPECT_EQ(docs.name, "Docs");
  EXPECT_EQ(docs.url, "/docs/");
  EXPECT_EQ(docs.identifier, "docs");
  EXPECT_EQ(docs.weight, 2);
  EXPECT_EQ(docs.where.file, "bengal.toml");
  EXPECT_EQ(docs.where.line, 1u);
  EXPECT_EQ(site.config.menus[1].parent, "docs");
  EXPECT_FALSE(site.config.menus[1].weight);
  EXPECT_EQ(site.config.menus[1].where.line, 7u);
  EXPECT_EQ(site.config.menus[2].menu, "footer");
}

TEST(menus, children_become_entries_with_a_parent) {
  TestSite site;
  site.load({{"bengal.yaml",
              "menu:\n  main:\n    - title: Docs\n      url: /docs/\n      children:\n        - name: API\n          "
              "url: /api/\n"}});
  EXPECT_EQ(site.reports(), Lines{});
  ASSERT_EQ(site.config.menus.size(), 2u);
  EXPECT_EQ(site.config.menus[1].name, "API");
  EXPECT_EQ(site.config.menus[1].parent, "Docs");
  EXPECT_EQ(site.config.menus[1].where.line, 6u);
}

TEST(menus, a_wrong_entry_is_reported_and_the_others_are_used) {
  TestSite site;
  site.load(
      {{"bengal.yaml",
        "menu:\n  main:\n    - url: /a/\n    - just text\n    - name: Good\n      weight: heavy\n      url: /g/\n"}});
  EXPECT_EQ(site.reports(),
            (Lines{"bengal.yaml:3:7: error: an entry of the menu 'main' has no name [config-type] (give it a name)",
                   "bengal.yaml:4:7: error: an entry of 'menu.main' must be a table with name and url, not text "
                   "[config-type] (give it a name and a url)",
                   "bengal.yaml:6:7: error: 'menu.main.2.weight' must be a whole number, not text [config-type]"}));
  ASSERT_EQ(site.config.menus.size(), 1u);
  EXPECT_EQ(site.config.menus[0].name, "Good");
}

TEST(languages, are_a_list_of_tables_or_codes_or_a_table_by_code) {
  TestSite tables, codes, by_code;
  tables.load(
      {{"bengal.toml",
        "[i18n]\nstrategy = \"prefix\"\ndefault_language = \"de\"\ndefault_in_subdir = true\n"
        "[[i18n.languages]]\ncode = \"fr\"\nname = \"Français\"\nweight = 2\n"
        "[[i18n.languages]]\ncode = \"de\"\nhreflang = \"de-CH\"\nweight = 1\nbaseurl = \"https://de.example/\"\n"}});
  EXPECT_EQ(tables.reports(), Lines{});
  EXPECT_EQ(tables.config.language_strategy, LanguageStrategy::prefix);
  EXPECT_EQ(tables.config.language, "de");
  EXPECT_TRUE(tables.config.default_language_in_subdir);
  ASSERT_EQ(tables.config.languages.size(), 2u);
  EXPECT_EQ(tables.config.languages[0].code, "de");
  EXPECT_EQ(tables.config.languages[0].name, "de");
  EXPECT_EQ(tables.config.languages[0].hreflang, "de-CH");
  EXPECT_EQ(tables.config.languages[0].baseurl, "https://de.example");
  EXPECT_EQ(tables.config.languages[1].name, "Français");

  codes.load({{"bengal.yaml", "i18n:\n  languages: [en, fr]\n"}});
  ASSERT_EQ(codes.config.languages.size(), 2u);
  EXPECT_EQ(codes.config.languages[1].code, "fr");

  by_code.load({{"bengal.yaml", "i18n:\n  languages:\n    en: English\n    fr: {name: Français}\n"}});
  ASSERT_EQ(by_code.config.languages.size(), 2u);
  EXPECT_EQ(by_code.config.languages[0].name, "English");
  EXPECT_EQ(by_code.config.languages[1].name, "Français");
}

TEST(languages, a_wrong_or_repeated_code_is_an_error) {
  TestSite site;
  site.load({{"bengal.yaml", "i18n:\n  languages: [en, ../x, en]\n"}});
  EXPECT_EQ(site.config.languages.size(), 1u);
  EXPECT_EQ(site.sink.errors(), 2u);
}

TEST(output_formats, nothing_said_writes_the_site_files_only) {
  TestSite site;
  site.load({});
  EXPECT_FALSE(site.config.page_json);
  EXPECT_FALSE(site.config.page_text);
  EXPECT_TRUE(site.config.search_index);
  EXPECT_TRUE(site.config.llms);
}

TEST(output_formats, lists_say_what_is_written_for_pages_and_site) {
  TestSite site;
  site.load({{"bengal.toml",
              "[output_formats]\nenabled = true\nper_page = [\"json\", \"llm_txt\"]\nsite_wide = "
              "[\"index_json\"]\n"}});
  EXPECT_EQ(site.reports(), Lines{});
  EXPECT_TRUE(site.config.page_json);
  EXPECT_TRUE(site.config.page_text);
  EXPECT_TRUE(site.config.search_index);
  EXPECT_FALSE(site.config.llms);
}

TEST(output_formats, may_also_be_a_list_flags_or_page_and_site) {
  TestSite list, flags, other;
  list.load({{"bengal.yaml", "output_formats: [json]\n"}});
  EXPECT_TRUE(list.config.page_json);
  flags.load({{"bengal.yaml", "output_formats: {json: true, llm_txt: true, index_json: false}\n"}});
  EXPECT_TRUE(flags.config.page_json);
  EXPECT_TRUE(flags.config.page_text);
  EXPECT_FALSE(flags.config.search_index);
  other.load({{"bengal.yaml", "output_formats: {page: [txt], site: [llms_txt]}\n"}});
  EXPECT_TRUE(other.config.page_text);
  EXPECT_FALSE(other.config.search_index);
  EXPECT_TRUE(other.config.llms);
  for (TestSite* site : {&list, &flags, &other}) EXPECT_EQ(site->reports(), Lines{});
}

TEST(output_formats, disabled_is_none_of_them) {
  TestSite site;
  site.load({{"bengal.yaml", "output_formats: {enabled: false, per_page: [json]}\n"}});
  EXPECT_FALSE(site.config.page_json);
  EXPECT_FALSE(site.config.search_index);
  EXPECT_FALSE(site.config.llms);
}

TEST(output_formats, an_unknown_format_is_a_warning_with_the_nearest) {
  TestSite site;
  site.load({{"bengal.toml", "[output_formats]\nper_page = [\"json\", \"jsn\"]\n"}});
  ASSERT_EQ(site.reports().size(), 1u);
  EXPECT_TRUE(site.reports()[0].ends_with(
      "warning: unknown format 'jsn' in 'output_formats.per_page' [unknown-output-format] (did you mean 'json'?)"))
      << site.reports()[0];
  EXPECT_EQ(site.sink.reports()[0].diagnostic.location.line, 2u);
  EXPECT_TRUE(site.config.page_json);
}

TEST(search, may_be_switched_off_in_three_ways) {
  for (const char* text : {"search: false\n", "search: {enabled: false}\n", "features: {search: false}\n",
                           "features: {search_index: false}\n"}) {
    TestSite site;
    site.load({{"bengal.yaml", text}});
    EXPECT_FALSE(site.config.search_index) << text;
    EXPECT_EQ(site.reports(), Lines{}) << text;
  }
}

}  // namespace config
