// SPDX-License-Identifier: MIT
#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/hash.h"
#include "site/reader.h"
#include "value/reads.h"

/// Questions in the form in which they outlive a build, and their answers as fingerprints.
namespace site {

/// One bit of one entity. The numbers of a `value::Question` mean something in one build only; an entity's text means
/// the same in every build of a site: a page is its source path, a section its folder, a query its chain of steps. What
/// can be asked of one entity are bits below 64.
///
/// Texts begin with a letter that says what follows (`page`: see `Questions::page_key`):
///
///     p page                a PageField
///     m hash page           a key of its metadata, by the hash of the name
///     s path                a SectionField
///     S path                which section has this path
///     t taxonomy/slug       a TermField                 x name   a TaxonomyField
///     X name                which taxonomy has this name
///     T taxonomy/name       which term it has of this name or slug
///     u name                a MenuQuestion              e name/2/0   a MenuField of the first below the third entry
///     q definition          a query: its result (`Queries::definition`)
///     k path, d path, i path   config, data, UI texts: the value; its length
///     f path                a FileField                 a name   an asset's URL
///     h name                a template: what it compiles to; its text as well
///     r page target         where a link or cross reference leads
///     R text                which page has a path or URL    G text   which pages are suggested for it
///     v name                an environment variable         c seconds   the time
///     w                     a SiteField
struct Place {
  std::uint64_t entity = 0;  ///< hash of the entity's text
  std::uint8_t bit = 0;
  auto operator<=>(const Place&) const = default;
};

/// What a template means, as `jinja::Environment::fingerprint` says.
struct TemplateMeaning {
  base::Fingerprint compiled;
  base::Fingerprint text;
};

/// Bits of an entity "h".
inline constexpr std::uint8_t k_template_compiled = 0, k_template_text = 1;

/// Translates the questions of one build, and answers them again. Immutable; safe from all threads.
class Questions {
 public:
  using Templates = std::function<TemplateMeaning(std::string_view name)>;
  /// REQUIRES: `site` outlives this.
  Questions(const Site& site, Templates templates);

  Place place(const value::Question& question) const;
  /// The text of the entity that a question is about.
  std::string entity(const value::Question& question) const;
  /// The question that an entity's text and a bit stand for in this build; nothing when what it is about is not there.
  std::optional<value::Question> find(std::string_view entity, std::uint8_t bit) const;

  /// A fingerprint of the answer; never 0, which stands for "what it is about is not there". The answer of an object is
  /// which object it is, not what it says. `bit` matters for templates only. With `words` it is also said in words,
  /// when it is short and plain; "" else.
  std::uint64_t answer(const value::Question& question, std::uint8_t bit, std::string* words = nullptr) const;

  /// A number that is the same in two builds with the same settings when a page's own record is: what its file says,
  /// and its place in the site. Answers that depend on other pages' records as well (`depends_on_others`) may differ
  /// all the same. Of a query: what it reads (`QueryReads`). 0 for all else.
  std::uint64_t version(const value::Question& question) const;
  static bool depends_on_others(const value::Question& question);

  /// The name of a page that stays from build to build: its source path; of generated pages "=" and their URL.
  const std::string& page_key(PageId page) const;
  /// The entity that the fields of a page are questions about.
  std::uint64_t page_entity(PageId page) const;
  /// The way to a menu entry by positions: "main/2/0".
  const std::string& menu_path(std::uint32_t item) const { return menu_paths_[item]; }

 private:
  void name_menu_items(const std::string& parent, const std::vector<std::uint32_t>& items);
  std::optional<PageId> find_page(std::string_view key) const;
  std::optional<std::uint32_t> find_menu_item(std::string_view path) const;
  std::optional<TermId> find_term(std::string_view path) const;

  std::uint64_t answer_page(PageId page, std::uint32_t field, std::string* words) const;
  std::uint64_t answer_site(std::uint32_t field, std::string* words) const;
  std::uint64_t answer_menu(const value::Question& question, std::string* words) const;
  std::uint64_t answer_taxonomy(const value::Question& question, std::string* words) const;
  std::uint64_t answer_reference(const value::Question& question) const;
  std::uint64_t answer_tree(const value::Tree& tree, const value::Question& question, std::string* words) const;
  std::uint64_t answer_value(const value::Value& value, std::string* words) const;
  std::uint64_t answer_text(std::string_view text, std::string* words) const;

  /// The bit of `k_count_pages`; the fields of the site are below it.
  static constexpr std::uint8_t k_count_bit = 63;

  const Site& site_;
  Templates templates_;
  mutable std::vector<std::atomic<std::uint64_t>> page_entities_;  ///< 0: not asked for yet
  mutable std::vector<std::atomic<std::uint64_t>> page_versions_;  ///< 0: not asked for yet
  std::vector<std::string> menu_paths_;                            ///< by item: "main/2/0"
};

/// The answers of entities that need no linked site: files and the clock; 0 for others.
bool is_volatile(std::string_view entity);
std::uint64_t volatile_answer(const Surroundings& surroundings, std::string_view entity, std::uint8_t bit);

}  // namespace site
