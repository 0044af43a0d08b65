// SPDX-License-Identifier: MIT
#include <algorithm>
#include <utility>

#include "base/parallel.h"
#include "base/path.h"
#include "site/link.h"

namespace site {

namespace {

/// Leaves folders with what is kept: their own page only when it is.
void drop_unwanted(Linker& linker) {
  for (Folder& folder : linker.folders) {
    std::erase_if(folder.candidates, [&](std::uint32_t each) { return !linker.candidates[each].kept; });
    if (folder.own_page != k_none && !linker.candidates[folder.own_page].kept) folder.own_page = k_none;
  }
}

/// Folders that hold pages, and those of them that are leaf bundles. Children come after their parents, so one walk
/// back suffices to tell a parent what is below it.
void find_bundles(Linker& linker) {
  struct Below {
    bool pages = false;  ///< in subfolders
    bool files = false;  ///< here or in subfolders
  };
  std::vector<Below> below(linker.folders.size());
  for (std::size_t i = linker.folders.size(); i-- > 0;) {
    Folder& folder = linker.folders[i];
    below[i].files |= !folder.files.empty();
    folder.holds_pages = below[i].pages || !folder.candidates.empty();
    bool has_index =
        folder.own_page != k_none && base::file_stem(linker.candidates[folder.own_page].document->path) == "index";
    folder.is_bundle = i != 0 && has_index && folder.candidates.size() == 1 && !below[i].pages && below[i].files;
    if (folder.parent == k_none) continue;
    below[folder.parent].pages |= folder.holds_pages;
    below[folder.parent].files |= below[i].files;
  }
  for (std::size_t i = 1; i < linker.folders.size(); ++i) {
    Folder& folder = linker.folders[i];
    folder.bundle = folder.is_bundle ? static_cast<std::uint32_t>(i) : linker.folders[folder.parent].bundle;
  }
}

/// Sections by path; the root always is one. A section's parent folder is one as well: it holds pages at some depth.
void make_sections(Linker& linker) {
  std::vector<std::uint32_t> order;
  for (std::size_t i = 0; i < linker.folders.size(); ++i) {
    const Folder& folder = linker.folders[i];
    if (i == 0 || (folder.holds_pages && !folder.is_bundle)) order.push_back(static_cast<std::uint32_t>(i));
  }
  std::sort(order.begin(), order.end(),
            [&](std::uint32_t a, std::uint32_t b) { return linker.folders[a].path < linker.folders[b].path; });
  for (std::uint32_t each : order) {
    Folder& folder = linker.folders[each];
    Section section;
    section.id = folder.section = static_cast<SectionId>(linker.model.sections.size());
    section.path = folder.path;
    section.name = base::file_name(folder.path);
    section.depth = folder.depth;
    linker.model.sections.push_back(std::move(section));
    linker.folder_of_section.push_back(each);
  }
  for (std::size_t i = 1; i < order.size(); ++i) {
    linker.model.sections[i].parent = linker.folders[linker.folders[order[i]].parent].section;
  }
}

/// Makes a candidate a page. Its fields are moved.
void fill_page(Linker& linker, std::uint32_t number, Page& page) {
  Candidate& candidate = linker.candidates[number];
  const Folder& folder = linker.folders[candidate.folder];
  bool is_index = folder.own_page == number;
  page.fields = std::move(candidate.fields);
  page.document = candidate.document;
  page.path = candidate.document->path;
  page.title = title_of(linker.config, page.fields, page.path, is_index);
  page.metadata = candidate.metadata;
  page.section = folder.is_bundle ? linker.folders[folder.parent].section : folder.section;
  if (is_index && !folder.is_bundle) page.kind = candidate.folder == 0 ? PageKind::home : PageKind::section;
  if (candidate.folder == 0 && base::file_stem(page.path) == "404") page.kind = PageKind::not_found;
}

/// Marks the folders of bundles whose page is a draft or out of date.
void withhold_files(Linker& linker) {
  for (Folder& folder : linker.folders) {
    if (folder.bundle == k_none) continue;
    std::uint32_t own_page = linker.folders[folder.bundle].own_page;
    folder.is_withheld = own_page != k_none && !linker.candidates[own_page].kept;
  }
}

}  // namespace

std::string title_of(const config::Config& config, const content::Fields& fields, std::string_view path,
                     bool is_index) {
  if (!fields.title.empty()) return std::string(fields.title);
  std::string_view name = is_index ? base::file_name(base::parent_path(path)) : base::file_stem(path);
  if (name.empty()) return config.title.empty() ? "Home" : config.title;
  return content::title_from_name(name);
}

void make_tree(Linker& linker) {
  find_bundles(linker);
  withhold_files(linker);
  drop_unwanted(linker);
  find_bundles(linker);
  make_sections(linker);
  LazyVector<Page>& pages = linker.model.pages;
  // Moving pages when those of terms are added costs more than some room that stays empty.
  constexpr std::size_t k_room_for_terms = 4096;
  pages.reserve(linker.candidates.size() + linker.model.sections.size() + k_room_for_terms);
  std::vector<std::uint32_t> kept;
  kept.reserve(linker.candidates.size());
  for (std::uint32_t i = 0; i < linker.candidates.size(); ++i) {
    if (!linker.candidates[i].kept) continue;
    kept.push_back(i);
    pages.emplace_back();
  }
  constexpr std::size_t k_chunk = 256;
  base::parallel_for(kept.size(), linker.jobs, k_chunk, [&](std::size_t id, unsigned) {
    Page& page = pages[id];
    fill_page(linker, kept[id], page);
    page.id = static_cast<PageId>(id);
    if (page.kind == PageKind::home || page.kind == PageKind::section) {
      linker.model.sections[page.section].index_page = page.id;  // No two pages are that of one section.
    }
  });
  linker.model.written_pages = pages.size();
}

}  // namespace site
