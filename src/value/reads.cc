// SPDX-License-Identifier: MIT
#include "value/reads.h"

#include <algorithm>

namespace value {

std::vector<Question> ReadLog::questions() const {
  std::vector<Question> sorted = questions_;
  std::sort(sorted.begin(), sorted.end());
  sorted.erase(std::unique(sorted.begin(), sorted.end()), sorted.end());
  return sorted;
}

std::uint32_t Names::id(std::string_view text) {
  std::lock_guard lock(mutex_);
  if (auto known = ids_.find(text); known != ids_.end()) return known->second;
  auto id = static_cast<std::uint32_t>(texts_.size());
  ids_.emplace(texts_.emplace_back(text), id);
  return id;
}

std::string_view Names::text(std::uint32_t id) const {
  std::lock_guard lock(mutex_);
  return id < texts_.size() ? std::string_view(texts_[id]) : std::string_view();
}

}  // namespace value
