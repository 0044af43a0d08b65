// SPDX-License-Identifier: MIT
#include "pipeline/statistics.h"

#include <algorithm>

#include "base/codec.h"
#include "pipeline/inspect.h"
#include "pipeline/state.h"

namespace pipeline {

namespace {

using engine::Table;

}  // namespace

std::string encode(const BuildStatistics& statistics) {
  std::string bytes;
  base::ByteWriter out(bytes);
  out.fixed64(static_cast<std::uint64_t>(statistics.began));
  out.u8(statistics.full ? 1 : 0);
  for (std::uint64_t number : {statistics.outputs, statistics.rendered, statistics.kept, statistics.written,
                               statistics.removed, statistics.parsed, statistics.microseconds})
    out.varint(number);
  return bytes;
}

std::optional<BuildStatistics> decode_statistics(std::string_view bytes) {
  base::ByteReader in(bytes);
  BuildStatistics statistics;
  statistics.began = static_cast<std::int64_t>(in.fixed64());
  statistics.full = in.u8() != 0;
  for (std::uint64_t* number : {&statistics.outputs, &statistics.rendered, &statistics.kept, &statistics.written,
                                &statistics.removed, &statistics.parsed, &statistics.microseconds})
    *number = in.varint();
  if (!in.finished()) return std::nullopt;
  return statistics;
}

std::vector<BuildStatistics> builds_of(const engine::Store& store) {
  std::vector<BuildStatistics> builds;
  store.for_each(Table::statistics, [&](std::string_view key, std::string_view bytes) {
    auto build = decode_statistics(bytes);
    if (build) {
      build->number = engine::key_number(key);
      builds.push_back(*build);
    }
    return true;
  });
  return builds;
}

std::uint64_t next_build_number(const State& state) {
  if (!state.memory.has_store()) return 0;
  std::vector<BuildStatistics> builds = builds_of(state.memory.store());
  return builds.empty() ? 1 : builds.back().number + 1;
}

void count_build(State& state) {
  std::vector<BuildStatistics> builds = builds_of(state.memory.store());
  Report& report = state.report;
  BuildStatistics now{.number = builds.empty() ? 1 : builds.back().number + 1,
                      .began = state.clock.now(),
                      .full = state.memory.facts() == nullptr,
                      .outputs = report.outputs,
                      .rendered = report.rendered,
                      .written = report.written,
                      .removed = report.removed,
                      .parsed = report.parsed};
  auto is_made = [](const engine::OutputRecord& record) { return !record.source.empty(); };
  std::uint64_t made = report.rendered + report.failed +
                       static_cast<std::uint64_t>(std::ranges::count_if(state.made_copies, is_made)) +
                       static_cast<std::uint64_t>(std::ranges::count_if(state.made_texts, is_made));
  now.kept = now.outputs - std::min<std::uint64_t>(made, now.outputs);
  now.microseconds = static_cast<std::uint64_t>((base::monotonic_seconds() - state.began) * 1e6);
  if (builds.empty()) report.old_caches = old_caches(state.fs, state.request.root);
  builds.push_back(now);

  // A build that forgets the rest keeps these.
  std::size_t first = builds.size() > k_most_builds ? builds.size() - k_most_builds : 0;
  std::size_t last_full = builds.size();
  for (std::size_t i = 0; i < builds.size(); ++i) {
    if (builds[i].full) last_full = i;
  }
  for (std::size_t i = 0; i < builds.size(); ++i) {
    std::string key = engine::number_key(builds[i].number);
    bool is_kept = i >= first || i == last_full;
    if (!is_kept) state.memory.batch.remove(Table::statistics, std::move(key));
    if (is_kept && (now.full || i + 1 == builds.size()))
      state.memory.batch.put(Table::statistics, std::move(key), encode(builds[i]));
  }
}

}  // namespace pipeline
