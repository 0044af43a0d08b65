// SPDX-License-Identifier: MIT
#include "site/linked_site.h"

#include <mutex>

#include "base/codec.h"
#include "content/fields_codec.h"
#include "value/codec.h"

namespace site {

namespace {

constexpr std::uint8_t k_version = 5;

std::string id_key(char kind, std::uint32_t id) {
  std::string key(1, kind);
  for (int shift = 24; shift >= 0; shift -= 8) key += static_cast<char>(id >> shift);
  return key;
}

std::string name_key(char kind, std::string_view name) { return std::string(1, kind).append(name); }

void write_ids(base::ByteWriter& out, const std::vector<std::uint32_t>& ids) {
  out.varint(ids.size());
  for (std::uint32_t id : ids) out.fixed32(id);
}

std::vector<std::uint32_t> read_ids(base::ByteReader& in) {
  std::vector<std::uint32_t> ids(in.count(4));
  for (std::uint32_t& id : ids) id = in.fixed32();
  return ids;
}

void write_texts(base::ByteWriter& out, std::initializer_list<const std::string*> texts) {
  for (const std::string* text : texts) out.text(*text);
}

void read_texts(base::ByteReader& in, std::initializer_list<std::string*> texts) {
  for (std::string* text : texts) *text = in.text();
}

void write_numbers(base::ByteWriter& out, std::initializer_list<std::uint32_t> numbers) {
  for (std::uint32_t number : numbers) out.fixed32(number);
}

void read_numbers(base::ByteReader& in, std::initializer_list<std::uint32_t*> numbers) {
  for (std::uint32_t* number : numbers) *number = in.fixed32();
}

std::string encode(const Page& page) {
  std::string bytes;
  base::ByteWriter out(bytes);
  out.u8(static_cast<std::uint8_t>(page.kind));
  out.u8(page.document != nullptr ? 1 : 0);
  write_texts(out, {&page.path, &page.key, &page.title, &page.type, &page.slug, &page.url, &page.output_path,
                    &page.lang, &page.translation_key});
  std::string metadata;
  base::ByteWriter metadata_out(metadata);
  value::encode(metadata_out, *page.metadata);
  out.text(metadata);
  content::encode(out, page.fields);
  write_numbers(out, {page.section, page.taxonomy, page.term, page.next, page.previous, page.next_in_section,
                      page.previous_in_section, page.list_pages, page.per_page});
  write_ids(out, page.terms);
  write_ids(out, page.translations);
  out.varint(page.resources.size());
  for (const Resource& resource : page.resources)
    write_texts(out, {&resource.path, &resource.name, &resource.source_file, &resource.output_path, &resource.url});
  return bytes;
}

std::string encode(const Section& section) {
  std::string bytes;
  base::ByteWriter out(bytes);
  write_texts(out, {&section.name, &section.path, &section.title, &section.content_type});
  write_numbers(out, {section.parent, section.depth, section.index_page, section.dated_pages});
  write_ids(out, section.pages);
  write_ids(out, section.subsections);
  return bytes;
}

std::string encode(const Taxonomy& taxonomy) {
  std::string bytes;
  base::ByteWriter out(bytes);
  write_texts(out, {&taxonomy.name, &taxonomy.singular, &taxonomy.folder});
  write_numbers(out, {taxonomy.page});
  write_ids(out, taxonomy.terms);
  return bytes;
}

std::string encode(const Term& term) {
  std::string bytes;
  base::ByteWriter out(bytes);
  write_texts(out, {&term.name, &term.slug});
  write_numbers(out, {term.taxonomy, term.page});
  write_ids(out, term.pages);
  out.varint(term.spellings.size());
  for (const auto& [name, uses] : term.spellings) {
    out.text(name);
    out.fixed32(uses);
  }
  return bytes;
}

std::string encode(const MenuItem& item) {
  std::string bytes;
  base::ByteWriter out(bytes);
  write_texts(out, {&item.menu, &item.identifier, &item.name, &item.url});
  write_numbers(out, {item.page, item.parent});
  write_ids(out, item.children);
  return bytes;
}

std::string encode(const Menu& menu) {
  std::string bytes;
  base::ByteWriter out(bytes);
  out.text(menu.name);
  write_ids(out, menu.roots);
  return bytes;
}

std::string encode(const std::vector<std::uint32_t>& ids) {
  std::string bytes;
  base::ByteWriter out(bytes);
  write_ids(out, ids);
  return bytes;
}

std::string encode_counts(const Model& model) {
  std::string bytes;
  base::ByteWriter out(bytes);
  out.u8(k_version);
  for (std::size_t count : {model.pages.size(), model.gone_pages, model.sections.size(), model.taxonomies.size(),
                            model.terms.size(), model.menu_items.size(), model.menus.size(), model.file_urls.size()})
    out.varint(count);
  return bytes;
}

std::string encode_number(std::uint32_t number) {
  std::string bytes;
  base::ByteWriter(bytes).fixed32(number);
  return bytes;
}

/// The tables of names with the letters of their records.
using NameIndexOf = NameIndex Model::*;
constexpr std::pair<char, NameIndexOf> k_name_indexes[] = {{'P', &Model::by_path},      {'U', &Model::by_url},
                                                           {'I', &Model::by_id},        {'L', &Model::by_slug},
                                                           {'l', &Model::shared_slugs}, {'S', &Model::section_by_path},
                                                           {'T', &Model::term_by_slug}, {'F', &Model::file_by_path}};

void write_lists(const Model& model, const std::function<void(std::string key, std::string value)>& put) {
  put("n", encode_counts(model));
  put("a", encode(model.all_pages));
  put("r", encode(model.regular_pages));
  put("w", encode(model.written));
}

std::string encode_cascades(const Model& model) {
  std::string bytes;
  base::ByteWriter out(bytes);
  out.varint(model.cascades.size());
  for (const auto& [folder, cascade] : model.cascades) {
    out.text(folder);
    value::encode(out, cascade);
  }
  return bytes;
}

void decode_cascades(base::ByteReader& in, Model& model) {
  constexpr std::size_t k_least_bytes = 2;
  for (std::size_t count = in.count(k_least_bytes); in.good() && count > 0; --count) {
    std::string folder(in.text());
    model.cascades.emplace(std::move(folder), value::decode(in, model.arena));
  }
}

void decode(base::ByteReader& in, Section& section) {
  read_texts(in, {&section.name, &section.path, &section.title, &section.content_type});
  read_numbers(in, {&section.parent, &section.depth, &section.index_page, &section.dated_pages});
  section.pages = read_ids(in);
  section.subsections = read_ids(in);
}

void decode(base::ByteReader& in, Taxonomy& taxonomy) {
  read_texts(in, {&taxonomy.name, &taxonomy.singular, &taxonomy.folder});
  read_numbers(in, {&taxonomy.page});
  taxonomy.terms = read_ids(in);
}

void decode(base::ByteReader& in, Term& term) {
  read_texts(in, {&term.name, &term.slug});
  read_numbers(in, {&term.taxonomy, &term.page});
  term.pages = read_ids(in);
  constexpr std::size_t k_least_bytes = 5;
  for (std::size_t count = in.count(k_least_bytes); in.good() && count > 0; --count) {
    std::string name(in.text());
    term.spellings.emplace(std::move(name), in.fixed32());
  }
}

void decode(base::ByteReader& in, MenuItem& item) {
  read_texts(in, {&item.menu, &item.identifier, &item.name, &item.url});
  read_numbers(in, {&item.page, &item.parent});
  item.children = read_ids(in);
}

void decode(base::ByteReader& in, Menu& menu) {
  menu.name = in.text();
  menu.roots = read_ids(in);
}

void decode(base::ByteReader& in, std::string& text) { text = in.text(); }

/// Reads the records of one site. Lives as long as the model, which holds it through its tables.
class Opened {
 public:
  Opened(Model& model, LinkedRecords records)
      : model_(model),
        records_(std::move(records)),
        load_document_([this](std::uint32_t page) { return document_of(std::as_const(model_).pages[page].path); }) {}

  /// The record of a key; empty when it is missing.
  std::string_view must_get(const std::string& key) const {
    auto bytes = records_.get(key);
    if (!bytes) records_.damaged();
    return bytes.value_or("");
  }

  std::optional<std::uint32_t> find(char kind, std::string_view name) const {
    auto bytes = records_.get(name_key(kind, name));
    if (!bytes) return std::nullopt;
    base::ByteReader in(*bytes);
    std::uint32_t id = in.fixed32();
    if (!in.finished()) records_.damaged();
    return in.finished() ? std::optional(id) : std::nullopt;
  }

  template <class Element>
  std::unique_ptr<Element> load(char kind, std::uint32_t id) const {
    auto element = std::make_unique<Element>();
    base::ByteReader in(must_get(id_key(kind, id)));
    decode(in, *element);
    if constexpr (requires { element->id; }) element->id = id;
    if (!in.finished()) records_.damaged();
    return element;
  }

  std::unique_ptr<Page> load_page(std::uint32_t id) const {
    auto page = std::make_unique<Page>();
    page->id = id;
    base::ByteReader in(must_get(id_key('p', id)));
    page->kind = static_cast<PageKind>(in.u8());
    bool is_written = in.u8() != 0;
    read_texts(in, {&page->path, &page->key, &page->title, &page->type, &page->slug, &page->url, &page->output_path,
                    &page->lang, &page->translation_key});
    page->metadata = PageMetadata(in.text(), records_.damaged);
    page->fields = content::decode_fields(in);
    read_numbers(in, {&page->section, &page->taxonomy, &page->term, &page->next, &page->previous,
                      &page->next_in_section, &page->previous_in_section, &page->list_pages, &page->per_page});
    page->terms = read_ids(in);
    page->translations = read_ids(in);
    constexpr std::size_t k_texts = 5;
    for (std::size_t count = in.count(k_texts); in.good() && count > 0; --count) {
      Resource& resource = page->resources.emplace_back();
      read_texts(in, {&resource.path, &resource.name, &resource.source_file, &resource.output_path, &resource.url});
    }
    if (!in.finished() || page->kind > PageKind::not_found) {
      records_.damaged();
      *page = {};
      page->id = id;
      return page;
    }
    if (is_written) page->document = PageProxy(load_document_, id);
    return page;
  }

 private:
  const content::Document* document_of(const std::string& path) const {
    std::unique_ptr<content::Document> document = records_.document(path);
    if (document == nullptr) {
      records_.damaged();
      static const std::unique_ptr<content::Document> k_harmless = content::read_document("", "", {});
      return k_harmless.get();
    }
    std::lock_guard lock(mutex_);
    return model_.documents.emplace_back(std::move(document)).get();
  }

  Model& model_;
  LinkedRecords records_;
  PageProxy::Load load_document_;
  mutable std::mutex mutex_;
};

template <class Element>
void load_from(LazyVector<Element>& table, std::size_t count, char kind, const std::shared_ptr<Opened>& opened) {
  table.load_from(count, [opened, kind](std::uint32_t id) { return opened->load<Element>(kind, id); });
}

void load_from(NameIndex& index, char kind, const std::shared_ptr<Opened>& opened) {
  index.load_from([opened, kind](std::string_view name) { return opened->find(kind, name); });
}

}  // namespace

PageMetadata::PageMetadata(std::string_view bytes, const std::function<void()>& damaged)
    : record_(std::make_unique<const Record>(bytes, damaged)), is_kept_(true) {}

const value::Value& PageMetadata::decoded() const {
  return record_->decoded
      .get([this] {
        auto decoded = std::make_unique<Decoded>();
        base::ByteReader in(record_->bytes);
        decoded->value = value::decode(in, decoded->arena);
        if (!in.finished()) record_->damaged();
        return std::unique_ptr<const Decoded>(std::move(decoded));
      })
      ->value;
}

void write_linked_site(const Model& model, const std::function<void(std::string key, std::string value)>& put) {
  write_lists(model, put);
  put("c", encode_cascades(model));
  for (const Page& page : model.pages) put(id_key('p', page.id), encode(page));
  for (const Section& section : model.sections) put(id_key('s', section.id), encode(section));
  for (const Taxonomy& taxonomy : model.taxonomies) put(id_key('x', taxonomy.id), encode(taxonomy));
  for (const Term& term : model.terms) put(id_key('t', term.id), encode(term));
  for (const MenuItem& item : model.menu_items) put(id_key('e', item.id), encode(item));
  std::uint32_t number = 0;
  for (const Menu& menu : model.menus) put(id_key('m', number++), encode(menu));
  number = 0;
  for (const std::string& url : model.file_urls) {
    std::string bytes;
    base::ByteWriter(bytes).text(url);
    put(id_key('f', number++), std::move(bytes));
  }
  for (const auto& [kind, index] : k_name_indexes) {
    for (const base::NumbersByName::Entry& entry : (model.*index).entries())
      put(name_key(kind, entry.name), encode_number(entry.number));
  }
}

void write_difference(const Model& model, const Difference& difference,
                      const std::function<void(std::string key, std::optional<std::string> value)>& put) {
  for (PageId id : difference.pages) put(id_key('p', id), encode(model.pages[id]));
  for (PageId id : difference.removed) put(id_key('p', id), encode(Page{}));
  for (SectionId id : difference.sections) put(id_key('s', id), encode(model.sections[id]));
  for (TaxonomyId id : difference.taxonomies) put(id_key('x', id), encode(model.taxonomies[id]));
  for (TermId id : difference.terms) put(id_key('t', id), encode(model.terms[id]));
  if (!difference.has_other_pages()) return;
  write_lists(model, put);
  for (const auto& [kind, index] : k_name_indexes) {
    for (const auto& [name, number] : (model.*index).changes())
      put(name_key(kind, name), number ? std::optional(encode_number(*number)) : std::nullopt);
  }
}

std::unique_ptr<Model> open_linked_site(const config::Config& config, LinkedRecords records) {
  auto model = std::make_unique<Model>();
  model->config = &config;
  auto opened = std::make_shared<Opened>(*model, std::move(records));
  base::ByteReader in(opened->must_get("n"));
  if (in.u8() != k_version) return nullptr;
  std::size_t pages = in.varint();
  model->gone_pages = in.varint();
  std::size_t counts[6];
  for (std::size_t& count : counts) count = in.varint();
  base::ByteReader all(opened->must_get("a")), regular(opened->must_get("r")), written(opened->must_get("w")),
      cascades(opened->must_get("c"));
  model->all_pages = read_ids(all);
  model->regular_pages = read_ids(regular);
  model->written = read_ids(written);
  decode_cascades(cascades, *model);
  constexpr std::size_t k_most = std::size_t{1} << 31;
  bool good = in.finished() && all.finished() && regular.finished() && written.finished() && cascades.finished() &&
              pages < k_most && model->gone_pages <= pages;
  for (std::size_t count : counts) good = good && count < k_most;
  if (!good) return nullptr;
  model->pages.load_from(pages, [opened](std::uint32_t id) { return opened->load_page(id); });
  load_from(model->sections, counts[0], 's', opened);
  load_from(model->taxonomies, counts[1], 'x', opened);
  load_from(model->terms, counts[2], 't', opened);
  load_from(model->menu_items, counts[3], 'e', opened);
  load_from(model->menus, counts[4], 'm', opened);
  load_from(model->file_urls, counts[5], 'f', opened);
  for (const auto& [kind, index] : k_name_indexes) load_from((*model).*index, kind, opened);
  return model;
}

}  // namespace site
