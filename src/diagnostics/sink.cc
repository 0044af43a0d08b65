// SPDX-License-Identifier: MIT
#include "diagnostics/sink.h"

#include <algorithm>
#include <iterator>
#include <tuple>

namespace diagnostics {

namespace {

std::string page_of(const Diagnostic& diagnostic) {
  for (const Frame& frame : diagnostic.chain) {
    if (frame.what == "page") return frame.name;
  }
  return "";
}

std::string cause_of(const Diagnostic& d) {
  std::string cause;
  for (const std::string& part : {std::to_string(static_cast<int>(d.severity)), d.code, d.message, d.location.file,
                                  std::to_string(d.location.line), std::to_string(d.location.column)}) {
    cause += part;
    cause += '\0';
  }
  return cause;
}

/// Which of several reports of one cause is shown, whatever their order: one that names a page before one that names
/// none, then by page, then by the way that led there.
bool is_shown_before(const Diagnostic& a, const Diagnostic& b) {
  std::string page_a = page_of(a), page_b = page_of(b);
  if (page_a.empty() != page_b.empty()) return page_b.empty();
  if (page_a != page_b) return page_a < page_b;
  auto before = [](const Frame& x, const Frame& y) {
    return std::tie(x.what, x.name, x.where.file, x.where.line, x.where.column) <
           std::tie(y.what, y.name, y.where.file, y.where.line, y.where.column);
  };
  if (std::ranges::lexicographical_compare(a.chain, b.chain, before)) return true;
  if (std::ranges::lexicographical_compare(b.chain, a.chain, before)) return false;
  return std::tie(a.hint, a.location.line_text) < std::tie(b.hint, b.location.line_text);
}

auto order_of(const Diagnostic& d) {
  return std::tie(d.fault, d.location.file, d.location.line, d.location.column, d.message, d.code);
}

}  // namespace

void Sink::report(Diagnostic diagnostic) {
  std::string cause = cause_of(diagnostic);
  std::string page = page_of(diagnostic);
  std::lock_guard lock(mutex_);
  if (copies_ != nullptr) copies_->push_back(diagnostic);
  auto [entry, added] = by_cause_.try_emplace(cause);
  Report& report = entry->second;
  if (added || is_shown_before(diagnostic, report.diagnostic)) report.diagnostic = std::move(diagnostic);
  if (page.empty()) return;
  auto place = std::lower_bound(report.pages.begin(), report.pages.end(), page);
  if (place == report.pages.end() || *place != page) report.pages.insert(place, std::move(page));
}

void Sink::take(const Sink& other) {
  for (const Report& taken : other.reports()) {
    std::lock_guard lock(mutex_);
    auto [entry, added] = by_cause_.try_emplace(cause_of(taken.diagnostic), taken);
    if (added) continue;
    Report& known = entry->second;
    std::vector<std::string> pages;
    std::set_union(known.pages.begin(), known.pages.end(), taken.pages.begin(), taken.pages.end(),
                   std::back_inserter(pages));
    if (is_shown_before(taken.diagnostic, known.diagnostic)) known.diagnostic = taken.diagnostic;
    known.pages = std::move(pages);
  }
}

void Sink::copy_to(std::vector<Diagnostic>* list) {
  std::lock_guard lock(mutex_);
  copies_ = list;
}

void Sink::report(std::vector<Diagnostic> diagnostics) {
  for (Diagnostic& diagnostic : diagnostics) report(std::move(diagnostic));
}

std::vector<Report> Sink::reports() const {
  std::vector<Report> reports;
  {
    std::lock_guard lock(mutex_);
    for (const auto& [cause, report] : by_cause_) reports.push_back(report);
  }
  std::stable_sort(reports.begin(), reports.end(), [](const Report& a, const Report& b) {
    if (a.diagnostic.severity != b.diagnostic.severity) return a.diagnostic.severity > b.diagnostic.severity;
    return order_of(a.diagnostic) < order_of(b.diagnostic);
  });
  return reports;
}

std::size_t Sink::errors() const {
  std::lock_guard lock(mutex_);
  return static_cast<std::size_t>(std::count_if(by_cause_.begin(), by_cause_.end(), [](const auto& entry) {
    return entry.second.diagnostic.severity == Severity::error;
  }));
}

std::size_t Sink::warnings() const {
  std::lock_guard lock(mutex_);
  return static_cast<std::size_t>(std::count_if(by_cause_.begin(), by_cause_.end(), [](const auto& entry) {
    return entry.second.diagnostic.severity == Severity::warning;
  }));
}

int Sink::exit_code(bool strict) const {
  std::lock_guard lock(mutex_);
  int code = 0;
  for (const auto& [cause, report] : by_cause_) {
    if (report.diagnostic.severity == Severity::warning && !strict) continue;
    int fault = static_cast<int>(report.diagnostic.fault);
    code = code == 0 ? fault : std::min(code, fault);
  }
  return code;
}

std::string_view fault_name(Fault fault) {
  switch (fault) {
    case Fault::usage:
      return "usage";
    case Fault::config:
      return "config";
    case Fault::template_:
      return "template";
    case Fault::content:
      return "content";
    case Fault::input_output:
      return "input-output";
  }
  return "";
}

}  // namespace diagnostics
