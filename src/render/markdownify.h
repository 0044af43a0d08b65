// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>

#include "site/reader.h"

namespace render {

/// Markdown from a template or from front matter as HTML, in the site's dialect without variables. Cross references and
/// links lead where they would from the page that the output is about; what cannot be resolved stays visible and is
/// warned about.
std::string markdown_to_html(const site::Reader& reader, std::string_view markdown);

}  // namespace render
