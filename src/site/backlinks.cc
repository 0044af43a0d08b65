// SPDX-License-Identifier: MIT
#include "site/backlinks.h"

#include <algorithm>
#include <optional>

#include "site/cross_reference.h"

namespace site {

namespace {

std::optional<PageId> target_of(const Model& model, const markdown::Slot& slot, PageId from) {
  if (slot.kind == markdown::Slot::Kind::cross_reference) {
    auto reference = resolve_reference(model, slot.target, from);
    if (!reference) return std::nullopt;
    return reference->page;
  }
  if (slot.kind != markdown::Slot::Kind::link) return std::nullopt;
  std::string_view target = slot.target;
  return resolve_page_link(model, target.substr(0, std::min(target.find('#'), target.find('?'))), from);
}

}  // namespace

std::vector<std::vector<PageId>> compute_backlinks(const Model& model) {
  std::vector<std::vector<PageId>> backlinks(model.pages.size());
  for (PageId from : model.written) {
    for (const markdown::Slot& slot : model.pages[from].document->slots()) {
      auto target = target_of(model, slot, from);
      if (!target || *target == from) continue;
      // Written pages are visited in order of path, so a repetition is always the last entry.
      std::vector<PageId>& list = backlinks[*target];
      if (list.empty() || list.back() != from) list.push_back(from);
    }
  }
  return backlinks;
}

}  // namespace site
