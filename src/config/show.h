// SPDX-License-Identifier: MIT
#pragma once

#include <string>

#include "config/config.h"

namespace config {

struct ShowOptions {
  bool origins = false;  ///< say of each value where it was set
  bool json = false;
};

/// The settings as `bengal config show` prints them, in order of key path. As text: a line for each value,
/// `site.title = "My site"`, with `  # bengal.toml:2:1` behind it when origins are asked for. As JSON: one object
/// with `environment`, `profile`, `files`, `values` (nested) and, when asked for, `origins` by key path. Keys of [site]
/// and [build] that are visible without their section are shown once.
std::string show(const Config& config, const ShowOptions& options);

}  // namespace config
