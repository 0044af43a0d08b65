// SPDX-License-Identifier: MIT
#include "value/parse.h"

#include <gtest/gtest.h>

#include "base/hash.h"
#include "value/operations.h"

namespace value {
namespace {

class Parsing : public testing::Test {
 protected:
  std::string yaml(const std::string& text) { return parsed(Format::yaml, text); }
  std::string toml(const std::string& text) { return parsed(Format::toml, text); }
  std::string json(const std::string& text) { return parsed(Format::json, text); }

  std::string parsed(Format format, const std::string& text) {
    diagnostics_.clear();
    places_.clear();
    Value value = parse(format, text, diagnostics::SourceText("f", text), arena_, diagnostics_, {.places = &places_});
    ReadLog reads;
    Context ctx(arena_, reads);
    std::string out;
    append_repr(ctx, out, value);
    return out;
  }
  std::string place() const {
    if (diagnostics_.empty()) return "";
    return std::to_string(diagnostics_[0].location.line) + ":" + std::to_string(diagnostics_[0].location.column) + " " +
           diagnostics_[0].code;
  }
  std::string offset_of(const std::string& path) const {
    for (const KeyPlace& place : places_) {
      if (place.path == path) return std::to_string(place.offset);
    }
    return "none";
  }

  base::Arena arena_;
  std::vector<diagnostics::Diagnostic> diagnostics_;
  std::vector<KeyPlace> places_;
};

TEST_F(Parsing, yaml_scalars_are_those_of_pyyaml) {
  EXPECT_EQ(yaml("[1, -2, 0x1F, 010, 1_000, 0b11, 1:30]"), "[1, -2, 31, 8, 1000, 3, 90]");
  EXPECT_EQ(yaml("[yes, No, on, true, ~, null, 'yes', y]"), "[True, False, True, True, None, None, 'yes', 'y']");
  EXPECT_EQ(yaml("[1.5, 1e3, 1.5e+3, .inf, 1.2.3, 09]"), "[1.5, '1e3', 1500.0, inf, '1.2.3', '09']");
  EXPECT_EQ(yaml("[2024-05-01, 2024-05-01 10:00:00, 2024-05-01T10:00:00Z]"),
            "[datetime.date(2024, 5, 1), datetime.datetime(2024, 5, 1, 10, 0), datetime.datetime(2024, 5, 1, 10, 0, "
            "tzinfo=datetime.timezone.utc)]");
}

TEST_F(Parsing, yaml_merge_keys_lie_under_the_own_ones) {
  EXPECT_EQ(yaml("a: &a {x: 1, y: 2}\nb:\n  <<: *a\n  y: 3\n"), "{'a': {'x': 1, 'y': 2}, 'b': {'x': 1, 'y': 3}}");
}

TEST_F(Parsing, an_empty_text_is_an_empty_map) {
  EXPECT_EQ(yaml(""), "{}");
  EXPECT_EQ(toml(""), "{}");
}

TEST_F(Parsing, yaml_mistakes_point_at_their_place) {
  yaml("a: 1\ntitle: One: two\n");
  EXPECT_EQ(place(), "2:11 yaml-syntax");
  EXPECT_EQ(diagnostics_[0].hint, "a value that contains ': ' needs quotes: title: \"One: two\"");
  yaml("ü: ä\n\tb: 1\n");
  EXPECT_EQ(diagnostics_[0].location.line, 2u);
  EXPECT_EQ(diagnostics_[0].hint, "use spaces, not tabs, to indent");
  yaml("a: *none\n");
  EXPECT_EQ(place(), "1:4 yaml-syntax");
}

TEST_F(Parsing, a_key_that_stands_twice_is_a_warning_and_the_last_counts) {
  EXPECT_EQ(yaml("a: 1\na: 2\n"), "{'a': 2}");
  EXPECT_EQ(place(), "2:1 duplicate-key");
  EXPECT_EQ(json("{\"a\": 1, \"a\": 2}"), "{'a': 2}");
  EXPECT_EQ(place(), "1:10 duplicate-key");
}

TEST_F(Parsing, places_are_byte_offsets_by_dotted_path) {
  yaml("ü: 1\nmenu:\n  main: {weight: 5}\nlist:\n  - name: x\n");
  EXPECT_EQ(offset_of("menu"), "6");
  EXPECT_EQ(offset_of("menu.main.weight"), "21");
  EXPECT_EQ(offset_of("list.0.name"), "42");
  toml("a = 1\n[menu]\nmain = {weight = 5}\n");
  EXPECT_EQ(offset_of("menu.main"), "13");
  json("{\"a\": {\"b\": 1}}");
  EXPECT_EQ(offset_of("a.b"), "7");
}

TEST_F(Parsing, toml_keeps_the_order_of_the_file) {
  EXPECT_EQ(toml("b = 1\na = [1, 2.5, 'x', true]\nd = 2024-05-01\n[t]\nz = 1\n"),
            "{'b': 1, 'a': [1, 2.5, 'x', True], 'd': datetime.date(2024, 5, 1), 't': {'z': 1}}");
  toml("a = 1\nb = x\n");
  EXPECT_EQ(diagnostics_[0].location.line, 2u);
  EXPECT_EQ(diagnostics_[0].code, "toml-syntax");
}

TEST_F(Parsing, json_mistakes_point_at_their_place) {
  EXPECT_EQ(json("{\"a\": [1, -2.5, null, \"\\u00fc\"]}"), "{'a': [1, -2.5, None, 'ü']}");
  json("{\"a\": 1,\n \"b\" 2}");
  EXPECT_EQ(diagnostics_[0].location.line, 2u);
}

TEST_F(Parsing, ten_thousand_levels_are_an_error_and_no_crash) {
  for (int depth : {10'000, 200'000}) {
    std::string open(static_cast<std::size_t>(depth), '[');
    yaml("a: " + open);
    EXPECT_EQ(diagnostics_.at(0).code, "nesting-too-deep");
    json(open);
    EXPECT_EQ(diagnostics_.at(0).code, "nesting-too-deep");
    toml("a = " + open);
    EXPECT_EQ(diagnostics_.at(0).code, "nesting-too-deep");
  }
  std::string block;
  for (int i = 0; i < 1000; ++i) block += std::string(static_cast<std::size_t>(i), ' ') + "a:\n";
  yaml(block);
  EXPECT_EQ(diagnostics_.at(0).code, "nesting-too-deep");
}

TEST_F(Parsing, aliases_that_multiply_are_bounded) {
  std::string bomb = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n";
  for (int i = 1; i < 12; ++i) {
    std::string below = "*a" + std::to_string(i - 1);
    bomb += "a" + std::to_string(i) + ": &a" + std::to_string(i) + " [" + below;
    for (int j = 0; j < 9; ++j) bomb += ", " + below;
    bomb += "]\n";
  }
  yaml(bomb);
  EXPECT_EQ(diagnostics_.at(0).code, "too-large");
}

TEST_F(Parsing, invalid_utf8_is_an_error_with_its_place) {
  yaml("a: 1\nb: \xff\n");
  EXPECT_EQ(place(), "2:4 invalid-utf8");
}

TEST_F(Parsing, any_bytes_are_survived) {
  const std::string seeds[] = {"a: &x {b: [1, *x], c: \"q\"}\n---\n- 'z'\n? k\n: v\n",
                               "[a]\nb = {c = [1, \"x\"]}\nd = 2024-01-01T00:00:00Z\n",
                               "{\"a\": [1, {\"b\": null}], \"c\": \"\\u12\"}"};
  base::SeededNumbers random(7);
  for (int round = 0; round < 6000; ++round) {
    std::string text = seeds[round % 3];
    for (int change = 0; change < 3; ++change) {
      std::size_t at = random.next() % text.size();
      if (random.next() % 3 == 0) text.erase(at, 1 + random.next() % 5);
      if (text.empty()) text = " ";
      text[random.next() % text.size()] = "\n\t [{}]&*#\"':-.,=\\x80\x7f"[random.next() % 23];
    }
    parsed(static_cast<Format>(round % 3), text);
  }
}

}  // namespace
}  // namespace value
