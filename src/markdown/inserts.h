// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace markdown {

/// A piece of the text that the parser must not understand as Markdown: a variable, a cross reference. Before parsing
/// it is taken out and a mark of two code points takes its place (U+100000 + n, U+F0000 + m, both for private use, so
/// that the parser sees letters); afterwards the mark becomes what is to be shown, or, inside code, the source again.
struct Insert {
  enum class Kind : std::uint8_t {
    literal,          ///< shown as it is, escaped
    variable,         ///< `{{ target }}`
    cross_reference,  ///< `[[target|text]]`
  };
  Kind kind = Kind::literal;
  std::uint32_t offset = 0;  ///< in the text as it was given to `prepare`
  std::string_view source;   ///< as written
  std::string_view target;   ///< of an escaped variable, `{{/* target */}}`: what stands between the braces
  std::string_view text;
};

/// What is shown of an insert where only text can stand.
void append_plain(std::string& out, const Insert& insert);

void append_mark(std::string& out, std::size_t index);

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
  enum class CrossReferences : bool { off, on };
  enum class Variables : bool { off, on };
  InsertFinder(std::string_view text, Variables variables, CrossReferences cross_references);

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

  std::string_view text_;
  Trigger<'{'> braces_;
  Trigger<'['> brackets_;
  std::size_t next_mark_ = 0;
  std::size_t next_escape_end_ = 0;
};

}  // namespace markdown
