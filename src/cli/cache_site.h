// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "base/error.h"
#include "config/config.h"
#include "pipeline/build.h"

/// What the commands that look at a cache have in common.
namespace cli {

struct SiteOptions;
struct SameBuildOptions;
struct CacheOptions;

struct CacheSite {
  std::string root;
  std::string folder;  ///< of the cache
  config::Request request;
  config::Config config;
  /// What comes before a page's path in its name.
  std::string content_prefix() const { return config.content_dir + "/"; }
};
/// Nothing when there is no such folder. Mistakes in the settings are left to builds.
std::optional<CacheSite> find_site(const SiteOptions& options);
int no_site(const SiteOptions& options);

/// What a build with these options is asked for; without a cache.
pipeline::Request build_request(const CacheSite& site, const SameBuildOptions& options);

/// `bengal cache warm`.
int run_warm(const CacheOptions& options, const CacheSite& site);

/// Says why the cache cannot be used.
int no_cache(const base::Error& error);

/// "2026-11-23 02:31:07", local.
std::string time_text(std::int64_t microseconds);

}  // namespace cli
