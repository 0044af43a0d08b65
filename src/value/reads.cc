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
  return ids_.find_or_add(text, [](std::size_t number) { return static_cast<std::uint32_t>(number); }).thing;
}

std::string_view Names::text(std::uint32_t id) const {
  const auto* entry = ids_.at(id);
  return entry == nullptr ? std::string_view() : entry->name;
}

}  // namespace value
