// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include "config/test_site.h"

namespace config {

TEST(check, an_unknown_section_is_a_warning_with_the_nearest_name) {
  TestSite site;
  site.load({{"bengal.toml", "[site]\ntitle = \"x\"\n\n[pagnation]\nper_page = 3\n"}});
  EXPECT_EQ(site.reports(), Lines{"bengal.toml:4:2: warning: unknown section 'pagnation' [unknown-config-key] (did you "
                                  "mean 'pagination'?)"});
}

TEST(check, an_unknown_key_in_a_section_is_a_warning_and_stays_visible) {
  TestSite site;
  site.load({{"bengal.toml", "[site]\ntitel = \"x\"\nbaseURL = \"/x\"\nzebra = 1\n"}});
  EXPECT_EQ(
      site.reports(),
      (Lines{"bengal.toml:2:1: warning: unknown key 'titel' in [site] [unknown-config-key] (did you mean 'title'?)",
             "bengal.toml:3:1: warning: unknown key 'baseURL' in [site] [unknown-config-key] (did you mean "
             "'baseurl'?)",
             "bengal.toml:4:1: warning: unknown key 'zebra' in [site] [unknown-config-key] (settings of your own "
             "belong in [params])"}));
  EXPECT_EQ(site.text("site.titel"), "x");
}

TEST(check, an_unknown_key_at_the_top_is_compared_with_sections_and_flat_keys) {
  TestSite site;
  site.load({{"bengal.yaml", "titel: x\noutputdir: y\n"}});
  EXPECT_EQ(site.reports(),
            (Lines{"bengal.yaml:1:1: warning: unknown key 'titel' [unknown-config-key] (did you mean 'title'?)",
                   "bengal.yaml:2:1: warning: unknown key 'outputdir' [unknown-config-key] (did you mean "
                   "'output_dir'?)"}));
}

TEST(check, params_theme_autodoc_health_check_and_fonts_take_any_key) {
  TestSite site;
  site.load({{"bengal.yaml",
              "params: {a: {b: 1}}\ntheme: {name: x, b: 1}\nautodoc: {a: 1}\nhealth_check: {a: {b: 1}}\nfonts: {a: b}\n"
              "search: {ui: {modal: true}}\n"}});
  EXPECT_EQ(site.reports(), Lines{});
}

TEST(check, a_wrong_type_is_an_error_at_its_key_that_shows_how_to_write_it) {
  TestSite site;
  site.load({{"bengal.toml",
              "[site]\ntitle = [\"a\"]\n\n[build]\npretty_urls = \"yes\"\noutput_dir = 3\n\n[pagination]\nper_page = "
              "\"ten\"\n"}});
  EXPECT_EQ(
      site.reports(),
      (Lines{"bengal.toml:2:1: error: 'site.title' must be text, not a list [config-type] (write title = \"...\")",
             "bengal.toml:5:1: error: 'build.pretty_urls' must be true or false, not text [config-type] (write "
             "pretty_urls = true)",
             "bengal.toml:6:1: error: 'build.output_dir' must be text, not a number [config-type] (write "
             "output_dir = \"public\")",
             "bengal.toml:9:1: error: 'pagination.per_page' must be a number, not text [config-type] (write "
             "per_page = 10)"}));
  EXPECT_EQ(site.config.title, "");
  EXPECT_TRUE(site.config.pretty_urls);
  EXPECT_EQ(site.config.output_dir, "public");
  EXPECT_EQ(site.config.per_page, 10);
  EXPECT_EQ(at(site.config.all, "pagination.per_page").as_integer(), 10);
  EXPECT_EQ(site.origin("pagination.per_page"), "default");
  EXPECT_EQ(site.sink.exit_code(false), 3);
}

TEST(check, the_example_is_in_the_format_of_the_file) {
  TestSite yaml, json;
  yaml.load({{"bengal.yaml", "build:\n  drafts: maybe\nmenu: 3\n"}});
  EXPECT_EQ(
      yaml.reports(),
      (Lines{"bengal.yaml:2:3: error: 'build.drafts' must be true or false, not text [config-type] (write drafts: "
             "false)",
             "bengal.yaml:3:1: error: 'menu' must be a table, not a number [config-type] (write menu: and the "
             "keys below it, indented)"}));
  json.load({{"config/_default/x.json", "{\"build\": {\"drafts\": 1}}"}});
  EXPECT_EQ(json.reports(), Lines{"config/_default/x.json:1:12: error: 'build.drafts' must be true or false, not a "
                                  "number [config-type] (write \"drafts\": false)"});
}

TEST(check, a_number_out_of_range_is_an_error_and_the_default_is_used) {
  TestSite site;
  site.load({{"bengal.toml", "[pagination]\nper_page = 0\n[content]\nrelated_count = -1\nexcerpt_words = 2.5\n"}});
  EXPECT_EQ(site.reports(),
            (Lines{"bengal.toml:2:1: error: 'pagination.per_page' must be at least 1, not 0 [config-type] (write "
                   "per_page = 10)",
                   "bengal.toml:4:1: error: 'content.related_count' must be at least 0, not -1 [config-type] (write "
                   "related_count = 5)",
                   "bengal.toml:5:1: error: 'content.excerpt_words' must be a whole number, not a number "
                   "[config-type] (write excerpt_words = 50)"}));
  EXPECT_EQ(site.config.per_page, 10);
  EXPECT_EQ(site.config.related_count, 5);
  EXPECT_EQ(site.config.excerpt_words, 50);
}

TEST(check, a_limit_of_templates_has_an_end_itself) {
  TestSite site;
  site.load({{"bengal.toml", "[templates]\nmax_recursion = 1001\nmax_iterations = 0\nmax_text_bytes = 100\n"}});
  EXPECT_EQ(site.reports(),
            (Lines{"bengal.toml:2:1: error: 'templates.max_recursion' must be at most 1000, not 1001 [config-type] "
                   "(write max_recursion = 200)",
                   "bengal.toml:3:1: error: 'templates.max_iterations' must be at least 1, not 0 [config-type] (write "
                   "max_iterations = 20000000)"}));
  EXPECT_EQ(site.config.max_recursion, 200);
  EXPECT_EQ(site.config.max_iterations, 20'000'000);
  EXPECT_EQ(site.config.max_text_bytes, 100);
}

TEST(check, a_wrong_value_lets_the_layer_below_shine_through) {
  TestSite site;
  site.load({{"config/_default/a.toml", "[pagination]\nper_page = 5\n"},
             {"config/environments/local.toml", "[pagination]\nper_page = -5\n"}});
  EXPECT_EQ(site.config.per_page, 5);
  EXPECT_EQ(site.origin("pagination.per_page"), "config/_default/a.toml:2:1");
  EXPECT_EQ(site.sink.errors(), 1u);
}

TEST(check, a_word_that_is_no_choice_is_an_error_with_the_nearest) {
  TestSite site;
  site.load({{"bengal.toml", "[i18n]\nstrategy = \"prefx\"\n"}});
  EXPECT_EQ(site.reports(),
            Lines{"bengal.toml:2:1: error: 'i18n.strategy' must be one of none, prefix, domain, subdir, "
                  "not 'prefx' [config-type] (did you mean 'prefix'?)"});
  EXPECT_EQ(site.config.language_strategy, LanguageStrategy::none);
}

TEST(check, a_folder_must_have_a_name) {
  TestSite site;
  site.load({{"bengal.toml", "[build]\noutput_dir = \"\"\n"}});
  EXPECT_EQ(site.reports(), Lines{"bengal.toml:2:1: error: 'build.output_dir' must not be empty [config-type] (write "
                                  "output_dir = \"public\")"});
  EXPECT_EQ(site.config.output_dir, "public");
}

TEST(check, a_key_without_value_counts_as_not_set) {
  TestSite site;
  site.load({{"bengal.yaml", "site:\n  title:\nbuild:\n  max_workers: null\n  output_dir:\ni18n:\n"}});
  EXPECT_EQ(site.reports(), Lines{});
  EXPECT_EQ(site.config.output_dir, "public");
  EXPECT_EQ(site.origin("build.output_dir"), "default");
}

TEST(check, a_wrong_flag_is_an_error_that_names_the_flag) {
  TestSite site;
  site.request.overrides = {{"pagination.per_page", value::Value::integer(0), "--per-page"}};
  site.load({});
  EXPECT_EQ(site.reports(), Lines{"--per-page: error: 'pagination.per_page' must be at least 1, not 0 [config-type] "
                                  "(write per_page = 10)"});
}

TEST(check, a_file_that_is_no_table_is_an_error) {
  TestSite site;
  site.load({{"bengal.yaml", "- a\n- b\n"}});
  EXPECT_EQ(site.reports(), Lines{"bengal.yaml: error: 'bengal.yaml' must hold a table of settings [config-type]"});
}

TEST(check, every_row_of_the_table_of_keys_is_whole) {
  std::vector<std::string> sections;
  for (const KnownKey& key : known_keys()) {
    EXPECT_FALSE(key.type.empty()) << key.path;
    EXPECT_TRUE(key.meaning.ends_with('.')) << key.path;
    if (key.path.find('.') == key.path.npos) sections.emplace_back(key.path);
  }
  EXPECT_EQ(sections, (Lines{"site", "build", "templates", "markdown", "features", "taxonomies", "menu", "params",
                             "assets", "pagination", "dev", "output_formats", "health_check", "fonts", "theme",
                             "search", "content", "i18n", "autodoc"}));
  for (const KnownKey& key : known_keys()) {
    if (key.same_as.empty()) continue;
    bool found = false;
    for (const KnownKey& other : known_keys()) found = found || (other.path == key.same_as && other.same_as.empty());
    EXPECT_TRUE(found) << key.path;
  }
}

}  // namespace config
