// SPDX-License-Identifier: MIT
#include "pipeline/output_names.h"

#include "base/path.h"
#include "base/strings.h"

namespace pipeline {

namespace {

/// The path of a URL, below the base URL's own path.
std::string_view path_of_url(std::string_view url, std::string_view baseurl) {
  if (!baseurl.empty() && url.starts_with(baseurl)) return url.substr(baseurl.size());
  std::size_t scheme = url.find("://");
  if (scheme != url.npos) {
    std::size_t slash = url.find('/', scheme + 3);
    return slash == url.npos ? std::string_view("/") : url.substr(slash);
  }
  return url;
}

}  // namespace

std::vector<std::string> output_candidates(std::string_view name, std::string_view output_dir,
                                           std::string_view baseurl) {
  std::string_view path = path_of_url(name, baseurl);
  path = path.substr(0, path.find_first_of("?#"));
  std::string plain = base::normalize_path(base::percent_decode(path));
  while (plain.starts_with('/')) plain.erase(0, 1);
  std::vector<std::string> candidates;
  auto add = [&](const std::string& below) {
    if (!below.empty()) candidates.push_back(below);
    candidates.push_back(base::join_path(below, "index.html"));
    if (!below.empty()) candidates.push_back(below + ".html");
  };
  candidates.emplace_back(name);
  add(plain);
  std::string folder = base::normalize_path(output_dir) + "/";
  if (plain.starts_with(folder)) add(plain.substr(folder.size()));
  if (plain + "/" == folder) add("");
  return candidates;
}

}  // namespace pipeline
