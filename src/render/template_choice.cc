// SPDX-License-Identifier: MIT
#include "render/template_choice.h"

namespace render {

using site::PageField;
using site::Reader;

namespace {

/// The folders that hold the templates of a content type.
std::vector<std::string> type_folders(std::string_view type) {
  std::vector<std::string> folders;
  if (type.empty() || type == "list" || type == "page") return folders;
  folders.emplace_back(type);
  if (type == "python-module") folders.emplace_back("api-reference");
  if (type == "cli-command") folders.emplace_back("cli-reference");
  if (type == "docs") folders.emplace_back("doc");
  return folders;
}

void add_folder(std::vector<std::string>& names, const std::string& folder, bool is_list) {
  names.push_back(folder + (is_list ? "/list.html" : "/single.html"));
  names.push_back(folder + (is_list ? "/index.html" : "/page.html"));
}

void add_taxonomy_names(std::vector<std::string>& names, const Reader& reader, site::PageId page, bool is_term) {
  auto taxonomy = reader.taxonomy_of(page);
  if (taxonomy) {
    auto field = is_term ? site::TaxonomyField::singular : site::TaxonomyField::name;
    names.push_back(std::string(reader.taxonomy(*taxonomy, field).string_or("")) + ".html");
  }
  names.emplace_back(is_term ? "tag.html" : "tags.html");
}

}  // namespace

std::vector<std::string> template_candidates(const Reader& reader, site::PageId page) {
  std::vector<std::string> names;
  std::string_view chosen = reader.page(page, PageField::template_).string_or("");
  if (!chosen.empty()) return {std::string(chosen)};
  value::Value layout = reader.metadata(page, "layout");
  if (layout.is_string() && !layout.as_string().empty()) {
    std::string name(layout.as_string());
    names.push_back(name.ends_with(".html") ? name : name + ".html");
  }
  std::string_view kind = reader.page(page, PageField::kind).string_or("");
  if (kind == "404") names.emplace_back("404.html");
  if (kind == "term" || kind == "taxonomy") add_taxonomy_names(names, reader, page, kind == "term");
  if (kind == "home") names.emplace_back("home.html");
  bool is_list = kind == "home" || kind == "section";
  if (is_list || kind == "page") {
    for (const std::string& folder : type_folders(reader.page(page, PageField::type).string_or(""))) {
      add_folder(names, folder, is_list);
    }
    auto section = reader.section_of(reader.page(page, PageField::section));
    std::string section_name(section ? reader.section(*section, site::SectionField::name).string_or("") : "");
    if (!section_name.empty()) {
      add_folder(names, section_name, is_list);
      if (is_list) names.push_back(section_name + ".html");
    }
  }
  names.emplace_back(is_list ? "index.html" : "page.html");
  return names;
}

std::string choose_template(const jinja::Environment& environment, const Reader& reader, site::PageId page) {
  std::vector<std::string> names = template_candidates(reader, page);
  for (const std::string& name : names) {
    if (environment.exists(name, reader.context().reads)) return name;
  }
  return names.back();
}

}  // namespace render
