// SPDX-License-Identifier: MIT
#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string_view>

#include "highlight/grammars.h"

namespace highlight {

/// The patterns of grammars, each compiled to machine code when it is first used. For all threads.
class Patterns {
 public:
  explicit Patterns(Grammars grammars);
  ~Patterns();
  Patterns(const Patterns&) = delete;
  Patterns& operator=(const Patterns&) = delete;

  const Grammars& grammars() const { return grammars_; }

  /// The compiled pattern of a rule (PCRE2's `pcre2_code`), or null where PCRE2 does not take it.
  const void* compiled(std::size_t rule) const;

 private:
  Grammars grammars_;
  std::unique_ptr<std::atomic<void*>[]> compiled_;
};

/// Runs patterns; has memory of its own, so that each thread and text needs one.
class Matcher {
 public:
  explicit Matcher(const Patterns& patterns);
  ~Matcher();
  Matcher(const Matcher&) = delete;
  Matcher& operator=(const Matcher&) = delete;

  struct Match {
    std::size_t begin;
    std::size_t end;
  };
  /// The first match of a rule at or behind `from`, without what its lookbehind matched. Nothing either once a match
  /// took more steps than `k_steps`; `gave_up()` tells.
  /// REQUIRES: `text` is valid UTF-8.
  std::optional<Match> find(std::size_t rule, std::string_view text, std::size_t from);

  bool gave_up() const { return gave_up_; }

  static constexpr std::uint32_t k_steps = 1'000'000;

 private:
  struct Memory;
  const Patterns& patterns_;
  std::unique_ptr<Memory> memory_;
  bool gave_up_ = false;
};

}  // namespace highlight
