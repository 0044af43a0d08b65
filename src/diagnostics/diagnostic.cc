// SPDX-License-Identifier: MIT
#include "diagnostics/diagnostic.h"

#include <algorithm>

#include "base/unicode.h"

namespace diagnostics {

namespace {

/// The number of insertions, deletions, replacements and swaps of neighbours that turn `a` into `b`; stops at `most`.
std::size_t edit_distance(std::string_view a, std::string_view b, std::size_t most) {
  if (a.size() > b.size() + most || b.size() > a.size() + most) return most + 1;
  std::vector<std::size_t> before(b.size() + 1), previous(b.size() + 1), current(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) previous[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    current[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      std::size_t cost = a[i - 1] == b[j - 1] ? 0 : 1;
      current[j] = std::min({previous[j] + 1, current[j - 1] + 1, previous[j - 1] + cost});
      bool swapped = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
      if (swapped) current[j] = std::min(current[j], before[j - 2] + 1);
    }
    before.swap(previous);
    previous.swap(current);
  }
  return previous[b.size()];
}

constexpr std::size_t k_longest_line = 400;

}  // namespace

Location SourceText::locate(std::size_t offset, std::size_t length) const {
  offset = std::min(offset, text_.size());
  std::size_t begin = offset == 0 ? 0 : text_.rfind('\n', offset - 1);
  begin = begin == text_.npos || offset == 0 ? 0 : begin + 1;
  std::size_t end = text_.find('\n', offset);
  if (end == text_.npos) end = text_.size();
  if (end > begin && text_[end - 1] == '\r' && offset < end) --end;
  Location location;
  location.file = name_;
  location.line = static_cast<std::uint32_t>(
      1 + std::count(text_.begin(), text_.begin() + static_cast<std::ptrdiff_t>(begin), '\n'));
  location.column = static_cast<std::uint32_t>(1 + base::count_code_points(text_.substr(begin, offset - begin)));
  std::string_view meant = text_.substr(offset, std::min(length, end - std::min(end, offset)));
  location.length = std::max<std::uint32_t>(1, static_cast<std::uint32_t>(base::count_code_points(meant)));
  if (end - begin <= k_longest_line) location.line_text = base::make_valid_utf8(text_.substr(begin, end - begin));
  return location;
}

std::string nearest_name(std::string_view name, const std::vector<std::string>& candidates) {
  std::size_t most = std::max<std::size_t>(1, name.size() / 3);
  std::size_t best_distance = most + 1;
  std::string best;
  for (const std::string& candidate : candidates) {
    std::size_t distance = edit_distance(name, candidate, most);
    if (distance < best_distance || (distance == best_distance && distance <= most && candidate < best)) {
      best_distance = distance;
      best = candidate;
    }
  }
  return best;
}

std::string did_you_mean(std::string_view name, const std::vector<std::string>& candidates) {
  std::string nearest = nearest_name(name, candidates);
  return nearest.empty() ? "" : "did you mean '" + nearest + "'?";
}

}  // namespace diagnostics
