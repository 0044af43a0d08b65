// SPDX-License-Identifier: MIT
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/arena.h"
#include "base/file_system.h"

/// The list of what Bengal wrote into the output folder, kept from one build to the next.
///
/// Format, version 1:
///
///     file  = "bengal-outputs 1" LF *( path LF )
///     path  = 1*( any byte but LF and "\" | "\n" | "\\" )    ; relative, normalized, sorted by bytes, each once
///
/// A file that is absent, of another version or damaged is an empty list: outputs it would have named then look foreign
/// unless the build makes them again, which is the safe side. Nothing in the file is trusted: paths that are not below
/// the output folder are dropped, and whoever removes files removes only those it has found there itself.
namespace output {

/// What is added to the output folder's name for the folder in which a new tree is built.
inline constexpr std::string_view k_staging_suffix = ".bengal-new";

/// True for the one spelling of a path below a folder: relative, normalized, not empty, without NUL.
bool is_safe_path(std::string_view path);

/// The paths of a manifest's text, sorted, each once; bad lines are dropped. They are parts of `text`, or of `texts`
/// where they are not spelled there as they are.
std::vector<std::string_view> parse_manifest(std::string_view text, base::Arena& texts);

/// The text for sorted paths.
std::string manifest_text(std::span<const std::string_view> paths);

}  // namespace output
