// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "config/config.h"
#include "content/document.h"
#include "value/datetime.h"
#include "value/value.h"

namespace content {

/// The keys of front matter that the program acts on, typed, after cascade. Views point into the metadata or `made`,
/// and live as long as both.
struct Fields {
  std::string_view title;  ///< "" when absent
  std::optional<value::DateTime> date;
  std::optional<value::DateTime> lastmod;
  std::optional<value::DateTime> expiry;
  std::string_view description;
  std::vector<std::string_view> keywords;
  std::optional<double> weight;
  std::string_view type;
  std::string_view template_;
  std::string_view layout;
  std::string_view content_type;
  std::string_view slug;
  std::string_view url;
  std::vector<std::string_view> aliases;
  std::string_view id;
  std::string_view lang;
  std::string_view translation_key;
  std::string_view series;
  std::vector<std::string_view> authors;  ///< `author` and `authors`
  std::vector<std::string_view> outputs;
  std::optional<std::int64_t> paginate;  ///< items a page; 0: all on one
  bool draft = false;
  bool noindex = false;
  bool hidden = false;
  bool toc = true;
  bool in_menu = true;  ///< false for `menu: false`
  /// Entries of `menu` (or `menus`): a name, a list of names, or a map of menu name to a map of name, weight, parent,
  /// identifier and url. What is not written stays empty (the page's own is meant); `where` says the file only.
  std::vector<config::MenuEntry> menus;
  /// Terms by taxonomy name, as written, in order. A string is one comma-separated list; `category` counts for
  /// `categories`.
  std::map<std::string, std::vector<std::string_view>, std::less<>> terms;
  /// Texts that the metadata holds as something else: `title: 1984`, `tags: [2024]`.
  std::vector<std::unique_ptr<const std::string>> made;
};

/// Reads the typed fields of `metadata`. A value of a wrong type is an error "front-matter-type" (fault content) at its
/// key in `document`, and counts as absent; so does an absent or null one, without error. A key that `metadata` has but
/// the document's own front matter has not (it comes from a cascade) is not reported: whoever reads the cascade itself
/// does that, with `inside` "cascade". `taxonomies` says which keys hold terms; their singular names count as well.
///
/// Numbers and dates pass for text where text is wanted, and the words true and false for booleans.
Fields read_fields(const value::Value& metadata, const Document* document,
                   const std::vector<config::Taxonomy>& taxonomies, std::vector<diagnostics::Diagnostic>& diagnostics,
                   std::string_view inside = {});

/// "my-first_post" -> "My First Post"; "README" -> "Readme".
std::string title_from_name(std::string_view file_or_folder_name);

}  // namespace content
