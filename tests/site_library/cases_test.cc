// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "test_site.h"

/// The files `*.txt` beside this one hold a small site and cases:
///
///     @@@ content/blog/a.md
///     text of the file
///
///     === name_of_the_fact
///     template text
///     --- context             names the template sees, as JSON
///     --- page                the content file that the output is about; the template sees it as `page`
///     --- output              what comes of it
///     --- diagnostics         severity code: message (hint)
///
/// Output and diagnostics are compared without the final line break. A case without `output` fails to render; a case
/// without `diagnostics` has none.
namespace {

using site_library::TestSite;

struct Case {
  std::string name;
  std::map<std::string, std::string> parts;  ///< "" is the template
};

struct CaseFile {
  std::map<std::string, std::string> files;
  std::vector<Case> cases;
};

std::string without_line_ends(std::string text) {
  while (text.ends_with('\n')) text.pop_back();
  return text;
}

CaseFile read_cases(const std::filesystem::path& file) {
  CaseFile read;
  std::ifstream stream(file);
  std::string line;
  std::string* part = nullptr;
  while (std::getline(stream, line)) {
    if (line.starts_with("@@@ ")) {
      part = &read.files[line.substr(4)];
    } else if (line.starts_with("=== ")) {
      read.cases.push_back({line.substr(4), {}});
      part = &read.cases.back().parts[""];
    } else if (line.starts_with("--- ") && !read.cases.empty()) {
      part = &read.cases.back().parts[line.substr(4)];
    } else if (part != nullptr) {
      *part += line + "\n";
    }
  }
  for (Case& each : read.cases) {
    for (auto& [name, text] : each.parts) text = without_line_ends(text);
  }
  return read;
}

std::string show(const std::vector<diagnostics::Diagnostic>& diagnostics) {
  std::string shown;
  for (const diagnostics::Diagnostic& each : diagnostics) {
    shown += (each.severity == diagnostics::Severity::error ? "error " : "warning ") + each.code + ": " + each.message +
             (each.hint.empty() ? "" : " (" + each.hint + ")") + "\n";
  }
  return without_line_ends(shown);
}

class CaseTest : public testing::Test {
 public:
  CaseTest(Case each, std::shared_ptr<CaseFile> file) : case_(std::move(each)), file_(std::move(file)) {}

  void TestBody() override {
    TestSite site(file_->files);
    jinja::Result result = site.render(case_.parts[""], part("context"), part("page"));
    EXPECT_EQ(result.good, case_.parts.contains("output")) << show(result.diagnostics);
    if (result.good) {
      EXPECT_EQ(without_line_ends(result.output), part("output"));
    }
    EXPECT_EQ(show(result.diagnostics), part("diagnostics"));
  }

 private:
  std::string part(const std::string& name) const {
    auto found = case_.parts.find(name);
    return found == case_.parts.end() ? "" : found->second;
  }

  Case case_;
  std::shared_ptr<CaseFile> file_;
};

void register_cases() {
  std::vector<std::filesystem::path> paths;
  for (const auto& entry : std::filesystem::directory_iterator(BENGAL_SOURCE_DIR "/tests/site_library")) {
    if (entry.path().extension() == ".txt" && entry.path().filename() != "CMakeLists.txt")
      paths.push_back(entry.path());
  }
  std::sort(paths.begin(), paths.end());
  for (const std::filesystem::path& path : paths) {
    auto file = std::make_shared<CaseFile>(read_cases(path));
    for (const Case& each : file->cases) {
      testing::RegisterTest(path.stem().c_str(), each.name.c_str(), nullptr, nullptr, __FILE__, __LINE__,
                            [=]() -> testing::Test* { return new CaseTest(each, file); });
    }
  }
}

}  // namespace

int main(int argc, char** argv) {
  testing::InitGoogleTest(&argc, argv);
  register_cases();
  return RUN_ALL_TESTS();
}
