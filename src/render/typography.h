// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace render {

/// What a text is: words alone, or HTML, whose tags, `code`, `pre`, scripts and styles are left as they are.
enum class Markup : std::uint8_t { none, html };

/// Curly quotes for straight ones, dashes for `--` (–) and `---` (—), an ellipsis for three dots. In HTML the quotes
/// may be spelled `&quot;`, `&#34;` and `&#39;`.
std::string smart_quotes(std::string_view text, Markup markup);

/// `:name:` as the character of that name; names that are not known stay.
std::string replace_emoji_codes(std::string_view text, Markup markup);

}  // namespace render
