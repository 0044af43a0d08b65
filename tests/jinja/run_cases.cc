// SPDX-License-Identifier: MIT
#include <algorithm>
#include <cstdio>
#include <map>
#include <string>

#include "base/file_system.h"
#include "base/strings.h"
#include "cases.h"
#include "diagnostics/sink.h"
#include "jinja/environment.h"
#include "value/parse.h"

/// Renders every case of the files given and compares: `run_cases file...`. With `--show`, prints what each case gives.
namespace {

class CaseLoader final : public jinja::Loader {
 public:
  explicit CaseLoader(const cases::Case& one) : case_(one) {}
  std::optional<jinja::Source> load(std::string_view name) const override {
    for (const auto& [known, text] : case_.templates) {
      if (known == name) return jinja::Source{known, text};
    }
    return std::nullopt;
  }
  std::vector<std::string> names() const override {
    std::vector<std::string> names;
    for (const auto& each : case_.templates) names.push_back(each.first);
    return names;
  }

 private:
  const cases::Case& case_;
};

jinja::Options options_of(const cases::Case& one) {
  jinja::Options options;
  for (const std::string& option : one.options) {
    if (option == "trim_blocks") options.trim_blocks = true;
    if (option == "lstrip_blocks") options.lstrip_blocks = true;
    if (option == "keep_trailing_newline") options.keep_trailing_newline = true;
    if (option == "autoescape") options.autoescape = jinja::Autoescape::on;
    if (option == "autoescape_by_name") options.autoescape = jinja::Autoescape::by_name;
    if (option == "strict") options.undefined = jinja::Undefined::strict;
    if (option == "chainable") options.undefined = jinja::Undefined::chainable;
    if (option == "few_iterations") options.limits.iterations = 1000;
    if (option == "little_output") options.limits.output_bytes = 1000;
  }
  return options;
}

std::string place_of(const diagnostics::Location& location) {
  return location.file + ":" + std::to_string(location.line) + ":" + std::to_string(location.column);
}

/// Everything that an `error` section can speak of, one fact a line.
std::string facts_of(const jinja::Result& result) {
  std::string facts;
  for (const diagnostics::Diagnostic& each : result.diagnostics) {
    facts += "code " + each.code + "\n" + each.message + "\nat " + place_of(each.location) + "\nlength " +
             std::to_string(each.location.length) + "\nhint " + each.hint + "\n";
    for (const diagnostics::Frame& frame : each.chain) {
      facts += "in " + frame.what + " " + frame.name;
      facts += (frame.where.line == 0 ? "" : " from " + place_of(frame.where)) + "\n";
    }
  }
  return facts;
}

/// What is wrong with the result of a case, or "".
std::string complaint(const cases::Case& one, const jinja::Result& result) {
  if (!one.fails) {
    if (!result.good) return "fails:\n" + facts_of(result);
    if (result.output != one.expected) return "expected:\n" + one.expected + "|\ngot:\n" + result.output + "|\n";
    return "";
  }
  if (result.good) return "should fail, but gives:\n" + result.output + "|\n";
  std::string facts = facts_of(result);
  if (facts.find("code " + one.error_code + "\n") == facts.npos) return "another error:\n" + facts;
  for (std::string_view line : base::split(one.expected, '\n')) {
    if (facts.find(line) == facts.npos) return "nothing says '" + std::string(line) + "':\n" + facts;
  }
  return "";
}

jinja::Result render(const cases::Case& one) {
  CaseLoader loader(one);
  value::Names names;
  jinja::Environment environment(options_of(one), loader, names);
  base::Arena arena;
  value::ReadLog reads;
  std::vector<diagnostics::Diagnostic> diagnostics;
  jinja::Request request;
  request.template_name = one.templates.front().first;
  std::string json = one.context.empty() ? "{}" : one.context;
  request.context =
      value::parse(value::Format::json, json, diagnostics::SourceText(one.name, json), arena, diagnostics);
  return environment.render(request, arena, reads);
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
      std::string wrong = one.templates.empty() ? "has no template" : complaint(one, render(one));
      if (seen[one.name]++ > 0) wrong += "another case has the same name\n";
      if (shows) {
        jinja::Result result = render(one);
        std::printf("=== %s\n%s%s\n", one.name.c_str(), result.output.c_str(), facts_of(result).c_str());
      }
      if (wrong.empty()) continue;
      ++failures;
      std::printf("%s:%d: %s: %s\n", one.file.c_str(), one.line, one.name.c_str(), wrong.c_str());
    }
  }
  std::printf("%zu cases, %zu failures\n", cases_run, failures);
  return failures == 0 && cases_run > 0 ? 0 : 1;
}
