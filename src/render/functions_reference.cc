// SPDX-License-Identifier: MIT
#include "base/strings.h"
#include "base/unicode.h"
#include "render/library.h"
#include "render/register.h"

namespace render {

using site::PageField;
using site::PageId;
using site::Reader;
using value::Arguments;
using value::Context;
using value::Parameters;
using value::Value;

namespace {

/// A link to what a reference means, or a visible broken reference with a warning.
Value link_to(Context& ctx, const Reader& r, const std::string& target, const Value& text) {
  auto found = r.resolve(target, ctx.subject);
  std::string html;
  if (!found) {
    ctx.warn("broken-reference", "the cross reference '" + target + "' leads nowhere", "check the path, slug or id");
    html = "<span class=\"broken-ref\" data-ref=\"" + base::escape_html(target) + "\">" +
           base::escape_html(text.is_string() ? text.as_string() : std::string_view(target)) + "</span>";
    return Value::safe(ctx.arena, html);
  }
  html = "<a href=\"" + base::escape_html(r.with_base(r.page(found->page, PageField::url).string_or(""))) +
         base::escape_html(found->fragment) + "\">" +
         base::escape_html(text.is_string() ? text.as_string() : std::string_view(found->title)) + "</a>";
  return Value::safe(ctx.arena, html);
}

Value ref(Context& ctx, const Arguments& arguments, const void* self) {
  Parameters<2> a(ctx, "ref", arguments, {"path", "text"}, 1);
  if (!a) return {};
  return link_to(ctx, reader(ctx, self), std::string(a[0].string_or("")), a[1]);
}

Value doc(Context& ctx, const Arguments& arguments, const void* self) {
  Parameters<1> a(ctx, "doc", arguments, {"path"}, 1);
  if (!a) return {};
  Reader r = reader(ctx, self);
  auto found = r.resolve(a[0].string_or(""), ctx.subject);
  return found ? r.page_object(found->page) : Value::none();
}

Value anchor(Context& ctx, const Arguments& arguments, const void* self) {
  Parameters<2> a(ctx, "anchor", arguments, {"heading", "page_path"}, 1);
  if (!a) return {};
  std::string target(a[1].string_or(""));
  return link_to(ctx, reader(ctx, self), target + "#" + base::slugify(a[0].string_or("")), a[0]);
}

Value relref(Context& ctx, const Arguments& arguments, const void* self) {
  Parameters<1> a(ctx, "relref", arguments, {"path"}, 1);
  if (!a) return {};
  Reader r = reader(ctx, self);
  std::string target(a[0].string_or(""));
  auto found = r.resolve(target, ctx.subject);
  if (found) {
    return Value::string(ctx.arena, r.with_base(r.page(found->page, PageField::url).string_or("")) + found->fragment);
  }
  ctx.warn("broken-reference", "the cross reference '" + target + "' leads nowhere", "check the path, slug or id");
  return Value::string("");
}

Value get_page(Context& ctx, const Arguments& arguments, const void* self) {
  Parameters<1> a(ctx, "get_page", arguments, {"path"}, 1);
  if (!a) return {};
  Reader r = reader(ctx, self);
  auto page = r.find_page(a[0].string_or(""));
  return page ? r.page_object(*page) : Value::none();
}

Value get_section(Context& ctx, const Arguments& arguments, const void* self) {
  Parameters<1> a(ctx, "get_section", arguments, {"path"}, 1);
  if (!a) return {};
  Reader r = reader(ctx, self);
  auto section = r.find_section(a[0].string_or(""));
  return section ? r.section_object(*section) : Value::none();
}

Value related_posts(Context& ctx, const Arguments& arguments, const void* self) {
  Parameters<2> a(ctx, "related_posts", arguments, {"page", "limit"}, 0);
  if (!a) return {};
  Reader r = reader(ctx, self);
  PageId page = r.page_of(a[0]).value_or(ctx.subject);
  if (page == ~0u) return Value::list(value::make_list(ctx.arena));
  Value related = r.page(page, PageField::related_posts);
  if (!a[1].is_integer() || a[1].as_integer() < 0) return related;
  auto items = related.items();
  return Value::list(value::make_list(
      ctx.arena, items.first(std::min<std::size_t>(items.size(), static_cast<std::size_t>(a[1].as_integer())))));
}

Value popular_tags(Context& ctx, const Arguments& arguments, const void* self) {
  Parameters<2> a(ctx, "popular_tags", arguments, {"limit", "taxonomy"}, 0);
  if (!a) return {};
  Reader r = reader(ctx, self);
  auto taxonomy = r.find_taxonomy(a[1].string_or("tags"));
  value::List* list = value::make_list(ctx.arena);
  if (!taxonomy) return Value::list(list);
  std::int64_t limit = a[0].is_integer() ? a[0].as_integer() : 10;
  for (const Value& term : r.taxonomy(*taxonomy, site::TaxonomyField::terms).items()) {
    if (list->size >= limit) break;
    Value pair[] = {r.term(term.handle(), site::TermField::name), r.term(term.handle(), site::TermField::count)};
    list->append(ctx.arena, Value::tuple(value::make_list(ctx.arena, pair)));
  }
  return Value::list(list);
}

constexpr Entry k_entries[] = {
    {"ref", ref},
    {"xref", ref},
    {"doc", doc},
    {"anchor", anchor},
    {"relref", relref},
    {"get_page", get_page},
    {"get_section", get_section},
    {"related_posts", related_posts},
    {"popular_tags", popular_tags},
};

}  // namespace

std::span<const Entry> reference_functions() { return k_entries; }

}  // namespace render
