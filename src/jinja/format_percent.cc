// SPDX-License-Identifier: MIT
#include <algorithm>
#include <cmath>

#include "base/strings.h"
#include "base/unicode.h"
#include "jinja/format.h"

namespace jinja {

namespace {

/// One `format % arguments`: `%[(name)][flags][width][.precision][length]type`, width and precision also `*`.
class PercentFormatter {
 public:
  PercentFormatter(Runtime& ctx, const Value& arguments, bool html) : ctx_(ctx), arguments_(arguments), html_(html) {
    if (arguments.is_tuple()) {
      positional_ = arguments.items();
    } else {
      positional_ = {&arguments_, 1};
    }
  }

  std::string run(std::string_view format) {
    std::string out;
    rest_ = format;
    while (!ctx_.failed()) {
      std::size_t percent = std::min(rest_.find('%'), rest_.size());
      out += rest_.substr(0, percent);
      if (percent == rest_.size() || !text_fits(ctx_, "format", out.size())) break;
      rest_.remove_prefix(percent + 1);
      append_directive(out);
    }
    bool by_name = arguments_.is_undefined() || arguments_.is_map() || arguments_.is_object() ||
                   (arguments_.is_list() && !arguments_.is_tuple());
    if (!ctx_.failed() && !by_name && used_ < positional_.size()) {
      fail("not all arguments are used");
    }
    return out;
  }

 private:
  struct Directive {
    bool left = false;
    bool zero = false;
    std::int64_t width = 0;
    NumberStyle style;
  };

  void fail(std::string message) { fail_argument(ctx_, "format: " + message); }

  char take() {
    if (rest_.empty()) {
      fail("a '%' stands at the end");
      return 0;
    }
    char c = rest_.front();
    rest_.remove_prefix(1);
    return c;
  }

  Value next_argument() {
    if (used_ >= positional_.size()) {
      fail("not enough arguments");
      return {};
    }
    return positional_[used_++];
  }

  /// The name in parentheses behind a `%`, looked up.
  Value named_argument() {
    int open = 1;
    std::size_t end = 1;
    for (; end < rest_.size() && open > 0; ++end) open += rest_[end] == '(' ? 1 : rest_[end] == ')' ? -1 : 0;
    if (open > 0) {
      fail("a name in a format is not closed");
      return {};
    }
    std::string_view name = rest_.substr(1, end - 2);
    rest_.remove_prefix(end);
    if (arguments_.is_undefined() && is_chainable(ctx_, arguments_)) return arguments_;
    if (!arguments_.is_map() && !arguments_.is_object()) {
      fail("names need a mapping");
      return {};
    }
    positional_ = {};
    Value found = value::item(ctx_, arguments_, Value::string(name));
    if (is_absent(found) && !ctx_.failed()) fail("there is no argument '" + std::string(name) + "'");
    return found;
  }

  std::int64_t take_size() {
    if (rest_.starts_with('*')) {
      rest_.remove_prefix(1);
      Value size = next_argument();
      if (size.is_integer()) return size.as_integer();
      fail("a '*' needs a whole number");
      return 0;
    }
    std::int64_t size = 0;
    while (!rest_.empty() && base::is_digit(rest_.front()) && size < k_widest) {
      size = size * 10 + (rest_.front() - '0');
      rest_.remove_prefix(1);
    }
    return size;
  }

  void take_flags(Directive& directive) {
    for (; !rest_.empty(); rest_.remove_prefix(1)) {
      char c = rest_.front();
      if (c == '-') {
        directive.left = true;
      } else if (c == '0') {
        directive.zero = true;
      } else if (c == '#') {
        directive.style.alternate = true;
      } else if (c == '+' || (c == ' ' && directive.style.sign != '+')) {
        directive.style.sign = c;
      } else if (c != ' ') {
        break;
      }
    }
  }

  bool take_sizes(Directive& directive) {
    directive.width = take_size();
    if (directive.width < 0) {
      directive.left = true;
      directive.width = directive.width == INT64_MIN ? INT64_MAX : -directive.width;
    }
    std::int64_t precision = -1;
    if (rest_.starts_with('.')) {
      rest_.remove_prefix(1);
      precision = std::max<std::int64_t>(0, take_size());
    }
    if (std::max(directive.width, precision) > static_cast<std::int64_t>(most_text_bytes(ctx_))) {
      fail_long_text(ctx_, "format");
      return false;
    }
    directive.style.precision = static_cast<int>(precision);
    while (rest_.starts_with('h') || rest_.starts_with('l') || rest_.starts_with('L')) rest_.remove_prefix(1);
    return !ctx_.failed();
  }

  void append_directive(std::string& out) {
    if (rest_.starts_with('%')) {
      out += take();
      return;
    }
    Value value;
    bool named = rest_.starts_with('(');
    if (named) value = named_argument();
    if (ctx_.failed()) return;
    Directive directive;
    take_flags(directive);
    if (!take_sizes(directive)) return;
    char type = take();
    if (ctx_.failed()) return;
    if (std::string_view("srdiuoxXeEfFgGca").find(type) == std::string_view::npos) {
      return fail("'%" + std::string(1, type) + "' is no directive");
    }
    if (!named) value = next_argument();
    if (ctx_.failed()) return;
    directive.style.type = type == 'i' || type == 'u' ? 'd' : type;
    append_padded(out, directive, formatted(value, directive));
  }

  std::string formatted(const Value& value, Directive& directive) {
    switch (directive.style.type) {
      case 's':
        return cut(html_ ? std::string(html_of(ctx_, value)) : std::string(text_of(ctx_, value)), directive);
      case 'r':
      case 'a': {
        std::string text;
        value::append_repr(ctx_, text, value);
        if (directive.style.type == 'a') text = escape_beyond_ascii(text);
        return cut(html_ ? base::escape_html(text) : text, directive);
      }
      case 'c':
        return character(value, directive);
      default:
        return number(value, directive);
    }
  }

  static std::string cut(std::string text, Directive& directive) {
    directive.zero = false;
    if (directive.style.precision < 0) return text;
    return text.substr(0, base::offset_of_code_point(text, static_cast<std::size_t>(directive.style.precision)));
  }

  std::string character(const Value& value, Directive& directive) {
    directive.zero = false;
    std::string text;
    if ((value.is_integer() || value.is_boolean()) && value.as_integer() >= 0 && value.as_integer() <= 0x10FFFF) {
      base::append_utf8(text, static_cast<char32_t>(value.as_integer()));
    } else if (value.is_string() && base::count_code_points(value.as_string()) == 1) {
      text = value.as_string();
    } else {
      fail("%c needs a character");
    }
    return html_ ? base::escape_html(text) : text;
  }

  std::string number(const Value& value, Directive& directive) {
    NumberStyle style = directive.style;
    bool whole = std::string_view("doxX").find(style.type) != std::string_view::npos;
    if (!value.is_number() || (whole && style.type != 'd' && value.is_floating())) {
      if (value.is_undefined()) {
        fail_undefined(ctx_, value);
      } else {
        fail(std::string("%") + style.type + " needs a number, not a value of type '" + python_type(value) + "'");
      }
      return {};
    }
    bool fill = directive.zero && !directive.left;
    if (fill) style.zero_width = static_cast<std::size_t>(directive.width);
    if (!whole) return format_floating(value.number(), style);
    if (value.is_floating() && !(std::abs(value.number()) < 9.2e18)) {
      fail("the number is beyond 64 bits");
      return {};
    }
    std::int64_t integer = value.is_floating() ? static_cast<std::int64_t>(value.number()) : value.as_integer();
    if (style.precision >= 0) {
      std::size_t head = (integer < 0 || style.sign != '-' ? 1 : 0) + (style.alternate && style.type != 'd' ? 2 : 0);
      style.zero_width = std::max(style.zero_width, static_cast<std::size_t>(style.precision) + head);
    }
    return format_integer(integer, style);
  }

  void append_padded(std::string& out, const Directive& directive, std::string_view text) {
    std::size_t length = base::count_code_points(text);
    auto width = static_cast<std::size_t>(directive.width);
    std::size_t missing = width > length ? width - length : 0;
    if (!directive.left) out.append(missing, ' ');
    out += text;
    if (directive.left) out.append(missing, ' ');
  }

  Runtime& ctx_;
  Value arguments_;
  std::span<const Value> positional_;
  bool html_;
  std::size_t used_ = 0;
  std::string_view rest_;
};

}  // namespace

Value percent_format(Runtime& ctx, const Value& format, const Value& arguments) {
  std::string text = PercentFormatter(ctx, arguments, is_html(format)).run(text_of(ctx, format));
  return ctx.failed() ? Value() : make_text(ctx, text, is_html(format));
}

}  // namespace jinja
