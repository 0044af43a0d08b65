// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>

namespace markdown {

/// `&`, `<`, `>` and `"` as entities, as CommonMark's examples have it (the quote as `&quot;`).
void append_text(std::string& out, std::string_view text);

/// The value of an `href` or `src`: bytes that may not stand in a URL as `%XX`, then `&` and `'` as entities.
void append_url(std::string& out, std::string_view url);

/// Is this the URL of something that may belong to the site: relative, or a path from the root; not another scheme or
/// host, and not a place in the same page?
bool is_site_url(std::string_view url);

}  // namespace markdown
