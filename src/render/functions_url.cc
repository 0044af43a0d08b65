// SPDX-License-Identifier: MIT
#include <algorithm>

#include "base/strings.h"
#include "base/unicode.h"
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

/// The URL that a value stands for: a page's, section's or term's own, a map's `url`, or a text itself.
std::string_view url_of(const Reader& reader, const Value& target) {
  if (auto page = reader.page_of(target)) return reader.page(*page, PageField::url).string_or("");
  if (target.is_object() || target.is_map()) return value::attribute(reader.context(), target, "url").string_or("");
  return target.string_or("");
}

Value url_for(Context& ctx, const Arguments& arguments, const void* self) {
  Parameters<1> a(ctx, "url_for", arguments, {"page"}, 1);
  if (!a) return {};
  Reader r = reader(ctx, self);
  return Value::string(ctx.arena, site_url(r, url_of(r, a[0])));
}

/// The URL of page `number` of a paginated list whose first page is at `base`.
std::string list_page_url(std::string_view base, std::int64_t number) {
  std::string url(base);
  if (!url.ends_with('/')) url += '/';
  if (number > 1) url += "page/" + std::to_string(number) + "/";
  return url;
}

/// A page's own URL, or with a number that of a part of a paginated list: `page_url(base_url, 2)`.
Value page_url(Context& ctx, const Arguments& arguments, const void* self) {
  Parameters<2> a(ctx, "page_url", arguments, {"page", "page_num"}, 1);
  if (!a) return {};
  Reader r = reader(ctx, self);
  if (a[1].is_integer()) return Value::string(ctx.arena, list_page_url(url_of(r, a[0]), a[1].as_integer()));
  if (a[0].is_string()) {
    if (auto page = r.find_page(a[0].as_string())) return r.page(*page, PageField::url);
  }
  return Value::string(ctx.arena, url_of(r, a[0]));
}

Value asset_url(Context& ctx, const Arguments& arguments, const void* self) {
  Parameters<2> a(ctx, "asset_url", arguments, {"path", "page"}, 1);
  if (!a) return {};
  Reader r = reader(ctx, self);
  std::string_view name = a[0].string_or("");
  if (auto url = r.asset_url(name)) return Value::string(ctx.arena, *url);
  ctx.warn("missing-asset", "there is no asset '" + std::string(name) + "'",
           "put it into assets/, or correct the name");
  while (name.starts_with('/')) name.remove_prefix(1);
  return Value::string(ctx.arena, r.with_base("/assets/" + std::string(name)));
}

Value get_pagination_items(Context& ctx, const Arguments& arguments, const void* self) {
  Parameters<4> a(ctx, "get_pagination_items", arguments, {"current_page", "total_pages", "base_url", "window"}, 3);
  if (!a) return {};
  Reader r = reader(ctx, self);
  std::int64_t current = a[0].is_number() ? a[0].as_integer() : 1;
  std::int64_t total = a[1].is_number() ? a[1].as_integer() : 1;
  std::int64_t window = a[3].is_number() ? a[3].as_integer() : 2;
  std::string base = site_url(r, a[2].string_or("/"));
  base::Arena& arena = ctx.arena;
  auto item = [&](std::int64_t number) {
    value::Map* map = value::make_map(arena);
    map->set(arena, "num", Value::integer(number));
    map->set(arena, "url", Value::string(arena, list_page_url(base, number)));
    map->set(arena, "is_current", Value::boolean(number == current));
    map->set(arena, "is_ellipsis", Value::boolean(false));
    return Value::map(map);
  };
  value::List* pages = value::make_list(arena);
  std::int64_t before = 0;
  for (std::int64_t number = 1; number <= total; ++number) {
    bool shown = number == 1 || number == total || (number >= current - window && number <= current + window);
    if (!shown) {
      number = number < current - window ? current - window - 1 : total - 1;
      continue;
    }
    if (number > before + 1) {
      value::Map* gap = value::make_map(arena);
      gap->set(arena, "num", Value::none());
      gap->set(arena, "url", Value::none());
      gap->set(arena, "is_current", Value::boolean(false));
      gap->set(arena, "is_ellipsis", Value::boolean(true));
      pages->append(arena, Value::map(gap));
    }
    pages->append(arena, item(number));
    before = number;
  }
  value::Map* result = value::make_map(arena);
  result->set(arena, "pages", Value::list(pages));
  result->set(arena, "prev", current > 1 ? item(current - 1) : Value::none());
  result->set(arena, "next", current < total ? item(current + 1) : Value::none());
  result->set(arena, "first", item(1));
  result->set(arena, "last", item(std::max<std::int64_t>(1, total)));
  return Value::map(result);
}

Value page_range(Context& ctx, const Arguments& arguments, const void*) {
  Parameters<3> a(ctx, "page_range", arguments, {"current_page", "total_pages", "window"}, 2);
  if (!a) return {};
  std::int64_t current = a[0].is_number() ? a[0].as_integer() : 1;
  std::int64_t total = a[1].is_number() ? a[1].as_integer() : 1;
  std::int64_t window = a[2].is_number() ? a[2].as_integer() : 2;
  value::List* numbers = value::make_list(ctx.arena);
  std::int64_t first = std::max<std::int64_t>(1, current - window), last = std::min(total, current + window);
  auto add = [&](std::int64_t number) { numbers->append(ctx.arena, Value::integer(number)); };
  if (first > 1) add(1);
  if (first > 2) numbers->append(ctx.arena, Value::none());
  for (std::int64_t number = first; number <= last; ++number) add(number);
  if (last < total - 1) numbers->append(ctx.arena, Value::none());
  if (last < total) add(total);
  return Value::list(numbers);
}

Value canonical_url(Context& ctx, const Arguments& arguments, const void* self) {
  Parameters<2> a(ctx, "canonical_url", arguments, {"path", "page"}, 0);
  if (!a) return {};
  Reader r = reader(ctx, self);
  Value target = a[0].is_nothing() ? r.page_object(ctx.subject) : a[0];
  return Value::string(ctx.arena, absolute_url(r, url_of(r, target)));
}

/// `url` with the base URL before it, as `Reader::with_base` puts it.
Value based(const Reader& reader, std::string_view url) {
  std::string_view base = reader.base_before(url);
  char* text = reader.context().arena.array<char>(base.size() + url.size());
  std::ranges::copy(url, std::ranges::copy(base, text).out);
  return Value::string({text, base.size() + url.size()});
}

Value tag_url(Context& ctx, const Arguments& arguments, const void* self) {
  Parameters<2> a(ctx, "tag_url", arguments, {"tag", "taxonomy"}, 1);
  if (!a) return {};
  Reader r = reader(ctx, self);
  std::string_view name = url_of(r, a[0]);
  if (!a[0].is_string()) return Value::string(ctx.arena, r.with_base(name));
  auto taxonomy = r.find_taxonomy(a[1].string_or("tags"));
  if (taxonomy) {
    if (auto term = r.find_term(*taxonomy, name)) {
      return based(r, r.term(*term, site::TermField::url).string_or(""));
    }
  }
  std::string folder(a[1].string_or("tags"));
  return Value::string(ctx.arena, r.with_base("/" + folder + "/" + base::percent_encode(base::slugify(name)) + "/"));
}

Value ensure_trailing_slash(Context& ctx, const Arguments& arguments, const void*) {
  Parameters<1> a(ctx, "ensure_trailing_slash", arguments, {"url"}, 1);
  if (!a) return {};
  std::string url(a[0].string_or(""));
  return Value::string(ctx.arena, url.ends_with('/') ? url : url + "/");
}

/// A picture for link previews: the page's own `image`, else the site's.
Value og_image(Context& ctx, const Arguments& arguments, const void* self) {
  Parameters<2> a(ctx, "og_image", arguments, {"image_path", "page"}, 0);
  if (!a) return {};
  Reader r = reader(ctx, self);
  std::string image(a[0].string_or(""));
  if (image.empty() && ctx.subject != ~0u) {
    for (const char* key : {"og_image", "image", "cover"}) {
      if (image.empty()) image = r.metadata(ctx.subject, key).string_or("");
    }
  }
  if (image.empty()) image = r.config("site.og_image").string_or("");
  if (image.empty()) return Value::string("");
  if (auto url = resource_url(r, image)) return Value::string(ctx.arena, absolute_url(r, *url));
  if (auto url = r.asset_url(image)) return Value::string(ctx.arena, absolute_url(r, *url));
  if (image.find("://") == image.npos && !image.starts_with('/')) image = "/" + image;
  return Value::string(ctx.arena, absolute_url(r, image));
}

Value image_address(Context& ctx, const Arguments& arguments, const void* self) {
  Parameters<4> a(ctx, "image_url", arguments, {"path", "width", "height", "quality"}, 1);
  if (!a) return {};
  return Value::string(ctx.arena, image_url(reader(ctx, self), a[0].string_or("")));
}

constexpr Entry k_entries[] = {
    {"url_for", url_for},       {"page_url", page_url},
    {"asset_url", asset_url},   {"get_pagination_items", get_pagination_items},
    {"page_range", page_range}, {"canonical_url", canonical_url},
    {"tag_url", tag_url},       {"ensure_trailing_slash", ensure_trailing_slash},
    {"og_image", og_image},     {"image_url", image_address},
};

}  // namespace

std::span<const Entry> url_functions() { return k_entries; }

}  // namespace render
