// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "assets/assets.h"

/// The table of assets as bytes, so that a build whose stylesheets, images and settings are those of the last one opens
/// none of them. What was reported while the table was made is not in it.
///
///     assets  a format version (u8, now 1), their number (varint), then of each in order of name: name, source, output
///             path (texts), fingerprint, flags (u8; 1: processed), bytes (text), number of imports (varint), their
///             names (texts)
namespace assets {

std::string encode(const Assets& assets);

/// The table that `encode` wrote, or nothing when the bytes are no such table: cut, of another version, out of order,
/// or with outputs outside their folder.
std::optional<Assets> decode(std::string_view bytes);

}  // namespace assets
