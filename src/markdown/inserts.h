// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "markdown/extensions.h"

namespace markdown {

/// A piece of the text that the parser must not understand as Markdown: a variable, a cross reference. Before parsing
/// it is taken out and a mark of two code points takes its place (U+100000 + n, or U+108000 + n for shortcodes, and
/// U+F0000 + m, all for private use, so that the parser sees letters); afterwards the mark becomes what is to be shown,
/// or, inside code, the source again.
struct Insert {
  enum class Kind : std::uint8_t {
    literal,          ///< shown as it is, escaped
    variable,         ///< `{{ target }}`
    cross_reference,  ///< `[[target|text]]`
    shortcode,  ///< `{{< target >}}`, `{{% target %}}`, `{{ target }}` and `{% target %}` with parentheses, `<Target>`
    shortcode_end,  ///< the end of the shortcode `target`, or of the last one when it is ""
    include,        ///< `--8<-- "target"`
  };
  Kind kind = Kind::literal;
  bool alone = false;        ///< of a shortcode: it has no end
  std::uint32_t offset = 0;  ///< in the text as it was given to `prepare`
  std::string_view source;   ///< as written
  std::string_view target;   ///< of an escaped variable, `{{/* target */}}`: what stands between the braces
  std::string_view text;
};

/// What is shown of an insert where only text can stand.
void append_plain(std::string& out, const Insert& insert);

/// Marks of shortcodes can be told from others: a line of nothing else is a block.
enum class MarkKind : bool { inlined, block };
void append_mark(std::string& out, std::size_t index, MarkKind kind);

/// Do marks of shortcodes make up the whole line?
bool is_line_of_marks(std::string_view line);

inline bool is_shortcode(Insert::Kind kind) {
  return kind == Insert::Kind::shortcode || kind == Insert::Kind::shortcode_end || kind == Insert::Kind::include;
}

/// A mark in a text.
struct Mark {
  std::size_t begin = std::string_view::npos;  ///< npos: there is none
  std::size_t index = 0;
};

inline constexpr std::size_t k_mark_bytes = 8;

/// The first mark at or after `from` whose index is below `count`.
Mark find_mark(std::string_view text, std::size_t from, std::size_t count);

/// Finds variables and cross references from left to right. Linear over all calls with rising positions.
class InsertFinder {
 public:
  InsertFinder(std::string_view text, Extensions extensions);

  /// The first insert that begins in [from, end); its bytes are [begin, begin + insert.source.size()). Code points
  /// that could be taken for marks are found as literals. False when there is none. An insert never crosses a line
  /// break.
  bool next(std::size_t from, std::size_t end, Insert& insert, std::size_t& begin);

 private:
  /// A byte that begins something where it stands twice; `next` is the first such place at or after the last position
  /// asked for.
  template <char byte>
  struct Trigger {
    std::size_t next = 0;
    std::size_t advance(std::string_view text, std::size_t from);
  };
  bool read(std::size_t at, std::size_t end, Insert& insert);
  bool read_variable(std::size_t at, std::size_t end, Insert& insert);
  bool read_escaped_variable(std::size_t at, std::size_t end, Insert& insert);
  bool read_cross_reference(std::size_t at, std::size_t end, Insert& insert) const;

  // shortcodes.cc
  std::size_t next_angle(std::size_t from) const;
  std::string_view rest_of_line(std::size_t at, std::size_t end);
  bool read_angled(std::size_t at, std::size_t end, Insert& insert);
  bool read_called(std::size_t at, std::size_t end, Insert& insert);
  bool read_component(std::size_t at, std::size_t end, Insert& insert);
  bool read_snippet(std::size_t at, std::size_t end, Insert& insert);

  std::string_view text_;
  Extensions extensions_;
  Trigger<'{'> braces_;
  Trigger<'['> brackets_;
  std::size_t next_mark_ = 0;
  std::size_t next_percent_ = 0;  ///< the next `{%`
  std::size_t next_angle_ = 0;    ///< the next component or snippet
  std::size_t next_escape_end_ = 0;
  std::size_t line_end_ = 0;  ///< the first at or after the last position looked at
};

}  // namespace markdown
