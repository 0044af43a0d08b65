// SPDX-License-Identifier: MIT
#include <algorithm>
#include <functional>
#include <limits>
#include <numeric>
#include <utility>

#include "base/unicode.h"
#include "site/link.h"

namespace site {

namespace {

std::int64_t date_of(const Page& page) {
  return page.fields.date ? page.fields.date->instant() : std::numeric_limits<std::int64_t>::min();
}

double weight_of(const Page& page) { return page.fields.weight.value_or(std::numeric_limits<double>::infinity()); }

/// Weight, then title without case; what is equal keeps its order.
template <class Id>
void sort_by_weight(std::vector<Id>& ids, const std::function<const Page&(Id)>& page_of) {
  struct Key {
    double weight;
    std::string title;
    std::size_t place;
    bool operator<(const Key& other) const {
      if (weight != other.weight) return weight < other.weight;
      if (int order = title.compare(other.title); order != 0) return order < 0;
      return place < other.place;
    }
  };
  std::vector<Key> keys;
  keys.reserve(ids.size());
  for (std::size_t i = 0; i < ids.size(); ++i) {
    const Page& page = page_of(ids[i]);
    keys.push_back({weight_of(page), base::fold_case(page.title), i});
  }
  std::sort(keys.begin(), keys.end());
  std::vector<Id> sorted;
  sorted.reserve(ids.size());
  for (const Key& key : keys) sorted.push_back(ids[key.place]);
  ids = std::move(sorted);
}

void order_sections(Model& model) {
  for (const Page& page : model.pages) {
    if (page.kind == PageKind::page) model.sections[page.section].pages.push_back(page.id);
  }
  for (Section& section : model.sections) {
    if (section.parent != k_none) model.sections[section.parent].subsections.push_back(section.id);
  }
  NewestFirst newest_first(model);
  for (Section& section : model.sections) {
    if (lists_newest_first(section.content_type)) {
      newest_first.sort(section.pages);
    } else {
      sort_by_weight<PageId>(section.pages, [&](PageId id) -> const Page& { return model.pages[id]; });
    }
    sort_by_weight<SectionId>(section.subsections,
                              [&](SectionId id) -> const Page& { return model.pages[model.sections[id].index_page]; });
  }
}

/// Previous and next follow the reader's way through the site: the pages of a section in listing order, then its
/// subsections in theirs, one after the other, from the root on. Within a section this is the order of
/// `previous_in_section` and `next_in_section`; only regular pages take part.
void set_neighbours(Model& model) {
  std::vector<SectionId> waiting = {0};
  PageId last = k_none;
  while (!waiting.empty()) {
    const Section& section = model.sections[waiting.back()];
    waiting.pop_back();
    PageId last_in_section = k_none;
    for (PageId id : section.pages) {
      Page& page = model.pages[id];
      page.previous = last;
      page.previous_in_section = last_in_section;
      if (last != k_none) model.pages[last].next = id;
      if (last_in_section != k_none) model.pages[last_in_section].next_in_section = id;
      last = last_in_section = id;
    }
    waiting.insert(waiting.end(), section.subsections.rbegin(), section.subsections.rend());
  }
}

/// Generated lists come where their folder's own page would.
void set_collections(Model& model) {
  std::vector<std::pair<std::string, PageId>> generated;
  model.written.resize(model.written_pages);
  std::iota(model.written.begin(), model.written.end(), PageId{0});
  for (PageId id = 0; id < model.pages.size(); ++id) {
    const Page& page = model.pages[id];
    bool is_list = page.kind == PageKind::home || page.kind == PageKind::section;
    if (id >= model.written_pages) {
      if (is_list) generated.emplace_back(model.sections[page.section].path + "/_index.md", id);
      continue;
    }
    if (page.kind == PageKind::page) model.regular_pages.push_back(id);
    if (page.kind != PageKind::not_found) model.all_pages.push_back(id);
  }
  for (auto& [path, id] : generated) {
    if (path.starts_with('/')) path.erase(0, 1);
  }
  std::sort(generated.begin(), generated.end());
  std::vector<PageId> written = std::move(model.all_pages);
  model.all_pages.clear();
  auto next = written.begin();
  for (const auto& [path, id] : generated) {
    while (next != written.end() && model.pages[*next].path < path) model.all_pages.push_back(*next++);
    model.all_pages.push_back(id);
  }
  model.all_pages.insert(model.all_pages.end(), next, written.end());
}

}  // namespace

bool lists_newest_first(std::string_view content_type) {
  return content_type == "blog" || content_type == "archive" || content_type == "changelog";
}

bool is_newer(const Model& model, PageId a, PageId b) {
  std::int64_t first = date_of(model.pages[a]), second = date_of(model.pages[b]);
  return first != second ? first > second : model.pages[a].path < model.pages[b].path;
}

NewestFirst::NewestFirst(const Model& model) {
  dates_.reserve(model.written_pages);
  for (PageId id = 0; id < model.written_pages; ++id) dates_.push_back(date_of(model.pages[id]));
}

void NewestFirst::sort(std::vector<PageId>& pages) const {
  std::sort(pages.begin(), pages.end(),
            [this](PageId a, PageId b) { return dates_[a] != dates_[b] ? dates_[a] > dates_[b] : a < b; });
}

void sort_sections(const Model& model, std::vector<SectionId>& sections) {
  sort_by_weight<SectionId>(sections,
                            [&](SectionId id) -> const Page& { return model.pages[model.sections[id].index_page]; });
}

void set_order(Linker& linker) {
  order_sections(linker.model);
  set_neighbours(linker.model);
  set_collections(linker.model);
}

}  // namespace site
