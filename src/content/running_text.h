// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "content/document.h"

/// What of a page's body reads as running text. Private to `content`.
namespace content {

/// Walks the HTML of a body once and keeps its running text: headings, code, tables, diagrams, tabs, titles of boxes,
/// what is folded away, and footnotes are left out. Variables and cross references are filled with what the document
/// knows by itself: its own front matter, the text written in the reference, its own headings, and else the name of
/// what is referred to. A variable of elsewhere is left out with the space before it.
class RunningText {
 public:
  /// What stays out: all that is named above, or headings alone.
  enum class Kept { running_text, all_but_headings };

  /// `end` is where the part of the HTML ends that counts. REQUIRES: `document` outlives this.
  RunningText(const Document& document, std::size_t end, Kept kept);

  /// HTML of at least `least_bytes`, cut before a tag or a slot; all that there is when `has_more` is false after it.
  /// Each call goes on where the one before stopped and answers the whole from the beginning.
  std::string_view read(std::size_t least_bytes);
  bool has_more() const { return at_ < end_; }

 private:
  void take_tag();
  void take_slot(const markdown::Slot& slot);
  /// Where the element that opens at `at_` ends, its closing tag included; npos when it has none.
  std::size_t end_of_element(std::string_view name);
  bool is_left_out(std::string_view name, std::string_view tag) const;
  std::string text_of_variable(std::string_view target) const;
  std::string text_of_reference(const markdown::Slot& slot) const;

  const Document& document_;
  std::string_view html_;
  const std::vector<markdown::Slot>& slots_;
  std::size_t end_;
  Kept kept_;
  std::size_t at_ = 0;
  std::size_t next_slot_ = 0;
  std::string text_;
  std::vector<std::string> never_closed_;  ///< names of elements that have no closing tag from some place on
};

}  // namespace content
