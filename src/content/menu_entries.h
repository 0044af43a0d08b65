// SPDX-License-Identifier: MIT
#pragma once

#include "content/fields.h"
#include "content/typed_values.h"

/// Private to `content`: the forms that `menu` can take in front matter.
namespace content {

/// Reads `key` ("menu" or "menus") into `fields.menus` and `fields.in_menu`.
void read_menu_entries(TypedValues& values, value::Name key, Fields& fields);

}  // namespace content
