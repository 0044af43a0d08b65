// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <string>

#include "theme/theme.h"

namespace theme {
namespace {

using Names = std::vector<std::string>;

/// A site on disk with its own templates, one theme and the built-in one.
class ChainTest : public testing::Test {
 protected:
  void SetUp() override {
    std::string name = testing::TempDir() + "chain_test_XXXXXX";
    ASSERT_NE(::mkdtemp(name.data()), nullptr);
    root_ = *fs_.real_path(name);
  }
  void TearDown() override { (void)fs_.remove_tree(root_); }

  void add(const std::string& path, std::string_view text) {
    std::string file = root_ + "/" + path;
    ASSERT_TRUE(fs_.create_directories(file.substr(0, file.rfind('/'))));
    ASSERT_TRUE(fs_.write(file, text));
  }
  void link(const std::string& path, const std::string& target) {
    add(path + ".x", "");
    ASSERT_TRUE(fs_.remove_file(root_ + "/" + path + ".x"));
    ASSERT_EQ(::symlink(target.c_str(), (root_ + "/" + path).c_str()), 0);
  }
  Chain chain() const {
    return Chain(fs_,
                 {{"site", root_ + "/templates", root_ + "/assets"},
                  {"blue", root_ + "/themes/blue/templates", root_ + "/themes/blue/assets"},
                  {"built-in", "", ""}},
                 root_);
  }
  /// Where a template is found, "(none)" or the error's message.
  std::string where(std::string_view name) const {
    auto found = chain().find_template(name);
    if (!found) return found.error().message;
    return *found ? (*found)->path : "(none)";
  }
  Names assets() {
    Names names;
    for (const auto& file : chain().assets(sink_)) names.push_back(file.name + " " + chain().shown(file.source));
    return names;
  }

  base::DiskFileSystem fs_;
  std::string root_;
  diagnostics::Sink sink_;
};

TEST_F(ChainTest, the_first_layer_that_has_a_template_wins) {
  EXPECT_EQ(where("page.html"), "built-in:templates/page.html");
  add("themes/blue/templates/page.html", "blue");
  EXPECT_EQ(where("page.html"), "themes/blue/templates/page.html");
  add("templates/page.html", "site");
  EXPECT_EQ(where("page.html"), "templates/page.html");
  EXPECT_EQ((*chain().find_template("page.html"))->text, "site");
}

TEST_F(ChainTest, a_name_has_one_spelling) {
  add("templates/a/b.html", "x");
  EXPECT_EQ(where("./a//b.html"), "templates/a/b.html");
  EXPECT_EQ(where("./partials//menu.html"), "built-in:templates/partials/menu.html");
}

TEST_F(ChainTest, names_that_lead_out_are_not_found) {
  add("templates/a/in.html", "x");
  add("secret.html", "x");
  for (const char* name : {"../secret.html", "a/../../secret.html", "a/../a/in.html", "", ".", "/etc/passwd", "a"}) {
    EXPECT_EQ(where(name), "(none)") << name;
  }
  EXPECT_EQ(where(root_ + "/secret.html"), "(none)");
  EXPECT_EQ(where(std::string_view("a/in.html\0", 10)), "(none)");
}

TEST_F(ChainTest, links_that_lead_out_are_not_found) {
  add("secret.html", "x");
  add("outside/b.html", "x");
  add("templates/real.html", "x");
  link("templates/secret.html", "../secret.html");
  link("templates/folder", "../outside");
  link("templates/inside.html", "real.html");
  link("templates/dangling.html", "nowhere");
  EXPECT_EQ(where("secret.html"), "(none)");
  EXPECT_EQ(where("folder/b.html"), "(none)");
  EXPECT_EQ(where("dangling.html"), "(none)");
  EXPECT_EQ(where("inside.html"), "templates/inside.html");
}

TEST_F(ChainTest, a_link_that_leads_out_lets_the_next_layer_answer) {
  add("secret.html", "x");
  link("templates/page.html", "../secret.html");
  EXPECT_EQ(where("page.html"), "built-in:templates/page.html");
}

TEST_F(ChainTest, a_layer_that_is_itself_a_link_is_followed) {
  add("shared/page.html", "x");
  link("templates", "shared");
  EXPECT_EQ(where("page.html"), "templates/page.html");
}

TEST_F(ChainTest, a_template_that_cannot_be_read_is_an_error) {
  if (::geteuid() == 0) GTEST_SKIP() << "the superuser reads everything";
  add("templates/page.html", "x");
  ASSERT_EQ(::chmod((root_ + "/templates/page.html").c_str(), 0), 0);
  EXPECT_EQ(where("page.html"), "permission denied");
}

TEST_F(ChainTest, a_template_behind_a_circle_of_links_is_an_error) {
  link("templates/a.html", "b.html");
  link("templates/b.html", "a.html");
  EXPECT_FALSE(chain().find_template("a.html").has_value());
}

TEST_F(ChainTest, template_names_come_from_all_layers_each_once) {
  add("templates/page.html", "x");
  add("templates/own.html", "x");
  add("templates/.hidden.html", "x");
  add("themes/blue/templates/blue.html", "x");
  Names names = chain().template_names();
  EXPECT_EQ(std::count(names.begin(), names.end(), "page.html"), 1);
  EXPECT_EQ(std::count(names.begin(), names.end(), "partials/menu.html"), 1);
  EXPECT_EQ(std::count(names.begin(), names.end(), "own.html"), 1);
  EXPECT_EQ(std::count(names.begin(), names.end(), "blue.html"), 1);
  EXPECT_EQ(std::count(names.begin(), names.end(), ".hidden.html"), 0);
  EXPECT_TRUE(std::is_sorted(names.begin(), names.end()));
  for (const std::string& name : names) EXPECT_NE(where(name), "(none)") << name;
}

TEST_F(ChainTest, assets_come_from_all_layers_and_hidden_files_are_skipped) {
  add("assets/css/style.css", "site");
  add("assets/.DS_Store", "x");
  add("assets/.git/config", "x");
  add("themes/blue/assets/css/style.css", "blue");
  add("themes/blue/assets/js/a.js", "blue");
  EXPECT_EQ(assets(), (Names{"css/style.css assets/css/style.css", "js/a.js themes/blue/assets/js/a.js"}));
  EXPECT_EQ(sink_.warnings() + sink_.errors(), 0u);
}

TEST_F(ChainTest, the_built_in_stylesheet_is_an_asset) {
  EXPECT_EQ(assets(), (Names{"css/style.css built-in:assets/css/style.css"}));
  auto files = chain().assets(sink_);
  EXPECT_NE(chain().read_asset(files[0])->find("prefers-color-scheme"), std::string::npos);
}

TEST_F(ChainTest, links_in_assets_are_followed_inside_and_reported_when_they_lead_out) {
  add("secret", "x");
  add("assets/real/a.js", "x");
  link("assets/out", "../secret");
  link("assets/copy", "real");
  link("assets/self", ".");
  link("assets/a.js", "real/a.js");
  EXPECT_EQ(assets(), (Names{"a.js assets/a.js", "copy/a.js assets/copy/a.js",
                             "css/style.css built-in:assets/css/style.css", "real/a.js assets/real/a.js"}));
  ASSERT_EQ(sink_.warnings(), 2u);
  EXPECT_EQ(sink_.reports()[0].diagnostic.code, "link-leads-out");
  EXPECT_EQ(sink_.reports()[0].diagnostic.location.file, "assets/out");
  EXPECT_EQ(sink_.reports()[1].diagnostic.location.file, "assets/self");
}

TEST_F(ChainTest, folders_that_link_to_each_other_end) {
  add("assets/a/1.js", "x");
  add("assets/b/2.js", "x");
  link("assets/a/to_b", "../b");
  link("assets/b/to_a", "../a");
  EXPECT_EQ(assets().size(), 5u);
}

TEST_F(ChainTest, an_assets_folder_that_is_a_file_is_reported) {
  add("assets", "x");
  assets();
  ASSERT_EQ(sink_.errors(), 1u);
  EXPECT_EQ(sink_.reports()[0].diagnostic.code, "unreadable-folder");
}

}  // namespace
}  // namespace theme
