// SPDX-License-Identifier: MIT
#include <algorithm>

#include "base/unicode.h"
#include "jinja/methods.h"
#include "jinja/text_functions.h"
#include "jinja/unicode_classes.h"

namespace jinja {

namespace {

/// Whether there are characters and all of them are `Wanted`.
template <bool (*Wanted)(char32_t)>
bool all_are(std::string_view text) {
  for (std::size_t i = 0; i < text.size();) {
    if (!Wanted(base::next_code_point(text, i))) return false;
  }
  return !text.empty();
}

bool is_alphanumeric(char32_t c) { return base::is_letter(c) || is_numeric(c); }
bool is_ascii(char32_t c) { return c < 0x80; }

/// Whether all letters with case have the case of `wanted` and there is one.
bool all_cased(std::string_view text, bool (*wanted)(char32_t)) {
  bool found = false;
  for (std::size_t i = 0; i < text.size();) {
    char32_t c = base::next_code_point(text, i);
    if (wanted(c)) {
      found = true;
    } else if (is_cased(c)) {
      return false;
    }
  }
  return found;
}

bool is_lower_text(std::string_view text) { return all_cased(text, is_lower_case); }
bool is_upper_text(std::string_view text) { return all_cased(text, is_upper_case); }
bool is_ascii_text(std::string_view text) { return text.empty() || all_are<is_ascii>(text); }
bool is_printable_text(std::string_view text) { return text.empty() || all_are<is_printable>(text); }

bool is_title_text(std::string_view text) {
  bool after_letter = false;
  bool found = false;
  for (std::size_t i = 0; i < text.size();) {
    char32_t c = base::next_code_point(text, i);
    bool begins = is_upper_case(c) || is_title_case(c);
    bool goes_on = is_lower_case(c);
    if ((begins && after_letter) || (goes_on && !after_letter)) return false;
    after_letter = begins || goes_on;
    found = found || after_letter;
  }
  return found;
}

bool is_identifier_text(std::string_view text) {
  if (text.empty()) return false;
  std::size_t i = 0;
  if (!starts_identifier(base::next_code_point(text, i))) return false;
  return i == text.size() || all_are<continues_identifier>(text.substr(i));
}

template <bool (*Wanted)(std::string_view)>
Value tested(Runtime& ctx, const Value& subject, const Arguments& arguments) {
  if (!value::bind(ctx, "this method", arguments, {}, 0, {})) return {};
  return Value::boolean(Wanted(subject.as_string()));
}

/// The part of a text that `start` and `end` of find() and its sisters choose, and where it begins.
struct Window {
  std::string_view text;
  std::size_t start = 0;  ///< in code points
  bool beyond = false;    ///< `start` is behind the end of the text
};

std::optional<Window> window(Runtime& ctx, std::string_view method, std::string_view text, const Value& start,
                             const Value& end) {
  auto first = integer_argument(ctx, method, start.is_none() ? Value() : start, 0);
  auto last = integer_argument(ctx, method, end.is_none() ? Value() : end, INT64_MAX);
  if (!first || !last) return std::nullopt;
  if (*first == 0 && *last == INT64_MAX) return Window{text};
  auto count = static_cast<std::int64_t>(base::count_code_points(text));
  auto clamp = [&](std::int64_t index) { return index < 0 ? std::max<std::int64_t>(0, index + count) : index; };
  std::int64_t from = clamp(*first);
  std::int64_t to = std::min(clamp(*last), count);
  if (from > to) return Window{{}, 0, true};
  return Window{sliced(text, from, to), static_cast<std::size_t>(from)};
}

std::optional<std::string_view> needle_argument(Runtime& ctx, std::string_view method, const Value& argument) {
  if (argument.is_string()) return argument.as_string();
  fail_argument(ctx, std::string(method) + " needs a text, not a value of type '" + python_type(argument) + "'");
  return std::nullopt;
}

struct Search {
  Window window;
  std::string_view needle;
};

std::optional<Search> search(Runtime& ctx, std::string_view method, const Value& subject, const Arguments& arguments) {
  Parameters<3> given(ctx, method, arguments, {"sub", "start", "end"}, 1);
  if (!given) return std::nullopt;
  auto needle = needle_argument(ctx, method, given[0]);
  auto part = needle ? window(ctx, method, subject.as_string(), given[1], given[2]) : std::nullopt;
  if (!part) return std::nullopt;
  return Search{*part, *needle};
}

/// The index of the first or last occurrence, -1 when there is none; nothing when the arguments are wrong.
std::optional<std::int64_t> position(Runtime& ctx, std::string_view method, const Value& subject,
                                     const Arguments& arguments, Side side) {
  auto wanted = search(ctx, method, subject, arguments);
  if (!wanted) return std::nullopt;
  if (wanted->window.beyond) return -1;
  std::string_view text = wanted->window.text;
  std::size_t found = side == Side::right ? text.rfind(wanted->needle) : text.find(wanted->needle);
  if (found == std::string_view::npos) return -1;
  return static_cast<std::int64_t>(wanted->window.start + base::count_code_points(text.substr(0, found)));
}

Value found_at(Runtime& ctx, std::string_view method, const Value& subject, const Arguments& arguments, Side side,
               bool must) {
  auto index = position(ctx, method, subject, arguments, side);
  if (!index) return {};
  if (must && *index < 0) return fail_argument(ctx, std::string(method) + ": the text is not there");
  return Value::integer(*index);
}

Value find(Runtime& ctx, const Value& subject, const Arguments& arguments) {
  return found_at(ctx, "find", subject, arguments, Side::left, false);
}
Value rfind(Runtime& ctx, const Value& subject, const Arguments& arguments) {
  return found_at(ctx, "rfind", subject, arguments, Side::right, false);
}
Value index(Runtime& ctx, const Value& subject, const Arguments& arguments) {
  return found_at(ctx, "index", subject, arguments, Side::left, true);
}
Value rindex(Runtime& ctx, const Value& subject, const Arguments& arguments) {
  return found_at(ctx, "rindex", subject, arguments, Side::right, true);
}

Value count(Runtime& ctx, const Value& subject, const Arguments& arguments) {
  auto wanted = search(ctx, "count", subject, arguments);
  if (!wanted) return {};
  if (wanted->window.beyond) return Value::integer(0);
  return Value::integer(static_cast<std::int64_t>(count_occurrences(wanted->window.text, wanted->needle)));
}

/// startswith and endswith, which also take a tuple of texts.
Value touches(Runtime& ctx, std::string_view method, const Value& subject, const Arguments& arguments, Side side) {
  Parameters<3> given(ctx, method, arguments, {"prefix", "start", "end"}, 1);
  if (!given) return {};
  auto part = window(ctx, method, subject.as_string(), given[1], given[2]);
  if (!part) return {};
  std::span<const Value> candidates = given[0].is_tuple() ? given[0].items() : std::span(&given[0], 1);
  for (const Value& each : candidates) {
    auto needle = needle_argument(ctx, method, each);
    if (!needle) return {};
    bool touching = side == Side::left ? part->text.starts_with(*needle) : part->text.ends_with(*needle);
    if (touching && !part->beyond) return Value::boolean(true);
  }
  return Value::boolean(false);
}

Value startswith(Runtime& ctx, const Value& subject, const Arguments& arguments) {
  return touches(ctx, "startswith", subject, arguments, Side::left);
}
Value endswith(Runtime& ctx, const Value& subject, const Arguments& arguments) {
  return touches(ctx, "endswith", subject, arguments, Side::right);
}

constexpr Method k_methods[] = {
    {"count", count},
    {"endswith", endswith},
    {"find", find},
    {"index", index},
    {"isalnum", tested<all_are<is_alphanumeric>>},
    {"isalpha", tested<all_are<base::is_letter>>},
    {"isascii", tested<is_ascii_text>},
    {"isdecimal", tested<all_are<is_decimal>>},
    {"isdigit", tested<all_are<is_any_digit>>},
    {"isidentifier", tested<is_identifier_text>},
    {"islower", tested<is_lower_text>},
    {"isnumeric", tested<all_are<is_numeric>>},
    {"isprintable", tested<is_printable_text>},
    {"isspace", tested<all_are<base::is_white_space>>},
    {"istitle", tested<is_title_text>},
    {"isupper", tested<is_upper_text>},
    {"rfind", rfind},
    {"rindex", rindex},
    {"startswith", startswith},
};

}  // namespace

std::span<const Method> text_tests() { return k_methods; }

}  // namespace jinja
