// SPDX-License-Identifier: MIT
#pragma once

#include <string_view>

#include "markdown/html_output.h"

namespace markdown {

/// `&`, `<`, `>` and `"` as entities, as CommonMark's examples have it (the quote as `&quot;`). `around`: a text
/// that this one may be a part of; what stands behind the part may then be read, which is faster.
void append_text(HtmlOutput& out, std::string_view text, std::string_view around = {});

/// The value of an `href` or `src`: bytes that may not stand in a URL as `%XX`, then `&` and `'` as entities.
void append_url(HtmlOutput& out, std::string_view url);

/// Is this the URL of something that may belong to the site: relative, or a path from the root; not another scheme or
/// host, and not a place in the same page?
bool is_site_url(std::string_view url);

}  // namespace markdown
