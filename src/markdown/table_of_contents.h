// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <vector>

#include "markdown/markdown.h"

namespace markdown {

/// The headings that a table of contents shows.
inline constexpr int k_first_toc_level = 2;
inline constexpr int k_last_toc_level = 4;

/// The headings of these levels as nested `<ul>` in `<nav class="toc">`; "" without such headings.
std::string table_of_contents(const std::vector<Heading>& headings);

}  // namespace markdown
