// SPDX-License-Identifier: MIT
#include <charconv>
#include <cmath>
#include <cstring>

#include "base/unicode.h"
#include "value/datetime.h"
#include "value/operations.h"
#include "value/wording.h"

namespace value {

namespace {

void append_integer(std::string& out, std::int64_t number) {
  char digits[24];
  auto [end, error] = std::to_chars(digits, digits + sizeof(digits), number);
  out.append(digits, end);
}

/// Spaces and format characters that Python's repr shows as escapes.
bool is_unprintable(char32_t c) {
  if (c < 0x20 || (c >= 0x7f && c <= 0xa0) || c == 0xad) return true;
  if (c < 0x600) return false;
  return c == 0x61c || c == 0x1680 || c == 0x180e || (c >= 0x2000 && c <= 0x200f) || (c >= 0x2028 && c <= 0x202f) ||
         (c >= 0x205f && c <= 0x206f) || c == 0x3000 || (c >= 0xe000 && c <= 0xf8ff) || c == 0xfeff ||
         (c >= 0xfff9 && c <= 0xfffb) || c == 0xfffe || c == 0xffff || c >= 0xe0000;
}

void append_escape(std::string& out, char32_t c) {
  static constexpr char k_digits[] = "0123456789abcdef";
  int digits = c < 0x100 ? 2 : c < 0x10000 ? 4 : 8;
  out.append(digits == 2 ? "\\x" : digits == 4 ? "\\u" : "\\U");
  for (int shift = (digits - 1) * 4; shift >= 0; shift -= 4) out += k_digits[(c >> shift) & 15];
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
    } else if (is_unprintable(c)) {
      append_escape(out, c);
    } else {
      out.append(text, begin, i - begin);
    }
  }
  out += quote;
}

/// `datetime.timedelta(days=1, seconds=7384)`: only the parts that are not zero, seconds and microseconds never
/// negative.
void append_duration_repr(std::string& out, std::int64_t microseconds) {
  constexpr std::int64_t k_day = 86'400'000'000;
  std::int64_t days = microseconds / k_day, rest = microseconds % k_day;
  if (rest < 0) {
    rest += k_day;
    --days;
  }
  std::string parts;
  auto add = [&](const char* name, std::int64_t number) {
    if (number == 0) return;
    if (!parts.empty()) parts += ", ";
    parts.append(name).append("=");
    append_integer(parts, number);
  };
  add("days", days);
  add("seconds", rest / 1'000'000);
  add("microseconds", rest % 1'000'000);
  out.append("datetime.timedelta(").append(parts.empty() ? "0" : parts).append(")");
}

void append_moment_repr(std::string& out, const DateTime& moment) {
  CivilTime civil = to_civil(moment);
  out += moment.date_only ? "datetime.date(" : "datetime.datetime(";
  out += std::to_string(civil.year) + ", " + std::to_string(civil.month) + ", " + std::to_string(civil.day);
  if (!moment.date_only) {
    out += ", " + std::to_string(civil.hour) + ", " + std::to_string(civil.minute);
    if (civil.second != 0 || civil.microsecond != 0) out += ", " + std::to_string(civil.second);
    if (civil.microsecond != 0) out += ", " + std::to_string(civil.microsecond);
    if (moment.has_offset) out += ", tzinfo=datetime.timezone";
    if (moment.has_offset && moment.offset_minutes == 0) out += ".utc";
    if (moment.has_offset && moment.offset_minutes != 0) {
      out += '(';
      append_duration_repr(out, std::int64_t{moment.offset_minutes} * 60'000'000);
      out += ')';
    }
  }
  out += ')';
}

void append_scalar_repr(Context& ctx, std::string& out, const Value& value) {
  switch (value.kind()) {
    case Kind::undefined:
      out += "Undefined";
      return;
    case Kind::string:
      if (value.is_safe()) out += "Markup(";
      append_quoted(out, value.as_string());
      if (value.is_safe()) out += ')';
      return;
    case Kind::datetime:
      return append_moment_repr(out, value.as_datetime());
    case Kind::duration:
      return append_duration_repr(out, value.as_duration());
    default:
      return append_text(ctx, out, value);
  }
}

/// Lists and maps as Python prints them, with the elements' repr; one that contains itself prints `[...]` there.
class NestedPrinter {
 public:
  NestedPrinter(Context& ctx, std::string& out) : ctx_(ctx), out_(out) {}

  void append(const Value& value, const Visited* outer) {
    if (!value.is_list() && !value.is_map()) return append_scalar_repr(ctx_, out_, value);
    Level level(ctx_, value);
    if (level.is_exhausted()) {
      ctx_.fail("limit", "a value is too large to be printed");
      return;
    }
    const void* storage = value.is_list() ? static_cast<const void*>(&value.as_list()) : &value.as_map();
    bool is_inside_itself = outer != nullptr && outer->has(storage);
    if (is_inside_itself || level.is_too_deep()) {
      out_ += value.is_map() ? "{...}" : value.is_tuple() ? "(...)" : "[...]";
      return;
    }
    Visited visited{storage, outer};
    if (value.is_list()) {
      append_list(value, visited);
    } else {
      append_map(value.as_map(), visited);
    }
  }

 private:
  void append_list(const Value& list, const Visited& visited) {
    out_ += list.is_tuple() ? '(' : '[';
    bool is_first = true;
    for (const Value& element : list.items()) {
      if (!is_first) out_ += ", ";
      is_first = false;
      append(element, &visited);
    }
    if (list.is_tuple() && list.items().size() == 1) out_ += ',';
    out_ += list.is_tuple() ? ')' : ']';
  }

  void append_map(const Map& map, const Visited& visited) {
    out_ += '{';
    bool is_first = true;
    for (const Map::Entry& entry : map.entries()) {
      if (!is_first) out_ += ", ";
      is_first = false;
      append(entry.key, &visited);
      out_ += ": ";
      append(entry.value, &visited);
    }
    out_ += '}';
  }

  Context& ctx_;
  std::string& out_;
};

/// An object prints itself, and may come back here for what it stands for; the level counts how often.
void append_object(Context& ctx, std::string& out, const Value& value) {
  Level level(ctx, value);
  if (level.is_exhausted()) {
    ctx.fail("limit", "a value is too large to be printed");
  } else if (level.is_too_deep()) {
    out += "[...]";
  } else {
    value.as_object().print(ctx, value.handle(), out);
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

void append_text(Context& ctx, std::string& out, const Value& value) {
  switch (value.kind()) {
    case Kind::undefined:
      return;
    case Kind::none:
      out += "None";
      return;
    case Kind::boolean:
      out += value.as_boolean() ? "True" : "False";
      return;
    case Kind::integer:
      return append_integer(out, value.as_integer());
    case Kind::floating:
      return append_floating(out, value.as_floating());
    case Kind::string:
      out += value.as_string();
      return;
    case Kind::datetime:
      out += to_python(value.as_datetime());
      return;
    case Kind::duration:
      out += duration_to_python(value.as_duration());
      return;
    case Kind::list:
    case Kind::map:
      return NestedPrinter(ctx, out).append(value, nullptr);
    case Kind::object:
      return append_object(ctx, out, value);
  }
}

void append_repr(Context& ctx, std::string& out, const Value& value) { NestedPrinter(ctx, out).append(value, nullptr); }

std::string_view to_text(Context& ctx, const Value& value) {
  if (value.is_string()) return value.as_string();
  std::string text;
  append_text(ctx, text, value);
  return ctx.arena.copy(text);
}

}  // namespace value
