// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <map>
#include <mutex>
#include <string>
#include <vector>

#include "diagnostics/diagnostic.h"

namespace diagnostics {

/// One cause with all the pages it hit.
struct Report {
  Diagnostic diagnostic;           ///< as met on the first of `pages` in order
  std::vector<std::string> pages;  ///< sorted, without repetition; empty when no page was involved
};

/// Gathers what is reported from any thread. Equal causes (severity, code, message, place) are one report however many
/// pages meet them; a page is the name of the first frame whose `what` is "page". What comes out is in an order that
/// depends on the reports alone, never on threads.
class Sink {
 public:
  void report(Diagnostic diagnostic);
  void report(std::vector<Diagnostic> diagnostics);
  /// Everything that `other` was told.
  void take(const Sink& other);
  /// From here on every diagnostic is also copied to the end of `list`, in no definite order; null ends it.
  void copy_to(std::vector<Diagnostic>* list);

  /// Everything so far: errors before warnings, then by fault, file, line, column, message.
  std::vector<Report> reports() const;
  std::size_t errors() const;
  std::size_t warnings() const;

  /// 0 without errors, else the exit code of the worst: config before template before content before input/output. With
  /// `strict`, warnings count as errors.
  int exit_code(bool strict) const;

 private:
  mutable std::mutex mutex_;
  std::map<std::string, Report> by_cause_;
  std::vector<Diagnostic>* copies_ = nullptr;
};

enum class Colors { off, on };

/// A report as lines of text with a final line break: `file:line:column: error: message [code]`, the source line with
/// carets, the chain, the hint and the number of pages.
std::string to_text(const Report& report, Colors colors);

/// A report as one JSON object on one line, without line break. Keys: severity, fault, code, message, file, line,
/// column, length, source, chain (list of what, name, file, line, column), hint, pages (list), page_count.
std::string to_json(const Report& report);

std::string_view fault_name(Fault fault);  ///< "config", "template", "content", "input-output", "usage"

}  // namespace diagnostics
