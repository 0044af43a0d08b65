// SPDX-License-Identifier: MIT
#include "cli/terminal.h"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdlib>

#include "base/clock.h"
#include "base/path.h"
#include "cli/commands.h"

extern char** environ;

namespace cli {

namespace {

void write_all(int descriptor, std::string_view text) {
  while (!text.empty()) {
    ssize_t written = ::write(descriptor, text.data(), text.size());
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) return;
    text.remove_prefix(static_cast<std::size_t>(written));
  }
}

constexpr double k_quiet_seconds = 0.5;
constexpr double k_redraw_seconds = 0.1;
constexpr std::size_t k_bar_width = 30;

}  // namespace

void print(std::string_view text) { write_all(STDOUT_FILENO, text); }
void print_error(std::string_view text) { write_all(STDERR_FILENO, text); }

diagnostics::Colors error_colors() {
  const char* no_color = std::getenv("NO_COLOR");
  bool wanted = ::isatty(STDERR_FILENO) == 1 && (no_color == nullptr || *no_color == '\0');
  return wanted ? diagnostics::Colors::on : diagnostics::Colors::off;
}

void print_reports(const diagnostics::Sink& sink, bool json) {
  std::string text;
  for (const diagnostics::Report& report : sink.reports()) {
    text += json ? diagnostics::to_json(report) + "\n" : diagnostics::to_text(report, error_colors());
  }
  json ? print(text) : print_error(text);
}

int complain(diagnostics::Fault fault, const std::string& code, const std::string& message, const std::string& hint) {
  diagnostics::Sink sink;
  sink.report(diagnostics::Diagnostic{.fault = fault, .code = code, .message = message, .hint = hint});
  print_reports(sink, false);
  return sink.exit_code(false);
}

std::map<std::string, std::string> environment_variables() {
  std::map<std::string, std::string> variables;
  for (char** entry = environ; entry != nullptr && *entry != nullptr; ++entry) {
    std::string_view text = *entry;
    std::size_t equals = text.find('=');
    if (equals != text.npos) variables.emplace(text.substr(0, equals), text.substr(equals + 1));
  }
  return variables;
}

std::string absolute_path(const std::string& path) {
  base::DiskFileSystem fs;
  auto real = fs.real_path(path);
  if (real) return *real;
  if (path.starts_with('/')) return base::normalize_path(path);
  auto here = fs.real_path(".");
  if (!here) {
    std::exit(complain(diagnostics::Fault::usage, "no-folder",
                       "the current folder is not there any more: " + here.error().message,
                       "change to a folder that exists, or give the site's whole path with --source"));
  }
  return base::join_path(*here, path);
}

config::Request config_request(const SiteOptions& options) {
  config::Request request;
  request.root = absolute_path(options.source);
  request.environment = options.environment;
  request.profile = options.profile;
  request.variables = environment_variables();
  return request;
}

std::string read_standard_input() {
  std::string text;
  char buffer[1 << 16];
  for (;;) {
    ssize_t count = ::read(STDIN_FILENO, buffer, sizeof(buffer));
    if (count < 0 && errno == EINTR) continue;
    if (count <= 0) return text;
    text.append(buffer, static_cast<std::size_t>(count));
  }
}

ProgressBar::ProgressBar()
    : is_terminal_(::isatty(STDERR_FILENO) == 1),
      start_(base::monotonic_seconds()),
      next_draw_(start_ + k_quiet_seconds) {}

ProgressBar::~ProgressBar() { erase(); }

void ProgressBar::begin(const std::string& pass, std::size_t items) {
  pass_ = pass;
  items_ = items;
  done_ = 0;
}

void ProgressBar::advance() {
  std::size_t done = ++done_;
  if (!is_terminal_ || done % 16 != 0) return;
  double now = base::monotonic_seconds(), due = next_draw_;
  if (now < due || !next_draw_.compare_exchange_strong(due, now + k_redraw_seconds)) return;
  draw(done);
}

void ProgressBar::draw(std::size_t done) {
  std::size_t filled = items_ == 0 ? k_bar_width : std::min(k_bar_width, done * k_bar_width / items_);
  print_error(
      fmt::format("\r{:<10} [{:#<{}}{:.<{}}] {}/{}", pass_, "", filled, "", k_bar_width - filled, done, items_));
  drawn_ = true;
}

void ProgressBar::erase() {
  if (drawn_) print_error("\r\x1b[K");
  drawn_ = false;
}

std::string format_count(std::uint64_t count) {
  std::string digits = std::to_string(count);
  for (std::size_t at = digits.size(); at > 3;) digits.insert(at -= 3, " ");
  return digits;
}

std::string counted(std::size_t count, std::string_view word) {
  return fmt::format("{} {}{}", format_count(count), word, count == 1 ? "" : "s");
}

std::string format_bytes(std::uint64_t bytes) {
  if (bytes < 1000) return fmt::format("{} B", bytes);
  if (bytes < 1'000'000) return fmt::format("{:.1f} kB", static_cast<double>(bytes) / 1e3);
  if (bytes < 1'000'000'000) return fmt::format("{:.1f} MB", static_cast<double>(bytes) / 1e6);
  return fmt::format("{:.2f} GB", static_cast<double>(bytes) / 1e9);
}

std::string format_seconds(double seconds) {
  return seconds < 1 ? fmt::format("{:.1f} ms", seconds * 1e3) : fmt::format("{:.2f} s", seconds);
}

}  // namespace cli
