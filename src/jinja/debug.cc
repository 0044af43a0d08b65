// SPDX-License-Identifier: MIT
#include <algorithm>

#include "jinja/builtins.h"
#include "jinja/includes.h"

namespace jinja {

namespace {

void append_names(std::string& out, std::string_view title, std::vector<std::string> names) {
  std::ranges::sort(names);
  names.erase(std::unique(names.begin(), names.end()), names.end());
  out.append(title).append(":");
  for (const std::string& name : names) out.append(" ").append(name);
  out += '\n';
}

}  // namespace

/// `{% debug %}`: what can be used at this point of the template, one line a kind.
void Interpreter::print_debug() {
  if (watch_ != nullptr) watch_->stop();
  std::string text;
  append_names(text, "context", visible_names());
  append_names(text, "filters", library_.filters.names());
  append_names(text, "tests", library_.tests.names());
  print(Value::string(text), autoescape());
}

}  // namespace jinja
