// SPDX-License-Identifier: MIT
#include "base/strings.h"
#include "render/library.h"
#include "render/makers.h"

namespace render {

using site::PageField;
using site::PageId;
using site::Reader;
using site::SiteField;
using value::Value;

namespace {

void append_heading(std::string& text, const Reader& reader) {
  text += "# ";
  text += reader.site(SiteField::title).string_or("");
  text += "\n";
  std::string_view description = reader.site(SiteField::description).string_or("");
  if (!description.empty()) text.append("\n> ").append(description).append("\n");
}

std::string page_url(const Reader& reader, PageId page) {
  return absolute_url(reader, reader.page(page, PageField::url).string_or("/"));
}

void append_link(std::string& text, const Reader& reader, PageId page) {
  text.append("- [").append(reader.page(page, PageField::title).string_or("")).append("](");
  text.append(page_url(reader, page)).append(")");
  std::string_view description = reader.page(page, PageField::description).string_or("");
  if (!description.empty()) text.append(": ").append(description);
  text += "\n";
}

/// The section's pages as a list of links, then its subsections.
void append_section(std::string& text, const Reader& reader, site::SectionId section, PieceWriter& writer) {
  std::size_t begin = text.size();
  std::string_view title = reader.section(section, site::SectionField::title).string_or("");
  text.append("\n## ").append(title).append("\n\n");
  bool has_links = false;
  for (PageId page : reader.page_ids(reader.section_pages(section))) {
    has_links |= writer.add(page, "", [&] {
      if (!is_hidden(reader, page)) append_link(text, reader, page);
    });
  }
  if (!has_links) text.resize(begin);
  for (const Value& child : reader.section(section, site::SectionField::subsections).items()) {
    append_section(text, reader, *reader.section_of(child), writer);
  }
}

}  // namespace

std::string make_page_text(const Reader& reader, PageId page) {
  std::string text = "# " + std::string(reader.page(page, PageField::title).string_or("")) +
                     "\n\nURL: " + page_url(reader, page) + "\n";
  Value date = reader.page(page, PageField::date);
  if (date.is_datetime()) text += "Date: " + value::to_iso(date.as_datetime()) + "\n";
  std::string_view description = reader.page(page, PageField::description).string_or("");
  if (!description.empty()) text.append("\n").append(description).append("\n");
  text.append("\n").append(reader.page(page, PageField::plain_text).string_or("")).append("\n");
  return text;
}

std::string make_llms(const Reader& reader, Pieces* pieces) {
  std::string text;
  append_heading(text, reader);
  PieceWriter writer(text, reader, pieces);
  append_section(text, reader, 0, writer);
  return text;
}

std::string make_llms_full(const Reader& reader, Pieces* pieces) {
  std::string text;
  append_heading(text, reader);
  PieceWriter writer(text, reader, pieces);
  for (PageId page : reader.page_ids(reader.pages())) {
    writer.add(page, "", [&] {
      if (is_hidden(reader, page)) return;
      std::string_view body = base::trim(reader.page(page, PageField::content).string_or(""));
      if (body.empty()) return;
      text.append("\n---\n\n# ").append(reader.page(page, PageField::title).string_or(""));
      text.append("\n\nURL: ").append(page_url(reader, page)).append("\n\n").append(body).append("\n");
    });
  }
  return text;
}

std::string make_robots(const Reader& reader) {
  std::string text = "User-agent: *\nAllow: /\n";
  Value sitemap = reader.config("features.sitemap");
  if (!sitemap.is_boolean() || sitemap.as_boolean())
    text += "\nSitemap: " + absolute_url(reader, "/sitemap.xml") + "\n";
  return text;
}

std::string make_redirect(const Reader& reader, PageId target) {
  std::string url = base::escape_html(site_url(reader, reader.page(target, PageField::url).string_or("/")));
  std::string title = base::escape_html(reader.page(target, PageField::title).string_or(""));
  return "<!DOCTYPE html>\n<html lang=\"" + base::escape_html(reader.site(SiteField::language).string_or("en")) +
         "\">\n<head>\n<meta charset=\"utf-8\">\n<title>" + title + "</title>\n<link rel=\"canonical\" href=\"" +
         base::escape_html(page_url(reader, target)) +
         "\">\n<meta name=\"robots\" content=\"noindex\">\n<meta http-equiv=\"refresh\" content=\"0; url=" + url +
         "\">\n</head>\n<body>\n<p>This page has moved to <a href=\"" + url + "\">" + title +
         "</a>.</p>\n</body>\n</html>\n";
}

}  // namespace render
