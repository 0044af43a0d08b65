// SPDX-License-Identifier: MIT
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

/// Where the time of templates goes: by template, include, import, block and macro. Renders tally only when they are
/// given a profile; else it costs them one look at a null pointer for each of these.
namespace jinja {

class Program;

enum class ProfileKind : std::uint8_t {
  template_,  ///< of a page, or extended by one
  include,
  import,
  block,
  macro,
  call,  ///< what stands between `call` and `endcall`
  loop,  ///< a recursive one
};

/// "template", "include", ...
std::string_view name_of(ProfileKind kind);

/// One line of the table that template authors see.
struct ProfileRow {
  ProfileKind kind = ProfileKind::template_;
  std::string name;               ///< of the block or macro; of a template its path
  std::string template_name;      ///< where it is written
  std::uint64_t calls = 0;        ///< how often it was printed
  std::uint64_t reused = 0;       ///< how many of these printed again what an earlier include had printed
  std::uint64_t nanoseconds = 0;  ///< from begin to end, what it calls included; of nested calls the outermost
  std::uint64_t own = 0;          ///< without what it calls
  std::uint64_t saved = 0;        ///< what printing again saved, if it had taken as long as the other calls did
};

/// The tallies of one thread. Programs that it met outlive it.
class Profile {
 public:
  /// Something begins to run. REQUIRES: `end` is called when it ends.
  void begin(ProfileKind kind, const Program& program, std::uint32_t unit);
  void end() { leave(false); }
  /// The innermost begun one ends having printed what was kept.
  void end_reused() { leave(true); }
  /// The innermost begun one ends, and does not count: there was nothing kept.
  void forget();

  /// Adds what another thread tallied. REQUIRES: neither is in the midst of a render.
  void merge(const Profile& other);
  /// Sorted by own time, the longest first, then by name.
  std::vector<ProfileRow> rows() const;

 private:
  using Clock = std::chrono::steady_clock;

  struct Key {
    const Program* program;
    std::uint32_t unit;
    ProfileKind kind;
    bool operator==(const Key&) const = default;
  };
  struct KeyHash {
    std::size_t operator()(const Key& key) const {
      return reinterpret_cast<std::uintptr_t>(key.program) + key.unit * 64 + static_cast<std::size_t>(key.kind);
    }
  };
  struct Tally {
    std::uint64_t calls = 0;
    std::uint64_t reused = 0;
    std::uint64_t nanoseconds = 0;
    std::uint64_t own = 0;
    std::uint64_t reusing = 0;  ///< what printing again took
    std::uint32_t running = 0;  ///< calls at this moment
  };
  struct Call {
    Tally* tally;
    Clock::time_point begin;
    std::uint64_t inner = 0;  ///< nanoseconds of what it called
  };

  void leave(bool was_reused);

  std::unordered_map<Key, Tally, KeyHash> tallies_;  // its elements stay where they are
  std::vector<Call> calls_;
};

}  // namespace jinja
