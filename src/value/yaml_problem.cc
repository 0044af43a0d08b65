// SPDX-License-Identifier: MIT
#include <algorithm>
#include <string>

#include "base/strings.h"
#include "value/formats.h"
#include "value/wording.h"

namespace value {

namespace {

std::size_t begin_of_line(std::string_view text, std::size_t offset) {
  std::size_t before = offset == 0 ? text.npos : text.rfind('\n', offset - 1);
  return before == text.npos ? 0 : before + 1;
}

/// The line's first word when it is a key: `title` of `  title: One: two`.
std::string_view key_of_line(std::string_view text, std::size_t offset) {
  std::size_t begin = begin_of_line(text, offset);
  std::string_view line = text.substr(begin, text.find('\n', begin) - begin);
  std::string_view key = base::trim(line.substr(0, std::min(line.find(':'), line.size())));
  bool is_key = key.size() < 40 && key.size() < line.size() && key.find_first_of("\"'#{}[]") == key.npos;
  return is_key ? key : "title";
}

bool has_tab_in_indentation(std::string_view text, std::size_t offset) {
  std::size_t begin = begin_of_line(text, offset);
  std::size_t end = std::min(text.find_first_not_of(" \t", begin), text.size());
  return text.substr(begin, end - begin).find('\t') != text.npos;
}

bool is_in_indentation(std::string_view text, std::size_t offset) {
  std::size_t begin = begin_of_line(text, offset);
  return base::trim(text.substr(begin, offset - begin)).empty();
}

/// A key before the problem whose value begins with a quote that another line closes.
bool follows_open_quote(std::string_view text, const YamlProblem& problem) {
  std::size_t begin = begin_of_line(text, problem.offset);
  std::size_t quotes = 0;
  for (char c : text.substr(begin, problem.offset - begin)) quotes += c == '"' ? 1 : 0;
  return quotes % 2 == 1 && problem.problem.starts_with("did not find expected");
}

bool follows_closing_quote(std::string_view text, std::size_t offset) {
  std::size_t begin = begin_of_line(text, offset);
  std::string_view before = base::trim(text.substr(begin, offset - begin));
  return before.ends_with('"') || before.ends_with('\'');
}

std::string hint_at_colon(std::string_view text, std::size_t offset) {
  std::size_t begin = begin_of_line(text, offset);
  bool is_second = text.substr(begin, offset - begin).find(": ") != text.npos;
  if (!is_second) return "check the indentation of this line, and that the line before has a colon and a space";
  return "a value that contains ': ' needs quotes: " + std::string(key_of_line(text, offset)) + ": \"One: two\"";
}

std::string hint_at_character(std::string_view text, std::size_t offset) {
  if (offset >= text.size()) return "check the end of the text";
  if (text[offset] == '\t') return "use spaces, not tabs, to indent";
  return "a value that begins with " + quoted(text.substr(offset, 1)) + " needs quotes";
}

std::string hint_for(const ParseJob& job, const YamlProblem& problem) {
  auto says = [&](std::string_view part) { return problem.problem.find(part) != problem.problem.npos; };
  auto is_about = [&](std::string_view part) { return problem.context.find(part) != problem.context.npos; };
  if (has_tab_in_indentation(job.text, problem.offset)) return "use spaces, not tabs, to indent";
  if (says("mapping values are not allowed")) return hint_at_colon(job.text, problem.offset);
  if (says("cannot start any token")) return hint_at_character(job.text, problem.offset);
  if (says("tab character")) return "use spaces, not tabs, to indent";
  if (is_about("quoted scalar") && (says("unknown escape") || says("hexdecimal")))
    return "write \\\\ for a backslash, or use single quotes around the text";
  if (is_about("quoted scalar")) return "the quote that begins here is not closed";
  if (is_about("flow sequence") || is_about("flow mapping")) {
    char bracket = is_about("flow sequence") ? '[' : '{';
    return std::string("the '") + bracket + "' on line " + std::to_string(job.line_of(problem.context_offset)) +
           " is not closed, or a comma is missing";
  }
  if (is_about("alias") || is_about("anchor")) return "a value that begins with * or & needs quotes";
  if (is_about("tag")) return "a value that begins with ! needs quotes";
  if (says("could not find expected ':'")) return "a key is followed by a colon and a space: key: value";
  if (follows_open_quote(job.text, problem)) return "a quote opened on a line before is not closed there";
  if (follows_closing_quote(job.text, problem.offset)) return "put the quotes around the whole value";
  if (says("control characters")) return "remove the invisible character";
  if (is_about("block mapping") || is_about("block collection"))
    return "keys and list items of one level begin in the same column";
  return "check indentation, quotes and brackets around this place";
}

}  // namespace

void report_yaml_problem(ParseJob& job, const YamlProblem& problem) {
  YamlProblem shown = problem;
  bool is_at_end = problem.problem.find("unexpected end of stream") != problem.problem.npos ||
                   problem.problem.find("unexpected document indicator") != problem.problem.npos;
  if (is_at_end && problem.context.find("quoted scalar") != problem.context.npos) shown.offset = problem.context_offset;
  bool is_tab = shown.offset < job.text.size() && job.text[shown.offset] == '\t' &&
                is_in_indentation(job.text, shown.offset) && shown.problem.find("cannot start") != shown.problem.npos;
  std::string message = "this is no valid YAML: ";
  message += is_tab ? "a tab stands where spaces are expected" : shown.problem;
  if (!shown.context.empty() && !is_tab) message.append(" ").append(shown.context);
  job.report_error("yaml-syntax", message, shown.offset, hint_for(job, shown));
}

}  // namespace value
