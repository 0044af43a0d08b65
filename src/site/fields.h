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
