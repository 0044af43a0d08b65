// SPDX-License-Identifier: MIT
#include <algorithm>
#include <array>
#include <utility>

#include "base/strings.h"
#include "site/link.h"

namespace site {

namespace {

using NamedType = std::pair<std::string_view, std::string_view>;

/// What the name of a section's folder says about what is in it.
constexpr std::array k_types_by_name = std::to_array<NamedType>({
    {"api", "api-reference"},
    {"reference", "api-reference"},
    {"api-reference", "api-reference"},
    {"api-docs", "api-reference"},
    {"cli", "cli-reference"},
    {"commands", "cli-reference"},
    {"cli-reference", "cli-reference"},
    {"blog", "blog"},
    {"posts", "blog"},
    {"news", "blog"},
    {"articles", "blog"},
    {"tutorials", "tutorial"},
    {"guides", "tutorial"},
    {"how-to", "tutorial"},
    {"docs", "doc"},
    {"documentation", "doc"},
    {"changelog", "changelog"},
});

/// Types of pages that share the templates of another one.
constexpr std::array k_types_of_templates = std::to_array<NamedType>({
    {"python-module", "api-reference"},
    {"cli-command", "cli-reference"},
});

template <std::size_t N>
std::string_view find_type(const std::array<NamedType, N>& table, std::string_view name) {
  auto found = std::find_if(table.begin(), table.end(), [&](const NamedType& each) { return each.first == name; });
  return found == table.end() ? std::string_view{} : found->second;
}

/// How many regular pages are directly in each section, and how many of them have a date.
struct Dated {
  std::uint32_t pages = 0;
  std::uint32_t dated = 0;
};

std::vector<Dated> count_dated(const Model& model) {
  std::vector<Dated> counts(model.sections.size());
  for (const Page& page : model.pages) {
    if (page.kind != PageKind::page) continue;
    ++counts[page.section].pages;
    if (page.fields.date) ++counts[page.section].dated;
  }
  return counts;
}

/// Explicit, by cascade, by the folder's name, by most pages having a date, the config's default. A name says more than
/// dates: a changelog whose entries are dated is no blog. The root has no name and is a mixture: dates do not count.
std::string_view content_type_of(const Linker& linker, const Section& section, const Dated& dated) {
  const Page& own = linker.model.pages[section.index_page];
  if (own.section == section.id && !own.fields.content_type.empty()) return own.fields.content_type;
  std::string_view inherited = linker.folders[linker.folder_of_section[section.id]].cascade.get("type").string_or("");
  if (!base::trim(inherited).empty()) return base::trim(inherited);
  std::string_view named = find_type(k_types_by_name, base::to_lower_ascii(section.name));
  if (!named.empty()) return named;
  if (section.id != 0 && is_mostly_dated(dated.dated, dated.pages)) return "blog";
  return linker.config.default_content_type.empty() ? "list" : std::string_view(linker.config.default_content_type);
}

}  // namespace

void set_type(const Model& model, Page& page) {
  bool by_section = page.kind == PageKind::page || page.kind == PageKind::section;
  std::string_view type = page.fields.type;
  if (type.empty() && by_section) type = model.sections[page.section].content_type;
  std::string_view shared = find_type(k_types_of_templates, type);
  page.type = shared.empty() ? type : shared;
}

void set_types(Linker& linker) {
  Model& model = linker.model;
  std::vector<Dated> dated = count_dated(model);
  for (Section& section : model.sections) {
    section.content_type = content_type_of(linker, section, dated[section.id]);
    section.dated_pages = dated[section.id].dated;
    section.title = model.pages[section.index_page].title;
  }
  for (Page& page : model.pages) set_type(model, page);
}

}  // namespace site
