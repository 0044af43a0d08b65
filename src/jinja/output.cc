// SPDX-License-Identifier: MIT
#include <charconv>

#include "jinja/builtins.h"
#include "jinja/interpreter.h"

/// What a template prints.
namespace jinja {

void Interpreter::print(const Value& value, bool escapes) {
  switch (value.kind()) {
    case Kind::string:
      return print_text(value, escapes);
    case Kind::integer: {
      constexpr std::size_t k_longest = 20;
      char* digits = out_.room(k_longest);
      out_.end_at(std::to_chars(digits, digits + k_longest, value.as_integer()).ptr);
      return;
    }
    case Kind::undefined:
      usable(*this, value);
      return;
    case Kind::list:
    case Kind::map:
    case Kind::object:
      return print_object(value, escapes);
    default:
      out_.append_with([&](std::string& out) { value::append_text(*this, out, value); });
      return;
  }
}

/// Prints what the filters of a block gave: a text, as it is.
void Interpreter::print_filtered(const Value& value) {
  if (value.is_string()) return print(value, false);
  fail_argument(*this, "the filters of a block must give a text, not '" + python_type(value) + "'",
                "add the filter string as the last one");
}

/// Prints what may hold text that is no HTML.
void Interpreter::print_object(const Value& value, bool escapes) {
  if (!escapes || is_html(value)) {
    out_.append_with([&](std::string& out) { value::append_text(*this, out, value); });
    return;
  }
  std::string text;
  value::append_text(*this, text, value);
  out_.append_escaped(text);
}

/// Everything printed since the output was so long, taken out of it.
Value Interpreter::take_capture(std::size_t begin, bool is_html) {
  std::string_view text = arena.copy(out_.from(begin));
  cut_output(begin);
  return is_html ? Value::safe(text) : Value::string(text);
}

Value Interpreter::as_text(const Value& value, bool is_html) {
  if (value.is_safe() && is_html) return value;
  std::string_view text = text_of(*this, value);
  return is_html ? Value::safe(text) : value;
}

}  // namespace jinja
