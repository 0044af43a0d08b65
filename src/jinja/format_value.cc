// SPDX-License-Identifier: MIT
#include <algorithm>
#include <optional>

#include "base/strings.h"
#include "base/unicode.h"
#include "jinja/format.h"
#include "value/datetime.h"

namespace jinja {

namespace {

/// A format spec, taken apart.
struct Spec {
  std::string fill = " ";
  char align = 0;  ///< < > ^ =, or 0 for the type's own
  bool has_fill = false;
  bool has_sign = false;
  std::size_t width = 0;
  NumberStyle style;
};

bool is_align(char c) { return c == '<' || c == '>' || c == '^' || c == '='; }

/// Reads digits at the front of `text`; nothing when the number is beyond any text.
std::optional<std::size_t> take_number(std::string_view& text) {
  std::size_t number = 0;
  while (!text.empty() && base::is_digit(text.front())) {
    number = number * 10 + static_cast<std::size_t>(text.front() - '0');
    if (number > static_cast<std::size_t>(k_widest)) return std::nullopt;
    text.remove_prefix(1);
  }
  return number;
}

bool take(std::string_view& text, char c) {
  if (!text.starts_with(c)) return false;
  text.remove_prefix(1);
  return true;
}

void take_fill_and_align(std::string_view& text, Spec& spec) {
  if (text.empty()) return;
  std::size_t first = 0;
  base::next_code_point(text, first);
  if (first < text.size() && is_align(text[first])) {
    spec.fill = text.substr(0, first);
    spec.align = text[first];
    spec.has_fill = true;
    text.remove_prefix(first + 1);
  } else if (is_align(text.front())) {
    spec.align = text.front();
    text.remove_prefix(1);
  }
}

/// Reads a spec. Nothing, having failed, when it breaks the grammar or asks for too much.
std::optional<Spec> parse_spec(Context& ctx, std::string_view text, const Value& value) {
  std::string whole(text);
  Spec spec;
  take_fill_and_align(text, spec);
  if (!text.empty() && (text.front() == '+' || text.front() == '-' || text.front() == ' ')) {
    spec.style.sign = text.front();
    spec.has_sign = true;
    text.remove_prefix(1);
  }
  if (value.is_floating()) spec.style.no_negative_zero = take(text, 'z');
  spec.style.alternate = take(text, '#');
  if (take(text, '0')) {
    if (!spec.has_fill) spec.fill = "0";
    if (spec.align == 0 && !value.is_string()) spec.align = '=';
  }
  auto width = take_number(text);
  if (!text.empty() && (text.front() == ',' || text.front() == '_')) {
    spec.style.grouping = text.front();
    text.remove_prefix(1);
  }
  std::optional<std::size_t> precision = 0;
  bool has_precision = take(text, '.');
  bool good = !has_precision || (!text.empty() && base::is_digit(text.front()));
  if (has_precision) precision = take_number(text);
  if (!width || !precision) {
    fail_long_text(ctx, "this format");
    return std::nullopt;
  }
  spec.width = *width;
  if (has_precision) spec.style.precision = static_cast<int>(*precision);
  if (text.size() == 1) {
    spec.style.type = text.front();
  } else if (!text.empty()) {
    good = false;
  }
  if (good) return spec;
  fail_argument(ctx, "'" + whole + "' is no format for a value of type '" + python_type(value) + "'");
  return std::nullopt;
}

std::string pad(Context& ctx, std::string_view text, const Spec& spec, char default_align) {
  std::size_t length = base::count_code_points(text);
  if (length >= spec.width) return std::string(text);
  std::size_t missing = spec.width - length;
  if (!text_fits(ctx, "this format", text.size() + missing * spec.fill.size())) return {};
  char align = spec.align == 0 ? default_align : spec.align;
  std::size_t before = align == '>' || align == '=' ? missing : align == '^' ? missing / 2 : 0;
  std::string out;
  for (std::size_t i = 0; i < before; ++i) out += spec.fill;
  out += text;
  for (std::size_t i = before; i < missing; ++i) out += spec.fill;
  return out;
}

std::string fail_spec(Context& ctx, std::string_view spec, const Value& value) {
  fail_argument(ctx, "'" + std::string(spec) + "' is no format for a value of type '" + python_type(value) + "'");
  return {};
}

/// A number: `=` puts the fill between sign and digits, which the digits do themselves when it is zero.
std::string finish_number(Context& ctx, Spec spec, std::string (*print)(const Value&, const NumberStyle&),
                          const Value& value) {
  if (spec.align == '=' && spec.fill == "0") spec.style.zero_width = spec.width;
  std::string text = print(value, spec.style);
  if (spec.align != '=' || spec.fill == "0") return pad(ctx, text, spec, '>');
  std::size_t head = text.find_first_not_of("+- ");
  if (spec.style.alternate && text.size() > head + 1 && base::is_ascii_letter(text[head + 1])) head += 2;
  std::size_t digits = text.size() - head;
  if (spec.width <= head + digits) return text;
  Spec rest = spec;
  rest.width = spec.width - head;
  return text.substr(0, head) + pad(ctx, std::string_view(text).substr(head), rest, '>');
}

std::string print_integer(const Value& value, const NumberStyle& style) {
  return format_integer(value.as_integer(), style);
}
std::string print_floating(const Value& value, const NumberStyle& style) {
  return format_floating(value.number(), style);
}

std::string format_number(Context& ctx, const Value& value, std::string_view text) {
  auto spec = parse_spec(ctx, text, value);
  if (!spec) return {};
  char type = spec->style.type;
  bool whole = !value.is_floating();
  if (std::string_view("eEfFgG%").find(type) != std::string_view::npos && type != 0) {
    return finish_number(ctx, *spec, print_floating, value);
  }
  if (type == 'n') spec->style.type = whole ? 'd' : 'g';
  if (type == 'n' && !whole) return finish_number(ctx, *spec, print_floating, value);
  if (!whole) return type == 0 ? finish_number(ctx, *spec, print_floating, value) : fail_spec(ctx, text, value);
  bool based = std::string_view("boxX").find(type) != std::string_view::npos && type != 0;
  bool decimal = type == 0 || type == 'd' || type == 'n';
  if (spec->style.precision >= 0 || (spec->style.grouping == ',' && !decimal)) return fail_spec(ctx, text, value);
  if (based || decimal) return finish_number(ctx, *spec, print_integer, value);
  if (type != 'c' || spec->has_sign || value.as_integer() < 0 || value.as_integer() > 0x10FFFF) {
    return fail_spec(ctx, text, value);
  }
  std::string character;
  base::append_utf8(character, static_cast<char32_t>(value.as_integer()));
  if (spec->align == '=') spec->align = '>';
  return pad(ctx, character, *spec, '<');
}

std::string format_string(Context& ctx, const Value& value, std::string_view text) {
  auto spec = parse_spec(ctx, text, value);
  if (!spec) return {};
  bool good = (spec->style.type == 0 || spec->style.type == 's') && !spec->has_sign && spec->align != '=' &&
              !spec->style.alternate && spec->style.grouping == 0;
  if (!good) return fail_spec(ctx, text, value);
  std::string_view kept = value.as_string();
  if (spec->style.precision >= 0) {
    kept = kept.substr(0, base::offset_of_code_point(kept, static_cast<std::size_t>(spec->style.precision)));
  }
  return pad(ctx, kept, *spec, '<');
}

}  // namespace

std::string format_value(Context& ctx, const Value& value, std::string_view spec) {
  if (spec.empty()) return std::string(text_of(ctx, value));
  if (value.is_number()) return format_number(ctx, value, spec);
  if (value.is_string()) return format_string(ctx, value, spec);
  if (value.is_datetime()) return value::format_datetime(value.as_datetime(), spec);
  return fail_spec(ctx, spec, value);
}

}  // namespace jinja
