// SPDX-License-Identifier: MIT
#include "render/language_folders.h"

#include <algorithm>

namespace render {

using site::PageField;
using site::Reader;
using site::SectionField;
using site::SectionId;
using value::Value;

namespace {

/// The settings of a language: a map, or undefined.
Value language_settings(const Reader& reader, std::string_view language) {
  for (const Value& each : reader.site(site::SiteField::languages).items()) {
    if (each.get("code").string_or("") == language) return each;
  }
  return {};
}

bool have_folders(const Reader& reader) {
  if (reader.site(site::SiteField::languages).items().empty()) return false;
  std::string_view strategy = reader.config("i18n.strategy").string_or("none");
  return !strategy.empty() && strategy != "none";
}

std::vector<SectionId> sections_in(const Reader& reader, std::string_view language) {
  std::vector<SectionId> sections;
  auto add = [&](const Value& section) {
    SectionId id = *reader.section_of(section);
    auto own_page = reader.page_of(reader.section(id, SectionField::index_page));
    if (own_page && reader.page(*own_page, PageField::lang).string_or("") == language) sections.push_back(id);
  };
  for (const Value& section : reader.section(0, SectionField::subsections).items()) {
    SectionId id = *reader.section_of(section);
    if (!is_language_folder(reader, id)) {
      add(section);
      continue;
    }
    for (const Value& below : reader.section(id, SectionField::subsections).items()) add(below);
  }
  return sections;
}

}  // namespace

std::string_view language_of_subject(const Reader& reader) {
  if (reader.context().subject != ~0u) {
    std::string_view of_page = reader.page(reader.context().subject, PageField::lang).string_or("");
    if (!of_page.empty()) return of_page;
  }
  return reader.site(site::SiteField::language).string_or("en");
}

std::optional<SectionId> language_folder(const Reader& reader, std::string_view language) {
  if (!have_folders(reader) || language_settings(reader, language).is_undefined()) return std::nullopt;
  return reader.find_section(language);
}

bool is_language_folder(const Reader& reader, SectionId section) {
  if (!have_folders(reader)) return false;
  return !language_settings(reader, reader.section(section, SectionField::path).string_or("")).is_undefined();
}

std::vector<SectionId> top_sections(const Reader& reader, std::string_view language) {
  if (have_folders(reader)) {
    std::vector<SectionId> sections = sections_in(reader, language);
    return sections.empty() ? sections_in(reader, reader.site(site::SiteField::language).string_or("en")) : sections;
  }
  std::vector<SectionId> sections;
  for (const Value& section : reader.section(0, SectionField::subsections).items()) {
    sections.push_back(*reader.section_of(section));
  }
  return sections;
}

std::string_view hreflang_of(const Reader& reader, std::string_view language) {
  Value settings = language_settings(reader, language);
  return settings.is_undefined() ? language : settings.get("hreflang").string_or(language);
}

}  // namespace render
