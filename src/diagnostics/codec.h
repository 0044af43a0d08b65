// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/codec.h"
#include "diagnostics/diagnostic.h"

/// Diagnostics as bytes: what an output or a content file gave is said again in the builds that keep it.
///
///     diagnostic  severity (u8), fault (u8), code, message, location, number of frames (varint), frames, hint
///     location    file (text), line, column, length (varints), line text
///     frame       what, name (texts), location
///     list        a format version (u8), the number of diagnostics (varint), diagnostics; no bytes at all for none
namespace diagnostics {

void encode(base::ByteWriter& out, const Diagnostic& diagnostic);
/// The diagnostic that `encode` wrote; `in` is bad when there is none.
Diagnostic decode(base::ByteReader& in);

std::string encode_list(const std::vector<Diagnostic>& diagnostics);
/// Nothing when the bytes are damaged, of another version, or go on behind the list.
std::optional<std::vector<Diagnostic>> try_decode_list(std::string_view bytes);
/// The same, with an empty list for bytes that are none: for whoever knows already that the bytes are sound.
std::vector<Diagnostic> decode_list(std::string_view bytes);

}  // namespace diagnostics
