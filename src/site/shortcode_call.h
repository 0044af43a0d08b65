// SPDX-License-Identifier: MIT
#pragma once

#include <string_view>

#include "value/value.h"

namespace site {

/// What stands between the marks of a shortcode: `name a "b" c=d`, `name(a, c="d")`, `Name c="d" flag`.
struct ShortcodeCall {
  std::string_view name;
  value::List* positional;  ///< texts, numbers, `true` and `false`
  value::Map* named;
};

/// Takes any text; what makes no sense is left out. Texts are copied into `arena`.
ShortcodeCall read_shortcode_call(std::string_view source, base::Arena& arena);

}  // namespace site
