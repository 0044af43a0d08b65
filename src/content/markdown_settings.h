// SPDX-License-Identifier: MIT
#pragma once

#include "markdown/markdown.h"
#include "value/value.h"

namespace content {

/// How bodies are read, as the settings' table `markdown` says.
markdown::Options markdown_options(const value::Value& table);

}  // namespace content
