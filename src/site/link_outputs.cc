// SPDX-License-Identifier: MIT
#include <algorithm>
#include <utility>

#include "base/numbers_by_name.h"
#include "base/path.h"
#include "base/strings.h"
#include "base/unicode.h"
#include "site/link.h"

namespace site {

using diagnostics::Severity;

namespace {

/// Whoever makes an output. Its name is put together only for messages.
struct Maker {
  enum class Kind : std::uint8_t { page, list_part, alias, file } kind;
  PageId page = k_none;
  std::string_view text = {};  ///< alias as written, or path of the file
};

/// Who makes which output. The first one that claims a path keeps it.
class Claims {
 public:
  explicit Claims(Linker& linker) : linker_(linker) {
    std::size_t outputs = linker.model.pages.size() + linker.resources.size();
    claims_.reserve(outputs + outputs / 2);
    by_folded_.reserve(outputs + outputs / 2);
    folders_.reserve(outputs + outputs / 2);
  }

  /// False, with an error that names both makers, when the path is taken, or when one of the two would have to be a
  /// folder and a file at once. A path that differs from another one in case only is a warning: some disks hold them
  /// for one.
  bool claim(std::string_view written, const Maker& maker) {
    std::string_view path = texts_.copy(written);
    std::string_view folded = fold(path);
    const Claim* like = nullptr;
    for (const Claim* each = first_like(folded); each != nullptr; each = next_of(*each)) {
      if (each->path == path) return refuse(path, maker, each->maker);
      if (like == nullptr || each->path < like->path) like = each;
    }
    if (const std::uint32_t* claim = folders_.find(path)) return refuse(path, maker, claims_[*claim].maker);
    if (const Maker* file = file_above(path)) return refuse(path, maker, *file);
    if (like != nullptr) warn_of_case(path, maker, *like);
    const auto number = static_cast<std::uint32_t>(claims_.size());
    for (std::string_view above = base::parent_path(path); !above.empty(); above = base::parent_path(above)) {
      if (!folders_.add(above, number).second) break;
    }
    auto [first, is_new] = by_folded_.add(folded, number);
    claims_.push_back({path, maker, is_new ? k_none : std::exchange(first, number)});
    return true;
  }

 private:
  struct Claim {
    std::string_view path;
    Maker maker;
    std::uint32_t next = k_none;  ///< the claim before it that differs in case only
  };

  const Claim* first_like(std::string_view folded) const {
    const std::uint32_t* claim = by_folded_.find(folded);
    return claim == nullptr ? nullptr : &claims_[*claim];
  }
  const Claim* next_of(const Claim& claim) const { return claim.next == k_none ? nullptr : &claims_[claim.next]; }

  /// The path without case; most have none.
  std::string_view fold(std::string_view path) {
    bool is_folded = std::all_of(path.begin(), path.end(),
                                 [](char c) { return static_cast<unsigned char>(c) < 0x80 && (c < 'A' || c > 'Z'); });
    return is_folded ? path : texts_.copy(base::fold_case(path));
  }

  /// The maker of a file at one of the folders above `path`. Folders already known have none.
  const Maker* file_above(std::string_view path) {
    for (std::string_view above = base::parent_path(path); !above.empty(); above = base::parent_path(above)) {
      if (folders_.find(above) != nullptr) return nullptr;
      for (const Claim* each = first_like(fold(above)); each != nullptr; each = next_of(*each)) {
        if (each->path == above) return &each->maker;
      }
    }
    return nullptr;
  }

  std::string describe(const Maker& maker) const {
    const Model& model = linker_.model;
    switch (maker.kind) {
      case Maker::Kind::file:
        return "'" + linker_.name_of(maker.text) + "'";
      case Maker::Kind::alias:
        return "the alias '" + std::string(maker.text) + "' of " + describe_page(model.pages[maker.page]);
      case Maker::Kind::list_part:
        return "a further part of " + describe_page(model.pages[maker.page]);
      case Maker::Kind::page:
        return describe_page(model.pages[maker.page]);
    }
    return "";
  }

  std::string describe_page(const Page& page) const {
    const Model& model = linker_.model;
    if (page.document != nullptr) return "'" + page.document->name + "'";
    switch (page.kind) {
      case PageKind::taxonomy:
        return "the list of all " + model.taxonomies[page.taxonomy].name;
      case PageKind::term:
        return "the list of '" + page.title + "' in " + model.taxonomies[page.taxonomy].name;
      case PageKind::not_found:
        return "the page for what is not found";
      default:
        return "the list of section '" + model.sections[page.section].path + "'";
    }
  }

  diagnostics::Location place_of(const Maker& maker) const {
    if (maker.kind == Maker::Kind::file) return {.file = linker_.name_of(maker.text)};
    const content::Document* document = linker_.model.pages[maker.page].document;
    if (document == nullptr) return {};
    if (maker.kind == Maker::Kind::alias) return content::place_of_key(*document, "aliases");
    for (const char* key : {"url", "slug"}) {
      if (!document->front_matter.get(key).is_undefined()) return content::place_of_key(*document, key);
    }
    return {.file = document->name};
  }

  bool refuse(std::string_view path, const Maker& maker, const Maker& holder) const {
    // One alias written twice is no conflict.
    if (maker.kind == Maker::Kind::alias && holder.kind == Maker::Kind::alias && maker.page == holder.page)
      return false;
    diagnostics::Location place = place_of(maker);
    if (place.file.empty()) place = place_of(holder);
    linker_.report(Severity::error, "duplicate-url",
                   describe(maker) + " and " + describe(holder) + " both make the output '" + std::string(path) + "'",
                   std::move(place),
                   maker.kind == Maker::Kind::alias ? "remove the alias"
                                                    : "rename one of them, or give one another `slug` or `url`");
    return false;
  }

  void warn_of_case(std::string_view path, const Maker& maker, const Claim& like) const {
    linker_.report(Severity::warning, "similar-url",
                   describe(maker) + " makes '" + std::string(path) + "' and " + describe(like.maker) + " makes '" +
                       std::string(like.path) + "', which differ in case only",
                   place_of(maker), "on some systems the two are one file: rename one of them");
  }

  Linker& linker_;
  base::Arena texts_{std::size_t{1} << 16};
  std::vector<Claim> claims_;
  base::NumbersByName by_folded_;  ///< the last claim of each path without case
  base::NumbersByName folders_;    ///< that outputs lie in, with the first claim of one
};

void claim_pages(Linker& linker, Claims& claims) {
  for (Page& page : linker.model.pages) {
    if (!claims.claim(page.output_path, {Maker::Kind::page, page.id})) page.output_path.clear();
  }
  for (Page& page : linker.model.pages) {
    if (page.output_path.empty()) page.list_pages = 1;
    for (std::uint32_t number = 2; number <= page.list_pages; ++number) {
      // A list cannot leave out one of its parts: it ends before the one that has no place.
      if (!claims.claim(list_page_output_path(page, number), {Maker::Kind::list_part, page.id})) {
        page.list_pages = number - 1;
      }
    }
  }
}

/// The bundle's page by its folder; drafts have none.
std::unordered_map<std::string_view, PageId> bundle_pages(const Linker& linker) {
  std::unordered_map<std::string_view, PageId> pages;
  for (PageId id = 0; id < linker.model.written_pages; ++id) {
    const Page& page = linker.model.pages[id];
    if (base::file_stem(page.path) == "index") pages.emplace(base::parent_path(page.path), id);
  }
  return pages;
}

std::string join(std::string_view folder, std::string_view name) {
  return folder.empty() ? std::string(name) : std::string(folder) + "/" + std::string(name);
}

void add_files(Linker& linker, Claims& claims) {
  std::unordered_map<std::string_view, PageId> bundles = bundle_pages(linker);
  std::unordered_map<std::string_view, const Folder*> folders;
  for (const Folder& folder : linker.folders) folders.emplace(folder.path, &folder);
  for (const content::SourceFile* source : linker.resources) {
    const content::SourceFile& file = *source;
    const Folder& folder = *folders.at(base::parent_path(file.path()));
    if (folder.is_withheld) continue;
    Resource resource;
    resource.path = resource.name = file.path();
    resource.source_file = file.file;
    Page* page = nullptr;
    if (folder.bundle != k_none) {
      const std::string& bundle = linker.folders[folder.bundle].path;
      page = &linker.model.pages[bundles.at(bundle)];
      resource.name = file.path().substr(bundle.size() + 1);
      // What lies beside a page that lost its output is lost with it.
      if (page->output_path.empty()) continue;
      resource.output_path = join(base::parent_path(page->output_path), resource.name);
    } else {
      std::string_view parent = base::parent_path(file.path());
      std::string_view language = folder_language(linker.config, parent);
      resource.output_path =
          join(language.empty() ? std::string(parent) : output_folder(linker.config, parent, language),
               base::file_name(file.path()));
    }
    resource.url = "/" + base::percent_encode(resource.output_path);
    if (!claims.claim(resource.output_path, {Maker::Kind::file, k_none, file.path()})) continue;
    (page != nullptr ? page->resources : linker.model.files).push_back(std::move(resource));
  }
}

void add_alias(Linker& linker, Claims& claims, const Page& page, std::string_view written) {
  auto path = path_of_written_url(written);
  if (!path) {
    linker.report(Severity::warning, "invalid-alias",
                  "the alias '" + std::string(written) + "' is no path inside the site; it is left out",
                  content::place_of_key(*page.document, "aliases"), "write it like this: aliases: [/old/path/]");
    return;
  }
  Page redirect;
  names_html_file(*path) ? set_file_url(redirect, *path) : set_folder_url(redirect, *path);
  if (!claims.claim(redirect.output_path, {Maker::Kind::alias, page.id, written})) return;
  linker.model.aliases.push_back({redirect.url, redirect.output_path, page.id});
}

}  // namespace

void claim_outputs(Linker& linker) {
  Claims claims(linker);
  claim_pages(linker, claims);
  add_files(linker, claims);
  for (PageId id = 0; id < linker.model.written_pages; ++id) {
    const Page& page = linker.model.pages[id];
    for (std::string_view alias : page.fields.aliases) add_alias(linker, claims, page, alias);
  }
}

}  // namespace site
