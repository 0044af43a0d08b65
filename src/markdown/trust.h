// SPDX-License-Identifier: MIT
#pragma once

#include <string_view>

/// What may come out of a text whose author is not trusted.
namespace markdown {

/// A relative address, or one of a scheme that leads somewhere and runs nothing.
bool is_harmless_url(std::string_view url);

/// An attribute that neither runs anything nor loads anything.
bool is_harmless_attribute(std::string_view name);

}  // namespace markdown
