// SPDX-License-Identifier: MIT
#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <mutex>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/arena.h"
#include "value/object.h"

/// What an include prints is the same in every render that answers it the same: names of the context that are there or
/// not, attributes that depend on what the output is about. A template keeps what it printed beside these answers.
/// Whoever prints it again asks them again, and notes what else was asked when it was made.
namespace jinja {

/// A question that the answer of another render may be different to, and its answer.
struct Asked {
  const value::Object* object = nullptr;  ///< whose attribute; null: a name of the context
  value::Handle handle = 0;
  value::Name name;
  value::Value answer;

  bool is_same_question(const Asked& other) const {
    return object == other.object && handle == other.handle && name == other.name;
  }
};

/// What an include printed, once.
struct Fragment {
  std::string text;
  std::vector<value::Question> reads;  ///< noted beside those of the questions that are asked again
  std::uint64_t iterations = 0;        ///< passes of its loops
  std::uint32_t depth = 0;             ///< of the calls inside
  std::size_t longest = 0;             ///< that the output became meanwhile: captures are cut off again
};

/// What a template printed where it was included, by the answers it got. Safe from all threads; fragments stay where
/// they are once added.
class Fragments {
 public:
  /// What comes after the answers so far: one more question, a fragment, or nothing that is known.
  struct Branch;
  struct Node {
    Asked asked;  ///< without its answer
    std::atomic<Branch*> branches = nullptr;

    const Branch* branch(const value::Value& answer) const;
  };
  struct Branch {
    value::Value answer;
    std::atomic<Node*> node = nullptr;
    std::atomic<const Fragment*> fragment = nullptr;
    Branch* next = nullptr;
  };

  const Branch& root() const { return root_; }
  /// Whether another fragment may be added.
  bool takes_more() const { return takes_more_.load(std::memory_order_relaxed); }
  /// The include depends on more than can be asked again, as far as one render shows. After a few of these no more
  /// fragments are made.
  void note_refusal();
  /// Whether asking for a fragment is worth while.
  bool is_useful() const { return is_useful_.load(std::memory_order_relaxed); }
  /// A render asked for a fragment. Once no more are added, a few of these decide whether the others go on asking.
  void note_use(bool was_found) {
    if (!is_decided_.load(std::memory_order_relaxed) && !takes_more()) count_use(was_found);
  }
  /// Adds what was printed after these answers. REQUIRES: the objects and the texts of the names live as long as this.
  void add(std::span<const Asked> asked, Fragment fragment);

  /// Answers that can be kept and compared: nothing, truth, whole numbers and text.
  static bool is_plain(const value::Value& answer);

  /// Longer texts are not kept.
  static constexpr std::size_t k_most_bytes = 64 << 10;

 private:
  static constexpr std::size_t k_most_fragments = 128;
  static constexpr std::uint32_t k_most_refusals = 4;
  static constexpr std::uint32_t k_trial_uses = 256;

  void count_use(bool was_found);
  Branch& follow(Node& node, const value::Value& answer);

  Branch root_;
  std::mutex mutex_;  ///< of what follows
  std::atomic<bool> takes_more_ = true;
  std::atomic<bool> is_decided_ = false;
  std::atomic<bool> is_useful_ = true;
  std::uint32_t refusals_ = 0;
  std::uint32_t uses_ = 0;  ///< since no more are added
  std::uint32_t found_ = 0;
  std::deque<Node> nodes_;
  std::deque<Branch> branches_;
  std::deque<Fragment> fragments_;
  base::Arena arena_;  ///< of the text of answers
};

}  // namespace jinja
