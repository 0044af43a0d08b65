// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>

#include "jinja/builtins.h"

namespace jinja {

/// No width or precision that is written in a format is read as more than this.
inline constexpr std::int64_t k_widest = std::int64_t{1} << 30;

/// A number's text in the forms that `%` and `{:}` share.
struct NumberStyle {
  char sign = '-';                ///< '-': only of negative numbers; '+' or ' ': also of the others
  bool alternate = false;         ///< `#`: prefixes such as 0x, a point even without digits behind it
  char grouping = 0;              ///< ',' or '_' between groups of digits
  bool no_negative_zero = false;  ///< `z`: what rounds to -0 is 0
  int precision = -1;             ///< negative: the type's own
  char type = 0;                  ///< d b o x X c, e E f F g G %; 0: as it prints
  std::size_t zero_width = 0;     ///< the width that zeros behind the sign fill
};

/// REQUIRES: `style.type` is one for whole numbers.
std::string format_integer(std::int64_t number, const NumberStyle& style);
/// REQUIRES: `style.type` is one for floats, or 0.
std::string format_floating(double number, const NumberStyle& style);

/// `text` with \x, \u and \U escapes for what is beyond ASCII, as Python's ascii() has them.
std::string escape_beyond_ascii(std::string_view text);

/// Python's format(value, spec): `[[fill]align][sign][#][0][width][,_][.precision][type]`; for dates a strftime
/// format. Fails ("wrong-argument") on a spec that does not fit the value.
std::string format_value(Context& ctx, const Value& value, std::string_view spec);

/// Python's `format.format(*positional, **named)`. When `format` is HTML, what is put into it is escaped.
Value format_text(Runtime& ctx, const Value& format, const Arguments& arguments);

}  // namespace jinja
