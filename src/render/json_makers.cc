// SPDX-License-Identifier: MIT
#include "base/strings.h"
#include "render/library.h"
#include "render/makers.h"
#include "value/operations.h"

namespace render {

using site::PageField;
using site::PageId;
using site::Reader;
using site::SiteField;
using value::Value;

namespace {

/// An object under construction: keys in the order in which they are added.
class JsonObject {
 public:
  JsonObject(std::string& out, value::Context& ctx) : out_(out), ctx_(ctx) { out_ += '{'; }
  void add(std::string_view key, const Value& value) {
    add_key(key);
    value::append_json(ctx_, out_, value, {.compact = true, .ascii = false});
  }
  void add(std::string_view key, std::string_view text) {
    add_key(key);
    base::append_json_string(out_, text);
  }
  void add_key(std::string_view key) {
    if (!first_) out_ += ',';
    first_ = false;
    base::append_json_string(out_, key);
    out_ += ':';
  }
  void close() { out_ += '}'; }

 private:
  std::string& out_;
  value::Context& ctx_;
  bool first_ = true;
};

/// What search and per-page data both say of a page.
void add_summary(JsonObject& json, const Reader& reader, PageId page) {
  json.add("title", reader.page(page, PageField::title));
  json.add("url", reader.page(page, PageField::url));
  json.add("permalink", absolute_url(reader, reader.page(page, PageField::url).string_or("/")));
  json.add("description", reader.page(page, PageField::meta_description));
  json.add("excerpt", reader.page(page, PageField::excerpt));
  auto section = reader.section_of(reader.page(page, PageField::section));
  json.add("section", section ? reader.section(*section, site::SectionField::name) : Value::string(""));
  json.add("type", reader.page(page, PageField::type));
  Value date = reader.page(page, PageField::date);
  if (date.is_datetime()) json.add("date", value::to_iso(date.as_datetime()));
  json.add("tags", reader.page(page, PageField::tags));
  json.add("categories", reader.page(page, PageField::categories));
  json.add("word_count", reader.page(page, PageField::word_count));
  json.add("reading_time", reader.page(page, PageField::reading_time));
}

}  // namespace

std::string make_page_json(const Reader& reader, PageId page) {
  std::string out;
  JsonObject json(out, reader.context());
  add_summary(json, reader, page);
  json.add("toc", reader.page(page, PageField::toc_items));
  json.add("content", reader.page(page, PageField::html));
  json.add("plain_text", reader.page(page, PageField::plain_text));
  json.close();
  return out + "\n";
}

std::string make_site_json(const Reader& reader, Pieces* pieces) {
  std::string out;
  value::Context& ctx = reader.context();
  JsonObject json(out, ctx);
  json.add_key("site");
  JsonObject site(out, ctx);
  site.add("title", reader.site(SiteField::title));
  site.add("description", reader.site(SiteField::description));
  site.add("baseurl", reader.site(SiteField::baseurl));
  site.close();
  json.add_key("pages");
  out += '[';
  bool first = true;
  PieceWriter writer(out, reader, pieces);
  for (PageId page : reader.page_ids(reader.pages())) {
    bool is_there = writer.add(page, first ? "\n" : ",\n", [&] {
      if (is_hidden(reader, page)) return;
      JsonObject entry(out, ctx);
      add_summary(entry, reader, page);
      entry.close();
    });
    if (is_there) first = false;
  }
  out += "\n]";
  json.close();
  return out + "\n";
}

}  // namespace render
