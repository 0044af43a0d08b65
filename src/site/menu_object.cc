// SPDX-License-Identifier: MIT
#include "base/strings.h"
#include "site/model.h"
#include "site/name_table.h"
#include "site/objects.h"

namespace site {

using value::Context;
using value::Handle;
using value::Name;
using value::Value;

namespace {

enum class Attribute : std::uint8_t {
  name,
  url,
  href,
  identifier,
  children,
  has_children,
  parent,
  page,
  active,
  active_trail
};

constexpr NameTable<Attribute, 11> k_names({
    {"name", Attribute::name},
    {"title", Attribute::name},
    {"url", Attribute::url},
    {"href", Attribute::href},
    {"identifier", Attribute::identifier},
    {"children", Attribute::children},
    {"has_children", Attribute::has_children},
    {"parent", Attribute::parent},
    {"page", Attribute::page},
    {"active", Attribute::active},
    {"active_trail", Attribute::active_trail},
});

/// A URL without its final slash, so that "/docs" and "/docs/" are one place.
std::string_view bare(std::string_view url) {
  while (url.size() > 1 && url.ends_with('/')) url.remove_suffix(1);
  return url;
}

/// Whether the page shown is where the entry leads.
bool leads_to(const Model& model, const MenuItem& item, std::uint32_t subject) {
  if (subject >= model.pages.size()) return false;
  return item.page == subject || bare(item.url) == bare(model.pages[subject].url);
}

/// Whether the page shown is below the entry: below one of its children, or its URL below the entry's.
bool is_on_trail(const Model& model, const MenuItem& item, std::uint32_t subject) {
  if (subject >= model.pages.size()) return false;
  for (MenuItemId child : item.children) {
    if (leads_to(model, model.menu_items[child], subject) || is_on_trail(model, model.menu_items[child], subject))
      return true;
  }
  std::string_view base = bare(item.url), url = model.pages[subject].url;
  return base.size() > 1 && url.size() > base.size() && url.starts_with(base) && url[base.size()] == '/' &&
         bare(url) != base;
}

}  // namespace

MenuItemObject::MenuItemObject(const Site& site) : SiteBound(site), menus_(site.model().menu_items.size()) {
  for (std::atomic<std::uint32_t>& menu : menus_) menu.store(k_none, std::memory_order_relaxed);
}

/// All pages show the menu: its name is looked for once.
std::uint32_t MenuItemObject::name_of_menu(Handle item) const {
  std::uint32_t known = menus_[item].load(std::memory_order_relaxed);
  if (known != k_none) return known;
  std::uint32_t name = site_.names().id(site_.model().menu_items[item].menu);
  menus_[item].store(name, std::memory_order_relaxed);
  return name;
}

Value MenuItemObject::attribute(Context& ctx, Handle handle, Name name) const {
  auto asked = k_names.find(name);
  if (!asked) return {};
  const Model& model = site_.model();
  const MenuItem& item = model.menu_items[handle];
  Reader reader(site_, ctx);
  auto note = [&](MenuField field) {
    ctx.reads.note(value::Relation::menu, handle, static_cast<std::uint32_t>(field));
  };
  // Whether an entry is active depends on where all of its menu leads, and on the page that is shown.
  auto note_places = [&] {
    ctx.reads.note(value::Relation::menu, name_of_menu(handle), static_cast<std::uint32_t>(MenuQuestion::places));
    std::uint32_t subject = ctx.subject;
    if (subject < model.pages.size()) {
      ctx.reads.note(value::Relation::page, subject, static_cast<std::uint32_t>(PageField::url));
    }
  };
  auto list = [&](const std::vector<MenuItemId>& items) {
    value::List* result = value::make_list(ctx.arena, items.size());
    for (MenuItemId child : items) result->append(ctx.arena, Value::object(this, child));
    return Value::list(result);
  };
  switch (*asked) {
    case Attribute::name:
      return note(MenuField::name), Value::string(item.name);
    case Attribute::url:
      return note(MenuField::url), Value::string(item.url);
    case Attribute::href:
      return note(MenuField::url), Value::string(ctx.arena, reader.with_base(item.url));
    case Attribute::identifier:
      return note(MenuField::identifier), Value::string(item.identifier);
    case Attribute::children:
      return note(MenuField::children), list(item.children);
    case Attribute::has_children:
      return note(MenuField::children), Value::boolean(!item.children.empty());
    case Attribute::parent:
      note(MenuField::parent);
      return item.parent == k_none ? Value::none() : Value::string(model.menu_items[item.parent].identifier);
    case Attribute::page:
      return note(MenuField::page), item.page == k_none ? Value::none() : reader.page_object(item.page);
    case Attribute::active:
      return note_places(), Value::boolean(leads_to(model, item, ctx.subject));
    case Attribute::active_trail:
      return note_places(), Value::boolean(is_on_trail(model, item, ctx.subject));
  }
  return {};
}

void MenuItemObject::print(Context& ctx, Handle item, std::string& out) const {
  out += attribute(ctx, item, "name").string_or("");
}

std::vector<std::string> MenuItemObject::attribute_names(Handle) const {
  return {"name", "url", "href", "identifier", "children", "has_children", "parent", "page", "active", "active_trail"};
}

}  // namespace site
