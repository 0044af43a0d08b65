// SPDX-License-Identifier: MIT
#include "render/plural_form.h"

#include <algorithm>
#include <array>
#include <cstdlib>

namespace render {

namespace {

bool is_one_of(std::string_view code, std::initializer_list<std::string_view> codes) {
  return std::ranges::find(codes, code) != codes.end();
}

bool is_between(std::int64_t number, std::int64_t first, std::int64_t last) {
  return number >= first && number <= last;
}

/// Russian and its neighbours: the last digit decides, 11 to 14 aside.
std::string_view slavic(std::int64_t n) {
  if (n % 10 == 1 && n % 100 != 11) return "one";
  return is_between(n % 10, 2, 4) && !is_between(n % 100, 12, 14) ? "few" : "many";
}

std::string_view polish(std::int64_t n) {
  if (n == 1) return "one";
  return is_between(n % 10, 2, 4) && !is_between(n % 100, 12, 14) ? "few" : "many";
}

std::string_view arabic(std::int64_t n) {
  if (n <= 2) return std::array<std::string_view, 3>{"zero", "one", "two"}[static_cast<std::size_t>(n)];
  if (is_between(n % 100, 3, 10)) return "few";
  return is_between(n % 100, 11, 99) ? "many" : "other";
}

std::string_view lithuanian(std::int64_t n) {
  bool is_teen = is_between(n % 100, 11, 19);
  if (n % 10 == 1 && !is_teen) return "one";
  return is_between(n % 10, 2, 9) && !is_teen ? "few" : "other";
}

}  // namespace

std::string_view plural_form(std::string_view language, std::int64_t count) {
  std::int64_t n = count == INT64_MIN ? INT64_MAX : std::abs(count);
  std::string_view code = language.substr(0, language.find_first_of("-_"));
  if (is_one_of(code, {"ja", "zh", "ko", "vi", "th", "id", "ms", "lo", "my", "km"})) return "other";
  if (is_one_of(code, {"ru", "uk", "be"})) return slavic(n);
  if (is_one_of(code, {"sr", "hr", "bs"})) return slavic(n) == "many" ? "other" : slavic(n);
  if (code == "pl") return polish(n);
  if (is_one_of(code, {"cs", "sk"})) return n == 1 ? "one" : is_between(n, 2, 4) ? "few" : "other";
  if (code == "ar") return arabic(n);
  if (code == "lt") return lithuanian(n);
  if (code == "lv") return n % 10 == 0 || is_between(n % 100, 11, 19) ? "zero" : n % 10 == 1 ? "one" : "other";
  if (code == "ro") return n == 1 ? "one" : n == 0 || is_between(n % 100, 1, 19) ? "few" : "other";
  if (code == "sl") {
    std::int64_t rest = n % 100;
    return rest == 1 ? "one" : rest == 2 ? "two" : is_between(rest, 3, 4) ? "few" : "other";
  }
  if (code == "he") return n == 1 ? "one" : n == 2 ? "two" : "other";
  bool zero_is_one = is_one_of(code, {"fr", "pt", "hi", "fa", "bn", "hy", "am", "zu"}) && language != "pt-PT";
  return n == 1 || (zero_is_one && n == 0) ? "one" : "other";
}

}  // namespace render
