// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>

#include "base/clock.h"
#include "base/file_system.h"
#include "diagnostics/sink.h"
#include "pipeline/build.h"

namespace pipeline {

/// What `bengal check assets` counts.
struct AssetCheck {
  std::size_t assets = 0;      ///< that could be unused: those of the site, or of its themes as well
  std::size_t unused = 0;      ///< of these, that nothing uses
  std::size_t references = 0;  ///< to files, in outputs and stylesheets
  std::size_t missing = 0;     ///< different references that lead to no file
};

enum class CheckedLayers : std::uint8_t { site, site_and_themes };

/// Holds what outputs and stylesheets refer to against the files that there are, on the site as it is now: by a dry run
/// of the build, which takes from the cache what it can and writes nothing. Reported are references that lead nowhere
/// (errors, code "missing-asset" or "missing-import"), assets that nothing uses (warnings, code "unused-asset"), and
/// the errors of the build; its other warnings are left to builds.
AssetCheck check_assets(base::FileSystem& fs, const Request& request, const base::Clock& clock, CheckedLayers layers,
                        diagnostics::Sink& sink);

}  // namespace pipeline
