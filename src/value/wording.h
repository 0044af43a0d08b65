// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <string>
#include <string_view>

#include "value/object.h"

/// Shared by the operations: how messages name a value, and how walks through values stay bounded.
namespace value {

/// The kind of a value with its article: "a list", "an integer", "none".
std::string described(const Value& value);

/// A name from the outside in single quotes, cut when it is too long for a message.
std::string quoted(std::string_view name);

/// One level of a walk through nested values. Values that contain themselves, and small values that share parts so
/// often that they print as gigabytes, end in the failure "limit" instead of a crash or a hang.
class Level {
 public:
  Level(Context& ctx, const Value& visited) : walk_(ctx.walk) {
    if (walk_.depth++ == 0) walk_.steps = 0;
    walk_.steps += cost_of(visited);
  }
  ~Level() { --walk_.depth; }
  Level(const Level&) = delete;
  Level& operator=(const Level&) = delete;

  bool is_too_deep() const { return walk_.depth > k_deepest + 20; }
  bool is_exhausted() const { return walk_.steps > k_most_steps; }

 private:
  static constexpr std::uint32_t k_most_steps = 40'000'000;

  /// An element is a step, a list or map ten; an object makes what it stands for in the arena.
  static std::uint32_t cost_of(const Value& visited) {
    if (visited.is_object()) return 40;
    std::size_t size = visited.is_map() ? visited.as_map().size() : visited.items().size();
    return static_cast<std::uint32_t>(10 + std::min<std::size_t>(size, k_most_steps));
  }

  Context::Walk& walk_;
};

/// A container that is being visited and those around it, to find one that contains itself.
struct Visited {
  const void* storage;
  const Visited* outer;
  bool has(const void* sought) const {
    for (const Visited* each = this; each != nullptr; each = each->outer) {
      if (each->storage == sought) return true;
    }
    return false;
  }
};

}  // namespace value
