// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <string>

#include "render/pieces.h"
#include "site/reader.h"

/// Outputs made without templates. Each function asks a Reader and returns the bytes; none looks at the clock. Where
/// `pieces` is not null it remembers those of the output.
namespace render {

std::string make_rss(const site::Reader& reader);
std::string make_atom(const site::Reader& reader);

/// `piece` 0: the whole sitemap, or the index of its pieces; otherwise one piece. A URL belongs to a piece by the hash
/// of its path, so that a new page changes one piece only.
std::string make_sitemap(const site::Reader& reader, std::uint32_t piece, Pieces* pieces);

std::string make_page_json(const site::Reader& reader, site::PageId page);
std::string make_page_text(const site::Reader& reader, site::PageId page);
std::string make_site_json(const site::Reader& reader, Pieces* pieces);
std::string make_llms(const site::Reader& reader, Pieces* pieces);
std::string make_llms_full(const site::Reader& reader, Pieces* pieces);
std::string make_robots(const site::Reader& reader);
std::string make_redirect(const site::Reader& reader, site::PageId target);

/// Whether feeds, sitemap and search leave a page out.
bool is_hidden(const site::Reader& reader, site::PageId page);

}  // namespace render
