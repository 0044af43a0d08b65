// SPDX-License-Identifier: MIT
#include "base/strings.h"
#include "render/arguments.h"
#include "render/library.h"
#include "render/register.h"
#include "value/operations.h"

namespace render {

using site::Reader;
using value::Arguments;
using value::Context;
using value::Parameters;
using value::Value;

namespace {

/// The address that is meant: the URL of a page, section, term or menu item, or a text. A path without a leading
/// slash is one of the site.
std::string address_of(Context& ctx, const Value& target) {
  Value address = target.is_object() || target.is_map() ? value::attribute(ctx, target, "url") : target;
  std::string text(text_of(ctx, address));
  std::size_t end_of_scheme = text.find_first_of(":/?#");
  bool has_scheme = end_of_scheme != text.npos && text[end_of_scheme] == ':';
  if (text.empty() || has_scheme || text[0] == '/' || text[0] == '#' || text[0] == '?') return text;
  return "/" + text;
}

Value to_absolute(Context& ctx, const Arguments& arguments, const void* self) {
  Parameters<2> a(ctx, "absolute_url", arguments, {"url", "base_url"}, 1);
  if (!a) return {};
  std::string address = address_of(ctx, a[0]);
  std::string_view given_base = text_of(ctx, a[1]);
  if (!given_base.empty() && address.starts_with('/') && !address.starts_with("//")) {
    while (given_base.ends_with('/')) given_base.remove_suffix(1);
    return Value::string(ctx.arena, std::string(given_base) + address);
  }
  return Value::string(ctx.arena, absolute_url(reader(ctx, self), address));
}

Value to_site_url(Context& ctx, const Arguments& arguments, const void* self) {
  Parameters<1> a(ctx, "url", arguments, {"path"}, 1);
  return a ? Value::string(ctx.arena, site_url(reader(ctx, self), address_of(ctx, a[0]))) : Value();
}

Value url_encode(Context& ctx, const Arguments& arguments, const void*) {
  Parameters<1> a(ctx, "url_encode", arguments, {"text"}, 1);
  return a ? Value::string(ctx.arena, base::percent_encode(text_of(ctx, a[0]))) : Value();
}

Value url_decode(Context& ctx, const Arguments& arguments, const void*) {
  Parameters<1> a(ctx, "url_decode", arguments, {"text"}, 1);
  return a ? Value::string(ctx.arena, base::percent_decode(text_of(ctx, a[0]))) : Value();
}

constexpr Entry k_entries[] = {
    {"absolute_url", to_absolute},
    {"url", to_site_url},
    {"url_encode", url_encode},
    {"url_decode", url_decode},
};

}  // namespace

std::span<const Entry> url_filters() { return k_entries; }

}  // namespace render
