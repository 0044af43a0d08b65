// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <vector>

#include "markdown/markdown.h"

/// The HTML that cmark-gfm's own renderer and extensions make of each text. Computed in a child process, because that
/// library keeps state for the whole process which `markdown::parse` sets up differently. Empty when that fails.
std::vector<std::string> reference_html(const std::vector<std::string>& texts, markdown::Dialect dialect);
