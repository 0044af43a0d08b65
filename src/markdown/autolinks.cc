// SPDX-License-Identifier: MIT
#include "markdown/autolinks.h"

#include <algorithm>

#include "base/strings.h"
#include "markdown/characters.h"

namespace markdown {
namespace {

bool is_host_character(std::string_view text, std::size_t at) {
  CharacterClass kind = class_at(text, at);
  return (kind == CharacterClass::other || kind == CharacterClass::symbol) && !base::is_space(text[at]);
}

/// The end of the ASCII part of the host name that begins at `begin`; `begin` when it is none. The last two parts may
/// have no underscore, unless there are very many parts. The last byte of the text does not count.
std::size_t host_end(std::string_view text, std::size_t begin, bool needs_dot) {
  constexpr std::size_t k_many_dots = 10;
  std::size_t dots = 0;
  bool underscore_before = false;
  bool underscore = false;
  std::size_t at = begin + 1;
  for (; at + 1 < text.size(); ++at) {
    char c = text[at];
    if (c == '_') {
      underscore = true;
    } else if (c == '.') {
      underscore_before = underscore;
      underscore = false;
      ++dots;
    } else if (c != '-' && !is_letter_or_digit(c)) {
      break;
    }
  }
  if ((underscore_before || underscore) && dots <= k_many_dots) return begin;
  return needs_dot && dots == 0 ? begin : at;
}

/// Takes from the end of an address what belongs to the sentence around it: punctuation, entities, parentheses that
/// the address did not open.
std::size_t trim_address(std::string_view text, std::size_t begin, std::size_t end) {
  static constexpr ByteSet k_punctuation = make_byte_set("?!.,:*_~'\"");
  auto opened = std::count(text.begin() + static_cast<std::ptrdiff_t>(begin),
                           text.begin() + static_cast<std::ptrdiff_t>(end), '(');
  auto closed = std::count(text.begin() + static_cast<std::ptrdiff_t>(begin),
                           text.begin() + static_cast<std::ptrdiff_t>(end), ')');
  while (end > begin) {
    char last = text[end - 1];
    if (last == ')') {
      if (closed <= opened) return end;
      --closed;
      --end;
    } else if (last == ';') {
      std::size_t name = end - 1;
      while (name > begin + 1 && is_letter(text[name - 1])) --name;
      bool entity = name < end - 1 && text[name - 1] == '&';
      end = entity ? name - 1 : end - 1;
    } else if (contains(k_punctuation, last)) {
      --end;
    } else {
      return end;
    }
  }
  return end;
}

/// The end of the address whose host ends at `position`: it goes on to white space or `<`.
std::size_t address_end(std::string_view text, std::size_t begin, std::size_t position) {
  while (position < text.size() && !base::is_space(text[position]) && text[position] != '<') ++position;
  return trim_address(text, begin, position);
}

bool is_mail_name(char c) { return is_letter_or_digit(c) || c == '.' || c == '+' || c == '-' || c == '_'; }

/// Does the scheme stand before `position`, and no letter or digit before it?
bool has_scheme_before(std::string_view text, std::size_t from, std::size_t position, std::string_view scheme) {
  if (position < from + scheme.size() || text.substr(position - scheme.size(), scheme.size()) != scheme) return false;
  std::size_t begin = position - scheme.size();
  return begin == from || !is_letter_or_digit(text[begin - 1]);
}

/// Reads the host behind the `@` at `at`; `at` when there is none that can be mailed to.
std::size_t mail_host_end(std::string_view text, std::size_t at, bool may_have_path) {
  bool dot = false;
  std::size_t end = at + 1;
  for (; end < text.size(); ++end) {
    char c = text[end];
    if (is_letter_or_digit(c) || c == '-' || c == '_') continue;
    if (c == '@') return at;
    if (c == '/' && may_have_path) continue;
    if (c != '.' || end + 1 >= text.size() || !is_letter_or_digit(text[end + 1])) break;
    dot = true;
  }
  bool ends_well = end > at + 1 && (is_letter(text[end - 1]) || text[end - 1] == '.');
  return dot && ends_well ? end : at;
}

}  // namespace

Stretch read_www(std::string_view text, std::size_t position) {
  char before = position == 0 ? ' ' : text[position - 1];
  if (std::string_view("*_~(").find(before) == std::string_view::npos && !base::is_space(before)) return {};
  std::size_t host = host_end(text, position, true);
  if (host == position) return {};
  return {position, address_end(text, position, host)};
}

Stretch read_scheme(std::string_view text, std::size_t position) {
  std::size_t begin = position;
  while (begin > 0 && is_letter(text[begin - 1])) --begin;
  std::string_view scheme = text.substr(begin, position - begin);
  bool known = base::equals_ignoring_case(scheme, "http") || base::equals_ignoring_case(scheme, "https") ||
               base::equals_ignoring_case(scheme, "ftp");
  std::size_t first = position + 3;
  if (!known || first >= text.size() || !is_host_character(text, first)) return {};
  std::size_t host = host_end(text, first, false);
  if (host == first) return {};
  return {begin, address_end(text, position, host)};
}

Stretch find_mail(std::string_view text, std::size_t from) {
  for (std::size_t at = text.find('@', from); at != std::string_view::npos; at = text.find('@', at + 1)) {
    std::size_t begin = at;
    bool xmpp = false;
    while (begin > from) {
      if (is_mail_name(text[begin - 1])) {
        --begin;
      } else if (has_scheme_before(text, from, begin, "mailto:")) {
        begin -= 7;
      } else if (has_scheme_before(text, from, begin, "xmpp:")) {
        begin -= 5;
        xmpp = true;
      } else {
        break;
      }
    }
    from = at + 1;
    if (begin == at) continue;
    std::size_t end = mail_host_end(text, at, xmpp);
    if (end > at) end = trim_address(text, at, end);
    if (end > at) return {begin, end};
  }
  return {};
}

bool names_scheme(std::string_view address) { return address.starts_with("mailto:") || address.starts_with("xmpp:"); }

}  // namespace markdown
