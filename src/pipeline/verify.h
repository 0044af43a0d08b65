// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <vector>

#include "pipeline/build.h"

namespace pipeline {

/// How an output tree differs from that of a clean build.
struct Differences {
  bool compared = false;  ///< false: the clean build could not be made; the sink says why
  std::string output;     ///< the folder that was looked at
  std::size_t outputs = 0;
  struct File {
    std::string path;
    enum class Kind { missing, different, left_over } kind;
    std::uint64_t offset = 0;  ///< of the first byte that differs
  };
  std::vector<File> files;  ///< by path
};

/// Builds the site without its cache into a scratch folder beside the output, compares, and removes the scratch folder.
/// The cache and the list of outputs stay as they are.
Differences verify(base::FileSystem& fs, const Request& request, const base::Clock& clock, diagnostics::Sink& sink);

}  // namespace pipeline
