// SPDX-License-Identifier: MIT
#pragma once

#include <string_view>

namespace markdown {

/// What `{name}` before code means.
enum class Role : unsigned char {
  none,
  keyboard,         ///< `{kbd}`
  abbreviation,     ///< `{abbr}`: the word, and its meaning in parentheses
  subscript,        ///< `{sub}`
  superscript,      ///< `{sup}`
  math,             ///< `{math}`
  icon,             ///< `{icon}`
  badge,            ///< `{bdg-color}`
  cross_reference,  ///< `{ref}` and `{doc}`: a target, or a text and the target in angle brackets
};

Role role_of(std::string_view name);

/// The color of a badge, "" for the plain one.
std::string_view badge_color(std::string_view name);

/// How a key of a keyboard is called ("Ctrl" for "ctrl"), "" for names that are not known.
std::string_view key_name(std::string_view key);

/// The length of `++ctrl+c++` at the beginning of the text, 0 when there are no known keys.
std::size_t keys_length(std::string_view text);

}  // namespace markdown
