// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

/// Compression for what is kept from build to build: Zstandard (RFC 8878), rather quick than short.
namespace base {

/// The bytes as a Zstandard frame; as they are when that is not shorter, or more than 255 times shorter.
std::string compress(std::string_view bytes);

/// What `compress` was given, of which the size is known. Nothing when the frame does not hold `size` bytes. Takes no
/// more than 255 times the frame's size, whatever size it is told.
std::optional<std::string> decompress(std::string_view frame, std::size_t size);

}  // namespace base
