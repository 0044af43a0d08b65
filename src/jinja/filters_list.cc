// SPDX-License-Identifier: MIT
#include <algorithm>
#include <bit>
#include <memory>

#include "base/hash.h"
#include "base/unicode.h"
#include "jinja/attribute_path.h"
#include "jinja/filters.h"
#include "jinja/text_functions.h"

namespace jinja::filter {

namespace {

Value first_letter(std::string_view text) {
  std::size_t end = 0;
  base::next_code_point(text, end);
  return Value::string(text.substr(0, end));
}

/// `seq` without an argument of its own beside it.
bool only_subject(Context& ctx, std::string_view function, const Arguments& arguments, Value& subject) {
  Parameters<1> given(ctx, function, arguments, {"seq"}, 1);
  subject = given[0];
  return static_cast<bool>(given) && usable(ctx, subject);
}

}  // namespace

Value first(Context& ctx, const Arguments& arguments, const void*) {
  Value sequence;
  if (!only_subject(ctx, "first", arguments, sequence)) return {};
  if (sequence.is_string() && !sequence.as_string().empty()) return first_letter(sequence.as_string());
  std::span<const Value> elements = elements_of(ctx, sequence);
  return elements.empty() ? Value::undefined(ctx.arena, "first element of an empty list") : elements.front();
}

Value last(Context& ctx, const Arguments& arguments, const void*) {
  Value sequence;
  if (!only_subject(ctx, "last", arguments, sequence)) return {};
  if (sequence.is_string() && !sequence.as_string().empty()) {
    std::string_view text = sequence.as_string();
    std::string_view letter = text.substr(last_code_point_offset(text));
    return sequence.is_safe() ? Value::safe(letter) : Value::string(letter);
  }
  std::span<const Value> elements = elements_of(ctx, sequence);
  return elements.empty() ? Value::undefined(ctx.arena, "last element of an empty list") : elements.back();
}

Value length(Context& ctx, const Arguments& arguments, const void*) {
  Value subject;
  if (!only_subject(ctx, "length", arguments, subject)) return {};
  if (subject.is_undefined()) return Value::integer(0);
  auto count = value::length(ctx, subject);
  if (count) return Value::integer(static_cast<std::int64_t>(*count));
  if (ctx.failed()) return {};
  return fail_argument(ctx, "a value of type '" + python_type(subject) + "' has no length");
}

Value list(Context& ctx, const Arguments& arguments, const void*) {
  Value subject;
  if (!only_subject(ctx, "list", arguments, subject)) return {};
  return Value::list(value::make_list(ctx.arena, elements_of(ctx, subject)));
}

Value reverse(Context& ctx, const Arguments& arguments, const void*) {
  Value subject;
  if (!only_subject(ctx, "reverse", arguments, subject)) return {};
  if (subject.is_string()) return make_text(ctx, reversed(subject.as_string()), subject.is_safe());
  List* list = value::make_list(ctx.arena, elements_of(ctx, subject));
  std::reverse(list->data, list->data + list->size);
  return Value::list(list);
}

namespace {

/// A number that depends on what a value says and on nothing else: not on addresses, ids or the order of a build.
std::uint64_t content_hash(Context& ctx, const Value& value, int depth) {
  if (value.is_list() && depth < 4) {
    std::uint64_t hash = value.items().size();
    for (const Value& each : value.items()) hash = hash * 1099511628211u ^ content_hash(ctx, each, depth + 1);
    return hash;
  }
  return base::hash64(text_of(ctx, value));
}

}  // namespace

/// Unlike Jinja2's, the choice depends on the elements alone, so that a build gives the same bytes each time.
Value random(Context& ctx, const Arguments& arguments, const void*) {
  Value subject;
  if (!only_subject(ctx, "random", arguments, subject)) return {};
  std::span<const Value> elements = elements_of(ctx, subject);
  if (elements.empty()) return Value::undefined(ctx.arena, "random element of an empty list");
  std::uint64_t seed = elements.size();
  for (const Value& each : elements) seed = seed * 1099511628211u ^ content_hash(ctx, each, 0);
  return elements[base::SeededNumbers(seed).next() % elements.size()];
}

Value batch(Context& ctx, const Arguments& arguments, const void*) {
  Parameters<3> given(ctx, "batch", arguments, {"value", "linecount", "fill_with"}, 2);
  if (!given) return {};
  if (!usable(ctx, given[0])) return {};
  double line_count = given[1].is_number() ? given[1].number() : -1;  // never reached when it is no number
  List* lines = value::make_list(ctx.arena);
  List* line = value::make_list(ctx.arena);
  for (const Value& each : elements_of(ctx, given[0])) {
    if (line->size == line_count) {
      lines->append(ctx.arena, Value::list(line));
      line = value::make_list(ctx.arena);
    }
    line->append(ctx.arena, each);
  }
  if (line->size == 0) return Value::list(lines);
  bool is_filled = !is_absent(given[2]) && !given[2].is_none();
  bool is_short = line->size < line_count;
  if (is_filled && (!given[1].is_number() || (is_short && given[1].is_floating()))) {
    return fail_argument(ctx, "batch: linecount must be a whole number");
  }
  if (is_filled && is_short) {
    if (!list_fits(ctx, "batch", static_cast<std::size_t>(line_count))) return {};
    while (line->size < line_count) line->append(ctx.arena, given[2]);
  }
  lines->append(ctx.arena, Value::list(line));
  return Value::list(lines);
}

Value slice(Context& ctx, const Arguments& arguments, const void*) {
  Parameters<3> given(ctx, "slice", arguments, {"value", "slices", "fill_with"}, 2);
  if (!given) return {};
  auto slices = integer_argument(ctx, "slice: slices", given[1], 0);
  if (!slices || !usable(ctx, given[0])) return {};
  if (*slices == 0) return fail_argument(ctx, "slice: the number of slices is 0");
  std::span<const Value> elements = elements_of(ctx, given[0]);
  List* result = value::make_list(ctx.arena);
  if (*slices < 0) return Value::list(result);
  if (!list_fits(ctx, "slice", static_cast<std::size_t>(*slices))) return {};
  auto count = static_cast<std::size_t>(*slices);
  std::size_t longer = elements.size() % count;
  std::size_t start = 0;
  for (std::size_t i = 0; i < count; ++i) {
    std::size_t size = elements.size() / count + (i < longer ? 1 : 0);
    List* part = value::make_list(ctx.arena, elements.subspan(start, size));
    if (!is_absent(given[2]) && !given[2].is_none() && i >= longer) part->append(ctx.arena, given[2]);
    result->append(ctx.arena, Value::list(part));
    start += size;
  }
  return Value::list(result);
}

namespace {

/// `separator.join(elements)`; as HTML when any of them is HTML in a place where text is escaped.
Value join_elements(Context& ctx, const Value& separator, std::span<const Value> elements) {
  bool html = false;
  if (ctx.autoescape()) {
    auto is_marked = [&](const Value& value) { return is_html(ctx, value); };
    html = is_marked(separator) || std::any_of(elements.begin(), elements.end(), is_marked);
  }
  std::string_view between = text_for(ctx, separator, html);
  auto* texts = ctx.arena.array<std::string_view>(elements.size());
  for (std::size_t i = 0; i < elements.size(); ++i) {
    std::construct_at(&texts[i], text_for(ctx, elements[i], html));
    if (ctx.failed()) return {};
  }
  return join_texts(ctx, {texts, elements.size()}, between, html);
}

}  // namespace

Value join(Context& ctx, const Arguments& arguments, const void*) {
  Parameters<3> given(ctx, "join", arguments, {"value", "d", "attribute"}, 1);
  if (!given || !usable(ctx, given[0])) return {};
  std::span<const Value> elements = elements_of(ctx, given[0]);
  if (ctx.failed()) return {};
  Value separator = is_absent(given[1]) ? Value::string("") : given[1];
  AttributePath path(ctx, given[2]);
  if (path.is_identity()) return join_elements(ctx, separator, elements);
  List* found = value::make_list(ctx.arena, elements.size());
  for (const Value& each : elements) {
    found->append(ctx.arena, path.of(ctx, each));
    if (ctx.failed()) return {};
  }
  return join_elements(ctx, separator, found->items());
}

}  // namespace jinja::filter
