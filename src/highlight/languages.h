// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>

#include "highlight/grammars.h"

namespace highlight {

/// The language that a fence names, in any case and by any name that people use for it, or null.
const Language* find_language(const Grammars& grammars, std::string_view name);

/// The name names no language but plain text: `text`, `none` and the like.
bool is_plain_text(std::string_view name);

}  // namespace highlight
