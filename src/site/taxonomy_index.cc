// SPDX-License-Identifier: MIT
#include "site/taxonomy_index.h"

#include <algorithm>
#include <limits>
#include <string_view>
#include <tuple>
#include <utility>

#include "base/unicode.h"
#include "site/link.h"

namespace site {

std::optional<std::vector<TermId>> TaxonomyIndex::find(const content::Fields& fields) const {
  std::vector<TermId> terms;
  for (const Taxonomy& taxonomy : std::as_const(model_.taxonomies)) {
    auto written = fields.terms.find(taxonomy.name);
    if (written == fields.terms.end()) continue;
    for (std::string_view name : written->second) {
      auto term = model_.term_by_slug.find(term_key(taxonomy.id, base::slugify(name)));
      if (!term) return std::nullopt;
      if (std::find(terms.begin(), terms.end(), *term) == terms.end()) terms.push_back(*term);
    }
  }
  return terms;
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
    return most_used != term.spellings.end() && most_used->first == term.name;
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
  for (const auto& [id, before] : sizes_) {
    std::vector<TermId>& order = model_.taxonomies[model_.terms[id].taxonomy].terms;
    auto place = std::lower_bound(order.begin(), order.end(), key_of(id),
                                  [&](TermId each, const auto& key) { return key_of(each) < key; });
    order.insert(place, id);
  }
  return std::ranges::all_of(sizes_, [&](const auto& each) {
    const Term& term = model_.terms[each.first];
    return !term.pages.empty() && term.page != k_none &&
           resize_list(model_, term.page, each.second, term.pages.size(), difference_);
  });
}

}  // namespace site
