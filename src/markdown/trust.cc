// SPDX-License-Identifier: MIT
#include "markdown/trust.h"

#include <algorithm>
#include <array>
#include <string>

#include "base/strings.h"
#include "markdown/characters.h"

namespace markdown {
namespace {

constexpr std::array<std::string_view, 7> k_schemes = {"ftp", "http", "https", "mailto", "sms", "tel", "xmpp"};

constexpr std::array<std::string_view, 16> k_attributes = {
    "align", "alt", "class",    "colspan", "dir",     "height", "hreflang", "id",
    "lang",  "rel", "reversed", "role",    "rowspan", "start",  "title",    "width"};

}  // namespace

bool is_harmless_url(std::string_view url) {
  std::string scheme;
  for (char c : url) {
    // Browsers leave out white space and control characters.
    if (static_cast<unsigned char>(c) <= 0x20 || c == 0x7F) continue;
    if (c == '/' || c == '?' || c == '#') return true;
    if (c == ':') return std::find(k_schemes.begin(), k_schemes.end(), scheme) != k_schemes.end();
    scheme += lower(c);
    if (scheme.size() > 64) return false;
  }
  return true;
}

bool is_harmless_attribute(std::string_view name) {
  std::string lower_name = base::to_lower_ascii(name);
  return lower_name.starts_with("data-") || lower_name.starts_with("aria-") ||
         std::find(k_attributes.begin(), k_attributes.end(), lower_name) != k_attributes.end();
}

}  // namespace markdown
