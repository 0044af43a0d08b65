// SPDX-License-Identifier: MIT
#include <algorithm>
#include <utility>

#include "base/parallel.h"
#include "base/path.h"
#include "base/strings.h"
#include "base/unicode.h"
#include "site/link.h"

namespace site {

using diagnostics::Severity;

namespace {

bool holds_control_character(std::string_view text) {
  return std::any_of(text.begin(), text.end(), [](char c) { return (c >= 0 && c < 0x20) || c == 0x7F; });
}

bool begins_with_scheme(std::string_view url) {
  std::size_t colon = url.find(':');
  if (colon == url.npos || colon == 0) return false;
  std::string_view scheme = url.substr(0, colon);
  return std::all_of(scheme.begin(), scheme.end(), [](char c) { return base::is_ascii_letter(c) || c == '+'; });
}

/// The slug of the front matter, if it can be a segment of a path.
std::optional<std::string_view> written_slug(const Linker& linker, const Page& page) {
  std::string_view slug = page.fields.slug;
  if (slug.empty()) return std::nullopt;
  while (slug.starts_with('/')) slug.remove_prefix(1);
  while (slug.ends_with('/')) slug.remove_suffix(1);
  if (!slug.empty() && slug != "." && slug != ".." && slug.find('/') == slug.npos && !holds_control_character(slug)) {
    return slug;
  }
  linker.report(Severity::warning, "invalid-slug", "the slug must be one segment of a path; it is not used",
                content::place_of_key(*page.document, "slug"), "use `url` to set the whole path");
  return std::nullopt;
}

/// The path that the front matter's `url` names.
std::optional<std::string> written_path(const Linker& linker, const Page& page) {
  if (page.fields.url.empty()) return std::nullopt;
  auto path = path_of_written_url(page.fields.url);
  if (!path) {
    linker.report(Severity::warning, "invalid-url", "the url must be a path inside the site; it is not used",
                  content::place_of_key(*page.document, "url"), "write it like this: url: /guide/start/");
  } else if (!page.fields.url.starts_with('/')) {
    linker.report(Severity::warning, "invalid-url", "the url must begin with '/'",
                  content::place_of_key(*page.document, "url"), "write it like this: url: /" + *path);
  }
  return path;
}

bool is_index_page(const Page& page) { return content::is_index_name(base::file_name(page.path)); }

std::string join(std::string_view folder, std::string_view name) {
  if (folder.empty()) return std::string(name);
  return std::string(folder) + "/" + std::string(name);
}

/// Where a page goes whose front matter has no `url`: its path in the content folder, with its slug as last segment.
void set_url_by_path(const Linker& linker, Page& page, std::optional<std::string_view> slug) {
  std::string folder = output_folder(linker.config, base::parent_path(page.path), page.lang);
  if (page.kind == PageKind::not_found) {
    set_file_url(page, "404.html");
  } else if (is_index_page(page)) {
    if (slug && !folder.empty()) folder = join(base::parent_path(folder), *slug);
    set_folder_url(page, folder);
  } else {
    // A page outside the language folders gets the prefix of the language that its front matter names.
    if (folder.empty()) folder = base::normalize_path(url_prefix(linker.config, page.lang));
    std::string path = join(folder, page.slug);
    if (linker.config.pretty_urls) {
      set_folder_url(page, path);
    } else {
      set_file_url(page, path + ".html");
    }
  }
}

}  // namespace

void set_folder_url(Page& page, std::string_view folder) {
  page.output_path = join(folder, "index.html");
  page.url = "/" + base::percent_encode(folder);
  if (!folder.empty()) page.url += '/';
}

void set_file_url(Page& page, std::string_view file) {
  if (base::file_name(file) == "index.html") return set_folder_url(page, base::parent_path(file));
  page.output_path = file;
  page.url = "/" + base::percent_encode(file);
}

std::optional<std::string> path_of_written_url(std::string_view url) {
  url = base::trim(url);
  if (url.starts_with("//") || begins_with_scheme(url)) return std::nullopt;
  url = url.substr(0, std::min(url.find('#'), url.find('?')));
  std::string decoded = base::percent_decode(url);
  if (base::find_invalid_utf8(decoded) != decoded.size() || holds_control_character(decoded)) return std::nullopt;
  for (std::string_view segment : base::split(decoded, '/')) {
    if (segment == "..") return std::nullopt;
  }
  std::string path = base::normalize_path(decoded.starts_with('/') ? decoded : "/" + decoded);
  return path.substr(1);
}

void set_urls(Linker& linker) {
  constexpr std::size_t k_chunk = 512;
  base::parallel_for(linker.model.written_pages, linker.jobs, k_chunk, [&](std::size_t id, unsigned) {
    Page& page = linker.model.pages[id];
    auto slug = written_slug(linker, page);
    page.slug = slug ? *slug : base::file_stem(page.path);
    if (!slug && is_index_page(page)) page.slug = base::file_name(base::parent_path(page.path));
    auto path = written_path(linker, page);
    if (!path) {
      set_url_by_path(linker, page, slug);
    } else if (names_html_file(*path)) {
      set_file_url(page, *path);
    } else {
      set_folder_url(page, *path);
    }
  });
}

}  // namespace site
