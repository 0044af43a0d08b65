// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <string_view>

namespace markdown {

struct Attribute {
  std::string_view name;   ///< "id" of `#id`, "class" of `.class`
  std::string_view value;  ///< without quotes
};

/// Reads what stands between the braces of `{#id .class key=value key="value"}` one by one.
class AttributeReader {
 public:
  explicit AttributeReader(std::string_view text) : text_(text) {}

  /// False at the end, and where the text is not of this form.
  bool next(Attribute& attribute);
  bool at_end() const { return at_ >= text_.size(); }
  std::size_t position() const { return at_; }

 private:
  std::string_view text_;
  std::size_t at_ = 0;
};

/// The length of the attributes in braces that `text` begins with, 0 when it does not. A colon may stand first: `{:
/// .a}`.
std::size_t attributes_length(std::string_view text);

/// What stands between the braces of attributes in braces.
std::string_view inside_braces(std::string_view attributes);

}  // namespace markdown
