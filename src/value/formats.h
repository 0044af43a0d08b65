// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "value/parse.h"

namespace value {

/// What the three parsers share: where values go, and how mistakes and places are said. Offsets count from the
/// beginning of the parsed text; the base offset of the options is added here.
class ParseJob {
 public:
  ParseJob(std::string_view text_, const diagnostics::SourceText& source, base::Arena& arena_,
           std::vector<diagnostics::Diagnostic>& diagnostics, const ParseOptions& options)
      : text(text_), arena(arena_), source_(source), diagnostics_(diagnostics), options_(options) {}

  std::string_view text;
  base::Arena& arena;

  /// Only the first warnings of a text are kept: a file with 100 000 mistakes is one mistake.
  void report(diagnostics::Severity severity, std::string code, std::string message, std::size_t offset,
              std::string hint = {}, std::size_t length = 1);
  void report_error(std::string code, std::string message, std::size_t offset, std::string hint) {
    report(diagnostics::Severity::error, std::move(code), std::move(message), offset, std::move(hint));
  }
  void report_duplicate(std::string_view key, std::size_t offset, std::size_t length);
  void report_nesting(std::string_view format_name, std::size_t offset);

  /// The line of the whole file in which an offset lies, from 1.
  std::uint32_t line_of(std::size_t offset) const;

  bool wants_places() const { return options_.places != nullptr && place_bytes_ < k_most_place_bytes; }
  void add_place(std::string path, std::size_t offset, std::size_t length) {
    place_bytes_ += path.size();
    options_.places->push_back({std::move(path), offset + options_.base_offset, length});
  }

 private:
  static constexpr std::size_t k_most_place_bytes = 64 << 20;

  const diagnostics::SourceText& source_;
  std::vector<diagnostics::Diagnostic>& diagnostics_;
  const ParseOptions& options_;
  std::size_t place_bytes_ = 0;
  int warnings_ = 0;
};

Value parse_yaml(ParseJob& job);
/// The same for any YAML, by the library.
Value parse_any_yaml(ParseJob& job);
/// The same for YAML that is so simple that it needs no library, and has no mistakes; nothing for any other.
std::optional<Value> parse_plain_yaml(ParseJob& job);
Value parse_toml(ParseJob& job);
Value parse_json(ParseJob& job);

/// A plain YAML scalar as PyYAML's SafeLoader resolves it: null, booleans (also yes, no, on, off), integers (also
/// octal, hexadecimal, binary, sexagesimal, with `_`), floats, dates; anything else is text, and so is an integer
/// beyond 64 bits.
Value resolve_yaml_scalar(base::Arena& arena, std::string_view text);

/// Whether a plain scalar is written as a timestamp, though there may be no such day.
bool looks_like_yaml_timestamp(std::string_view text);

/// What the YAML library says about a text it cannot read; offsets are in bytes.
struct YamlProblem {
  std::string_view problem;
  std::string_view context;
  std::size_t offset = 0;
  std::size_t context_offset = 0;
};

/// Reports a syntax error where the user should look, with what is commonly behind it.
void report_yaml_problem(ParseJob& job, const YamlProblem& problem);

/// What the TOML library must not be given: nesting deeper than `k_deepest`, by brackets or by dotted keys (its memory
/// is freed by recursion), or a character beyond ASCII outside strings and comments (it is no valid TOML, and the
/// library does not look at it safely).
struct TomlObstacle {
  enum class Kind { none, nesting, character } kind = Kind::none;
  std::size_t offset = 0;
};
TomlObstacle find_toml_obstacle(std::string_view text);

}  // namespace value
