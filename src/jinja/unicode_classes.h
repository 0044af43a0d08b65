// SPDX-License-Identifier: MIT
#pragma once

namespace jinja {

// What Python's str.isalpha() and its sisters ask of one code point, where that is more than `base/unicode.h` says.

bool is_decimal(char32_t c);         ///< a digit that numbers are written with, in any script
int decimal_value(char32_t c);       ///< REQUIRES: is_decimal(c)
bool is_any_digit(char32_t c);       ///< also superscripts and circled digits
bool is_numeric(char32_t c);         ///< also fractions, Roman numerals and the Han characters for numbers
bool is_lower_case(char32_t c);      ///< Unicode's Lowercase
bool is_upper_case(char32_t c);      ///< Unicode's Uppercase
bool is_title_case(char32_t c);      ///< letters such as U+01C5
bool is_cased(char32_t c);           ///< any of these three
bool is_case_ignorable(char32_t c);  ///< marks and apostrophes that do not part a word when its case is changed
bool is_printable(char32_t c);
bool starts_identifier(char32_t c);
bool continues_identifier(char32_t c);
bool is_word_character(char32_t c);  ///< \w of Python's regular expressions

}  // namespace jinja
