// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "markdown/markdown.h"
#include "reference.h"

/// Every example of the published specifications, and every page of real sites, comes out as the parsing library's own
/// HTML, as long as it holds none of what this project adds.
namespace {

const std::filesystem::path k_shared = std::filesystem::path(BENGAL_SOURCE_DIR) / ".." / "shared";

std::string replace_arrows(std::string text) {
  for (std::size_t at = text.find("→"); at != std::string::npos; at = text.find("→", at)) text.replace(at, 3, "\t");
  return text;
}

std::vector<std::string> read_examples(const std::filesystem::path& file) {
  const std::string fence(32, '`');
  std::vector<std::string> examples;
  std::ifstream stream(file);
  std::string line;
  enum class State { outside, source, html } state = State::outside;
  while (std::getline(stream, line)) {
    if (state == State::outside && line.starts_with(fence + " example")) {
      state = State::source;
      examples.emplace_back();
    } else if (state == State::source && line == ".") {
      state = State::html;
    } else if (state == State::source) {
      examples.back() += replace_arrows(line) + "\n";
    } else if (line == fence) {
      state = State::outside;
    }
  }
  return examples;
}

std::string our_html(const std::string& text, markdown::Dialect dialect) {
  diagnostics::SourceText source("example", text);
  std::vector<diagnostics::Diagnostic> found;
  markdown::Options options;
  options.dialect = dialect;
  return markdown::parse(text, options, source, 0, found).html;
}

std::string without_heading_ids(std::string html) {
  for (char level = '1'; level <= '6'; ++level) {
    std::string tag = std::string("<h") + level;
    std::string begin = tag + " id=\"";
    for (std::size_t at = html.find(begin); at != std::string::npos; at = html.find(begin, at)) {
      std::size_t end = html.find('"', at + begin.size());
      html.erase(at + 3, end + 1 - (at + 3));
    }
  }
  return html;
}

bool has_extras(const std::string& text) {
  for (const char* extra : {"[[", "{{", "{#", ":::", "`{", "\n: ", "\n:\t", "mermaid"}) {
    if (text.find(extra) != std::string::npos) return true;
  }
  return false;
}

std::size_t compare_texts(const std::vector<std::string>& texts) {
  std::vector<std::string> commonmark = reference_html(texts, markdown::Dialect::commonmark);
  std::vector<std::string> gfm = reference_html(texts, markdown::Dialect::site);
  EXPECT_EQ(commonmark.size(), texts.size());
  EXPECT_EQ(gfm.size(), texts.size());
  if (commonmark.size() != texts.size() || gfm.size() != texts.size()) return 0;
  std::size_t compared = 0;
  for (std::size_t index = 0; index < texts.size(); ++index) {
    const std::string& text = texts[index];
    EXPECT_EQ(our_html(text, markdown::Dialect::commonmark), commonmark[index]) << text;
    std::string html = our_html(text, markdown::Dialect::site);
    if (has_extras(text)) continue;
    EXPECT_EQ(without_heading_ids(html), without_heading_ids(gfm[index])) << text;
    ++compared;
  }
  return compared;
}

void compare_all(const std::filesystem::path& file) {
  if (!std::filesystem::exists(file)) GTEST_SKIP() << "there is no " << file;
  std::vector<std::string> examples = read_examples(file);
  EXPECT_GT(examples.size(), 5u);
  EXPECT_GT(compare_texts(examples), examples.size() / 2);
}

void compare_pages(const std::filesystem::path& folder) {
  if (!std::filesystem::exists(folder)) GTEST_SKIP() << "there is no " << folder;
  std::vector<std::string> pages;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
    if (entry.path().extension() != ".md") continue;
    std::ifstream stream(entry.path(), std::ios::binary);
    pages.emplace_back((std::istreambuf_iterator<char>(stream)), std::istreambuf_iterator<char>());
  }
  EXPECT_GT(pages.size(), 50u);
  compare_texts(pages);
}

TEST(specification, commonmark_examples_come_out_as_the_library_has_them) {
  compare_all(k_shared / "spec" / "commonmark-0.31.2.txt");
}
TEST(specification, gfm_examples_come_out_as_the_library_has_them) { compare_all(k_shared / "spec" / "gfm-spec.txt"); }
TEST(specification, gfm_extension_examples_come_out_as_the_library_has_them) {
  compare_all(k_shared / "spec" / "gfm-extensions.txt");
}
TEST(specification, gfm_regressions_come_out_as_the_library_has_them) {
  compare_all(k_shared / "spec" / "gfm-regression.txt");
}
TEST(specification, pages_of_the_hugo_documentation_come_out_as_the_library_has_them) {
  compare_pages(k_shared / "sites" / "hugo-docs");
}
TEST(specification, pages_of_the_rust_book_come_out_as_the_library_has_them) {
  compare_pages(k_shared / "sites" / "rust-book");
}

}  // namespace
