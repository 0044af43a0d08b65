// SPDX-License-Identifier: MIT
#pragma once

#include <string_view>

namespace markdown {

/// The character for a short code without its colons ("rocket"), as GitHub and chat programs name them; "" for codes
/// that are not known.
std::string_view emoji_of(std::string_view short_code);

}  // namespace markdown
