// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <unordered_map>
#include <vector>

/// Which questions an output asked, and which answers are different now.
namespace engine {

/// What was asked of one entity: a hash that names it, and a bit for each of its questions.
struct Read {
  std::uint64_t entity = 0;
  std::uint64_t bits = 0;
  bool operator==(const Read&) const = default;
};
/// Sorted by entity, each once.
using Reads = std::vector<Read>;

/// Sorts, and merges reads of one entity.
void normalize(Reads& reads);

/// A number that stands for a set of reads; never 0 but for the empty set.
std::uint64_t set_number(const Reads& reads);

/// The questions whose answers are not what they were when the last build ended.
class ChangedAnswers {
 public:
  void add(std::uint64_t entity, std::uint8_t bit) {
    bits_[entity] |= std::uint64_t{1} << bit;
    may_hold_[entity % k_filter_bits / 64] |= std::uint64_t{1} << entity % 64;
  }
  bool empty() const { return bits_.empty(); }
  std::size_t size() const { return bits_.size(); }
  /// Whether a read meets a changed answer.
  bool meets(const Read& read) const {
    if ((may_hold_[read.entity % k_filter_bits / 64] >> read.entity % 64 & 1) == 0) return false;
    auto found = bits_.find(read.entity);
    return found != bits_.end() && (found->second & read.bits) != 0;
  }
  bool holds(std::uint64_t entity, std::uint8_t bit) const {
    auto found = bits_.find(entity);
    return found != bits_.end() && ((found->second >> bit) & 1) != 0;
  }

 private:
  static constexpr std::size_t k_filter_bits = 8192;  ///< entities are hashes; most that are asked for are not changed

  std::unordered_map<std::uint64_t, std::uint64_t> bits_;
  std::array<std::uint64_t, k_filter_bits / 64> may_hold_{};
};

}  // namespace engine
