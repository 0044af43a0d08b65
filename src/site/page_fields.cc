// SPDX-License-Identifier: MIT
#include <algorithm>

#include "base/strings.h"
#include "base/unicode.h"
#include "site/html.h"
#include "site/model.h"
#include "site/objects.h"
#include "site/queries.h"
#include "site/reader.h"
#include "site/related.h"

namespace site {

using value::Value;

namespace {

constexpr std::size_t k_meta_description_length = 160;
constexpr std::uint32_t k_words_per_minute = 200;

/// At most `most` code points of `text`, cut at a word, with an ellipsis when something was cut.
std::string cut_at_word(std::string_view text, std::size_t most) {
  std::size_t end = base::offset_of_code_point(text, most);
  if (end >= text.size()) return std::string(text);
  std::size_t space = text.rfind(' ', end);
  if (space != text.npos && space > 0) end = space;
  return std::string(base::trim_right(text.substr(0, end))) + "…";
}

std::string_view kind_text(PageKind kind) {
  switch (kind) {
    case PageKind::home:
      return "home";
    case PageKind::section:
      return "section";
    case PageKind::page:
      return "page";
    case PageKind::taxonomy:
      return "taxonomy";
    case PageKind::term:
      return "term";
    case PageKind::not_found:
      return "404";
  }
  return "";
}

Value text_list(base::Arena& arena, const std::vector<std::string_view>& texts) {
  value::List* list = value::make_list(arena, texts.size());
  for (std::string_view text : texts) list->append(arena, Value::string(text));
  return Value::list(list);
}

Value optional_date(const std::optional<value::DateTime>& date) {
  return date ? Value::datetime(*date) : Value::none();
}

Value optional_number(std::optional<double> number) {
  if (!number) return Value::none();
  auto whole = static_cast<std::int64_t>(*number);
  return static_cast<double>(whole) == *number ? Value::integer(whole) : Value::floating(*number);
}

bool holds_pages(const Page& page) { return page.kind == PageKind::home || page.kind == PageKind::section; }

/// The section above a page: that which holds it, or for a section's own page the next one up.
SectionId section_above(const Model& model, const Page& page) {
  return holds_pages(page) ? model.sections[page.section].parent : page.section;
}

Value ancestors_of(const Reader& reader, const Page& page) {
  const Model& model = reader.whole().model();
  base::Arena& arena = reader.context().arena;
  value::List* list = value::make_list(arena);
  for (SectionId at = section_above(model, page); at != k_none; at = model.sections[at].parent) {
    list->append(arena, reader.section_object(at));
  }
  return Value::list(list);
}

Value resources_of(const Reader& reader, const Page& page) {
  base::Arena& arena = reader.context().arena;
  value::List* list = value::make_list(arena, page.resources.size());
  for (const Resource& resource : page.resources) {
    value::Map* map = value::make_map(arena);
    map->set(arena, "name", Value::string(resource.name));
    map->set(arena, "url", Value::string(resource.url));
    map->set(arena, "permalink", Value::string(arena, reader.with_base(resource.url)));
    list->append(arena, Value::map(map));
  }
  return Value::list(list);
}

Value links_of(const Reader& reader, const Page& page) {
  base::Arena& arena = reader.context().arena;
  value::List* list = value::make_list(arena);
  if (page.document != nullptr) {
    for (const markdown::Slot& slot : page.document->slots()) {
      if (slot.kind == markdown::Slot::Kind::link) list->append(arena, Value::string(slot.target));
    }
  }
  return Value::list(list);
}

Value terms_of(const Reader& reader, const Page& page, std::string_view taxonomy) {
  const Model& model = reader.whole().model();
  base::Arena& arena = reader.context().arena;
  value::List* list = value::make_list(arena, page.terms.size());
  for (TermId id : page.terms) {
    const Term& term = model.terms[id];
    if (taxonomy.empty()) {
      list->append(arena, reader.term_object(id));
    } else if (model.taxonomies[term.taxonomy].name == taxonomy) {
      list->append(arena, Value::string(term.name));
    }
  }
  return Value::list(list);
}

std::string meta_description(const Page& page) {
  if (!page.fields.description.empty()) return std::string(page.fields.description);
  return page.document == nullptr ? "" : cut_at_word(page.document->excerpt(), k_meta_description_length);
}

std::uint32_t words_in(const content::Document* document) {
  return document == nullptr ? 0 : markdown::count_words(markdown::plain_text(document->html()));
}

Value author_of(const Page& page) {
  return page.fields.authors.empty() ? Value::none() : Value::string(page.fields.authors.front());
}

/// Fetches from memory what templates mostly show beside a page's URL, all at once instead of one after the other. A
/// list shows pages that nobody has looked at for long.
void expect_summary(const Page& page) {
  __builtin_prefetch(page.url.data());
  __builtin_prefetch(page.title.data());
  __builtin_prefetch(page.fields.description.data());
  __builtin_prefetch(&page.fields.date);
}

}  // namespace

Value Reader::page(PageId id, PageField field) const {
  if (id == k_none) return {};
  // Handing out the metadata asks nothing yet: its keys are questions of their own.
  if (field == PageField::metadata) return Value::object(&site_.objects().metadata, id);
  ctx_.reads.note(value::Relation::page, id, static_cast<std::uint32_t>(field));
  const Model& model = site_.model();
  const Page& page = model.pages[id];
  const PageProxy& document = page.document;
  const content::Fields& fields = page.fields;
  base::Arena& arena = ctx_.arena;
  switch (field) {
    case PageField::title:
      return Value::string(page.title);
    case PageField::url:
      expect_summary(page);
      return Value::string(page.url);
    case PageField::permalink:
      return Value::string(arena, with_base(page.url));
    case PageField::slug:
      return Value::string(page.slug);
    case PageField::path:
    case PageField::source_path:
      return Value::string(page.path);
    case PageField::output_path:
      return Value::string(page.output_path);
    case PageField::kind:
      return Value::string(kind_text(page.kind));
    case PageField::type:
      return Value::string(page.type);
    case PageField::lang:
      return Value::string(page.lang);
    case PageField::translation_key:
      return Value::string(page.translation_key);
    case PageField::translations: {
      value::List* list = value::make_list(arena, page.translations.size());
      for (PageId translation : page.translations) list->append(arena, page_object(translation));
      return Value::list(list);
    }
    case PageField::date:
      return optional_date(fields.date);
    case PageField::lastmod:
      return optional_date(fields.lastmod ? fields.lastmod : fields.date);
    case PageField::description:
      return Value::string(fields.description);
    case PageField::keywords:
      return text_list(arena, fields.keywords);
    case PageField::meta_description:
      return Value::string(arena, meta_description(page));
    case PageField::draft:
      return Value::boolean(fields.draft);
    case PageField::weight:
      return optional_number(fields.weight);
    case PageField::author:
      return author_of(page);
    case PageField::authors:
      return text_list(arena, fields.authors);
    case PageField::series:
      return fields.series.empty() ? Value::none() : Value::string(fields.series);
    case PageField::hidden:
      return Value::boolean(fields.hidden);
    case PageField::noindex:
      return Value::boolean(fields.noindex);
    case PageField::template_:
      return fields.template_.empty() ? Value::none() : Value::string(fields.template_);
    case PageField::content:
      return Value::string(document == nullptr ? std::string_view() : document->raw_body());
    case PageField::html:
      return Value::safe(fill_body(*this, id));
    case PageField::plain_text:
      return Value::string(arena, markdown::plain_text(fill_body(*this, id)));
    case PageField::excerpt:
      return document == nullptr ? Value::string("") : Value::string(arena, document->excerpt());
    case PageField::summary:
      if (!fields.description.empty()) return Value::string(fields.description);
      return document == nullptr ? Value::string("") : Value::string(arena, document->excerpt());
    case PageField::word_count:
      return Value::integer(words_in(document));
    case PageField::reading_time: {
      std::uint32_t words = words_in(document);
      return Value::integer(std::max<std::uint32_t>(1, (words + k_words_per_minute - 1) / k_words_per_minute));
    }
    case PageField::toc:
      return Value::safe(arena, table_of_contents(*this, id));
    case PageField::toc_items:
      return toc_items(*this, id);
    case PageField::links:
      return links_of(*this, page);
    case PageField::tags:
      return terms_of(*this, page, "tags");
    case PageField::categories:
      return terms_of(*this, page, "categories");
    case PageField::terms:
      return terms_of(*this, page, "");
    case PageField::metadata:
      break;
    case PageField::is_home:
      return Value::boolean(page.kind == PageKind::home);
    case PageField::is_section:
      return Value::boolean(holds_pages(page));
    case PageField::is_page:
      return Value::boolean(page.kind == PageKind::page);
    case PageField::section:
      return section_object(page.section);
    case PageField::parent:
      return section_object(section_above(model, page));
    case PageField::ancestors:
      return ancestors_of(*this, page);
    case PageField::next:
      return page_object(page.next);
    case PageField::prev:
      return page_object(page.previous);
    case PageField::next_in_section:
      return page_object(page.next_in_section);
    case PageField::prev_in_section:
      return page_object(page.previous_in_section);
    case PageField::related_posts: {
      auto count = static_cast<std::size_t>(std::max<std::int64_t>(0, site_.config().related_count));
      value::List* list = value::make_list(arena, count);
      for (PageId related : related_pages(model, id, count)) list->append(arena, page_object(related));
      return Value::list(list);
    }
    case PageField::backlinks:
      return site_.queries().collection(Source::backlinks, id);
    case PageField::resources:
      return resources_of(*this, page);
    case PageField::paginate:
      return Value::integer(page.per_page);
    case PageField::list_pages:
      return Value::integer(page.list_pages);
  }
  return {};
}

}  // namespace site
