// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <string_view>

namespace markdown {

/// The position behind the open or closing tag that begins with the `<` at `position`, or 0 (CommonMark 0.31, section
/// 6.6).
std::size_t end_of_tag(std::string_view text, std::size_t position);

/// Is it the name of an element of HTML, however it is written?
bool is_html_element(std::string_view name);

/// Reads raw HTML in running text from left to right. What was once looked for in vain is not looked for again in the
/// same text, and reading of tags that come to nothing is limited, so that all calls together take linear time.
class HtmlFinder {
 public:
  explicit HtmlFinder(std::string_view text) : text_(text), work_left_(16 * text.size() + 4096) {}

  /// The position behind the tag, comment, instruction, declaration or CDATA section that begins at `position`, or 0.
  /// REQUIRES: there is a `<` at `position`.
  std::size_t end_of_html(std::size_t position);

 private:
  std::size_t find(std::string_view wanted, std::size_t from, bool& missing) const;

  std::string_view text_;
  std::size_t work_left_;
  bool no_comment_end_ = false;
  bool no_instruction_end_ = false;
  bool no_declaration_end_ = false;
  bool no_cdata_end_ = false;
};

}  // namespace markdown
