// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "site/model.h"

/// Linking by difference: what an edit of pages changes in a site that an earlier build linked, at the cost of the
/// change. It covers what most edits are: title, date, tags, weight, description, keys of the author's own, of pages
/// that are no lists. Whatever moves outputs, adds or removes them, or reaches further (a section's own page, a slug, a
/// menu, a term that appears or vanishes) is left to `link`.
namespace site {

/// What is different in a linked site.
struct Difference {
  std::set<PageId> pages;  ///< their records are different
  std::set<SectionId> sections;
  std::set<TermId> terms;
  std::set<TaxonomyId> taxonomies;
  std::vector<std::pair<PageId, value::Value>> edited;  ///< pages with other front matter: their metadata before
  bool dates = false;                                   ///< some page has another date
  bool lists = false;                                   ///< some list of pages has other members or another order
};

/// The moment of the build, for dates that have not come yet.
struct Moment {
  std::int64_t now_microseconds = 0;
  int offset_minutes = 0;  ///< of local time ahead of UTC
};

/// Changes `model` to what linking anew would make of it, but for the numbers of terms. `paths` are pages whose front
/// matter is different; about none of them has been anything to say, now or when the model was linked. False when only
/// `link` can tell: then `model` is of no use any more.
///
/// REQUIRES: `model` was opened from records, and its documents are those of this build.
bool relink(Model& model, const std::vector<std::string>& paths, const Moment& moment, Difference& difference);

}  // namespace site
