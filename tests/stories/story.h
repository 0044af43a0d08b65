// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>
#include <vector>

/// Site stories: one file tells what happens to one site. A file is a list of steps, each a line that begins with `---
/// ` and the lines below it up to the next step:
///
///     --- file PATH               writes the file (the body's final line break included)
///     --- delete PATH             removes it
///     --- build [FLAG...]         builds; flags: --drafts --strict --future --environment=E --profile=P --baseurl=U
///     --jobs=N
///     --- exit CODE               the last build's exit code
///     --- output PATH             the output's bytes are exactly the body (the body's final line break may be absent)
///     --- output PATH has         the output contains every line of the body, each somewhere, in this order
///     --- output PATH lacks       the output contains no line of the body
///     --- no output PATH          there is no such output
///     --- outputs GLOB            the outputs that match (one `*`) are exactly the lines of the body, sorted
///     --- messages                the reports of the last build, as text, are exactly the body ("" for none)
///     --- messages have           they contain every line of the body, in this order
///     --- questions PATH have     what the output asked while it was made, in words, a line each, sorted; likewise
///     lacks
///     --- written N               the last build wrote N files
///     --- removed N               it removed N
///
/// Lines before the first step say what the story is about.
namespace stories {

struct Step {
  std::string what;  ///< the line behind `--- `
  std::string body;
  int line = 0;
};

std::vector<Step> parse_story(std::string_view text);

/// Runs the steps over a site in memory; answers a description of each expectation that does not hold.
std::vector<std::string> run_story(const std::vector<Step>& steps);

}  // namespace stories
