// SPDX-License-Identifier: MIT
#include "assets/codec.h"

#include <gtest/gtest.h>

#include <utility>

#include "base/hash.h"

namespace assets {
namespace {

/// The assets of a site, with bundles, fingerprints, images, built-in files and names of every sort.
Assets collected() {
  base::MemoryFileSystem fs;
  auto add = [&fs](const std::string& name, std::string_view bytes) { fs.add("/site/assets/" + name, bytes); };
  add("css/a.css", "@import 'b.css';\n@import '_c.css';\nbody { background: url(../img/x.png) }\n");
  add("css/b.css", "p { color: red }\n");
  add("css/_c.css", "i { color: blue }\n");
  add("css-more.css", "");
  add("css.css", "b { }");
  add("css/sub folder/\xC3\xA4.js", "alert(1)");
  add("img/x.png", std::string_view("\x89PNG\0\xff", 6));
  theme::Chain chain(fs, {{"site", "/site/templates", "/site/assets"}, {"built-in", "", ""}}, "/site");
  diagnostics::Sink sink;
  Assets assets = Assets::collect(fs, chain, config::Config(), 1, sink);
  EXPECT_GT(assets.all().size(), 5u);
  return assets;
}

void expect_same(const Assets& a, const Assets& b) {
  ASSERT_EQ(a.all().size(), b.all().size());
  for (std::size_t i = 0; i < a.all().size(); ++i) {
    const Asset &x = a.all()[i], &y = b.all()[i];
    EXPECT_EQ(x.name, y.name);
    EXPECT_EQ(x.source, y.source);
    EXPECT_EQ(x.output_path, y.output_path);
    EXPECT_EQ(x.fingerprint, y.fingerprint);
    EXPECT_EQ(x.bytes, y.bytes);
    EXPECT_EQ(x.processed, y.processed);
    EXPECT_EQ(x.imports, y.imports);
    EXPECT_EQ(b.find(x.name), &y);
  }
  EXPECT_EQ(a.stylesheets(), b.stylesheets());
}

TEST(Codec, the_table_of_a_site_comes_back) {
  Assets assets = collected();
  ASSERT_EQ(assets.find("css/a.css")->imports, (std::vector<std::string>{"css/_c.css", "css/b.css"}));
  std::string bytes = encode(assets);
  auto decoded = decode(bytes);
  ASSERT_TRUE(decoded);
  expect_same(assets, *decoded);
  EXPECT_EQ(encode(*decoded), bytes);
  EXPECT_EQ(decoded->find("none"), nullptr);
}

TEST(Codec, an_empty_table_comes_back) {
  auto decoded = decode(encode(Assets()));
  ASSERT_TRUE(decoded);
  EXPECT_TRUE(decoded->all().empty());
}

TEST(Codec, random_tables_come_back) {
  base::SeededNumbers random(2);
  auto text = [&random] {
    std::string bytes(random.next() % 10, 'x');
    for (char& c : bytes) c = static_cast<char>(random.next());
    return bytes;
  };
  for (int round = 0; round < 500; ++round) {
    std::vector<Asset> entries(random.next() % 6);
    for (std::size_t i = 0; i < entries.size(); ++i) {
      entries[i].name = std::to_string(i) + text();
      entries[i].source = text();
      entries[i].output_path = "assets/x" + std::to_string(random.next());
      entries[i].fingerprint = {random.next(), random.next()};
      entries[i].bytes = text();
      entries[i].processed = random.next() % 2 == 0;
      for (std::uint64_t count = random.next() % 3; count > 0; --count) entries[i].imports.push_back(text());
    }
    std::vector<StylesheetUses> sheets(random.next() % 3);
    for (std::size_t i = 0; i < sheets.size(); ++i) {
      sheets[i] = {std::to_string(i) + text(), text(), {}};
      for (std::uint64_t count = random.next() % 3; count > 0; --count) {
        std::uint64_t begin = random.next() >> 1;
        sheets[i].uses.push_back(
            {text(), random.next() % 2 == 0, random.next() % 2 == 0, begin, begin + random.next() % 99});
      }
    }
    Assets assets(std::move(entries), std::move(sheets));
    auto decoded = decode(encode(assets));
    ASSERT_TRUE(decoded);
    expect_same(assets, *decoded);
  }
}

TEST(Codec, cut_and_other_bytes_are_no_table) {
  std::string bytes = encode(collected());
  for (std::size_t size = 0; size < bytes.size(); ++size) {
    ASSERT_FALSE(decode(std::string_view(bytes).substr(0, size))) << size;
  }
  EXPECT_FALSE(decode(bytes + "x"));
  std::string other_version = bytes;
  ++other_version[0];
  EXPECT_FALSE(decode(other_version));
}

TEST(Codec, tables_out_of_order_or_with_outputs_elsewhere_are_refused) {
  auto table = [](const std::string& first, const std::string& second, const std::string& output) {
    std::vector<Asset> entries(2);
    entries[0].name = first;
    entries[1].name = second;
    for (Asset& entry : entries) entry.output_path = output;
    return encode(Assets(std::move(entries)));
  };
  EXPECT_TRUE(decode(table("a", "b", "assets/x")));
  EXPECT_FALSE(decode(table("b", "a", "assets/x")));
  EXPECT_FALSE(decode(table("a", "a", "assets/x")));
  for (const char* output : {"", "x", "/assets/x", "assets/../../x", "../assets/x", "assets//x", "assetsx"}) {
    EXPECT_FALSE(decode(table("a", "b", output))) << output;
  }
}

TEST(Codec, any_bytes_are_a_bounded_table_or_none) {
  std::vector<Asset> entries(2);
  entries[0] = {"a.css", "/site/assets/a.css", "assets/a.css", {1, 2}, "p {}", true, {"b.css", "c.css"}};
  entries[1] = {"x.png", "/site/assets/x.png", "assets/x.png", {3, 4}, "", false, {}};
  StylesheetUses sheet{"a.css", "/site/assets/a.css", {{"assets/x.png", false, true, 3, 17}}};
  const std::string whole = encode(Assets(std::move(entries), {sheet}));
  base::SeededNumbers random(4);
  std::size_t made = 0;
  for (int round = 0; round < 100'000; ++round) {
    std::string bytes = whole;
    for (std::uint64_t changes = random.next() % 3 + 1; changes > 0; --changes) {
      std::size_t at = random.next() % bytes.size();
      bytes[at] = random.next() % 3 == 0 ? '\xff' : static_cast<char>(random.next() % 128);
    }
    auto decoded = decode(bytes);
    if (!decoded) continue;
    ++made;
    ASSERT_LE(encode(*decoded).size(), bytes.size());
  }
  EXPECT_GT(made, 1000u);
}

}  // namespace
}  // namespace assets
