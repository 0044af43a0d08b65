// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "markdown/line_syntax.h"

namespace markdown {

/// A block of the page with a meaning of its own: a fence of backticks or colons with `{name} title`, lines
/// `:option: value`, and Markdown up to the closing fence.
struct Directive {
  enum class Kind : std::uint8_t { admonition, dropdown, tab_set, tab_item, unknown };
  static constexpr std::uint32_t k_none = ~std::uint32_t{0};

  Kind kind = Kind::unknown;
  bool has_title = false;
  bool open = false;               ///< `:open:`
  std::string_view name;           ///< as written
  std::string_view classes;        ///< `:class:`
  std::string_view id;             ///< `:name:`
  std::uint32_t offset = 0;        ///< of the opening fence
  std::uint32_t tab_set = k_none;  ///< of a tab item: the index of its set
  std::uint32_t number = 0;        ///< of a tab item: its place in the set, from 0
  std::uint32_t selected = 0;      ///< of a tab set: the number of the item that is shown first
  std::uint32_t tabs = 0;          ///< of a tab set: items so far
};

/// What an opening fence says; nothing when the fence opens no directive.
struct DirectiveLine {
  std::string_view name;
  std::string_view title;
};
std::optional<DirectiveLine> read_directive(const Fence& fence);

/// `:{/name}`: the name that a closing fence of colons names, or "".
std::string_view closed_name(const Fence& fence);

/// A line `:option: value`, trimmed.
struct OptionLine {
  std::string_view name;
  std::string_view value;
};
std::optional<OptionLine> read_option(std::string_view line);

/// `### Tab: Title` inside `tabs`: the title.
std::optional<std::string_view> read_tab_heading(std::string_view line);

Directive::Kind directive_kind(std::string_view name);
const std::vector<std::string>& directive_names();

/// What stands in place of a missing title: the name with a capital, "See also", "Details".
std::string default_title(const Directive& directive);

}  // namespace markdown
