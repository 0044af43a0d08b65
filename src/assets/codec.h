// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "assets/assets.h"

/// The table of assets as bytes, so that a build whose stylesheets, images and settings are those of the last one opens
/// none of them. What was reported while the table was made is not in it.
///
///     table   a format version (u8, now 2), assets, sheets
///     assets  their number (varint), then of each in order of name: name, source, output path (texts), fingerprint,
///             flags (u8; 1: processed), bytes (text), number of imports (varint), their names (texts)
///     sheets  the number of stylesheets that name files (varint), then of each in order of name: name, source (texts),
///             number of uses (varint), of each path (text), flags (u8; 1: import, 2: relative), begin and length
///             (varints)
///
/// Version 1 had no sheets.
namespace assets {

std::string encode(const Assets& assets);

/// The table that `encode` wrote, or nothing when the bytes are no such table: cut, of another version, out of order,
/// or with outputs outside their folder.
std::optional<Assets> decode(std::string_view bytes);

}  // namespace assets
