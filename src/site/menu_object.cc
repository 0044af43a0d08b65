// SPDX-License-Identifier: MIT
#include "base/strings.h"
#include "site/model.h"
#include "site/objects.h"

namespace site {

using value::Context;
using value::Handle;
using value::Name;
using value::Value;

namespace {

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

Value MenuItemObject::attribute(Context& ctx, Handle handle, Name name) const {
  const Model& model = site_.model();
  const MenuItem& item = model.menu_items[handle];
  Reader reader(site_, ctx);
  auto note = [&](MenuField field) {
    ctx.reads.note(value::Relation::menu, handle, static_cast<std::uint32_t>(field));
  };
  // Whether an entry is active depends on where all of its menu leads, and on the page that is shown.
  auto note_places = [&] {
    ctx.reads.note(value::Relation::menu, site_.names().id(item.menu),
                   static_cast<std::uint32_t>(MenuQuestion::places));
    if (ctx.subject < model.pages.size()) (void)reader.page(ctx.subject, PageField::url);
  };
  auto list = [&](const std::vector<MenuItemId>& items) {
    value::List* result = value::make_list(ctx.arena, items.size());
    for (MenuItemId child : items) result->append(ctx.arena, Value::object(this, child));
    return Value::list(result);
  };
  if (name.text == "name" || name.text == "title") return note(MenuField::name), Value::string(item.name);
  if (name.text == "url") return note(MenuField::url), Value::string(item.url);
  if (name.text == "href") return note(MenuField::url), Value::string(ctx.arena, reader.with_base(item.url));
  if (name.text == "identifier") return note(MenuField::identifier), Value::string(item.identifier);
  if (name.text == "children") return note(MenuField::children), list(item.children);
  if (name.text == "has_children") return note(MenuField::children), Value::boolean(!item.children.empty());
  if (name.text == "parent") {
    note(MenuField::parent);
    return item.parent == k_none ? Value::none() : Value::string(model.menu_items[item.parent].identifier);
  }
  if (name.text == "page")
    return note(MenuField::page), item.page == k_none ? Value::none() : reader.page_object(item.page);
  if (name.text == "active") return note_places(), Value::boolean(leads_to(model, item, ctx.subject));
  if (name.text == "active_trail") return note_places(), Value::boolean(is_on_trail(model, item, ctx.subject));
  return {};
}

void MenuItemObject::print(Context& ctx, Handle item, std::string& out) const {
  out += attribute(ctx, item, "name").string_or("");
}

std::vector<std::string> MenuItemObject::attribute_names(Handle) const {
  return {"name", "url", "href", "identifier", "children", "has_children", "parent", "page", "active", "active_trail"};
}

}  // namespace site
