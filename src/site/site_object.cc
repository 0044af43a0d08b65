// SPDX-License-Identifier: MIT
#include <algorithm>
#include <set>
#include <string>

#include "site/model.h"
#include "site/name_table.h"
#include "site/objects.h"
#include "site/queries.h"

namespace site {

using value::Context;
using value::Handle;
using value::Name;
using value::Value;

namespace {

constexpr NameTable<SiteField, 20> k_names({
    {"title", SiteField::title},
    {"baseurl", SiteField::baseurl},
    {"base_url", SiteField::baseurl},
    {"author", SiteField::author},
    {"description", SiteField::description},
    {"language", SiteField::language},
    {"params", SiteField::params},
    {"config", SiteField::config},
    {"data", SiteField::data},
    {"pages", SiteField::pages},
    {"regular_pages", SiteField::regular_pages},
    {"sections", SiteField::sections},
    {"taxonomies", SiteField::taxonomies},
    {"menu", SiteField::menu},
    {"indexes", SiteField::indexes},
    {"theme", SiteField::theme},
    {"languages", SiteField::languages},
    {"build_time", SiteField::build_time},
    {"root_path", SiteField::root_path},
    {"home", SiteField::home},
});

/// What one of the tables of `site.indexes` files a page under.
std::vector<std::string> index_keys_of(const Reader& reader, PageId page, Handle node) {
  std::vector<std::string> keys;
  switch (node) {
    case SiteObject::k_index_section:
      if (auto section = reader.section_of(reader.page(page, PageField::section))) {
        keys.emplace_back(reader.section(*section, SectionField::name).string_or(""));
      }
      break;
    case SiteObject::k_index_author:
      for (const Value& author : reader.page(page, PageField::authors).items()) keys.emplace_back(author.string_or(""));
      break;
    case SiteObject::k_index_category:
      for (const Value& category : reader.page(page, PageField::categories).items())
        keys.emplace_back(category.string_or(""));
      break;
    case SiteObject::k_index_date: {
      Value date = reader.page(page, PageField::date);
      if (!date.is_datetime()) break;
      keys.push_back(value::format_datetime(date.as_datetime(), "%Y"));
      keys.push_back(value::format_datetime(date.as_datetime(), "%Y-%m"));
      break;
    }
    default:
      break;
  }
  return keys;
}

}  // namespace

std::string_view site_field_name(SiteField field) { return k_names.name_of(field); }

value::Shape SiteObject::shape(Handle node) const {
  return node == k_site ? value::Shape::opaque : value::Shape::mapping;
}

Value SiteObject::attribute(Context& ctx, Handle node, Name name) const {
  Reader reader(site_, ctx);
  switch (node) {
    case k_site: {
      auto field = k_names.find(name);
      return field ? reader.site(*field) : Value();
    }
    case k_taxonomies: {
      auto taxonomy = reader.find_taxonomy(name.text);
      return taxonomy ? reader.taxonomy_object(*taxonomy) : Value();
    }
    case k_menus: {
      for (const Menu& menu : site_.model().menus) {
        if (menu.name == name.text) return reader.menu(menu.name, ctx.subject);
      }
      ctx.reads.note(value::Relation::menu, site_.names().id(name.text),
                     static_cast<std::uint32_t>(MenuQuestion::roots));
      return {};
    }
    case k_indexes:
      if (name.text == "section") return Value::object(this, k_index_section);
      if (name.text == "author") return Value::object(this, k_index_author);
      if (name.text == "category") return Value::object(this, k_index_category);
      if (name.text == "date_range") return Value::object(this, k_index_date);
      return {};
    default: {
      Value pages = index_pages(ctx, node, name.text);
      return pages.items().empty() ? Value() : pages;
    }
  }
}

Value SiteObject::item(Context& ctx, Handle node, const Value& key) const {
  return key.is_string() ? attribute(ctx, node, ctx.arena.copy(key.as_string())) : Value();
}

Value SiteObject::index_keys(Context& ctx, Handle node) const {
  Reader reader(site_, ctx);
  std::set<std::string> keys;
  for (PageId page : reader.page_ids(reader.regular_pages()))
    keys.merge([&] {
      auto of_page = index_keys_of(reader, page, node);
      return std::set<std::string>(of_page.begin(), of_page.end());
    }());
  value::List* list = value::make_list(ctx.arena, keys.size());
  for (const std::string& key : keys) list->append(ctx.arena, Value::string(ctx.arena, key));
  return Value::list(list);
}

Value SiteObject::index_pages(Context& ctx, Handle node, std::string_view key) const {
  Reader reader(site_, ctx);
  value::List* list = value::make_list(ctx.arena);
  for (PageId page : reader.page_ids(reader.regular_pages())) {
    auto keys = index_keys_of(reader, page, node);
    if (std::find(keys.begin(), keys.end(), key) != keys.end()) list->append(ctx.arena, reader.page_object(page));
  }
  return Value::list(list);
}

Value SiteObject::materialize(Context& ctx, Handle node) const {
  Reader reader(site_, ctx);
  value::Map* map = value::make_map(ctx.arena);
  if (node == k_taxonomies) {
    ctx.reads.note(value::Relation::site, 0, static_cast<std::uint32_t>(SiteField::taxonomies));
    for (const Taxonomy& taxonomy : site_.model().taxonomies) {
      map->set(ctx.arena, Name(taxonomy.name), reader.taxonomy_object(taxonomy.id));
    }
  } else if (node == k_menus) {
    ctx.reads.note(value::Relation::site, 0, static_cast<std::uint32_t>(SiteField::menu));
    for (const Menu& menu : site_.model().menus)
      map->set(ctx.arena, Name(menu.name), reader.menu(menu.name, ctx.subject));
  } else if (node == k_indexes) {
    for (const char* name : {"section", "author", "category", "date_range"})
      map->set(ctx.arena, Name(name), attribute(ctx, node, name));
  } else if (node != k_site) {
    Value keys = index_keys(ctx, node);
    for (const Value& key : keys.items())
      map->set(ctx.arena, Name(key.as_string()), index_pages(ctx, node, key.as_string()));
  } else {
    return {};
  }
  return Value::map(map);
}

Value SiteObject::call_method(Context& ctx, Handle node, Name name, const value::Arguments& arguments) const {
  bool is_index = node >= k_index_section;
  if (is_index && name.text == "get" && !arguments.positional.empty()) {
    return index_pages(ctx, node, arguments.positional[0].string_or(""));
  }
  if (is_index && name.text == "keys") return index_keys(ctx, node);
  return Object::call_method(ctx, node, name, arguments);
}

std::vector<std::string> SiteObject::attribute_names(Handle node) const {
  return node == k_site ? k_names.names() : std::vector<std::string>();
}

}  // namespace site
