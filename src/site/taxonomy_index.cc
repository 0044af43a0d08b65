// SPDX-License-Identifier: MIT
#include "site/taxonomy_index.h"

#include <algorithm>
#include <limits>
#include <memory>
#include <string_view>
#include <tuple>
#include <utility>

#include "base/unicode.h"
#include "site/link.h"

namespace site {

std::optional<std::vector<TermId>> TaxonomyIndex::find_or_add(const content::Fields& fields) {
  std::vector<TermId> terms;
  for (const Taxonomy& taxonomy : std::as_const(model_.taxonomies)) {
    auto written = fields.terms.find(taxonomy.name);
    if (written == fields.terms.end()) continue;
    for (std::string_view name : written->second) {
      auto term = model_.term_by_slug.find(term_key(taxonomy.id, base::slugify(name)));
      if (!term) term = add(taxonomy.id, name);
      if (!term) return std::nullopt;
      if (std::find(terms.begin(), terms.end(), *term) == terms.end()) terms.push_back(*term);
    }
  }
  return terms;
}

std::optional<TermId> TaxonomyIndex::add(TaxonomyId taxonomy_id, std::string_view name) {
  const Taxonomy& taxonomy = model_.taxonomies[taxonomy_id];
  std::string slug = base::slugify(name);
  bool says_nothing = slug.find_first_not_of('.') == slug.npos;
  if (says_nothing || taxonomy.terms.empty() || !model_.config->languages.empty()) return std::nullopt;
  auto term = std::make_unique<Term>();
  auto page = std::make_unique<Page>();
  term->id = static_cast<TermId>(model_.terms.size());
  term->taxonomy = taxonomy_id;
  term->name = name;
  term->slug = std::move(slug);
  SectionId section = model_.section_by_path.find(taxonomy.folder).value_or(0);
  *page = term_page(*model_.config, taxonomy, *term, section);
  page->id = term->page = static_cast<PageId>(model_.pages.size());
  if (model_.by_url.find(page->url) || is_in_menu(*page)) return std::nullopt;
  page->key = "=" + page->url;
  set_type(model_, *page);
  paginate(*model_.config, *page, 0);

  model_.term_by_slug.change(term_key(taxonomy_id, term->slug), term->id);
  model_.by_url.change(page->url, page->id);
  auto holder = model_.by_slug.find(page->slug);
  if (holder) model_.shared_slugs.change(page->slug, 1);
  const Page* before = holder ? &std::as_const(model_).pages[*holder] : nullptr;
  bool is_first = before == nullptr ||
                  (before->document == nullptr && before->kind == PageKind::term && before->taxonomy > taxonomy_id);
  if (is_first) model_.by_slug.change(page->slug, page->id);
  difference_.pages.insert(page->id);
  difference_.added.push_back(page->id);
  difference_.terms.insert(term->id);
  difference_.taxonomies.insert(taxonomy_id);
  difference_.other_terms = true;
  TermId id = term->id;
  model_.pages.append(std::move(page));
  model_.terms.append(std::move(term));
  return id;
}

/// Takes out a term that has no pages any more; it is not among those of its taxonomy.
bool TaxonomyIndex::remove(TermId id) {
  const Term& term = model_.terms[id];
  const Page& page = model_.pages[term.page];
  bool is_first_with_slug = model_.by_slug.find(page.slug) == page.id;
  bool is_alone = page.document == nullptr && model_.by_url.find(page.url) == page.id && !page.output_path.empty() &&
                  !(is_first_with_slug && model_.shared_slugs.find(page.slug));
  if (!is_alone || is_in_menu(page) || !model_.config->languages.empty() ||
      model_.taxonomies[term.taxonomy].terms.empty())
    return false;
  model_.term_by_slug.change(term_key(term.taxonomy, term.slug), std::nullopt);
  model_.by_url.change(page.url, std::nullopt);
  if (is_first_with_slug) model_.by_slug.change(page.slug, std::nullopt);
  difference_.removed.push_back(page.id);
  difference_.other_terms = true;
  ++model_.gone_pages;
  return true;
}

bool TaxonomyIndex::is_in_menu(const Page& page) const {
  for (const MenuItem& item : std::as_const(model_.menu_items)) {
    if (item.page == page.id || item.url == page.url || item.url + "/" == page.url) return true;
  }
  return false;
}

void TaxonomyIndex::count(const content::Fields& fields, std::uint32_t by, std::set<TermId>& counted) {
  for (const Taxonomy& taxonomy : std::as_const(model_.taxonomies)) {
    auto written = fields.terms.find(taxonomy.name);
    if (written == fields.terms.end()) continue;
    for (std::string_view name : written->second) {
      auto id = model_.term_by_slug.find(term_key(taxonomy.id, base::slugify(name)));
      if (!id) continue;
      counted.insert(*id);
      auto& spellings = model_.terms[*id].spellings;
      auto spelling = spellings.try_emplace(std::string(name)).first;
      spelling->second += by;
      if (spelling->second == 0) spellings.erase(spelling);
    }
  }
}

bool TaxonomyIndex::count_spellings(const content::Fields& before, const content::Fields& now) {
  if (now.terms == before.terms) return true;
  std::set<TermId> counted;
  count(now, 1, counted);
  count(before, ~std::uint32_t{0}, counted);
  difference_.terms.insert(counted.begin(), counted.end());
  return std::ranges::all_of(counted, [&](TermId id) {
    const Term& term = model_.terms[id];
    auto most_used = std::ranges::max_element(term.spellings, {}, [](const auto& each) { return each.second; });
    return term.pages.empty() || most_used == term.spellings.end() || most_used->first == term.name;
  });
}

Term& TaxonomyIndex::edit(TermId id) {
  difference_.terms.insert(id);
  difference_.lists = true;
  return model_.terms[id];
}

void TaxonomyIndex::take_out(PageId page, TermId id) { std::erase(edit(id).pages, page); }

void TaxonomyIndex::put_in(PageId page, TermId id) {
  std::vector<PageId>& pages = edit(id).pages;
  auto newest_first = [&](PageId a, PageId b) { return is_newer(model_, a, b); };
  pages.insert(std::lower_bound(pages.begin(), pages.end(), page, newest_first), page);
}

void TaxonomyIndex::note_size(TermId id) { sizes_.emplace(id, model_.terms[id].pages.size()); }

bool TaxonomyIndex::settle() {
  std::erase_if(sizes_, [&](const auto& each) { return model_.terms[each.first].pages.size() == each.second; });
  for (const auto& [id, before] : sizes_) {
    TaxonomyId taxonomy = model_.terms[id].taxonomy;
    difference_.taxonomies.insert(taxonomy);
    std::erase(model_.taxonomies[taxonomy].terms, id);
  }
  auto key_of = [&](TermId id) {
    const Term& term = model_.terms[id];
    return std::tuple(std::numeric_limits<std::size_t>::max() - term.pages.size(), base::fold_case(term.name),
                      std::string_view(term.name));
  };
  std::vector<TermId> gone;
  for (const auto& [id, before] : sizes_) {
    const Term& term = model_.terms[id];
    if (term.pages.empty()) {
      gone.push_back(id);
      continue;
    }
    std::vector<TermId>& order = model_.taxonomies[term.taxonomy].terms;
    auto place = std::lower_bound(order.begin(), order.end(), key_of(id),
                                  [&](TermId each, const auto& key) { return key_of(each) < key; });
    order.insert(place, id);
    if (!resize_list(model_, term.page, before, term.pages.size(), difference_)) return false;
  }
  return std::ranges::all_of(gone, [&](TermId id) { return remove(id); });
}

}  // namespace site
