// SPDX-License-Identifier: MIT
#include "base/hash.h"

#define XXH_INLINE_ALL
#include <xxhash.h>

namespace base {

Fingerprint fingerprint(std::string_view bytes) {
  XXH128_hash_t hash = XXH3_128bits(bytes.data(), bytes.size());
  return {hash.high64, hash.low64};
}

std::string to_hex(Fingerprint fingerprint) {
  static constexpr char k_digits[] = "0123456789abcdef";
  std::string hex(32, '0');
  for (int i = 0; i < 16; ++i) {
    hex[static_cast<std::size_t>(15 - i)] = k_digits[(fingerprint.high >> (4 * i)) & 15];
    hex[static_cast<std::size_t>(31 - i)] = k_digits[(fingerprint.low >> (4 * i)) & 15];
  }
  return hex;
}

std::uint64_t hash64(std::string_view bytes) { return XXH3_64bits(bytes.data(), bytes.size()); }

}  // namespace base
