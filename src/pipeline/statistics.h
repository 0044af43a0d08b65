// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// What the last builds did, one small record a build: which of them were saved work, and how much.
namespace engine {
class Store;
}

namespace pipeline {

struct State;

struct BuildStatistics {
  std::uint64_t number = 0;    ///< 1 is the first build that the store remembers
  std::int64_t began = 0;      ///< microseconds since 1970
  bool full = false;           ///< nothing was remembered
  std::uint64_t outputs = 0;   ///< all of them
  std::uint64_t rendered = 0;  ///< made by templates and feeds
  std::uint64_t kept = 0;      ///< neither rendered nor copied
  std::uint64_t written = 0;   ///< new bytes
  std::uint64_t removed = 0;
  std::uint64_t parsed = 0;        ///< pages
  std::uint64_t microseconds = 0;  ///< up to the commit
};
std::string encode(const BuildStatistics& statistics);
std::optional<BuildStatistics> decode_statistics(std::string_view bytes);

/// How many builds are remembered; the last full one as well, however long ago.
inline constexpr std::size_t k_most_builds = 20;

/// The builds that a store remembers, oldest first.
std::vector<BuildStatistics> builds_of(const engine::Store& store);

std::uint64_t next_build_number(const State& state);
/// Adds a record of this build to what will be committed.
void count_build(State& state);

}  // namespace pipeline
