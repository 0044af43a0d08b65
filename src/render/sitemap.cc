// SPDX-License-Identifier: MIT
#include "base/strings.h"
#include "render/language_folders.h"
#include "render/library.h"
#include "render/makers.h"
#include "render/renderer.h"

namespace render {

using site::PageField;
using site::PageId;
using site::Reader;
using value::Value;

namespace {

constexpr std::size_t k_most_urls_in_one = 2000;
constexpr std::size_t k_urls_a_piece = 1000;

constexpr std::string_view k_header = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";

void append_language(std::string& xml, const Reader& reader, PageId page) {
  xml += "    <xhtml:link rel=\"alternate\" hreflang=\"";
  base::append_html_escaped(xml, hreflang_of(reader, reader.page(page, PageField::lang).string_or("")));
  xml += "\" href=\"";
  base::append_html_escaped(xml, absolute_url(reader, reader.page(page, PageField::url).string_or("/")));
  xml += "\"/>\n";
}

void append_url(std::string& xml, const Reader& reader, PageId page) {
  xml += "  <url>\n    <loc>";
  base::append_html_escaped(xml, absolute_url(reader, reader.page(page, PageField::url).string_or("/")));
  xml += "</loc>\n";
  Value modified = reader.page(page, PageField::lastmod);
  if (modified.is_datetime()) {
    value::DateTime moment = modified.as_datetime();
    xml += "    <lastmod>" + (moment.date_only ? value::to_iso(moment) : value::to_rfc3339(moment)) + "</lastmod>\n";
  }
  auto translations = reader.page(page, PageField::translations).items();
  // Search engines want each page to name all of its languages, its own included.
  if (!translations.empty()) append_language(xml, reader, page);
  for (const Value& translation : translations) {
    if (auto other = reader.page_of(translation)) append_language(xml, reader, *other);
  }
  xml += "  </url>\n";
}

std::string make_index(const Reader& reader, std::uint32_t pieces) {
  std::string xml(k_header);
  xml += "<sitemapindex xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n";
  for (std::uint32_t piece = 1; piece <= pieces; ++piece) {
    xml += "  <sitemap>\n    <loc>";
    base::append_html_escaped(xml, absolute_url(reader, "/sitemap-" + std::to_string(piece) + ".xml"));
    xml += "</loc>\n  </sitemap>\n";
  }
  return xml + "</sitemapindex>\n";
}

}  // namespace

std::uint32_t sitemap_pieces(std::size_t urls) {
  if (urls <= k_most_urls_in_one) return 0;
  std::uint32_t pieces = 1;
  while (pieces * k_urls_a_piece < urls) pieces *= 2;
  return pieces;
}

bool is_hidden(const Reader& reader, PageId page) {
  return reader.page(page, PageField::hidden).as_boolean() || reader.page(page, PageField::noindex).as_boolean();
}

std::string make_sitemap(const Reader& reader, std::uint32_t piece, Pieces* known) {
  std::uint32_t pieces = sitemap_pieces(reader.count_pages());
  if (pieces > 0 && piece == 0) return make_index(reader, pieces);
  std::string xml(k_header);
  xml +=
      "<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\" xmlns:xhtml=\"http://www.w3.org/1999/xhtml\">\n";
  PieceWriter writer(xml, reader, known);
  for (PageId page : reader.page_ids(pieces > 0 ? reader.listed_pages(piece, pieces) : reader.listed_pages())) {
    writer.add(page, "", [&] {
      if (!is_hidden(reader, page)) append_url(xml, reader, page);
    });
  }
  return xml + "</urlset>\n";
}

}  // namespace render
