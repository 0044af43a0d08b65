// SPDX-License-Identifier: MIT
#include "cli/cache_site.h"

#include <ctime>

#include "base/file_system.h"
#include "base/path.h"
#include "cli/commands.h"
#include "cli/terminal.h"

namespace cli {

std::optional<CacheSite> find_site(const SiteOptions& options) {
  base::DiskFileSystem fs;
  CacheSite site;
  site.request = config_request(options);
  site.root = site.request.root;
  if (!fs.is_directory(site.root)) return std::nullopt;
  site.folder = base::join_path(site.root, ".bengal/cache");
  diagnostics::Sink unheard;
  site.config = config::load(fs, site.request, unheard);
  return site;
}

int no_site(const SiteOptions& options) {
  return complain(diagnostics::Fault::usage, "no-site", "there is no folder '" + options.source + "'",
                  "give the folder of a site with --source");
}

pipeline::Request build_request(const CacheSite& site, const SameBuildOptions& options) {
  using value::Value;
  pipeline::Request request;
  request.config = site.request;
  request.root = site.root;
  request.output = options.output.empty() ? "" : absolute_path(options.output);
  auto& overrides = request.config.overrides;
  if (options.baseurl) overrides.push_back({"site.baseurl", Value::string(*options.baseurl), "--baseurl"});
  if (options.drafts) overrides.push_back({"build.drafts", Value::boolean(true), "--drafts"});
  return request;
}

int no_cache(const base::Error& error) {
  return complain(diagnostics::Fault::input_output, "no-cache", "the cache cannot be used: " + error.message,
                  "the next `bengal build` makes what is missing");
}

std::string time_text(std::int64_t microseconds) {
  constexpr std::int64_t k_second = 1'000'000;
  std::time_t seconds = static_cast<std::time_t>(microseconds / k_second);
  std::tm parts{};
  ::localtime_r(&seconds, &parts);
  char text[32];
  std::size_t length = std::strftime(text, sizeof(text), "%Y-%m-%d %H:%M:%S", &parts);
  return {text, length};
}

}  // namespace cli
