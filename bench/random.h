// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <cstdint>
#include <span>
#include <vector>

namespace bench {

/// A stream of pseudo-random numbers that is the same on every machine and with every standard library: SplitMix64
/// (Steele, Lea, Flood: "Fast splittable pseudorandom number generators", 2014). The distributions of <random> are
/// avoided because each library implements them in its own way. A copy continues the same stream on its own.
class Random {
 public:
  explicit Random(std::uint64_t seed) : state_(seed) {}

  /// The stream that belongs to one item of a numbered collection: it does not depend on the items before it.
  static Random for_item(std::uint64_t seed, std::uint64_t item) {
    Random mixer(seed ^ (item * 0xD1B54A32D192ED03U));
    return Random(mixer.next());
  }

  std::uint64_t next() {
    state_ += 0x9E3779B97F4A7C15U;
    std::uint64_t mixed = state_;
    mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9U;
    mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EBU;
    return mixed ^ (mixed >> 31);
  }

  /// A number in [0, bound). The remainder's bias is below one in 2^40 for the bounds used here.
  /// REQUIRES: bound > 0
  std::uint64_t below(std::uint64_t bound) { return next() % bound; }

  /// A number in [first, last], both included.
  std::uint64_t between(std::uint64_t first, std::uint64_t last) { return first + below(last - first + 1); }

  bool one_in(std::uint64_t count) { return below(count) == 0; }

  template <typename T>
  const T& pick(std::span<const T> items) {
    return items[below(items.size())];
  }

  template <typename T>
  void shuffle(std::span<T> items) {
    for (std::size_t left = items.size(); left > 1; --left) std::swap(items[left - 1], items[below(left)]);
  }

 private:
  std::uint64_t state_;
};

/// Draws ranks by Zipf's law: rank r is drawn with a weight of 1 / (r + flattening). Few ranks take most of the draws,
/// as tags of a site and words of a language do. The weights are whole numbers, so no rounding differs between
/// machines.
class SkewedRanks {
 public:
  SkewedRanks(std::size_t count, std::uint64_t flattening) {
    std::uint64_t total = 0;
    for (std::size_t rank = 0; rank < count; ++rank)
      cumulative_.push_back(total += 1'000'000'000 / (rank + flattening));
  }

  std::size_t draw(Random& random) const {
    const std::uint64_t point = random.below(cumulative_.back());
    const auto found = std::upper_bound(cumulative_.begin(), cumulative_.end(), point);
    return static_cast<std::size_t>(found - cumulative_.begin());
  }

 private:
  std::vector<std::uint64_t> cumulative_;
};

}  // namespace bench
