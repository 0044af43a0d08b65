// SPDX-License-Identifier: MIT
#include <unordered_set>

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
  for (PageId id = 0; id < model.written_pages; ++id) model.by_path.add(model.pages[id].path, id);
  for (PageId id = 0; id < model.written_pages; ++id) {
    model.by_path.add(without_extension(model.pages[id].path), id);
  }
  for (PageId id = 0; id < model.written_pages; ++id) {
    std::string_view path = model.pages[id].path;
    if (content::is_index_name(base::file_name(path))) model.by_path.add(base::parent_path(path), id);
  }
  for (const Section& section : model.sections) {
    model.section_by_path.add(section.path, section.id);
    model.by_path.add(section.path, section.index_page);
    for (const char* name : {"index", "_index"}) {
      model.kept_texts.push_back(section.path.empty() ? name : section.path + "/" + name);
      model.by_path.add(model.kept_texts.back(), section.index_page);
    }
  }
}

void fill_ids(Linker& linker) {
  Model& model = linker.model;
  for (PageId id = 0; id < model.written_pages; ++id) {
    const Page& page = model.pages[id];
    if (page.fields.id.empty()) continue;
    auto [known, is_new] = model.by_id.add(page.fields.id, id);
    if (is_new) continue;
    linker.report(diagnostics::Severity::warning, "duplicate-id",
                  "the id '" + std::string(page.fields.id) + "' is also that of '" + model.pages[known].document->name +
                      "', which cross references will find",
                  content::place_of_key(*page.document, "id"), "give each page an id of its own");
  }
}

void set_keys(Model& model) {
  std::unordered_set<std::string> taken;
  for (Page& page : model.pages) {
    page.key = page.document != nullptr ? page.path : "=" + page.url;
    while (page.document == nullptr && !taken.insert(page.key).second) page.key += '+';
  }
}

}  // namespace

void fill_names(Linker& linker) {
  Model& model = linker.model;
  fill_paths(model);
  fill_ids(linker);
  model.by_url.reserve(model.pages.size());
  for (const Page& page : model.pages) {
    model.by_url.add(page.url, page.id);
    if (!page.slug.empty() && !model.by_slug.add(page.slug, page.id).second) model.shared_slugs.add(page.slug, 1);
  }
  set_keys(model);
}

void fill_files(Linker& linker) {
  Model& model = linker.model;
  auto add = [&](const Resource& file) {
    if (model.file_by_path.add(file.path, static_cast<std::uint32_t>(model.file_urls.size())).second)
      model.file_urls.push_back(file.url);
  };
  for (const Resource& file : model.files) add(file);
  for (PageId id = 0; id < model.written_pages; ++id) {
    for (const Resource& resource : model.pages[id].resources) add(resource);
  }
}

}  // namespace site
