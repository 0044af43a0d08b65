// SPDX-License-Identifier: MIT
#pragma once

#include <gtest/gtest.h>

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "site/model.h"

namespace site {

using Files = std::map<std::string, std::string>;  ///< texts by path

/// A small site for the tests of linking: files as texts, linked, and asked about by path.
struct TestSite {
  config::Config config;
  Files files;                               ///< content of pages by path
  std::vector<std::string> resources;        ///< paths of other files
  std::int64_t now = 1'700'000'000'000'000;  ///< 2023-11-14
  unsigned jobs = 1;

  diagnostics::Sink sink;
  std::unique_ptr<Model> model;

  explicit TestSite(Files pages = {}) : files(std::move(pages)) {
    config.title = "Site";
    config.taxonomies = {{"tags", "tag", "tags"}, {"categories", "category", "categories"}};
  }

  Model& link() {
    std::vector<std::unique_ptr<content::Document>> documents;
    for (const auto& [path, text] : files) documents.push_back(content::read_document(path, text, {}));
    std::vector<content::SourceFile> others;
    for (const std::string& path : resources)
      others.push_back({"/content/" + path, std::string_view("/content/").size(), {}});
    model = site::link(config, std::move(documents), others, now, jobs, sink);
    return *model;
  }

  const Page* find(const std::string& path) const {
    for (const Page& page : model->pages) {
      if (page.path == path) return &page;
    }
    return nullptr;
  }
  /// REQUIRES: there is one.
  const Page& page(const std::string& path) const {
    static const Page k_none_such;
    const Page* page = find(path);
    EXPECT_NE(page, nullptr) << path;
    return page == nullptr ? k_none_such : *page;
  }
  const Section* find_section(const std::string& path) const {
    auto found = model->section_by_path.find(path);
    return found ? &model->sections[*found] : nullptr;
  }
  const Section& section(const std::string& path) const {
    const Section* section = find_section(path);
    EXPECT_NE(section, nullptr) << path;
    return section == nullptr ? model->sections[0] : *section;
  }
  const Page& own_page(const std::string& section_path) const { return model->pages[section(section_path).index_page]; }
  const Page* by_url(const std::string& url) const {
    auto found = model->by_url.find(url);
    return found ? &model->pages[*found] : nullptr;
  }
  /// The pages' paths; generated pages: their URLs.
  std::vector<std::string> names(const std::vector<PageId>& pages) const {
    std::vector<std::string> names;
    for (PageId id : pages)
      names.push_back(model->pages[id].path.empty() ? model->pages[id].url : model->pages[id].path);
    return names;
  }
  std::vector<std::string> names(const std::vector<SectionId>& sections, int) const {
    std::vector<std::string> names;
    for (SectionId id : sections) names.push_back(model->sections[id].path);
    return names;
  }
  std::vector<std::string> codes() const {
    std::vector<std::string> codes;
    for (const diagnostics::Report& report : sink.reports()) codes.push_back(report.diagnostic.code);
    return codes;
  }
  diagnostics::Diagnostic first_said() const {
    auto reports = sink.reports();
    EXPECT_FALSE(reports.empty());
    return reports.empty() ? diagnostics::Diagnostic{} : reports.front().diagnostic;
  }
};

using Texts = std::vector<std::string>;

/// Front matter around `keys`.
inline std::string with(const std::string& keys, const std::string& body = "") {
  return "---\n" + keys + "\n---\n" + body;
}

}  // namespace site
