// SPDX-License-Identifier: MIT
#pragma once

#include <string>

#include "site/reader.h"
#include "value/reads.h"

namespace site {

/// A question in words that mean the same in every build: `page blog/a.md title`, `query
/// site.regular_pages|sort(attribute="date")`, `template base.html`, `config site.title`. For explanations and tests.
std::string spell(const Site& site, const value::Question& question);

}  // namespace site
