// SPDX-License-Identifier: MIT
#include "render/image_header.h"

#include <cmath>
#include <string>

#include "base/path.h"
#include "base/strings.h"
#include "render/html_scan.h"

namespace render {

namespace {

/// A number of `size` bytes; 0 beyond the end.
std::uint32_t big_endian(std::string_view bytes, std::size_t at, std::size_t size) {
  std::uint32_t number = 0;
  for (std::size_t i = 0; i < size; ++i) {
    number = number << 8 | (at + i < bytes.size() ? static_cast<unsigned char>(bytes[at + i]) : 0u);
  }
  return number;
}

std::uint32_t little_endian(std::string_view bytes, std::size_t at, std::size_t size) {
  std::uint32_t number = 0;
  for (std::size_t i = size; i-- > 0;) {
    number = number << 8 | (at + i < bytes.size() ? static_cast<unsigned char>(bytes[at + i]) : 0u);
  }
  return number;
}

/// Goes from segment to segment to the frame header (SOF0 to SOF15 but for DHT, JPG and DAC), ISO 10918-1 B.2.
std::optional<ImageSize> jpeg_size(std::string_view bytes) {
  std::size_t at = 2;
  while (at + 9 <= bytes.size()) {
    if (static_cast<unsigned char>(bytes[at]) != 0xff) return std::nullopt;
    std::uint32_t marker = big_endian(bytes, at + 1, 1);
    if (marker == 0xff) {
      ++at;
      continue;
    }
    if (marker == 0x01 || (marker >= 0xd0 && marker <= 0xd8)) {
      at += 2;
      continue;
    }
    bool is_frame = marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc;
    if (is_frame) return ImageSize{big_endian(bytes, at + 7, 2), big_endian(bytes, at + 5, 2)};
    if (marker == 0xd9 || marker == 0xda) return std::nullopt;
    at += 2 + big_endian(bytes, at + 2, 2);
  }
  return std::nullopt;
}

/// RFC 9649: a lossy frame, a lossless stream, or the extended header.
std::optional<ImageSize> webp_size(std::string_view bytes) {
  std::string_view chunk = bytes.substr(12, 4);
  if (bytes.size() < 30 && !(chunk == "VP8L" && bytes.size() >= 25)) return std::nullopt;
  if (chunk == "VP8 ") return ImageSize{little_endian(bytes, 26, 2) & 0x3fff, little_endian(bytes, 28, 2) & 0x3fff};
  if (chunk == "VP8X") return ImageSize{little_endian(bytes, 24, 3) + 1, little_endian(bytes, 27, 3) + 1};
  if (chunk != "VP8L" || bytes[20] != 0x2f) return std::nullopt;
  std::uint32_t sizes = little_endian(bytes, 21, 4);
  return ImageSize{(sizes & 0x3fff) + 1, (sizes >> 14 & 0x3fff) + 1};
}

/// The value of an attribute in a tag as written; "" when it is not there.
std::string_view attribute_in(std::string_view tag, std::string_view name) {
  for (std::size_t at = tag.find(name); at != tag.npos; at = tag.find(name, at + 1)) {
    std::size_t equals = tag.find_first_not_of(" \t\r\n", at + name.size());
    if (!base::is_space(tag[at - 1]) || equals == tag.npos || tag[equals] != '=') continue;
    std::size_t quote = tag.find_first_not_of(" \t\r\n", equals + 1);
    if (quote == tag.npos || (tag[quote] != '"' && tag[quote] != '\'')) continue;
    std::size_t end = tag.find(tag[quote], quote + 1);
    return end == tag.npos ? std::string_view() : tag.substr(quote + 1, end - quote - 1);
  }
  return {};
}

/// A length in pixels; nothing for percentages and other units.
std::optional<std::uint32_t> pixels(std::string_view length) {
  length = base::trim(length);
  if (length.ends_with("px")) length.remove_suffix(2);
  auto number = base::parse_number(length);
  if (!number || !(*number > 0) || *number > 1e9) return std::nullopt;
  return static_cast<std::uint32_t>(std::lround(*number));
}

std::optional<ImageSize> svg_size(std::string_view bytes) {
  HtmlScanner scanner(bytes);
  while (auto piece = scanner.next()) {
    bool is_tag = piece->kind == HtmlPiece::Kind::open || piece->kind == HtmlPiece::Kind::alone;
    if (!is_tag) continue;
    if (piece->name != "svg") return std::nullopt;
    auto width = pixels(attribute_in(piece->text, "width")), height = pixels(attribute_in(piece->text, "height"));
    if (width && height) return ImageSize{*width, *height};
    std::string box = base::replace_all(attribute_in(piece->text, "viewBox"), ",", " ");
    auto parts = base::split_words(box);
    if (parts.size() != 4) return std::nullopt;
    width = pixels(parts[2]), height = pixels(parts[3]);
    return width && height ? std::optional(ImageSize{*width, *height}) : std::nullopt;
  }
  return std::nullopt;
}

}  // namespace

std::optional<ImageSize> image_size(std::string_view bytes) {
  using namespace std::string_view_literals;
  if (bytes.starts_with("\x89PNG\r\n\x1a\n"sv) && bytes.size() >= 24) {
    return ImageSize{big_endian(bytes, 16, 4), big_endian(bytes, 20, 4)};
  }
  if (bytes.starts_with("GIF87a") || bytes.starts_with("GIF89a")) {
    if (bytes.size() < 10) return std::nullopt;
    return ImageSize{little_endian(bytes, 6, 2), little_endian(bytes, 8, 2)};
  }
  if (bytes.starts_with("\xff\xd8"sv)) return jpeg_size(bytes);
  if (bytes.starts_with("RIFF") && bytes.size() >= 16 && bytes.substr(8, 4) == "WEBP") return webp_size(bytes);
  return svg_size(bytes);
}

std::string_view image_media_type(std::string_view file_name) {
  struct MediaType {
    std::string_view extension;
    std::string_view type;
  };
  static constexpr MediaType k_types[] = {
      {".png", "image/png"},   {".jpg", "image/jpeg"},   {".jpeg", "image/jpeg"},
      {".gif", "image/gif"},   {".webp", "image/webp"},  {".svg", "image/svg+xml"},
      {".avif", "image/avif"}, {".ico", "image/x-icon"}, {".bmp", "image/bmp"},
  };
  std::string extension = base::to_lower_ascii(base::extension(file_name));
  for (const MediaType& each : k_types) {
    if (each.extension == extension) return each.type;
  }
  return "application/octet-stream";
}

}  // namespace render
