// SPDX-License-Identifier: MIT
#include <fmt/format.h>

#include "cli/cache_site.h"
#include "cli/commands.h"
#include "cli/terminal.h"

namespace cli {

namespace {

std::string warm_json(const pipeline::Report& report, const diagnostics::Sink& sink, int exit_code) {
  return fmt::format(
      "{{\"warm\":{{\"pages\":{},\"parsed\":{},\"outputs\":{},\"rendered\":{},\"failed\":{},\"remembered\":{},"
      "\"errors\":{},\"warnings\":{},\"seconds\":{:.6f},\"exit_code\":{}}}}}\n",
      report.pages, report.parsed, report.outputs, report.rendered, report.failed, report.remembered, sink.errors(),
      sink.warnings(), report.seconds, exit_code);
}

std::string warm_text(const pipeline::Report& report, const diagnostics::Sink& sink) {
  std::string text = fmt::format("{} parsed, {} rendered, {} remembered in {}; the output folder was left alone\n",
                                 counted(report.parsed, "page"), counted(report.rendered, "output"),
                                 counted(report.pages, "page"), format_seconds(report.seconds));
  if (sink.errors() + sink.warnings() > 0)
    text += fmt::format("  {}, {}\n", counted(sink.errors(), "error"), counted(sink.warnings(), "warning"));
  return text;
}

}  // namespace

int run_warm(const CacheOptions& options, const CacheSite& site) {
  base::DiskFileSystem fs;
  base::SystemClock clock;
  diagnostics::Sink sink;
  pipeline::Request request = build_request(site, options.build);
  if (options.strict) request.config.overrides.push_back({"build.strict", value::Value::boolean(true), "--strict"});
  request.cache_folder = site.folder;
  request.jobs = options.jobs;
  request.warm = true;
  pipeline::Report report;
  {
    ProgressBar bar;
    report = pipeline::build(fs, request, clock, sink, options.json ? nullptr : &bar);
  }
  if (!report.remembered && sink.errors() == 0) {
    diagnostics::Diagnostic refusal{.fault = diagnostics::Fault::input_output, .code = "no-cache"};
    refusal.message = "nothing could be remembered" + (report.cache_notice.empty() ? "" : ": " + report.cache_notice);
    sink.report(std::move(refusal));
  }
  int exit_code = sink.exit_code(options.strict || report.strict);
  print_reports(sink, options.json);
  if (options.json) {
    print(warm_json(report, sink, exit_code));
  } else if (report.remembered) {
    print(warm_text(report, sink));
  }
  return exit_code;
}

}  // namespace cli
