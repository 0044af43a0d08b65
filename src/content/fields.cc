// SPDX-License-Identifier: MIT
#include "content/fields.h"

#include <cmath>

#include "base/strings.h"
#include "content/menu_entries.h"
#include "content/typed_values.h"

namespace content {

using value::Name;
using value::Value;
using Single = TypedValues::Single;

namespace {

void append_author(TypedValues& values, const Value& author, const std::string& dotted_key,
                   std::vector<std::string_view>& authors) {
  if (author.is_nothing()) return;
  auto name = values.as_text(author.is_map() ? author.get("name") : author);
  if (!name) {
    values.report_type(dotted_key, "a name", author, "author: Ada Lovelace");
    return;
  }
  std::string_view trimmed = base::trim(*name);
  if (trimmed.empty()) return;
  for (std::string_view known : authors) {
    if (known == trimmed) return;
  }
  authors.push_back(trimmed);
}

/// `author` and `authors` take a name, a map with a `name`, or a list of these.
void read_authors(TypedValues& values, Name key, std::vector<std::string_view>& authors) {
  constexpr std::size_t k_most_authors = 1000;
  Value found = values.get(key);
  if (!found.is_list()) return append_author(values, found, std::string(key.text), authors);
  std::span<const Value> items = found.items();
  for (std::size_t i = 0; i < items.size() && authors.size() < k_most_authors; ++i) {
    append_author(values, items[i], std::string(key.text) + "." + std::to_string(i), authors);
  }
}

std::optional<std::int64_t> read_paginate(TypedValues& values) {
  Value found = values.get("paginate");
  if (found.is_nothing()) return std::nullopt;
  if (found.is_boolean()) return found.as_boolean() ? std::nullopt : std::optional<std::int64_t>(0);
  constexpr double k_most = 1e9;
  auto number = TypedValues::as_number(found);
  if (number && *number >= 0 && *number <= k_most && std::floor(*number) == *number) {
    return static_cast<std::int64_t>(*number);
  }
  values.report_type("paginate", "a number of items, or false", found, "paginate: 10");
  return std::nullopt;
}

/// A series is one text; as a taxonomy it may be written as a list, whose first element counts here.
std::string_view read_series(TypedValues& values) {
  auto series = values.texts("series", Single::one_element);
  return series.empty() ? std::string_view{} : series.front();
}

/// The plural and the singular key together. A term in both is there twice: merging terms is the linker's work.
void read_terms(TypedValues& values, const config::Taxonomy& taxonomy, Fields& fields) {
  std::vector<std::string_view> terms = values.texts(Name(std::string_view(taxonomy.name)), Single::comma_separated);
  if (!taxonomy.singular.empty() && taxonomy.singular != taxonomy.name) {
    auto more = values.texts(Name(std::string_view(taxonomy.singular)), Single::comma_separated);
    terms.insert(terms.end(), more.begin(), more.end());
  }
  if (!terms.empty()) fields.terms[taxonomy.name] = std::move(terms);
}

void check_cascade(TypedValues& values) {
  Value cascade = values.get("cascade");
  if (cascade.is_nothing() || cascade.is_map()) return;
  values.report_type("cascade", "a map of keys for the pages below", cascade, "cascade: {type: doc}");
}

}  // namespace

Fields read_fields(const Value& metadata, const Document* document, const std::vector<config::Taxonomy>& taxonomies,
                   std::vector<diagnostics::Diagnostic>& diagnostics, std::string_view inside) {
  Fields fields;
  if (!metadata.is_map() || metadata.as_map().size() == 0) return fields;
  TypedValues values(metadata, document, inside, fields.made, diagnostics);
  fields.title = base::trim(values.text("title"));
  fields.date = values.moment("date");
  fields.lastmod = values.moment("lastmod");
  fields.expiry = values.moment("expiry");
  fields.description = values.text("description");
  fields.keywords = values.texts("keywords", Single::comma_separated);
  fields.weight = values.number("weight");
  fields.type = base::trim(values.text("type"));
  fields.template_ = base::trim(values.text("template"));
  fields.layout = base::trim(values.text("layout"));
  fields.content_type = base::trim(values.text("content_type"));
  fields.slug = base::trim(values.text("slug"));
  fields.url = base::trim(values.text("url"));
  fields.aliases = values.texts("aliases", Single::one_element);
  fields.id = base::trim(values.text("id"));
  fields.lang = base::trim(values.text("lang"));
  fields.translation_key = base::trim(values.text("translation_key"));
  fields.series = read_series(values);
  read_authors(values, "author", fields.authors);
  read_authors(values, "authors", fields.authors);
  fields.outputs = values.texts("outputs", Single::comma_separated);
  fields.paginate = read_paginate(values);
  fields.draft = values.truth("draft", false);
  fields.noindex = values.truth("noindex", false);
  fields.hidden = values.truth("hidden", false);
  fields.toc = values.truth("toc", true);
  values.truth("preprocess", true);
  read_menu_entries(values, "menu", fields);
  read_menu_entries(values, "menus", fields);
  for (const config::Taxonomy& taxonomy : taxonomies) read_terms(values, taxonomy, fields);
  check_cascade(values);
  return fields;
}

}  // namespace content
