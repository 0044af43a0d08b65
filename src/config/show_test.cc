// SPDX-License-Identifier: MIT
#include "config/show.h"

#include <gtest/gtest.h>

#include "config/test_site.h"

namespace config {

TEST(show, a_line_for_each_value_in_order_of_key) {
  TestSite site;
  site.load({{"bengal.yaml", "title: Café\nparams:\n  list: [1, two]\n"}});
  std::string text = show(site.config, {});
  EXPECT_NE(text.find("params.list = [1, \"two\"]\n"), text.npos) << text;
  EXPECT_NE(text.find("\nsite.title = \"Café\"\n"), text.npos) << text;
  EXPECT_NE(text.find("\nbuild.content_dir = \"content\"\n"), text.npos) << text;
  EXPECT_EQ(text.find("\ntitle = "), text.npos) << text;
  EXPECT_LT(text.find("assets.bundle"), text.find("build.content_dir"));
}

TEST(show, origins_stand_behind_the_values) {
  TestSite site;
  site.load({{"bengal.yaml", "title: T\nparams:\n  a: 1\n"}});
  std::string text = show(site.config, {.origins = true});
  EXPECT_NE(text.find("site.title = \"T\"  # bengal.yaml:1:1\n"), text.npos) << text;
  EXPECT_NE(text.find("params.a = 1  # bengal.yaml:3:3\n"), text.npos) << text;
  EXPECT_NE(text.find("pagination.per_page = 10  # default\n"), text.npos) << text;
}

TEST(show, json_is_one_object) {
  TestSite site;
  site.request.environment = "prod";
  site.load({{"bengal.yaml", "title: T\n"}});
  std::string json = show(site.config, {.origins = true, .json = true});
  EXPECT_TRUE(
      json.starts_with("{\n  \"environment\": \"production\",\n  \"profile\": \"\",\n  \"files\": [\n    "
                       "\"bengal.yaml\"\n  ],\n  \"values\": {\n"))
      << json;
  EXPECT_NE(json.find("\"title\": \"T\""), json.npos) << json;
  EXPECT_NE(json.find("\"site.title\": \"bengal.yaml:1:1\""), json.npos) << json;
  EXPECT_TRUE(json.ends_with("}\n"));
}

TEST(show, is_the_same_each_time) {
  TestSite a, b;
  std::map<std::string, std::string> files{{"bengal.yaml", "z: 1\ntitle: T\na: 2\nparams: {z: 1, a: 2}\n"}};
  EXPECT_EQ(show(a.load(files).config, {.origins = true}), show(b.load(files).config, {.origins = true}));
}

}  // namespace config
