// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include "theme/theme.h"

namespace theme {
namespace {

class ResolveTest : public testing::Test {
 protected:
  void theme(const std::string& name, std::string_view settings) {
    fs_.add("/site/themes/" + name + "/theme.toml", settings);
  }
  /// The names of the layers, joined.
  std::string layers() {
    Chain chain = resolve_chain(fs_, "/site", config_, sink_);
    std::string names;
    for (const Layer& layer : chain.layers()) names += (names.empty() ? "" : " ") + layer.name;
    return names;
  }
  std::string report() const {
    auto reports = sink_.reports();
    if (reports.size() != 1) return std::to_string(reports.size()) + " reports";
    const auto& diagnostic = reports[0].diagnostic;
    const auto& where = diagnostic.location;
    return diagnostic.code + " at " + where.file + ":" + std::to_string(where.line) + ":" +
           std::to_string(where.column) + ": " + diagnostic.message +
           (diagnostic.hint.empty() ? "" : " (" + diagnostic.hint + ")");
  }

  base::MemoryFileSystem fs_;
  config::Config config_;
  diagnostics::Sink sink_;
};

TEST_F(ResolveTest, no_theme_and_default_mean_the_built_in_one) {
  EXPECT_EQ(layers(), "site built-in");
  config_.theme = "default";
  EXPECT_EQ(layers(), "site built-in");
  EXPECT_EQ(sink_.errors(), 0u);
}

TEST_F(ResolveTest, the_sites_folders_are_those_of_the_config) {
  config_.templates_dir = "../shared/templates";
  config_.assets_dir = "art";
  Chain chain = resolve_chain(fs_, "/home/site", config_, sink_);
  EXPECT_EQ(chain.layers()[0].templates_root, "/home/shared/templates");
  EXPECT_EQ(chain.layers()[0].assets_root, "/home/site/art");
  EXPECT_EQ(chain.shown("/home/shared/templates/a.html"), "../shared/templates/a.html");
}

TEST_F(ResolveTest, themes_extend_each_other) {
  theme("a", "name = \"A\"\nextends = \"b\"\n");
  theme("b", "[theme]\nextends = \"c\"\n");
  fs_.add("/site/themes/c/templates/page.html", "c");
  config_.theme = "a";
  EXPECT_EQ(layers(), "site a b c built-in");
  EXPECT_EQ(sink_.errors(), 0u);
}

TEST_F(ResolveTest, extending_default_ends_the_chain) {
  theme("a", "extends = \"default\"\n");
  config_.theme = "a";
  EXPECT_EQ(layers(), "site a built-in");
  EXPECT_EQ(sink_.errors(), 0u);
}

TEST_F(ResolveTest, a_sites_own_theme_called_default_goes_before_the_built_in_one) {
  theme("default", "extends = \"default\"\n");
  config_.theme = "default";
  EXPECT_EQ(layers(), "site default built-in");
  EXPECT_EQ(sink_.errors(), 0u);
}

TEST_F(ResolveTest, a_circle_is_an_error_at_the_place_that_closes_it) {
  theme("a", "extends = \"b\"\n");
  theme("b", "[theme]\nextends = \"c\"\n");
  theme("c", "# back again\nextends = \"b\"\n");
  config_.theme = "a";
  EXPECT_EQ(layers(), "site a b c built-in");
  std::string text = report();
  EXPECT_TRUE(text.starts_with("theme-cycle at themes/c/theme.toml:2:")) << text;
  EXPECT_NE(text.find("b -> c -> b"), std::string::npos) << text;
  EXPECT_EQ(sink_.exit_code(false), 3);
}

TEST_F(ResolveTest, a_missing_theme_is_an_error_at_the_place_that_asks_for_it) {
  theme("documentation", "");
  fs_.add("/site/bengal.toml", "[theme]\nname = \"documentaton\"\n");
  config_.theme = "documentaton";
  config_.origins["theme.name"] = "bengal.toml:2:1";
  EXPECT_EQ(layers(), "site built-in");
  EXPECT_EQ(report(),
            "missing-theme at bengal.toml:2:1: there is no theme 'documentaton' (did you mean 'documentation'?)");
  EXPECT_EQ(sink_.reports()[0].diagnostic.location.line_text, "name = \"documentaton\"");
}

TEST_F(ResolveTest, a_missing_parent_leaves_the_themes_found_so_far) {
  theme("a", "extends = \"zzz\"\n");
  config_.theme = "a";
  EXPECT_EQ(layers(), "site a built-in");
  std::string text = report();
  EXPECT_TRUE(text.starts_with("missing-theme at themes/a/theme.toml:1:")) << text;
  EXPECT_NE(text.find("there are: a, default"), std::string::npos) << text;
}

TEST_F(ResolveTest, an_origin_that_is_no_file_is_named_as_it_is) {
  config_.theme = "none";
  config_.origins["theme.name"] = "--theme";
  layers();
  EXPECT_TRUE(report().starts_with("missing-theme at --theme:0:0: ")) << report();
}

TEST_F(ResolveTest, a_theme_is_a_folder_below_themes) {
  fs_.add("/site/other/theme.toml", "");
  fs_.add("/site/themes/file", "");
  for (const char* name : {"../other", "..", ".", "file", "/site/other"}) {
    config_.theme = name;
    EXPECT_EQ(layers(), "site built-in") << name;
  }
  EXPECT_EQ(sink_.errors(), 5u);
}

TEST_F(ResolveTest, five_themes_are_a_chain_and_six_too_long) {
  for (int i = 1; i < 6; ++i) theme("t" + std::to_string(i), "extends = \"t" + std::to_string(i + 1) + "\"\n");
  theme("t6", "");
  config_.theme = "t2";
  EXPECT_EQ(layers(), "site t2 t3 t4 t5 t6 built-in");
  EXPECT_EQ(sink_.errors(), 0u);
  config_.theme = "t1";
  EXPECT_EQ(layers(), "site t1 t2 t3 t4 t5 built-in");
  EXPECT_TRUE(report().starts_with("theme-chain-too-long at themes/t5/theme.toml:1:")) << report();
}

TEST_F(ResolveTest, broken_settings_of_a_theme_are_a_config_error_with_a_place) {
  theme("a", "name = \"A\"\nextends = = \"b\"\n");
  config_.theme = "a";
  EXPECT_EQ(layers(), "site a built-in");
  ASSERT_EQ(sink_.errors(), 1u);
  diagnostics::Diagnostic diagnostic = sink_.reports()[0].diagnostic;
  EXPECT_EQ(diagnostic.fault, diagnostics::Fault::config);
  EXPECT_EQ(diagnostic.location.file, "themes/a/theme.toml");
  EXPECT_EQ(diagnostic.location.line, 2u);
}

TEST_F(ResolveTest, what_a_theme_extends_is_a_name) {
  theme("a", "extends = [\"b\"]\n");
  config_.theme = "a";
  EXPECT_EQ(layers(), "site a built-in");
  EXPECT_TRUE(report().starts_with("theme-extends-type at themes/a/theme.toml:1:")) << report();
}

}  // namespace
}  // namespace theme
