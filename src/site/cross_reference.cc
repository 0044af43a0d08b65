// SPDX-License-Identifier: MIT
#include "site/cross_reference.h"

#include "base/path.h"
#include "base/strings.h"
#include "base/unicode.h"
#include "content/source.h"
#include "diagnostics/diagnostic.h"

namespace site {

namespace {

std::string_view without_extension(std::string_view path) {
  return path.substr(0, path.size() - base::extension(path).size());
}

/// The folder of the content folder that a page lies in; generated pages: their section's.
std::string_view folder_of(const Model& model, PageId id) {
  const Page& page = model.pages[id];
  return page.path.empty() ? std::string_view(model.sections[page.section].path) : base::parent_path(page.path);
}

/// A page by its normalized path in the content folder; `docs/index.md` also finds the page of a folder whose own page
/// has another name.
std::optional<PageId> page_at(const Model& model, std::string_view path) {
  auto found = model.by_path.find(path);
  if (!found && content::is_page_name(base::file_name(path))) found = model.by_path.find(without_extension(path));
  return found;
}

std::optional<PageId> page_from_content_folder(const Model& model, std::string_view path, PageId from) {
  std::string normalized = base::normalize_path("/" + std::string(path)).substr(1);
  const std::string& language = model.pages[from].lang;
  if (model.config->language_strategy != config::LanguageStrategy::none && !language.empty()) {
    if (auto found = page_at(model, base::join_path(language, normalized))) return found;
  }
  return page_at(model, normalized);
}

std::optional<PageId> page_by_url(const Model& model, const std::string& path) {
  std::string url = base::percent_encode(base::normalize_path(path));
  if (auto found = model.by_url.find(url)) return found;
  return model.by_url.find(url + "/");
}

std::optional<PageId> find_referenced_page(const Model& model, std::string_view path, PageId from) {
  if (path.starts_with("id:")) return model.by_id.find(base::trim(path.substr(3)));
  if (path.starts_with('/')) {
    if (auto found = page_from_content_folder(model, path, from)) return found;
    return page_by_url(model, std::string(path));
  }
  if (auto found = page_at(model, base::join_path(folder_of(model, from), path))) return found;
  if (auto found = page_from_content_folder(model, path, from)) return found;
  return model.by_slug.find(path);
}

const markdown::Heading* heading_with_id(const Model& model, PageId id, std::string_view heading_id) {
  const content::Document* document = model.pages[id].document;
  if (document == nullptr || heading_id.empty()) return nullptr;
  return model.headings.on_page(*document, heading_id);
}

const markdown::Heading* find_heading(const Model& model, PageId page, std::string_view name) {
  const markdown::Heading* heading = heading_with_id(model, page, name);
  return heading != nullptr ? heading : heading_with_id(model, page, base::slugify(name));
}

std::optional<Reference> find_heading_anywhere(const Model& model, std::string_view name) {
  for (const std::string& id : {std::string(name), base::slugify(name)}) {
    auto page = model.headings.page_with(model, id);
    const markdown::Heading* heading = page ? heading_with_id(model, *page, id) : nullptr;
    if (heading != nullptr) return Reference{*page, heading->id, heading->title};
  }
  return std::nullopt;
}

bool leads_elsewhere(std::string_view path) {
  if (path.empty() || path.starts_with("//")) return true;
  std::size_t colon = path.find(':');
  return colon != path.npos && colon > 0 && colon < path.find('/');
}

/// The path that a browser goes to from `url`, decoded.
std::string browser_path(std::string_view url, std::string_view path) {
  if (path.starts_with('/')) return base::percent_decode(path);
  std::string_view folder = url.substr(0, url.rfind('/') + 1);
  return base::percent_decode(folder) + base::percent_decode(path);
}

/// Whether a path is a URL already: from the root, nothing encoded, nothing to normalize but its final slash.
bool is_plain_url(std::string_view path) {
  auto is_plain = [](char c) { return base::is_ascii_letter(c) || (c >= '0' && c <= '9') || c == '-' || c == '_'; };
  char last = 0;
  for (char c : path) {
    bool may_stand = is_plain(c) || (c == '/' && last != '/') || (c == '.' && last != '/');
    if (!may_stand) return false;
    last = c;
  }
  return path.starts_with('/');
}

std::optional<PageId> page_by_plain_url(const Model& model, std::string_view url) {
  if (!url.ends_with('/')) {
    auto found = model.by_url.find(url);
    return found ? found : model.by_url.find(std::string(url) + "/");
  }
  std::string_view without = url.substr(0, url.size() - 1);
  auto found = without.empty() ? std::nullopt : model.by_url.find(without);
  return found ? found : model.by_url.find(url);
}

/// `path` in the content folder, or nothing when it leaves it.
std::optional<std::string> source_path(const Model& model, std::string_view path, PageId from) {
  std::string decoded = base::percent_decode(path);
  if (decoded.starts_with('/')) return base::normalize_path(decoded).substr(1);
  std::string joined = base::join_path(folder_of(model, from), decoded);
  if (!base::is_inside("", joined)) return std::nullopt;
  return joined;
}

}  // namespace

std::optional<Reference> resolve_reference(const Model& model, std::string_view target, PageId from) {
  target = base::trim(target);
  std::size_t hash = target.find('#');
  std::string_view path = base::trim(target.substr(0, hash));
  std::string_view heading_name = hash == target.npos ? std::string_view{} : base::trim(target.substr(hash + 1));
  if (path.empty() && heading_name.empty()) return std::nullopt;

  std::optional<PageId> page = path.empty() ? from : find_referenced_page(model, path, from);
  if (!page) return std::nullopt;
  if (heading_name.empty()) return Reference{*page, "", model.pages[*page].title};
  if (const markdown::Heading* heading = find_heading(model, *page, heading_name)) {
    return Reference{*page, heading->id, heading->title};
  }
  return path.empty() ? find_heading_anywhere(model, heading_name) : std::nullopt;
}

std::optional<PageId> resolve_page_link(const Model& model, std::string_view path, PageId from) {
  if (leads_elsewhere(path)) return std::nullopt;
  bool names_page = content::is_page_name(base::file_name(path));
  if (is_plain_url(path) && !names_page) {
    if (auto found = page_by_plain_url(model, path)) return found;
  }
  auto source = source_path(model, path, from);
  if (source && names_page) {
    if (auto found = page_at(model, *source)) return found;
  }
  if (auto found = page_by_url(model, browser_path(model.pages[from].url, path))) return found;
  if (!source) return std::nullopt;
  if (path.starts_with('/')) return page_from_content_folder(model, *source, from);
  return page_at(model, *source);
}

std::optional<std::string_view> resolve_link(const Model& model, std::string_view path, PageId from) {
  if (auto page = resolve_page_link(model, path, from)) return model.pages[*page].url;
  if (leads_elsewhere(path)) return std::nullopt;
  auto source = source_path(model, path, from);
  if (!source) return std::nullopt;
  auto file = model.file_by_path.find(*source);
  if (!file) return std::nullopt;
  return model.file_urls[*file];
}

std::string suggest_pages(const Model& model, std::string_view target) {
  constexpr std::size_t k_most_suggested = 3;
  std::vector<std::string> candidates;
  std::string_view wanted = base::file_stem(target);
  for (PageId id : model.written) {
    const Page& page = model.pages[id];
    if (!diagnostics::nearest_name(wanted, {std::string(base::file_stem(page.path))}).empty()) {
      candidates.push_back(page.path);
    }
    if (candidates.size() == k_most_suggested) break;
  }
  if (candidates.empty()) return "check the spelling, or create the page";
  return "did you mean '" + base::join(candidates, "' or '") + "'?";
}

}  // namespace site
