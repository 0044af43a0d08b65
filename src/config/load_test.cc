// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include "config/test_site.h"

namespace config {

TEST(load, a_site_without_settings_has_the_defaults_and_they_are_those_of_the_type) {
  TestSite site;
  site.load({});
  Config plain;
  EXPECT_EQ(site.reports(), Lines{});
  EXPECT_EQ(site.config.title, plain.title);
  EXPECT_EQ(site.config.baseurl, plain.baseurl);
  EXPECT_EQ(site.config.description, plain.description);
  EXPECT_EQ(site.config.author, plain.author);
  EXPECT_EQ(site.config.language, plain.language);
  EXPECT_EQ(site.config.content_dir, plain.content_dir);
  EXPECT_EQ(site.config.output_dir, plain.output_dir);
  EXPECT_EQ(site.config.assets_dir, plain.assets_dir);
  EXPECT_EQ(site.config.static_dir, plain.static_dir);
  EXPECT_EQ(site.config.templates_dir, plain.templates_dir);
  EXPECT_EQ(site.config.data_dir, plain.data_dir);
  EXPECT_EQ(site.config.pretty_urls, plain.pretty_urls);
  EXPECT_EQ(site.config.strict, plain.strict);
  EXPECT_EQ(site.config.drafts, plain.drafts);
  EXPECT_EQ(site.config.future, plain.future);
  EXPECT_EQ(site.config.theme, plain.theme);
  EXPECT_EQ(site.config.per_page, plain.per_page);
  EXPECT_EQ(site.config.default_content_type, plain.default_content_type);
  EXPECT_EQ(site.config.excerpt_words, plain.excerpt_words);
  EXPECT_EQ(site.config.related_count, plain.related_count);
  EXPECT_EQ(site.config.fingerprint, plain.fingerprint);
  EXPECT_EQ(site.config.bundle, plain.bundle);
  EXPECT_EQ(site.config.sitemap, plain.sitemap);
  EXPECT_EQ(site.config.rss, plain.rss);
  EXPECT_EQ(site.config.atom, plain.atom);
  EXPECT_EQ(site.config.robots, plain.robots);
  EXPECT_EQ(site.config.search_index, plain.search_index);
  EXPECT_EQ(site.config.llms, plain.llms);
  EXPECT_EQ(site.config.page_json, plain.page_json);
  EXPECT_EQ(site.config.page_text, plain.page_text);
  EXPECT_EQ(site.config.default_language_in_subdir, plain.default_language_in_subdir);
  EXPECT_EQ(site.config.language_strategy, plain.language_strategy);
  EXPECT_EQ(site.config.taxonomies.size(), 2u);
  EXPECT_EQ(site.config.environment, "local");
  EXPECT_TRUE(site.config.files.empty());
  EXPECT_EQ(site.origin("build.content_dir"), "default");
  EXPECT_EQ(site.text("build.content_dir"), "content");
}

TEST(load, a_toml_file_sets_values_and_their_origins) {
  TestSite site;
  site.load({{"bengal.toml",
              "[site]\ntitle = \"Café\"\nbaseurl = \"https://example.org/docs/\"\n\n[build]\noutput_dir = \"dist\"\n"
              "pretty_urls = false\n\n[pagination]\nper_page = 3\n\n[params.author]\nname = \"Ann\"\n"}});
  EXPECT_EQ(site.reports(), Lines{});
  EXPECT_EQ(site.config.title, "Café");
  EXPECT_EQ(site.config.baseurl, "https://example.org/docs");
  EXPECT_EQ(site.config.output_dir, "dist");
  EXPECT_FALSE(site.config.pretty_urls);
  EXPECT_EQ(site.config.per_page, 3);
  EXPECT_EQ(site.text("params.author.name"), "Ann");
  EXPECT_EQ(site.text("site.baseurl"), "https://example.org/docs");
  EXPECT_EQ(site.config.files, Lines{"bengal.toml"});
  EXPECT_EQ(site.origin("site.title"), "bengal.toml:2:1");
  EXPECT_EQ(site.origin("build.pretty_urls"), "bengal.toml:7:1");
  EXPECT_EQ(site.origin("params.author.name"), "bengal.toml:13:1");
  EXPECT_EQ(site.origin("build.content_dir"), "default");
}

TEST(load, keys_of_site_and_build_are_also_visible_and_understood_without_their_section) {
  TestSite site;
  site.load(
      {{"bengal.yaml", "title: Flat\noutput_dir: dist\nsite:\n  description: nested\nparams:\n  title: other\n"}});
  EXPECT_EQ(site.reports(), Lines{});
  EXPECT_EQ(site.config.title, "Flat");
  EXPECT_EQ(site.config.output_dir, "dist");
  EXPECT_EQ(site.config.description, "nested");
  for (const char* path : {"title", "site.title"}) EXPECT_EQ(site.text(path), "Flat") << path;
  for (const char* path : {"output_dir", "build.output_dir"}) EXPECT_EQ(site.text(path), "dist") << path;
  EXPECT_EQ(site.text("description"), "nested");
  EXPECT_EQ(site.text("params.title"), "other");
  EXPECT_EQ(site.origin("site.title"), "bengal.yaml:1:1");
  EXPECT_EQ(site.origin("build.output_dir"), "bengal.yaml:2:1");
}

TEST(load, a_section_wins_over_the_same_key_without_section) {
  TestSite site;
  site.load({{"bengal.yaml", "title: Flat\nsite:\n  title: Nested\n"}});
  EXPECT_EQ(site.config.title, "Nested");
  EXPECT_EQ(site.origin("site.title"), "bengal.yaml:3:3");
}

TEST(load, toml_comes_before_yaml_and_the_others_are_a_warning) {
  TestSite site;
  site.load({{"bengal.toml", "[site]\ntitle = \"toml\"\n"},
             {"bengal.yaml", "site:\n  title: yaml\n"},
             {"config/_default/site.yaml", "site:\n  title: folder\n"}});
  EXPECT_EQ(site.config.title, "toml");
  EXPECT_EQ(site.reports(),
            (Lines{"bengal.yaml: warning: 'bengal.yaml' is not read: 'bengal.toml' is there as well [ignored-config] "
                   "(keep one of the two)",
                   "config: warning: the folder 'config' is not read: 'bengal.toml' is there as well [ignored-config] "
                   "(keep one of the two)"}));
}

TEST(load, a_folder_is_read_in_order_of_names_and_layers) {
  TestSite site;
  site.request.environment = "prod";
  site.request.profile = "fast";
  site.load({{"config/_default/a.yaml",
              "site:\n  title: a\n  description: a\n  author: a\n  copyright: a\nparams:\n  list: [1, 2]\n"},
             {"config/_default/b.toml", "[site]\ndescription = \"b\"\nauthor = \"b\"\n[params]\nlist = [3]\n"},
             {"config/_default/c.json", "{\"site\": {\"email\": \"c\"}}"},
             {"config/_default/notes.txt", "not settings"},
             {"config/environments/production.yaml", "site:\n  author: production\n  copyright: production\n"},
             {"config/environments/local.yaml", "site:\n  author: local\n"},
             {"config/profiles/fast.yaml", "site:\n  copyright: fast\n"}});
  EXPECT_EQ(site.reports(), Lines{});
  EXPECT_EQ(site.config.environment, "production");
  EXPECT_EQ(site.text("site.title"), "a");
  EXPECT_EQ(site.text("site.description"), "b");
  EXPECT_EQ(site.text("site.author"), "production");
  EXPECT_EQ(site.text("site.copyright"), "fast");
  EXPECT_EQ(site.text("site.email"), "c");
  EXPECT_EQ(at(site.config.all, "params.list").items().size(), 1u);
  EXPECT_EQ(site.origin("site.title"), "config/_default/a.yaml:2:3");
  EXPECT_EQ(site.origin("site.description"), "config/_default/b.toml:2:1");
  EXPECT_EQ(site.origin("site.author"), "config/environments/production.yaml:2:3");
  EXPECT_EQ(site.origin("site.copyright"), "config/profiles/fast.yaml:2:3");
  EXPECT_EQ(site.origin("params.list"), "config/_default/b.toml:5:1");
  EXPECT_EQ(site.config.files, (Lines{"config/_default/a.yaml", "config/_default/b.toml", "config/_default/c.json",
                                      "config/environments/production.yaml", "config/profiles/fast.yaml"}));
}

TEST(load, an_environment_file_may_have_a_short_name) {
  TestSite site;
  site.request.environment = "production";
  site.load({{"config/environments/prod.toml", "title = \"short\"\n"}});
  EXPECT_EQ(site.config.title, "short");
}

TEST(load, a_file_named_after_a_section_may_leave_the_section_out) {
  TestSite site;
  site.load({{"config/_default/params.yaml", "color: red\n"},
             {"config/_default/theme.yaml", "name: plain\nfeatures: [a]\n"},
             {"config/_default/menu.yaml", "main:\n  - name: Home\n    url: /\n"},
             {"config/_default/site.yaml", "title: T\nmenu:\n  foot:\n    - {name: Imprint, url: /imprint/}\n"},
             {"config/_default/features.yaml", "features:\n  rss: false\n"}});
  EXPECT_EQ(site.reports(), Lines{});
  EXPECT_EQ(site.text("params.color"), "red");
  EXPECT_EQ(site.origin("params.color"), "config/_default/params.yaml:1:1");
  EXPECT_EQ(site.config.theme, "plain");
  EXPECT_TRUE(at(site.config.all, "theme.features").is_list());
  EXPECT_EQ(site.config.title, "T");
  EXPECT_FALSE(site.config.rss);
  ASSERT_EQ(site.config.menus.size(), 2u);
  EXPECT_EQ(site.config.menus[0].name, "Home");
  EXPECT_EQ(site.config.menus[1].name, "Imprint");
}

TEST(load, an_unknown_environment_is_a_warning_with_the_nearest_name) {
  TestSite site;
  site.request.environment = "teting";
  site.request.profile = "fsat";
  site.load({{"config/environments/testing.yaml", "title: x\n"}, {"config/profiles/fast.yaml", "title: x\n"}});
  EXPECT_EQ(site.reports(),
            (Lines{"config/environments: warning: there are no settings for the environment 'teting' "
                   "[unknown-environment] (did you mean 'testing'?)",
                   "config/profiles: warning: there are no settings for the profile 'fsat' [unknown-profile] (did you "
                   "mean 'fast'?)"}));
}

TEST(load, a_broken_file_is_an_error_with_its_place_and_the_others_are_used) {
  TestSite site;
  site.load({{"config/_default/a.toml", "[site]\ntitle = \n"}, {"config/_default/b.yaml", "site:\n  author: Ann\n"}});
  EXPECT_EQ(site.config.author, "Ann");
  ASSERT_EQ(site.sink.reports().size(), 1u);
  const diagnostics::Diagnostic found = site.sink.reports()[0].diagnostic;
  EXPECT_EQ(found.code, "config-syntax");
  EXPECT_EQ(found.fault, diagnostics::Fault::config);
  EXPECT_EQ(found.location.file, "config/_default/a.toml");
  EXPECT_EQ(found.location.line, 2u);
  EXPECT_EQ(site.sink.exit_code(false), 3);
}

TEST(load, flags_win_over_variables_and_variables_over_files) {
  TestSite site;
  site.request.variables = {{"BENGAL_BASEURL", "https://variable.example/"}};
  site.load({{"bengal.toml", "baseurl = \"https://file.example\"\n"}});
  EXPECT_EQ(site.config.baseurl, "https://variable.example");
  EXPECT_EQ(site.origin("site.baseurl"), "environment variable BENGAL_BASEURL");

  TestSite with_flag;
  with_flag.request.variables = site.request.variables;
  with_flag.request.overrides = {{"site.baseurl", value::Value::string("/flag"), "--baseurl"},
                                 {"build.drafts", value::Value::boolean(true), "--drafts"}};
  with_flag.load({});
  EXPECT_EQ(with_flag.config.baseurl, "/flag");
  EXPECT_TRUE(with_flag.config.drafts);
  EXPECT_EQ(with_flag.origin("site.baseurl"), "--baseurl");
  EXPECT_EQ(with_flag.origin("build.drafts"), "--drafts");
}

TEST(load, other_spellings_set_the_usual_key_and_both_agree) {
  TestSite site;
  site.load({{"config/_default/a.toml",
              "[pagination]\nitems_per_page = 4\n[features]\ngenerate_rss = false\n[dev]\nstrict_mode = true\n[site]\n"
              "theme = \"plain\"\n"},
             {"config/_default/b.toml", "[pagination]\nper_page = 7\n"}});
  EXPECT_EQ(site.reports(), Lines{});
  EXPECT_EQ(site.config.per_page, 7);
  EXPECT_EQ(at(site.config.all, "pagination.items_per_page").as_integer(), 7);
  EXPECT_FALSE(site.config.rss);
  EXPECT_TRUE(site.config.strict);
  EXPECT_EQ(site.config.theme, "plain");
  EXPECT_EQ(site.origin("build.strict"), "config/_default/a.toml:6:1");
  EXPECT_EQ(site.origin("theme.name"), "config/_default/a.toml:8:1");
}

TEST(load, the_theme_is_a_name_or_a_table) {
  TestSite text, table, built_in, own;
  EXPECT_EQ(text.load({{"bengal.toml", "theme = \"plain\"\n"}}).config.theme, "plain");
  EXPECT_EQ(text.text("theme.name"), "plain");
  EXPECT_EQ(table.load({{"bengal.toml", "[theme]\nname = \"plain\"\ncolor = \"red\"\n"}}).config.theme, "plain");
  EXPECT_EQ(built_in.load({{"bengal.toml", "theme = \"default\"\n"}}).config.theme, "");
  own.fs.add("/site/themes/default/theme.toml", "");
  EXPECT_EQ(own.load({{"bengal.toml", "theme = \"default\"\n"}}).config.theme, "default");
  EXPECT_EQ(table.reports(), Lines{});
}

TEST(load, a_value_replaces_a_table_and_a_table_a_value_with_their_origins) {
  TestSite site;
  site.load({{"config/_default/a.yaml", "params:\n  x: {deep: 1}\n  y: 1\n"},
             {"config/_default/b.yaml", "params:\n  x: 2\n  y: {deep: 2}\n"}});
  EXPECT_EQ(site.origin("params.x"), "config/_default/b.yaml:2:3");
  EXPECT_EQ(site.origin("params.x.deep"), "(none)");
  EXPECT_EQ(site.origin("params.y"), "(none)");
  EXPECT_EQ(site.origin("params.y.deep"), "config/_default/b.yaml:3:7");
}

TEST(load, everything_is_frozen) {
  TestSite site;
  site.load({{"bengal.yaml", "params:\n  list: [1]\n"}});
  EXPECT_TRUE(site.config.all.as_map().frozen());
  EXPECT_TRUE(at(site.config.all, "params").as_map().frozen());
  EXPECT_TRUE(at(site.config.all, "params.list").as_list().frozen);
}

TEST(load, a_base_url_is_an_address_or_a_path_without_final_slash) {
  for (auto [written, expected] : std::map<std::string, std::string>{{"https://example.org//", "https://example.org"},
                                                                     {"/docs/", "/docs"},
                                                                     {"/", ""},
                                                                     {"", ""},
                                                                     {" /a ", "/a"}}) {
    TestSite site;
    site.load({{"bengal.toml", "baseurl = \"" + written + "\"\n"}});
    EXPECT_EQ(site.config.baseurl, expected);
    EXPECT_EQ(site.text("baseurl"), expected);
    EXPECT_EQ(site.reports(), Lines{});
  }
  TestSite bad;
  bad.load({{"bengal.toml", "title = \"x\"\nbaseurl = \"example.org\"\n"}});
  EXPECT_EQ(bad.config.baseurl, "");
  EXPECT_EQ(bad.reports(),
            Lines{"bengal.toml:2:1: error: the base URL 'example.org' is neither an address nor a path [config-type] "
                  "(write \"https://example.org\" or \"/example.org\")"});
}

TEST(load, any_bytes_give_a_config) {
  std::string bytes;
  base::SeededNumbers numbers(7);
  const std::string alphabet = "[]{}=:\"'\n\t -#.,&*!|>%@`\\ abc1\xff\xc3\xa9\0";
  for (int round = 0; round < 400; ++round) {
    std::string text;
    for (std::size_t length = numbers.next() % 60; length > 0; --length)
      text += alphabet[numbers.next() % alphabet.size()];
    for (std::string name : {"bengal.toml", "bengal.yaml", "config/_default/site.json", "config/_default/menu.yaml"}) {
      TestSite site;
      site.load({{name, text}});
      EXPECT_EQ(site.config.per_page, 10);
    }
  }
}

TEST(load, a_file_with_very_many_unknown_keys_is_read_in_no_time) {
  std::string text;
  for (int i = 0; i < 20000; ++i) text += "key" + std::to_string(i) + ": [a, b]\n";
  TestSite site;
  site.load({{"bengal.yaml", "params:\n  a: 1\n" + text}});
  EXPECT_EQ(site.sink.warnings(), 20000u);
}

}  // namespace config
