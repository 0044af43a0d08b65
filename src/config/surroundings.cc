// SPDX-License-Identifier: MIT
#include "config/surroundings.h"

#include "base/strings.h"

namespace config {

namespace {

bool is_yes(std::string_view text) { return text == "1" || base::equals_ignoring_case(text, "true"); }

}  // namespace

std::string Variables::get(const std::string& name) {
  asked_.insert(name);
  auto found = variables_.find(name);
  return found == variables_.end() ? "" : std::string(base::trim(found->second));
}

std::string environment_name(std::string_view name) {
  std::string lower = base::to_lower_ascii(base::trim(name));
  if (lower == "dev" || lower == "develop" || lower == "development") return "local";
  if (lower == "prod") return "production";
  if (lower == "stage" || lower == "staging") return "preview";
  return lower;
}

std::string find_environment(Variables& variables) {
  if (std::string name = variables.get("BENGAL_ENV"); !name.empty()) return environment_name(name);
  if (is_yes(variables.get("NETLIFY"))) return variables.get("CONTEXT") == "production" ? "production" : "preview";
  std::string vercel = variables.get("VERCEL_ENV");
  if (!vercel.empty() || is_yes(variables.get("VERCEL"))) {
    return vercel == "production" ? "production" : vercel == "development" ? "local" : "preview";
  }
  if (is_yes(variables.get("CF_PAGES"))) {
    std::string branch = variables.get("CF_PAGES_BRANCH");
    return branch == "main" || branch == "master" ? "production" : "preview";
  }
  if (is_yes(variables.get("GITHUB_ACTIONS"))) return "production";
  return "local";
}

std::optional<FoundUrl> find_host_url(Variables& variables) {
  if (is_yes(variables.get("NETLIFY"))) {
    bool production = variables.get("CONTEXT") == "production";
    for (std::string name : {production ? "URL" : "DEPLOY_PRIME_URL", production ? "DEPLOY_PRIME_URL" : "URL"}) {
      if (std::string url = variables.get(name); !url.empty()) return FoundUrl{name, url};
    }
  }
  for (std::string name : {"VERCEL_URL", "CF_PAGES_URL"}) {
    std::string url = variables.get(name);
    if (url.empty()) continue;
    if (url.find("://") == url.npos) url = "https://" + url;
    return FoundUrl{name, url};
  }
  if (is_yes(variables.get("GITHUB_ACTIONS"))) {
    std::string repository = variables.get("GITHUB_REPOSITORY");
    std::size_t slash = repository.find('/');
    if (slash == repository.npos) return std::nullopt;
    std::string owner = repository.substr(0, slash), name = repository.substr(slash + 1);
    bool at_root = is_yes(variables.get("GITHUB_PAGES_ROOT")) || base::equals_ignoring_case(name, owner + ".github.io");
    return FoundUrl{"GITHUB_REPOSITORY", at_root ? "" : "/" + name};
  }
  return std::nullopt;
}

}  // namespace config
