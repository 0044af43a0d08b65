// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <deque>
#include <functional>
#include <limits>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "config/config.h"
#include "content/document.h"
#include "content/fields.h"
#include "content/lazy.h"
#include "content/source.h"
#include "site/fields.h"
#include "site/heading_index.h"
#include "site/lazy.h"
#include "value/value.h"

/// The linked site: what `link` makes of all documents and the config. Only `site` itself and `pipeline` may look at
/// it: whatever makes an output goes through `site::Reader`, which notes every question (`tools/check_layers` keeps
/// `render` away from this header).
namespace site {

using MenuItemId = std::uint32_t;
inline constexpr std::uint32_t k_none = ~std::uint32_t{0};

enum class PageKind : std::uint8_t { home, section, page, taxonomy, term, not_found };

/// A file of the content folder that is no page and is copied to the output: one that lies next to a leaf bundle's page
/// goes with that page, any other to the path it has in the content folder.
struct Resource {
  std::string path;         ///< relative to the content folder
  std::string name;         ///< relative to the bundle: "images/cat.jpg"; of other files the same as `path`
  std::string source_file;  ///< to open it
  std::string output_path;
  std::string url;
};

/// A page's document, of this build or read from the page discovery cache when somebody first looks into it.
using PageProxy = LazyPointer<content::Document>;

/// A page's metadata: known, or decoded from its record when somebody first asks. Safe to ask from any thread.
class PageMetadata {
 public:
  PageMetadata(value::Value known = {}) : known_(known) {}
  /// REQUIRES: `bytes`, and `damaged`, which is told when they mean nothing, outlive this.
  PageMetadata(std::string_view bytes, const std::function<void()>& damaged);

  const value::Value& operator*() const { return is_kept_ ? decoded() : known_; }
  const value::Value* operator->() const { return &**this; }
  /// Views into what was there before stay valid.
  void replace(value::Value known) {
    known_ = known;
    is_kept_ = false;
  }

 private:
  struct Decoded {
    base::Arena arena{512};
    value::Value value;
  };
  struct Record {
    std::string_view bytes;
    const std::function<void()>& damaged;
    content::Lazy<std::unique_ptr<const Decoded>> decoded;
  };
  const value::Value& decoded() const;

  value::Value known_;
  std::unique_ptr<const Record> record_;
  bool is_kept_ = false;  ///< the record holds
};

struct Page {
  PageId id = 0;
  PageKind kind = PageKind::page;
  PageProxy document;  ///< null for generated pages (lists, terms, 404)
  std::string path;    ///< source path relative to the content folder; generated: ""
  /// Its name from build to build: the path; of generated pages "=" and the URL, with a "+" for each that has the same.
  std::string key;
  std::string title;
  PageMetadata metadata;         ///< frozen map: front matter over cascade
  content::Fields fields;        ///< of `metadata`
  std::string type;              ///< content type that chooses templates: "doc", "blog", "" ...
  SectionId section = 0;         ///< the section it belongs to; a section's own page: that section
  TaxonomyId taxonomy = k_none;  ///< of taxonomy and term pages
  TermId term = k_none;          ///< of term pages
  std::string slug;
  std::string url;          ///< "/docs/a%20b/": below the base URL, percent-encoded, begins with /
  std::string output_path;  ///< "docs/a b/index.html"; "" when another output has that path (an error was reported):
                            ///< then nothing is written for the page
  std::string lang;
  std::string translation_key;
  PageId next = k_none;  ///< in the site's order of regular pages
  PageId previous = k_none;
  PageId next_in_section = k_none;
  PageId previous_in_section = k_none;
  std::vector<TermId> terms;         ///< in order of taxonomies, then as written
  std::vector<PageId> translations;  ///< the same page in the other languages, in the config's order of languages
  std::vector<Resource> resources;   ///< of a leaf bundle
  std::uint32_t list_pages = 1;      ///< outputs of a paginated list: 1 and more
  std::uint32_t per_page = 0;        ///< 0: not paginated
};

struct Section {
  SectionId id = 0;  ///< 0 is the root
  std::string name;  ///< folder name; the root's is ""
  std::string path;  ///< "docs/guides"
  std::string title;
  std::string content_type;
  SectionId parent = k_none;
  std::uint32_t depth = 0;
  PageId index_page = k_none;          ///< its own page, written or generated; always there once linked
  std::uint32_t dated_pages = 0;       ///< how many of `pages` have a date
  std::vector<PageId> pages;           ///< regular pages directly inside, in listing order
  std::vector<SectionId> subsections;  ///< in order: weight, then title
};

struct Term {
  TermId id = 0;
  TaxonomyId taxonomy = 0;
  std::string name;  ///< the most used spelling; at a tie the first in byte order
  std::string slug;
  PageId page = k_none;
  std::vector<PageId> pages;  ///< date descending, then path; pages without a date last
  /// How often front matter uses each spelling, by spelling.
  std::map<std::string, std::uint32_t, std::less<>> spellings;
};

struct Taxonomy {
  TaxonomyId id = 0;
  std::string name;
  std::string singular;
  std::string folder;
  PageId page = k_none;
  std::vector<TermId> terms;  ///< by count descending, then name
};

struct MenuItem {
  MenuItemId id = 0;
  std::string menu;
  std::string identifier;
  std::string name;
  std::string url;       ///< as written, or a page's URL
  PageId page = k_none;  ///< when it came from a page, or its URL is one's
  MenuItemId parent = k_none;
  std::vector<MenuItemId> children;  ///< weight, then name
};

struct Menu {
  std::string name;
  std::vector<MenuItemId> roots;
};

/// The output of one part of a paginated list: `number` is 1 to `list_pages`; 1 is the page itself. Others lie below
/// the folder of the list: "/blog/page/2/".
std::string list_page_url(const Page& page, std::uint32_t number);
std::string list_page_output_path(const Page& page, std::uint32_t number);

/// A redirect from an alias.
struct Alias {
  std::string url;
  std::string output_path;
  PageId target;
};

struct Model {
  const config::Config* config = nullptr;
  std::vector<std::unique_ptr<content::Document>> documents;  ///< in order of path
  /// Written ones in order of path, then generated ones; behind them those that `relink` has added, in no order. The
  /// places of pages that it has taken out stay, and nothing leads there.
  LazyVector<Page> pages;
  std::size_t gone_pages = 0;     ///< places in `pages` without a page
  std::size_t written_pages = 0;  ///< while linking: how many of `pages`, the first ones, have a source file
  std::vector<PageId> written;    ///< pages with a source file, by path
  LazyVector<Section> sections;
  LazyVector<Taxonomy> taxonomies;
  LazyVector<Term> terms;
  LazyVector<MenuItem> menu_items;
  LazyVector<Menu> menus;  ///< by name; "main" is always there (automatic when none is configured)
  std::vector<Alias> aliases;
  /// What pages below inherit, for the folders whose own page has a cascade: it over that of the folders above.
  std::map<std::string, value::Value, std::less<>> cascades;
  std::vector<Resource> files;        ///< of the content folder that are no page and belong to no bundle; by path
  std::vector<PageId> all_pages;      ///< site.pages: written pages and generated section lists, by path
  std::vector<PageId> regular_pages;  ///< neither home, section, taxonomy nor term pages; by path

  /// The terms of "tags" of each written page, packed for `related_pages`: those of page p are `packed_tags` from
  /// `packed_tags_begin[p]` up to `packed_tags_begin[p + 1]`.
  std::vector<TermId> packed_tags;
  std::vector<std::uint32_t> packed_tags_begin;

  // Lookup tables for cross references, links and functions; see `site/cross_reference.h`. Keys point into pages,
  // sections, documents and `kept_texts`.
  NameIndex by_path;  ///< "docs/a.md" and "docs/a"; a section's own page also "docs"
  NameIndex by_url;
  NameIndex by_id;
  NameIndex by_slug;       ///< the first page by path that has it
  NameIndex shared_slugs;  ///< those that more than one page has: to 1
  NameIndex section_by_path;
  NameIndex term_by_slug;  ///< by `term_key`
  NameIndex file_by_path;  ///< of resources and files by `Resource::path`: places in `file_urls`
  LazyVector<std::string> file_urls;
  std::deque<std::string> kept_texts;  ///< owns keys of the tables above
  HeadingIndex headings;

  std::size_t count_pages() const { return pages.size() - gone_pages; }

  /// When the next page appears or expires by its date, in microseconds since 1970; the largest number: never.
  std::int64_t next_change_microseconds = std::numeric_limits<std::int64_t>::max();

  base::Arena arena;                        ///< cascades, and metadata of pages that were linked one by one
  std::deque<base::Arena> metadata_arenas;  ///< of the pages, one arena for each thread that linked them
};

/// What `Model::term_by_slug` calls a term.
inline std::string term_key(TaxonomyId taxonomy, std::string_view slug) {
  return std::to_string(taxonomy).append("/").append(slug);
}

/// Links documents to a model: tree, cascade, content types, URLs, neighbours, taxonomies, menus, relations, tables.
/// Drafts, and expired or future pages at `now`, are left out unless the config wants them; `broken` documents are left
/// out. Two outputs with one path are an error "duplicate-url" that names both; the first by path keeps it. Depends on
/// nothing but its arguments; the result does not depend on `jobs`.
std::unique_ptr<Model> link(const config::Config& config, std::vector<std::unique_ptr<content::Document>> documents,
                            const std::vector<content::SourceFile>& resources, std::int64_t now_microseconds,
                            unsigned jobs, diagnostics::Sink& sink, int offset_minutes = 0);

}  // namespace site
