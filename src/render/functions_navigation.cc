// SPDX-License-Identifier: MIT
#include "base/strings.h"
#include "render/language_folders.h"
#include "render/library.h"
#include "render/register.h"

namespace render {

using site::PageField;
using site::PageId;
using site::Reader;
using site::SectionField;
using site::SectionId;
using value::Arguments;
using value::Context;
using value::Parameters;
using value::Value;

namespace {

/// Which of its entries are active each entry is asked by itself: the list is the same for every page.
constexpr PageId k_any_page = ~PageId{0};

Value get_menu(Context& ctx, const Arguments& arguments, const void* self) {
  Parameters<1> a(ctx, "get_menu", arguments, {"menu_name"}, 0);
  if (!a) return {};
  return reader(ctx, self).menu(a[0].string_or("main"), k_any_page);
}

Value get_menu_lang(Context& ctx, const Arguments& arguments, const void* self) {
  Parameters<2> a(ctx, "get_menu_lang", arguments, {"menu_name", "lang"}, 0);
  if (!a) return {};
  Reader r = reader(ctx, self);
  std::string name(a[0].string_or("main"));
  Value in_language = r.menu(name + "_" + std::string(a[1].string_or("")), k_any_page);
  return in_language.items().empty() ? r.menu(name, k_any_page) : in_language;
}

Value entry(base::Arena& arena, std::string_view title, const std::string& url, bool is_current) {
  value::Map* map = value::make_map(arena);
  map->set(arena, "title", Value::string(title));
  map->set(arena, "name", Value::string(title));
  map->set(arena, "url", Value::string(arena, url));
  map->set(arena, "href", Value::string(arena, url));
  map->set(arena, "is_current", Value::boolean(is_current));
  return Value::map(map);
}

std::string page_link(const Reader& r, PageId page) { return r.with_base(r.page(page, PageField::url).string_or("")); }

/// Whether the page is the first one of a language with a folder of its own.
bool is_home_of_language(const Reader& r, PageId page) {
  auto section = r.section_of(r.page(page, PageField::section));
  return section && is_language_folder(r, *section) && r.page_of(r.section(*section, SectionField::index_page)) == page;
}

/// Home, the sections above, the page itself. Where a language has a folder, its own page is home.
Value get_breadcrumbs(Context& ctx, const Arguments& arguments, const void* self) {
  Parameters<1> a(ctx, "get_breadcrumbs", arguments, {"page"}, 0);
  if (!a) return {};
  Reader r = reader(ctx, self);
  PageId page = r.page_of(a[0]).value_or(ctx.subject);
  value::List* list = value::make_list(ctx.arena);
  if (page == ~0u) return Value::list(list);
  auto ancestors = r.page(page, PageField::ancestors).items();
  for (std::size_t i = ancestors.size(); i-- > 0;) {
    SectionId section = *r.section_of(ancestors[i]);
    auto own_page = r.page_of(r.section(section, SectionField::index_page));
    if (!own_page) continue;
    if (is_language_folder(r, section)) list = value::make_list(ctx.arena);
    std::string_view title = r.page(*own_page, PageField::is_home).as_boolean()
                                 ? "Home"
                                 : r.section(section, SectionField::title).string_or("");
    list->append(ctx.arena, entry(ctx.arena, title, page_link(r, *own_page), false));
  }
  if (is_home_of_language(r, page)) list = value::make_list(ctx.arena);
  list->append(ctx.arena, entry(ctx.arena, r.page(page, PageField::title).string_or(""), page_link(r, page), true));
  return Value::list(list);
}

/// The headings of level 1 of a table of contents, each with those below it.
Value get_toc_grouped(Context& ctx, const Arguments& arguments, const void* self) {
  Parameters<2> a(ctx, "get_toc_grouped", arguments, {"toc_items", "group_by_level"}, 0);
  if (!a) return {};
  (void)self;
  std::int64_t level = a[1].is_integer() ? a[1].as_integer() : 1;
  value::List* groups = value::make_list(ctx.arena);
  value::List* children = nullptr;
  for (const Value& item : a[0].items()) {
    Value item_level = item.get("level");
    bool begins_group = children == nullptr || (item_level.is_integer() && item_level.as_integer() <= level);
    if (!begins_group) {
      children->append(ctx.arena, item);
      continue;
    }
    children = value::make_list(ctx.arena);
    value::Map* group = value::make_map(ctx.arena);
    group->set(ctx.arena, "header", item);
    group->set(ctx.arena, "children", Value::list(children));
    groups->append(ctx.arena, Value::map(group));
  }
  for (const Value& group : groups->items()) {
    auto* map = const_cast<value::Map*>(&group.as_map());
    map->set(ctx.arena, "is_group", Value::boolean(!group.get("children").items().empty()));
  }
  return Value::list(groups);
}

/// The tree of sections and pages around a page: the branch that leads to it is open.
class NavigationTree {
 public:
  NavigationTree(const Reader& r, PageId current) : r_(r), ctx_(r.context()), current_(current) {}

  Value below(SectionId section) const {
    value::List* list = value::make_list(ctx_.arena);
    for (const Value& child : r_.section(section, SectionField::subsections).items()) {
      SectionId id = *r_.section_of(child);
      bool belongs = section != 0 || !is_language_folder(r_, id);
      if (belongs) list->append(ctx_.arena, section_entry(id));
    }
    for (PageId page : r_.page_ids(r_.section_pages(section))) {
      if (!r_.page(page, PageField::hidden).as_boolean()) list->append(ctx_.arena, page_entry(page, {}, false));
    }
    return Value::list(list);
  }

 private:
  Value page_entry(PageId page, const Value& children, bool is_open) const {
    base::Arena& arena = ctx_.arena;
    value::Map* map = value::make_map(arena);
    bool is_current = page == current_;
    map->set(arena, "title", r_.page(page, PageField::title));
    map->set(arena, "url", Value::string(arena, page_link(r_, page)));
    map->set(arena, "page", r_.page_object(page));
    map->set(arena, "is_current", Value::boolean(is_current));
    map->set(arena, "is_in_active_trail", Value::boolean(is_open || is_current));
    map->set(arena, "is_section", Value::boolean(children.is_list()));
    map->set(arena, "has_children", Value::boolean(!children.items().empty()));
    map->set(arena, "children", children.is_list() ? children : Value::list(value::make_list(arena)));
    return Value::map(map);
  }

  Value section_entry(SectionId section) const {
    auto own_page = r_.page_of(r_.section(section, SectionField::index_page));
    return page_entry(*own_page, below(section), holds_current(section));
  }

  bool holds_current(SectionId section) const {
    if (current_ == ~0u) return false;
    auto at = r_.section_of(r_.page(current_, PageField::section));
    while (at && *at != section) at = r_.section_of(r_.section(*at, SectionField::parent));
    return at.has_value();
  }

  const Reader& r_;
  Context& ctx_;
  PageId current_;
};

Value get_nav_tree(Context& ctx, const Arguments& arguments, const void* self) {
  Parameters<2> a(ctx, "get_nav_tree", arguments, {"page", "root_section"}, 0);
  if (!a) return {};
  Reader r = reader(ctx, self);
  PageId current = r.page_of(a[0]).value_or(ctx.subject);
  auto root = r.section_of(a[1]);
  if (!root) root = language_folder(r, current == ~0u ? "" : r.page(current, PageField::lang).string_or(""));
  return NavigationTree(r, current).below(root.value_or(0));
}

/// Entries for the top sections in the page's language, as a menu without one being configured.
Value get_auto_nav(Context& ctx, const Arguments& arguments, const void* self) {
  if (!value::bind(ctx, "get_auto_nav", arguments, {}, 0, {})) return {};
  Reader r = reader(ctx, self);
  value::List* list = value::make_list(ctx.arena);
  for (SectionId section : top_sections(r, language_of_subject(r))) {
    auto own_page = r.page_of(r.section(section, SectionField::index_page));
    if (!own_page || r.page(*own_page, PageField::hidden).as_boolean()) continue;
    Value menu = r.metadata(*own_page, "menu");
    if (menu.is_boolean() && !menu.as_boolean()) continue;
    bool is_current = *own_page == ctx.subject;
    Value item =
        entry(ctx.arena, r.page(*own_page, PageField::title).string_or(""), page_link(r, *own_page), is_current);
    const_cast<value::Map*>(&item.as_map())->set(ctx.arena, "active", Value::boolean(is_current));
    list->append(ctx.arena, item);
  }
  return Value::list(list);
}

constexpr Entry k_entries[] = {
    {"get_menu", get_menu},
    {"get_menu_lang", get_menu_lang},
    {"get_breadcrumbs", get_breadcrumbs},
    {"get_toc_grouped", get_toc_grouped},
    {"get_nav_tree", get_nav_tree},
    {"get_auto_nav", get_auto_nav},
};

}  // namespace

std::span<const Entry> navigation_functions() { return k_entries; }

}  // namespace render
