// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "site/reader.h"
#include "value/reads.h"

namespace site {

/// A question of this build in words that mean the same in every build: `page blog/a.md title`, `query
/// site.regular_pages|sort(attribute="date")`, `template base.html`, `config site.title`. For explanations and tests.
std::string spell(const Site& site, const value::Question& question);

/// A question that was kept (`site::Place`: an entity's text and a bit) for people, without a site.
struct Spelled {
  std::string kind;   ///< "page", "section", "taxonomy", "term", "menu", "query", "setting", "data", "text", "file",
                      ///< "asset", "template", "link", "environment", "time", "site"; "" when the entity is none
  std::string thing;  ///< "content/a.md", "section /blog", "term tags/x", "template base.html", "the site"
  std::string field;  ///< "title", "pages", "URL"; "" when the thing is asked for as a whole
  std::string words;  ///< all of it: "the title of content/a.md", "which page 'x' means"
};
/// `content_prefix` is what comes before a page's path: "content/".
Spelled spell(std::string_view entity, std::uint8_t bit, std::string_view content_prefix);
/// A query's definition as it is written in templates: `site.pages|where('type', 'blog')`.
std::string spell_query(std::string_view definition);

}  // namespace site
