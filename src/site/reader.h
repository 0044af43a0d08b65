// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "assets/assets.h"
#include "base/clock.h"
#include "base/file_system.h"
#include "config/config.h"
#include "site/fields.h"
#include "value/name_map.h"
#include "value/object.h"
#include "value/tree.h"

/// The one way from outputs to inputs. Templates, feeds, the sitemap and every other maker of output ask a `Reader`; it
/// notes the question in the context's log, then answers from the linked model. Nothing is computed before someone
/// asks.
namespace site {

struct Model;
class Queries;
struct Objects;

/// Runs a filter of the template language over a plain list, for queries. Implemented by `render`.
class FilterRunner {
 public:
  virtual ~FilterRunner() = default;
  virtual value::Value apply(std::string_view filter, const value::Arguments& arguments, base::Arena& arena,
                             value::ReadLog& reads, std::optional<value::Context::Failure>& failure) const = 0;
};

/// Renders templates that bodies ask for. Implemented by `render`.
class TemplateRunner {
 public:
  virtual ~TemplateRunner() = default;
  virtual bool exists(std::string_view name, value::ReadLog& reads) const = 0;
  /// "" when it fails; what was said meanwhile goes to `ctx`, as does what was asked.
  virtual std::string render(std::string_view name, const value::Value& context, PageId page,
                             value::Context& ctx) const = 0;
};

/// What the outside world answers while a site is rendered: files of the site and the time. Paths are relative to the
/// site root and cannot leave it (also not by a link).
struct Surroundings {
  const base::FileSystem& fs;
  const std::string& root;
  const base::Clock& clock;

  std::optional<std::string> read_file(std::string_view path) const;
  std::optional<std::uint64_t> file_size(std::string_view path) const;
  bool file_exists(std::string_view path) const;
  value::DateTime now(std::int64_t precision_seconds) const;  ///< local, rounded down
};

/// What a link leads to that means the same on every page.
struct KnownLink {
  std::uint32_t name = 0;               ///< of its question
  bool is_url = false;                  ///< what is written is the URL
  std::optional<std::string_view> url;  ///< of a page or file; nothing when there is none
};

/// What a name meant in the taxonomy in which it was looked for first.
struct KnownTerm {
  std::uint32_t name = 0;  ///< of its question
  TaxonomyId taxonomy = 0;
  std::optional<TermId> term;
};

/// Everything a build's outputs may be made from. Built once after linking, immutable but for caches that are safe from
/// all threads.
class Site {
 public:
  /// REQUIRES: all arguments outlive the site. `data` is the frozen tree of data/ files, `texts` that of i18n/ by
  /// language.
  Site(const Model& model, const config::Config& config, const assets::Assets& assets, const base::FileSystem& fs,
       std::string site_root, value::Value data, value::Value texts, const base::Clock& clock, value::Names& names);
  ~Site();
  void set_filter_runner(const FilterRunner* runner);
  void set_template_runner(const TemplateRunner* runner) { template_runner_ = runner; }
  const TemplateRunner* template_runner() const { return template_runner_; }

  const Model& model() const { return model_; }  ///< for `site` and `pipeline`
  const config::Config& config() const { return config_; }
  const assets::Assets& assets() const { return assets_; }
  const base::FileSystem& fs() const { return fs_; }
  const std::string& root() const { return root_; }
  Surroundings surroundings() const { return {fs_, root_, clock_}; }
  value::Names& names() const { return names_; }
  const Objects& objects() const { return *objects_; }
  Queries& queries() const { return *queries_; }
  const value::Tree& config_tree() const { return config_tree_; }
  const value::Tree& data_tree() const { return data_tree_; }
  const value::Tree& text_tree() const { return text_tree_; }
  /// Pages that link to this one. The table of all links is made when first asked for.
  const std::vector<PageId>& backlinks(PageId page) const;
  /// What links from the root of the site lead to, by their targets as written, and terms by the names asked for: found
  /// once a build.
  value::NameMap<KnownLink>& known_links() const { return known_links_; }
  value::NameMap<KnownTerm>& known_terms() const { return known_terms_; }

 private:
  const Model& model_;
  const config::Config& config_;
  const assets::Assets& assets_;
  const base::FileSystem& fs_;
  std::string root_;
  const base::Clock& clock_;
  value::Names& names_;
  value::Tree config_tree_;
  value::Tree data_tree_;
  value::Tree text_tree_;
  const TemplateRunner* template_runner_ = nullptr;
  std::unique_ptr<Queries> queries_;
  std::unique_ptr<Objects> objects_;
  mutable std::once_flag backlinks_once_;
  mutable std::vector<std::vector<PageId>> backlinks_;
  mutable value::NameMap<KnownLink> known_links_;
  mutable value::NameMap<KnownTerm> known_terms_;
};

/// A site seen through one context. Two pointers; make one where it is needed.
class Reader {
 public:
  Reader(const Site& site, value::Context& ctx) : site_(site), ctx_(ctx) {}

  // Values for templates. Each is an object whose every lookup goes through this class.
  value::Value site_object() const;
  value::Value page_object(PageId page) const;
  value::Value section_object(SectionId section) const;
  value::Value term_object(TermId term) const;
  value::Value taxonomy_object(TaxonomyId taxonomy) const;
  value::Value config_object() const;  ///< a value::Tree
  value::Value data_object() const;    ///< a value::Tree
  /// The items of a menu, as page `current` sees them (active, active_trail); an empty list when there is none.
  value::Value menu(std::string_view name, PageId current) const;

  // Fields; the question is (thing, field).
  value::Value page(PageId page, PageField field) const;
  value::Value section(SectionId section, SectionField field) const;
  value::Value term(TermId term, TermField field) const;
  value::Value taxonomy(TaxonomyId taxonomy, TaxonomyField field) const;
  value::Value site(SiteField field) const;
  /// A key of a page's metadata; undefined when absent.
  value::Value metadata(PageId page, value::Name key) const;
  value::Value config(std::string_view dotted_path) const;
  value::Value text(std::string_view language, std::string_view key) const;  ///< of the user interface, from i18n/

  /// The body as HTML, slots filled: variables, cross references, links. Warnings for what cannot be resolved go to the
  /// context, once a page and target.
  std::string_view html(PageId page) const;

  // Collections. A lazy query object: refined by filters, materialized once a build.
  value::Value pages() const;          ///< all pages by path
  value::Value regular_pages() const;  ///< by path
  value::Value recent_pages() const;   ///< regular pages with a date that are not hidden, newest first, then by path
  /// Pages that have a URL to be found at: `all pages`, then those of each taxonomy; or a part of them, `number` from 1
  /// of `parts`, a power of two.
  value::Value listed_pages() const;
  value::Value listed_pages(std::uint32_t number, std::uint32_t parts) const;
  value::Value section_pages(SectionId section) const;
  value::Value term_pages(TermId term) const;
  std::size_t count_pages() const;  ///< pages of every kind, generated ones included
  /// The page ids behind a materialized list of page objects; anything else in it is skipped.
  std::vector<PageId> page_ids(const value::Value& list) const;
  std::optional<PageId> page_of(const value::Value& object) const;
  std::optional<SectionId> section_of(const value::Value& object) const;
  std::optional<TaxonomyId> taxonomy_of(PageId page) const;  ///< that a taxonomy or term page shows
  std::optional<TermId> term_of(PageId page) const;          ///< that a term page shows

  // Lookups; "there is none" is an answer and noted.
  std::optional<PageId> find_page(std::string_view path_or_url) const;
  std::optional<SectionId> find_section(std::string_view path) const;
  std::optional<TaxonomyId> find_taxonomy(std::string_view name) const;
  std::optional<TermId> find_term(TaxonomyId taxonomy, std::string_view name_or_slug) const;
  struct Target {
    PageId page;
    std::string fragment;  ///< "#heading" or ""
    std::string title;     ///< of the page or heading
  };
  /// What `[[target]]` on page `from` means: a path, id:x, slug, #heading, path#heading; relative to the page's folder
  /// first, then to the content folder.
  std::optional<Target> resolve(std::string_view target, PageId from) const;
  /// The URL of an asset with its fingerprint, base URL included; nothing when there is no such asset.
  std::optional<std::string> asset_url(std::string_view name) const;

  // Files of the site; paths are relative to the site root and cannot leave it (also not by a link).
  std::optional<std::string> read_file(std::string_view path) const;
  std::optional<std::uint64_t> file_size(std::string_view path) const;
  bool file_exists(std::string_view path) const;

  /// The time, rounded down to `precision_seconds`; an output that asks depends on it.
  value::DateTime now(std::int64_t precision_seconds) const;

  /// A sentence naming up to three pages whose file names are like that of `target`, for messages.
  std::string suggest_pages(std::string_view target) const;

  /// `url` with the base URL before it, when it begins with `/`; noted.
  std::string with_base(std::string_view url) const;
  /// The base URL when `with_base` puts it before `url`, else nothing; noted.
  std::string_view base_before(std::string_view url) const;

  value::Context& context() const { return ctx_; }
  const Site& whole() const { return site_; }

 private:
  const Site& site_;
  value::Context& ctx_;
};

}  // namespace site
