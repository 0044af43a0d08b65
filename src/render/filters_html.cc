// SPDX-License-Identifier: MIT
#include "base/strings.h"
#include "jinja/text_functions.h"
#include "render/arguments.h"
#include "render/html_scan.h"
#include "render/library.h"
#include "render/markdownify.h"
#include "render/register.h"
#include "render/typography.h"
#include "value/operations.h"

namespace render {

using value::Arguments;
using value::Context;
using value::Parameters;
using value::Value;

namespace {

/// What `value` prints as HTML: as it is when it is HTML already, escaped otherwise.
std::string html_of(Context& ctx, const Value& value) {
  bool is_html = value.is_safe() || (value.is_object() && value.as_object().prints_html(value.handle()));
  std::string_view text = text_of(ctx, value);
  return is_html ? std::string(text) : base::escape_html(text);
}

/// The text back as HTML when it was HTML.
Value like(Context& ctx, const Value& original, std::string_view text) {
  return original.is_safe() ? Value::safe(ctx.arena, text) : Value::string(ctx.arena, text);
}

Markup markup_of(const Value& value) { return value.is_safe() ? Markup::html : Markup::none; }

Value truncatewords_html(Context& ctx, const Arguments& arguments, const void*) {
  Parameters<3> a(ctx, "truncatewords_html", arguments, {"html", "count", "suffix"}, 2);
  if (!a) return {};
  std::string_view html = text_of(ctx, a[0]);
  std::string suffix = a[2].is_nothing() ? "..." : html_of(ctx, a[2]);
  auto cut = truncate_html_words(html, count_of(a[1], 0), suffix);
  return cut ? Value::safe(ctx.arena, *cut) : Value::safe(html);
}

Value markdownify(Context& ctx, const Arguments& arguments, const void* self) {
  Parameters<1> a(ctx, "markdownify", arguments, {"text"}, 1);
  if (!a) return {};
  return Value::safe(ctx.arena, markdown_to_html(reader(ctx, self), text_of(ctx, a[0])));
}

Value safe_html(Context& ctx, const Arguments& arguments, const void*) {
  Parameters<1> a(ctx, "safe_html", arguments, {"text"}, 1);
  return a ? Value::safe(text_of(ctx, a[0])) : Value();
}

Value html_escape(Context& ctx, const Arguments& arguments, const void*) {
  Parameters<1> a(ctx, "html_escape", arguments, {"text"}, 1);
  return a ? Value::safe(ctx.arena, base::escape_html(text_of(ctx, a[0]))) : Value();
}

Value html_unescape(Context& ctx, const Arguments& arguments, const void*) {
  Parameters<1> a(ctx, "html_unescape", arguments, {"text"}, 1);
  return a ? Value::string(ctx.arena, jinja::unescape_html(text_of(ctx, a[0]))) : Value();
}

Value nl2br(Context& ctx, const Arguments& arguments, const void*) {
  Parameters<1> a(ctx, "nl2br", arguments, {"text"}, 1);
  if (!a) return {};
  std::string html = base::replace_all(html_of(ctx, a[0]), "\r\n", "\n");
  return Value::safe(ctx.arena, base::replace_all(html, "\n", "<br>\n"));
}

Value smartquotes(Context& ctx, const Arguments& arguments, const void*) {
  Parameters<1> a(ctx, "smartquotes", arguments, {"text"}, 1);
  return a ? like(ctx, a[0], smart_quotes(text_of(ctx, a[0]), markup_of(a[0]))) : Value();
}

Value emojify(Context& ctx, const Arguments& arguments, const void*) {
  Parameters<1> a(ctx, "emojify", arguments, {"text"}, 1);
  return a ? like(ctx, a[0], replace_emoji_codes(text_of(ctx, a[0]), markup_of(a[0]))) : Value();
}

constexpr Entry k_entries[] = {
    {"truncatewords_html", truncatewords_html},
    {"markdownify", markdownify},
    {"safe_html", safe_html},
    {"html_escape", html_escape},
    {"html_unescape", html_unescape},
    {"nl2br", nl2br},
    {"smartquotes", smartquotes},
    {"emojify", emojify},
};

}  // namespace

std::span<const Entry> html_filters() { return k_entries; }

}  // namespace render
