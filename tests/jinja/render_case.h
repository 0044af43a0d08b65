// SPDX-License-Identifier: MIT
#pragma once

#include <string>

#include "cases.h"
#include "jinja/environment.h"

namespace cases {

/// Renders a case with an environment of its own.
jinja::Result render(const Case& one);

/// Everything that can be said of what went wrong, one fact a line: code, message, place, hint, chain.
std::string facts_of(const jinja::Result& result);

}  // namespace cases
