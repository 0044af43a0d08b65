// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "site/model.h"

/// Linking by difference: what an edit of pages changes in a site that an earlier build linked, at the cost of the
/// change. It covers what most edits are: a page that is no list comes or goes, or has another title, date, tags,
/// weight, description, keys of the author's own. Whatever moves other outputs or reaches further (a section's own
/// page, another slug, a menu, a section that appears or vanishes) is left to `link`.
namespace site {

/// What is different in a linked site.
struct Difference {
  std::set<PageId> pages;  ///< their records are different
  std::set<SectionId> sections;
  std::set<TermId> terms;
  std::set<TaxonomyId> taxonomies;
  std::vector<std::pair<PageId, value::Value>> edited;  ///< pages with other front matter: their metadata before
  std::vector<PageId> added;                ///< pages that were not there, also those of terms; among `pages`
  std::vector<PageId> removed;              ///< pages that are gone: they can still be looked at in this build
  std::map<PageId, std::uint32_t> resized;  ///< lists with another number of parts: how many they had; among `pages`
  bool dates = false;                       ///< some page has another date
  bool lists = false;                       ///< some list of pages has other members or another order
  bool other_terms = false;                 ///< terms have come or gone, with their pages

  bool has_other_pages() const { return !added.empty() || !removed.empty(); }
};

/// What has happened to the files of pages since a site was linked.
struct PageEdits {
  std::vector<std::string> edited;  ///< other front matter
  std::vector<std::unique_ptr<content::Document>> added;
  std::vector<std::string> removed;
};

/// The moment of the build, for dates that have not come yet.
struct Moment {
  std::int64_t now_microseconds = 0;
  int offset_minutes = 0;  ///< of local time ahead of UTC
};

/// Changes `model` to what linking anew would make of it, but for the numbers of pages and terms. About none of the
/// pages in `edits` has been anything to say, now or when the model was linked; nor has been about two pages that
/// wanted one URL, slug or id. False when only `link` can tell: then `model` is of no use any more.
///
/// REQUIRES: `model` was opened from records, and its documents are those of this build.
bool relink(Model& model, PageEdits edits, const Moment& moment, Difference& difference);

}  // namespace site
