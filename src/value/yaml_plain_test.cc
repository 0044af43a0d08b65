// SPDX-License-Identifier: MIT
// What is read without the library must be what the library reads.
#include <gtest/gtest.h>

#include <array>
#include <optional>

#include "base/hash.h"
#include "base/unicode.h"
#include "value/formats.h"
#include "value/testing.h"

namespace value {

namespace {

enum class Way { plain, library };

/// The value as text, followed by what was said; nothing when the text is not for this way of reading.
std::optional<std::string> read(Way way, std::string_view text) {
  Fixture f;
  std::vector<diagnostics::Diagnostic> diagnostics;
  diagnostics::SourceText source("file", text);
  ParseOptions options;
  ParseJob job(text, source, f.arena, diagnostics, options);
  std::optional<Value> value = way == Way::plain ? parse_plain_yaml(job) : parse_any_yaml(job);
  if (!value) return std::nullopt;
  std::string seen = f.repr(*value);
  for (const diagnostics::Diagnostic& each : diagnostics) seen += "\n" + each.message;
  return seen;
}

}  // namespace

TEST(PlainYaml, reads_usual_front_matter) {
  EXPECT_EQ(read(Way::plain,
                 "# About this page\n"
                 "title: Hello: not a map? No!\n"),
            std::nullopt);
  EXPECT_EQ(read(Way::plain,
                 "# About this page\n"
                 "title: Überall (it's \"fine\") [really]\n"
                 "date: 2024-05-01T10:00:00+02:00\n"
                 "tags: [a b, \"c: d\", 'e', 7]\n"
                 "\n"
                 "authors:\n"
                 "  - Ada\n"
                 "  - 'Bob'\n"
                 "draft: no\n"
                 "weight: -10   \n"
                 "nothing:\n"
                 "empty: []\n"
                 "url: https://example.org/a#b\n"
                 "last: \"quoted\"\n"),
            "{'title': 'Überall (it\\'s \"fine\") [really]', 'date': datetime.datetime(2024, 5, 1, 10, 0, "
            "tzinfo=datetime.timezone(datetime.timedelta(seconds=7200))), 'tags': ['a b', 'c: d', 'e', 7], 'authors': "
            "['Ada', 'Bob'], 'draft': False, 'weight': -10, 'nothing': None, 'empty': [], 'url': "
            "'https://example.org/a#b', 'last': 'quoted'}");
}

TEST(PlainYaml, leaves_what_is_not_simple_to_the_library) {
  for (const char* text : {"a: b: c",
                           "a: b # comment",
                           "a: |\n  text",
                           "a: &x b",
                           "a: *x",
                           "a: {b: c}",
                           "a: [b, [c]]",
                           "a: [b",
                           "a: 'it''s'",
                           "a: \"b\\n\"",
                           "a: b\n  c",
                           "a: 1\na: 2",
                           "a:\n  b: c",
                           "yes: 1",
                           "a:\n- - b",
                           "- a",
                           "a: 2024-13-01",
                           "a:b",
                           "a: [b,]",
                           "a: \"b\" c",
                           "a: b\r\n",
                           "a: b\tc",
                           "a: @b",
                           "--- \na: b",
                           "a: b\n...",
                           "? a",
                           "a: !!str b",
                           "\xef\xbb\xbf"
                           "a: b",
                           "a: b\xc2\x85"
                           "c"}) {
    EXPECT_EQ(read(Way::plain, text), std::nullopt) << text;
  }
}

TEST(PlainYaml, reads_whatever_it_reads_as_the_library_does) {
  constexpr std::array k_pieces = std::to_array<std::string_view>({"a",
                                                                   "b: ",
                                                                   "key: ",
                                                                   "key2:",
                                                                   "- ",
                                                                   "  - ",
                                                                   "\n",
                                                                   "\n",
                                                                   "\n",
                                                                   " ",
                                                                   ":",
                                                                   ": ",
                                                                   "#",
                                                                   " #",
                                                                   "[",
                                                                   "]",
                                                                   ", ",
                                                                   ",",
                                                                   "'",
                                                                   "\"",
                                                                   "{",
                                                                   "}",
                                                                   "|",
                                                                   ">",
                                                                   "!",
                                                                   "&",
                                                                   "*",
                                                                   "%",
                                                                   "@",
                                                                   "`",
                                                                   "~",
                                                                   "null",
                                                                   "yes",
                                                                   "0x1f",
                                                                   "017",
                                                                   "1:30",
                                                                   "-",
                                                                   "--- ",
                                                                   "...",
                                                                   "2024-05-01",
                                                                   "2024-02-30",
                                                                   "é",
                                                                   "\t",
                                                                   "\r",
                                                                   "\\",
                                                                   "=",
                                                                   "<<: ",
                                                                   "<",
                                                                   "?",
                                                                   "? ",
                                                                   "title: Some words",
                                                                   "tags: [one, two]",
                                                                   "\xc2\x85",
                                                                   "\xe2\x80\xa8",
                                                                   "\xc2\xa0",
                                                                   "x y",
                                                                   "1.5",
                                                                   "-7",
                                                                   "+.inf",
                                                                   ".5",
                                                                   "(",
                                                                   "/",
                                                                   "_"});
  constexpr int k_rounds = 200'000;
  base::SeededNumbers numbers(7);
  int plain = 0;
  for (int round = 0; round < k_rounds; ++round) {
    std::string text = numbers.next() % 2 == 0 ? "key: " : "";
    for (std::size_t i = 1 + numbers.next() % 9; i > 0; --i) text += k_pieces[numbers.next() % k_pieces.size()];
    auto seen = read(Way::plain, text);
    if (!seen) continue;
    ++plain;
    ASSERT_EQ(*seen, *read(Way::library, text)) << "of: " << text;
  }
  EXPECT_GT(plain, k_rounds / 50);
}

}  // namespace value
