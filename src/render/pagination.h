// SPDX-License-Identifier: MIT
#pragma once

#include <span>

#include "value/object.h"

namespace render {

/// What the filter `paginate` gives: one page of a list. An object with the attributes items, total_pages,
/// current_page, per_page, total_items, has_next, has_prev, has_previous, next_page and prev_page (none at the ends);
/// `pagination.items` is the elements, not a method as it would be of a map. The page number is brought into range.
value::Value page_of_items(value::Context& ctx, std::span<const value::Value> items, std::size_t per_page,
                           std::int64_t current_page);

}  // namespace render
