// SPDX-License-Identifier: MIT
#pragma once

#include <string>

#include "content/document.h"

/// The beginning of a page's text, for lists and descriptions. Private to `content`.
namespace content {

/// The plain running text (see `RunningText`) before the comment `<!--more-->`; without one, as much of its beginning
/// as `document.excerpt_limit` lets stand, cut at a word. A text without any running text gives what else it has, but
/// never its headings. White space is single spaces. Words are counted as `markdown::count_words` does: each CJK
/// character is one.
std::string make_excerpt(const Document& document);

}  // namespace content
