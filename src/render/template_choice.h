// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <vector>

#include "jinja/environment.h"
#include "site/reader.h"

namespace render {

/// The names that could be a page's template, best first: what front matter says, the content type, the section's name,
/// the kind. With `template` in front matter that name alone.
std::vector<std::string> template_candidates(const site::Reader& reader, site::PageId page);

/// The first candidate that exists, or the last of all when none does. Each name that was tried is noted, found or not.
std::string choose_template(const jinja::Environment& environment, const site::Reader& reader, site::PageId page);

}  // namespace render
