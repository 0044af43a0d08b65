// SPDX-License-Identifier: MIT
#pragma once

#include <atomic>
#include <map>
#include <string>
#include <string_view>

#include "config/config.h"
#include "diagnostics/sink.h"
#include "pipeline/build.h"

namespace cli {

struct SiteOptions;

void print(std::string_view text);        ///< to standard output
void print_error(std::string_view text);  ///< to standard error

/// On when standard error is a terminal and NO_COLOR is not set.
diagnostics::Colors error_colors();

/// All reports of a run: text to standard error, or one JSON object a line to standard output.
void print_reports(const diagnostics::Sink& sink, bool json);

/// One message of fault usage or input/output, printed; answers its exit code.
int complain(diagnostics::Fault fault, const std::string& code, const std::string& message, const std::string& hint);

/// The process's environment variables.
std::map<std::string, std::string> environment_variables();

/// "." and "../x" as an absolute path without links where it exists.
std::string absolute_path(const std::string& path);

/// The config's request for these options.
config::Request config_request(const SiteOptions& options);

/// All of standard input.
std::string read_standard_input();

/// A bar on standard error for passes that take long: nothing is drawn in the first half second, nor when standard
/// error is no terminal.
class ProgressBar final : public pipeline::Progress {
 public:
  ProgressBar();
  ~ProgressBar() override;
  void begin(const std::string& pass, std::size_t items) override;
  void advance() override;

 private:
  void draw(std::size_t done);
  void erase();

  bool is_terminal_;
  double start_;
  std::string pass_;
  std::size_t items_ = 0;
  std::atomic<std::size_t> done_{0};
  std::atomic<double> next_draw_;
  bool drawn_ = false;
};

/// "1 234 567" with thin groups, "12.3 kB", "1.24 s", "3.1 ms".
std::string format_count(std::uint64_t count);
/// "1 page", "2 pages".
std::string counted(std::size_t count, std::string_view word);
std::string format_bytes(std::uint64_t bytes);
std::string format_seconds(double seconds);

}  // namespace cli
