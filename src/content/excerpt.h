// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

/// The beginning of a page's text, for lists and descriptions. Private to `content`.
namespace content {

/// The plain text before the comment `<!--more-->` in `html`; without one, the first `most_words` words. White space
/// is single spaces. Words are counted as `markdown::count_words` does: each CJK character is one.
std::string make_excerpt(std::string_view html, std::size_t most_words);

}  // namespace content
