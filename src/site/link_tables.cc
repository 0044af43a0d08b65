// SPDX-License-Identifier: MIT
#include "base/path.h"
#include "site/link.h"

namespace site {

namespace {

std::string_view without_extension(std::string_view path) {
  return path.substr(0, path.size() - base::extension(path).size());
}

/// Whole paths first, then names that could mean several pages: the first by path has them.
void fill_paths(Model& model) {
  model.by_path.reserve(model.written_pages * 2 + model.sections.size() * 3);
  for (PageId id = 0; id < model.written_pages; ++id) model.by_path.try_emplace(model.pages[id].path, id);
  for (PageId id = 0; id < model.written_pages; ++id) {
    model.by_path.try_emplace(without_extension(model.pages[id].path), id);
  }
  for (PageId id = 0; id < model.written_pages; ++id) {
    std::string_view path = model.pages[id].path;
    if (content::is_index_name(base::file_name(path))) model.by_path.try_emplace(base::parent_path(path), id);
  }
  for (const Section& section : model.sections) {
    model.section_by_path.emplace(section.path, section.id);
    model.by_path.try_emplace(section.path, section.index_page);
    for (const char* name : {"index", "_index"}) {
      model.kept_texts.push_back(section.path.empty() ? name : section.path + "/" + name);
      model.by_path.try_emplace(model.kept_texts.back(), section.index_page);
    }
  }
}

void fill_ids(Linker& linker) {
  Model& model = linker.model;
  for (PageId id = 0; id < model.written_pages; ++id) {
    const Page& page = model.pages[id];
    if (page.fields.id.empty()) continue;
    auto [known, is_new] = model.by_id.try_emplace(page.fields.id, id);
    if (is_new) continue;
    linker.report(diagnostics::Severity::warning, "duplicate-id",
                  "the id '" + std::string(page.fields.id) + "' is also that of '" +
                      model.pages[known->second].document->name + "', which cross references will find",
                  content::place_of_key(*page.document, "id"), "give each page an id of its own");
  }
}

void fill_headings(Model& model) {
  std::size_t count = 0;
  for (PageId id = 0; id < model.written_pages; ++id) count += model.pages[id].document->body.headings.size();
  model.headings_by_id.reserve(count);
  for (PageId id = 0; id < model.written_pages; ++id) {
    const auto& headings = model.pages[id].document->body.headings;
    for (const markdown::Heading& heading : headings) {
      model.headings_by_id.try_emplace(heading.id, Model::HeadingPlace{id, &heading});
      if (headings.size() <= Model::k_few_headings) continue;
      model.headings_of_long_pages.try_emplace({id, std::string_view(heading.id)}, &heading);
    }
  }
}

void fill_files(Model& model) {
  for (const Resource& file : model.files) model.file_urls.emplace(file.path, file.url);
  for (PageId id = 0; id < model.written_pages; ++id) {
    for (const Resource& resource : model.pages[id].resources) model.file_urls.emplace(resource.path, resource.url);
  }
}

}  // namespace

void fill_tables(Linker& linker) {
  Model& model = linker.model;
  fill_paths(model);
  fill_ids(linker);
  model.by_url.reserve(model.pages.size());
  for (const Page& page : model.pages) {
    model.by_url.try_emplace(page.url, page.id);
    if (!page.slug.empty()) model.by_slug.try_emplace(page.slug, page.id);
  }
  fill_headings(model);
  fill_files(model);
}

}  // namespace site
