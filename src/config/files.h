// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <vector>

#include "base/file_system.h"
#include "diagnostics/sink.h"

namespace config {

struct ConfigFile {
  std::string path;      ///< relative to the site root
  bool is_part = false;  ///< in config/_default: may be one section, named by the file
};

/// The files that hold a site's settings, lowest first: `bengal.toml`, else `bengal.yaml`, else `bengal.yml`; or the
/// folder `config/` with `_default/*`, `environments/<environment>.*` and `profiles/<profile>.*` (.toml, .yaml, .yml,
/// .json, by name). More than one of these is a warning; an environment or profile that was asked for and has no file
/// in a folder that has others is one as well.
std::vector<ConfigFile> find_files(const base::FileSystem& fs, const std::string& root, const std::string& environment,
                                   const std::string& profile, diagnostics::Sink& sink);

}  // namespace config
