// SPDX-License-Identifier: MIT
#include <fmt/format.h>

#include "base/path.h"
#include "base/strings.h"
#include "cli/build_extras.h"
#include "cli/commands.h"
#include "cli/terminal.h"

namespace cli {

namespace {

constexpr int k_exit_files = 6;

/// Flags that win over what the config says.
void add_overrides(config::Request& request, const BuildOptions& options) {
  using value::Value;
  if (options.baseurl) request.overrides.push_back({"site.baseurl", Value::string(*options.baseurl), "--baseurl"});
  if (options.drafts) request.overrides.push_back({"build.drafts", Value::boolean(true), "--drafts"});
  if (options.strict) request.overrides.push_back({"build.strict", Value::boolean(true), "--strict"});
}

std::string timings_table(const pipeline::Report& report) {
  std::string text;
  for (const pipeline::PassTime& pass : report.passes) {
    text +=
        fmt::format("  {:<10} {:>10} {:>9} items\n", pass.name, format_seconds(pass.seconds), format_count(pass.items));
  }
  return text;
}

std::string summary_text(const pipeline::Report& report, const diagnostics::Sink& sink, bool details) {
  std::string text =
      fmt::format("{}, {} ({} written, {} unchanged", counted(report.pages, "page"), counted(report.outputs, "output"),
                  format_count(report.written), format_count(report.unchanged));
  if (report.removed > 0) text += fmt::format(", {} removed", format_count(report.removed));
  if (report.failed > 0) text += fmt::format(", {} failed", format_count(report.failed));
  text += fmt::format(") in {}\n", format_seconds(report.seconds));
  if (details && !report.cache_notice.empty()) text += "  everything was made again: " + report.cache_notice + "\n";
  if (!report.old_caches.empty()) {
    text += fmt::format("  {} of the Python Bengal in .bengal/ ({}) left alone\n",
                        counted(report.old_caches.size(), "file"), base::join(report.old_caches, ", "));
  }
  if (details) text += fmt::format("  {} in {}\n", format_bytes(report.bytes), report.output);
  std::size_t errors = sink.errors(), warnings = sink.warnings();
  if (errors + warnings > 0) text += fmt::format("  {}, {}\n", counted(errors, "error"), counted(warnings, "warning"));
  constexpr std::size_t k_most_foreign = 5;
  if (!report.foreign.empty()) {
    text += fmt::format("  {} in the output folder came from elsewhere and stayed:\n",
                        counted(report.foreign.size(), "file"));
    for (std::size_t i = 0; i < report.foreign.size() && (details || i < k_most_foreign); ++i) {
      text += "    " + report.foreign[i] + "\n";
    }
    if (!details && report.foreign.size() > k_most_foreign) {
      text +=
          fmt::format("    and {} more, which --verbose names\n", format_count(report.foreign.size() - k_most_foreign));
    }
  }
  return text;
}

/// The summary as one JSON object on one line, after the diagnostics.
std::string summary_json(const pipeline::Report& report, const diagnostics::Sink& sink, int exit_code) {
  std::string json = fmt::format(
      "{{\"summary\":{{\"pages\":{},\"outputs\":{},\"rendered\":{},\"pieces\":{},\"parsed\":{},\"linked\":{},\"failed\":{},"
      "\"written\":{},"
      "\"unchanged\":{},"
      "\"removed\":{},\"bytes\":{},"
      "\"errors\":{},\"warnings\":{},\"seconds\":{:.6f},\"exit_code\":{},\"output\":",
      report.pages, report.outputs, report.rendered, report.pieces, report.parsed, report.linked, report.failed, report.written,
      report.unchanged, report.removed, report.bytes, sink.errors(), sink.warnings(), report.seconds, exit_code);
  base::append_json_string(json, report.output);
  json += ",\"foreign\":[";
  for (std::size_t i = 0; i < report.foreign.size(); ++i) {
    if (i > 0) json += ',';
    base::append_json_string(json, report.foreign[i]);
  }
  json += "],\"passes\":[";
  for (std::size_t i = 0; i < report.passes.size(); ++i) {
    const pipeline::PassTime& pass = report.passes[i];
    json += fmt::format("{}{{\"name\":\"{}\",\"seconds\":{:.6f},\"items\":{}}}", i > 0 ? "," : "", pass.name,
                        pass.seconds, pass.items);
  }
  return json + "]}}\n";
}

/// The exit code of a build whose outputs were compared with those of a clean build.
int verify_built(base::FileSystem& fs, const pipeline::Request& request, const base::Clock& clock, int exit_code,
                 bool json) {
  diagnostics::Sink sink;
  bool same = verify_output(fs, request, clock, sink, json);
  print_reports(sink, json);
  return exit_code == 0 && !same ? k_exit_files : exit_code;
}

}  // namespace

int run(const BuildOptions& options) {
  base::DiskFileSystem fs;
  base::SystemClock system_clock;
  // A clean build to compare with has to see the same time.
  StandingClock standing_clock(system_clock.now(), system_clock);
  const base::Clock& clock = options.verify ? static_cast<const base::Clock&>(standing_clock) : system_clock;
  diagnostics::Sink sink;
  pipeline::Request request;
  request.config = config_request(options.site);
  request.root = request.config.root;
  request.output = options.output.empty() ? "" : absolute_path(options.output);
  request.jobs = options.jobs;
  request.cache_folder = base::join_path(request.root, ".bengal/cache");
  if (options.no_incremental) request.cache = pipeline::Request::Cache::rebuild;
  if (options.no_cache) request.cache = pipeline::Request::Cache::none;
  request.dry_run = options.dry_run;
  request.explain = options.explain;
  request.profile_templates = options.profile_templates;
  add_overrides(request.config, options);

  pipeline::Report report;
  {
    bool shows_progress = !options.json && options.verbosity != Verbosity::quiet;
    ProgressBar bar;
    request.is_last = !options.verify;
    report = pipeline::build(fs, request, clock, sink, shows_progress ? &bar : nullptr);
  }
  int exit_code = sink.exit_code(options.strict || report.strict);
  print_reports(sink, options.json);
  if (options.explain) print(explanations_text(report, options.json));
  if (options.dry_run) {
    print(dry_run_text(report, options.json));
  } else if (options.json) {
    print(summary_json(report, sink, exit_code));
  } else {
    if (options.timings) print(timings_table(report));
    if (options.verbosity != Verbosity::quiet)
      print(summary_text(report, sink, options.verbosity == Verbosity::verbose));
  }
  if (options.profile_templates) print(template_profile_text(report.templates, options.json));
  if (options.verify) return verify_built(fs, request, clock, exit_code, options.json);
  return exit_code;
}

}  // namespace cli
