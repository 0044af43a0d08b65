// SPDX-License-Identifier: MIT
#include <algorithm>

#include "base/strings.h"
#include "base/unicode.h"
#include "diagnostics/sink.h"

namespace diagnostics {

namespace {

std::string colored(std::string_view text, std::string_view code, Colors colors) {
  if (colors == Colors::off) return std::string(text);
  return "\x1b[" + std::string(code) + "m" + std::string(text) + "\x1b[0m";
}

std::string place(const Location& location) {
  if (location.file.empty()) return "";
  if (location.line == 0) return location.file;
  return location.file + ":" + std::to_string(location.line) + ":" + std::to_string(location.column);
}

/// Control characters would move the terminal's cursor; tabs would shift the carets.
std::string printable(std::string_view line) {
  std::string text(line);
  for (char& c : text) {
    if (static_cast<unsigned char>(c) < 0x20 || c == 0x7f) c = ' ';
  }
  return text;
}

std::string source_excerpt(const Location& location, Colors colors) {
  if (location.line == 0 || location.line_text.empty()) return "";
  std::string number = std::to_string(location.line);
  std::string line = printable(location.line_text);
  std::size_t begin = base::offset_of_code_point(line, location.column - 1);
  std::size_t end = base::offset_of_code_point(line, location.column - 1 + location.length);
  std::size_t indent = base::display_width(std::string_view(line).substr(0, begin));
  std::size_t width = std::max<std::size_t>(1, base::display_width(std::string_view(line).substr(begin, end - begin)));
  return "  " + number + " | " + line + "\n" + std::string(number.size() + 2, ' ') + " | " + std::string(indent, ' ') +
         colored(std::string(width, '^'), "1;31", colors) + "\n";
}

void append_location(std::string& json, const Location& location) {
  json += "\"file\":";
  base::append_json_string(json, location.file);
  json += ",\"line\":" + std::to_string(location.line) + ",\"column\":" + std::to_string(location.column);
}

}  // namespace

std::string to_text(const Report& report, Colors colors) {
  const Diagnostic& d = report.diagnostic;
  bool is_error = d.severity == Severity::error;
  std::string text = place(d.location);
  if (!text.empty()) text = colored(text, "1", colors) + ": ";
  text += colored(is_error ? "error" : "warning", is_error ? "1;31" : "1;33", colors) + ": " + printable(d.message) +
          " [" + d.code + "]\n";
  text += source_excerpt(d.location, colors);
  for (const Frame& frame : d.chain) {
    text += "  in " + frame.what + " " + printable(frame.name);
    std::string where = place(frame.where);
    text += where.empty() ? "\n" : " (" + where + ")\n";
  }
  if (report.pages.size() > 1) text += "  on " + std::to_string(report.pages.size()) + " pages\n";
  if (!d.hint.empty()) text += "  " + colored("hint", "1;36", colors) + ": " + printable(d.hint) + "\n";
  return text;
}

std::string to_json(const Report& report) {
  const Diagnostic& d = report.diagnostic;
  std::string json = "{\"severity\":";
  json += d.severity == Severity::error ? "\"error\"" : "\"warning\"";
  json += ",\"fault\":\"" + std::string(fault_name(d.fault)) + "\",\"code\":";
  base::append_json_string(json, d.code);
  json += ",\"message\":";
  base::append_json_string(json, d.message);
  json += ',';
  append_location(json, d.location);
  json += ",\"length\":" + std::to_string(d.location.length) + ",\"source\":";
  base::append_json_string(json, d.location.line_text);
  json += ",\"chain\":[";
  for (std::size_t i = 0; i < d.chain.size(); ++i) {
    json += i > 0 ? ",{\"what\":" : "{\"what\":";
    base::append_json_string(json, d.chain[i].what);
    json += ",\"name\":";
    base::append_json_string(json, d.chain[i].name);
    json += ',';
    append_location(json, d.chain[i].where);
    json += '}';
  }
  json += "],\"hint\":";
  base::append_json_string(json, d.hint);
  json += ",\"pages\":[";
  for (std::size_t i = 0; i < report.pages.size(); ++i) {
    if (i > 0) json += ',';
    base::append_json_string(json, report.pages[i]);
  }
  json += "],\"page_count\":" + std::to_string(report.pages.size()) + "}";
  return json;
}

}  // namespace diagnostics
