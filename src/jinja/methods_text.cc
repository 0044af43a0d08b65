// SPDX-License-Identifier: MIT
#include <algorithm>

#include "base/unicode.h"
#include "jinja/format.h"
#include "jinja/methods.h"
#include "jinja/text_functions.h"
#include "jinja/unicode_case.h"

namespace jinja {

namespace {

/// A text with the html-ness of `subject`.
Value like(Runtime& ctx, const Value& subject, std::string_view text) {
  return make_text(ctx, text, subject.is_safe());
}

/// An argument that must be a text, escaped when `subject` is HTML as Markup does.
std::optional<std::string_view> text_argument(Runtime& ctx, std::string_view method, const Value& subject,
                                              const Value& argument) {
  bool is_empty_html = argument.is_undefined() && subject.is_safe() && is_chainable(ctx, argument);
  if (argument.is_string() || is_empty_html) return text_for(ctx, argument, subject.is_safe());
  fail_argument(ctx, std::string(method) + " needs a text, not a value of type '" + python_type(argument) + "'");
  return std::nullopt;
}

template <std::string (*Changed)(std::string_view)>
Value changed(Runtime& ctx, const Value& subject, const Arguments& arguments) {
  if (!value::bind(ctx, "this method", arguments, {}, 0, {})) return {};
  return like(ctx, subject, Changed(subject.as_string()));
}

/// Fills a text up to a width: `before` and `after` say how the missing characters are shared out.
enum class Fill { center, left, right };

Value filled(Runtime& ctx, std::string_view method, const Value& subject, const Arguments& arguments, Fill fill) {
  Parameters<2> given(ctx, method, arguments, {"width", "fillchar"}, 1);
  if (!given) return {};
  auto width = integer_argument(ctx, method, given[0], 0);
  if (!width) return {};
  std::string_view filler = " ";
  if (!is_absent(given[1])) {
    auto wanted = text_argument(ctx, method, subject, given[1]);
    if (!wanted) return {};
    filler = *wanted;
    if (base::count_code_points(filler) != 1) {
      return fail_argument(ctx, std::string(method) + ": the fill must be one character");
    }
  }
  std::string_view text = subject.as_string();
  auto length = static_cast<std::int64_t>(base::count_code_points(text));
  if (*width <= length) return subject;
  auto missing = static_cast<std::size_t>(*width - length);
  if (missing > most_text_bytes(ctx)) return fail_long_text(ctx, method);
  if (!text_fits(ctx, method, text.size() + missing * filler.size())) return {};
  std::size_t odd = missing & static_cast<std::size_t>(*width) & 1;
  std::size_t before = fill == Fill::center ? missing / 2 + odd : fill == Fill::right ? missing : 0;
  std::string out;
  out.reserve(text.size() + missing * filler.size());
  for (std::size_t i = 0; i < before; ++i) out += filler;
  out += text;
  for (std::size_t i = before; i < missing; ++i) out += filler;
  return like(ctx, subject, out);
}

Value center(Runtime& ctx, const Value& subject, const Arguments& arguments) {
  return filled(ctx, "center", subject, arguments, Fill::center);
}
Value ljust(Runtime& ctx, const Value& subject, const Arguments& arguments) {
  return filled(ctx, "ljust", subject, arguments, Fill::left);
}
Value rjust(Runtime& ctx, const Value& subject, const Arguments& arguments) {
  return filled(ctx, "rjust", subject, arguments, Fill::right);
}

Value zfill(Runtime& ctx, const Value& subject, const Arguments& arguments) {
  Parameters<1> given(ctx, "zfill", arguments, {"width"}, 1);
  if (!given) return {};
  auto width = integer_argument(ctx, "zfill", given[0], 0);
  if (!width) return {};
  std::string_view text = subject.as_string();
  auto length = static_cast<std::int64_t>(base::count_code_points(text));
  if (*width <= length) return subject;
  if (!text_fits(ctx, "zfill", static_cast<std::size_t>(*width))) return {};
  std::size_t sign = text.starts_with('-') || text.starts_with('+') ? 1 : 0;
  std::string out(text.substr(0, sign));
  out.append(static_cast<std::size_t>(*width - length), '0');
  out += text.substr(sign);
  return like(ctx, subject, out);
}

Value expandtabs(Runtime& ctx, const Value& subject, const Arguments& arguments) {
  Parameters<1> given(ctx, "expandtabs", arguments, {"tabsize"}, 0);
  if (!given) return {};
  auto size = integer_argument(ctx, "expandtabs", given[0], 8);
  if (!size) return {};
  auto columns = static_cast<std::size_t>(std::max<std::int64_t>(0, *size));
  std::string_view text = subject.as_string();
  auto tabs = static_cast<std::size_t>(std::count(text.begin(), text.end(), '\t'));
  if (tabs > 0 && columns > most_text_bytes(ctx) / tabs) return fail_long_text(ctx, "expandtabs");
  return like(ctx, subject, expanded_tabs(text, columns));
}

Value stripped(Runtime& ctx, std::string_view method, const Value& subject, const Arguments& arguments, Side side) {
  Parameters<1> given(ctx, method, arguments, {"chars"}, 0);
  if (!given) return {};
  std::optional<std::string_view> characters;
  if (!is_absent(given[0]) && !given[0].is_none()) {
    characters = text_argument(ctx, method, subject, given[0]);
    if (!characters) return {};
  }
  return like(ctx, subject, strip(subject.as_string(), side, characters));
}

Value lstrip(Runtime& ctx, const Value& subject, const Arguments& arguments) {
  return stripped(ctx, "lstrip", subject, arguments, Side::left);
}
Value rstrip(Runtime& ctx, const Value& subject, const Arguments& arguments) {
  return stripped(ctx, "rstrip", subject, arguments, Side::right);
}
Value strip_both(Runtime& ctx, const Value& subject, const Arguments& arguments) {
  return stripped(ctx, "strip", subject, arguments, Side::both);
}

Value removeprefix(Runtime& ctx, const Value& subject, const Arguments& arguments) {
  Parameters<1> given(ctx, "removeprefix", arguments, {"prefix"}, 1);
  if (!given) return {};
  auto prefix = text_argument(ctx, "removeprefix", Value(), given[0]);
  if (!prefix) return {};
  std::string_view text = subject.as_string();
  return Value::string(text.starts_with(*prefix) ? text.substr(prefix->size()) : text);
}

Value removesuffix(Runtime& ctx, const Value& subject, const Arguments& arguments) {
  Parameters<1> given(ctx, "removesuffix", arguments, {"suffix"}, 1);
  if (!given) return {};
  auto suffix = text_argument(ctx, "removesuffix", Value(), given[0]);
  if (!suffix) return {};
  std::string_view text = subject.as_string();
  return Value::string(text.ends_with(*suffix) ? text.substr(0, text.size() - suffix->size()) : text);
}

Value replace(Runtime& ctx, const Value& subject, const Arguments& arguments) {
  Parameters<3> given(ctx, "replace", arguments, {"old", "new", "count"}, 2);
  if (!given) return {};
  auto from = text_argument(ctx, "replace", subject, given[0]);
  auto to = from ? text_argument(ctx, "replace", subject, given[1]) : std::nullopt;
  auto count = integer_argument(ctx, "replace: count", given[2], -1);
  if (!to || !count) return {};
  std::size_t most = *count < 0 ? k_all : static_cast<std::size_t>(*count);
  auto result = replaced(ctx.arena, subject.as_string(), *from, *to, most, most_text_bytes(ctx));
  return result ? text_value(*result, subject.is_safe()) : fail_long_text(ctx, "replace");
}

Value join(Runtime& ctx, const Value& subject, const Arguments& arguments) {
  Parameters<1> given(ctx, "join", arguments, {"iterable"}, 1);
  if (!given) return {};
  std::string out;
  std::span<const Value> elements = elements_of(ctx, given[0]);
  for (std::size_t i = 0; i < elements.size() && !ctx.failed(); ++i) {
    if (i > 0) out += subject.as_string();
    if (!subject.is_safe() && !elements[i].is_string()) {
      return fail_argument(ctx, "join needs texts, not a value of type '" + python_type(elements[i]) + "'",
                           "the filter join takes any values");
    }
    out += text_for(ctx, elements[i], subject.is_safe());
    text_fits(ctx, "join", out.size());
  }
  return ctx.failed() ? Value() : like(ctx, subject, out);
}

Value format_map(Runtime& ctx, const Value& subject, const Arguments& arguments) {
  Parameters<1> given(ctx, "format_map", arguments, {"mapping"}, 1);
  if (!given) return {};
  Value map = value::mapping(ctx, given[0]);
  if (ctx.failed() || !map.is_map()) return fail_argument(ctx, "format_map needs a mapping");
  std::vector<value::NamedArgument> named;
  for (const Map::Entry& each : map.as_map().entries()) {
    if (each.key.is_string()) named.push_back({each.key.as_string(), each.value});
  }
  return format_text(ctx, subject, {{}, named});
}

constexpr Method k_methods[] = {
    {"capitalize", changed<jinja::capitalized>},
    {"casefold", changed<jinja::folded_case>},
    {"center", center},
    {"expandtabs", expandtabs},
    {"format", format_text},
    {"format_map", format_map},
    {"join", join},
    {"ljust", ljust},
    {"lower", changed<jinja::lower_case>},
    {"lstrip", lstrip},
    {"removeprefix", removeprefix},
    {"removesuffix", removesuffix},
    {"replace", replace},
    {"rjust", rjust},
    {"rstrip", rstrip},
    {"strip", strip_both},
    {"swapcase", changed<jinja::swapped_case>},
    {"title", changed<jinja::title_case>},
    {"upper", changed<jinja::upper_case>},
    {"zfill", zfill},
};

}  // namespace

std::span<const Method> text_methods() { return k_methods; }

}  // namespace jinja
