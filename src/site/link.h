// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "site/model.h"
#include "site/relink.h"

/// Private to `link*.cc`: what the steps of linking share. `link` runs the steps in the order in which they are
/// declared here; each fills a part of the model from what the steps before it left.
namespace site {

/// A document that may become a page.
struct Candidate {
  const content::Document* document = nullptr;
  std::uint32_t folder = 0;
  value::Value metadata;
  content::Fields fields;
  std::vector<diagnostics::Diagnostic> diagnostics;
  bool kept = true;
};

/// A folder of the content folder with pages or files in it or below it.
struct Folder {
  std::string path;  ///< "docs/guides"; the root is ""
  std::uint32_t parent = k_none;
  std::uint32_t depth = 0;
  std::vector<std::uint32_t> candidates;          ///< directly inside, by path
  std::vector<std::uint32_t> index_candidates;    ///< those of them that are called like an index page
  std::uint32_t own_page = k_none;                ///< the candidate that is the folder's index page
  std::vector<const content::SourceFile*> files;  ///< directly inside, no pages; by path
  value::Value cascade;                           ///< what pages inside inherit: a frozen map, or undefined
  bool holds_pages = false;                       ///< here or below
  bool is_bundle = false;
  std::uint32_t bundle = k_none;  ///< the folder of the leaf bundle that this one is or lies in
  bool is_withheld = false;       ///< belongs to a bundle whose page is left out: its files are not published either
  SectionId section = k_none;
};

struct Linker {
  const config::Config& config;
  Model& model;
  diagnostics::Sink& sink;
  std::vector<const content::SourceFile*> resources;  ///< by path
  std::int64_t now_microseconds = 0;
  int offset_minutes = 0;  ///< of local time ahead of UTC
  unsigned jobs = 1;

  std::vector<Folder> folders;  ///< parents before children; 0 is the root
  std::vector<Candidate> candidates;
  std::vector<std::uint32_t> folder_of_section;

  void report(diagnostics::Severity severity, std::string code, std::string message, diagnostics::Location location,
              std::string hint) const;
  /// The name of a file of the content folder in messages.
  std::string name_of(std::string_view path) const;
};

value::Value empty_map();

// What a file says, link_cascade.cc.

/// Fills `folders` and `candidates`.
void gather_folders(Linker& linker);
/// Chooses each folder's own page, and gives every candidate its metadata and fields.
void apply_cascade(Linker& linker);
/// `own` with the entries of `under` whose keys it does not have. Values are shared, not copied.
value::Value overlay(base::Arena& arena, const value::Value& own, const value::Value& under);
/// When a date has come, in microseconds since 1970. One without an offset is on the clock of whoever builds: a page
/// dated today is there from midnight on.
std::int64_t instant_of(const value::DateTime& date, int offset_minutes);
/// Leaves out drafts, and expired and future pages.
void leave_out_unwanted(Linker& linker);

/// Sections, leaf bundles and written pages, link_tree.cc.
void make_tree(Linker& linker);
/// What a page is called: as its front matter says, or by its file's name; an index page by its folder's.
std::string title_of(const config::Config& config, const content::Fields& fields, std::string_view path, bool is_index);

// Languages, link_languages.cc.

void set_languages(Linker& linker);
/// Whether first folders of the content folder that are language codes stand for languages.
bool has_language_folders(const config::Config& config);
/// The language that `path` lies in by its first folder, or "".
std::string_view folder_language(const config::Config& config, std::string_view path);
/// `path` without its language folder.
std::string_view without_language_folder(const config::Config& config, std::string_view path);
/// What URLs of a language begin with: "fr/", or "".
std::string url_prefix(const config::Config& config, std::string_view language);
/// The folder of the output for a folder of the content folder: "fr/docs", or "docs" for "en/docs".
std::string output_folder(const config::Config& config, std::string_view path, std::string_view language);
/// The section whose page is the site's home as well (that of the default language without prefix), or k_none.
SectionId home_section_of_default_language(const Linker& linker);
void set_translations(Linker& linker);

// URLs, link_urls.cc.

void set_urls(Linker& linker);
/// Sets `url` and `output_path` for a folder ("docs") or a file ("docs/a.html") of the output.
void set_folder_url(Page& page, std::string_view folder);
void set_file_url(Page& page, std::string_view file);
/// A path that an author wrote as URL or alias, decoded and normalized: "old/page" or "old/page.html"; nothing for
/// what leads out of the site, to another one, or nowhere.
std::optional<std::string> path_of_written_url(std::string_view url);
inline bool names_html_file(std::string_view path) { return path.ends_with(".html") || path.ends_with(".htm"); }

/// Terms of written pages, and the written pages that stand for taxonomies and terms, link_taxonomies.cc.
void collect_terms(Linker& linker);
/// The pages that nobody wrote: section lists, taxonomies, terms, 404; link_generated.cc.
void add_generated_pages(Linker& linker);
/// The one of a term, but for its id.
Page term_page(const config::Config& config, const Taxonomy& taxonomy, const Term& term, SectionId section);

/// Content types of sections, types of pages, link_types.cc.
void set_types(Linker& linker);
/// The type of one page whose section has its content type.
void set_type(const Model& model, Page& page);
/// Whether so many pages with a date among all those of a section make it a blog, when nothing else says what it is.
inline bool is_mostly_dated(std::size_t dated, std::size_t pages) { return dated * 2 > pages; }

// Order, link_order.cc.

void set_order(Linker& linker);
/// Whether the pages of a section with this content type are listed by date; the others are by weight, then title.
bool lists_newest_first(std::string_view content_type);
/// Newest first, without a date last, then by path: of terms, and of lists like a blog.
bool is_newer(const Model& model, PageId a, PageId b);
/// Sorts lists of written pages in this order. Reads the date of each page once.
class NewestFirst {
 public:
  explicit NewestFirst(const Model& model);
  void sort(std::vector<PageId>& pages) const;

 private:
  std::vector<std::int64_t> dates_;  ///< instants by page
};
/// By weight, then title without case.
void sort_sections(const Model& model, std::vector<SectionId>& sections);

/// link_pagination.cc
void set_pagination(Linker& linker);
/// Cuts a list of `items` into parts.
void paginate(const config::Config& config, Page& page, std::size_t items);
/// Gives a list that had `before` items and now has `now` its number of parts; false when it had another number of
/// them than its items say, as one has whose outputs others have taken.
bool resize_list(Model& model, PageId list, std::size_t before, std::size_t now, Difference& difference);
/// Outputs that no two may share, with aliases, resources and files; link_outputs.cc.
void claim_outputs(Linker& linker);
/// Lookup tables of pages and sections, and of files; link_tables.cc.
void fill_names(Linker& linker);
void fill_files(Linker& linker);
/// link_menus.cc
void make_menus(Linker& linker);

}  // namespace site
