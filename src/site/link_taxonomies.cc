// SPDX-License-Identifier: MIT
#include <algorithm>
#include <map>
#include <tuple>
#include <unordered_map>
#include <utility>
#include <vector>

#include "base/numbers_by_name.h"
#include "base/parallel.h"
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
    std::uint32_t number = 0;  ///< among those gathered
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
      if (!term.pages.empty() && term.pages.back() == page.id) continue;  // Two spellings of one term count once.
      term.pages.push_back(page.id);
      uses_.push_back({page.id, spelling.term});
    }
  }

  struct Use {
    PageId page;
    std::uint32_t term;  ///< `Gathered::number`
  };
  /// Which page has which term: by page, then as its front matter names them.
  const std::vector<Use>& uses() const { return uses_; }

  /// In the order of the taxonomy: most pages first, then by name.
  std::vector<Gathered> take() {
    for (const Spelling& spelling : spellings_) {
      if (spelling.term != k_none) terms_[spelling.term].spellings.emplace(spelling.name, spelling.uses);
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
    std::string_view name;
    std::uint32_t term = k_none;
    std::uint32_t uses = 0;
  };

  Spelling& spelling_of(const Page& page, std::string_view name) {
    auto [number, is_new] = by_name_.add(name, static_cast<std::uint32_t>(spellings_.size()));
    if (!is_new) return spellings_[number];
    Spelling& spelling = spellings_.emplace_back(Spelling{.name = name});
    std::string slug = base::slugify(name);
    if (slug.find_first_not_of('.') == slug.npos) {
      linker_.report(
          Severity::warning, "empty-term",
          "'" + std::string(name) + "' in '" + taxonomy_.name + "' has no letter or digit for a URL; it is left out",
          content::place_of_key(*page.document, taxonomy_.name), "give it a name with letters or digits");
      return spelling;
    }
    auto [place, first] = by_slug_.try_emplace(slug, static_cast<std::uint32_t>(terms_.size()));
    if (first) terms_.push_back({.number = place->second, .slug = std::move(slug), .name = name});
    spelling.term = place->second;
    return spelling;
  }

  const Linker& linker_;
  const config::Taxonomy& taxonomy_;
  std::vector<Spelling> spellings_;
  base::NumbersByName by_name_;  ///< of spellings
  std::unordered_map<std::string, std::uint32_t> by_slug_;
  std::vector<Gathered> terms_;
  std::vector<Use> uses_;
};

/// The folder in the output; one that cannot be is replaced by the taxonomy's name as a slug.
std::string folder_of(const config::Taxonomy& taxonomy) {
  std::string folder = base::normalize_path(taxonomy.folder.empty() ? taxonomy.name : taxonomy.folder);
  while (folder.starts_with('/')) folder.erase(0, 1);
  return folder.empty() || folder.starts_with("..") ? base::slugify(taxonomy.name) : folder;
}

/// Written pages whose outputs lie where those of taxonomies and terms do, by output; of two the first by path.
class WrittenPages {
 public:
  explicit WrittenPages(const Linker& linker) {
    std::vector<std::string> folders;
    for (const config::Taxonomy& taxonomy : linker.config.taxonomies) folders.push_back(folder_of(taxonomy));
    for (PageId id = 0; id < linker.model.written_pages; ++id) {
      const std::string& output = linker.model.pages[id].output_path;
      bool is_near =
          std::ranges::any_of(folders, [&](const std::string& folder) { return output.starts_with(folder); });
      if (is_near) pages_.try_emplace(output, id);
    }
  }

  /// The page whose output is that of `folder`, now standing for a taxonomy or a term. Such a page has a folder's URL
  /// also where other pages have none.
  PageId take(Model& model, const std::string& folder, PageKind kind) {
    auto written = pages_.find(folder + "/index.html");
    if (written == pages_.end()) written = pages_.find(folder + ".html");
    if (written == pages_.end()) return k_none;
    Page& page = model.pages[written->second];
    if (page.kind == PageKind::home || page.kind == PageKind::not_found) return k_none;
    pages_.erase(written);
    set_folder_url(page, folder);
    pages_.emplace(page.output_path, page.id);
    page.kind = kind;
    return page.id;
  }

 private:
  std::unordered_map<std::string, PageId> pages_;
};

void add_taxonomy(Linker& linker, const config::Taxonomy& configured, WrittenPages& written) {
  Model& model = linker.model;
  Gatherer gatherer(linker, configured);
  for (PageId id = 0; id < model.written_pages; ++id) gatherer.add_page(model.pages[id]);

  Taxonomy taxonomy;
  taxonomy.id = static_cast<TaxonomyId>(model.taxonomies.size());
  taxonomy.name = configured.name;
  taxonomy.singular = configured.singular;
  taxonomy.folder = folder_of(configured);
  taxonomy.page = written.take(model, taxonomy.folder, PageKind::taxonomy);
  if (taxonomy.page != k_none) model.pages[taxonomy.page].taxonomy = taxonomy.id;
  std::vector<Gatherer::Gathered> terms = gatherer.take();
  std::vector<TermId> ids(terms.size());
  for (Gatherer::Gathered& gathered : terms) {
    Term term;
    term.id = static_cast<TermId>(model.terms.size());
    ids[gathered.number] = term.id;
    term.taxonomy = taxonomy.id;
    term.name = gathered.name;
    term.slug = std::move(gathered.slug);
    term.pages = std::move(gathered.pages);
    term.spellings = std::move(gathered.spellings);
    term.page = written.take(model, taxonomy.folder + "/" + term.slug, PageKind::term);
    if (term.page != k_none) {
      model.pages[term.page].taxonomy = taxonomy.id;
      model.pages[term.page].term = term.id;
    }
    model.kept_texts.push_back(term_key(taxonomy.id, term.slug));
    model.term_by_slug.add(model.kept_texts.back(), term.id);
    taxonomy.terms.push_back(term.id);
    model.terms.push_back(std::move(term));
  }
  for (const Gatherer::Use& use : gatherer.uses()) model.pages[use.page].terms.push_back(ids[use.term]);
  model.taxonomies.push_back(std::move(taxonomy));
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
  Model& model = linker.model;
  WrittenPages written(linker);
  for (const config::Taxonomy& taxonomy : linker.config.taxonomies) add_taxonomy(linker, taxonomy, written);
  pack_tags(model);
  NewestFirst newest_first(model);
  base::parallel_for(model.terms.size(), linker.jobs, 1,
                     [&](std::size_t i, unsigned) { newest_first.sort(model.terms[i].pages); });
}

}  // namespace site
