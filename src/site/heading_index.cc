// SPDX-License-Identifier: MIT
#include "site/heading_index.h"

#include <algorithm>

#include "site/model.h"

namespace site {

namespace {

/// A page with more headings than this gets a table of its own.
constexpr std::size_t k_few_headings = 64;

}  // namespace

std::optional<PageId> HeadingIndex::page_with(const Model& model, std::string_view heading_id) const {
  std::call_once(once_, [&] {
    for (PageId id : model.written) {
      for (const markdown::Heading& heading : model.pages[id].document->headings()) pages_.add(heading.id, id);
    }
  });
  const std::uint32_t* page = pages_.find(heading_id);
  return page == nullptr ? std::nullopt : std::optional(*page);
}

const markdown::Heading* HeadingIndex::on_page(const content::Document& document, std::string_view heading_id) const {
  const auto& headings = document.headings();
  if (headings.size() <= k_few_headings) {
    auto found = std::ranges::find(headings, heading_id, &markdown::Heading::id);
    return found == headings.end() ? nullptr : &*found;
  }
  std::lock_guard lock(mutex_);
  auto [table, is_new] = long_pages_.try_emplace(&document);
  for (std::uint32_t i = 0; is_new && i < headings.size(); ++i) table->second.add(headings[i].id, i);
  const std::uint32_t* place = table->second.find(heading_id);
  return place == nullptr ? nullptr : &headings[*place];
}

}  // namespace site
