// SPDX-License-Identifier: MIT
#include "value/parse.h"

#include "base/path.h"
#include "base/unicode.h"
#include "value/formats.h"

namespace value {

std::optional<Format> format_of(std::string_view file_name) {
  std::string_view extension = base::extension(file_name);
  if (extension == ".yaml" || extension == ".yml") return Format::yaml;
  if (extension == ".toml") return Format::toml;
  if (extension == ".json") return Format::json;
  return std::nullopt;
}

void ParseJob::report(diagnostics::Severity severity, std::string code, std::string message, std::size_t offset,
                      std::string hint, std::size_t length) {
  diagnostics::Diagnostic diagnostic;
  diagnostic.severity = severity;
  diagnostic.fault = options_.fault;
  diagnostic.code = std::move(code);
  diagnostic.message = std::move(message);
  diagnostic.location = source_.locate(offset + options_.base_offset, length);
  diagnostic.hint = std::move(hint);
  diagnostics_.push_back(std::move(diagnostic));
}

Value parse(Format format, std::string_view text, const diagnostics::SourceText& source, base::Arena& arena,
            std::vector<diagnostics::Diagnostic>& diagnostics, const ParseOptions& options) {
  ParseJob job(text, source, arena, diagnostics, options);
  std::size_t invalid = base::find_invalid_utf8(text);
  if (invalid < text.size()) {
    job.report(diagnostics::Severity::error, "invalid-utf8", "a byte is not part of UTF-8 text", invalid,
               "save the file with the encoding UTF-8");
    return {};
  }
  switch (format) {
    case Format::yaml:
      return parse_yaml(job);
    case Format::toml:
      return parse_toml(job);
    case Format::json:
      return parse_json(job);
  }
  return {};
}

}  // namespace value
