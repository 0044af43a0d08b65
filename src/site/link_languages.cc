// SPDX-License-Identifier: MIT
#include <algorithm>
#include <map>

#include "base/path.h"
#include "site/link.h"

namespace site {

namespace {

const config::Language* find_language(const config::Config& config, std::string_view code) {
  for (const config::Language& language : config.languages) {
    if (language.code == code) return &language;
  }
  return nullptr;
}

/// The place of a language among those of the site: by weight, then code; what is not configured comes last.
struct LanguageRank {
  std::int64_t unknown;
  std::int64_t weight;
  std::string_view code;
  auto operator<=>(const LanguageRank&) const = default;
};

LanguageRank rank_of(const config::Config& config, std::string_view code) {
  const config::Language* language = find_language(config, code);
  return {language == nullptr, language == nullptr ? 0 : language->weight, code};
}

std::string_view without_extension(std::string_view path) {
  return path.substr(0, path.size() - base::extension(path).size());
}

/// The key that pages share with their translations: written, or the path without the language's folder.
std::string translation_key_of(const Linker& linker, const Page& page) {
  if (!page.fields.translation_key.empty()) return std::string(page.fields.translation_key);
  if (linker.config.languages.empty()) return "";
  std::string_view path = page.path;
  bool is_index = page.kind == PageKind::home || page.kind == PageKind::section ||
                  (page.kind == PageKind::page && base::file_stem(path) == "index");
  if (page.document == nullptr) {
    if (page.kind != PageKind::home && page.kind != PageKind::section) return "";
    path = linker.model.sections[page.section].path;
  } else {
    path = is_index ? base::parent_path(path) : without_extension(path);
  }
  std::string key(without_language_folder(linker.config, path));
  return key.empty() ? "/" : key;
}

}  // namespace

bool has_language_folders(const config::Config& config) {
  return config.language_strategy != config::LanguageStrategy::none && !config.languages.empty();
}

std::string_view folder_language(const config::Config& config, std::string_view path) {
  if (!has_language_folders(config)) return {};
  std::string_view first = path.substr(0, path.find('/'));
  const config::Language* language = find_language(config, first);
  return language == nullptr ? std::string_view{} : std::string_view(language->code);
}

std::string_view without_language_folder(const config::Config& config, std::string_view path) {
  std::string_view language = folder_language(config, path);
  if (language.empty()) return path;
  return path.substr(std::min(path.size(), language.size() + 1));
}

std::string url_prefix(const config::Config& config, std::string_view language) {
  if (config.language_strategy != config::LanguageStrategy::prefix) return "";
  if (language == config.language && !config.default_language_in_subdir) return "";
  return find_language(config, language) == nullptr ? "" : std::string(language) + "/";
}

std::string output_folder(const config::Config& config, std::string_view path, std::string_view language) {
  if (config.language_strategy != config::LanguageStrategy::prefix) return std::string(path);
  // The site's own root stays at `/` even where the default language lives in a folder of its own.
  if (path.empty() && language == config.language) return "";
  return base::normalize_path(url_prefix(config, language) + std::string(without_language_folder(config, path)));
}

SectionId home_section_of_default_language(const Linker& linker) {
  const config::Config& config = linker.config;
  if (config.language_strategy != config::LanguageStrategy::prefix || config.default_language_in_subdir) return k_none;
  for (const Section& section : linker.model.sections) {
    if (section.depth == 1 && section.name == config.language && !folder_language(config, section.path).empty()) {
      return section.id;
    }
  }
  return k_none;
}

void set_languages(Linker& linker) {
  for (Page& page : linker.model.pages) {
    std::string_view language = page.fields.lang;
    if (language.empty()) language = folder_language(linker.config, page.path);
    page.lang = language.empty() ? std::string_view(linker.config.language) : language;
  }
}

void set_translations(Linker& linker) {
  Model& model = linker.model;
  std::map<std::string_view, std::vector<PageId>> by_key;
  for (Page& page : model.pages) {
    page.translation_key = translation_key_of(linker, page);
    if (!page.translation_key.empty()) by_key[page.translation_key].push_back(page.id);
  }
  for (auto& [key, group] : by_key) {
    if (group.size() < 2) continue;
    auto rank = [&](PageId id) { return rank_of(linker.config, model.pages[id].lang); };
    std::stable_sort(group.begin(), group.end(), [&](PageId a, PageId b) { return rank(a) < rank(b); });
    // Of several pages in one language the first by path stands for it.
    group.erase(std::unique(group.begin(), group.end(),
                            [&](PageId a, PageId b) { return model.pages[a].lang == model.pages[b].lang; }),
                group.end());
    for (PageId page : group) {
      for (PageId other : group) {
        if (other != page) model.pages[page].translations.push_back(other);
      }
    }
  }
}

}  // namespace site
