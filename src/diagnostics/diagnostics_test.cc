// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include "diagnostics/sink.h"

namespace diagnostics {
namespace {

Diagnostic undefined_on(const std::string& page) {
  static const std::string k_text = "one\n  {{ päge.titel }}\nthree";
  Diagnostic diagnostic;
  diagnostic.fault = Fault::template_;
  diagnostic.code = "undefined-variable";
  diagnostic.message = "'titel' is undefined";
  diagnostic.location = SourceText("base.html", k_text).locate(k_text.find("titel"), 5);
  diagnostic.chain = {{"page", page, {}}};
  diagnostic.hint = "did you mean 'title'?";
  return diagnostic;
}

TEST(SourceText, offsets_become_lines_and_columns_in_code_points) {
  SourceText source("f", "ab\ncü d\r\n");
  Location location = source.locate(7, 1);
  EXPECT_EQ(location.line, 2u);
  EXPECT_EQ(location.column, 4u);
  EXPECT_EQ(location.line_text, "cü d");
  EXPECT_EQ(source.locate(0).line, 1u);
  EXPECT_EQ(source.locate(100).line, 3u);
  EXPECT_EQ(source.locate(2).line, 1u);
}

TEST(Text, shows_place_line_carets_chain_and_hint) {
  Sink sink;
  sink.report(undefined_on("content/a.md"));
  EXPECT_EQ(to_text(sink.reports()[0], Colors::off),
            "base.html:2:11: error: 'titel' is undefined [undefined-variable]\n"
            "  2 |   {{ päge.titel }}\n"
            "    |           ^^^^^\n"
            "  in page content/a.md\n"
            "  hint: did you mean 'title'?\n");
}

TEST(Text, control_characters_do_not_reach_the_terminal) {
  Sink sink;
  sink.report(Diagnostic{.code = "x", .message = "bad \x1b[2J name"});
  EXPECT_EQ(to_text(sink.reports()[0], Colors::off), "error: bad  [2J name [x]\n");
}

TEST(Json, is_one_object_on_one_line) {
  Sink sink;
  sink.report(undefined_on("content/a.md"));
  std::string json = to_json(sink.reports()[0]);
  EXPECT_EQ(json.find('\n'), std::string::npos);
  EXPECT_NE(json.find("\"file\":\"base.html\",\"line\":2,\"column\":11"), std::string::npos);
  EXPECT_NE(json.find("\"pages\":[\"content/a.md\"],\"page_count\":1"), std::string::npos);
}

TEST(Sink, equal_causes_are_one_report_with_their_pages) {
  Sink sink;
  for (const char* page : {"content/c.md", "content/a.md", "content/b.md", "content/a.md"})
    sink.report(undefined_on(page));
  auto reports = sink.reports();
  ASSERT_EQ(reports.size(), 1u);
  EXPECT_EQ(reports[0].pages.size(), 3u);
  EXPECT_EQ(reports[0].diagnostic.chain[0].name, "content/a.md");
  EXPECT_NE(to_text(reports[0], Colors::off).find("on 3 pages"), std::string::npos);
}

TEST(Sink, errors_come_before_warnings_and_the_exit_code_is_the_worst_kind) {
  Sink sink;
  sink.report(Diagnostic{.severity = Severity::warning, .fault = Fault::config, .code = "w", .message = "w"});
  EXPECT_EQ(sink.exit_code(false), 0);
  EXPECT_EQ(sink.exit_code(true), 3);
  sink.report(Diagnostic{.fault = Fault::input_output, .code = "io", .message = "io"});
  sink.report(Diagnostic{.fault = Fault::content, .code = "c", .message = "c"});
  EXPECT_EQ(sink.exit_code(false), 5);
  auto reports = sink.reports();
  EXPECT_EQ(reports[0].diagnostic.code, "c");
  EXPECT_EQ(reports[2].diagnostic.code, "w");
}

TEST(DidYouMean, finds_near_names_only) {
  EXPECT_EQ(did_you_mean("titel", {"title", "tags"}), "did you mean 'title'?");
  EXPECT_EQ(did_you_mean("xyz", {"title", "tags"}), "");
  EXPECT_EQ(nearest_name("uper", {"lower", "upper"}), "upper");
}

}  // namespace
}  // namespace diagnostics
