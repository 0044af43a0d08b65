// SPDX-License-Identifier: MIT
#include <algorithm>

#include "base/strings.h"
#include "base/unicode.h"
#include "jinja/runtime.h"
#include "jinja/text_functions.h"
#include "render/arguments.h"
#include "render/description.h"
#include "render/html_scan.h"
#include "render/library.h"
#include "render/register.h"
#include "render/replace_regex.h"
#include "render/text_case.h"
#include "value/operations.h"

namespace render {

using value::Arguments;
using value::Context;
using value::Parameters;
using value::Value;

namespace {

std::vector<std::string_view> words_of(std::string_view text) {
  return jinja::split_text(text, std::nullopt, jinja::k_all, jinja::Side::left);
}

std::string_view trim(std::string_view text, jinja::Side side) { return jinja::strip(text, side, std::nullopt); }

std::string one_spaced(std::string_view text) {
  std::string joined;
  joined.reserve(text.size());
  for (std::string_view word : words_of(text)) {
    if (!joined.empty()) joined += ' ';
    joined += word;
  }
  return joined;
}

/// The first `count` code points; the whole text when it has no more.
std::string_view first_characters(std::string_view text, std::size_t count) {
  return text.substr(0, base::offset_of_code_point(text, count));
}

std::string_view without_last_word(std::string_view text) {
  std::size_t space = text.rfind(' ');
  return space == text.npos || space == 0 ? text : text.substr(0, space);
}

std::string_view suffix_of(Context& ctx, const Value& suffix) {
  return suffix.is_nothing() ? "..." : value::to_text(ctx, suffix);
}

Value truncatewords(Context& ctx, const Arguments& arguments, const void*) {
  Parameters<3> a(ctx, "truncatewords", arguments, {"text", "count", "suffix"}, 2);
  if (!a) return {};
  std::string_view text = text_of(ctx, a[0]);
  std::size_t count = count_of(a[1], 0);
  std::vector<std::string_view> words = words_of(text);
  if (words.size() <= count) return Value::string(text);
  std::string cut;
  for (std::size_t i = 0; i < count; ++i) cut.append(i == 0 ? "" : " ").append(words[i]);
  return Value::string(ctx.arena, cut.append(suffix_of(ctx, a[2])));
}

Value truncate_chars(Context& ctx, const Arguments& arguments, const void*) {
  Parameters<3> a(ctx, "truncate_chars", arguments, {"text", "length", "suffix"}, 2);
  if (!a) return {};
  std::string_view text = text_of(ctx, a[0]);
  std::string_view first = first_characters(text, count_of(a[1], 0));
  if (first.size() == text.size()) return Value::string(text);
  return Value::string(ctx.arena, std::string(trim(first, jinja::Side::right)).append(suffix_of(ctx, a[2])));
}

Value excerpt(Context& ctx, const Arguments& arguments, const void*) {
  Parameters<3> a(ctx, "excerpt", arguments, {"text", "length", "respect_word_boundaries"}, 1);
  if (!a) return {};
  std::string plain = one_spaced(strip_html(text_of(ctx, a[0])));
  std::string_view first = first_characters(plain, count_of(a[1], 200));
  if (first.size() == plain.size()) return Value::string(ctx.arena, plain);
  bool ends_at_word = plain[first.size()] == ' ';
  if (!ends_at_word && flag_of(ctx, a[2], true)) first = without_last_word(first);
  return Value::string(ctx.arena, std::string(trim(first, jinja::Side::right)) + "...");
}

Value meta_description(Context& ctx, const Arguments& arguments, const void*) {
  Parameters<2> a(ctx, "meta_description", arguments, {"text", "length"}, 1);
  if (!a) return {};
  return Value::string(ctx.arena, describe(one_spaced(strip_html(text_of(ctx, a[0]))), count_of(a[1], 160)));
}

Value meta_keywords(Context& ctx, const Arguments& arguments, const void*) {
  Parameters<2> a(ctx, "meta_keywords", arguments, {"tags", "max_count"}, 1);
  if (!a) return {};
  if (a[0].is_string()) return a[0];
  std::span<const Value> tags = elements_of(ctx, a[0]);
  std::string keywords;
  for (const Value& tag : tags.first(std::min(tags.size(), count_of(a[1], 10)))) {
    if (!keywords.empty()) keywords += ", ";
    keywords += text_of(ctx, tag);
  }
  return Value::string(ctx.arena, keywords);
}

Value fail_pattern(Context& ctx, const PatternMistake& mistake) {
  bool is_limit = !mistake.limit.empty();
  return ctx.fail(
      is_limit ? "limit" : "wrong-argument", mistake.message,
      is_limit ? jinja::limit_hint(jinja::runtime(ctx).limits(), mistake.hint, mistake.limit) : mistake.hint);
}

Value replace_by_pattern(Context& ctx, const Arguments& arguments, const void*) {
  Parameters<3> a(ctx, "replace_regex", arguments, {"text", "pattern", "replacement"}, 3);
  if (!a) return {};
  const jinja::Limits& limits = jinja::runtime(ctx).limits();
  auto replaced = replace_regex(text_of(ctx, a[0]), text_of(ctx, a[1]), text_of(ctx, a[2]),
                                {.text_bytes = limits.text_bytes, .steps = limits.pattern_steps});
  if (!replaced) return fail_pattern(ctx, replaced.error());
  return Value::string(ctx.arena, *replaced);
}

/// "item" for one, "items" for any other number. Without words: "" or "s", to be put behind one.
Value pluralize(Context& ctx, const Arguments& arguments, const void*) {
  Parameters<3> a(ctx, "pluralize", arguments, {"count", "singular", "plural"}, 1);
  if (!a) return {};
  double count = a[0].is_number() ? a[0].number() : static_cast<double>(integer_of(a[0], 0));
  if (a[0].is_list() || a[0].is_object()) count = static_cast<double>(value::length(ctx, a[0]).value_or(0));
  std::string_view singular = text_of(ctx, a[1]);
  if (count == 1) return Value::string(singular);
  if (!a[2].is_nothing()) return Value::string(text_of(ctx, a[2]));
  return Value::string(ctx.arena, std::string(singular) + "s");
}

/// Minutes, at least 1: as `page.reading_time` counts.
Value reading_time(Context& ctx, const Arguments& arguments, const void*) {
  Parameters<2> a(ctx, "reading_time", arguments, {"text", "wpm"}, 1);
  if (!a) return {};
  std::size_t words_a_minute = std::max<std::size_t>(1, count_of(a[1], 200));
  std::size_t words = words_of(strip_html(text_of(ctx, a[0]))).size();
  std::size_t minutes = words / words_a_minute + (words % words_a_minute == 0 ? 0 : 1);
  return Value::integer(static_cast<std::int64_t>(std::max<std::size_t>(1, minutes)));
}

/// A filter that takes nothing but a text and gives plain text.
Value change(Context& ctx, std::string_view filter, const Arguments& arguments,
             std::string (*changed)(std::string_view)) {
  Parameters<1> a(ctx, filter, arguments, {"text"}, 1);
  return a ? Value::string(ctx.arena, changed(text_of(ctx, a[0]))) : Value();
}

Value slugify(Context& ctx, const Arguments& arguments, const void*) {
  return change(ctx, "slugify", arguments, base::slugify);
}
Value strip_whitespace(Context& ctx, const Arguments& arguments, const void*) {
  return change(ctx, "strip_whitespace", arguments, one_spaced);
}
Value without_html(Context& ctx, const Arguments& arguments, const void*) {
  return change(ctx, "strip_html", arguments, strip_html);
}
Value in_camel_case(Context& ctx, const Arguments& arguments, const void*) {
  return change(ctx, "camelize", arguments, camelize);
}
Value in_snake_case(Context& ctx, const Arguments& arguments, const void*) {
  return change(ctx, "underscore", arguments, underscore);
}
Value in_title_case(Context& ctx, const Arguments& arguments, const void*) {
  return change(ctx, "titleize", arguments, titleize);
}
Value softwrap_ident(Context& ctx, const Arguments& arguments, const void*) {
  return change(ctx, "softwrap_ident", arguments, softwrap_identifier);
}

/// "c" of "a.b.c".
Value last_segment(Context& ctx, const Arguments& arguments, const void*) {
  Parameters<2> a(ctx, "last_segment", arguments, {"text", "separator"}, 1);
  if (!a) return {};
  std::string_view text = text_of(ctx, a[0]);
  std::string_view separator = a[1].is_nothing() ? "." : text_of(ctx, a[1]);
  std::size_t at = separator.empty() ? text.npos : text.rfind(separator);
  return Value::string(at == text.npos ? text : text.substr(at + separator.size()));
}

constexpr Entry k_entries[] = {
    {"truncatewords", truncatewords},       {"truncate_chars", truncate_chars},    {"excerpt", excerpt},
    {"meta_description", meta_description}, {"meta_keywords", meta_keywords},      {"slugify", slugify},
    {"strip_whitespace", strip_whitespace}, {"replace_regex", replace_by_pattern}, {"pluralize", pluralize},
    {"reading_time", reading_time},         {"strip_html", without_html},          {"camelize", in_camel_case},
    {"underscore", in_snake_case},          {"titleize", in_title_case},           {"softwrap_ident", softwrap_ident},
    {"last_segment", last_segment},
};

}  // namespace

std::span<const Entry> text_filters() { return k_entries; }

}  // namespace render
