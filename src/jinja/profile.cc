// SPDX-License-Identifier: MIT
#include "jinja/profile.h"

#include <algorithm>
#include <tuple>

#include "jinja/program.h"

namespace jinja {

std::string_view name_of(ProfileKind kind) {
  switch (kind) {
    case ProfileKind::template_:
      return "template";
    case ProfileKind::include:
      return "include";
    case ProfileKind::import:
      return "import";
    case ProfileKind::block:
      return "block";
    case ProfileKind::macro:
      return "macro";
    case ProfileKind::call:
      return "call";
    case ProfileKind::loop:
      return "loop";
  }
  return "";
}

void Profile::begin(ProfileKind kind, const Program& program, std::uint32_t unit) {
  Tally& tally = tallies_[{&program, unit, kind}];
  ++tally.running;
  calls_.push_back({&tally, Clock::now()});
}

void Profile::leave(bool was_reused) {
  Call call = calls_.back();
  calls_.pop_back();
  auto taken = static_cast<std::uint64_t>(
      std::chrono::duration_cast<std::chrono::nanoseconds>(Clock::now() - call.begin).count());
  Tally& tally = *call.tally;
  ++tally.calls;
  if (was_reused) {
    ++tally.reused;
    tally.reusing += taken;
  }
  tally.own += taken - std::min(taken, call.inner);
  if (--tally.running == 0) tally.nanoseconds += taken;
  if (!calls_.empty()) calls_.back().inner += taken;
}

void Profile::forget() {
  --calls_.back().tally->running;
  calls_.pop_back();
}

void Profile::merge(const Profile& other) {
  for (const auto& [key, tally] : other.tallies_) {
    Tally& sum = tallies_[key];
    sum.calls += tally.calls;
    sum.reused += tally.reused;
    sum.nanoseconds += tally.nanoseconds;
    sum.own += tally.own;
    sum.reusing += tally.reusing;
  }
}

std::vector<ProfileRow> Profile::rows() const {
  std::vector<ProfileRow> rows;
  for (const auto& [key, tally] : tallies_) {
    if (tally.calls == 0) continue;
    ProfileRow& row = rows.emplace_back();
    row.kind = key.kind;
    row.template_name = key.program->template_name;
    row.name = key.unit == 0 ? row.template_name : std::string(key.program->units[key.unit].name.text);
    row.calls = tally.calls;
    row.reused = tally.reused;
    row.nanoseconds = tally.nanoseconds;
    row.own = tally.own;
    std::uint64_t made = tally.calls - tally.reused;
    std::uint64_t average = made == 0 ? 0 : (tally.nanoseconds - std::min(tally.nanoseconds, tally.reusing)) / made;
    row.saved = tally.reused * average - std::min(tally.reused * average, tally.reusing);
  }
  std::ranges::sort(rows, [](const ProfileRow& a, const ProfileRow& b) {
    return std::tie(b.own, a.kind, a.template_name, a.name) < std::tie(a.own, b.kind, b.template_name, b.name);
  });
  return rows;
}

}  // namespace jinja
