// SPDX-License-Identifier: MIT
#pragma once

#include <map>
#include <string>
#include <vector>

#include "config/config.h"
#include "config/paths.h"

/// A site in memory whose settings are loaded, for tests.
namespace config {

struct TestSite {
  base::MemoryFileSystem fs;
  Request request{.root = "/site"};
  diagnostics::Sink sink;
  Config config;

  /// Loads the settings of these files, by path relative to the site root.
  TestSite& load(const std::map<std::string, std::string>& files) {
    for (const auto& [path, text] : files) fs.add("/site/" + path, text);
    config = config::load(fs, request, sink);
    return *this;
  }

  /// The reports as "file:line:column: severity: message [code] (hint)", in the sink's order.
  std::vector<std::string> reports() const {
    std::vector<std::string> lines;
    for (const diagnostics::Report& report : sink.reports()) {
      const diagnostics::Diagnostic& d = report.diagnostic;
      std::string line = d.location.file;
      if (d.location.line > 0) line += ":" + std::to_string(d.location.line) + ":" + std::to_string(d.location.column);
      line += d.severity == diagnostics::Severity::error ? ": error: " : ": warning: ";
      line += d.message + " [" + d.code + "]";
      if (!d.hint.empty()) line += " (" + d.hint + ")";
      lines.push_back(line);
    }
    return lines;
  }

  /// The text at a key path of `all`, or "(none)".
  std::string text(std::string_view path) const { return std::string(at(config.all, path).string_or("(none)")); }
  std::string origin(const std::string& path) const {
    auto found = config.origins.find(path);
    return found == config.origins.end() ? "(none)" : found->second;
  }
};

using Lines = std::vector<std::string>;

}  // namespace config
