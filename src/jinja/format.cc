// SPDX-License-Identifier: MIT
#include "jinja/format.h"

#include "base/strings.h"
#include "base/unicode.h"

namespace jinja {

namespace {

/// One call of str.format: walks the format and fills the fields.
///
///   format = { text | "{{" | "}}" | "{" field [ "!" ("r" | "s" | "a") ] [ ":" spec ] "}" }
///   field  = [ number | name ] { "." name | "[" index "]" }
///
/// A spec may hold fields itself, one level deep.
class Formatter {
 public:
  Formatter(Runtime& ctx, const Arguments& arguments, bool html) : ctx_(ctx), arguments_(arguments), html_(html) {}

  std::string run(std::string_view format, int depth) {
    std::string out;
    for (std::size_t i = 0; i < format.size() && !ctx_.failed();) {
      char c = format[i];
      if (c != '{' && c != '}') {
        std::size_t end = std::min(format.find_first_of("{}", i), format.size());
        out += format.substr(i, end - i);
        i = end;
      } else if (i + 1 < format.size() && format[i + 1] == c) {
        out += c;
        i += 2;
      } else if (c == '}') {
        fail("a '}' in a format stands alone");
      } else {
        std::size_t end = end_of_field(format, i);
        if (end == std::string_view::npos) {
          fail("a '{' in a format has no '}'");
        } else {
          append_field(out, format.substr(i + 1, end - i - 1), depth);
        }
        i = end == std::string_view::npos ? format.size() : end + 1;
      }
      if (!text_fits(ctx_, "format", out.size())) break;
    }
    return out;
  }

 private:
  void fail(std::string message) { fail_argument(ctx_, "format: " + message); }

  static std::size_t end_of_field(std::string_view format, std::size_t start) {
    int open = 0;
    for (std::size_t i = start; i < format.size(); ++i) {
      if (format[i] == '{') ++open;
      if (format[i] == '}' && --open == 0) return i;
    }
    return std::string_view::npos;
  }

  void append_field(std::string& out, std::string_view field, int depth) {
    if (depth > 1) return fail("fields are nested too deeply");
    std::size_t name_end = std::min(field.find_first_of("!:["), field.size());
    while (name_end < field.size() && field[name_end] == '[') {
      std::size_t close = field.find(']', name_end);
      name_end =
          close == std::string_view::npos ? field.size() : std::min(field.find_first_of("!:[", close), field.size());
    }
    Value value = field_value(field.substr(0, name_end));
    if (ctx_.failed()) return;
    std::string_view rest = field.substr(name_end);
    if (rest.starts_with('!')) {
      if (rest.size() < 2 || (rest.size() > 2 && rest[2] != ':')) return fail("expected ':' behind the conversion");
      value = converted(value, rest[1]);
      rest.remove_prefix(2);
    }
    std::string spec;
    if (rest.starts_with(':')) spec = run(rest.substr(1), depth + 1);
    if (!ctx_.failed()) append_formatted(out, value, spec);
  }

  void append_formatted(std::string& out, const Value& value, std::string_view spec) {
    if (!html_) {
      out += format_value(ctx_, value, spec);
    } else if (is_html(value)) {
      if (!spec.empty()) return fail("a text that is HTML takes no format");
      out += text_of(ctx_, value);
    } else {
      base::append_html_escaped(out, format_value(ctx_, value, spec));
    }
  }

  Value converted(const Value& value, char conversion) {
    if (conversion == 's') return Value::string(text_of(ctx_, value));
    if (conversion != 'r' && conversion != 'a') {
      fail(std::string("'") + conversion + "' is no conversion");
      return {};
    }
    std::string text;
    value::append_repr(ctx_, text, value);
    return Value::string(ctx_.arena, conversion == 'r' ? text : escape_beyond_ascii(text));
  }

  Value field_value(std::string_view field) {
    std::size_t end = std::min(field.find_first_of(".["), field.size());
    Value value = argument(field.substr(0, end));
    for (field.remove_prefix(end); !field.empty() && !ctx_.failed();) {
      std::string_view part;
      bool is_attribute = field.front() == '.';
      if (is_attribute) {
        end = std::min(field.find_first_of(".[", 1), field.size());
        part = field.substr(1, end - 1);
      } else {
        std::size_t close = field.find(']');
        if (close == std::string_view::npos) {
          fail("a '[' in a field has no ']'");
          break;
        }
        part = field.substr(1, close - 1);
        end = close + 1;
      }
      if (part.empty()) fail("a field has an empty attribute");
      if (!ctx_.failed()) value = is_attribute ? plain_attribute(ctx_, value, part) : element(value, part);
      if (is_absent(value) && !ctx_.failed()) fail("a value has no '" + std::string(part) + "'");
      field.remove_prefix(end);
    }
    return value;
  }

  /// `value[key]` as fields write it: a number or a text without quotes.
  Value element(const Value& value, std::string_view key) {
    if (value.is_undefined()) return is_chainable(ctx_, value) ? value : fail_undefined(ctx_, value);
    bool is_number = key.find_first_not_of("0123456789") == std::string_view::npos;
    auto index = is_number ? base::parse_integer(key) : std::nullopt;
    return value::item(ctx_, value, index ? Value::integer(*index) : Value::string(key));
  }

  Value argument(std::string_view name) {
    bool numbered = name.find_first_not_of("0123456789") == std::string_view::npos;
    if (!numbered) {
      for (const value::NamedArgument& each : arguments_.named) {
        if (each.name.text == name) return each.value;
      }
      fail("there is no argument '" + std::string(name) + "'");
      return {};
    }
    bool by_hand = !name.empty();
    if ((by_hand && automatic_ > 0) || (!by_hand && by_hand_)) {
      fail("numbered and unnumbered fields are mixed");
      return {};
    }
    by_hand_ = by_hand;
    auto index = by_hand ? static_cast<std::size_t>(base::parse_integer(name).value_or(INT64_MAX)) : automatic_++;
    if (index < arguments_.positional.size()) return arguments_.positional[index];
    fail("there is no argument " + std::to_string(index));
    return {};
  }

  Runtime& ctx_;
  const Arguments& arguments_;
  bool html_;
  std::size_t automatic_ = 0;
  bool by_hand_ = false;
};

}  // namespace

std::string escape_beyond_ascii(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size();) {
    char32_t c = base::next_code_point(text, i);
    if (c < 0x80) {
      out += static_cast<char>(c);
      continue;
    }
    NumberStyle style{.type = 'x', .zero_width = c < 0x100 ? std::size_t{2} : c < 0x10000 ? std::size_t{4} : 8};
    out += c < 0x100 ? "\\x" : c < 0x10000 ? "\\u" : "\\U";
    out += format_integer(static_cast<std::int64_t>(c), style);
  }
  return out;
}

Value format_text(Runtime& ctx, const Value& format, const Arguments& arguments) {
  std::string text = Formatter(ctx, arguments, is_html(format)).run(text_of(ctx, format), 0);
  return ctx.failed() ? Value() : make_text(ctx, text, is_html(format));
}

}  // namespace jinja
