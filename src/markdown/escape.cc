// SPDX-License-Identifier: MIT
#include "markdown/escape.h"

#include "base/strings.h"
#include "markdown/byte_scan.h"
#include "markdown/characters.h"

namespace markdown {
namespace {

constexpr auto k_kept_in_url =
    make_byte_set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.+!*(),%#@?=;:/$~");

}  // namespace

void append_text(std::string& out, std::string_view text) {
  std::size_t done = 0;
  for (;;) {
    std::size_t at = find_byte<1, 0, '&', '<', '>', '"'>(text, done, text.size());
    out.append(text.data() + done, at - done);
    if (at == text.size()) return;
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
}

void append_url(std::string& out, std::string_view url) {
  constexpr std::string_view k_digits = "0123456789ABCDEF";
  std::size_t done = 0;
  for (std::size_t at = 0; at < url.size(); ++at) {
    char c = url[at];
    if (contains(k_kept_in_url, c)) continue;
    out.append(url.data() + done, at - done);
    done = at + 1;
    if (c == '&') {
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
  out.append(url.data() + done, url.size() - done);
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
