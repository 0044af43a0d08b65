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

constexpr std::int64_t k_newest = 20;

/// The newest dated pages, as a query of its own.
std::vector<PageId> newest_pages(const Reader& reader) {
  Value all = reader.recent_pages();
  Value bounds[] = {Value::integer(0), Value::integer(k_newest), Value::none()};
  auto newest = all.as_object().refine(reader.context(), all.handle(), {"slice", {bounds, {}}});
  return newest ? reader.page_ids(*newest) : std::vector<PageId>();
}

void append_element(std::string& out, std::string_view indent, std::string_view name, std::string_view text) {
  out.append(indent).append("<").append(name).append(">");
  base::append_html_escaped(out, text);
  out.append("</").append(name).append(">\n");
}

std::string page_url(const Reader& reader, PageId page) {
  return absolute_url(reader, reader.page(page, PageField::url).string_or("/"));
}

std::string_view text_of(const Reader& reader, PageId page, PageField field) {
  return reader.page(page, field).string_or("");
}

void append_tags(std::string& out, const Reader& reader, PageId page, std::string_view before, std::string_view after) {
  for (const Value& tag : reader.page(page, PageField::tags).items()) {
    out += before;
    base::append_html_escaped(out, tag.string_or(""));
    out += after;
  }
}

}  // namespace

std::string make_rss(const Reader& reader) {
  std::vector<PageId> pages = newest_pages(reader);
  std::string_view title = reader.site(SiteField::title).string_or("");
  std::string_view description = reader.site(SiteField::description).string_or("");
  std::string xml =
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<rss version=\"2.0\" "
      "xmlns:atom=\"http://www.w3.org/2005/Atom\">\n<channel>\n";
  append_element(xml, "  ", "title", title);
  append_element(xml, "  ", "link", absolute_url(reader, "/"));
  append_element(xml, "  ", "description", description.empty() ? title : description);
  append_element(xml, "  ", "language", reader.site(SiteField::language).string_or("en"));
  xml += "  <atom:link href=\"" + base::escape_html(absolute_url(reader, "/rss.xml")) +
         "\" rel=\"self\" type=\"application/rss+xml\"/>\n";
  if (!pages.empty()) {
    append_element(xml, "  ", "lastBuildDate",
                   value::to_rfc822(reader.page(pages.front(), PageField::date).as_datetime()));
  }
  for (PageId page : pages) {
    std::string url = page_url(reader, page);
    xml += "  <item>\n";
    append_element(xml, "    ", "title", text_of(reader, page, PageField::title));
    append_element(xml, "    ", "link", url);
    append_element(xml, "    ", "guid", url);
    append_element(xml, "    ", "pubDate", value::to_rfc822(reader.page(page, PageField::date).as_datetime()));
    append_tags(xml, reader, page, "    <category>", "</category>\n");
    append_element(xml, "    ", "description", text_of(reader, page, PageField::summary));
    xml += "  </item>\n";
  }
  return xml + "</channel>\n</rss>\n";
}

std::string make_atom(const Reader& reader) {
  std::vector<PageId> pages = newest_pages(reader);
  std::string home = absolute_url(reader, "/");
  std::string xml = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\">\n";
  append_element(xml, "  ", "title", reader.site(SiteField::title).string_or(""));
  append_element(xml, "  ", "id", home);
  xml += "  <link href=\"" + base::escape_html(home) + "\"/>\n";
  xml += "  <link rel=\"self\" href=\"" + base::escape_html(absolute_url(reader, "/atom.xml")) + "\"/>\n";
  std::string updated = "1970-01-01T00:00:00Z";
  if (!pages.empty()) updated = value::to_rfc3339(reader.page(pages.front(), PageField::date).as_datetime());
  append_element(xml, "  ", "updated", updated);
  std::string_view author = reader.site(SiteField::author).string_or("");
  xml += "  <author>\n";
  append_element(xml, "    ", "name", author.empty() ? reader.site(SiteField::title).string_or("") : author);
  xml += "  </author>\n";
  for (PageId page : pages) {
    std::string url = page_url(reader, page);
    xml += "  <entry>\n";
    append_element(xml, "    ", "title", text_of(reader, page, PageField::title));
    append_element(xml, "    ", "id", url);
    xml += "    <link href=\"" + base::escape_html(url) + "\"/>\n";
    append_element(xml, "    ", "published", value::to_rfc3339(reader.page(page, PageField::date).as_datetime()));
    append_element(xml, "    ", "updated", value::to_rfc3339(reader.page(page, PageField::lastmod).as_datetime()));
    append_tags(xml, reader, page, "    <category term=\"", "\"/>\n");
    append_element(xml, "    ", "summary", text_of(reader, page, PageField::summary));
    xml += "  </entry>\n";
  }
  return xml + "</feed>\n";
}

}  // namespace render
