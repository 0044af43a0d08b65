// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace pipeline {

/// What users may call outputs: "blog/a/index.html", "public/blog/a/index.html", "/blog/a/", "blog/a",
/// "https://example.org/blog/a/". The output paths that `name` may mean, likeliest first. `output_dir` and `baseurl`
/// are those of the config.
std::vector<std::string> output_candidates(std::string_view name, std::string_view output_dir,
                                           std::string_view baseurl);

}  // namespace pipeline
