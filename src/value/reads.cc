// SPDX-License-Identifier: MIT
#include "value/reads.h"

#include <algorithm>
#include <array>
#include <utility>

namespace value {

/// Few relations and two numbers: sorting by relation is counting, and the rest fits into one word.
std::vector<Question> ReadLog::questions() const {
  constexpr std::size_t k_relations = static_cast<std::size_t>(Relation::site) + 1;
  std::array<std::size_t, k_relations> ends{};
  for (const Question& question : questions_) ++ends[static_cast<std::size_t>(question.relation)];
  for (std::size_t i = 0, begin = 0; i < k_relations; ++i) begin += std::exchange(ends[i], begin);
  std::vector<std::uint64_t> keys(questions_.size());
  for (const Question& question : questions_) {
    keys[ends[static_cast<std::size_t>(question.relation)]++] =
        std::uint64_t{question.entity} << 32 | std::uint64_t{question.field};
  }
  std::vector<Question> sorted;
  sorted.reserve(keys.size());
  auto begin = keys.begin();
  for (std::size_t i = 0; i < k_relations; ++i) {
    auto end = keys.begin() + static_cast<std::ptrdiff_t>(ends[i]);
    std::sort(begin, end);
    for (auto last = std::unique(begin, end); begin != last; ++begin) {
      sorted.push_back(
          {static_cast<Relation>(i), static_cast<std::uint32_t>(*begin >> 32), static_cast<std::uint32_t>(*begin)});
    }
    begin = end;
  }
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
