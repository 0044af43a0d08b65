// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include <algorithm>
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
