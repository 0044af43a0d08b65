// SPDX-License-Identifier: MIT
#pragma once

#include <compare>
#include <cstdint>
#include <string>
#include <string_view>

namespace base {

/// 128 bits that stand for some bytes (XXH3-128). Equal fingerprints are taken as equal bytes inside one site; they are
/// no proof between machines that do not trust each other.
struct Fingerprint {
  std::uint64_t high = 0;
  std::uint64_t low = 0;
  auto operator<=>(const Fingerprint&) const = default;
};

Fingerprint fingerprint(std::string_view bytes);

/// The fingerprint as 32 lower-case hexadecimal digits.
std::string to_hex(Fingerprint fingerprint);

/// A fast 64-bit hash for tables in memory and on disk (XXH3-64, seed 0).
std::uint64_t hash64(std::string_view bytes);

/// A 32-bit hash of a short name that can be computed at compile time (FNV-1a).
constexpr std::uint32_t hash_name(std::string_view name) {
  std::uint32_t hash = 2166136261u;
  for (char c : name) hash = (hash ^ static_cast<unsigned char>(c)) * 16777619u;
  return hash;
}

/// A deterministic stream of 64-bit numbers (splitmix64) for everything that wants to look random but must come out the
/// same in each build.
class SeededNumbers {
 public:
  explicit SeededNumbers(std::uint64_t seed) : state_(seed) {}
  std::uint64_t next() {
    std::uint64_t z = (state_ += 0x9e3779b97f4a7c15u);
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
    return z ^ (z >> 31);
  }

 private:
  std::uint64_t state_;
};

}  // namespace base
