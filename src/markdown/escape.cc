// SPDX-License-Identifier: MIT
#include "markdown/escape.h"

#include <array>

#include "base/strings.h"

namespace markdown {
namespace {

constexpr std::array<bool, 256> make_table(std::string_view members) {
  std::array<bool, 256> table{};
  for (char c : members) table[static_cast<unsigned char>(c)] = true;
  return table;
}

constexpr auto k_special_in_text = make_table("&<>\"");
constexpr auto k_kept_in_url =
    make_table("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.+!*(),%#@?=;:/$~");

bool contains(const std::array<bool, 256>& table, char c) { return table[static_cast<unsigned char>(c)]; }

}  // namespace

void append_text(std::string& out, std::string_view text) {
  std::size_t done = 0;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (!contains(k_special_in_text, text[at])) continue;
    out.append(text, done, at - done);
    done = at + 1;
    switch (text[at]) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      default:
        out += "&quot;";
        break;
    }
  }
  out.append(text, done);
}

void append_url(std::string& out, std::string_view url) {
  constexpr std::string_view k_digits = "0123456789ABCDEF";
  for (char c : url) {
    if (contains(k_kept_in_url, c)) {
      out += c;
    } else if (c == '&') {
      out += "&amp;";
    } else if (c == '\'') {
      out += "&#x27;";
    } else {
      auto byte = static_cast<unsigned char>(c);
      out += '%';
      out += k_digits[byte >> 4];
      out += k_digits[byte & 15];
    }
  }
}

bool is_site_url(std::string_view url) {
  if (url.empty() || url[0] == '#' || url.starts_with("//")) return false;
  if (!base::is_ascii_letter(url[0])) return true;
  for (char c : url) {
    if (c == ':') return false;
    if (!base::is_ascii_letter(c) && !base::is_digit(c) && c != '+' && c != '-' && c != '.') return true;
  }
  return true;
}

}  // namespace markdown
