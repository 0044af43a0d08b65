// SPDX-License-Identifier: MIT
#include "base/strings.h"
#include "render/language_folders.h"
#include "render/library.h"
#include "render/register.h"
#include "value/operations.h"

namespace render {

using site::PageField;
using site::Reader;
using value::Arguments;
using value::Context;
using value::Parameters;
using value::Value;

namespace {

/// `text` with each `{name}` replaced by that entry of `parameters`.
std::string fill_placeholders(Context& ctx, std::string_view text, const Value& parameters) {
  std::string filled;
  std::size_t done = 0;
  for (std::size_t open; (open = text.find('{', done)) != text.npos;) {
    std::size_t close = text.find('}', open);
    if (close == text.npos) break;
    Value found = value::item(ctx, parameters, Value::string(text.substr(open + 1, close - open - 1)));
    filled.append(text, done, open - done);
    if (found.is_undefined()) {
      filled.append(text, open, close + 1 - open);
    } else {
      value::append_text(ctx, filled, found);
    }
    done = close + 1;
  }
  return filled.append(text.substr(done));
}

Value t(Context& ctx, const Arguments& arguments, const void* self) {
  Parameters<3> a(ctx, "t", arguments, {"key", "params", "lang"}, 1);
  if (!a) return {};
  Reader r = reader(ctx, self);
  std::string_view key = a[0].string_or("");
  std::string_view language = a[2].is_string() ? a[2].as_string() : language_of_subject(r);
  Value text = r.text(language, key);
  if (!text.is_string()) text = r.text(r.site(site::SiteField::language).string_or("en"), key);
  if (!text.is_string()) return Value::string(key);
  return Value::string(ctx.arena, fill_placeholders(ctx, text.as_string(), a[1]));
}

Value current_lang(Context& ctx, const Arguments& arguments, const void* self) {
  if (!value::bind(ctx, "current_lang", arguments, {}, 0, {})) return {};
  return Value::string(language_of_subject(reader(ctx, self)));
}

Value languages(Context& ctx, const Arguments& arguments, const void* self) {
  if (!value::bind(ctx, "languages", arguments, {}, 0, {})) return {};
  return reader(ctx, self).site(site::SiteField::languages);
}

Value alternate_links(Context& ctx, const Arguments& arguments, const void* self) {
  Parameters<1> a(ctx, "alternate_links", arguments, {"page"}, 0);
  if (!a) return {};
  Reader r = reader(ctx, self);
  site::PageId page = r.page_of(a[0]).value_or(ctx.subject);
  value::List* list = value::make_list(ctx.arena);
  if (page == ~0u) return Value::list(list);
  auto add = [&](site::PageId translation) {
    value::Map* map = value::make_map(ctx.arena);
    std::string_view language = r.page(translation, PageField::lang).string_or("");
    map->set(ctx.arena, "hreflang", Value::string(hreflang_of(r, language)));
    map->set(ctx.arena, "href",
             Value::string(ctx.arena, absolute_url(r, r.page(translation, PageField::url).string_or("/"))));
    list->append(ctx.arena, Value::map(map));
  };
  Value translations = r.page(page, PageField::translations);
  if (!translations.items().empty()) add(page);
  for (const Value& translation : translations.items()) {
    if (auto other = r.page_of(translation)) add(*other);
  }
  return Value::list(list);
}

/// A date in the order its language writes it; month names are English unless i18n has `months`.
Value locale_date(Context& ctx, const Arguments& arguments, const void* self) {
  Parameters<3> a(ctx, "locale_date", arguments, {"date", "format", "lang"}, 1);
  if (!a) return {};
  Reader r = reader(ctx, self);
  std::optional<value::DateTime> moment;
  if (a[0].is_datetime()) moment = a[0].as_datetime();
  if (a[0].is_string()) moment = value::parse_datetime(a[0].as_string());
  if (!moment) return Value::string("");
  std::string_view language = a[2].is_string() ? a[2].as_string() : language_of_subject(r);
  std::string_view format = a[1].string_or("medium");
  bool day_first = language.substr(0, 2) != "en";
  if (format == "short")
    return Value::string(ctx.arena, value::format_datetime(*moment, day_first ? "%d/%m/%Y" : "%m/%d/%Y"));
  if (format == "long")
    return Value::string(ctx.arena, value::format_datetime(*moment, day_first ? "%-d %B %Y" : "%B %-d, %Y"));
  if (format == "full")
    return Value::string(ctx.arena, value::format_datetime(*moment, day_first ? "%A, %-d %B %Y" : "%A, %B %-d, %Y"));
  if (format == "medium")
    return Value::string(ctx.arena, value::format_datetime(*moment, day_first ? "%-d %b %Y" : "%b %-d, %Y"));
  return Value::string(ctx.arena, value::format_datetime(*moment, format));
}

/// The time of the build; `precision` ("year", "month", "day", "hour", "minute", "second") says how often the answer
/// changes.
Value now(Context& ctx, const Arguments& arguments, const void* self) {
  Parameters<1> a(ctx, "now", arguments, {"precision"}, 0);
  if (!a) return {};
  std::string_view precision = a[0].string_or("second");
  std::int64_t seconds = precision == "year" || precision == "month" || precision == "day" ? 86400
                         : precision == "hour"                                             ? 3600
                         : precision == "minute"                                           ? 60
                                                                                           : 1;
  return Value::datetime(reader(ctx, self).now(seconds));
}

constexpr Entry k_entries[] = {
    {"t", t},
    {"current_lang", current_lang},
    {"languages", languages},
    {"alternate_links", alternate_links},
    {"locale_date", locale_date},
    {"now", now},
};

}  // namespace

std::span<const Entry> language_functions() { return k_entries; }

}  // namespace render
