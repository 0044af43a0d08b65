// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include "base/codec.h"
#include "pipeline/explain.h"
#include "pipeline/output_names.h"
#include "pipeline/settings_record.h"
#include "pipeline/statistics.h"
#include "site/questions.h"
#include "site/spell.h"

namespace pipeline {
namespace {

using Why = Reason::Why;

TEST(Reason, is_told_as_a_chain) {
  Reason reason{.why = Why::answer,
                .input = "content/a.md",
                .change = "edited",
                .question = "the title of content/a.md",
                .before = "'Old'",
                .after = "'New'"};
  EXPECT_EQ(in_words(reason), "content/a.md edited -> the title of content/a.md: 'Old', now 'New'");
  reason.before = reason.after = "";
  EXPECT_EQ(in_words(reason), "content/a.md edited -> the title of content/a.md");
  reason.after = "'New'";
  EXPECT_EQ(in_words(reason), "content/a.md edited -> the title of content/a.md: something else, now 'New'");
}

TEST(Reason, survives_being_kept) {
  for (const Reason& reason :
       {Reason{.why = Why::first}, Reason{.why = Why::first, .note = "it was damaged"},
        Reason{.why = Why::answer, .input = "a", .change = "b", .question = "c", .before = "d"}}) {
    auto read = decode_reason(encode(reason));
    ASSERT_TRUE(read);
    EXPECT_EQ(in_words(*read), in_words(reason));
    EXPECT_EQ(json_members(*read), json_members(reason));
  }
}

TEST(Reason, of_damaged_bytes_is_none) {
  std::string bytes = encode(Reason{.why = Why::answer, .input = "content/a.md", .question = "the title"});
  for (std::size_t size = 2; size < bytes.size(); ++size) EXPECT_FALSE(decode_reason(bytes.substr(0, size))) << size;
  EXPECT_FALSE(decode_reason(""));
  EXPECT_FALSE(decode_reason("\x7f"));
  EXPECT_FALSE(decode_reason(bytes + "x"));
}

TEST(BuildStatistics, survive_being_kept) {
  BuildStatistics build{.began = -5,
                        .full = true,
                        .outputs = 300,
                        .rendered = 2,
                        .kept = 1,
                        .written = 9,
                        .removed = 4,
                        .parsed = 5,
                        .microseconds = 1'000'000};
  auto read = decode_statistics(encode(build));
  ASSERT_TRUE(read);
  EXPECT_EQ(encode(*read), encode(build));
  EXPECT_FALSE(decode_statistics(encode(build) + "x"));
  EXPECT_FALSE(decode_statistics("abc"));
}

TEST(OutputNames, are_paths_folders_and_urls) {
  auto has = [](std::string_view name, std::string_view path) {
    auto candidates = output_candidates(name, "public", "https://example.org/docs");
    return std::find(candidates.begin(), candidates.end(), path) != candidates.end();
  };
  EXPECT_TRUE(has("/", "index.html"));
  EXPECT_TRUE(has("/a/", "a/index.html"));
  EXPECT_TRUE(has("a", "a.html"));
  EXPECT_TRUE(has("a/index.html", "a/index.html"));
  EXPECT_TRUE(has("public/a/index.html", "a/index.html"));
  EXPECT_TRUE(has("public", "index.html"));
  EXPECT_TRUE(has("https://example.org/docs/a/?q#x", "a/index.html"));
  EXPECT_TRUE(has("/caf%C3%A9/", "caf\u00e9/index.html"));
  EXPECT_FALSE(has("/a/", "b/index.html"));
}

config::Config config_of(base::Arena& arena, std::string_view title) {
  config::Config config;
  value::Map* site = value::make_map(arena);
  site->set(arena, value::Name("title"), value::Value::string(arena, title));
  value::Map* all = value::make_map(arena);
  all->set(arena, value::Name("site"), value::Value::map(site));
  all->set(arena, value::Name("title"), value::Value::string(arena, title));
  config.all = value::Value::map(all);
  config.origins["site.title"] = "bengal.toml:2:1";
  return config;
}

TEST(Settings, that_changed_are_named_once_with_both_values) {
  base::Arena arena;
  std::string before = encode_settings(config_of(arena, "Old"));
  auto changes = changed_settings(before, config_of(arena, "New"));
  ASSERT_EQ(changes.size(), 1u);
  EXPECT_EQ(changes[0].path, "site.title");
  EXPECT_EQ(changes[0].words, "changed from 'Old' to 'New' (bengal.toml:2:1)");
  EXPECT_TRUE(changed_settings(before, config_of(arena, "Old")).empty());
  for (std::size_t size = 0; size < before.size(); ++size)
    EXPECT_TRUE(changed_settings(before.substr(0, size), config_of(arena, "New")).empty()) << size;
}

std::string words(std::string_view entity, std::uint8_t bit = 0) { return site::spell(entity, bit, "content/").words; }

TEST(Spell, names_kept_questions_for_people) {
  EXPECT_EQ(words("pblog/a.md"), "the title of content/blog/a.md");
  EXPECT_EQ(words("p=/tags/+"), "the title of the page at /tags/");
  EXPECT_EQ(words("m0123abcdblog/a.md"), "a key of the metadata of content/blog/a.md");
  EXPECT_EQ(words("sblog", 2), "the title of section /blog");
  EXPECT_EQ(words("ttags/x", 4), "the count of term tags/x");
  EXPECT_EQ(words("Ttags/x"), "whether there is a term 'tags/x'");
  EXPECT_EQ(words("umain", 1), "where the entries of menu main lead");
  EXPECT_EQ(words("emain/2/0", 1), "the url of menu entry main/2/0");
  EXPECT_EQ(words("ksite.title"), "the setting site.title");
  EXPECT_EQ(words("dpeople.ann", 1), "the length of data people.ann");
  EXPECT_EQ(words("hbase.html"), "the template base.html");
  EXPECT_EQ(words("acss/style.css"), "the URL of asset css/style.css");
  EXPECT_EQ(words("fstatic/x.png", 2), "whether there is a file static/x.png");
  EXPECT_EQ(words("ra.md\nb"), "where 'b' on content/a.md leads");
  EXPECT_EQ(words("c86400"), "the day");
  EXPECT_EQ(words("w"), "the title of the site");
}

TEST(Spell, takes_any_bytes) {
  std::string definition(
      "\x02\x04"
      "blog"
      "\x01\x05"
      "where"
      "\x01"
      "p\x04"
      "a.md"
      "\x00",
      21);
  EXPECT_EQ(site::spell_query(definition), "section('blog').pages|where(page('a.md'))");
  for (std::size_t size = 0; size <= definition.size(); ++size) site::spell_query(definition.substr(0, size));
  for (int letter = 0; letter < 256; ++letter) {
    for (int bit = 0; bit < 64; ++bit) {
      std::string entity(1, static_cast<char>(letter));
      site::spell(entity, static_cast<std::uint8_t>(bit), "");
      site::spell(entity + "\xff\xff\xff\xff\xff", static_cast<std::uint8_t>(bit), "");
    }
  }
  std::string deep(
      "\x00\x00\x01\x01"
      "f\x01",
      6);
  for (int i = 0; i < 100'000; ++i) deep += "l\x01";
  EXPECT_LT(site::spell_query(deep).size(), 100u);
}

}  // namespace
}  // namespace pipeline
