// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <map>
#include <string>

#include "examples.h"
#include "markdown/markdown.h"

/// The examples of the published specifications come out as these say. `specification.exceptions` beside this file
/// lists those that do not, each with its reason.
namespace {

std::string our_html(const std::string& text, markdown::Extensions dialect) {
  diagnostics::SourceText source("example", text);
  std::vector<diagnostics::Diagnostic> found;
  markdown::Options options;
  options.extensions = dialect;
  return markdown::parse(text, options, source, 0, found).html;
}

std::string without_heading_ids(std::string html) {
  for (char level = '1'; level <= '6'; ++level) {
    std::string begin = std::string("<h") + level + " id=\"";
    for (std::size_t at = html.find(begin); at != std::string::npos; at = html.find(begin, at)) {
      std::size_t end = html.find('"', at + begin.size());
      html.erase(at + 3, end + 1 - (at + 3));
    }
  }
  return html;
}

/// Numbers of examples and why they come out otherwise, from lines `file number reason`.
std::map<int, std::string> read_exceptions(const std::string& file) {
  std::map<int, std::string> exceptions;
  std::ifstream stream(BENGAL_SOURCE_DIR "/tests/markdown/specification.exceptions");
  std::string line;
  while (std::getline(stream, line)) {
    if (!line.starts_with(file + " ")) continue;
    std::size_t at = file.size() + 1;
    std::size_t end = line.find(' ', at);
    exceptions[std::stoi(line.substr(at, end - at))] = line.substr(end + 1);
  }
  return exceptions;
}

/// Examples with the names of extensions are for the dialect of sites, as all are where `everywhere` says so.
void check_examples(const std::string& file, std::size_t count, bool everywhere) {
  std::filesystem::path path = shared_folder() / "spec" / file;
  if (!std::filesystem::exists(path)) GTEST_SKIP() << "there is no " << path;
  std::vector<Example> examples = read_examples(path);
  EXPECT_EQ(examples.size(), count);
  std::map<int, std::string> exceptions = read_exceptions(file);
  for (const Example& example : examples) {
    bool site = everywhere || (!example.extensions.empty() && example.extensions != "disabled");
    std::string html = our_html(example.markdown, site ? markdown::k_gfm : markdown::k_commonmark);
    if (site) html = without_heading_ids(html);
    auto exception = exceptions.find(example.number);
    if (exception == exceptions.end()) {
      EXPECT_EQ(html, example.html) << file << ", example " << example.number << ":\n" << example.markdown;
    } else {
      EXPECT_NE(html, example.html) << file << ", example " << example.number << " is no exception any more";
    }
  }
}

TEST(specification, all_commonmark_examples_come_out_exactly) {
  check_examples("commonmark-0.31.2.txt", 652, false);
  EXPECT_TRUE(read_exceptions("commonmark-0.31.2.txt").empty());
}

TEST(specification, gfm_examples_come_out_exactly) { check_examples("gfm-spec.txt", 673, false); }
TEST(specification, gfm_extension_examples_come_out_exactly) { check_examples("gfm-extensions.txt", 28, true); }
TEST(specification, gfm_regressions_come_out_exactly) { check_examples("gfm-regression.txt", 19, false); }

}  // namespace
