// SPDX-License-Identifier: MIT
#pragma once

#include <map>
#include <mutex>
#include <optional>
#include <string_view>

#include "base/numbers_by_name.h"
#include "content/document.h"

namespace site {

struct Model;

/// Finds headings by their ids. Few sites refer to headings, so a table is made when somebody first asks; asking is
/// safe from many threads. The model's documents must stay as they are from then on.
class HeadingIndex {
 public:
  /// The first page by path that has a heading of this id.
  std::optional<std::uint32_t> page_with(const Model& model, std::string_view heading_id) const;
  /// The first heading of this id on a page.
  const markdown::Heading* on_page(const content::Document& document, std::string_view heading_id) const;

 private:
  mutable std::once_flag once_;
  mutable base::NumbersByName pages_;
  mutable std::mutex mutex_;
  mutable std::map<const content::Document*, base::NumbersByName> long_pages_;  ///< places among the page's headings
};

}  // namespace site
