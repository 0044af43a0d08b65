// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace render {

struct ImageSize {
  std::uint32_t width;
  std::uint32_t height;
};

/// The size in pixels that the header of a PNG, JPEG, GIF, WebP or SVG says; nothing for other bytes. An SVG's is its
/// `width` and `height`, else that of its `viewBox`.
std::optional<ImageSize> image_size(std::string_view bytes);

/// "image/png" by the file name's extension; "application/octet-stream" for what is no known image.
std::string_view image_media_type(std::string_view file_name);

}  // namespace render
