// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>

#include "site/reader.h"

namespace site {

/// A page's body as HTML with its slots filled: variables looked up, cross references and links resolved. What cannot
/// be resolved stays visible (`broken-ref`, the variable as written, the link as written) and is warned about with its
/// place in the Markdown.
std::string_view fill_body(const Reader& reader, PageId page);

/// The table of contents of a page's headings from h2 to h4 as nested `<ul>` in `<nav class="toc">`; "" without such
/// headings or with `toc: false`.
std::string table_of_contents(const Reader& reader, PageId page);

/// The same as a list of maps: id, title, level (1 is h2), link.
value::Value toc_items(const Reader& reader, PageId page);

}  // namespace site
