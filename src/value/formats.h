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

  void report(diagnostics::Severity severity, std::string code, std::string message, std::size_t offset,
              std::string hint = {}, std::size_t length = 1);
  bool wants_places() const { return options_.places != nullptr; }
  void add_place(std::string path, std::size_t offset, std::size_t length) {
    options_.places->push_back({std::move(path), offset + options_.base_offset, length});
  }

 private:
  const diagnostics::SourceText& source_;
  std::vector<diagnostics::Diagnostic>& diagnostics_;
  const ParseOptions& options_;
};

Value parse_yaml(ParseJob& job);
Value parse_toml(ParseJob& job);
Value parse_json(ParseJob& job);

/// A plain YAML scalar as PyYAML's SafeLoader resolves it: null, booleans (also yes, no, on, off), integers (also
/// octal, hexadecimal, binary, sexagesimal, with `_`), floats, dates; anything else is text.
Value resolve_yaml_scalar(base::Arena& arena, std::string_view text);

}  // namespace value
