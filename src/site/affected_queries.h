// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <set>
#include <string>
#include <string_view>

#include "site/model.h"
#include "site/relink.h"

namespace site {

/// What evaluating a query reads, as bits: one for each field of pages, and those below.
enum QueryReads : std::uint64_t {
  k_page_fields = (std::uint64_t{1} << 58) - 1,
  k_reads_known = std::uint64_t{1} << 58,      ///< of every query that was evaluated
  k_reads_headings = std::uint64_t{1} << 59,   ///< a heading that a cross reference names
  k_reads_lists = std::uint64_t{1} << 60,      ///< the results of other queries
  k_reads_terms = std::uint64_t{1} << 61,      ///< fields of terms and taxonomies
  k_reads_metadata = std::uint64_t{1} << 62,   ///< keys of a page's metadata
  k_reads_elsewhere = std::uint64_t{1} << 63,  ///< what is not part of the linked site: data behind a page's body, say
};

static_assert(static_cast<int>(PageField::list_pages) < 58, "a field of pages has the bit of something else");

/// Whether a query, by its definition, begins with a list of pages of the whole site.
bool is_of_whole_site(std::string_view definition);

/// Which queries may have another result because of edits in a site that is not linked anew.
class AffectedQueries {
 public:
  /// `changed_fields`: the fields of pages whose answers are different, a bit for each.
  AffectedQueries(const Model& model, const Difference& difference, std::uint64_t changed_fields);

  /// `definition` is what `Queries::definition` gives, `reads` are `QueryReads`.
  bool holds(std::string_view definition, std::uint64_t reads) const;

 private:
  std::set<std::string, std::less<>> sources_;  ///< as definitions begin
  bool other_pages_ = false;                    ///< lists of the whole site have other members
  std::uint64_t changed_ = k_reads_elsewhere;
};

}  // namespace site
