// SPDX-License-Identifier: MIT
#include <algorithm>
#include <cstdio>
#include <map>
#include <string>

#include "base/file_system.h"
#include "base/strings.h"
#include "cases.h"
#include "render_case.h"

/// Renders every case of the files given and compares: `run_cases file...`. With `--show`, prints what each case gives.
namespace {

/// What is wrong with the result of a case, or "".
std::string complaint(const cases::Case& one, const jinja::Result& result) {
  if (!one.fails) {
    if (!result.good) return "fails:\n" + cases::facts_of(result);
    if (result.output != one.expected) return "expected:\n" + one.expected + "|\ngot:\n" + result.output + "|\n";
    return "";
  }
  if (result.good) return "should fail, but gives:\n" + result.output + "|\n";
  std::string facts = cases::facts_of(result);
  if (facts.find("code " + one.error_code + "\n") == facts.npos) return "another error:\n" + facts;
  for (std::string_view line : base::split(one.expected, '\n')) {
    if (facts.find(line) == facts.npos) return "nothing says '" + std::string(line) + "':\n" + facts;
  }
  return "";
}

}  // namespace

int main(int count, char** words) {
  bool shows = false;
  std::size_t cases_run = 0;
  std::size_t failures = 0;
  base::DiskFileSystem fs;
  std::map<std::string, int> seen;
  for (int i = 1; i < count; ++i) {
    std::string word = words[i];
    if (word == "--show") {
      shows = true;
      continue;
    }
    auto text = fs.read(word);
    if (!text) {
      std::printf("%s: %s\n", word.c_str(), text.error().message.c_str());
      return 1;
    }
    for (const cases::Case& one : cases::read_cases(word, *text)) {
      ++cases_run;
      std::string wrong = one.templates.empty() ? "has no template" : complaint(one, cases::render(one));
      if (seen[one.name]++ > 0) wrong += "another case has the same name\n";
      if (shows) {
        jinja::Result result = cases::render(one);
        std::printf("=== %s\n%s%s\n", one.name.c_str(), result.output.c_str(), cases::facts_of(result).c_str());
      }
      if (wrong.empty()) continue;
      ++failures;
      std::printf("%s:%d: %s: %s\n", one.file.c_str(), one.line, one.name.c_str(), wrong.c_str());
    }
  }
  std::printf("%zu cases, %zu failures\n", cases_run, failures);
  return failures == 0 && cases_run > 0 ? 0 : 1;
}
