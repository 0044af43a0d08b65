// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>

namespace jinja {

// Text in another case by the full rules of Unicode's SpecialCasing.txt, as Python applies them: one letter may become
// several ("straße" is "STRASSE" in upper case) and a sigma at the end of a word has a form of its own. No language is
// special. Bytes that are not UTF-8 become U+FFFD.

std::string lower_case(std::string_view text);
std::string upper_case(std::string_view text);
/// Each word's first letter in title case, the others in lower case; a word is a run of letters that have case.
std::string title_case(std::string_view text);
/// The first letter in title case, all others in lower case.
std::string capitalized(std::string_view text);
/// The title case of the filter `title`: any word behind white space, `-` or an opening bracket begins in upper case.
std::string filter_title(std::string_view text);

// The same of text that is ASCII, which keeps its length: written to `to`, with room for as many bytes.
void lower_ascii(char* to, std::string_view text);
void upper_ascii(char* to, std::string_view text);
void capitalize_ascii(char* to, std::string_view text);
void filter_title_ascii(char* to, std::string_view text);

std::string swapped_case(std::string_view text);
/// For comparing without case: full case folding ("ß" is "ss").
std::string folded_case(std::string_view text);

}  // namespace jinja
