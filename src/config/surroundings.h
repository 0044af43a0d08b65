// SPDX-License-Identifier: MIT
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace config {

/// The process's environment variables as an input: remembers which were asked for. An empty variable counts as not
/// set.
class Variables {
 public:
  explicit Variables(const std::map<std::string, std::string>& variables) : variables_(variables) {}
  std::string get(const std::string& name);
  /// Names asked for so far, sorted.
  std::vector<std::string> asked() const { return {asked_.begin(), asked_.end()}; }

 private:
  const std::map<std::string, std::string>& variables_;
  std::set<std::string> asked_;
};

/// The usual spelling of an environment's name: "local" for dev and development, "production" for prod, "preview" for
/// stage and staging; others in lower case.
std::string environment_name(std::string_view name);

/// The environment to build for when no flag names one: BENGAL_ENV, else what the host says of itself (Netlify's
/// CONTEXT, VERCEL_ENV, CF_PAGES_BRANCH, GitHub Actions), else "local".
std::string find_environment(Variables& variables);

struct FoundUrl {
  std::string variable;
  std::string url;
};
/// The address under which the host will serve this build: Netlify's URL (production) or DEPLOY_PRIME_URL, VERCEL_URL,
/// CF_PAGES_URL, or for GitHub Pages the repository's name as a path.
std::optional<FoundUrl> find_host_url(Variables& variables);

}  // namespace config
