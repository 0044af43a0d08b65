// SPDX-License-Identifier: MIT
#include "base/compression.h"

#define ZSTD_STATIC_LINKING_ONLY  // for the mode of literals
#include <zstd.h>

#include <memory>

namespace base {

namespace {

/// As quick as LZ4 where literals are coded as well, which leaves a page of usual length half as long.
constexpr int k_level = -4;
constexpr std::size_t k_most_a_byte = 255;  // bytes that a byte of a frame may stand for

struct Free {
  void operator()(ZSTD_CCtx* context) const { ::ZSTD_freeCCtx(context); }
  void operator()(ZSTD_DCtx* context) const { ::ZSTD_freeDCtx(context); }
};

/// The size is kept beside the frame: not in it.
std::unique_ptr<ZSTD_CCtx, Free> make_compressor() {
  std::unique_ptr<ZSTD_CCtx, Free> compressor(::ZSTD_createCCtx());
  ::ZSTD_CCtx_setParameter(compressor.get(), ZSTD_c_compressionLevel, k_level);
  ::ZSTD_CCtx_setParameter(compressor.get(), ZSTD_c_literalCompressionMode, ZSTD_ps_enable);
  ::ZSTD_CCtx_setParameter(compressor.get(), ZSTD_c_contentSizeFlag, 0);
  return compressor;
}

}  // namespace

std::string compress(std::string_view bytes) {
  thread_local std::unique_ptr<ZSTD_CCtx, Free> compressor = make_compressor();
  std::string frame;
  std::size_t room = bytes.empty() ? 0 : bytes.size() - 1;
  frame.resize_and_overwrite(room, [&](char* to, std::size_t) {
    std::size_t size = ::ZSTD_compress2(compressor.get(), to, room, bytes.data(), bytes.size());
    return ::ZSTD_isError(size) != 0 ? 0 : size;
  });
  if (frame.empty() || bytes.size() / k_most_a_byte >= frame.size()) return std::string(bytes);
  frame.shrink_to_fit();
  return frame;
}

std::optional<std::string> decompress(std::string_view frame, std::size_t size) {
  if (frame.size() == size) return std::string(frame);
  if (frame.size() > size || size / k_most_a_byte >= frame.size()) return std::nullopt;
  thread_local std::unique_ptr<ZSTD_DCtx, Free> decompressor(::ZSTD_createDCtx());
  std::string bytes;
  bytes.resize_and_overwrite(size, [&](char* to, std::size_t) {
    std::size_t made = ::ZSTD_decompressDCtx(decompressor.get(), to, size, frame.data(), frame.size());
    return ::ZSTD_isError(made) != 0 ? 0 : made;
  });
  if (bytes.size() != size) return std::nullopt;
  return bytes;
}

}  // namespace base
