// SPDX-License-Identifier: MIT
#include "content/fields_codec.h"

#include <gtest/gtest.h>

#include "content/document.h"

namespace content {
namespace {

const std::vector<config::Taxonomy> k_taxonomies = {{"tags", "tag", "tags"}, {"categories", "category", "categories"}};

constexpr std::string_view k_front_matter[] = {
    "",
    "title: First",
    "date: 2024-05-01\nlastmod: 2024-05-01T10:00:00-03:30\nexpiry: 1969-12-31T23:59:59Z",
    "title: T\ndescription: D\ntype: a\ntemplate: b\nlayout: c\ncontent_type: d\nslug: e\nurl: /f/\nid: g\nlang: h\n"
    "translation_key: i\nseries: j\nkeywords: [k, l]\naliases: [/m/, /n/]\nauthors: [o, p]\noutputs: [json, text]",
    "weight: -1.5\npaginate: 7\ntags: [a, b]\ncategory: c",
    "draft: true\nnoindex: true\nhidden: true\ntoc: false\nmenu: false\npaginate: false",
    "menu: {main: {name: Guide, weight: -5, parent: docs, identifier: g, url: /u/}, footer: {}}",
};

std::string bytes_of(const Fields& fields) {
  std::string bytes;
  base::ByteWriter out(bytes);
  encode(out, fields);
  return bytes;
}

TEST(FieldsCodec, what_was_written_is_read_again) {
  for (std::string_view text : k_front_matter) {
    auto document = read_document("a.md", "---\n" + std::string(text) + "\n---\n", {});
    std::vector<diagnostics::Diagnostic> diagnostics;
    Fields fields = read_fields(document->front_matter, document.get(), k_taxonomies, diagnostics);
    ASSERT_TRUE(diagnostics.empty()) << text;
    std::string bytes = bytes_of(fields);
    base::ByteReader in(bytes);
    Fields again = decode_fields(in);
    EXPECT_TRUE(in.finished()) << text;
    EXPECT_EQ(bytes_of(again), bytes) << text;
    EXPECT_EQ(again.title, fields.title);
    EXPECT_EQ(again.description, fields.description);
    EXPECT_EQ(again.translation_key, fields.translation_key);
    EXPECT_EQ(again.date, fields.date);
    ASSERT_EQ(again.lastmod.has_value(), fields.lastmod.has_value());
    EXPECT_EQ(again.lastmod ? value::to_iso(*again.lastmod) : "", fields.lastmod ? value::to_iso(*fields.lastmod) : "");
    EXPECT_EQ(again.expiry, fields.expiry);
    EXPECT_EQ(again.keywords, fields.keywords);
    EXPECT_EQ(again.outputs, fields.outputs);
    EXPECT_EQ(again.weight, fields.weight);
    EXPECT_EQ(again.paginate, fields.paginate);
    EXPECT_EQ(again.terms, fields.terms);
    EXPECT_EQ(std::tuple(again.draft, again.noindex, again.hidden, again.toc, again.in_menu),
              std::tuple(fields.draft, fields.noindex, fields.hidden, fields.toc, fields.in_menu));
    ASSERT_EQ(again.menus.size(), fields.menus.size());
    for (std::size_t i = 0; i < again.menus.size(); ++i) {
      EXPECT_EQ(again.menus[i].menu, fields.menus[i].menu);
      EXPECT_EQ(again.menus[i].parent, fields.menus[i].parent);
      EXPECT_EQ(again.menus[i].weight, fields.menus[i].weight);
    }
  }
}

TEST(FieldsCodec, every_cut_and_every_byte_that_cannot_be_is_noticed_or_harmless) {
  for (std::string_view text : k_front_matter) {
    auto document = read_document("a.md", "---\n" + std::string(text) + "\n---\n", {});
    std::vector<diagnostics::Diagnostic> diagnostics;
    std::string bytes = bytes_of(read_fields(document->front_matter, document.get(), k_taxonomies, diagnostics));
    for (std::size_t cut = 0; cut < bytes.size(); ++cut) {
      base::ByteReader in(std::string_view(bytes).substr(0, cut));
      (void)decode_fields(in);
      EXPECT_FALSE(in.good()) << text << " cut at " << cut;
    }
    for (std::size_t at = 0; at < bytes.size(); ++at) {
      std::string damaged = bytes;
      damaged[at] = static_cast<char>(0xFF);
      base::ByteReader in(damaged);
      (void)decode_fields(in);
    }
  }
}

}  // namespace
}  // namespace content
