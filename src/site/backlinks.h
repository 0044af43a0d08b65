// SPDX-License-Identifier: MIT
#pragma once

#include <vector>

#include "site/model.h"

namespace site {

/// For every page the other pages whose body leads to it by a link or a cross reference, by path, each once. Resolves
/// all links of the site: whoever needs it keeps the result.
std::vector<std::vector<PageId>> compute_backlinks(const Model& model);

}  // namespace site
