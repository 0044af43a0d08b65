// SPDX-License-Identifier: MIT
#include "markdown/roles.h"

#include <algorithm>
#include <array>
#include <utility>

#include "markdown/characters.h"

namespace markdown {
namespace {

constexpr std::string_view k_badge = "bdg";

constexpr auto k_roles = std::to_array<std::pair<std::string_view, Role>>({
    {"abbr", Role::abbreviation},
    {"badge", Role::badge},
    {"doc", Role::cross_reference},
    {"icon", Role::icon},
    {"kbd", Role::keyboard},
    {"math", Role::math},
    {"ref", Role::cross_reference},
    {"sub", Role::subscript},
    {"subscript", Role::subscript},
    {"sup", Role::superscript},
    {"superscript", Role::superscript},
});

constexpr auto k_keys = std::to_array<std::pair<std::string_view, std::string_view>>({
    {"alt", "Alt"},
    {"alt-graph", "AltGr"},
    {"altgr", "AltGr"},
    {"arrow-down", "↓"},
    {"arrow-left", "←"},
    {"arrow-right", "→"},
    {"arrow-up", "↑"},
    {"backspace", "Backspace"},
    {"break", "Break"},
    {"caps-lock", "Caps Lock"},
    {"cmd", "Cmd"},
    {"command", "Cmd"},
    {"context-menu", "Menu"},
    {"control", "Ctrl"},
    {"ctrl", "Ctrl"},
    {"del", "Del"},
    {"delete", "Del"},
    {"down", "↓"},
    {"end", "End"},
    {"enter", "Enter"},
    {"esc", "Esc"},
    {"escape", "Esc"},
    {"fn", "Fn"},
    {"home", "Home"},
    {"ins", "Ins"},
    {"insert", "Ins"},
    {"left", "←"},
    {"meta", "Meta"},
    {"minus", "-"},
    {"num-lock", "Num Lock"},
    {"option", "Option"},
    {"page-down", "Page Down"},
    {"page-up", "Page Up"},
    {"pause", "Pause"},
    {"pg-dn", "Page Down"},
    {"pg-up", "Page Up"},
    {"plus", "+"},
    {"print-screen", "Print Screen"},
    {"return", "Return"},
    {"right", "→"},
    {"scroll-lock", "Scroll Lock"},
    {"shift", "Shift"},
    {"space", "Space"},
    {"super", "Super"},
    {"tab", "Tab"},
    {"up", "↑"},
    {"win", "Win"},
    {"windows", "Win"},
});
static_assert(std::is_sorted(k_keys.begin(), k_keys.end()));

constexpr std::array<std::string_view, 25> k_function_keys = {
    "",    "F1",  "F2",  "F3",  "F4",  "F5",  "F6",  "F7",  "F8",  "F9",  "F10", "F11", "F12",
    "F13", "F14", "F15", "F16", "F17", "F18", "F19", "F20", "F21", "F22", "F23", "F24"};

bool is_key_part(char c) { return is_letter_or_digit(c) || c == '-'; }

}  // namespace

Role role_of(std::string_view name) {
  if (name.starts_with(k_badge) && (name.size() == k_badge.size() || name[k_badge.size()] == '-')) return Role::badge;
  for (const auto& [known, role] : k_roles) {
    if (known == name) return role;
  }
  return Role::none;
}

std::string_view badge_color(std::string_view name) {
  return name.starts_with(k_badge) && name.size() > k_badge.size() ? name.substr(k_badge.size() + 1)
                                                                   : std::string_view();
}

std::string_view key_name(std::string_view key) {
  static constexpr std::string_view k_letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
  if (key.size() == 1 && is_letter(key[0])) return k_letters.substr(static_cast<std::size_t>(lower(key[0]) - 'a'), 1);
  if (key.size() == 1) return is_decimal(key[0]) ? key : std::string_view();
  for (std::string_view each : k_function_keys) {
    if (key.size() == each.size() && lower(key[0]) == 'f' && key.substr(1) == each.substr(1)) return each;
  }
  const auto* found = std::lower_bound(k_keys.begin(), k_keys.end(), key,
                                       [](const auto& each, std::string_view wanted) { return each.first < wanted; });
  return found != k_keys.end() && found->first == key ? found->second : std::string_view();
}

std::size_t keys_length(std::string_view text) {
  constexpr std::size_t k_most = 8;
  std::size_t at = 2;
  for (std::size_t count = 0; count < k_most; ++count) {
    std::size_t end = at;
    while (end < text.size() && end - at < 16 && is_key_part(text[end])) ++end;
    if (end == at || end >= text.size() || text[end] != '+' || key_name(text.substr(at, end - at)).empty()) return 0;
    if (text.substr(end, 2) == "++") return end + 2 < text.size() && text[end + 2] == '+' ? 0 : end + 2;
    at = end + 1;
  }
  return 0;
}

}  // namespace markdown
