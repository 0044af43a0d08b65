// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>
#include <string>
#include <vector>

#include "markdown/markdown.h"

/// The files `*.txt` beside this one hold cases:
///
///     === name_of_the_fact
///     Markdown
///     --- html
///     what comes of it
///     --- headings            level id title
///     --- slots               kind "target" "text" "what stands there unfilled"
///     --- diagnostics         line:column severity code: message (hint)
///     --- words               their number
///     --- plain               the text of the HTML
///     --- options             commonmark, gfm, the name of a switch, no- and its name, deepest-nesting N, most-bytes N
///
/// A case checks the parts that it has. An empty part says that there is nothing of the kind.
namespace {

struct Case {
  std::string name;
  std::map<std::string, std::string> parts;  ///< "" is the Markdown
};

/// `=== name`; lines of Markdown may begin in the same way.
bool is_name_line(const std::string& line) {
  return line.starts_with("=== ") &&
         line.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789_", 4) == std::string::npos;
}

std::vector<Case> read_cases(const std::filesystem::path& file) {
  std::vector<Case> cases;
  std::ifstream stream(file);
  std::string line;
  std::string part;
  while (std::getline(stream, line)) {
    if (is_name_line(line)) {
      cases.push_back({line.substr(4), {}});
      part.clear();
    } else if (cases.empty()) {
      continue;
    } else if (line.starts_with("--- ")) {
      part = line.substr(4);
      cases.back().parts[part];
    } else {
      cases.back().parts[part] += line + "\n";
    }
  }
  for (Case& each : cases) {
    for (auto& [name, text] : each.parts) {
      while (text.ends_with("\n\n")) text.pop_back();
      if (text == "\n") text.clear();
    }
  }
  return cases;
}

markdown::Options options_of(const Case& each) {
  markdown::Options options;
  options.extensions.set(markdown::Extension::highlight, false);  // not known to every program: see highlighting_test
  auto part = each.parts.find("options");
  if (part == each.parts.end()) return options;
  std::istringstream words(part->second);
  std::string word;
  while (words >> word) {
    if (word == "commonmark") options.extensions = markdown::k_commonmark;
    if (word == "gfm") options.extensions = markdown::k_gfm;
    for (const markdown::Switch& one : markdown::switches()) {
      if (word == one.name) options.extensions.set(one.extension, true);
      if (word == "no-" + std::string(one.name)) options.extensions.set(one.extension, false);
    }
    if (word == "deepest-nesting") words >> options.deepest_nesting;
    if (word == "most-bytes") words >> options.most_bytes;
  }
  return options;
}

std::string kind_name(markdown::Slot::Kind kind) {
  switch (kind) {
    case markdown::Slot::Kind::variable:
      return "variable";
    case markdown::Slot::Kind::cross_reference:
      return "cross-reference";
    case markdown::Slot::Kind::link:
      return "link";
    case markdown::Slot::Kind::image:
      return "image";
    case markdown::Slot::Kind::shortcode:
      return "shortcode";
    case markdown::Slot::Kind::shortcode_begin:
      return "shortcode-begin";
    case markdown::Slot::Kind::shortcode_end:
      return "shortcode-end";
    case markdown::Slot::Kind::directive_begin:
      return "directive-begin";
    case markdown::Slot::Kind::directive_body:
      return "directive-body";
    case markdown::Slot::Kind::directive_end:
      return "directive-end";
    case markdown::Slot::Kind::include:
      return "include";
    default:
      return "literal-include";
  }
}

std::string show_slots(const markdown::Document& document, const diagnostics::SourceText& source) {
  std::string shown;
  for (const markdown::Slot& slot : document.slots) {
    auto place = source.locate(slot.offset);
    shown += std::to_string(place.line) + ":" + std::to_string(place.column) + " " + kind_name(slot.kind) + " \"" +
             slot.target + "\" \"" + slot.text + "\" \"" + document.html.substr(slot.begin, slot.end - slot.begin) +
             "\"\n";
  }
  return shown;
}

std::string show_headings(const markdown::Document& document) {
  std::string shown;
  for (const markdown::Heading& heading : document.headings) {
    shown += std::to_string(heading.level) + " " + heading.id + " " + heading.title + "\n";
  }
  return shown;
}

std::string show_diagnostics(const std::vector<diagnostics::Diagnostic>& all) {
  std::string shown;
  for (const diagnostics::Diagnostic& each : all) {
    shown += std::to_string(each.location.line) + ":" + std::to_string(each.location.column) +
             (each.severity == diagnostics::Severity::error ? " error " : " warning ") + each.code + ": " +
             each.message + (each.hint.empty() ? "" : " (" + each.hint + ")") + "\n";
  }
  return shown;
}

class CaseTest : public testing::Test {
 public:
  explicit CaseTest(Case each) : case_(std::move(each)) {}

  void TestBody() override {
    std::string text = case_.parts[""];
    diagnostics::SourceText source("page.md", text);
    std::vector<diagnostics::Diagnostic> found;
    markdown::Document document = markdown::parse(text, options_of(case_), source, 0, found);
    check("html", document.html);
    check("headings", show_headings(document));
    check("slots", show_slots(document, source));
    check("words", std::to_string(markdown::count_words(markdown::plain_text(document.html))) + "\n");
    check("plain", markdown::plain_text(document.html) + "\n");
    if (case_.parts.contains("diagnostics")) {
      check("diagnostics", show_diagnostics(found));
    } else {
      EXPECT_EQ(show_diagnostics(found), "");
    }
    std::uint32_t end = 0;
    for (const markdown::Slot& slot : document.slots) {
      EXPECT_LE(end, slot.begin);
      EXPECT_LE(slot.begin, slot.end);
      end = slot.end;
    }
  }

 private:
  void check(const std::string& part, const std::string& actual) {
    if (case_.parts.contains(part)) {
      EXPECT_EQ(actual, case_.parts[part]) << part;
    }
  }

  Case case_;
};

}  // namespace

int main(int count, char** arguments) {
  testing::InitGoogleTest(&count, arguments);
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::directory_iterator(BENGAL_SOURCE_DIR "/tests/markdown")) {
    if (entry.path().extension() == ".txt" && entry.path().stem() != "CMakeLists") files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  for (const auto& file : files) {
    for (const Case& each : read_cases(file)) {
      testing::RegisterTest(file.stem().c_str(), each.name.c_str(), nullptr, nullptr, file.c_str(), 0,
                            [each]() -> testing::Test* { return new CaseTest(each); });
    }
  }
  return RUN_ALL_TESTS();
}
