// SPDX-License-Identifier: MIT
#include "site/reader.h"

#include <algorithm>

#include "base/path.h"
#include "base/strings.h"
#include "base/unicode.h"
#include "site/backlinks.h"
#include "site/cross_reference.h"
#include "site/html.h"
#include "site/model.h"
#include "site/objects.h"
#include "site/queries.h"

namespace site {

using value::Relation;
using value::Value;

namespace {

template <class Field>
std::uint32_t number(Field field) {
  return static_cast<std::uint32_t>(field);
}

}  // namespace

Site::Site(const Model& model, const config::Config& config, const assets::Assets& assets, const base::FileSystem& fs,
           std::string site_root, Value data, Value texts, const base::Clock& clock, value::Names& names)
    : model_(model),
      config_(config),
      assets_(assets),
      fs_(fs),
      root_(std::move(site_root)),
      clock_(clock),
      names_(names),
      config_tree_(Relation::config, config.all, names, "config"),
      data_tree_(Relation::data, data, names, "data"),
      text_tree_(Relation::text, texts, names, "texts"),
      queries_(std::make_unique<Queries>(*this)),
      objects_(std::make_unique<Objects>(*this)) {}

Site::~Site() = default;

void Site::set_filter_runner(const FilterRunner* runner) { queries_->set_runner(runner); }

const std::vector<PageId>& Site::backlinks(PageId page) const {
  std::call_once(backlinks_once_, [&] { backlinks_ = compute_backlinks(model_); });
  return backlinks_[page];
}

Value Reader::site_object() const { return Value::object(&site_.objects().site, SiteObject::k_site); }
Value Reader::page_object(PageId page) const {
  return page == k_none ? Value::none() : Value::object(&site_.objects().page, page);
}
Value Reader::section_object(SectionId section) const {
  return section == k_none ? Value::none() : Value::object(&site_.objects().section, section);
}
Value Reader::term_object(TermId term) const { return Value::object(&site_.objects().term, term); }
Value Reader::taxonomy_object(TaxonomyId taxonomy) const { return Value::object(&site_.objects().taxonomy, taxonomy); }
Value Reader::config_object() const { return site_.config_tree().root(); }
Value Reader::data_object() const { return site_.data_tree().root(); }

Value Reader::menu(std::string_view name, PageId) const {
  ctx_.reads.note(Relation::menu, site_.names().id(name), number(MenuQuestion::roots));
  value::List* list = value::make_list(ctx_.arena);
  for (const Menu& menu : site_.model().menus) {
    if (menu.name != name) continue;
    for (MenuItemId root : menu.roots) list->append(ctx_.arena, Value::object(&site_.objects().menu_item, root));
  }
  return Value::list(list);
}

Value Reader::section(SectionId id, SectionField field) const {
  ctx_.reads.note(Relation::section, id, number(field));
  const Section& section = site_.model().sections[id];
  auto sections = [&] {
    value::List* list = value::make_list(ctx_.arena, section.subsections.size());
    for (SectionId child : section.subsections) list->append(ctx_.arena, section_object(child));
    return Value::list(list);
  };
  switch (field) {
    case SectionField::name:
      return Value::string(section.name);
    case SectionField::path:
      return Value::string(section.path);
    case SectionField::title:
      return Value::string(section.title);
    case SectionField::url:
      return page(section.index_page, PageField::url);
    case SectionField::permalink:
      return page(section.index_page, PageField::permalink);
    case SectionField::content_type:
      return Value::string(section.content_type);
    case SectionField::metadata:
      return page(section.index_page, PageField::metadata);
    case SectionField::weight:
      return page(section.index_page, PageField::weight);
    case SectionField::index_page:
      return page_object(section.index_page);
    case SectionField::parent:
      return section_object(section.parent);
    case SectionField::depth:
      return Value::integer(section.depth);
    case SectionField::root: {
      SectionId root = id;
      while (site_.model().sections[root].parent != k_none && site_.model().sections[root].depth > 1) {
        root = site_.model().sections[root].parent;
      }
      return section_object(root);
    }
    case SectionField::hierarchy: {
      std::vector<Value> names;
      for (SectionId at = id; at != k_none; at = site_.model().sections[at].parent) {
        if (!site_.model().sections[at].name.empty()) names.push_back(Value::string(site_.model().sections[at].name));
      }
      std::reverse(names.begin(), names.end());
      return Value::list(value::make_list(ctx_.arena, names));
    }
    case SectionField::pages:
    case SectionField::regular_pages:
    case SectionField::sorted_pages:
      return section_pages(id);
    case SectionField::regular_pages_recursive:
      return site_.queries().collection(Source::section_pages_recursive, id);
    case SectionField::subsections:
    case SectionField::sections:
    case SectionField::sorted_subsections:
      return sections();
  }
  return {};
}

Value Reader::term(TermId id, TermField field) const {
  ctx_.reads.note(Relation::taxonomy, id, number(field));
  const Term& term = site_.model().terms[id];
  switch (field) {
    case TermField::name:
      return Value::string(term.name);
    case TermField::slug:
      return Value::string(term.slug);
    case TermField::url:
      return page(term.page, PageField::url);
    case TermField::permalink:
      return page(term.page, PageField::permalink);
    case TermField::count:
      return Value::integer(static_cast<std::int64_t>(term.pages.size()));
    case TermField::pages:
      return term_pages(id);
    case TermField::page:
      return page_object(term.page);
    case TermField::taxonomy:
      return taxonomy_object(term.taxonomy);
  }
  return {};
}

Value Reader::taxonomy(TaxonomyId id, TaxonomyField field) const {
  ctx_.reads.note(Relation::taxonomy, id, k_taxonomy_fields + number(field));
  const Taxonomy& taxonomy = site_.model().taxonomies[id];
  switch (field) {
    case TaxonomyField::name:
      return Value::string(taxonomy.name);
    case TaxonomyField::singular:
      return Value::string(taxonomy.singular);
    case TaxonomyField::url:
      return taxonomy.page == k_none ? Value() : page(taxonomy.page, PageField::url);
    case TaxonomyField::permalink:
      return taxonomy.page == k_none ? Value() : page(taxonomy.page, PageField::permalink);
    case TaxonomyField::count:
      return Value::integer(static_cast<std::int64_t>(taxonomy.terms.size()));
    case TaxonomyField::page:
      return page_object(taxonomy.page);
    case TaxonomyField::terms: {
      value::List* list = value::make_list(ctx_.arena, taxonomy.terms.size());
      for (TermId term : taxonomy.terms) list->append(ctx_.arena, term_object(term));
      return Value::list(list);
    }
  }
  return {};
}

Value Reader::site(SiteField field) const {
  ctx_.reads.note(Relation::site, 0, number(field));
  const config::Config& config = site_.config();
  const Objects& objects = site_.objects();
  switch (field) {
    case SiteField::title:
      return Value::string(config.title);
    case SiteField::baseurl:
      return Value::string(config.baseurl);
    case SiteField::author:
      return Value::string(config.author);
    case SiteField::description:
      return Value::string(config.description);
    case SiteField::language:
      return Value::string(config.language);
    case SiteField::params: {
      Value params = this->config("params");
      return params.is_undefined() ? Value::map(value::make_map(ctx_.arena)) : params;
    }
    case SiteField::config:
      return config_object();
    case SiteField::data:
      return data_object();
    case SiteField::pages:
      return pages();
    case SiteField::regular_pages:
      return regular_pages();
    case SiteField::sections:
      return section(0, SectionField::subsections);
    case SiteField::taxonomies:
      return Value::object(&objects.site, SiteObject::k_taxonomies);
    case SiteField::menu:
      return Value::object(&objects.site, SiteObject::k_menus);
    case SiteField::indexes:
      return Value::object(&objects.site, SiteObject::k_indexes);
    case SiteField::theme:
      return this->config("theme");
    case SiteField::languages: {
      value::List* list = value::make_list(ctx_.arena);
      for (const config::Language& language : config.languages) {
        value::Map* map = value::make_map(ctx_.arena);
        map->set(ctx_.arena, "code", Value::string(language.code));
        map->set(ctx_.arena, "name", Value::string(language.name));
        map->set(ctx_.arena, "hreflang", Value::string(language.hreflang));
        map->set(ctx_.arena, "weight", Value::integer(language.weight));
        map->set(ctx_.arena, "baseurl", Value::string(language.baseurl));
        list->append(ctx_.arena, Value::map(map));
      }
      return Value::list(list);
    }
    case SiteField::build_time:
      return Value::datetime(now(1));
    case SiteField::root_path:
      return Value::string(site_.root());
    case SiteField::home:
      return section(0, SectionField::index_page);
    case SiteField::root_section:
      return section_object(0);
  }
  return {};
}

Value Reader::metadata(PageId page, value::Name key) const {
  ctx_.reads.note(Relation::page, page, k_metadata_key | key.hash);
  return site_.model().pages[page].metadata->get(key);
}

Value Reader::config(std::string_view dotted_path) const {
  Value at = config_object();
  for (std::string_view key : base::split(dotted_path, '.')) {
    if (!at.is_object()) return {};
    at = at.as_object().attribute(ctx_, at.handle(), key);
  }
  return at;
}

Value Reader::text(std::string_view language, std::string_view key) const {
  Value at = site_.text_tree().root();
  at = at.as_object().attribute(ctx_, at.handle(), language);
  if (at.is_object() && at.as_object().attribute(ctx_, at.handle(), key).is_undefined()) {
    for (std::string_view part : base::split(key, '.')) {
      if (!at.is_object()) return {};
      at = at.as_object().attribute(ctx_, at.handle(), part);
    }
    return at;
  }
  return at.is_object() ? at.as_object().attribute(ctx_, at.handle(), key) : Value();
}

std::string_view Reader::html(PageId page) const {
  ctx_.reads.note(Relation::page, page, number(PageField::html));
  return fill_body(*this, page);
}

Value Reader::pages() const { return site_.queries().collection(Source::all_pages, 0); }
Value Reader::regular_pages() const { return site_.queries().collection(Source::regular_pages, 0); }
Value Reader::recent_pages() const { return site_.queries().collection(Source::recent_pages, 0); }
Value Reader::listed_pages() const { return site_.queries().collection(Source::listed_pages, 0); }
Value Reader::listed_pages(std::uint32_t number, std::uint32_t parts) const {
  return site_.queries().collection(Source::listed_pages, listed_part(number, parts));
}
Value Reader::section_pages(SectionId section) const {
  return site_.queries().collection(Source::section_pages, section);
}
Value Reader::term_pages(TermId term) const { return site_.queries().collection(Source::term_pages, term); }

std::size_t Reader::count_pages() const {
  ctx_.reads.note(Relation::site, 0, k_count_pages);
  return site_.model().count_pages();
}

std::vector<PageId> Reader::page_ids(const Value& list) const {
  Value plain = list;
  if (list.is_object()) plain = list.as_object().materialize(ctx_, list.handle());
  std::vector<PageId> ids;
  for (const Value& element : plain.items()) {
    if (auto page = page_of(element)) ids.push_back(*page);
  }
  return ids;
}

std::optional<PageId> Reader::page_of(const Value& object) const {
  if (!object.is_object()) return std::nullopt;
  if (&object.as_object() == &site_.objects().page || &object.as_object() == &site_.objects().metadata)
    return object.handle();
  return std::nullopt;
}

std::optional<SectionId> Reader::section_of(const Value& object) const {
  if (!object.is_object() || &object.as_object() != &site_.objects().section) return std::nullopt;
  return object.handle();
}

std::optional<TaxonomyId> Reader::taxonomy_of(PageId page) const {
  ctx_.reads.note(Relation::page, page, number(PageField::kind));
  TaxonomyId taxonomy = site_.model().pages[page].taxonomy;
  if (taxonomy == k_none) return std::nullopt;
  return taxonomy;
}

std::optional<TermId> Reader::term_of(PageId page) const {
  ctx_.reads.note(Relation::page, page, number(PageField::kind));
  TermId term = site_.model().pages[page].term;
  if (term == k_none) return std::nullopt;
  return term;
}

std::optional<PageId> Reader::find_page(std::string_view path_or_url) const {
  ctx_.reads.note(Relation::cross_reference, site_.names().id(path_or_url), k_find_page);
  const Model& model = site_.model();
  std::string path = base::normalize_path(path_or_url);
  if (auto found = model.by_path.find(path)) return found;
  std::string content_folder = site_.config().content_dir + "/";
  if (path.starts_with(content_folder)) {
    if (auto found = model.by_path.find(std::string_view(path).substr(content_folder.size()))) return found;
  }
  if (auto found = model.by_url.find(path_or_url)) return found;
  std::string with_slash = std::string(path_or_url) + "/";
  if (auto found = model.by_url.find(with_slash)) return found;
  return std::nullopt;
}

std::optional<SectionId> Reader::find_section(std::string_view path) const {
  ctx_.reads.note(Relation::section, site_.names().id(path), k_find_section);
  return site_.model().section_by_path.find(base::normalize_path(path.starts_with('/') ? path.substr(1) : path));
}

std::optional<TaxonomyId> Reader::find_taxonomy(std::string_view name) const {
  ctx_.reads.note(Relation::taxonomy, site_.names().id(name), k_find_taxonomy);
  for (const Taxonomy& taxonomy : site_.model().taxonomies) {
    if (taxonomy.name == name) return taxonomy.id;
  }
  return std::nullopt;
}

std::optional<TermId> Reader::find_term(TaxonomyId taxonomy, std::string_view name_or_slug) const {
  auto look = [&] {
    auto term = site_.model().term_by_slug.find(term_key(taxonomy, base::slugify(name_or_slug)));
    return KnownTerm{site_.names().id(name_or_slug), taxonomy, term};
  };
  const auto* known = site_.known_terms().find(name_or_slug);
  if (known == nullptr) known = &site_.known_terms().add(name_or_slug, look());
  ctx_.reads.note(Relation::taxonomy, known->thing.name, k_find_term + taxonomy);
  return known->thing.taxonomy == taxonomy ? known->thing.term : look().term;
}

std::optional<Reader::Target> Reader::resolve(std::string_view target, PageId from) const {
  ctx_.reads.note(Relation::cross_reference, site_.names().id(target), from);
  auto found = resolve_reference(site_.model(), target, from);
  if (!found) return std::nullopt;
  if (found->heading_id.empty()) ctx_.reads.note(Relation::page, found->page, number(PageField::title));
  return Target{found->page, found->heading_id.empty() ? "" : "#" + found->heading_id, found->title};
}

std::optional<std::string> Reader::asset_url(std::string_view name) const {
  while (name.starts_with('/')) name.remove_prefix(1);
  ctx_.reads.note(Relation::asset, site_.names().id(name), 0);
  const assets::Asset* asset = site_.assets().find(name);
  if (asset == nullptr) return std::nullopt;
  return with_base("/" + base::percent_encode(asset->output_path));
}

namespace {

/// The path to open for a file of the site, or nothing when it would leave the site.
std::optional<std::string> file_inside(const base::FileSystem& fs, const std::string& site_root,
                                       std::string_view path) {
  auto joined = base::join_inside(site_root, path);
  if (!joined) return std::nullopt;
  auto real = fs.real_path(*joined);
  auto root = fs.real_path(site_root);
  if (!real || !root || !base::is_inside(*root, *real)) return std::nullopt;
  return real.value();
}

}  // namespace

std::optional<std::string> Surroundings::read_file(std::string_view path) const {
  auto file = file_inside(fs, root, path);
  if (!file) return std::nullopt;
  auto bytes = fs.read(*file);
  if (!bytes) return std::nullopt;
  return std::move(*bytes);
}

std::optional<std::uint64_t> Surroundings::file_size(std::string_view path) const {
  auto file = file_inside(fs, root, path);
  if (!file) return std::nullopt;
  auto stat = fs.stat(*file);
  if (!stat || stat->type != base::FileType::regular) return std::nullopt;
  return stat->size;
}

bool Surroundings::file_exists(std::string_view path) const { return file_inside(fs, root, path).has_value(); }

value::DateTime Surroundings::now(std::int64_t precision_seconds) const {
  std::int64_t now = clock.now();
  int offset = clock.offset_minutes(now);
  std::int64_t local = now + std::int64_t{offset} * 60'000'000;
  std::int64_t step = std::max<std::int64_t>(1, precision_seconds) * 1'000'000;
  return {local - local % step, static_cast<std::int16_t>(offset), true, false};
}

std::optional<std::string> Reader::read_file(std::string_view path) const {
  ctx_.reads.note(Relation::file, site_.names().id(path), number(FileField::bytes));
  return site_.surroundings().read_file(path);
}

std::optional<std::uint64_t> Reader::file_size(std::string_view path) const {
  ctx_.reads.note(Relation::file, site_.names().id(path), number(FileField::size));
  return site_.surroundings().file_size(path);
}

bool Reader::file_exists(std::string_view path) const {
  ctx_.reads.note(Relation::file, site_.names().id(path), number(FileField::exists));
  return site_.surroundings().file_exists(path);
}

value::DateTime Reader::now(std::int64_t precision_seconds) const {
  ctx_.reads.note(Relation::clock, 0, static_cast<std::uint32_t>(precision_seconds));
  return site_.surroundings().now(precision_seconds);
}

std::string Reader::suggest_pages(std::string_view target) const {
  ctx_.reads.note(Relation::cross_reference, site_.names().id(target), k_suggest_pages);
  return site::suggest_pages(site_.model(), target);
}

std::string Reader::with_base(std::string_view url) const { return std::string(base_before(url)).append(url); }

std::string_view Reader::base_before(std::string_view url) const {
  ctx_.reads.note(Relation::site, 0, number(SiteField::baseurl));
  bool below = url.empty() || (url.starts_with('/') && !url.starts_with("//"));
  return below ? std::string_view(site_.config().baseurl) : std::string_view();
}

}  // namespace site
