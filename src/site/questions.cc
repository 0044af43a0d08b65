// SPDX-License-Identifier: MIT
#include "site/questions.h"

#include <charconv>

#include "base/codec.h"
#include "base/strings.h"
#include "site/model.h"
#include "site/objects.h"
#include "site/queries.h"

namespace site {

using value::Question;
using value::Relation;

namespace {

constexpr std::size_t k_hash_digits = 8;

template <class Field>
std::uint8_t bit_of(Field field) {
  return static_cast<std::uint8_t>(field);
}

std::string hex(std::uint32_t number) {
  std::string text(k_hash_digits, '0');
  for (std::size_t i = k_hash_digits; i-- > 0; number >>= 4) text[i] = "0123456789abcdef"[number & 15];
  return text;
}

std::optional<std::uint32_t> number_of(std::string_view text, int base = 10) {
  std::uint32_t number = 0;
  auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number, base);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return number;
}

/// The two halves of `text` at the first `separator`.
std::pair<std::string_view, std::string_view> cut(std::string_view text, char separator) {
  std::size_t at = text.find(separator);
  return {text.substr(0, at), at == text.npos ? std::string_view() : text.substr(at + 1)};
}

char letter_of(Relation tree) { return tree == Relation::config ? 'k' : tree == Relation::data ? 'd' : 'i'; }

}  // namespace

Questions::Questions(const Site& site, Templates templates) : site_(site), templates_(std::move(templates)) {
  const Model& model = site.model();
  page_entities_ = std::vector<std::atomic<std::uint64_t>>(model.pages.size());
  page_versions_ = std::vector<std::atomic<std::uint64_t>>(model.pages.size());
  menu_paths_.resize(model.menu_items.size());
  for (const Menu& menu : model.menus) name_menu_items(menu.name, menu.roots);
}

const std::string& Questions::page_key(PageId page) const { return site_.model().pages[page].key; }

std::uint64_t Questions::page_entity(PageId page) const {
  std::atomic<std::uint64_t>& known = page_entities_[page];
  std::uint64_t entity = known.load(std::memory_order_relaxed);
  if (entity == 0) known.store(entity = base::hash64("p" + page_key(page)), std::memory_order_relaxed);
  return entity;
}

void Questions::name_menu_items(const std::string& parent, const std::vector<std::uint32_t>& items) {
  for (std::size_t i = 0; i < items.size(); ++i) {
    menu_paths_[items[i]] = parent + "/" + std::to_string(i);
    name_menu_items(menu_paths_[items[i]], site_.model().menu_items[items[i]].children);
  }
}

Place Questions::place(const Question& question) const {
  std::uint32_t field = question.field;
  if (question.relation == Relation::page && (field & k_metadata_key) == 0)
    return {page_entity(question.entity), bit_of(field)};
  Place place{base::hash64(entity(question)), 0};
  switch (question.relation) {
    case Relation::page:
    case Relation::clock:
    case Relation::cross_reference:
    case Relation::query:
    case Relation::asset:
    case Relation::environment:
      break;
    case Relation::section:
      if (field != k_find_section) place.bit = bit_of(field);
      break;
    case Relation::taxonomy:
      if (field < k_find_taxonomy) place.bit = bit_of(field % k_taxonomy_fields);
      break;
    case Relation::menu:
      place.bit = bit_of(field % static_cast<std::uint32_t>(MenuQuestion::roots));
      break;
    case Relation::site:
      place.bit = field == k_count_pages ? k_count_bit : bit_of(field);
      break;
    case Relation::template_:
    case Relation::config:
    case Relation::data:
    case Relation::text:
    case Relation::file:
      place.bit = bit_of(field);
      break;
  }
  return place;
}

std::string Questions::entity(const Question& question) const {
  const Model& model = site_.model();
  auto name = [&] { return std::string(site_.names().text(question.entity)); };
  std::uint32_t field = question.field;
  switch (question.relation) {
    case Relation::page:
      if ((field & k_metadata_key) != 0) return "m" + hex(field) + page_key(question.entity);
      return "p" + page_key(question.entity);
    case Relation::section:
      return field == k_find_section ? "S" + name() : "s" + model.sections[question.entity].path;
    case Relation::taxonomy: {
      if (field >= k_find_term) return "T" + model.taxonomies[field - k_find_term].name + "/" + name();
      if (field == k_find_taxonomy) return "X" + name();
      if (field >= k_taxonomy_fields) return "x" + model.taxonomies[question.entity].name;
      const Term& term = model.terms[question.entity];
      return "t" + model.taxonomies[term.taxonomy].name + "/" + term.slug;
    }
    case Relation::menu:
      if (field >= static_cast<std::uint32_t>(MenuQuestion::roots)) return "u" + name();
      return "e" + menu_paths_[question.entity];
    case Relation::query:
      return "q" + site_.queries().definition(question.entity, *this);
    case Relation::config:
    case Relation::data:
    case Relation::text:
      return letter_of(question.relation) + name();
    case Relation::template_:
      return "h" + name();
    case Relation::asset:
      return "a" + name();
    case Relation::file:
      return "f" + name();
    case Relation::cross_reference:
      if (field == k_find_page) return "R" + name();
      if (field == k_suggest_pages) return "G" + name();
      return "r" + page_key(field) + '\n' + name();
    case Relation::environment:
      return "v" + name();
    case Relation::clock:
      return "c" + std::to_string(field);
    case Relation::site:
      return "w";
  }
  return "";
}

std::optional<PageId> Questions::find_page(std::string_view key) const {
  const Model& model = site_.model();
  bool is_generated = key.starts_with('=');
  std::string_view sought = key;
  if (is_generated) {
    sought.remove_prefix(1);
    while (sought.ends_with('+')) sought.remove_suffix(1);
  }
  auto found = is_generated ? model.by_url.find(sought) : model.by_path.find(sought);
  if (found && page_key(*found) == key) return found;
  // A generated page whose URL another page has: its output is an error, but it can be asked about all the same.
  for (std::size_t id = 0; found && is_generated && id < model.pages.size(); ++id) {
    if (model.pages[id].key == key) return static_cast<PageId>(id);
  }
  return std::nullopt;
}

std::optional<TermId> Questions::find_term(std::string_view path) const {
  auto [taxonomy, slug] = cut(path, '/');
  for (const Taxonomy& each : site_.model().taxonomies) {
    if (each.name != taxonomy) continue;
    if (auto found = site_.model().term_by_slug.find(term_key(each.id, slug))) return found;
  }
  return std::nullopt;
}

std::optional<std::uint32_t> Questions::find_menu_item(std::string_view path) const {
  // The name of a menu may hold slashes, so the numbers are read from the end.
  const Model& model = site_.model();
  for (const Menu& menu : model.menus) {
    if (!path.starts_with(menu.name + "/")) continue;
    const std::vector<MenuItemId>* items = &menu.roots;
    std::optional<MenuItemId> item;
    for (std::string_view part : base::split(path.substr(menu.name.size() + 1), '/')) {
      auto position = number_of(part);
      item = position && *position < items->size() ? std::optional((*items)[*position]) : std::nullopt;
      if (!item) break;
      items = &model.menu_items[*item].children;
    }
    if (item) return item;
  }
  return std::nullopt;
}

std::optional<Question> Questions::find(std::string_view entity, std::uint8_t bit) const {
  if (entity.empty()) return std::nullopt;
  std::string_view name = entity.substr(1);
  auto named = [&](Relation relation, std::uint32_t field) {
    return std::optional(Question{relation, site_.names().id(name), field});
  };
  auto about = [&](Relation relation, std::optional<std::uint32_t> id, std::uint32_t field) {
    return id ? std::optional(Question{relation, *id, field}) : std::nullopt;
  };
  auto find_taxonomy = [&](std::string_view wanted) -> std::optional<TaxonomyId> {
    for (const Taxonomy& each : site_.model().taxonomies) {
      if (each.name == wanted) return each.id;
    }
    return std::nullopt;
  };
  switch (entity.front()) {
    case 'p':
      return about(Relation::page, find_page(name), bit);
    case 'm': {
      auto hash = number_of(name.substr(0, k_hash_digits), 16);
      if (!hash || name.size() < k_hash_digits) return std::nullopt;
      return about(Relation::page, find_page(name.substr(k_hash_digits)), k_metadata_key | *hash);
    }
    case 's': {
      if (name.empty()) return Question{Relation::section, 0, bit};
      return about(Relation::section, site_.model().section_by_path.find(name), bit);
    }
    case 'S':
      return named(Relation::section, k_find_section);
    case 't':
      return about(Relation::taxonomy, find_term(name), bit);
    case 'x':
      return about(Relation::taxonomy, find_taxonomy(name), k_taxonomy_fields + bit);
    case 'X':
      return named(Relation::taxonomy, k_find_taxonomy);
    case 'T': {
      auto [taxonomy, term] = cut(name, '/');
      auto found = find_taxonomy(taxonomy);
      if (!found) return std::nullopt;
      return Question{Relation::taxonomy, site_.names().id(term), k_find_term + *found};
    }
    case 'u':
      return named(Relation::menu, static_cast<std::uint32_t>(MenuQuestion::roots) + bit);
    case 'e':
      return about(Relation::menu, find_menu_item(name), bit);
    case 'q':
      return about(Relation::query, site_.queries().find(name, *this), 0);
    case 'k':
      return named(Relation::config, bit);
    case 'd':
      return named(Relation::data, bit);
    case 'i':
      return named(Relation::text, bit);
    case 'h':
      return named(Relation::template_, bit);
    case 'a':
      return named(Relation::asset, 0);
    case 'f':
      return named(Relation::file, bit);
    case 'R':
      return named(Relation::cross_reference, k_find_page);
    case 'G':
      return named(Relation::cross_reference, k_suggest_pages);
    case 'r': {
      auto [page, target] = cut(name, '\n');
      auto from = find_page(page);
      if (!from) return std::nullopt;
      return Question{Relation::cross_reference, site_.names().id(target), *from};
    }
    case 'v':
      return named(Relation::environment, 0);
    case 'c':
      return about(Relation::clock, 0, number_of(name).value_or(1));
    case 'w':
      return Question{Relation::site, 0, bit == k_count_bit ? k_count_pages : bit};
    default:
      return std::nullopt;
  }
}

}  // namespace site
