// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <string_view>

namespace render {

/// Which form of a text goes with a whole number in a language, by the plural rules of Unicode's CLDR: "zero", "one",
/// "two", "few", "many" or "other". `language` is a code such as "pl" or "pt-BR"; one that is not known counts as
/// English does.
std::string_view plural_form(std::string_view language, std::int64_t count);

}  // namespace render
