// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "highlight/highlighter.h"
#include "markdown/markdown.h"

namespace markdown {
namespace {

class Highlighting : public testing::Test {
 protected:
  void SetUp() override {
    if (!highlight::built_in_highlighter().has_grammars()) {
      GTEST_SKIP() << "the program was built without Prism's grammars";
    }
  }

  std::string html(const std::string& text, const Options& options = {}) {
    said.clear();
    return parse(text, options, diagnostics::SourceText("page.md", text), 0, said).html;
  }

  std::vector<diagnostics::Diagnostic> said;
};

TEST_F(Highlighting, code_in_a_known_language_becomes_spans) {
  EXPECT_EQ(html("```py title\nif x < 1: # no\n```\n"),
            "<pre><code class=\"language-py\"><span class=\"token keyword\">if</span> x "
            "<span class=\"token operator\">&lt;</span> <span class=\"token number\">1</span>"
            "<span class=\"token punctuation\">:</span> <span class=\"token comment\"># no</span>\n</code></pre>\n");
  EXPECT_TRUE(said.empty());
}

TEST_F(Highlighting, variables_in_code_are_code) {
  EXPECT_NE(html("```c\nint {{ page.title }} = 1;\n```\n").find("{</span>"), std::string::npos);
  EXPECT_TRUE(said.empty());
}

TEST_F(Highlighting, the_switch_leaves_code_plain) {
  Options options;
  options.extensions.set(Extension::highlight, false);
  EXPECT_EQ(html("```py\nif x: y\n```\n", options), "<pre><code class=\"language-py\">if x: y\n</code></pre>\n");
}

TEST_F(Highlighting, a_language_that_nobody_knows_is_named_once) {
  EXPECT_EQ(html("Text.\n\n```qqq\na<b\n```\n\n```qqq\nc\n```\n"),
            "<p>Text.</p>\n<pre><code class=\"language-qqq\">a&lt;b\n</code></pre>\n"
            "<pre><code class=\"language-qqq\">c\n</code></pre>\n");
  ASSERT_EQ(said.size(), 1u);
  EXPECT_EQ(said[0].code, "unknown-language");
  EXPECT_EQ(said[0].location.line, 3u);
}

TEST_F(Highlighting, plain_text_and_code_without_language_stay_as_they_are) {
  EXPECT_EQ(html("```text\nif\n```\n\n    if\n"),
            "<pre><code class=\"language-text\">if\n</code></pre>\n<pre><code>if\n</code></pre>\n");
  EXPECT_TRUE(said.empty());
}

}  // namespace
}  // namespace markdown
