// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/arena.h"

namespace markdown {

/// Where a link reference definition leads.
struct LinkTarget {
  std::string_view url;  ///< backslashes and entities resolved, as in the title
  std::string_view title;
};

/// Brings labels into the form in which they are compared: case folded, runs of white space as one space, none at the
/// ends (CommonMark 0.31, section 6.3, "matches").
class LabelForm {
 public:
  /// A view of the label itself or of an inner buffer, which lives until the next call.
  std::string_view operator()(std::string_view label);

 private:
  std::string buffer_;
};

/// Labels and what they name: link reference definitions, or footnotes. First all are added, then `seal` sorts them,
/// then they are looked up. The first definition of a label holds.
template <class Value>
class LabelMap {
 public:
  bool empty() const { return entries_.empty(); }
  void clear() { entries_.clear(); }

  void add(std::string_view label, Value value, base::Arena& arena) {
    entries_.push_back({arena.copy(form_(label)), static_cast<std::uint32_t>(entries_.size()), value});
  }

  void seal() {
    std::sort(entries_.begin(), entries_.end(), [](const Entry& a, const Entry& b) {
      return a.label == b.label ? a.order < b.order : precedes(a.label, b.label);
    });
  }

  /// Nothing when there is no such label. REQUIRES: sealed.
  const Value* find(std::string_view label) {
    if (entries_.empty()) return nullptr;
    std::string_view wanted = form_(label);
    auto found =
        std::lower_bound(entries_.begin(), entries_.end(), wanted,
                         [](const Entry& each, std::string_view sought) { return precedes(each.label, sought); });
    return found == entries_.end() || found->label != wanted ? nullptr : &found->value;
  }

 private:
  struct Entry {
    std::string_view label;
    std::uint32_t order;
    Value value;
  };
  static bool precedes(std::string_view a, std::string_view b) {
    return a.size() != b.size() ? a.size() < b.size() : a < b;
  }

  LabelForm form_;
  std::vector<Entry> entries_;
};

/// Is there anything but white space in the label?
bool is_blank_label(std::string_view label);

/// Reads the link reference definition that begins at `position` (CommonMark 0.31, section 4.7) and moves `position`
/// behind its last line; false when there is none.
bool read_definition(std::string_view text, std::size_t& position, std::string_view& label, LinkTarget& target,
                     base::Arena& arena);

}  // namespace markdown
