// SPDX-License-Identifier: MIT
#include <algorithm>

#include "base/strings.h"
#include "base/unicode.h"
#include "jinja/filters.h"
#include "jinja/text_functions.h"
#include "jinja/unicode_case.h"

namespace jinja::filter {

namespace {

/// Another case of a text: of any text, and of one that is ASCII.
struct CaseChange {
  std::string (*changed)(std::string_view);
  void (*change_ascii)(char* to, std::string_view);
};

Value change(Context& ctx, std::string_view text, const CaseChange& change, bool html) {
  if (!base::is_ascii(text)) return make_text(ctx, change.changed(text), html);
  char* changed = ctx.arena.array<char>(text.size());
  change.change_ascii(changed, text);
  return text_value({changed, text.size()}, html);
}

/// A filter that takes nothing but a text, and gives HTML when it is given HTML.
Value change(Context& ctx, std::string_view function, const Arguments& arguments, const CaseChange& with) {
  Parameters<1> given(ctx, function, arguments, {"s"}, 1);
  if (!given) return {};
  std::string_view text = text_of(ctx, given[0]);
  return ctx.failed() ? Value() : change(ctx, text, with, is_html(given[0]));
}

}  // namespace

Value capitalize(Context& ctx, const Arguments& arguments, const void*) {
  return change(ctx, "capitalize", arguments, {jinja::capitalized, jinja::capitalize_ascii});
}
Value lower(Context& ctx, const Arguments& arguments, const void*) {
  return change(ctx, "lower", arguments, {jinja::lower_case, jinja::lower_ascii});
}
Value upper(Context& ctx, const Arguments& arguments, const void*) {
  return change(ctx, "upper", arguments, {jinja::upper_case, jinja::upper_ascii});
}

Value title(Context& ctx, const Arguments& arguments, const void*) {
  Parameters<1> given(ctx, "title", arguments, {"s"}, 1);
  return given ? change(ctx, text_of(ctx, given[0]), {filter_title, filter_title_ascii}, false) : Value();
}

Value string(Context& ctx, const Arguments& arguments, const void*) {
  Parameters<1> given(ctx, "string", arguments, {"object"}, 1);
  if (!given) return {};
  return given[0].is_string() ? given[0] : Value::string(text_of(ctx, given[0]));
}

Value wordcount(Context& ctx, const Arguments& arguments, const void*) {
  Parameters<1> given(ctx, "wordcount", arguments, {"s"}, 1);
  if (!given) return {};
  return Value::integer(static_cast<std::int64_t>(count_words(text_of(ctx, given[0]))));
}

Value center(Context& ctx, const Arguments& arguments, const void*) {
  Parameters<2> given(ctx, "center", arguments, {"value", "width"}, 1);
  if (!given) return {};
  Value text = given[0].is_string() ? given[0] : Value::string(text_of(ctx, given[0]));
  Value width = is_absent(given[1]) ? Value::integer(80) : given[1];
  return call_builtin_method(runtime(ctx), text, "center", {{&width, 1}, {}});
}

Value trim(Context& ctx, const Arguments& arguments, const void*) {
  Parameters<2> given(ctx, "trim", arguments, {"value", "chars"}, 1);
  if (!given) return {};
  std::string_view text = text_of(ctx, given[0]);
  bool html = is_html(given[0]);
  std::optional<std::string_view> characters;
  if (!is_absent(given[1]) && !given[1].is_none()) {
    if (!given[1].is_string()) return fail_argument(ctx, "trim: chars must be a text");
    characters = text_for(ctx, given[1], html);
  }
  return text_value(strip(text, Side::both, characters), html);
}

Value format(Context& ctx, const Arguments& arguments, const void*) {
  if (arguments.positional.empty()) return fail_argument(ctx, "format needs a text");
  const Value& subject = arguments.positional[0];
  std::span<const Value> rest = arguments.positional.subspan(1);
  if (!rest.empty() && !arguments.named.empty()) {
    return fail_argument(ctx, "format takes either positional or named arguments, not both");
  }
  Value text = subject.is_string() ? subject : Value::string(text_of(ctx, subject));
  if (arguments.named.empty()) {
    return percent_format(runtime(ctx), text, Value::tuple(value::make_list(ctx.arena, rest)));
  }
  Map* named = value::make_map(ctx.arena);
  for (const value::NamedArgument& each : arguments.named) named->set(ctx.arena, each.name, each.value);
  return percent_format(runtime(ctx), text, Value::map(named));
}

Value replace(Context& ctx, const Arguments& arguments, const void*) {
  Parameters<4> given(ctx, "replace", arguments, {"s", "old", "new", "count"}, 3);
  if (!given) return {};
  auto count = integer_argument(ctx, "replace: count", given[3].is_none() ? Value() : given[3], -1);
  if (!count) return {};
  bool html = ctx.autoescape() && (is_html(ctx, given[0]) || is_html(ctx, given[1]) || is_html(ctx, given[2]));
  std::string_view text = text_for(ctx, given[0], html);
  std::string_view from = text_for(ctx, given[1], html);
  std::string_view to = text_for(ctx, given[2], html);
  if (ctx.failed()) return {};
  auto changed =
      replaced(ctx.arena, text, from, to, *count < 0 ? k_all : static_cast<std::size_t>(*count), most_text_bytes(ctx));
  return changed ? text_value(*changed, html) : fail_long_text(ctx, "replace");
}

Value truncate(Context& ctx, const Arguments& arguments, const void*) {
  Parameters<5> given(ctx, "truncate", arguments, {"s", "length", "killwords", "end", "leeway"}, 1);
  if (!given) return {};
  auto length = integer_argument(ctx, "truncate: length", given[1], 255);
  auto leeway = integer_argument(ctx, "truncate: leeway", given[4].is_none() ? Value() : given[4], 5);
  if (!length || !leeway) return {};
  bool html = is_html(given[0]);
  std::string_view text = given[0].is_string() ? given[0].as_string() : std::string_view();
  if (!usable(ctx, given[0])) return {};
  Value mark = is_absent(given[3]) ? Value::string("...") : given[3];
  auto mark_size = mark.is_undefined() ? std::size_t{0} : value::length(ctx, mark);
  if (!usable(ctx, mark) || ctx.failed()) return {};
  if (!mark_size) return fail_argument(ctx, "truncate: the end must be a text");
  auto mark_length = static_cast<std::int64_t>(*mark_size);
  if (*length < mark_length) {
    return fail_argument(ctx, "truncate: a length of " + std::to_string(*length) + " leaves no room for the end");
  }
  if (*leeway < 0) return fail_argument(ctx, "truncate: the leeway is negative");
  std::int64_t most = *length > INT64_MAX - *leeway ? INT64_MAX : *length + *leeway;
  auto size = given[0].is_undefined() ? std::size_t{0} : value::length(ctx, given[0]);
  if (!size) return fail_argument(ctx, "truncate needs a text, not '" + python_type(given[0]) + "'");
  if (static_cast<std::int64_t>(*size) <= most) return given[0];
  if (!mark.is_string()) return fail_argument(ctx, "truncate: the end must be a text");
  if (!given[0].is_string()) return fail_argument(ctx, "truncate needs a text, not '" + python_type(given[0]) + "'");
  std::string_view kept = sliced(text, 0, *length - mark_length);
  if (!flag_argument(ctx, given[2], false)) kept = kept.substr(0, kept.rfind(' '));
  bool html_result = html || is_html(mark);
  std::string shortened = html_result && !html ? base::escape_html(kept) : std::string(kept);
  shortened += text_for(ctx, mark, html_result);
  return make_text(ctx, shortened, html_result);
}

namespace {

/// The white space or text that `indent` puts before lines; nothing when it cannot be one.
std::optional<std::string> indention(Context& ctx, const Value& width) {
  if (width.is_string()) return std::string(width.as_string());
  auto spaces = integer_argument(ctx, "indent: width", width, 4);
  if (!spaces) return std::nullopt;
  std::int64_t count = std::max<std::int64_t>(0, *spaces);
  if (!text_fits(ctx, "indent", static_cast<std::size_t>(count))) return std::nullopt;
  return std::string(static_cast<std::size_t>(count), ' ');
}

}  // namespace

Value indent(Context& ctx, const Arguments& arguments, const void*) {
  Parameters<4> given(ctx, "indent", arguments, {"s", "width", "first", "blank"}, 1);
  if (!given || !defined(ctx, given[0])) return {};
  if (!given[0].is_string()) return fail_argument(ctx, "indent needs a text, not '" + python_type(given[0]) + "'");
  auto before = indention(ctx, given[1]);
  if (!before) return {};
  bool first = flag_argument(ctx, given[2], false);
  bool blank = flag_argument(ctx, given[3], false);
  std::string text(text_of(ctx, given[0]));
  text += '\n';  // so that a line end at the end of the text stays
  std::string out;
  bool is_first = true;
  for (std::string_view line : split_lines(text, LineEnds::drop)) {
    if (!is_first) out += '\n';
    if (is_first ? first : blank || !line.empty()) out += *before;
    out += line;
    is_first = false;
    if (!text_fits(ctx, "indent", out.size())) return {};
  }
  return make_text(ctx, out, is_html(given[0]));
}

}  // namespace jinja::filter
