// SPDX-License-Identifier: MIT
#include "render/page_context.h"

#include <algorithm>

#include "site/name_table.h"
#include "value/operations.h"

namespace render {

using site::PageField;
using site::Reader;
using value::Context;
using value::Name;
using value::Value;

namespace {

enum class Field : std::uint8_t {
  page,
  content,
  title,
  metadata,
  params,
  toc,
  toc_items,
  meta_desc,
  reading_time,
  excerpt,
  section,
  posts,
  subsections,
  total_posts,
  current_page,
  total_pages,
  per_page,
  has_next,
  has_previous,
  next_page,
  previous_page,
  page_range,
  base_url,
  tag,
  tag_slug,
  tags,
  total_tags,
  taxonomy,
};

struct FieldName {
  Name name;
  Field field;
};

constexpr site::NameTable<Field, 31> k_names({
    {"page", Field::page},
    {"content", Field::content},
    {"title", Field::title},
    {"metadata", Field::metadata},
    {"params", Field::params},
    {"toc", Field::toc},
    {"toc_items", Field::toc_items},
    {"meta_desc", Field::meta_desc},
    {"reading_time", Field::reading_time},
    {"excerpt", Field::excerpt},
    {"section", Field::section},
    {"posts", Field::posts},
    {"pages", Field::posts},
    {"subsections", Field::subsections},
    {"total_posts", Field::total_posts},
    {"current_page", Field::current_page},
    {"total_pages", Field::total_pages},
    {"per_page", Field::per_page},
    {"has_next", Field::has_next},
    {"has_prev", Field::has_previous},
    {"has_previous", Field::has_previous},
    {"next_page", Field::next_page},
    {"prev_page", Field::previous_page},
    {"previous_page", Field::previous_page},
    {"page_range", Field::page_range},
    {"base_url", Field::base_url},
    {"tag", Field::tag},
    {"tag_slug", Field::tag_slug},
    {"tags", Field::tags},
    {"total_tags", Field::total_tags},
    {"taxonomy", Field::taxonomy},
});

enum class Listing { none, section, term, taxonomy, home };

Listing listing_of(const Reader& reader, site::PageId page) {
  std::string_view kind = reader.page(page, PageField::kind).string_or("");
  if (kind == "section") return Listing::section;
  if (kind == "term") return Listing::term;
  if (kind == "taxonomy") return Listing::taxonomy;
  if (kind == "home") return Listing::home;
  return Listing::none;
}

}  // namespace

std::int64_t PageContext::per_page(const Reader& reader) const {
  return reader.page(page_, PageField::paginate).as_integer();
}

/// All posts of the list, before pagination; undefined for a page that is no list.
Value PageContext::posts(const Reader& reader) const {
  switch (listing_of(reader, page_)) {
    case Listing::section:
      return reader.section_pages(*reader.section_of(reader.page(page_, PageField::section)));
    case Listing::term:
      return reader.term_pages(*reader.term_of(page_));
    case Listing::home:
      return per_page(reader) > 0 ? reader.recent_pages() : reader.section_pages(0);
    case Listing::taxonomy:
    case Listing::none:
      break;
  }
  return {};
}

std::size_t PageContext::total_posts(const Reader& reader) const {
  Value all = posts(reader);
  if (all.is_undefined()) return 0;
  return value::length(reader.context(), all).value_or(0);
}

std::int64_t PageContext::total_pages(const Reader& reader) const {
  return reader.page(page_, PageField::list_pages).as_integer();
}

Value PageContext::shown_posts(const Reader& reader) const {
  Value all = posts(reader);
  std::int64_t step = per_page(reader);
  if (!all.is_object() || step <= 0) return all;
  Value bounds[] = {Value::integer((number_ - 1) * step), Value::integer(number_ * step), Value::none()};
  auto slice = all.as_object().refine(reader.context(), all.handle(), {"slice", {bounds, {}}});
  return slice ? *slice : all;
}

Value PageContext::term_maps(const Reader& reader) const {
  base::Arena& arena = reader.context().arena;
  value::List* list = value::make_list(arena);
  auto taxonomy = reader.taxonomy_of(page_);
  if (!taxonomy) return {};
  Value terms = reader.taxonomy(*taxonomy, site::TaxonomyField::terms);
  for (const Value& term : terms.items()) list->append(arena, term);
  return Value::list(list);
}

Value PageContext::attribute(Context& ctx, value::Handle, Name name) const {
  auto field = k_names.find(name);
  if (!field) return {};
  Reader reader(*site_, ctx);
  auto neighbour = [&](std::int64_t number, bool exists) { return exists ? Value::integer(number) : Value::none(); };
  std::int64_t current = number_;
  switch (*field) {
    case Field::page:
      return reader.page_object(page_);
    case Field::content:
      return reader.page(page_, PageField::html);
    case Field::title:
      return reader.page(page_, PageField::title);
    case Field::metadata:
    case Field::params:
      return reader.page(page_, PageField::metadata);
    case Field::toc:
      return reader.page(page_, PageField::toc);
    case Field::toc_items:
      return reader.page(page_, PageField::toc_items);
    case Field::meta_desc:
      return reader.page(page_, PageField::meta_description);
    case Field::reading_time:
      return reader.page(page_, PageField::reading_time);
    case Field::excerpt:
      return reader.page(page_, PageField::excerpt);
    case Field::section:
      return reader.page(page_, PageField::section);
    case Field::posts:
      return shown_posts(reader);
    case Field::subsections: {
      Listing listing = listing_of(reader, page_);
      if (listing == Listing::none) return {};
      if (listing == Listing::term || listing == Listing::taxonomy) return Value::list(value::make_list(ctx.arena));
      auto section = reader.section_of(reader.page(page_, PageField::section));
      return section ? reader.section(*section, site::SectionField::subsections) : Value();
    }
    case Field::total_posts:
      return Value::integer(static_cast<std::int64_t>(total_posts(reader)));
    case Field::current_page:
      return Value::integer(current);
    case Field::total_pages:
      return Value::integer(total_pages(reader));
    case Field::per_page:
      return Value::integer(per_page(reader));
    case Field::has_next:
      return Value::boolean(current < total_pages(reader));
    case Field::has_previous:
      return Value::boolean(current > 1);
    case Field::next_page:
      return neighbour(current + 1, current < total_pages(reader));
    case Field::previous_page:
      return neighbour(current - 1, current > 1);
    case Field::page_range: {
      value::List* list = value::make_list(ctx.arena);
      for (std::int64_t number = 1; number <= total_pages(reader); ++number)
        list->append(ctx.arena, Value::integer(number));
      return Value::list(list);
    }
    case Field::base_url:
      return reader.page(page_, PageField::url);
    case Field::tag: {
      auto term = reader.term_of(page_);
      return term ? reader.term(*term, site::TermField::name) : Value();
    }
    case Field::tag_slug: {
      auto term = reader.term_of(page_);
      return term ? reader.term(*term, site::TermField::slug) : Value();
    }
    case Field::tags:
      return listing_of(reader, page_) == Listing::taxonomy ? term_maps(reader) : Value();
    case Field::total_tags: {
      auto taxonomy = reader.taxonomy_of(page_);
      return taxonomy ? reader.taxonomy(*taxonomy, site::TaxonomyField::count) : Value();
    }
    case Field::taxonomy: {
      auto taxonomy = reader.taxonomy_of(page_);
      return taxonomy ? reader.taxonomy_object(*taxonomy) : Value();
    }
  }
  return {};
}

Value PageContext::materialize(Context& ctx, value::Handle handle) const {
  value::Map* map = value::make_map(ctx.arena);
  for (const std::string& name : k_names.names()) {
    std::string_view kept = ctx.arena.copy(name);
    Value found = attribute(ctx, handle, kept);
    if (!found.is_undefined()) map->set(ctx.arena, Name(kept), found);
  }
  return Value::map(map);
}

std::vector<std::string> PageContext::attribute_names(value::Handle) const { return k_names.names(); }

}  // namespace render
