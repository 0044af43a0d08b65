// SPDX-License-Identifier: MIT
#include "jinja/unicode_case.h"

#include <utf8proc.h>

#include <algorithm>
#include <array>
#include <memory>
#include <span>

#include "base/unicode.h"
#include "jinja/unicode_classes.h"

namespace jinja {

namespace {

/// A letter that becomes several: Unicode's SpecialCasing.txt, the entries without a condition.
struct Expansion {
  char32_t from;
  char32_t to[3];
};

constexpr Expansion k_upper[] = {
    {0xDF, {0x53, 0x53}},
    {0x149, {0x2BC, 0x4E}},
    {0x1F0, {0x4A, 0x30C}},
    {0x390, {0x399, 0x308, 0x301}},
    {0x3B0, {0x3A5, 0x308, 0x301}},
    {0x587, {0x535, 0x552}},
    {0x1E96, {0x48, 0x331}},
    {0x1E97, {0x54, 0x308}},
    {0x1E98, {0x57, 0x30A}},
    {0x1E99, {0x59, 0x30A}},
    {0x1E9A, {0x41, 0x2BE}},
    {0x1F50, {0x3A5, 0x313}},
    {0x1F52, {0x3A5, 0x313, 0x300}},
    {0x1F54, {0x3A5, 0x313, 0x301}},
    {0x1F56, {0x3A5, 0x313, 0x342}},
    {0x1F80, {0x1F08, 0x399}},
    {0x1F81, {0x1F09, 0x399}},
    {0x1F82, {0x1F0A, 0x399}},
    {0x1F83, {0x1F0B, 0x399}},
    {0x1F84, {0x1F0C, 0x399}},
    {0x1F85, {0x1F0D, 0x399}},
    {0x1F86, {0x1F0E, 0x399}},
    {0x1F87, {0x1F0F, 0x399}},
    {0x1F88, {0x1F08, 0x399}},
    {0x1F89, {0x1F09, 0x399}},
    {0x1F8A, {0x1F0A, 0x399}},
    {0x1F8B, {0x1F0B, 0x399}},
    {0x1F8C, {0x1F0C, 0x399}},
    {0x1F8D, {0x1F0D, 0x399}},
    {0x1F8E, {0x1F0E, 0x399}},
    {0x1F8F, {0x1F0F, 0x399}},
    {0x1F90, {0x1F28, 0x399}},
    {0x1F91, {0x1F29, 0x399}},
    {0x1F92, {0x1F2A, 0x399}},
    {0x1F93, {0x1F2B, 0x399}},
    {0x1F94, {0x1F2C, 0x399}},
    {0x1F95, {0x1F2D, 0x399}},
    {0x1F96, {0x1F2E, 0x399}},
    {0x1F97, {0x1F2F, 0x399}},
    {0x1F98, {0x1F28, 0x399}},
    {0x1F99, {0x1F29, 0x399}},
    {0x1F9A, {0x1F2A, 0x399}},
    {0x1F9B, {0x1F2B, 0x399}},
    {0x1F9C, {0x1F2C, 0x399}},
    {0x1F9D, {0x1F2D, 0x399}},
    {0x1F9E, {0x1F2E, 0x399}},
    {0x1F9F, {0x1F2F, 0x399}},
    {0x1FA0, {0x1F68, 0x399}},
    {0x1FA1, {0x1F69, 0x399}},
    {0x1FA2, {0x1F6A, 0x399}},
    {0x1FA3, {0x1F6B, 0x399}},
    {0x1FA4, {0x1F6C, 0x399}},
    {0x1FA5, {0x1F6D, 0x399}},
    {0x1FA6, {0x1F6E, 0x399}},
    {0x1FA7, {0x1F6F, 0x399}},
    {0x1FA8, {0x1F68, 0x399}},
    {0x1FA9, {0x1F69, 0x399}},
    {0x1FAA, {0x1F6A, 0x399}},
    {0x1FAB, {0x1F6B, 0x399}},
    {0x1FAC, {0x1F6C, 0x399}},
    {0x1FAD, {0x1F6D, 0x399}},
    {0x1FAE, {0x1F6E, 0x399}},
    {0x1FAF, {0x1F6F, 0x399}},
    {0x1FB2, {0x1FBA, 0x399}},
    {0x1FB3, {0x391, 0x399}},
    {0x1FB4, {0x386, 0x399}},
    {0x1FB6, {0x391, 0x342}},
    {0x1FB7, {0x391, 0x342, 0x399}},
    {0x1FBC, {0x391, 0x399}},
    {0x1FC2, {0x1FCA, 0x399}},
    {0x1FC3, {0x397, 0x399}},
    {0x1FC4, {0x389, 0x399}},
    {0x1FC6, {0x397, 0x342}},
    {0x1FC7, {0x397, 0x342, 0x399}},
    {0x1FCC, {0x397, 0x399}},
    {0x1FD2, {0x399, 0x308, 0x300}},
    {0x1FD3, {0x399, 0x308, 0x301}},
    {0x1FD6, {0x399, 0x342}},
    {0x1FD7, {0x399, 0x308, 0x342}},
    {0x1FE2, {0x3A5, 0x308, 0x300}},
    {0x1FE3, {0x3A5, 0x308, 0x301}},
    {0x1FE4, {0x3A1, 0x313}},
    {0x1FE6, {0x3A5, 0x342}},
    {0x1FE7, {0x3A5, 0x308, 0x342}},
    {0x1FF2, {0x1FFA, 0x399}},
    {0x1FF3, {0x3A9, 0x399}},
    {0x1FF4, {0x38F, 0x399}},
    {0x1FF6, {0x3A9, 0x342}},
    {0x1FF7, {0x3A9, 0x342, 0x399}},
    {0x1FFC, {0x3A9, 0x399}},
    {0xFB00, {0x46, 0x46}},
    {0xFB01, {0x46, 0x49}},
    {0xFB02, {0x46, 0x4C}},
    {0xFB03, {0x46, 0x46, 0x49}},
    {0xFB04, {0x46, 0x46, 0x4C}},
    {0xFB05, {0x53, 0x54}},
    {0xFB06, {0x53, 0x54}},
    {0xFB13, {0x544, 0x546}},
    {0xFB14, {0x544, 0x535}},
    {0xFB15, {0x544, 0x53B}},
    {0xFB16, {0x54E, 0x546}},
    {0xFB17, {0x544, 0x53D}},
};

constexpr Expansion k_title[] = {
    {0xDF, {0x53, 0x73}},
    {0x149, {0x2BC, 0x4E}},
    {0x1F0, {0x4A, 0x30C}},
    {0x390, {0x399, 0x308, 0x301}},
    {0x3B0, {0x3A5, 0x308, 0x301}},
    {0x587, {0x535, 0x582}},
    {0x1E96, {0x48, 0x331}},
    {0x1E97, {0x54, 0x308}},
    {0x1E98, {0x57, 0x30A}},
    {0x1E99, {0x59, 0x30A}},
    {0x1E9A, {0x41, 0x2BE}},
    {0x1F50, {0x3A5, 0x313}},
    {0x1F52, {0x3A5, 0x313, 0x300}},
    {0x1F54, {0x3A5, 0x313, 0x301}},
    {0x1F56, {0x3A5, 0x313, 0x342}},
    {0x1FB2, {0x1FBA, 0x345}},
    {0x1FB4, {0x386, 0x345}},
    {0x1FB6, {0x391, 0x342}},
    {0x1FB7, {0x391, 0x342, 0x345}},
    {0x1FC2, {0x1FCA, 0x345}},
    {0x1FC4, {0x389, 0x345}},
    {0x1FC6, {0x397, 0x342}},
    {0x1FC7, {0x397, 0x342, 0x345}},
    {0x1FD2, {0x399, 0x308, 0x300}},
    {0x1FD3, {0x399, 0x308, 0x301}},
    {0x1FD6, {0x399, 0x342}},
    {0x1FD7, {0x399, 0x308, 0x342}},
    {0x1FE2, {0x3A5, 0x308, 0x300}},
    {0x1FE3, {0x3A5, 0x308, 0x301}},
    {0x1FE4, {0x3A1, 0x313}},
    {0x1FE6, {0x3A5, 0x342}},
    {0x1FE7, {0x3A5, 0x308, 0x342}},
    {0x1FF2, {0x1FFA, 0x345}},
    {0x1FF4, {0x38F, 0x345}},
    {0x1FF6, {0x3A9, 0x342}},
    {0x1FF7, {0x3A9, 0x342, 0x345}},
    {0xFB00, {0x46, 0x66}},
    {0xFB01, {0x46, 0x69}},
    {0xFB02, {0x46, 0x6C}},
    {0xFB03, {0x46, 0x66, 0x69}},
    {0xFB04, {0x46, 0x66, 0x6C}},
    {0xFB05, {0x53, 0x74}},
    {0xFB06, {0x53, 0x74}},
    {0xFB13, {0x544, 0x576}},
    {0xFB14, {0x544, 0x565}},
    {0xFB15, {0x544, 0x56B}},
    {0xFB16, {0x54E, 0x576}},
    {0xFB17, {0x544, 0x56D}},
};

/// Appends the special form of `c`, if the sorted `table` has one.
bool append_expansion(std::string& out, std::span<const Expansion> table, char32_t c) {
  auto found = std::lower_bound(table.begin(), table.end(), c,
                                [](const Expansion& each, char32_t wanted) { return each.from < wanted; });
  if (found == table.end() || found->from != c) return false;
  for (char32_t each : found->to) {
    if (each != 0) base::append_utf8(out, each);
  }
  return true;
}

void append_upper(std::string& out, char32_t c) {
  if (c < 0x80 || !append_expansion(out, k_upper, c)) base::append_utf8(out, base::to_upper(c));
}

void append_title(std::string& out, char32_t c) {
  if (c >= 0x80 && append_expansion(out, k_title, c)) return;
  base::append_utf8(out, static_cast<char32_t>(utf8proc_totitle(static_cast<utf8proc_int32_t>(c))));
}

/// Whether the sigma before `next` ends a word; `after_letter`: a letter with case came before it.
bool is_final_sigma(std::string_view text, std::size_t next, bool after_letter) {
  if (!after_letter) return false;
  while (next < text.size()) {
    char32_t c = base::next_code_point(text, next);
    if (!is_case_ignorable(c)) return !is_cased(c);
  }
  return true;
}

/// Lower case needs to know what came before, so it is a walk with a memory.
class Lowering {
 public:
  explicit Lowering(std::string_view text) : text_(text) {}
  /// `next`: where the code point behind `c` begins.
  void append(std::string& out, char32_t c, std::size_t next) {
    if (c == 0x3A3) {
      base::append_utf8(out, is_final_sigma(text_, next, after_letter_) ? 0x3C2 : 0x3C3);
    } else if (c == 0x130) {
      out += "i\u0307";
    } else {
      base::append_utf8(out, base::to_lower(c));
    }
    note(c);
  }
  void note(char32_t c) {
    if (!is_case_ignorable(c)) after_letter_ = is_cased(c);
  }

 private:
  std::string_view text_;
  bool after_letter_ = false;
};

/// Calls `each(code point, where the next one begins)` along the text.
template <class Each>
std::string mapped(std::string_view text, Each each) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size();) {
    char32_t c = base::next_code_point(text, i);
    each(out, c, i);
  }
  return out;
}

}  // namespace

std::string lower_case(std::string_view text) {
  Lowering lowering(text);
  return mapped(text, [&](std::string& out, char32_t c, std::size_t next) { lowering.append(out, c, next); });
}

std::string upper_case(std::string_view text) {
  return mapped(text, [](std::string& out, char32_t c, std::size_t) { append_upper(out, c); });
}

std::string title_case(std::string_view text) {
  Lowering lowering(text);
  bool in_word = false;
  return mapped(text, [&](std::string& out, char32_t c, std::size_t next) {
    if (in_word) {
      lowering.append(out, c, next);
    } else {
      append_title(out, c);
      lowering.note(c);
    }
    in_word = is_cased(c);
  });
}

std::string capitalized(std::string_view text) {
  Lowering lowering(text);
  bool first = true;
  return mapped(text, [&](std::string& out, char32_t c, std::size_t next) {
    if (first) {
      append_title(out, c);
      lowering.note(c);
    } else {
      lowering.append(out, c, next);
    }
    first = false;
  });
}

namespace {

bool parts_words(char32_t c) {
  return c == '-' || c == '(' || c == '{' || c == '[' || c == '<' || base::is_white_space(c);
}

char lower_of(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c; }
char upper_of(char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - ('a' - 'A')) : c; }

}  // namespace

std::string filter_title(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size();) {
    std::size_t start = i;
    bool parting = parts_words(base::next_code_point(text, i));
    std::size_t first_end = i;
    for (std::size_t next = i; i < text.size(); i = next) {
      if (parts_words(base::next_code_point(text, next)) != parting) break;
    }
    out += upper_case(text.substr(start, first_end - start));
    out += lower_case(text.substr(first_end, i - first_end));
  }
  return out;
}

void lower_ascii(char* to, std::string_view text) { std::ranges::transform(text, to, lower_of); }
void upper_ascii(char* to, std::string_view text) { std::ranges::transform(text, to, upper_of); }

void capitalize_ascii(char* to, std::string_view text) {
  lower_ascii(to, text);
  if (!text.empty()) *to = upper_of(*to);
}

void filter_title_ascii(char* to, std::string_view text) {
  static const auto parts = [] {
    std::array<bool, 0x80> table{};
    for (char32_t c = 0; c < table.size(); ++c) table[c] = parts_words(c);
    return table;
  }();
  bool begins = true;
  for (char c : text) {
    *to++ = begins ? upper_of(c) : lower_of(c);
    begins = parts[static_cast<unsigned char>(c)];
  }
}

std::string swapped_case(std::string_view text) {
  Lowering lowering(text);
  return mapped(text, [&](std::string& out, char32_t c, std::size_t next) {
    if (is_upper_case(c)) {
      lowering.append(out, c, next);
      return;
    }
    lowering.note(c);
    if (is_lower_case(c)) {
      append_upper(out, c);
    } else {
      base::append_utf8(out, c);
    }
  });
}

std::string folded_case(std::string_view text) {
  return mapped(text, [](std::string& out, char32_t c, std::size_t) {
    utf8proc_int32_t folded[8];
    int boundary = 0;
    auto count = utf8proc_decompose_char(static_cast<utf8proc_int32_t>(c), folded, 8, UTF8PROC_CASEFOLD, &boundary);
    if (count <= 0 || count > 8) {
      base::append_utf8(out, c);
      return;
    }
    for (utf8proc_ssize_t i = 0; i < count; ++i) base::append_utf8(out, static_cast<char32_t>(folded[i]));
  });
}

}  // namespace jinja
