// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include "config/test_site.h"

namespace config {

namespace {

using Environment = std::map<std::string, std::string>;

Config with_variables(const Environment& variables, const std::map<std::string, std::string>& files = {}) {
  TestSite site;
  site.request.variables = variables;
  site.load(files);
  EXPECT_EQ(site.reports(), Lines{});
  return site.config;
}

}  // namespace

TEST(environment, short_names_mean_the_usual_ones) {
  for (auto [name, expected] : Environment{{"dev", "local"},
                                           {"Development", "local"},
                                           {"local", "local"},
                                           {"prod", "production"},
                                           {"production", "production"},
                                           {"stage", "preview"},
                                           {"staging", "preview"},
                                           {"preview", "preview"}}) {
    EXPECT_EQ(with_variables({{"BENGAL_ENV", name}}).environment, expected);
    TestSite flag;
    flag.request.environment = name;
    EXPECT_EQ(flag.load({}).config.environment, expected);
  }
}

TEST(environment, a_flag_wins_over_the_variable_and_that_over_the_host) {
  EXPECT_EQ(with_variables({{"BENGAL_ENV", "dev"}, {"GITHUB_ACTIONS", "true"}}).environment, "local");
  TestSite site;
  site.request.variables = {{"BENGAL_ENV", "dev"}};
  site.request.environment = "prod";
  EXPECT_EQ(site.load({}).config.environment, "production");
  EXPECT_EQ(site.config.environment_variables.front(), "BENGAL_BASEURL");
}

TEST(environment, hosts_say_which_it_is) {
  EXPECT_EQ(with_variables({{"NETLIFY", "true"}, {"CONTEXT", "production"}}).environment, "production");
  EXPECT_EQ(with_variables({{"NETLIFY", "true"}, {"CONTEXT", "deploy-preview"}}).environment, "preview");
  EXPECT_EQ(with_variables({{"VERCEL", "1"}, {"VERCEL_ENV", "production"}}).environment, "production");
  EXPECT_EQ(with_variables({{"VERCEL_ENV", "preview"}}).environment, "preview");
  EXPECT_EQ(with_variables({{"VERCEL_ENV", "development"}}).environment, "local");
  EXPECT_EQ(with_variables({{"CF_PAGES", "1"}, {"CF_PAGES_BRANCH", "main"}}).environment, "production");
  EXPECT_EQ(with_variables({{"CF_PAGES", "1"}, {"CF_PAGES_BRANCH", "fix"}}).environment, "preview");
  EXPECT_EQ(with_variables({{"GITHUB_ACTIONS", "true"}}).environment, "production");
  EXPECT_EQ(with_variables({}).environment, "local");
}

TEST(base_url, of_the_host_is_used_when_no_file_gives_one) {
  Environment netlify{{"NETLIFY", "true"}, {"URL", "https://a.example"}, {"DEPLOY_PRIME_URL", "https://b.example"}};
  EXPECT_EQ(with_variables(netlify).baseurl, "https://b.example");
  netlify["CONTEXT"] = "production";
  Config config = with_variables(netlify);
  EXPECT_EQ(config.baseurl, "https://a.example");
  EXPECT_EQ(config.origins["site.baseurl"], "environment variable URL");
  EXPECT_EQ(with_variables({{"URL", "https://not-netlify.example"}}).baseurl, "");
  EXPECT_EQ(with_variables({{"VERCEL_URL", "x.vercel.app"}}).baseurl, "https://x.vercel.app");
  EXPECT_EQ(with_variables({{"CF_PAGES_URL", "https://x.pages.dev"}}).baseurl, "https://x.pages.dev");
  EXPECT_EQ(with_variables({{"GITHUB_ACTIONS", "true"}, {"GITHUB_REPOSITORY", "ann/docs"}}).baseurl, "/docs");
  EXPECT_EQ(with_variables({{"GITHUB_ACTIONS", "true"}, {"GITHUB_REPOSITORY", "Ann/ann.github.io"}}).baseurl, "");
  EXPECT_EQ(with_variables({{"GITHUB_ACTIONS", "true"}}).baseurl, "");
}

TEST(base_url, in_a_file_wins_over_the_host_even_when_empty) {
  Environment host{{"CF_PAGES_URL", "https://x.pages.dev"}};
  EXPECT_EQ(with_variables(host, {{"bengal.toml", "[site]\nbaseurl = \"/docs\"\n"}}).baseurl, "/docs");
  EXPECT_EQ(with_variables(host, {{"bengal.toml", "[site]\nbaseurl = \"\"\n"}}).baseurl, "");
  EXPECT_EQ(with_variables(host, {{"bengal.toml", "[site]\ntitle = \"x\"\n"}}).baseurl, "https://x.pages.dev");
}

TEST(variables, are_known_when_they_were_asked_for) {
  Config config = with_variables({{"BENGAL_BASEURL", "/x"}, {"BENGAL_ENV", "dev"}});
  EXPECT_EQ(config.environment_variables, (Lines{"BENGAL_BASEURL", "BENGAL_ENV"}));
}

}  // namespace config
