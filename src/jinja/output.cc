// SPDX-License-Identifier: MIT
#include <array>
#include <charconv>

#include "base/strings.h"
#include "jinja/builtins.h"
#include "jinja/interpreter.h"

/// What a template prints.
namespace jinja {

void Interpreter::print(const Value& value, bool escapes) {
  switch (value.kind()) {
    case Kind::string:
      if (escapes && !value.is_safe()) {
        base::append_html_escaped(out_, value.as_string());
      } else {
        out_ += value.as_string();
      }
      return;
    case Kind::integer: {
      std::array<char, 24> digits;
      auto end = std::to_chars(digits.data(), digits.data() + digits.size(), value.as_integer()).ptr;
      out_.append(digits.data(), end);
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
      value::append_text(*this, out_, value);
      return;
  }
}

/// Prints what may hold text that is no HTML.
void Interpreter::print_object(const Value& value, bool escapes) {
  if (!escapes || is_html(value)) {
    value::append_text(*this, out_, value);
    return;
  }
  std::string text;
  value::append_text(*this, text, value);
  base::append_html_escaped(out_, text);
}

/// Everything printed since the innermost capture began, taken out of the output.
Value Interpreter::take_capture(bool is_html) {
  std::size_t begin = captures_.back();
  captures_.pop_back();
  std::string_view text = arena.copy(std::string_view(out_).substr(begin));
  out_.resize(begin);
  return is_html ? Value::safe(text) : Value::string(text);
}

Value Interpreter::text_value(const Value& value, bool is_html) {
  if (value.is_safe() && is_html) return value;
  std::string_view text = text_of(*this, value);
  return is_html ? Value::safe(text) : value;
}

}  // namespace jinja
