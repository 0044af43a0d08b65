// SPDX-License-Identifier: MIT
#include "base/strings.h"

#include <algorithm>
#include <charconv>

#include "base/byte_scan.h"
#include "base/html_escape.h"

namespace base {

std::string_view trim_left(std::string_view text) {
  std::size_t i = 0;
  while (i < text.size() && is_space(text[i])) ++i;
  return text.substr(i);
}

std::string_view trim_right(std::string_view text) {
  std::size_t end = text.size();
  while (end > 0 && is_space(text[end - 1])) --end;
  return text.substr(0, end);
}

std::string_view trim(std::string_view text) { return trim_right(trim_left(text)); }

std::vector<std::string_view> split(std::string_view text, char separator) {
  std::vector<std::string_view> pieces;
  std::size_t start = 0;
  for (std::size_t end; (end = text.find(separator, start)) != text.npos; start = end + 1) {
    pieces.push_back(text.substr(start, end - start));
  }
  pieces.push_back(text.substr(start));
  return pieces;
}

std::vector<std::string_view> split_words(std::string_view text) {
  std::vector<std::string_view> words;
  for (std::size_t i = 0; i < text.size();) {
    while (i < text.size() && is_space(text[i])) ++i;
    std::size_t start = i;
    while (i < text.size() && !is_space(text[i])) ++i;
    if (i > start) words.push_back(text.substr(start, i - start));
  }
  return words;
}

std::string join(const std::vector<std::string>& pieces, std::string_view separator) {
  std::string joined;
  for (std::size_t i = 0; i < pieces.size(); ++i) {
    if (i > 0) joined += separator;
    joined += pieces[i];
  }
  return joined;
}

std::string replace_all(std::string_view text, std::string_view from, std::string_view to) {
  if (from.empty()) return std::string(text);
  std::string result;
  std::size_t start = 0;
  for (std::size_t at; (at = text.find(from, start)) != text.npos; start = at + from.size()) {
    result.append(text, start, at - start).append(to);
  }
  return result.append(text.substr(start));
}

std::string to_lower_ascii(std::string_view text) {
  std::string lower(text);
  for (char& c : lower) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + ('a' - 'A'));
  }
  return lower;
}

bool equals_ignoring_case(std::string_view a, std::string_view b) {
  return a.size() == b.size() && to_lower_ascii(a) == to_lower_ascii(b);
}

std::optional<std::int64_t> parse_integer(std::string_view text) {
  std::int64_t number = 0;
  if (text.size() > 1 && text[0] == '+' && is_digit(text[1])) text.remove_prefix(1);
  auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || end != text.data() + text.size() || text.empty()) return std::nullopt;
  return number;
}

std::optional<double> parse_number(std::string_view text) {
  double number = 0;
  if (text.size() > 1 && text[0] == '+' && text[1] != '-') text.remove_prefix(1);
  auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || end != text.data() + text.size() || text.empty()) return std::nullopt;
  return number;
}

void append_html_escaped(std::string& out, std::string_view text) {
  constexpr std::size_t k_chunk = 128;
  char escaped[k_chunk * k_longest_entity + k_escape_slack];
  std::size_t start = 0;
  for (std::size_t at; (at = find_byte<1, 0, '&', '<', '>', '"', '\''>(text, start, text.size())) < text.size();) {
    out.append(text, start, at - start);
    std::string_view chunk = text.substr(at, k_chunk);
    out.append(escaped, write_html_escaped(escaped, chunk));
    start = at + chunk.size();
  }
  out.append(text.substr(start));
}

std::string escape_html(std::string_view text) {
  std::string escaped;
  escaped.reserve(text.size() + text.size() / 8);
  append_html_escaped(escaped, text);
  return escaped;
}

namespace {
constexpr char k_upper_digits[] = "0123456789ABCDEF";
constexpr char k_lower_digits[] = "0123456789abcdef";

int hex_value(char c) {
  if (is_digit(c)) return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}
}  // namespace

namespace {

bool is_kept_in_urls(char c, std::string_view also_kept) {
  bool kept = is_digit(c) || is_ascii_letter(c) || c == '-' || c == '_' || c == '.' || c == '~';
  return kept || also_kept.find(c) != also_kept.npos;
}

}  // namespace

bool needs_percent_encoding(std::string_view text, std::string_view also_kept) {
  return !std::ranges::all_of(text, [&](char c) { return is_kept_in_urls(c, also_kept); });
}

std::string percent_encode(std::string_view text, std::string_view also_kept) {
  std::string encoded;
  encoded.reserve(text.size());
  for (char c : text) {
    if (is_kept_in_urls(c, also_kept)) {
      encoded += c;
    } else {
      auto byte = static_cast<unsigned char>(c);
      encoded += '%';
      encoded += k_upper_digits[byte >> 4];
      encoded += k_upper_digits[byte & 15];
    }
  }
  return encoded;
}

std::string percent_decode(std::string_view text) {
  std::string decoded;
  decoded.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    int high = i + 2 < text.size() && text[i] == '%' ? hex_value(text[i + 1]) : -1;
    int low = high >= 0 ? hex_value(text[i + 2]) : -1;
    if (low >= 0) {
      decoded += static_cast<char>(high * 16 + low);
      i += 2;
    } else {
      decoded += text[i];
    }
  }
  return decoded;
}

void append_json_string(std::string& out, std::string_view text) {
  out += '"';
  std::size_t start = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    auto c = static_cast<unsigned char>(text[i]);
    if (c >= 0x20 && c != '"' && c != '\\') continue;
    out.append(text, start, i - start);
    start = i + 1;
    switch (c) {
      case '"':
        out += "\\\"";
        break;
      case '\\':
        out += "\\\\";
        break;
      case '\n':
        out += "\\n";
        break;
      case '\r':
        out += "\\r";
        break;
      case '\t':
        out += "\\t";
        break;
      default:
        out += "\\u00";
        out += k_lower_digits[c >> 4];
        out += k_lower_digits[c & 15];
    }
  }
  out.append(text.substr(start));
  out += '"';
}

}  // namespace base
