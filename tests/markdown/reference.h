// SPDX-License-Identifier: MIT
#pragma once

#include <string>

#include "markdown/markdown.h"

/// The HTML that libcmark-gfm makes of a text, with tables, strikethrough, autolinks, task lists and footnotes for
/// `k_gfm`. For one thread only: the library keeps state for the whole process.
std::string reference_html(const std::string& text, markdown::Extensions dialect);
