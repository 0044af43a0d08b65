// SPDX-License-Identifier: MIT
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "site/model.h"
#include "site/relink.h"

/// The linked site as records, so that a build that changes none of them need not link. Each page, section, term and
/// menu entry is one record, read when somebody asks for it; so are the names that lead to pages.
///
///     "n"          counts: format version, pages, places of pages that are gone, sections, taxonomies, terms, menu
///                  entries, menus, file URLs
///     "a" "r" "w"  ids of all pages, of regular pages, of pages with a source file
///     "c"          cascades by folder
///     "p" id       a page              "s" id   a section          "x" id   a taxonomy      "t" id   a term
///     "e" id       a menu entry        "m" id   a menu             "f" id   the URL of a file
///     "P" path     a page by its path, "U" url by its URL, "I" id by its `id`, "L" slug by its slug
///     "l" slug     a slug that several pages have
///     "S" path     a section           "T" key  a term             "F" path a file
///
/// Ids are four bytes, highest first.
namespace site {

/// Where an earlier build's records are.
struct LinkedRecords {
  std::function<std::optional<std::string_view>(std::string_view key)> get;
  /// The document of a page by its path in the content folder; null when there is none.
  std::function<std::unique_ptr<content::Document>(const std::string& path)> document;
  /// Told when a record that must be there is missing or means nothing. Something harmless is used instead.
  std::function<void()> damaged;
};

/// Calls `put` for every record of a linked site.
void write_linked_site(const Model& model, const std::function<void(std::string key, std::string value)>& put);

/// Likewise for the records that linking again by difference has changed; without a value: a record that goes.
void write_difference(const Model& model, const Difference& difference,
                      const std::function<void(std::string key, std::optional<std::string> value)>& put);

/// A site whose parts come from `records` when they are first asked for; null when there is no linked site of this
/// format. Safe to read from many threads. REQUIRES: what the functions of `records` use, and `config`, outlive it.
std::unique_ptr<Model> open_linked_site(const config::Config& config, LinkedRecords records);

}  // namespace site
