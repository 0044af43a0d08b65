// SPDX-License-Identifier: MIT
#include "render/arguments.h"
#include "render/language_folders.h"
#include "render/library.h"
#include "render/plural_form.h"
#include "render/register.h"
#include "value/operations.h"

/// What the tag `trans` calls: texts of the templates translated by i18n/.
namespace render {

using site::Reader;
using value::Arguments;
using value::Context;
using value::Parameters;
using value::Value;

namespace {

/// What i18n/ has in one language for a message: a text, an object of plural forms, or undefined. Messages with a
/// context stand below it.
Value entry_for(Context& ctx, const Reader& r, std::string_view language, const Value* context,
                std::string_view message) {
  if (context == nullptr) return r.text(language, message);
  Value below = r.text(language, context->string_or(""));
  return below.is_object() ? below.as_object().attribute(ctx, below.handle(), message) : Value();
}

/// One of the forms of an entry; `other` where the wanted one is missing.
Value form_of(Context& ctx, const Value& entry, std::string_view form) {
  if (!entry.is_object()) return entry;
  Value found = entry.as_object().attribute(ctx, entry.handle(), form);
  return found.is_string() ? found : entry.as_object().attribute(ctx, entry.handle(), "other");
}

/// The message in the page's language, else in the default language, else undefined.
Value translated(Context& ctx, const Reader& r, const Value* context, const Value& message, const Value* count) {
  for (std::string_view language : {language_of_subject(r), r.site(site::SiteField::language).string_or("en")}) {
    Value entry = entry_for(ctx, r, language, context, message.string_or(""));
    std::string_view form = count == nullptr ? "other" : plural_form(language, integer_of(*count, 0));
    Value text = form_of(ctx, entry, form);
    if (text.is_string()) return text;
  }
  return {};
}

Value gettext(Context& ctx, const Arguments& arguments, const void* self) {
  Parameters<1> a(ctx, "gettext", arguments, {"message"}, 1);
  if (!a) return {};
  Value found = translated(ctx, reader(ctx, self), nullptr, a[0], nullptr);
  return found.is_string() ? found : a[0];
}

Value pgettext(Context& ctx, const Arguments& arguments, const void* self) {
  Parameters<2> a(ctx, "pgettext", arguments, {"context", "message"}, 2);
  if (!a) return {};
  Value found = translated(ctx, reader(ctx, self), &a[0], a[1], nullptr);
  return found.is_string() ? found : a[1];
}

/// The form for a count; of the texts in the template when there is no translation.
Value counted(Context& ctx, const Value* context, const Value& singular, const Value& plural, const Value& count,
              const void* self) {
  Value found = translated(ctx, reader(ctx, self), context, singular, &count);
  if (found.is_string()) return found;
  return value::equal(ctx, count, Value::integer(1)) ? singular : plural;
}

Value ngettext(Context& ctx, const Arguments& arguments, const void* self) {
  Parameters<3> a(ctx, "ngettext", arguments, {"singular", "plural", "count"}, 3);
  return a ? counted(ctx, nullptr, a[0], a[1], a[2], self) : Value();
}

Value npgettext(Context& ctx, const Arguments& arguments, const void* self) {
  Parameters<4> a(ctx, "npgettext", arguments, {"context", "singular", "plural", "count"}, 4);
  return a ? counted(ctx, &a[0], a[1], a[2], a[3], self) : Value();
}

constexpr Entry k_entries[] = {
    {"_", gettext}, {"gettext", gettext}, {"pgettext", pgettext}, {"ngettext", ngettext}, {"npgettext", npgettext},
};

}  // namespace

std::span<const Entry> translation_functions() { return k_entries; }

}  // namespace render
