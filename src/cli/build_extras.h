// SPDX-License-Identifier: MIT
#pragma once

#include <string>

#include "base/clock.h"
#include "base/file_system.h"
#include "diagnostics/sink.h"
#include "pipeline/build.h"

/// What `bengal build` does and prints beside building: explanations, rehearsals, and comparisons with a clean build.
namespace cli {

/// One line or JSON object for each explanation.
std::string explanations_text(const pipeline::Report& report, bool json);
/// Where the time of templates went: a table, or a JSON object a line.
std::string template_profile_text(const std::vector<jinja::ProfileRow>& rows, bool json);
/// What would be rendered, written and removed.
std::string dry_run_text(const pipeline::Report& report, bool json);

/// Builds the site anew into a scratch folder beside its output and compares the two, byte by byte; prints what is
/// different. `clock` should be the one of the build that made the output. Answers whether they are the same; what goes
/// wrong is reported to `sink`.
bool verify_output(base::FileSystem& fs, const pipeline::Request& request, const base::Clock& clock,
                   diagnostics::Sink& sink, bool json);

/// A clock that stands still at some time, in the time zone of another.
class StandingClock final : public base::Clock {
 public:
  StandingClock(std::int64_t now, const base::Clock& zone) : now_(now), zone_(zone) {}
  std::int64_t now() const override { return now_; }
  int offset_minutes(std::int64_t microseconds) const override { return zone_.offset_minutes(microseconds); }

 private:
  std::int64_t now_;
  const base::Clock& zone_;
};

}  // namespace cli
