// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <vector>

#include "site/model.h"

namespace site {

/// At most `count` other pages that share a tag with `page`: most shared tags first, then newest, then by path; pages
/// without a date last. Shared are terms of the taxonomy "tags". Computed when asked for, so that only themes that show
/// it pay.
///
/// It costs the same on every page of a site of any size. A page that shares s of k tags is in one of the k-s+1 rarest,
/// so the tags' lists are opened from the rarest on; each is in the order of the tie-break and is read no further than
/// it takes to fill the places left. What remains is bounded: of a tag with very many pages only the newest
/// `k_most_read` are looked at, and of a page with very many tags only the rarest `k_most_related_terms` count. Below
/// these figures the result is exact.
std::vector<PageId> related_pages(const Model& model, PageId page, std::size_t count);

inline constexpr std::size_t k_most_read = 500;
inline constexpr std::size_t k_most_related_terms = 64;

}  // namespace site
