// SPDX-License-Identifier: MIT
#include "value/parse.h"

#include "base/path.h"
#include "base/unicode.h"
#include "value/formats.h"
#include "value/wording.h"

namespace value {

namespace {

constexpr int k_most_warnings = 50;

std::string hexadecimal(char byte) {
  static constexpr char k_digits[] = "0123456789abcdef";
  auto number = static_cast<unsigned char>(byte);
  return {'0', 'x', k_digits[number >> 4], k_digits[number & 15]};
}

}  // namespace

std::optional<Format> format_of(std::string_view file_name) {
  std::string_view extension = base::extension(file_name);
  if (extension == ".yaml" || extension == ".yml") return Format::yaml;
  if (extension == ".toml") return Format::toml;
  if (extension == ".json") return Format::json;
  return std::nullopt;
}

void ParseJob::report(diagnostics::Severity severity, std::string code, std::string message, std::size_t offset,
                      std::string hint, std::size_t length) {
  bool is_warning = severity == diagnostics::Severity::warning;
  if (is_warning && ++warnings_ > k_most_warnings) return;
  diagnostics::Diagnostic diagnostic;
  diagnostic.severity = severity;
  diagnostic.fault = options_.fault;
  diagnostic.code = std::move(code);
  diagnostic.message = std::move(message);
  diagnostic.location = source_.locate(offset + options_.base_offset, length);
  diagnostic.hint = std::move(hint);
  if (is_warning && warnings_ == k_most_warnings) diagnostic.hint += "; further warnings of this file are not shown";
  diagnostics_.push_back(std::move(diagnostic));
}

void ParseJob::report_duplicate(std::string_view key, std::size_t offset, std::size_t length) {
  report(diagnostics::Severity::warning, "duplicate-key",
         "the key " + quoted(key) + " stands here twice; the last one counts", offset, "remove one of them", length);
}

void ParseJob::report_nesting(std::string_view format_name, std::size_t offset) {
  report_error("nesting-too-deep",
               "the " + std::string(format_name) + " is nested more than " + std::to_string(k_deepest) + " levels deep",
               offset, "flatten the structure");
}

std::uint32_t ParseJob::line_of(std::size_t offset) const { return source_.locate(offset + options_.base_offset).line; }

Value parse(Format format, std::string_view text, const diagnostics::SourceText& source, base::Arena& arena,
            std::vector<diagnostics::Diagnostic>& diagnostics, const ParseOptions& options) {
  ParseJob job(text, source, arena, diagnostics, options);
  std::size_t invalid = base::find_invalid_utf8(text);
  if (invalid < text.size()) {
    job.report_error("invalid-utf8", "the byte " + hexadecimal(text[invalid]) + " is no part of UTF-8 text", invalid,
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
