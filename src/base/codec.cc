// SPDX-License-Identifier: MIT
#include "base/codec.h"

namespace base {

void ByteWriter::long_varint(std::uint64_t number) {
  for (; number >= 0x80; number >>= 7) u8(static_cast<std::uint8_t>(number | 0x80));
  u8(static_cast<std::uint8_t>(number));
}

std::uint64_t ByteReader::long_varint() {
  std::uint64_t number = 0;
  for (int shift = 0; shift < 64; shift += 7) {
    std::uint8_t byte = u8();
    number |= std::uint64_t{byte & 0x7fu} << shift;
    if (byte >= 0x80) continue;
    bool has_lost_bits = shift == 63 && byte > 1;
    bool is_longer_than_needed = shift > 0 && byte == 0;
    if (has_lost_bits || is_longer_than_needed || !good_) break;
    return number;
  }
  return fail(), 0;
}

}  // namespace base
