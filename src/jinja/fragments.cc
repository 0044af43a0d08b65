// SPDX-License-Identifier: MIT
#include "jinja/fragments.h"

#include <utility>

namespace jinja {

using value::Kind;
using value::Value;

bool Fragments::is_plain(const Value& answer) {
  return answer.is_nothing() || answer.is_boolean() || answer.is_integer() || answer.is_string();
}

namespace {

bool is_same(const Value& a, const Value& b) {
  if (a.kind() != b.kind()) return false;
  if (a.is_undefined()) return true;
  if (a.is_string()) return a.is_safe() == b.is_safe() && a.as_string() == b.as_string();
  return a.same_storage(b);
}

}  // namespace

const Fragments::Branch* Fragments::Node::branch(const Value& answer) const {
  const Branch* at = branches.load(std::memory_order_acquire);
  while (at != nullptr && !is_same(at->answer, answer)) at = at->next;
  return at;
}

void Fragments::note_refusal() {
  std::lock_guard lock(mutex_);
  if (++refusals_ == k_most_refusals) takes_more_ = false;
}

void Fragments::count_use(bool was_found) {
  std::lock_guard lock(mutex_);
  if (is_decided_) return;
  if (was_found) ++found_;
  if (++uses_ < k_trial_uses) return;
  is_useful_ = found_ * 2 >= uses_;
  is_decided_ = true;
}

/// The branch of an answer, made when there is none.
Fragments::Branch& Fragments::follow(Node& node, const Value& answer) {
  if (const Branch* known = node.branch(answer)) return const_cast<Branch&>(*known);
  Branch& added = branches_.emplace_back();
  added.answer = answer.is_undefined() ? Value() : answer.is_string() ? value::deep_copy(arena_, answer) : answer;
  added.next = node.branches.load(std::memory_order_relaxed);
  node.branches.store(&added, std::memory_order_release);
  return added;
}

void Fragments::add(std::span<const Asked> asked, Fragment fragment) {
  std::lock_guard lock(mutex_);
  Branch* at = &root_;
  for (const Asked& each : asked) {
    if (at->fragment.load(std::memory_order_relaxed) != nullptr) return;
    Node* node = at->node.load(std::memory_order_relaxed);
    if (node == nullptr) {
      node = &nodes_.emplace_back();
      node->asked = {each.object, each.handle, each.name, {}};
      at->node.store(node, std::memory_order_release);
    } else if (!node->asked.is_same_question(each)) {
      return;
    }
    at = &follow(*node, each.answer);
  }
  bool is_known =
      at->node.load(std::memory_order_relaxed) != nullptr || at->fragment.load(std::memory_order_relaxed) != nullptr;
  if (is_known) return;
  at->fragment.store(&fragments_.emplace_back(std::move(fragment)), std::memory_order_release);
  if (fragments_.size() == k_most_fragments) takes_more_ = false;
}

}  // namespace jinja
