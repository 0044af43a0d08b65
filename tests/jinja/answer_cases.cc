// SPDX-License-Identifier: MIT
#include <iostream>
#include <string>

#include "base/arena.h"
#include "render_case.h"
#include "value/operations.h"
#include "value/parse.h"

/// Renders cases for another program: reads one case a line from the standard input,
///
///     {"options": ["trim_blocks"], "context": "{\"a\": 1}", "templates": [["main", "{{ a }}"]]}
///
/// and answers each at once with `ok LENGTH` or `error LENGTH` on a line and as many bytes: what it prints, or what
/// went wrong.
namespace {

using value::Value;

std::string_view text_of(const Value& value) { return value.is_string() ? value.as_string() : std::string_view(); }

cases::Case read_case(const std::string& line) {
  base::Arena arena;
  std::vector<diagnostics::Diagnostic> problems;
  Value read = value::parse(value::Format::json, line, diagnostics::SourceText("case", line), arena, problems);
  cases::Case one{.name = "case", .file = "case"};
  if (!read.is_map()) return one;
  for (const Value& option : read.get("options").items()) one.options.emplace_back(text_of(option));
  one.context = text_of(read.get("context"));
  for (const Value& each : read.get("templates").items()) {
    one.templates.emplace_back(text_of(each.items()[0]), text_of(each.items()[1]));
  }
  return one;
}

}  // namespace

int main() {
  std::string line;
  while (std::getline(std::cin, line)) {
    cases::Case one = read_case(line);
    if (one.templates.empty()) return 1;
    jinja::Result result = cases::render(one);
    std::string said = result.good ? result.output : cases::facts_of(result);
    std::cout << (result.good ? "ok " : "error ") << said.size() << '\n' << said << std::flush;
  }
  return 0;
}
