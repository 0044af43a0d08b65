// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <fstream>
#include <sstream>

#include "base/path.h"
#include "base/strings.h"
#include "theme/theme.h"

namespace theme {
namespace {

const BuiltinFile* find(const std::vector<BuiltinFile>& files, std::string_view path) {
  auto file = std::ranges::find(files, path, &BuiltinFile::path);
  return file == files.end() ? nullptr : &*file;
}

std::string file_of_source_tree(const std::string& path) {
  std::ifstream file(std::string(BENGAL_SOURCE_DIR) + "/src/theme/" + path, std::ios::binary);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

constexpr std::string_view k_kinds[] = {"default", "docs", "blog"};

TEST(Builtin, the_theme_is_under_10_kilobytes) {
  std::size_t bytes = 0;
  for (const BuiltinFile& file : builtin_theme()) bytes += file.bytes.size();
  EXPECT_GT(bytes, 5000u);
  EXPECT_LT(bytes, 10'240u);
}

TEST(Builtin, the_files_are_those_of_the_source_tree_byte_by_byte) {
  for (const BuiltinFile& file : builtin_theme()) {
    EXPECT_EQ(file.bytes, file_of_source_tree("builtin/" + std::string(file.path))) << file.path;
  }
}

/// Relative luminance of a colour `#rgb` or `#rrggbb` (WCAG 2.2).
double luminance(std::string_view colour) {
  double parts[3];
  std::size_t digits = colour.size() / 3;
  for (std::size_t i = 0; i < 3; ++i) {
    std::string part(colour.substr(1 + i * digits, digits));
    if (digits == 1) part += part;
    double value = static_cast<double>(std::stoul(part, nullptr, 16)) / 255;
    parts[i] = value <= 0.04045 ? value / 12.92 : std::pow((value + 0.055) / 1.055, 2.4);
  }
  return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2];
}

double contrast(std::string_view one, std::string_view other) {
  auto [low, high] = std::minmax({luminance(one), luminance(other)});
  return (high + 0.05) / (low + 0.05);
}

/// The colour of a variable in the first or second `:root` with colours of the theme's style: light or dark.
std::string colour(std::string_view css, int palette, std::string_view name) {
  std::size_t at = 0;
  for (int i = 0; i <= palette; ++i) at = css.find("--text:", at) + 1;
  at = css.find("--" + std::string(name) + ": ", at - 1);
  at = css.find('#', at);
  return std::string(css.substr(at, css.find_first_of(";\n }", at) - at));
}

TEST(Builtin, all_colours_of_code_have_the_contrast_of_wcag_aa_in_light_and_dark) {
  std::string_view css = find(builtin_theme(), "assets/css/style.css")->bytes;
  std::size_t colours = 0;
  for (std::size_t at = css.find(".token:is("); at != css.npos; at = css.find(".token:is(", at + 1)) {
    std::size_t begin = css.find("var(--", at) + 6;
    std::string_view name = css.substr(begin, css.find(')', begin) - begin);
    for (int palette : {0, 1}) {
      EXPECT_GE(contrast(colour(css, palette, name), colour(css, palette, "raised")), 4.5) << name << palette;
    }
    ++colours;
  }
  EXPECT_EQ(colours, 6u);
  EXPECT_NE(colour(css, 0, "key"), colour(css, 1, "key"));
  EXPECT_NEAR(contrast("#fff", "#767676"), 4.54, 0.01);
}

TEST(Builtin, every_generated_page_has_a_template) {
  for (const char* name : {"base", "page", "index", "tag", "tags", "archive", "404"}) {
    EXPECT_NE(find(builtin_theme(), std::string("templates/") + name + ".html"), nullptr) << name;
  }
}

TEST(Builtin, no_other_kind_of_site_has_files) { EXPECT_TRUE(site_skeleton("shop").empty()); }

TEST(Builtin, each_kind_of_site_has_settings_pages_and_a_favicon) {
  for (std::string_view kind : k_kinds) {
    std::vector<BuiltinFile> files = site_skeleton(kind);
    EXPECT_TRUE(std::ranges::is_sorted(files, {}, &BuiltinFile::path));
    for (const char* path : {"bengal.toml", "content/index.md", "static/favicon.svg", ".gitignore"}) {
      EXPECT_NE(find(files, path), nullptr) << kind << " " << path;
    }
  }
}

TEST(Builtin, the_documentation_has_a_dozen_pages_on_three_levels) {
  std::size_t pages = 0, deepest = 0;
  for (const BuiltinFile& file : site_skeleton("docs")) {
    if (!file.path.ends_with(".md")) continue;
    ++pages;
    deepest = std::max(deepest, base::split(file.path, '/').size());
  }
  EXPECT_GE(pages, 12u);
  EXPECT_EQ(deepest, 5u);  // content/docs/writing/blocks/boxes.md
}

TEST(Builtin, pages_begin_with_front_matter_that_has_a_title) {
  for (std::string_view kind : k_kinds) {
    for (const BuiltinFile& file : site_skeleton(kind)) {
      if (!file.path.ends_with(".md")) continue;
      EXPECT_TRUE(file.bytes.starts_with("---\ntitle: ")) << file.path;
      EXPECT_NE(file.bytes.find("\n---\n", 4), std::string_view::npos) << file.path;
    }
  }
}

TEST(Builtin, the_title_stands_between_double_quotes_and_the_date_alone) {
  for (std::string_view kind : k_kinds) {
    std::size_t titles = 0;
    for (const BuiltinFile& file : site_skeleton(kind)) {
      for (std::string_view line : base::split(file.bytes, '\n')) {
        if (line.find("{{ title }}") != line.npos) {
          ++titles;
          EXPECT_TRUE(line == "title: \"{{ title }}\"" || line == "title = \"{{ title }}\"") << file.path << line;
        }
        bool dated = line.find("{{ date }}") != line.npos;
        EXPECT_TRUE(!dated || line == "date: {{ date }}") << file.path << line;
      }
    }
    EXPECT_EQ(titles, 2u) << kind;
  }
}

TEST(Builtin, links_between_pages_lead_to_files) {
  for (std::string_view kind : k_kinds) {
    std::vector<BuiltinFile> files = site_skeleton(kind);
    std::size_t links = 0;
    for (const BuiltinFile& file : files) {
      if (!file.path.ends_with(".md")) continue;
      for (std::size_t at = file.bytes.find("]("); at != std::string_view::npos; at = file.bytes.find("](", at + 1)) {
        std::string_view target = file.bytes.substr(at + 2, file.bytes.find(')', at) - at - 2);
        std::string path = base::join_path(base::parent_path(file.path), target);
        EXPECT_NE(find(files, path), nullptr) << file.path << " -> " << target;
        ++links;
      }
    }
    EXPECT_GT(links, 1u) << kind;
  }
}

TEST(Builtin, settings_are_understood_without_a_word) {
  for (std::string_view kind : k_kinds) {
    base::MemoryFileSystem fs;
    for (const BuiltinFile& file : site_skeleton(kind)) {
      fs.add("/site/" + std::string(file.path), base::replace_all(file.bytes, "{{ title }}", "My site"));
    }
    diagnostics::Sink sink;
    config::Request request;
    request.root = "/site";
    config::Config config = config::load(fs, request, sink);
    EXPECT_EQ(config.title, "My site");
    EXPECT_FALSE(config.menus.empty());
    for (const auto& report : sink.reports()) {
      ADD_FAILURE() << kind << ": " << diagnostics::to_text(report, diagnostics::Colors::off);
    }
  }
}

}  // namespace
}  // namespace theme
