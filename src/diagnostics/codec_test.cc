// SPDX-License-Identifier: MIT
#include "diagnostics/codec.h"

#include <gtest/gtest.h>

#include "base/hash.h"
#include "diagnostics/sink.h"

namespace diagnostics {
namespace {

std::string random_text(base::SeededNumbers& random) {
  std::string text(random.next() % 20, '\0');
  for (char& c : text) c = static_cast<char>(random.next());
  return text;
}

Location random_location(base::SeededNumbers& random) {
  auto number = [&] { return static_cast<std::uint32_t>(random.next() >> (32 + random.next() % 32)); };
  return {random_text(random), number(), number(), number(), random_text(random)};
}

std::vector<Diagnostic> random_list(base::SeededNumbers& random) {
  constexpr Fault k_faults[] = {Fault::usage, Fault::config, Fault::template_, Fault::content, Fault::input_output};
  std::vector<Diagnostic> list(random.next() % 4);
  for (Diagnostic& each : list) {
    each.severity = random.next() % 2 == 0 ? Severity::warning : Severity::error;
    each.fault = k_faults[random.next() % 5];
    each.code = random_text(random);
    each.message = random_text(random);
    each.location = random_location(random);
    for (std::uint64_t frames = random.next() % 4; frames > 0; --frames) {
      each.chain.push_back({random_text(random), random_text(random), random_location(random)});
    }
    each.hint = random_text(random);
  }
  return list;
}

void expect_same(const Location& a, const Location& b) {
  EXPECT_EQ(a.file, b.file);
  EXPECT_EQ(a.line, b.line);
  EXPECT_EQ(a.column, b.column);
  EXPECT_EQ(a.length, b.length);
  EXPECT_EQ(a.line_text, b.line_text);
}

TEST(Codec, every_field_comes_back) {
  base::SeededNumbers random(3);
  for (int round = 0; round < 2000; ++round) {
    std::vector<Diagnostic> list = random_list(random);
    auto decoded = try_decode_list(encode_list(list));
    ASSERT_TRUE(decoded);
    ASSERT_EQ(decoded->size(), list.size());
    for (std::size_t i = 0; i < list.size(); ++i) {
      const Diagnostic &a = list[i], &b = (*decoded)[i];
      EXPECT_EQ(a.severity, b.severity);
      EXPECT_EQ(a.fault, b.fault);
      EXPECT_EQ(a.code, b.code);
      EXPECT_EQ(a.message, b.message);
      EXPECT_EQ(a.hint, b.hint);
      expect_same(a.location, b.location);
      ASSERT_EQ(a.chain.size(), b.chain.size());
      for (std::size_t frame = 0; frame < a.chain.size(); ++frame) {
        EXPECT_EQ(a.chain[frame].what, b.chain[frame].what);
        EXPECT_EQ(a.chain[frame].name, b.chain[frame].name);
        expect_same(a.chain[frame].where, b.chain[frame].where);
      }
    }
  }
}

TEST(Codec, no_diagnostics_take_no_bytes) {
  EXPECT_EQ(encode_list({}), "");
  EXPECT_TRUE(decode_list("").empty());
}

TEST(Codec, a_decoded_diagnostic_prints_as_the_first) {
  Diagnostic diagnostic;
  diagnostic.code = "undefined-variable";
  diagnostic.message = "'page.autor' is not defined";
  diagnostic.location = {"templates/base.html", 3, 5, 10, "  {{ page.autor }}"};
  diagnostic.chain = {{"page", "content/a.md", {}}, {"template", "base.html", {"content/a.md", 1, 1, 1, "---"}}};
  diagnostic.hint = "did you mean 'author'?";
  std::vector<Diagnostic> decoded = decode_list(encode_list({diagnostic}));
  ASSERT_EQ(decoded.size(), 1u);
  EXPECT_EQ(to_text({decoded[0], {}}, Colors::off), to_text({diagnostic, {}}, Colors::off));
  EXPECT_EQ(to_json({decoded[0], {}}), to_json({diagnostic, {}}));
}

TEST(Codec, cut_and_other_bytes_are_no_list) {
  base::SeededNumbers random(5);
  std::vector<Diagnostic> list;
  while (list.size() < 2 || list[0].chain.empty()) list = random_list(random);
  std::string bytes = encode_list(list);
  for (std::size_t size = 1; size < bytes.size(); ++size) {
    EXPECT_FALSE(try_decode_list(std::string_view(bytes).substr(0, size))) << size;
  }
  EXPECT_FALSE(try_decode_list(bytes + "x"));
  std::string other_version = bytes;
  ++other_version[0];
  EXPECT_FALSE(try_decode_list(other_version));
  EXPECT_TRUE(decode_list(other_version).empty());
  EXPECT_FALSE(try_decode_list("\x01\xff\xff\xff\xff\xff\xff\xff\xff\x7f"));
}

TEST(Codec, any_bytes_are_a_bounded_list_or_none) {
  base::SeededNumbers random(6);
  std::size_t made = 0;
  for (int round = 0; round < 100'000; ++round) {
    std::string bytes = encode_list(random_list(random));
    if (bytes.empty()) continue;
    for (std::uint64_t changes = random.next() % 3 + 1; changes > 0; --changes) {
      bytes[random.next() % bytes.size()] = static_cast<char>(random.next());
    }
    auto decoded = try_decode_list(bytes);
    if (!decoded) continue;
    ++made;
    EXPECT_LE(encode_list(*decoded).size(), bytes.size());
    for (const Diagnostic& each : *decoded) EXPECT_FALSE(to_json({each, {}}).empty());
  }
  EXPECT_GT(made, 1000u);
}

}  // namespace
}  // namespace diagnostics
