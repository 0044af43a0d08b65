// SPDX-License-Identifier: MIT
#include "pipeline/build.h"

#include "base/parallel.h"
#include "pipeline/state.h"

namespace pipeline {

namespace {

struct Pass {
  const char* name;
  std::size_t (*run)(State&);
};

constexpr Pass k_passes[] = {
    {"config", configure},      {"discover", discover}, {"read", read}, {"data", load_data}, {"theme", load_theme},
    {"assets", collect_assets}, {"link", link},         {"plan", plan}, {"render", render},  {"copy", copy},
    {"finish", finish},
};

}  // namespace

void State::fail(diagnostics::Fault fault, std::string code, std::string message, std::string hint, std::string file) {
  diagnostics::Diagnostic diagnostic;
  diagnostic.fault = fault;
  diagnostic.code = std::move(code);
  diagnostic.message = std::move(message);
  diagnostic.hint = std::move(hint);
  diagnostic.location.file = std::move(file);
  sink.report(std::move(diagnostic));
}

Report build(base::FileSystem& fs, const Request& request, const base::Clock& clock, diagnostics::Sink& sink,
             Progress* progress) {
  Report report;
  double begin = base::monotonic_seconds();
  {
    State state{.fs = fs, .request = request, .clock = clock, .sink = sink, .progress = progress, .report = report};
    state.jobs = request.jobs == 0 ? base::default_jobs() : request.jobs;
    for (const Pass& pass : k_passes) {
      double start = base::monotonic_seconds();
      std::size_t items = pass.run(state);
      report.passes.push_back({pass.name, base::monotonic_seconds() - start, items});
      if (state.stopped) break;
    }
  }
  report.seconds = base::monotonic_seconds() - begin;
  return report;
}

}  // namespace pipeline
