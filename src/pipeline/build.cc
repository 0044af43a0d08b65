// SPDX-License-Identifier: MIT
#include "pipeline/build.h"

#include <csignal>

#include <algorithm>

#include "base/parallel.h"
#include "engine/fault.h"
#include "pipeline/rehearsal.h"
#include "pipeline/state.h"

namespace pipeline {

namespace {

struct Pass {
  const char* name;
  std::size_t (*run)(State&);
};

constexpr Pass k_passes[] = {
    {"config", configure},  {"open", open_memory},  {"theme", load_theme},
    {"discover", discover}, {"scan", scan},         {"compare", compare_with_last},
    {"read", read},         {"data", load_data},    {"assets", collect_assets},
    {"link", link},         {"ask", ask_again},     {"plan", plan},
    {"decide", decide},     {"render", render},     {"copy", copy},
    {"finish", finish},     {"remember", remember},
};

/// One walk through the passes; false when it has to be begun again without what the last build left.
bool run_passes(State& state) {
  for (const Pass& pass : k_passes) {
    double start = base::monotonic_seconds();
    std::size_t items = pass.run(state);
    state.report.passes.push_back({pass.name, base::monotonic_seconds() - start, items});
    bool doubts = state.memory.facts() != nullptr && state.memory.store().damaged();
    if (doubts) state.restart = State::Restart::damaged;
    if (state.restart != State::Restart::no) return false;
    if (state.stopped) break;
  }
  return true;
}

/// Leaves the large parts of a build to the end of the process.
void keep_for_good(State& state) {
  struct Kept {
    std::unique_ptr<site::Model> model;
    std::unique_ptr<site::Site> site;
    std::unique_ptr<render::Renderer> renderer;
    std::unique_ptr<output::Tree> tree;
  };
  // Volatile, so that leak checkers find what it leads to.
  [[maybe_unused]] static Kept* volatile kept = nullptr;
  kept = new Kept{std::move(state.model), std::move(state.site), std::move(state.renderer), std::move(state.tree)};
}

/// What a build that wrote nothing would have done.
Report::DryRun outcome_of(const State& state, const Rehearsal& rehearsal) {
  Report::DryRun outcome;
  for (std::size_t i = 0; i < state.outputs.size() && i < state.decisions.size(); ++i) {
    if (state.decisions[i].why != Decision::Why::kept) outcome.rendered.push_back(state.outputs[i].path);
  }
  std::sort(outcome.rendered.begin(), outcome.rendered.end());
  outcome.written = rehearsal.written_below(state.output_root);
  outcome.removed = rehearsal.removed_below(state.output_root);
  return outcome;
}

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

void prepare_process(char** arguments) {
  engine::guard_faults(arguments);
  // A file that grows beyond the limit of the user is an error of that write, not the end of the program.
  std::signal(SIGXFSZ, SIG_IGN);
}

Report build(base::FileSystem& fs, const Request& request, const base::Clock& clock, diagnostics::Sink& sink,
             Progress* progress) {
  return build_watched(fs, request, clock, sink, progress, {});
}

Report build_watched(base::FileSystem& fs, const Request& request, const base::Clock& clock, diagnostics::Sink& sink,
                     Progress* progress, const Onlooker& onlooker) {
  double begin = base::monotonic_seconds();
  Request wanted = request;
  bool links_all = false;
  for (;;) {
    Report report;
    diagnostics::Sink said;
    Rehearsal rehearsal(fs, onlooker.written);
    base::FileSystem& files = request.dry_run ? static_cast<base::FileSystem&>(rehearsal) : fs;
    State state{.fs = files, .request = wanted, .clock = clock, .sink = said, .progress = progress, .report = report};
    state.jobs = request.jobs == 0 ? base::default_jobs() : request.jobs;
    state.links_all = links_all;
    bool good = run_passes(state);
    if (state.restart == State::Restart::link_all) {
      links_all = true;
      continue;
    }
    if (!good && wanted.cache == Request::Cache::use) {
      // A store that cannot even be emptied is done without.
      bool emptied = !request.dry_run && state.memory.store().clear().has_value();
      wanted.cache = emptied ? Request::Cache::rebuild : Request::Cache::none;
      continue;
    }
    sink.take(said);
    if (onlooker.ended) onlooker.ended(state);
    if (request.dry_run) report.dry_run = outcome_of(state, rehearsal);
    if (wanted.cache != request.cache) report.cache_notice = "what the last build left is damaged";
    if (request.is_last && !state.early.joinable()) keep_for_good(state);
    report.seconds = base::monotonic_seconds() - begin;
    return report;
  }
}

}  // namespace pipeline
