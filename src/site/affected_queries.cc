// SPDX-License-Identifier: MIT
#include "site/affected_queries.h"

#include "base/codec.h"
#include "site/queries.h"

namespace site {

namespace {

bool is_of_whole_site(Source source) {
  switch (source) {
    case Source::all_pages:
    case Source::regular_pages:
    case Source::recent_pages:
    case Source::listed_pages:
      return true;
    case Source::section_pages:
    case Source::section_pages_recursive:
    case Source::term_pages:
    case Source::backlinks:
      return false;
  }
  return true;
}

}  // namespace

bool is_of_whole_site(std::string_view definition) {
  base::ByteReader in(definition);
  return is_of_whole_site(static_cast<Source>(in.u8()));
}

AffectedQueries::AffectedQueries(const Model& model, const Difference& difference, std::uint64_t changed_fields) {
  changed_ |= changed_fields & k_page_fields;
  if (!difference.edited.empty()) changed_ |= k_reads_metadata;
  if (!difference.terms.empty()) changed_ |= k_reads_terms;
  if (difference.lists || difference.dates || changed_fields != 0) changed_ |= k_reads_lists;
  other_pages_ = difference.has_other_pages();
  auto add = [&](Source source, const std::string& name) { sources_.insert(source_bytes(source, name)); };
  if (difference.dates) add(Source::recent_pages, "");
  for (SectionId id : difference.sections) {
    add(Source::section_pages, model.sections[id].path);
    for (SectionId above = id; above != k_none; above = model.sections[above].parent)
      add(Source::section_pages_recursive, model.sections[above].path);
  }
  for (TermId id : difference.terms) {
    const Term& term = model.terms[id];
    add(Source::term_pages, model.taxonomies[term.taxonomy].name + "/" + term.slug);
  }
}

bool AffectedQueries::holds(std::string_view definition, std::uint64_t reads) const {
  if ((reads & k_reads_known) == 0 || (reads & changed_) != 0) return true;
  if (sources_.empty() && !other_pages_) return false;
  base::ByteReader in(definition);
  auto source = static_cast<Source>(in.u8());
  in.text();
  if (other_pages_ && is_of_whole_site(source)) return true;
  return !in.good() || sources_.contains(definition.substr(0, definition.size() - in.remaining()));
}

}  // namespace site
