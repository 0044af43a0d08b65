// SPDX-License-Identifier: MIT
#include "pipeline/asset_dependencies.h"

#include <gtest/gtest.h>

namespace pipeline {
namespace {

using Names = std::vector<std::string>;

/// The assets css/site.css, which imports css/_part.css and shows img/bg.png, css/old.css, which shows img/old.png,
/// img/alone.png.
assets::Assets some_assets() {
  std::vector<assets::Asset> all;
  for (const char* name : {"css/old", "css/site"})
    all.push_back(
        {.name = std::string(name) + ".css", .source = {}, .output_path = "assets/" + std::string(name) + ".1234.css"});
  for (const char* name : {"img/alone", "img/bg", "img/old", "img/part"})
    all.push_back(
        {.name = std::string(name) + ".png", .source = {}, .output_path = "assets/" + std::string(name) + ".1234.png"});
  return assets::Assets(std::move(all),
                        {{"css/_part.css", "", {{"assets/img/part.png"}}},
                         {"css/old.css", "", {{"assets/img/old.png"}}},
                         {"css/site.css", "", {{"assets/css/_part.css", true}, {"assets/img/bg.png"}}}});
}

OutputUses output(const std::string& path) { return {.output = path}; }

TEST(AssetDependencyMap, an_asset_that_was_asked_for_is_used_with_all_that_it_names) {
  assets::Assets assets = some_assets();
  AssetDependencyMap map(assets, "assets", "");
  EXPECT_FALSE(map.is_used("assets/css/site.css"));
  OutputUses uses = output("index.html");
  uses.assets = {"css/site.css"};
  map.add(uses);
  for (const char* file : {"css/site.css", "css/_part.css", "img/bg.png", "img/part.png"})
    EXPECT_TRUE(map.is_used(std::string("assets/") + file)) << file;
  for (const char* file : {"css/old.css", "img/old.png", "img/alone.png"})
    EXPECT_FALSE(map.is_used(std::string("assets/") + file)) << file;
}

TEST(AssetDependencyMap, a_url_in_a_page_is_a_use_with_and_without_fingerprint) {
  assets::Assets assets = some_assets();
  AssetDependencyMap map(assets, "assets", "https://example.org/docs");
  OutputUses uses = output("blog/index.html");
  uses.urls = {{"/docs/assets/img/alone.1234.png"}, {"../assets/img/old.png"}, {"/assets/img/bg.png"}, {"x.pdf"}};
  map.add(uses);
  EXPECT_TRUE(map.is_used("assets/img/alone.png"));
  EXPECT_TRUE(map.is_used("assets/img/old.png"));
  EXPECT_FALSE(map.is_used("assets/img/bg.png"));
  EXPECT_TRUE(map.is_used("blog/x.pdf"));
  ASSERT_EQ(map.references().size(), 3u);
  EXPECT_EQ(map.references()[0].path, "assets/img/alone.1234.png");
}

TEST(AssetDependencyMap, a_file_of_the_assets_that_a_template_reads_is_used) {
  assets::Assets assets = some_assets();
  AssetDependencyMap map(assets, "assets", "");
  OutputUses uses = output("index.html");
  uses.files = {"assets/img/alone.png", "other/img/old.png"};
  map.add(uses);
  EXPECT_TRUE(map.is_used("assets/img/alone.png"));
  EXPECT_FALSE(map.is_used("assets/img/old.png"));
}

TEST(AssetDependencyMap, users_are_told_apart_by_the_texts_that_name_the_asset) {
  assets::Assets assets = some_assets();
  AssetDependencyMap map(assets, "assets", "");
  for (const char* path : {"b.html", "a.html"}) {
    OutputUses uses = output(path);
    uses.page = std::string(1, *path) + ".md";
    uses.assets = {"img/bg.png"};
    uses.templates = {"base.html", "page.html"};
    map.add(uses);
  }
  UserTexts texts;
  texts.template_ = [](const std::string& name) {
    return std::optional<std::string>(name == "base.html" ? "{{ asset_url('img/bg.png') }}" : "{{ page.html }}");
  };
  texts.page = [](const std::string& path) -> std::optional<std::string> {
    if (path == "a.md") return std::nullopt;
    return "![x](/assets/img/bg.png)";
  };
  AssetDependencyMap::Users users = map.users_of("assets/img/bg.png", texts);
  EXPECT_EQ(users.outputs, (Names{"a.html", "b.html"}));
  EXPECT_EQ(users.templates, Names{"base.html"});
  EXPECT_EQ(users.pages, Names{"b.md"});
  EXPECT_EQ(users.stylesheets, Names{"css/site.css"});
}

TEST(FindPath, finds_whole_paths_only) {
  EXPECT_EQ(find_path("![x](/img/a.png)", "img/a.png"), 5u);
  EXPECT_EQ(find_path("![x](../img/a.png)", "/img/a.png"), 5u);
  EXPECT_EQ(find_path("see https://example.org/img/a.png.", "img/a.png"), 4u);
  EXPECT_EQ(find_path("img/a.png", "img/a.png"), 0u);
  for (const char* text : {"img/a.pngx", "big/myimg/a.png", "img/a.png.bak", "myimg/a.png", ""})
    EXPECT_EQ(find_path(text, "img/a.png"), std::string::npos) << text;
  EXPECT_EQ(find_path("x", ""), std::string::npos);
}

}  // namespace
}  // namespace pipeline
