// SPDX-License-Identifier: MIT
#include "cases.h"

#include "base/strings.h"

namespace cases {

namespace {

/// Appends a line to a section's text.
void add_line(std::string& section, bool& is_first, std::string_view line) {
  if (!is_first) section += '\n';
  section += line;
  is_first = false;
}

}  // namespace

std::vector<Case> read_cases(const std::string& file, std::string_view text) {
  std::vector<Case> cases;
  std::string* section = nullptr;
  std::string notes;
  std::string options;
  bool is_first = true;
  int number = 0;
  if (text.ends_with('\n')) text.remove_suffix(1);
  auto end_section = [&] {
    if (section == &options && !cases.empty()) {
      for (std::string_view option : base::split_words(options)) cases.back().options.emplace_back(option);
    }
    options.clear();
    is_first = true;
  };
  for (std::string_view line : base::split(text, '\n')) {
    ++number;
    if (line.starts_with("=== ")) {
      end_section();
      section = nullptr;
      cases.push_back({.name = std::string(line.substr(4)), .file = file, .line = number});
    } else if (line.starts_with("--- ") && !cases.empty()) {
      end_section();
      Case& current = cases.back();
      std::string_view title = base::trim(line.substr(4));
      std::string_view word = title.substr(0, title.find(' '));
      std::string_view rest = base::trim(title.substr(word.size()));
      if (word == "options") {
        section = &options;
      } else if (word == "context") {
        section = &current.context;
      } else if (word == "template") {
        current.templates.emplace_back(rest.empty() ? "main" : rest, "");
        section = &current.templates.back().second;
      } else if (word == "expect" || word == "error") {
        current.fails = word == "error";
        current.error_code = rest;
        section = &current.expected;
      } else {
        section = &notes;
      }
    } else if (section != nullptr) {
      add_line(*section, is_first, line);
    }
  }
  end_section();
  return cases;
}

}  // namespace cases
