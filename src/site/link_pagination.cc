// SPDX-License-Identifier: MIT
#include <algorithm>
#include <limits>

#include "base/path.h"
#include "site/link.h"

namespace site {

namespace {

/// How many pages are on the home page's list: those of `Source::recent_pages`.
std::size_t recent_pages(const Model& model) {
  return static_cast<std::size_t>(
      std::count_if(model.regular_pages.begin(), model.regular_pages.end(),
                    [&](PageId page) { return model.pages[page].fields.date && !model.pages[page].fields.hidden; }));
}

/// How many items the list on this page has; nothing for pages that are not cut into parts. The home page lists the
/// recent pages, and is cut only when its front matter asks for it.
std::optional<std::size_t> listed_items(const Model& model, const Page& page) {
  switch (page.kind) {
    case PageKind::section:
      return model.sections[page.section].pages.size();
    case PageKind::term:
      return model.terms[page.term].pages.size();
    case PageKind::home:
      if (page.fields.paginate) return recent_pages(model);
      return std::nullopt;
    default:
      return std::nullopt;
  }
}

/// How many parts a list of `items` has.
std::uint32_t parts_of(const Page& list, std::size_t items) {
  if (list.per_page == 0) return 1;
  return static_cast<std::uint32_t>(std::max<std::size_t>(1, (items + list.per_page - 1) / list.per_page));
}

/// "blog/index.html" -> "blog", "blog.html" -> "blog"; likewise for URLs.
std::string_view folder_of_list(std::string_view path) {
  std::string_view name = base::file_name(path);
  if (name == "index.html" || name.empty()) return path.substr(0, path.size() - name.size());
  return path.substr(0, path.size() - base::extension(path).size());
}

std::string part(std::string_view path, std::uint32_t number, std::string_view file) {
  std::string folder(folder_of_list(path));
  if (!folder.empty() && !folder.ends_with('/')) folder += '/';
  return folder + "page/" + std::to_string(number) + "/" + std::string(file);
}

}  // namespace

std::string list_page_url(const Page& page, std::uint32_t number) {
  return number <= 1 ? page.url : part(page.url, number, "");
}

std::string list_page_output_path(const Page& page, std::uint32_t number) {
  return number <= 1 || page.output_path.empty() ? page.output_path : part(page.output_path, number, "index.html");
}

void paginate(const config::Config& config, Page& page, std::size_t items) {
  std::int64_t wanted = page.fields.paginate.value_or(config.per_page);
  if (wanted <= 0) return;
  constexpr std::int64_t k_most = std::numeric_limits<std::int32_t>::max();
  page.per_page = static_cast<std::uint32_t>(std::min(wanted, k_most));
  page.list_pages = parts_of(page, items);
}

bool resize_list(Model& model, PageId list, std::size_t before, std::size_t now, Difference& difference) {
  Page& page = model.pages[list];
  if (page.output_path.empty() || page.list_pages != parts_of(page, before)) return false;
  std::uint32_t parts = parts_of(page, now);
  if (parts == page.list_pages) return true;
  // It may have been resized before, by another page.
  difference.resized.try_emplace(list, page.list_pages);
  difference.pages.insert(list);
  page.list_pages = parts;
  return true;
}

void set_pagination(Linker& linker) {
  for (Page& page : linker.model.pages) {
    if (auto items = listed_items(linker.model, page)) paginate(linker.config, page, *items);
  }
}

}  // namespace site
