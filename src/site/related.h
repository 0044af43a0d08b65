// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <vector>

#include "site/model.h"

namespace site {

/// At most `count` other pages that share a tag with `page`: most shared tags first, then newest, then by path; pages
/// without a date last. Shared are terms of the taxonomy "tags"; of a page with more than `k_most_related_terms` the
/// rarest count. Computed when asked for, so that only themes that show it pay.
///
/// Exact, yet it seldom walks a popular term's whole list: a page that shares s of k tags is in one of the k-s+1
/// rarest, so lists are opened from the rarest on, each is in the order of the tie-break, and a list is read no further
/// than it takes to fill the places left.
std::vector<PageId> related_pages(const Model& model, PageId page, std::size_t count);

inline constexpr std::size_t k_most_related_terms = 64;

}  // namespace site
