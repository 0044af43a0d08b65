// SPDX-License-Identifier: MIT
#pragma once

#include <atomic>
#include <vector>

#include "site/reader.h"
#include "value/object.h"

/// The classes behind `page`, `section`, `site` and the rest in templates: names to fields, every answer from a Reader.
namespace site {

/// What all classes share: the site they answer for.
class SiteBound : public value::Object {
 public:
  explicit SiteBound(const Site& site) : site_(site) {}

 protected:
  ~SiteBound() = default;
  const Site& site_;
};

/// Handle: page id.
class PageObject final : public SiteBound {
 public:
  using SiteBound::SiteBound;
  std::string_view type_name() const override { return "page"; }
  value::Value attribute(value::Context& ctx, value::Handle page, value::Name name) const override;
  value::Value call_method(value::Context& ctx, value::Handle page, value::Name name,
                           const value::Arguments& arguments) const override;
  void print(value::Context& ctx, value::Handle page, std::string& out) const override;
  std::vector<std::string> attribute_names(value::Handle) const override;
};

/// A page's metadata as a mapping, read key by key. Handle: page id.
class MetadataObject final : public SiteBound {
 public:
  using SiteBound::SiteBound;
  std::string_view type_name() const override { return "dict"; }
  value::Shape shape(value::Handle) const override { return value::Shape::mapping; }
  value::Value attribute(value::Context& ctx, value::Handle page, value::Name name) const override;
  value::Value materialize(value::Context& ctx, value::Handle page) const override;
  std::vector<std::string> attribute_names(value::Handle page) const override;
};

/// Handle: section id.
class SectionObject final : public SiteBound {
 public:
  using SiteBound::SiteBound;
  std::string_view type_name() const override { return "section"; }
  value::Value attribute(value::Context& ctx, value::Handle section, value::Name name) const override;
  void print(value::Context& ctx, value::Handle section, std::string& out) const override;
  std::vector<std::string> attribute_names(value::Handle) const override;
};

/// Handle: term id.
class TermObject final : public SiteBound {
 public:
  using SiteBound::SiteBound;
  std::string_view type_name() const override { return "term"; }
  value::Value attribute(value::Context& ctx, value::Handle term, value::Name name) const override;
  void print(value::Context& ctx, value::Handle term, std::string& out) const override;
  std::vector<std::string> attribute_names(value::Handle) const override;
};

/// A taxonomy as a mapping from slug to term, in listing order. Handle: taxonomy id.
class TaxonomyObject final : public SiteBound {
 public:
  using SiteBound::SiteBound;
  std::string_view type_name() const override { return "taxonomy"; }
  value::Shape shape(value::Handle) const override { return value::Shape::mapping; }
  value::Value attribute(value::Context& ctx, value::Handle taxonomy, value::Name name) const override;
  value::Value item(value::Context& ctx, value::Handle taxonomy, const value::Value& key) const override;
  value::Value materialize(value::Context& ctx, value::Handle taxonomy) const override;
};

/// An entry of a menu; `active` is about the page that the output is of. Handle: menu item id.
class MenuItemObject final : public SiteBound {
 public:
  explicit MenuItemObject(const Site& site);
  std::string_view type_name() const override { return "menu item"; }
  value::Value attribute(value::Context& ctx, value::Handle item, value::Name name) const override;
  void print(value::Context& ctx, value::Handle item, std::string& out) const override;
  std::vector<std::string> attribute_names(value::Handle) const override;

 private:
  std::uint32_t name_of_menu(value::Handle item) const;

  mutable std::vector<std::atomic<std::uint32_t>> menus_;  ///< by item, by `Names`; `k_none` until somebody asks
};

/// `site` itself and the tables below it.
class SiteObject final : public SiteBound {
 public:
  using SiteBound::SiteBound;
  enum Node : value::Handle {
    k_site,
    k_taxonomies,
    k_menus,
    k_indexes,
    k_index_section,
    k_index_author,
    k_index_category,
    k_index_date
  };
  std::string_view type_name() const override { return "site"; }
  value::Shape shape(value::Handle node) const override;
  value::Value attribute(value::Context& ctx, value::Handle node, value::Name name) const override;
  value::Value item(value::Context& ctx, value::Handle node, const value::Value& key) const override;
  value::Value materialize(value::Context& ctx, value::Handle node) const override;
  value::Value call_method(value::Context& ctx, value::Handle node, value::Name name,
                           const value::Arguments& arguments) const override;
  std::vector<std::string> attribute_names(value::Handle node) const override;

 private:
  value::Value index_keys(value::Context& ctx, value::Handle node) const;
  value::Value index_pages(value::Context& ctx, value::Handle node, std::string_view key) const;
};

std::string_view page_field_name(PageField field);
std::string_view section_field_name(SectionField field);
std::string_view site_field_name(SiteField field);

struct Objects {
  explicit Objects(const Site& whole)
      : page(whole), metadata(whole), section(whole), term(whole), taxonomy(whole), menu_item(whole), site(whole) {}
  PageObject page;
  MetadataObject metadata;
  SectionObject section;
  TermObject term;
  TaxonomyObject taxonomy;
  MenuItemObject menu_item;
  SiteObject site;
};

}  // namespace site
