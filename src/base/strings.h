// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// Small functions over bytes. Whatever depends on letters beyond ASCII is in `base/unicode.h`.
namespace base {

/// ASCII white space: space, \t, \n, \v, \f, \r.
constexpr bool is_space(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }
constexpr bool is_digit(char c) { return c >= '0' && c <= '9'; }
constexpr bool is_ascii_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

std::string_view trim(std::string_view text);
std::string_view trim_left(std::string_view text);
std::string_view trim_right(std::string_view text);

/// The pieces between `separator`s; an empty text has one empty piece.
std::vector<std::string_view> split(std::string_view text, char separator);

/// The words between runs of ASCII white space.
std::vector<std::string_view> split_words(std::string_view text);

std::string join(const std::vector<std::string>& pieces, std::string_view separator);
std::string replace_all(std::string_view text, std::string_view from, std::string_view to);
std::string to_lower_ascii(std::string_view text);
bool equals_ignoring_case(std::string_view a, std::string_view b);  ///< ASCII case only

/// The whole of `text` as a decimal number, or nothing.
std::optional<std::int64_t> parse_integer(std::string_view text);
std::optional<double> parse_number(std::string_view text);

/// `&`, `<`, `>`, `"` and `'` as HTML entities, spelled as Jinja2's markupsafe does (`&#34;`, `&#39;`).
void append_html_escaped(std::string& out, std::string_view text);
std::string escape_html(std::string_view text);

/// Every byte that is neither unreserved (RFC 3986) nor in `also_kept` as `%XX`, upper-case digits.
std::string percent_encode(std::string_view text, std::string_view also_kept = "/");
/// Whether `percent_encode` makes another text of it.
bool needs_percent_encoding(std::string_view text, std::string_view also_kept = "/");
/// The reverse; a `%` that begins no escape stays as it is.
std::string percent_decode(std::string_view text);

/// `text` as a JSON string with its quotes; control characters escaped, everything else as it is.
void append_json_string(std::string& out, std::string_view text);

}  // namespace base
