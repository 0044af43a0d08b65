// SPDX-License-Identifier: MIT
#include <algorithm>
#include <map>
#include <tuple>
#include <unordered_set>
#include <utility>

#include "base/path.h"
#include "base/unicode.h"
#include "site/link.h"

namespace site {

using diagnostics::Severity;

namespace {

/// The terms of one taxonomy while they are gathered: spellings with one slug are one term.
class Gatherer {
 public:
  struct Gathered {
    std::string slug;
    std::string_view name;  ///< the most used spelling so far
    std::uint32_t uses = 0;
    std::vector<PageId> pages;
    std::map<std::string, std::uint32_t, std::less<>> spellings;
  };

  Gatherer(const Linker& linker, const config::Taxonomy& taxonomy) : linker_(linker), taxonomy_(taxonomy) {}

  void add_page(const Page& page) {
    auto written = page.fields.terms.find(taxonomy_.name);
    if (written == page.fields.terms.end()) return;
    for (std::string_view name : written->second) {
      Spelling& spelling = spelling_of(page, name);
      if (spelling.term == k_none) continue;
      Gathered& term = terms_[spelling.term];
      ++spelling.uses;
      if (spelling.uses > term.uses || (spelling.uses == term.uses && name < term.name)) {
        term.uses = spelling.uses;
        term.name = name;
      }
      if (term.pages.empty() || term.pages.back() != page.id) term.pages.push_back(page.id);
    }
  }

  /// In the order of the taxonomy: most pages first, then by name.
  std::vector<Gathered> finish() && {
    for (const auto& [name, spelling] : spellings_) {
      if (spelling.term != k_none) terms_[spelling.term].spellings.emplace(name, spelling.uses);
    }
    std::vector<std::pair<std::string, std::size_t>> order;
    for (std::size_t i = 0; i < terms_.size(); ++i) order.emplace_back(base::fold_case(terms_[i].name), i);
    std::sort(order.begin(), order.end(), [&](const auto& a, const auto& b) {
      const Gathered &first = terms_[a.second], &second = terms_[b.second];
      if (first.pages.size() != second.pages.size()) return first.pages.size() > second.pages.size();
      return std::tie(a.first, first.name) < std::tie(b.first, second.name);
    });
    std::vector<Gathered> sorted;
    for (const auto& each : order) sorted.push_back(std::move(terms_[each.second]));
    return sorted;
  }

 private:
  struct Spelling {
    std::uint32_t term = k_none;
    std::uint32_t uses = 0;
  };

  Spelling& spelling_of(const Page& page, std::string_view name) {
    auto [known, is_new] = spellings_.try_emplace(name);
    if (!is_new) return known->second;
    std::string slug = base::slugify(name);
    if (slug.find_first_not_of('.') == slug.npos) {
      linker_.report(
          Severity::warning, "empty-term",
          "'" + std::string(name) + "' in '" + taxonomy_.name + "' has no letter or digit for a URL; it is left out",
          content::place_of_key(*page.document, taxonomy_.name), "give it a name with letters or digits");
      return known->second;
    }
    auto [place, first] = by_slug_.try_emplace(slug, static_cast<std::uint32_t>(terms_.size()));
    if (first) terms_.push_back({std::move(slug), name, 0, {}, {}});
    known->second.term = place->second;
    return known->second;
  }

  const Linker& linker_;
  const config::Taxonomy& taxonomy_;
  std::unordered_map<std::string_view, Spelling> spellings_;
  std::unordered_map<std::string, std::uint32_t> by_slug_;
  std::vector<Gathered> terms_;
};

/// The folder in the output; one that cannot be is replaced by the taxonomy's name as a slug.
std::string folder_of(const config::Taxonomy& taxonomy) {
  std::string folder = base::normalize_path(taxonomy.folder.empty() ? taxonomy.name : taxonomy.folder);
  while (folder.starts_with('/')) folder.erase(0, 1);
  return folder.empty() || folder.starts_with("..") ? base::slugify(taxonomy.name) : folder;
}

/// The written page whose output is that of `folder`, now standing for a taxonomy or a term. Such a page has a folder's
/// URL also where other pages have none.
PageId take_written_page(Linker& linker, const std::string& folder, PageKind kind) {
  auto written = linker.by_output.find(folder + "/index.html");
  if (written == linker.by_output.end()) written = linker.by_output.find(folder + ".html");
  if (written == linker.by_output.end()) return k_none;
  Page& page = linker.model.pages[written->second];
  if (page.kind == PageKind::home || page.kind == PageKind::not_found) return k_none;
  linker.by_output.erase(written);
  set_folder_url(page, folder);
  linker.by_output.emplace(page.output_path, page.id);
  page.kind = kind;
  return page.id;
}

void add_taxonomy(Linker& linker, const config::Taxonomy& configured) {
  Model& model = linker.model;
  Gatherer gatherer(linker, configured);
  for (PageId id = 0; id < model.written_pages; ++id) gatherer.add_page(model.pages[id]);

  Taxonomy taxonomy;
  taxonomy.id = static_cast<TaxonomyId>(model.taxonomies.size());
  taxonomy.name = configured.name;
  taxonomy.singular = configured.singular;
  taxonomy.folder = folder_of(configured);
  taxonomy.page = take_written_page(linker, taxonomy.folder, PageKind::taxonomy);
  if (taxonomy.page != k_none) model.pages[taxonomy.page].taxonomy = taxonomy.id;
  for (Gatherer::Gathered& gathered : std::move(gatherer).finish()) {
    Term term;
    term.id = static_cast<TermId>(model.terms.size());
    term.taxonomy = taxonomy.id;
    term.name = gathered.name;
    term.slug = std::move(gathered.slug);
    term.pages = std::move(gathered.pages);
    term.spellings = std::move(gathered.spellings);
    term.page = take_written_page(linker, taxonomy.folder + "/" + term.slug, PageKind::term);
    if (term.page != k_none) {
      model.pages[term.page].taxonomy = taxonomy.id;
      model.pages[term.page].term = term.id;
    }
    model.kept_texts.push_back(term_key(taxonomy.id, term.slug));
    model.term_by_slug.add(model.kept_texts.back(), term.id);
    taxonomy.terms.push_back(term.id);
    model.terms.push_back(std::move(term));
  }
  model.taxonomies.push_back(std::move(taxonomy));
}

/// Two spellings of one term count once: keeps the first of equal terms from `first` on.
void drop_repetitions(std::vector<TermId>& terms, std::size_t first) {
  auto begin = terms.begin() + static_cast<std::ptrdiff_t>(first);
  std::vector<TermId> sorted(begin, terms.end());
  std::sort(sorted.begin(), sorted.end());
  if (std::adjacent_find(sorted.begin(), sorted.end()) == sorted.end()) return;
  std::unordered_set<TermId> seen;
  terms.erase(std::remove_if(begin, terms.end(), [&](TermId term) { return !seen.insert(term).second; }), terms.end());
}

/// Terms of each page, in the order in which its front matter names them.
void set_terms_of_pages(Linker& linker) {
  Model& model = linker.model;
  for (const Taxonomy& taxonomy : model.taxonomies) {
    std::unordered_map<std::string_view, TermId> by_spelling;
    for (PageId id = 0; id < model.written_pages; ++id) {
      Page& page = model.pages[id];
      auto written = page.fields.terms.find(taxonomy.name);
      if (written == page.fields.terms.end()) continue;
      std::size_t first = page.terms.size();
      for (std::string_view name : written->second) {
        auto [known, is_new] = by_spelling.try_emplace(name, k_none);
        if (is_new) {
          auto term = model.term_by_slug.find(term_key(taxonomy.id, base::slugify(name)));
          if (term) known->second = *term;
        }
        if (known->second != k_none) page.terms.push_back(known->second);
      }
      drop_repetitions(page.terms, first);
    }
  }
}

void pack_tags(Model& model) {
  for (PageId id = 0; id < model.written_pages; ++id) {
    model.packed_tags_begin.push_back(static_cast<std::uint32_t>(model.packed_tags.size()));
    for (TermId term : model.pages[id].terms) {
      if (model.taxonomies[model.terms[term].taxonomy].name == "tags") model.packed_tags.push_back(term);
    }
  }
  model.packed_tags_begin.push_back(static_cast<std::uint32_t>(model.packed_tags.size()));
}

}  // namespace

void collect_terms(Linker& linker) {
  for (const config::Taxonomy& taxonomy : linker.config.taxonomies) add_taxonomy(linker, taxonomy);
  set_terms_of_pages(linker);
  pack_tags(linker.model);
  for (Term& term : linker.model.terms) {
    std::sort(term.pages.begin(), term.pages.end(), [&](PageId a, PageId b) { return is_newer(linker.model, a, b); });
  }
}

}  // namespace site
