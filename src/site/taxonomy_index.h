// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <vector>

#include "site/model.h"
#include "site/relink.h"

namespace site {

/// The taxonomy index of a site that an earlier build linked: which pages each term has, in listing order, and in which
/// order the terms come. It is read from the store term by term and updated by difference: an edit of a page's tags or
/// date looks at the terms that the page has or had, at as many other pages as finding its place among theirs takes,
/// and at as many other terms as finding theirs. Terms come with their first page and go with their last one, but for
/// the first and the last of a taxonomy, with which its own page comes and goes.
class TaxonomyIndex {
 public:
  /// Notes in `difference` what it changes in `model`.
  TaxonomyIndex(Model& model, Difference& difference) : model_(model), difference_(difference) {}

  /// The terms that front matter names, in order of taxonomies, then as written; those that are new are added. Nothing
  /// when that cannot be done here.
  std::optional<std::vector<TermId>> find_or_add(const content::Fields& fields);
  /// Counts the spellings of terms anew; false when the most used one of some term is another, by which it is called.
  bool count_spellings(const content::Fields& before, const content::Fields& now);

  void take_out(PageId page, TermId term);
  /// Puts a page where its date says.
  void put_in(PageId page, TermId term);
  /// To be called before the number of a term's pages may change.
  void note_size(TermId term);
  /// Terms with another number of pages get another place among the terms, and their lists another number of parts;
  /// those without pages go. False when that cannot be done here.
  bool settle();

 private:
  Term& edit(TermId id);
  std::optional<TermId> add(TaxonomyId taxonomy, std::string_view name);
  bool remove(TermId id);
  bool is_in_menu(const Page& page) const;
  void count(const content::Fields& fields, std::uint32_t by, std::set<TermId>& counted);

  Model& model_;
  Difference& difference_;
  std::map<TermId, std::size_t> sizes_;  ///< how many pages terms had
};

}  // namespace site
