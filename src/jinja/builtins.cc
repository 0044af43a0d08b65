// SPDX-License-Identifier: MIT
#include "jinja/builtins.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <limits>

#include "base/byte_copy.h"
#include "base/strings.h"
#include "base/unicode.h"
#include "jinja/text_functions.h"
#include "jinja/unicode_classes.h"

namespace jinja {

namespace {

/// A method with the value it belongs to, made when a template mentions `x.name` without calling it.
class BoundMethod final : public value::Object {
 public:
  BoundMethod(Value subject, Name name) : subject_(subject), name_(name) {}
  std::string_view type_name() const override { return "method"; }
  value::Shape shape(value::Handle) const override { return value::Shape::callable; }
  Value call(Context& ctx, value::Handle, const Arguments& arguments) const override {
    return call_builtin_method(runtime(ctx), subject_, name_, arguments);
  }
  void print(Context&, value::Handle, std::string& out) const override {
    out += "<built-in method ";
    out += name_.text;
    out += " of ";
    out += python_type(subject_);
    out += " object>";
  }

 private:
  Value subject_;
  Name name_;
};

std::string undefined_message(const Value& undefined) {
  if (undefined.looked_for().empty()) return "a value that is undefined is used";
  return "'" + std::string(undefined.looked_for()) + "' is undefined";
}

}  // namespace

Value fail_argument(Context& ctx, std::string message, std::string hint) {
  return ctx.fail("wrong-argument", std::move(message), std::move(hint));
}

Value fail_long_text(Context& ctx, std::string_view what) {
  const Limits& limits = runtime(ctx).limits();
  return ctx.fail("limit",
                  std::string(what) + " makes a text of more than " + std::to_string(limits.text_bytes) + " bytes",
                  limit_hint(limits, "make it shorter", "text_bytes"));
}

Value fail_long_list(Context& ctx, std::string_view what) {
  const Limits& limits = runtime(ctx).limits();
  return ctx.fail(
      "limit", std::string(what) + " makes a list of more than " + std::to_string(limits.list_elements) + " elements",
      limit_hint(limits, "take fewer", "list_elements"));
}

Value fail_undefined(Context& ctx, const Value& undefined) {
  return ctx.fail("undefined-variable", undefined_message(undefined),
                  "give it a value, or use the filter default('...')");
}

bool usable(Context& ctx, const Value& value) {
  if (!value.is_undefined() || value.is_lenient_undefined()) return true;
  if (runtime(ctx).undefined_mode() != Undefined::strict) return true;
  fail_undefined(ctx, value);
  return false;
}

bool defined(Context& ctx, const Value& value) {
  if (value.is_undefined()) fail_undefined(ctx, value);
  return !value.is_undefined();
}

bool is_chainable(Context& ctx, const Value& value) {
  return !value.is_lenient_undefined() && runtime(ctx).undefined_mode() == Undefined::chainable;
}

bool truth_of(Context& ctx, const Value& value) { return usable(ctx, value) && value::truth(ctx, value); }

std::string_view text_of(Context& ctx, const Value& value) {
  if (value.is_string()) return value.as_string();
  if (value.is_undefined()) {
    usable(ctx, value);
    return {};
  }
  return value::to_text(ctx, value);
}

bool is_html(const Value& value) {
  return value.is_safe() || (value.is_object() && value.as_object().prints_html(value.handle()));
}

bool is_html(Context& ctx, const Value& value) {
  return is_html(value) || (value.is_undefined() && is_chainable(ctx, value));
}

void append_html(Context& ctx, std::string& out, const Value& value) {
  std::string_view text = text_of(ctx, value);
  if (is_html(value)) {
    out += text;
  } else {
    base::append_html_escaped(out, text);
  }
}

std::string_view html_of(Context& ctx, const Value& value) {
  std::string_view text = text_of(ctx, value);
  if (is_html(value) || text.find_first_of("&<>\"'") == std::string_view::npos) return text;
  return ctx.arena.copy(base::escape_html(text));
}

std::string_view text_for(Context& ctx, const Value& value, bool html) {
  return html ? html_of(ctx, value) : text_of(ctx, value);
}

Value make_text(Context& ctx, std::string_view text, bool html) {
  if (!text_fits(ctx, "this", text.size())) return {};
  std::string_view kept = ctx.arena.copy(text);
  return html ? Value::safe(kept) : Value::string(kept);
}

Value join_texts(Context& ctx, std::span<const std::string_view> pieces, std::string_view between, bool html) {
  std::size_t size = pieces.empty() ? 0 : between.size() * (pieces.size() - 1);
  for (std::string_view piece : pieces) size += piece.size();
  if (!text_fits(ctx, "joining texts", size)) return {};
  char* joined = ctx.arena.array<char>(size);
  char* to = joined;
  for (std::size_t i = 0; i < pieces.size(); ++i) {
    for (std::string_view piece : {i > 0 ? between : std::string_view(), pieces[i]}) {
      base::copy_bytes(to, piece.data(), piece.size());
      to += piece.size();
    }
  }
  return text_value({joined, size}, html);
}

bool text_fits(Context& ctx, std::string_view what, std::size_t bytes) {
  if (bytes <= most_text_bytes(ctx)) return true;
  fail_long_text(ctx, what);
  return false;
}

bool list_fits(Context& ctx, std::string_view what, std::size_t count) {
  if (count <= most_elements(ctx)) return true;
  fail_long_list(ctx, what);
  return false;
}

std::span<const Value> elements_of(Context& ctx, const Value& value) {
  if (value.is_list()) return value.items();
  if (value.is_undefined()) {
    usable(ctx, value);
    return {};
  }
  // The letters of HTML text are no HTML.
  return value::elements(ctx, value.is_safe() ? Value::string(value.as_string()) : value).items();
}

std::optional<std::int64_t> integer_argument(Context& ctx, std::string_view what, const Value& argument,
                                             std::int64_t otherwise) {
  if (is_absent(argument)) return otherwise;
  if (!defined(ctx, argument)) return std::nullopt;
  if (argument.is_integer() || argument.is_boolean()) return argument.as_integer();
  fail_argument(ctx, std::string(what) + " must be a whole number, not " + std::string(value::kind_name(argument)));
  return std::nullopt;
}

bool flag_argument(Context& ctx, const Value& argument, bool otherwise) {
  return is_absent(argument) ? otherwise : truth_of(ctx, argument);
}

std::string python_type(const Value& value) {
  switch (value.kind()) {
    case Kind::undefined:
      return "Undefined";
    case Kind::none:
      return "NoneType";
    case Kind::boolean:
      return "bool";
    case Kind::integer:
      return "int";
    case Kind::floating:
      return "float";
    case Kind::string:
      return value.is_safe() ? "Markup" : "str";
    case Kind::datetime:
      return "datetime";
    case Kind::duration:
      return "timedelta";
    case Kind::list:
      return value.is_tuple() ? "tuple" : "list";
    case Kind::map:
      return "dict";
    case Kind::object:
      break;
  }
  return std::string(value.as_object().type_name());
}

int order(Context& ctx, const Value& a, const Value& b) {
  if (a.is_string() && b.is_string()) {
    int difference = a.as_string().compare(b.as_string());
    return difference < 0 ? -1 : difference > 0 ? 1 : 0;
  }
  if (!defined(ctx, a) || !defined(ctx, b)) return 2;
  auto ordering = value::compare(ctx, a, b);
  if (!ordering) {
    fail_argument(ctx, "cannot order '" + python_type(a) + "' and '" + python_type(b) + "'");
    return 2;
  }
  if (*ordering == std::partial_ordering::unordered) return 2;
  return *ordering < 0 ? -1 : *ordering > 0 ? 1 : 0;
}

namespace {

Value add_lists(Context& ctx, const Value& a, const Value& b) {
  std::span<const Value> left = a.items();
  std::span<const Value> right = b.items();
  if (!list_fits(ctx, "this sum", left.size() + right.size())) return {};
  List* sum = value::make_list(ctx.arena, left.size() + right.size());
  for (const Value& each : left) sum->append(ctx.arena, each);
  for (const Value& each : right) sum->append(ctx.arena, each);
  return a.is_tuple() ? Value::tuple(sum) : Value::list(sum);
}

Value add_integers(Context& ctx, std::int64_t a, std::int64_t b, Value (*make)(std::int64_t)) {
  std::int64_t sum = 0;
  if (__builtin_add_overflow(a, b, &sum)) return ctx.fail("limit", "a number is beyond 64 bits");
  return make(sum);
}

}  // namespace

Value add(Context& ctx, const Value& a, const Value& b) {
  if (!defined(ctx, a) || !defined(ctx, b)) return {};
  if (a.is_number() && b.is_number()) {
    if (a.is_floating() || b.is_floating()) return Value::floating(a.number() + b.number());
    return add_integers(ctx, a.as_integer(), b.as_integer(), Value::integer);
  }
  if (a.kind() == Kind::duration && b.kind() == Kind::duration) {
    return add_integers(ctx, a.as_duration(), b.as_duration(), Value::duration);
  }
  if (a.is_string() && b.is_string()) {
    bool html = a.is_safe() || b.is_safe();
    std::string sum(text_for(ctx, a, html));
    sum += text_for(ctx, b, html);
    return make_text(ctx, sum, html);
  }
  if (a.is_list() && b.is_list() && a.is_tuple() == b.is_tuple()) return add_lists(ctx, a, b);
  return fail_argument(ctx, "cannot add '" + python_type(a) + "' and '" + python_type(b) + "'");
}

namespace {

/// `text` without white space around it and with ASCII digits for those of other scripts.
std::string number_text(std::string_view text) {
  std::string plain;
  std::string_view stripped = strip(text, Side::both, std::nullopt);
  for (std::size_t i = 0; i < stripped.size();) {
    char32_t c = base::next_code_point(stripped, i);
    if (c >= 0x80 && is_decimal(c)) c = static_cast<char32_t>('0' + decimal_value(c));
    base::append_utf8(plain, c);
  }
  return plain;
}

/// The digits without the single underscores that Python allows between them; nothing when one is misplaced.
std::optional<std::string> without_underscores(std::string_view digits, bool (*is_digit)(char)) {
  std::string plain;
  for (std::size_t i = 0; i < digits.size(); ++i) {
    if (digits[i] != '_') {
      plain += digits[i];
      continue;
    }
    if (i == 0 || i + 1 == digits.size() || !is_digit(digits[i - 1]) || !is_digit(digits[i + 1])) return std::nullopt;
  }
  return plain;
}

bool is_hexadecimal(char c) { return base::is_digit(c) || base::is_ascii_letter(c); }

/// Removes a prefix such as `0x` that fits `base`, and settles what base 0 means.
bool take_base_prefix(std::string_view& digits, int& base) {
  if (digits.size() > 2 && digits[0] == '0') {
    char letter = static_cast<char>(digits[1] | 0x20);
    int named = letter == 'x' ? 16 : letter == 'o' ? 8 : letter == 'b' ? 2 : 0;
    if (named != 0 && (base == 0 || base == named)) {
      base = named;
      digits.remove_prefix(digits[2] == '_' ? 3 : 2);
      return true;
    }
  }
  if (base != 0) return true;
  base = 10;
  return digits[0] != '0' || digits.find_first_not_of("0_") == std::string_view::npos;
}

}  // namespace

std::optional<std::int64_t> parse_python_integer(std::string_view text, int base) {
  std::string trimmed = number_text(text);
  std::string_view digits = trimmed;
  bool negative = digits.starts_with('-');
  if (negative || digits.starts_with('+')) digits.remove_prefix(1);
  if (digits.empty() || !take_base_prefix(digits, base)) return std::nullopt;
  auto plain = without_underscores(digits, is_hexadecimal);
  if (!plain || plain->empty() || plain->front() == '-') return std::nullopt;
  std::uint64_t magnitude = 0;
  auto [end, error] = std::from_chars(plain->data(), plain->data() + plain->size(), magnitude, base);
  if (error != std::errc() || end != plain->data() + plain->size()) return std::nullopt;
  auto most = static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max());
  if (magnitude > most + (negative ? 1 : 0)) return std::nullopt;
  return static_cast<std::int64_t>(negative ? 0 - magnitude : magnitude);
}

std::optional<double> parse_python_float(std::string_view text) {
  std::string trimmed = number_text(text);
  auto plain = without_underscores(trimmed, base::is_digit);
  if (!plain) return std::nullopt;
  std::string_view digits = *plain;
  bool negative = digits.starts_with('-');
  if (negative || digits.starts_with('+')) digits.remove_prefix(1);
  if (digits.empty() || digits.front() == '-') return std::nullopt;
  std::string lower = base::to_lower_ascii(digits);
  double number = 0;
  if (lower == "inf" || lower == "infinity") {
    number = std::numeric_limits<double>::infinity();
  } else if (lower == "nan") {
    number = std::numeric_limits<double>::quiet_NaN();
  } else {
    if (base::is_ascii_letter(lower.front())) return std::nullopt;
    auto [end, error] = std::from_chars(lower.data(), lower.data() + lower.size(), number);
    if (end != lower.data() + lower.size()) return std::nullopt;
    if (error == std::errc::result_out_of_range) {
      number = std::strtod(lower.c_str(), nullptr);
    } else if (error != std::errc()) {
      return std::nullopt;
    }
  }
  return negative ? -number : number;
}

Value path_step(Context& ctx, const Value& value, Name part) {
  if (value.is_undefined()) return is_chainable(ctx, value) ? value : fail_undefined(ctx, value);
  bool is_index = !part.text.empty() && std::ranges::all_of(part.text, base::is_digit);
  if (is_index) {
    auto index = parse_python_integer(part.text, 10);
    return index ? value::item(ctx, value, Value::integer(*index)) : Value();
  }
  if (value.is_map() || value.is_object()) {
    Value found = value.is_map() ? value.get(part) : value::attribute(ctx, value, part);
    if (!found.is_undefined() || ctx.failed()) return found;
  }
  Value found = plain_attribute(ctx, value, part);
  return found.is_undefined() ? Value::undefined(ctx.arena, part.text) : found;
}

Value plain_attribute(Context& ctx, const Value& value, Name name) {
  if (value.is_object()) {
    Value found = value::attribute(ctx, value, name);
    if (!found.is_undefined() || ctx.failed()) return found;
  }
  Value found = builtin_attribute(runtime(ctx), value, name);
  if (!found.is_undefined()) return found;
  if (has_builtin_method(value, name)) return bound_method(ctx, value, name);
  return Value::undefined(ctx.arena, name.text);
}

Value bound_method(Context& ctx, const Value& subject, Name name) {
  return Value::object(ctx.arena.make<BoundMethod>(subject, Name(ctx.arena.copy(name.text))));
}

}  // namespace jinja
