// SPDX-License-Identifier: MIT
#include "value/parse.h"

#include <gtest/gtest.h>

#include "base/hash.h"
#include "value/testing.h"

namespace value {

namespace {

constexpr Format k_formats[] = {Format::yaml, Format::toml, Format::json};

constexpr std::string_view k_seeds[] = {
    "title: \"He said: \\u00e9\"\ndate: 2024-05-01T10:00:00+02:00\ntags: [a, 'b', {c: d}]\nbase: &b {x: 1}\nmore:\n  "
    "<<: *b\n  "
    "text: |\n    line\n  - bad\n? [k]\n: v\n%TAG ! x\n--- !!map\n",
    "title = \"x\\n\"\n[params.a]\nl = [1, 2.5, { k = 'v' }, 2024-05-01T10:00:00Z]\n[[menu.main]]\nm = "
    "'''\nx\n'''\na.b = 0x1F\n",
    "{\"a\": [1, -2.5e3, true, null, \"x\\u00e9\\ud83d\\ude00\\\"\"], \"b\": {\"c\": {}}, \"b\": 1}",
    "\xef\xbb\xbf"
    "a: \xc3\xa9\r\n\tb: c\n",
};

/// Reads the text as every format; what comes out must be printable, and what is said must have a place.
void read_in_every_format(std::string_view text) {
  for (Format format : k_formats) {
    Parsed parsed(format, text);
    parsed.repr();
    ASSERT_TRUE(!parsed.value.is_undefined() || !parsed.diagnostics.empty()) << text;
    for (const diagnostics::Diagnostic& each : parsed.diagnostics) {
      ASSERT_GE(each.location.line, 1u);
      ASSERT_FALSE(each.message.empty());
      ASSERT_FALSE(each.hint.empty());
    }
    for (const KeyPlace& place : parsed.places) ASSERT_LE(place.offset + place.length, text.size() + 1) << text;
  }
}

}  // namespace

TEST(AnyText, knows_formats_by_their_extensions) {
  EXPECT_EQ(format_of("a/b.yaml"), Format::yaml);
  EXPECT_EQ(format_of("b.yml"), Format::yaml);
  EXPECT_EQ(format_of("bengal.toml"), Format::toml);
  EXPECT_EQ(format_of("x.json"), Format::json);
  EXPECT_FALSE(format_of("x.txt").has_value());
  EXPECT_FALSE(format_of("yaml").has_value());
}

TEST(AnyText, gives_values_that_do_not_point_into_the_text) {
  for (auto [format, text] : {std::pair(Format::yaml, std::string("key: [value, \"quoted\"]")),
                              std::pair(Format::toml, std::string("key = ['value', 'quoted']")),
                              std::pair(Format::json, std::string("{\"key\": [\"value\", \"quoted\"]}"))}) {
    Parsed parsed(format, text);
    std::fill(text.begin(), text.end(), '#');
    EXPECT_EQ(parsed.repr(), "{'key': ['value', 'quoted']}");
  }
}

TEST(AnyText, takes_texts_cut_at_every_byte) {
  for (std::string_view seed : k_seeds) {
    for (std::size_t end = 0; end <= seed.size(); ++end) read_in_every_format(seed.substr(0, end));
    for (std::size_t begin = 1; begin < seed.size(); ++begin) read_in_every_format(seed.substr(begin));
  }
}

TEST(AnyText, takes_texts_with_changed_bytes) {
  base::SeededNumbers numbers(7);
  constexpr std::string_view k_marks = "\n\t :-?[]{},&*!|>'\"%@`#.=\\<~0\x00\x80\xff";
  for (int round = 0; round < 6000; ++round) {
    std::string text(k_seeds[numbers.next() % std::size(k_seeds)]);
    for (std::uint64_t changes = 1 + numbers.next() % 5; changes > 0 && !text.empty(); --changes) {
      std::size_t at = numbers.next() % text.size();
      switch (numbers.next() % 4) {
        case 0:
          text[at] = static_cast<char>(numbers.next());
          break;
        case 1:
          text.insert(at, 1, k_marks[numbers.next() % k_marks.size()]);
          break;
        case 2:
          text.erase(at, 1 + numbers.next() % 8);
          break;
        default:
          text.insert(at, text.substr(numbers.next() % text.size(), numbers.next() % 30));
      }
    }
    read_in_every_format(text);
  }
}

}  // namespace value
