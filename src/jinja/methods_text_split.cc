// SPDX-License-Identifier: MIT
#include <array>

#include "base/strings.h"
#include "jinja/methods.h"
#include "jinja/text_functions.h"

namespace jinja {

namespace {

/// A piece of `subject`'s own text, which needs no copy.
Value piece(const Value& subject, std::string_view text) {
  return subject.is_safe() ? Value::safe(text) : Value::string(text);
}

Value pieces(Runtime& ctx, const Value& subject, const std::vector<std::string_view>& texts) {
  if (!list_fits(ctx, "split", texts.size())) return {};
  List* list = value::make_list(ctx.arena, texts.size());
  for (std::string_view each : texts) list->append(ctx.arena, piece(subject, each));
  return Value::list(list);
}

/// A separator: a text that is not empty.
std::optional<std::string_view> separator_argument(Runtime& ctx, std::string_view method, const Value& argument) {
  if (argument.is_string() && !argument.as_string().empty()) return argument.as_string();
  fail_argument(ctx, std::string(method) + " needs a separator that is not empty");
  return std::nullopt;
}

Value split_from(Runtime& ctx, std::string_view method, const Value& subject, const Arguments& arguments, Side side) {
  Parameters<2> given(ctx, method, arguments, {"sep", "maxsplit"}, 0);
  if (!given) return {};
  auto most = integer_argument(ctx, method, given[1], -1);
  if (!most) return {};
  std::optional<std::string_view> separator;
  if (!is_absent(given[0]) && !given[0].is_none()) {
    separator = separator_argument(ctx, method, given[0]);
    if (!separator) return {};
  }
  std::size_t limit = *most < 0 ? k_all : static_cast<std::size_t>(*most);
  return pieces(ctx, subject, split_text(subject.as_string(), separator, limit, side));
}

Value split(Runtime& ctx, const Value& subject, const Arguments& arguments) {
  return split_from(ctx, "split", subject, arguments, Side::left);
}
Value rsplit(Runtime& ctx, const Value& subject, const Arguments& arguments) {
  return split_from(ctx, "rsplit", subject, arguments, Side::right);
}

Value splitlines(Runtime& ctx, const Value& subject, const Arguments& arguments) {
  Parameters<1> given(ctx, "splitlines", arguments, {"keepends"}, 0);
  if (!given) return {};
  LineEnds ends = flag_argument(ctx, given[0], false) ? LineEnds::keep : LineEnds::drop;
  return pieces(ctx, subject, split_lines(subject.as_string(), ends));
}

Value parted(Runtime& ctx, std::string_view method, const Value& subject, const Arguments& arguments, Side side) {
  Parameters<1> given(ctx, method, arguments, {"sep"}, 1);
  if (!given) return {};
  Value separator = subject.is_safe() ? Value::safe(html_of(ctx, given[0])) : given[0];
  if (ctx.failed() || !separator_argument(ctx, method, separator)) return {};
  std::string_view wanted = separator.as_string();
  std::string_view text = subject.as_string();
  std::size_t found = side == Side::left ? text.find(wanted) : text.rfind(wanted);
  std::array<std::string_view, 3> parts;
  if (found != std::string_view::npos) {
    parts = {text.substr(0, found), text.substr(found, wanted.size()), text.substr(found + wanted.size())};
  } else {
    parts[side == Side::left ? 0 : 2] = text;
  }
  Value middle = parts[1].empty() ? piece(subject, parts[1]) : piece(given[0].is_safe() ? given[0] : subject, parts[1]);
  Value values[] = {piece(subject, parts[0]), middle, piece(subject, parts[2])};
  return Value::tuple(value::make_list(ctx.arena, values));
}

Value partition(Runtime& ctx, const Value& subject, const Arguments& arguments) {
  return parted(ctx, "partition", subject, arguments, Side::left);
}
Value rpartition(Runtime& ctx, const Value& subject, const Arguments& arguments) {
  return parted(ctx, "rpartition", subject, arguments, Side::right);
}

constexpr Method k_methods[] = {
    {"partition", partition}, {"rpartition", rpartition}, {"rsplit", rsplit},
    {"split", split},         {"splitlines", splitlines},
};

Value striptags(Runtime& ctx, const Value& subject, const Arguments& arguments) {
  if (!value::bind(ctx, "striptags", arguments, {}, 0, {})) return {};
  return make_text(ctx, strip_tags(subject.as_string()), false);
}

Value unescape(Runtime& ctx, const Value& subject, const Arguments& arguments) {
  if (!value::bind(ctx, "unescape", arguments, {}, 0, {})) return {};
  return make_text(ctx, unescape_html(subject.as_string()), false);
}

Value escape(Runtime& ctx, const Value&, const Arguments& arguments) {
  Parameters<1> given(ctx, "escape", arguments, {"s"}, 1);
  return given ? Value::safe(html_of(ctx, given[0])) : Value();
}

constexpr Method k_markup_methods[] = {{"escape", escape}, {"striptags", striptags}, {"unescape", unescape}};

}  // namespace

std::span<const Method> text_split_methods() { return k_methods; }
std::span<const Method> markup_methods() { return k_markup_methods; }

}  // namespace jinja
