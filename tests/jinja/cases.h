// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// The cases of the template language as data. A file of cases is text:
///
///     === a loop knows its index
///     --- options
///     trim_blocks lstrip_blocks
///     --- context
///     {"names": ["a", "b"]}
///     --- template page.html
///     {% for name in names %}{{ loop.index }}{{ name }}{% endfor %}
///     --- expect
///     1a2b
///
/// The first template is rendered, the others can be included and extended. `--- error CODE` stands in place of
/// `expect` where the render fails; below it may stand a part of the message, a line `at FILE:LINE:COLUMN`, a line
/// `hint TEXT` and lines `in WHAT NAME` for steps of the chain. A section's text has no line break at its end; an
/// empty last line gives it one. `--- differs` says why Jinja2 itself answers otherwise; such cases are left out of the
/// comparison with it. Lines before the first case, and between `===` and the first section, are notes.
namespace cases {

struct Case {
  std::string name;
  std::string file;
  int line = 0;
  std::vector<std::string> options;
  std::string context;
  std::vector<std::pair<std::string, std::string>> templates;
  bool fails = false;
  std::string error_code;
  std::string expected;  ///< the output, or what is said of the error
};

std::vector<Case> read_cases(const std::string& file, std::string_view text);

}  // namespace cases
