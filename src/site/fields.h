// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>

#include "value/datetime.h"
#include "value/value.h"

namespace site {

using PageId = std::uint32_t;
using SectionId = std::uint32_t;
using TermId = std::uint32_t;
using TaxonomyId = std::uint32_t;

/// What can be asked of a page: each is an attribute of that name in templates (`template_` is `template`) and one
/// question.
enum class PageField : std::uint16_t {
  title,
  url,
  permalink,
  slug,
  path,
  source_path,
  output_path,
  kind,
  type,
  lang,
  translation_key,
  translations,
  date,
  lastmod,
  description,
  keywords,
  meta_description,
  draft,
  weight,
  author,
  authors,
  series,
  hidden,
  noindex,
  template_,
  content,
  html,
  plain_text,
  excerpt,
  summary,
  word_count,
  reading_time,
  toc,
  toc_items,
  links,
  tags,
  categories,
  terms,
  metadata,
  is_home,
  is_section,
  is_page,
  section,
  parent,
  ancestors,
  next,
  prev,
  next_in_section,
  prev_in_section,
  related_posts,
  backlinks,
  resources,
  paginate,
  list_pages,
};

enum class SectionField : std::uint16_t {
  name,
  path,
  title,
  url,
  permalink,
  content_type,
  metadata,
  index_page,
  parent,
  root,
  depth,
  hierarchy,
  pages,
  regular_pages,
  regular_pages_recursive,
  subsections,
  sections,
  sorted_pages,
  sorted_subsections,
  weight,
};

enum class TermField : std::uint16_t { name, slug, url, permalink, count, pages, page, taxonomy };

enum class TaxonomyField : std::uint16_t { name, singular, url, permalink, terms, count, page };

/// What can be asked of a menu as a whole; numbers apart from the fields of its entries.
enum class MenuQuestion : std::uint32_t {
  roots = 0x1000,  ///< how many entries there are at the top
  places = 0x1001  ///< where all entries lead, and which lie below which
};

enum class MenuField : std::uint32_t { name, url, identifier, children, parent, page };

/// Questions beside the fields, by relation.
inline constexpr std::uint32_t k_find_section = 0x1000;       ///< which section has a path
inline constexpr std::uint32_t k_taxonomy_fields = 0x1000;    ///< + a TaxonomyField
inline constexpr std::uint32_t k_find_taxonomy = 0x2000;      ///< which taxonomy has a name
inline constexpr std::uint32_t k_find_term = 0x3000;          ///< + a taxonomy: which of its terms has a name or slug
inline constexpr std::uint32_t k_count_pages = 0x1000;        ///< of the site: how many pages there are
inline constexpr std::uint32_t k_metadata_key = 0x80000000u;  ///< of a page: + the hash of a key of its metadata
/// Of cross references, in the place of the page that asks.
inline constexpr std::uint32_t k_find_page = ~std::uint32_t{0};          ///< which page has a path or URL
inline constexpr std::uint32_t k_suggest_pages = ~std::uint32_t{0} - 1;  ///< which pages have similar names

/// Begins the name of a question about a plain link, whose answer is an address only; that of a cross reference is also
/// the title of what it leads to.
inline constexpr char k_link_mark = '\x01';

/// The fields of a file's question.
enum class FileField : std::uint32_t { bytes, size, exists };

enum class SiteField : std::uint16_t {
  title,
  baseurl,
  author,
  description,
  language,
  params,
  config,
  data,
  pages,
  regular_pages,
  sections,
  taxonomies,
  menu,
  indexes,
  theme,
  languages,
  build_time,
  root_path,
  home,
  root_section,
};

}  // namespace site
