// SPDX-License-Identifier: MIT
#include "render/image_header.h"

#include <gtest/gtest.h>

#include <string>

namespace render {
namespace {

using namespace std::string_literals;

std::string size_of(std::string_view bytes) {
  auto size = image_size(bytes);
  return size ? std::to_string(size->width) + "x" + std::to_string(size->height) : "none";
}

const std::string k_png = "\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR\0\0\x01\x02\0\0\0\x03\x08\x06\0\0\0"s;
const std::string k_jpeg =
    "\xff\xd8\xff\xe0\0\x04\0\0\xff\xff\xc0\0\x11\x08\0\x40\x01\0\x03\x01\x22\0\x02\x11\x01\x03\x11\x01"s;
const std::string k_gif = "GIF89a\x10\0\x20\x01\0\0\0"s;
const std::string k_webp_lossy = "RIFF\x20\0\0\0WEBPVP8 \x14\0\0\0\0\0\0\x9d\x01\x2a\x2c\x01\xc8\0\0\0"s;
const std::string k_webp_lossless = "RIFF\x20\0\0\0WEBPVP8L\x14\0\0\0\x2f\x63\x40\x0c\0\0\0\0\0\0"s;
const std::string k_webp_extended = "RIFF\x20\0\0\0WEBPVP8X\x0a\0\0\0\0\0\0\0\x8f\x01\0\x2b\x01\0"s;

TEST(ImageHeader, sizes_are_read_from_each_format) {
  EXPECT_EQ(size_of(k_png), "258x3");
  EXPECT_EQ(size_of(k_jpeg), "256x64");
  EXPECT_EQ(size_of(k_gif), "16x288");
  EXPECT_EQ(size_of(k_webp_lossy), "300x200");
  EXPECT_EQ(size_of(k_webp_lossless), "100x50");
  EXPECT_EQ(size_of(k_webp_extended), "400x300");
}

TEST(ImageHeader, an_svg_says_its_size_or_its_view_box) {
  EXPECT_EQ(size_of("<svg width='10' height=\"20px\" viewBox='0 0 1 1'>"), "10x20");
  EXPECT_EQ(size_of("<?xml version='1.0'?>\n<!DOCTYPE svg>\n<svg width='100%' viewBox='0,0, 30.4 40'/>"), "30x40");
  EXPECT_EQ(size_of("<svg stroke-width='4' xmlns='x'>"), "none");
  EXPECT_EQ(size_of("<svg width='-1' height='1e99'>"), "none");
}

TEST(ImageHeader, other_bytes_have_no_size) {
  for (const std::string& bytes : {""s, "text"s, "\xff\xd8"s, "\xff\xd8\xff\xda\0\0\0\0\0\0\0\0"s, "<html><svg>"s}) {
    EXPECT_EQ(size_of(bytes), "none") << bytes;
  }
}

TEST(ImageHeader, a_header_cut_anywhere_is_read_without_harm) {
  for (const std::string& whole : {k_png, k_jpeg, k_gif, k_webp_lossy, k_webp_lossless, k_webp_extended}) {
    for (std::size_t length = 0; length < whole.size(); ++length) {
      std::string cut(whole.data(), length);
      std::string size = size_of(cut);
      EXPECT_TRUE(size == "none" || size == size_of(whole)) << whole.substr(0, 4) << " cut to " << length;
    }
  }
}

TEST(ImageHeader, the_media_type_follows_from_the_name) {
  EXPECT_EQ(image_media_type("a/B.JPG"), "image/jpeg");
  EXPECT_EQ(image_media_type("a.svg"), "image/svg+xml");
  EXPECT_EQ(image_media_type("a"), "application/octet-stream");
}

}  // namespace
}  // namespace render
