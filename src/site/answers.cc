// SPDX-License-Identifier: MIT
// The answers to kept questions: see `Questions::answer`.
#include <charconv>

#include "base/codec.h"
#include "site/answer_words.h"
#include "site/cross_reference.h"
#include "site/model.h"
#include "site/objects.h"
#include "site/queries.h"
#include "site/questions.h"
#include "site/value_hash.h"
#include "value/codec.h"
#include "value/operations.h"

namespace site {

using value::Question;
using value::Relation;
using value::Value;

namespace {

/// Memory and log of one question asked again.
struct Scratch {
  base::Arena arena{512};
  value::ReadLog reads;
  value::Context ctx{arena, reads};
};

std::uint64_t answer_of_number(std::uint64_t number) {
  std::string bytes;
  base::ByteWriter out(bytes);
  out.varint(number);
  return answer_of(bytes);
}

/// A key of a page's metadata with its value: the entity names only the hash of the key.
std::string key_words(std::string_view key, const std::string& value) {
  return std::string(key.substr(0, k_longest_words)) + " = " + (value.empty() ? "(a table)" : value);
}

/// The parsed body: what fills its slots are questions of their own.
std::uint64_t hash_body(const content::Document* document) {
  if (document == nullptr) return answer_of("");
  std::string bytes;
  base::ByteWriter out(bytes);
  out.fixed64(base::hash64(document->html()));
  out.varint(document->body_offset);
  for (const markdown::Slot& slot : document->slots()) {
    out.u8(static_cast<std::uint8_t>(slot.kind));
    out.varint(slot.begin);
    out.varint(slot.end);
    out.varint(slot.offset);
    out.text(slot.target);
    out.text(slot.text);
  }
  return answer_of(bytes);
}

}  // namespace

std::uint64_t Questions::answer_value(const Value& value, std::string* words) const {
  if (words != nullptr) *words = answer_words(site_, *this, value);
  return stable_hash(site_, *this, value);
}

std::uint64_t Questions::answer_text(std::string_view text, std::string* words) const {
  if (words != nullptr) *words = quoted_words(text);
  return answer_of(text);
}

std::uint64_t Questions::answer_page(PageId id, std::uint32_t field, std::string* words) const {
  const Model& model = site_.model();
  const Page& page = model.pages[id];
  if ((field & k_metadata_key) != 0) {
    std::string bytes;
    base::ByteWriter out(bytes);
    if (words != nullptr) *words = "nothing";
    if (page.metadata->is_map()) {
      for (const value::Map::Entry& entry : page.metadata->as_map().entries()) {
        bool is_asked = entry.key.is_string() && (value::Name(entry.key.as_string()).hash | k_metadata_key) == field;
        if (!is_asked) continue;
        if (words != nullptr) *words = key_words(entry.key.as_string(), answer_words(site_, *this, entry.value));
        value::encode(out, entry.key);
        value::encode(out, entry.value);
      }
    }
    return answer_of(bytes);
  }
  switch (static_cast<PageField>(field)) {
    case PageField::html:
    case PageField::plain_text:
      return hash_body(page.document);
    case PageField::content:
      return page.document == nullptr ? answer_of("") : answer_of_number(page.document->fingerprint.low);
    case PageField::metadata:
      return answer_value(*page.metadata, words);
    case PageField::kind: {
      // Which taxonomy and term a page is of belongs to its kind.
      std::string text(1, static_cast<char>('0' + static_cast<int>(page.kind)));
      if (page.taxonomy != k_none) text += model.taxonomies[page.taxonomy].name;
      if (page.term != k_none) text += "/" + model.terms[page.term].slug;
      return answer_of(text);
    }
    default: {
      Scratch scratch;
      auto asked = static_cast<PageField>(field);
      Value value = Reader(site_, scratch.ctx).page(id, asked);
      // Their URL says it in fewer words.
      bool is_said = asked != PageField::permalink && asked != PageField::output_path;
      return answer_value(value, is_said ? words : nullptr);
    }
  }
}

std::uint64_t Questions::answer_site(std::uint32_t field, std::string* words) const {
  const Model& model = site_.model();
  if (field == k_count_pages) {
    if (words != nullptr) *words = std::to_string(model.count_pages());
    return answer_of_number(model.count_pages());
  }
  std::string bytes;
  base::ByteWriter out(bytes);
  switch (static_cast<SiteField>(field)) {
    case SiteField::build_time:
      return answer_of("");
    case SiteField::taxonomies:
      for (const Taxonomy& taxonomy : model.taxonomies) out.text(taxonomy.name);
      return answer_of(bytes);
    case SiteField::menu:
      for (const Menu& menu : model.menus) out.text(menu.name);
      return answer_of(bytes);
    default: {
      Scratch scratch;
      return answer_value(Reader(site_, scratch.ctx).site(static_cast<SiteField>(field)), words);
    }
  }
}

std::uint64_t Questions::answer_menu(const Question& question, std::string* words) const {
  const Model& model = site_.model();
  std::string bytes;
  base::ByteWriter out(bytes);
  if (question.field < static_cast<std::uint32_t>(MenuQuestion::roots)) {
    const MenuItem& item = model.menu_items[question.entity];
    switch (static_cast<MenuField>(question.field)) {
      case MenuField::name:
        return answer_text(item.name, words);
      case MenuField::url:
        return answer_text(item.url, words);
      case MenuField::identifier:
        return answer_text(item.identifier, words);
      case MenuField::children:
        return answer_of_number(item.children.size());
      case MenuField::parent:
        return answer_of(item.parent == k_none ? "" : "=" + model.menu_items[item.parent].identifier);
      case MenuField::page:
        return answer_of(item.page == k_none ? "" : page_key(item.page));
    }
  }
  std::string_view name = site_.names().text(question.entity);
  for (const Menu& menu : model.menus) {
    if (menu.name != name) continue;
    if (question.field == static_cast<std::uint32_t>(MenuQuestion::roots)) return answer_of_number(menu.roots.size());
    for (const MenuItem& item : model.menu_items) {
      if (item.menu != name) continue;
      out.text(menu_paths_[item.id]);
      out.text(item.url);
      out.text(item.page == k_none ? "" : page_key(item.page));
    }
    return answer_of(bytes);
  }
  return answer_of("there is none");
}

std::uint64_t Questions::answer_taxonomy(const Question& question, std::string* words) const {
  Scratch scratch;
  Reader reader(site_, scratch.ctx);
  std::uint32_t field = question.field;
  if (field >= k_find_term) {
    auto found = reader.find_term(field - k_find_term, site_.names().text(question.entity));
    return answer_value(found ? reader.term_object(*found) : Value(), words);
  }
  if (field == k_find_taxonomy) {
    auto found = reader.find_taxonomy(site_.names().text(question.entity));
    return answer_value(found ? reader.taxonomy_object(*found) : Value(), words);
  }
  if (field >= k_taxonomy_fields) {
    auto taxonomy_field = static_cast<TaxonomyField>(field - k_taxonomy_fields);
    return answer_value(reader.taxonomy(question.entity, taxonomy_field), words);
  }
  return answer_value(reader.term(question.entity, static_cast<TermField>(field)), words);
}

std::uint64_t Questions::answer_reference(const Question& question) const {
  Scratch scratch;
  Reader reader(site_, scratch.ctx);
  std::string_view target = site_.names().text(question.entity);
  std::string bytes;
  base::ByteWriter out(bytes);
  if (question.field == k_suggest_pages) return answer_of(suggest_pages(site_.model(), target));
  if (question.field == k_find_page) {
    auto found = reader.find_page(target);
    return answer_of(found ? page_key(*found) : "");
  }
  bool is_link = target.starts_with(k_link_mark);
  if (is_link) {
    target.remove_prefix(1);
    std::string_view path = target.substr(0, std::min(target.find('#'), target.find('?')));
    if (auto url = resolve_link(site_.model(), path, question.field)) out.text(*url);
    return answer_of(bytes);
  }
  if (auto found = resolve_reference(site_.model(), target, question.field)) {
    out.text(page_key(found->page));
    out.text(found->heading_id);
    // The title of a page is a question of its own.
    if (!found->heading_id.empty()) out.text(found->title);
  }
  return answer_of(bytes);
}

std::uint64_t Questions::answer_tree(const value::Tree& tree, const Question& question, std::string* words) const {
  Value found = tree.plain_at(site_.names().text(question.entity));
  if (question.field == 0) return answer_value(found, words);
  Scratch scratch;
  std::uint64_t count = value::length(scratch.ctx, found).value_or(0);
  if (words != nullptr) *words = std::to_string(count);
  return answer_of_number(count);
}

std::uint64_t Questions::answer(const Question& question, std::uint8_t bit, std::string* words) const {
  Scratch scratch;
  Reader reader(site_, scratch.ctx);
  if (words != nullptr) words->clear();
  switch (question.relation) {
    case Relation::page:
      return answer_page(question.entity, question.field, words);
    case Relation::section:
      if (question.field == k_find_section) {
        auto found = reader.find_section(site_.names().text(question.entity));
        return answer_value(found ? reader.section_object(*found) : Value(), words);
      }
      return answer_value(reader.section(question.entity, static_cast<SectionField>(question.field)), words);
    case Relation::taxonomy:
      return answer_taxonomy(question, words);
    case Relation::menu:
      return answer_menu(question, words);
    case Relation::query: {
      Value result = site_.queries().result(scratch.ctx, question.entity);
      if (scratch.ctx.failed()) return answer_of(scratch.ctx.failure().message);
      return answer_value(result, words);
    }
    case Relation::config:
      return answer_tree(site_.config_tree(), question, words);
    case Relation::data:
      return answer_tree(site_.data_tree(), question, words);
    case Relation::text:
      return answer_tree(site_.text_tree(), question, words);
    case Relation::template_: {
      TemplateMeaning meaning = templates_(site_.names().text(question.entity));
      const base::Fingerprint& asked = bit == k_template_text ? meaning.text : meaning.compiled;
      return answer_of_number(asked.low ^ (asked.high << 1));
    }
    case Relation::asset:
      return answer_text(reader.asset_url(site_.names().text(question.entity)).value_or(""), words);
    case Relation::file:
    case Relation::clock:
      return volatile_answer(site_.surroundings(), entity(question), bit);
    case Relation::cross_reference:
      return answer_reference(question);
    case Relation::environment:
      return answer_of("");
    case Relation::site:
      return answer_site(question.field, words);
  }
  return 0;
}

bool Questions::depends_on_others(const Question& question) {
  if (question.relation != Relation::page) return true;
  return question.field == static_cast<std::uint32_t>(PageField::related_posts);
}

std::uint64_t Questions::version(const Question& question) const {
  if (question.relation == Relation::query) return site_.queries().reads_as_bits(question.entity);
  if (question.relation != Relation::page) return 0;
  std::atomic<std::uint64_t>& known = page_versions_[question.entity];
  if (std::uint64_t version = known.load(std::memory_order_relaxed); version != 0) return version;
  const Model& model = site_.model();
  const Page& page = model.pages[question.entity];
  std::string bytes;
  base::ByteWriter out(bytes);
  for (const std::string* text : {&page.path, &page.title, &page.type, &page.slug, &page.url, &page.output_path,
                                  &page.lang, &page.translation_key, &model.sections[page.section].path})
    out.text(*text);
  if (page.document != nullptr) out.fingerprint(page.document->fingerprint);
  value::encode(out, *page.metadata);
  out.u8(static_cast<std::uint8_t>(page.kind));
  out.text(page.taxonomy == k_none ? "" : model.taxonomies[page.taxonomy].name);
  auto add_term = [&](TermId term) {
    out.text(model.taxonomies[model.terms[term].taxonomy].name);
    out.text(model.terms[term].name);
    out.text(model.terms[term].slug);
  };
  if (page.term != k_none) add_term(page.term);
  for (PageId other : {page.next, page.previous, page.next_in_section, page.previous_in_section})
    out.text(other == k_none ? std::string_view() : std::string_view(page_key(other)));
  out.varint(page.terms.size());
  for (TermId term : page.terms) add_term(term);
  out.varint(page.translations.size());
  for (PageId other : page.translations) out.text(page_key(other));
  for (const Resource& resource : page.resources) {
    out.text(resource.name);
    out.text(resource.url);
  }
  out.varint(page.list_pages);
  out.varint(page.per_page);
  std::uint64_t version = answer_of(bytes);
  known.store(version, std::memory_order_relaxed);
  return version;
}

bool is_volatile(std::string_view entity) { return entity.starts_with('f') || entity.starts_with('c'); }

std::uint64_t volatile_answer(const Surroundings& surroundings, std::string_view entity, std::uint8_t bit) {
  std::string_view name = entity.substr(1);
  std::string bytes;
  base::ByteWriter out(bytes);
  if (entity.starts_with('c')) {
    std::int64_t precision = 1;
    std::from_chars(name.data(), name.data() + name.size(), precision);
    value::encode(out, Value::datetime(surroundings.now(precision)));
    return answer_of(bytes);
  }
  switch (static_cast<FileField>(bit)) {
    case FileField::bytes:
      if (auto found = surroundings.read_file(name)) return answer_of("=" + *found);
      return answer_of("");
    case FileField::size:
      if (auto size = surroundings.file_size(name)) return answer_of_number(*size + 1);
      return answer_of_number(0);
    case FileField::exists:
      return answer_of_number(surroundings.file_exists(name) ? 1 : 0);
  }
  return 0;
}

}  // namespace site
