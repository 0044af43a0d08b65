// SPDX-License-Identifier: MIT
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace bench {

/// The raw material of the generated sites. All lists are fixed, so that a seed gives the same site for ever. Views of
/// the three lists live as long as the program.

/// Words of running text, most frequent first; some need escaping in HTML, some are not ASCII.
std::span<const std::string_view> text_words();

/// Names of sections, also their folder names. The first ones are in the menus of sites/bengal/bengal.toml and
/// sites/hugo/config.toml.
std::span<const std::string_view> section_names();

/// Words that look like names in a program.
std::span<const std::string_view> code_words();

/// Two hundred tags of two words, most frequent first.
std::vector<std::string> make_tags();

}  // namespace bench
