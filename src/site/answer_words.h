// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <string>

#include "site/reader.h"

/// Private to `site`: answers for people.
namespace site {

class Questions;

inline constexpr std::size_t k_longest_words = 48;

/// A plain value in at most `k_longest_words` bytes: a text in quotes (cut when it is long), a number, a date, "true",
/// "none", "nothing" for what is undefined, "3 items" for a list, the path of a page or section. "" for everything
/// else.
std::string answer_words(const Site& site, const Questions& questions, const value::Value& value);
/// A text, as `answer_words` spells it.
std::string quoted_words(std::string_view text);

}  // namespace site
