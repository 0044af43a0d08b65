// SPDX-License-Identifier: MIT
#pragma once

#include <string>

#include "markdown/markdown.h"

enum class Difference { none, in_blanks, any };

/// How the text may come out otherwise than libcmark-gfm 0.29.0.gfm.6 has it. Each rule in the implementation says why.
Difference known_difference(const std::string& text, markdown::Extensions dialect);
