// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "markdown/extensions.h"
#include "markdown/line_syntax.h"

namespace markdown {

/// An option of a directive: `:name: value`.
struct DirectiveOption {
  std::string_view name;
  std::string_view value;
  const DirectiveOption* next = nullptr;
};

/// A block of the page with a meaning of its own: a note, tabs, a card. There are many ways to write one, see
/// `DirectiveLine`; all of them come to this.
struct Directive {
  enum class Kind : std::uint8_t {
    admonition,
    dropdown,
    tab_set,
    tab_item,
    box,      ///< an element with a class, perhaps a title, and content
    grid,     ///< a box that places what it holds in columns
    version,  ///< "Since 1.2", and content
    rubric,   ///< a heading that the table of contents does not show
    button,   ///< a link with content
    card,     ///< perhaps a link as a whole
    image,
    figure,  ///< an image with a caption
    video,
    audio,
    frame,       ///< a video of another site
    list_table,  ///< a table written as lists in a list
    code,        ///< literal content
    math,        ///< likewise
    diagram,     ///< likewise
    include,     ///< another file of the site
    literal_include,
    unknown,
  };
  enum class Fold : std::uint8_t { none, closed, open };

  Kind kind = Kind::unknown;
  Fold fold = Fold::none;     ///< can the reader fold it, and how is it first shown?
  bool has_title = false;     ///< a title is its first child
  bool bare = false;          ///< shows no title at all
  std::string_view name;      ///< as written
  std::string_view argument;  ///< behind the name, of kinds that take it for something else than a title
  std::string_view classes;
  std::string_view id;
  const DirectiveOption* options = nullptr;  ///< the last one first
  std::uint32_t line = 0;                    ///< where it begins
  std::uint32_t column = 0;
  Directive* tab_set = nullptr;  ///< of a tab item
  std::uint32_t number = 0;      ///< of a tab item: its place in the set, from 0
  std::uint32_t selected = 0;    ///< of a tab set: the number of the item that is shown first
  std::uint32_t tabs = 0;        ///< of a tab set: items so far

  /// The value of the option, or "".
  std::string_view option(std::string_view wanted) const;
  bool has_option(std::string_view wanted) const;
};

/// What a line says that begins a directive.
struct DirectiveLine {
  std::string_view name;
  std::string_view title;
  bool bare = false;           ///< an empty title was given
  bool is_admonition = false;  ///< whatever its name is
  Directive::Fold fold = Directive::Fold::none;
  std::string_view classes;
  std::string_view attributes;  ///< `#id .class key=value`
};

/// Behind a fence of backticks or colons: `{name} title`.
std::optional<DirectiveLine> read_directive(const Fence& fence);
/// Behind colons: `name title`, `name[title]{attributes}`, `{.class #id}`.
std::optional<DirectiveLine> read_container(const Fence& fence);
/// `/// name | title`, of names that are known.
std::optional<DirectiveLine> read_slashes(const Fence& fence);
/// Whichever of these the extensions know.
std::optional<DirectiveLine> read_opening_fence(const Fence& fence, Extensions extensions);
/// `!!! name "title"`, `??? name`, `???+ name`.
std::optional<DirectiveLine> read_admonition(std::string_view line);
/// `=== "title"`. `name` is "!" when a new set begins with it, "+" when it is the tab to show first.
std::optional<DirectiveLine> read_tab(std::string_view line);
/// `[!NAME] title`, `[!NAME]- title`, `[!NAME]+ title` at the beginning of a quote.
std::optional<DirectiveLine> read_alert_line(std::string_view line);

/// `:{/name}`: the name that a closing fence of colons names, or "".
std::string_view closed_name(const Fence& fence);

/// A line `:option: value`, trimmed.
struct OptionLine {
  std::string_view name;
  std::string_view value;
};
std::optional<OptionLine> read_option(std::string_view line);
/// A line `option: value`, as it stands below slashes.
std::optional<OptionLine> read_plain_option(std::string_view line);

/// `### Tab: Title` inside `tabs`: the title.
std::optional<std::string_view> read_tab_heading(std::string_view line);

bool is_true(std::string_view value);

/// `unknown` for names that are not in the table.
Directive::Kind directive_kind(std::string_view name);
/// Is what stands behind the name not a title but something that the kind asks for, a path perhaps?
bool takes_argument(Directive::Kind kind);
bool is_literal(Directive::Kind kind);
const std::vector<std::string>& directive_names();

/// What stands in place of a missing title: the name with a capital, "See also", "Details".
std::string default_title(const Directive& directive);

}  // namespace markdown
