// SPDX-License-Identifier: MIT
#include "site/related.h"

#include <algorithm>
#include <span>
#include <unordered_map>
#include <utility>

#include "site/link.h"

namespace site {

namespace {

/// One tag of the page: its list, and how far it has been read.
struct OpenList {
  std::span<const PageId> pages;
  std::size_t position = 0;
  std::vector<std::size_t> found;  ///< candidates from this list by how many tags they share
};

class RelatedSearch {
 public:
  RelatedSearch(const Model& model, PageId page, std::size_t count) : model_(model), page_(page), count_(count) {
    std::span<const TermId> tags = tags_of(page);
    terms_.assign(tags.begin(), tags.end());
    // Rarest first; slugs only make the order definite.
    std::sort(terms_.begin(), terms_.end(), [&](TermId a, TermId b) {
      const Term &first = model.terms[a], &second = model.terms[b];
      return std::pair(first.pages.size(), std::string_view(first.slug)) <
             std::pair(second.pages.size(), std::string_view(second.slug));
    });
    if (terms_.size() > k_most_related_terms) terms_.resize(k_most_related_terms);
    for (TermId term : terms_) mask_ |= bit_of(term);
    candidates_.resize(terms_.size() + 1);
  }

  std::vector<PageId> run() {
    std::vector<PageId> related;
    for (std::size_t shared = terms_.size(); shared > 0 && related.size() < count_; --shared) {
      open_next_list();
      for (std::size_t i = 0; i < lists_.size(); ++i) read(i, shared);
      std::vector<PageId>& found = candidates_[shared];
      std::size_t wanted = std::min(count_ - related.size(), found.size());
      std::partial_sort(found.begin(), found.begin() + static_cast<std::ptrdiff_t>(wanted), found.end(),
                        [&](PageId a, PageId b) { return is_newer(model_, a, b); });
      related.insert(related.end(), found.begin(), found.begin() + static_cast<std::ptrdiff_t>(wanted));
    }
    return related;
  }

 private:
  void open_next_list() {
    OpenList list;
    list.pages = model_.terms[terms_[lists_.size()]].pages;
    list.pages = list.pages.first(std::min(list.pages.size(), k_most_read));
    list.found.resize(terms_.size() + 1);
    lists_.push_back(std::move(list));
  }

  /// Reads on in a list until it has given as many candidates that share `shared` tags as could be wanted: it is in the
  /// order of the tie-break, so those behind cannot be before them. A page counts for the first list it is in.
  void read(std::size_t number, std::size_t shared) {
    OpenList& list = lists_[number];
    while (list.found[shared] < count_ && list.position < list.pages.size()) {
      PageId page = list.pages[list.position++];
      if (page == page_) continue;
      auto [first, tags] = shared_tags(page);
      if (first != number) continue;
      ++list.found[tags];
      candidates_[tags].push_back(page);
    }
  }

  /// The tags of a page: from the packed table where the site was linked in this build, else from its record.
  std::span<const TermId> tags_of(PageId page) const {
    if (model_.packed_tags_begin.empty()) return tags_in_record(page);
    if (page + 1 >= model_.packed_tags_begin.size()) return {};  // Nobody wrote it.
    std::uint32_t begin = model_.packed_tags_begin[page], end = model_.packed_tags_begin[page + 1];
    return std::span(model_.packed_tags).subspan(begin, end - begin);
  }

  std::span<const TermId> tags_in_record(PageId page) const {
    auto [known, is_new] = from_records_.try_emplace(page);
    if (is_new) {
      for (TermId term : model_.pages[page].terms) {
        if (model_.taxonomies[model_.terms[term].taxonomy].name == "tags") known->second.push_back(term);
      }
    }
    return known->second;
  }

  static std::uint64_t bit_of(TermId term) { return std::uint64_t{1} << (term % 64); }

  /// Which of the tags is the first that `page` has, and how many it has. The mask sorts out most that it has besides.
  std::pair<std::size_t, std::size_t> shared_tags(PageId page) const {
    std::size_t first = terms_.size(), shared = 0;
    for (TermId tag : tags_of(page)) {
      if ((mask_ & bit_of(tag)) == 0) continue;
      auto found = std::find(terms_.begin(), terms_.end(), tag);
      if (found == terms_.end()) continue;
      first = std::min(first, static_cast<std::size_t>(found - terms_.begin()));
      ++shared;
    }
    return {first, shared};
  }

  const Model& model_;
  PageId page_;
  std::size_t count_;
  std::vector<TermId> terms_;
  std::uint64_t mask_ = 0;
  std::vector<OpenList> lists_;
  mutable std::unordered_map<PageId, std::vector<TermId>> from_records_;
  std::vector<std::vector<PageId>> candidates_;  ///< by how many tags they share
};

}  // namespace

std::vector<PageId> related_pages(const Model& model, PageId page, std::size_t count) {
  if (count == 0) return {};
  return RelatedSearch(model, page, count).run();
}

}  // namespace site
