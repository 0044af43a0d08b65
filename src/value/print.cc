// SPDX-License-Identifier: MIT
#include <charconv>
#include <cmath>
#include <cstring>

#include "base/unicode.h"
#include "value/datetime.h"
#include "value/operations.h"

namespace value {

namespace {

constexpr int k_deepest_printed = k_deepest + 20;

void append_hex(std::string& out, std::uint32_t number, int digits) {
  static constexpr char k_digits[] = "0123456789abcdef";
  for (int shift = (digits - 1) * 4; shift >= 0; shift -= 4) out += k_digits[(number >> shift) & 15];
}

/// Text in Python's quotes: single ones, unless only single ones occur inside.
void append_quoted(std::string& out, std::string_view text) {
  bool has_single = text.find('\'') != text.npos, has_double = text.find('"') != text.npos;
  char quote = has_single && !has_double ? '"' : '\'';
  out += quote;
  for (std::size_t i = 0; i < text.size();) {
    std::size_t begin = i;
    char32_t c = base::next_code_point(text, i);
    if (c == static_cast<unsigned char>(quote) || c == '\\') {
      out += '\\';
      out += static_cast<char>(c);
    } else if (c == '\n') {
      out += "\\n";
    } else if (c == '\r') {
      out += "\\r";
    } else if (c == '\t') {
      out += "\\t";
    } else if (c < 0x20 || (c >= 0x7f && c < 0xa1) || c == 0xad) {
      out += "\\x";
      append_hex(out, c, 2);
    } else {
      out.append(text, begin, i - begin);
    }
  }
  out += quote;
}

void append_moment_repr(std::string& out, const DateTime& moment) {
  CivilTime civil = to_civil(moment);
  out += moment.date_only ? "datetime.date(" : "datetime.datetime(";
  out += std::to_string(civil.year) + ", " + std::to_string(civil.month) + ", " + std::to_string(civil.day);
  if (!moment.date_only) {
    out += ", " + std::to_string(civil.hour) + ", " + std::to_string(civil.minute);
    if (civil.second != 0 || civil.microsecond != 0) out += ", " + std::to_string(civil.second);
    if (civil.microsecond != 0) out += ", " + std::to_string(civil.microsecond);
    if (moment.has_offset && moment.offset_minutes == 0) out += ", tzinfo=datetime.timezone.utc";
  }
  out += ')';
}

void append_at(Context& ctx, std::string& out, const Value& value, bool is_repr, int depth) {
  if (depth > k_deepest_printed) {
    out += "[...]";
    return;
  }
  switch (value.kind()) {
    case Kind::undefined:
      if (is_repr) out += "Undefined";
      return;
    case Kind::none:
      out += "None";
      return;
    case Kind::boolean:
      out += value.as_boolean() ? "True" : "False";
      return;
    case Kind::integer: {
      char digits[24];
      auto [end, error] = std::to_chars(digits, digits + sizeof(digits), value.as_integer());
      out.append(digits, end);
      return;
    }
    case Kind::floating:
      return append_floating(out, value.as_floating());
    case Kind::string:
      if (!is_repr) {
        out += value.as_string();
        return;
      }
      if (value.is_safe()) out += "Markup(";
      append_quoted(out, value.as_string());
      if (value.is_safe()) out += ')';
      return;
    case Kind::datetime:
      if (is_repr) return append_moment_repr(out, value.as_datetime());
      out += to_python(value.as_datetime());
      return;
    case Kind::duration:
      if (is_repr) {
        out += "datetime.timedelta(microseconds=" + std::to_string(value.as_duration()) + ")";
      } else {
        out += duration_to_python(value.as_duration());
      }
      return;
    case Kind::list: {
      out += value.is_tuple() ? '(' : '[';
      bool first = true;
      for (const Value& element : value.items()) {
        if (!first) out += ", ";
        first = false;
        append_at(ctx, out, element, true, depth + 1);
      }
      if (value.is_tuple() && value.items().size() == 1) out += ',';
      out += value.is_tuple() ? ')' : ']';
      return;
    }
    case Kind::map: {
      out += '{';
      bool first = true;
      for (const Map::Entry& entry : value.as_map().entries()) {
        if (!first) out += ", ";
        first = false;
        append_at(ctx, out, entry.key, true, depth + 1);
        out += ": ";
        append_at(ctx, out, entry.value, true, depth + 1);
      }
      out += '}';
      return;
    }
    case Kind::object:
      value.as_object().print(ctx, value.handle(), out);
      return;
  }
}

}  // namespace

void append_floating(std::string& out, double number) {
  if (std::isnan(number)) {
    out += "nan";
    return;
  }
  if (std::isinf(number)) {
    out += number < 0 ? "-inf" : "inf";
    return;
  }
  double size = std::abs(number);
  bool is_scientific = size != 0 && (size < 1e-4 || size >= 1e16);
  char digits[64];
  auto [end, error] = std::to_chars(digits, digits + sizeof(digits), number,
                                    is_scientific ? std::chars_format::scientific : std::chars_format::fixed);
  std::string_view text(digits, static_cast<std::size_t>(end - digits));
  out += text;
  if (!is_scientific && text.find('.') == text.npos) out += ".0";
}

void append_text(Context& ctx, std::string& out, const Value& value) { append_at(ctx, out, value, false, 0); }

void append_repr(Context& ctx, std::string& out, const Value& value) { append_at(ctx, out, value, true, 0); }

std::string_view to_text(Context& ctx, const Value& value) {
  if (value.is_string()) return value.as_string();
  std::string text;
  append_text(ctx, text, value);
  return ctx.arena.copy(text);
}

}  // namespace value
