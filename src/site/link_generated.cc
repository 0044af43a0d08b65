// SPDX-License-Identifier: MIT
#include <utility>

#include "base/path.h"
#include "site/link.h"

namespace site {

namespace {

/// A page without source file.
Page generated_page(const config::Config& config, PageKind kind, std::string title) {
  Page page;
  page.kind = kind;
  page.title = std::move(title);
  page.metadata = empty_map();
  page.lang = config.language;
  return page;
}

/// The same with the id it will have.
Page new_page(const Linker& linker, PageKind kind, std::string title) {
  Page page = generated_page(linker.config, kind, std::move(title));
  page.id = static_cast<PageId>(linker.model.pages.size());
  return page;
}

/// The list page of a section whose folder has none; it inherits the cascade as a written one would.
Page section_page(Linker& linker, const Section& section) {
  const config::Config& config = linker.config;
  bool is_root = section.id == 0;
  std::string title = is_root ? config.title : content::title_from_name(section.name);
  if (title.empty()) title = is_root ? "Home" : section.name;
  Page page = new_page(linker, is_root ? PageKind::home : PageKind::section, std::move(title));
  page.section = section.id;
  page.slug = section.name;
  std::string_view language = folder_language(config, section.path);
  if (!language.empty()) page.lang = language;
  const value::Value& cascade = linker.folders[linker.folder_of_section[section.id]].cascade;
  if (cascade.is_map()) {
    std::vector<diagnostics::Diagnostic> said_at_the_cascade;
    page.metadata = cascade;
    page.fields = content::read_fields(cascade, nullptr, config.taxonomies, said_at_the_cascade);
  }
  set_folder_url(page, output_folder(config, section.path, page.lang));
  return page;
}

/// Where the home page is that of the default language's folder (its URL is `/` without prefix), root and folder share
/// one page.
void share_home(Linker& linker) {
  SectionId language = home_section_of_default_language(linker);
  if (language == k_none) return;
  Section& root = linker.model.sections[0];
  Section& section = linker.model.sections[language];
  if (root.index_page == k_none && section.index_page != k_none) {
    Page& page = linker.model.pages[section.index_page];
    if (page.output_path != "index.html") return;
    page.kind = PageKind::home;
    root.index_page = section.index_page;
  }
}

void add_section_pages(Linker& linker) {
  Model& model = linker.model;
  SectionId language = home_section_of_default_language(linker);
  std::unordered_map<std::string, PageId> taxonomy_pages;
  for (const Taxonomy& taxonomy : model.taxonomies) {
    if (taxonomy.page != k_none) taxonomy_pages.emplace(model.pages[taxonomy.page].output_path, taxonomy.page);
  }
  for (Section& section : model.sections) {
    if (section.index_page != k_none) continue;
    if (section.id == language && model.sections[0].index_page != k_none) {
      section.index_page = model.sections[0].index_page;
      continue;
    }
    Page page = section_page(linker, section);
    if (auto taken = taxonomy_pages.find(page.output_path); taken != taxonomy_pages.end()) {
      section.index_page = taken->second;
      continue;
    }
    section.index_page = page.id;
    model.pages.push_back(std::move(page));
  }
}

/// The section whose folder is that of the taxonomy, or the root.
SectionId section_of_taxonomy(const Model& model, const Taxonomy& taxonomy) {
  for (const Section& section : model.sections) {
    if (section.path == taxonomy.folder) return section.id;
  }
  return 0;
}

void add_taxonomy_page(Linker& linker, Taxonomy& taxonomy) {
  Model& model = linker.model;
  if (taxonomy.page != k_none || taxonomy.terms.empty()) return;
  Page page = new_page(linker, PageKind::taxonomy, content::title_from_name(taxonomy.name));
  page.taxonomy = taxonomy.id;
  page.section = section_of_taxonomy(model, taxonomy);
  page.slug = base::file_name(taxonomy.folder);
  set_folder_url(page, taxonomy.folder);
  taxonomy.page = page.id;
  model.pages.push_back(std::move(page));
}

void add_term_page(Linker& linker, Term& term, SectionId section) {
  Model& model = linker.model;
  if (term.page != k_none) return;
  Page page = term_page(linker.config, model.taxonomies[term.taxonomy], term, section);
  page.id = static_cast<PageId>(model.pages.size());
  term.page = page.id;
  model.pages.push_back(std::move(page));
}

void add_not_found_page(Linker& linker) {
  for (const Page& page : linker.model.pages) {
    if (page.kind == PageKind::not_found) return;
  }
  Page page = new_page(linker, PageKind::not_found, "Page not found");
  page.slug = "404";
  set_file_url(page, "404.html");
  linker.model.pages.push_back(std::move(page));
}

}  // namespace

Page term_page(const config::Config& config, const Taxonomy& taxonomy, const Term& term, SectionId section) {
  Page page = generated_page(config, PageKind::term, term.name);
  page.taxonomy = term.taxonomy;
  page.term = term.id;
  page.section = section;
  page.slug = term.slug;
  set_folder_url(page, taxonomy.folder + "/" + term.slug);
  return page;
}

void add_generated_pages(Linker& linker) {
  Model& model = linker.model;
  model.pages.reserve(model.pages.size() + model.sections.size() + model.terms.size() + model.taxonomies.size() + 1);
  share_home(linker);
  for (Taxonomy& taxonomy : model.taxonomies) add_taxonomy_page(linker, taxonomy);
  add_section_pages(linker);
  for (Taxonomy& taxonomy : model.taxonomies) {
    SectionId section = section_of_taxonomy(model, taxonomy);
    for (TermId term : taxonomy.terms) add_term_page(linker, model.terms[term], section);
  }
  add_not_found_page(linker);
}

}  // namespace site
