// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include <algorithm>
#include <ctime>
#include <functional>
#include <string>
#include <thread>
#include <vector>

#include "base/hash.h"
#include "base/unicode.h"
#include "markdown/markdown.h"

namespace {

struct Outcome {
  markdown::Document document;
  std::vector<diagnostics::Diagnostic> diagnostics;
};

Outcome parse(const std::string& text, markdown::Extensions dialect = markdown::site_extensions()) {
  diagnostics::SourceText source("page.md", text);
  markdown::Options options;
  options.extensions = dialect;
  Outcome outcome;
  outcome.document = markdown::parse(text, options, source, 0, outcome.diagnostics);
  return outcome;
}

std::string repeat(const std::string& piece, std::size_t bytes) {
  std::string text;
  text.reserve(bytes + piece.size());
  while (text.size() < bytes) text += piece;
  return text;
}

bool has(const Outcome& outcome, const std::string& code) {
  return std::any_of(outcome.diagnostics.begin(), outcome.diagnostics.end(),
                     [&](const diagnostics::Diagnostic& each) { return each.code == code; });
}

double processor_seconds() {
  timespec now{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) * 1e-9;
}

/// A text eight times as long takes at most 28 times as long (a quadratic one would take 64 times), and the HTML is in
/// proportion to the text.
void expect_linear(const std::string& name, const std::function<std::string(std::size_t)>& make) {
  constexpr std::size_t k_bytes = 25'000;
  auto seconds = [](const std::string& text) {
    double best = 1e9;
    for (int run = 0; run < 2; ++run) {
      double begin = processor_seconds();
      Outcome outcome = parse(text);
      best = std::min(best, processor_seconds() - begin);
      EXPECT_LT(outcome.document.html.size(), 40 * text.size() + 16'000'000);
    }
    return best;
  };
  double small = std::max(seconds(make(k_bytes)), 0.01);
  EXPECT_LT(seconds(make(8 * k_bytes)), 28 * small) << name;
}

void expect_linear(const std::string& piece) {
  expect_linear(piece, [&](std::size_t bytes) { return repeat(piece, bytes); });
  expect_linear("a " + piece, [&](std::size_t bytes) { return "a " + repeat(piece, bytes); });
}

TEST(robustness, repeated_openings_take_linear_time) {
  for (const char* piece : {"[",
                            "]",
                            "![",
                            "[a](",
                            "![[]()",
                            "[a](<b",
                            "[a](b \"c",
                            "*",
                            "_",
                            "*a _b",
                            "*a **b ",
                            "~",
                            "~~a ",
                            "`",
                            "``a `",
                            "<",
                            "<a ",
                            "</a",
                            "<!--",
                            "<?",
                            "<!A",
                            "<![CDATA[",
                            "a@",
                            "a@\\",
                            "www.",
                            "http://",
                            "<http:",
                            "&",
                            "\\",
                            "[^a]",
                            "~[^a]",
                            "[^a]: <a ~",
                            "_www.",
                            "w.a@_",
                            "*~~",
                            "**a [b](c) ",
                            "**}[a]: b\n> ",
                            "{{",
                            "{{ a",
                            "{{/* ",
                            "{{ a }}",
                            "[[",
                            "[[a",
                            "[[a]]",
                            "[[a|",
                            "^",
                            "^a ",
                            "x^(a",
                            "~(a",
                            "==a ",
                            "==",
                            "++a ",
                            "++ctrl+",
                            "$",
                            "$a ",
                            "$a`",
                            "$$",
                            "\\(",
                            "\\[",
                            ":a",
                            ":rocket:",
                            "[a]{",
                            "[a]{b=",
                            "[a]{.b}",
                            "`a`{.b}",
                            "{kbd}`",
                            "{kbd}`a`",
                            "[a]{b='",
                            "{{< a >}}",
                            "{{< a >}}{{< /b >}}",
                            "{{<",
                            "{% a(",
                            "{% a() %}",
                            "{% end %}",
                            "<Aa",
                            "<Aa>",
                            "</Aa>",
                            "{{< a >}}x{{< /a >}}",
                            "--8<-- \"a",
                            "{{ a(",
                            "中\n",
                            "a\n中"}) {
    expect_linear(piece);
  }
}

TEST(robustness, repeated_blocks_take_linear_time) {
  for (const char* piece : {"> ",
                            ">",
                            "- ",
                            "1. ",
                            "* a\n",
                            "> a\n\n",
                            "```\n",
                            ":::\n",
                            ":::{note}\n",
                            ":::{note}\n:::\n",
                            "```{note} x\n",
                            "- :::{note}\n",
                            "a\n: b\n",
                            "a\n\n: b\n\n",
                            ": b\n",
                            "# a\n",
                            "#\n\n",
                            "a\n===\n",
                            "<div>\n",
                            "<pre>\n",
                            "[a]: b\n",
                            "[^a]: b\n\n",
                            "| a |\n|-|\n",
                            "|-|\n",
                            ":-   \n",
                            "a|b\n",
                            "\n",
                            "\t",
                            "    a\n\n",
                            "### Tab: a\n",
                            "!!! note\n    ",
                            "!!! note\n",
                            "=== \"a\"\n",
                            "=== \"a\"\n    ",
                            "> [!NOTE]\n",
                            "> [!NOTE]\n\n",
                            "::: note\n",
                            "/// note\n",
                            ":::{card} a\n:link: b\n:::\n",
                            ":::{list-table}\n* - a\n",
                            ":::{code}\n:a: b\n",
                            "{.a}\n",
                            "{.a}\n\n",
                            "# a {.b}\n",
                            "$$\n",
                            "*[a]: b\n",
                            "[TOC]\n\n## a\n\n",
                            "\r",
                            "\r\n"}) {
    expect_linear(piece);
  }
}

TEST(robustness, explained_words_take_linear_time) {
  auto definitions = [](std::size_t bytes) {
    std::string text;
    for (std::size_t number = 0; text.size() < bytes / 2; ++number) {
      std::string word = "w" + std::string(number % 40, 'a') + std::to_string(number);
      text += "*[" + word + "]: " + word + "\n";
    }
    return text + repeat("w" + std::string(39, 'a') + " waaa1 ", bytes / 2);
  };
  expect_linear("abbreviations", definitions);
  expect_linear("one long meaning", [](std::size_t bytes) {
    return "*[a]: " + std::string(bytes / 2, 'b') + "\n\n" + repeat("a ", bytes / 2);
  });
}

/// The processor time that both dialects take for a text.
double seconds_for(const std::string& name, const std::string& text) {
  double begin = processor_seconds();
  for (auto dialect : {markdown::k_commonmark, markdown::site_extensions()}) {
    Outcome outcome = parse(text, dialect);
    EXPECT_LT(outcome.document.html.size(), 40 * text.size() + 16'000'000) << name;
  }
  return processor_seconds() - begin;
}

/// Twice as many units take at most about twice as long, with a wide margin; quadratic growth would take four times as
/// long at each step. What looks slow is measured again.
void expect_linear_units(const std::string& name, const std::function<std::string(std::size_t)>& make) {
  for (int attempt = 0; attempt < 3; ++attempt) {
    double small = std::max(seconds_for(name, make(20'000)), 0.004);
    if (seconds_for(name, make(40'000)) < 4.5 * small && seconds_for(name, make(80'000)) < 9 * small) return;
  }
  ADD_FAILURE() << name << " takes more than linear time";
}

std::string times(const std::string& piece, std::size_t count) { return repeat(piece, piece.size() * count); }

TEST(robustness, known_traps_for_markdown_parsers_take_linear_time) {
  using Make = std::function<std::string(std::size_t)>;
  const std::vector<std::pair<std::string, Make>> traps = {
      {"nested emphasis", [](std::size_t n) { return times("*a **a ", n) + "b" + times(" a** a*", n); }},
      {"closers without openers", [](std::size_t n) { return times("a_ ", n); }},
      {"openers without closers", [](std::size_t n) { return times("_a ", n); }},
      {"brackets closed", [](std::size_t n) { return times("a]", n); }},
      {"brackets open", [](std::size_t n) { return times("[a", n); }},
      {"marks that do not match", [](std::size_t n) { return times("*a_ ", n); }},
      {"the rule of three", [](std::size_t n) { return "a**b" + times("c* ", n); }},
      {"strong and emphasis", [](std::size_t n) { return times("**x* ", n); }},
      {"brackets among marks", [](std::size_t n) { return times("[ a_", n); }},
      {"destinations that open", [](std::size_t n) { return times("[ (](", n); }},
      {"images around links", [](std::size_t n) { return times("![[]()", n); }},
      {"nested brackets", [](std::size_t n) { return times("[", n) + "a" + times("]", n); }},
      {"nested brackets with a definition",
       [](std::size_t n) { return "[a]: b\n\n" + times("[", n) + "a" + times("]", n); }},
      {"nested destinations", [](std::size_t n) { return times("[a](", n) + times(")", n); }},
      {"nested quotes", [](std::size_t n) { return times("> ", n) + "a"; }},
      {"nested items", [](std::size_t n) { return times("- ", n) + "a"; }},
      {"blank lines in nested items", [](std::size_t n) { return times("- ", n) + "a" + times("\n", n); }},
      {"blank lines in items in a quote",
       [](std::size_t n) { return "> " + times("- ", n) + "x\n" + times(">\n", n); }},
      {"marks in nested quotes", [](std::size_t n) { return times(">", n) + times("a*", n); }},
      {"lists in lists", [](std::size_t n) { return times("* a\n  * b\n    1. c\n", n); }},
      {"destinations in angle brackets", [](std::size_t n) { return times("[a](<b", n); }},
      {"destinations", [](std::size_t n) { return times("[a](b", n); }},
      {"titles", [](std::size_t n) { return times("[a](b \"c", n); }},
      {"titles in parentheses", [](std::size_t n) { return times("[a](b (c", n); }},
      {"comments", [](std::size_t n) { return "a " + times("<!--", n); }},
      {"comments in a block", [](std::size_t n) { return "</" + times("<!--", n); }},
      {"instructions", [](std::size_t n) { return "a " + times("<?", n); }},
      {"declarations", [](std::size_t n) { return "a " + times("<!A", n); }},
      {"character data", [](std::size_t n) { return "a " + times("<![CDATA[", n); }},
      {"tags", [](std::size_t n) { return "a " + times("<a b=\"", n); }},
      {"tags with quotes of two kinds", [](std::size_t n) { return "a " + times("<a b='\" c=\"'", n); }},
      {"attributes", [](std::size_t n) { return "a " + times("<a ", n) + times("b ", n); }},
      {"references", [](std::size_t n) { return "[a]: b\n\n" + times("[a]", n); }},
      {"references in references", [](std::size_t n) { return "[a]: b\n\n" + times("[a][", n); }},
      {"definitions",
       [](std::size_t n) {
         std::string text;
         for (std::size_t at = 0; at < n; ++at)
           text += "[" + std::to_string(at) + "]: x\n[" + std::to_string(at) + "]: x\n";
         return text + "\n[0]";
       }},
      {"definitions that fail", [](std::size_t n) { return times("[a]: b \"\n", n); }},
      {"one long definition", [](std::size_t n) { return "[a]: " + std::string(n, 'x') + "\n\n" + times("[a]", n); }},
      {"footnotes", [](std::size_t n) { return times("[^a] ", n) + "\n\n[^a]: x\n"; }},
      {"footnotes in footnotes",
       [](std::size_t n) {
         std::string text = "[^0]\n\n";
         for (std::size_t at = 0; at < n; ++at)
           text += "[^" + std::to_string(at) + "]: [^" + std::to_string(at + 1) + "]\n";
         return text;
       }},
      {"footnotes open", [](std::size_t n) { return times("[^a", n) + "\n\n[^a]: x\n"; }},
      {"footnote definitions nested", [](std::size_t n) { return times("[^a]: ", n); }},
      {"tables of many rows", [](std::size_t n) { return "|a|b|\n|-|-|\n" + times("|c|d|\n", n); }},
      {"tables of many columns",
       [](std::size_t n) { return times("|a", n) + "\n" + times("|-", n) + "\n" + times("x\n", n); }},
      {"lines before a table", [](std::size_t n) { return times("a\n", n) + "|-|\n"; }},
      {"delimiter rows", [](std::size_t n) { return times("|a|b\n|-\n", n); }},
      {"escaped bars", [](std::size_t n) { return "|a|\n|-|\n" + times("\\|", n); }},
      {"addresses", [](std::size_t n) { return times("http://a.b", n); }},
      {"addresses behind parentheses", [](std::size_t n) { return times("(www.a.b<", n); }},
      {"mail addresses", [](std::size_t n) { return times("a@b.c@", n); }},
      {"mail marks", [](std::size_t n) { return times("@", n); }},
      {"mail names", [](std::size_t n) { return times("a.", n) + "@"; }},
      {"parentheses behind an address", [](std::size_t n) { return "http://a.b/" + times(")", n); }},
      {"entities", [](std::size_t n) { return times("&amp", n); }},
      {"backslashes", [](std::size_t n) { return times("\\", n); }},
      {"tildes", [](std::size_t n) { return times("~a~~ ", n); }},
      {"rules that are none", [](std::size_t n) { return times("* ", n) + "a"; }},
      {"underlines", [](std::size_t n) { return times("[a\n=\n", n); }},
      {"hard breaks", [](std::size_t n) { return times("a  \n", n); }},
      {"spaces before a line end", [](std::size_t n) { return "a" + times(" ", n) + "b\nc"; }},
  };
  for (const auto& [name, make] : traps) expect_linear_units(name, make);
}

TEST(robustness, backtick_runs_of_all_lengths_take_linear_time) {
  expect_linear("runs", [](std::size_t bytes) {
    std::string text;
    for (std::size_t length = 1; text.size() < bytes; ++length) text += "e" + std::string(length, '`');
    return text;
  });
}

TEST(robustness, an_address_before_many_parentheses_takes_linear_time) {
  expect_linear("parentheses", [](std::size_t bytes) { return "http://a.b/" + std::string(bytes, ')'); });
}

TEST(robustness, a_long_paragraph_before_a_table_takes_linear_time) {
  expect_linear("paragraph", [](std::size_t bytes) { return "a\n" + repeat("-^b\n", bytes) + "-:\n"; });
}

TEST(robustness, headings_that_end_in_a_brace_take_linear_time) { expect_linear("# a}\n"); }

TEST(robustness, links_among_unmatched_marks_take_linear_time) {
  expect_linear("marks",
                [](std::size_t bytes) { return repeat("}<a _.", bytes / 2) + "\n[a]" + repeat("*!=_", bytes / 2); });
  expect_linear("definitions", [](std::size_t bytes) { return "[a]: b\n" + repeat("[a]_.//[a]: b\n", bytes); });
}

TEST(robustness, wide_tables_do_not_multiply) {
  expect_linear("columns", [](std::size_t bytes) {
    return repeat("|a", bytes / 3) + "|\n" + repeat("|-", bytes / 3) + "|\n" + repeat("|\n", bytes / 3);
  });
  expect_linear("rows", [](std::size_t bytes) {
    return repeat("|a", 800) + "|\n" + repeat("|-", 800) + "|\n" + repeat("|\n", bytes);
  });
}

TEST(robustness, references_to_a_long_definition_do_not_multiply) {
  std::string text = "[a]: /" + std::string(100'000, 'x') + "\n\n" + repeat("[a]", 100'000);
  Outcome outcome = parse(text);
  EXPECT_LT(outcome.document.html.size(), 1'000'000u);
  EXPECT_TRUE(has(outcome, "too-complex"));
}

TEST(robustness, footnotes_and_definitions_of_many_names_take_linear_time) {
  expect_linear("footnotes", [](std::size_t bytes) {
    std::string text;
    for (int number = 0; text.size() < bytes; ++number) {
      std::string name = std::to_string(number);
      text.append("[^").append(name).append("]\n\n[^").append(name).append("]: x\n\n");
    }
    return text;
  });
  expect_linear("references", [](std::size_t bytes) {
    std::string text;
    for (int number = 0; text.size() < bytes; ++number) text += "[" + std::to_string(number) + "]: x\n";
    return text;
  });
}

TEST(robustness, a_list_ten_thousand_levels_deep_is_cut) {
  std::string text;
  for (std::size_t level = 0; level < 10'000; ++level)
    text += std::string(std::min<std::size_t>(level, 400) * 2, ' ') + "- a\n";
  Outcome outcome = parse(text);
  EXPECT_TRUE(has(outcome, "nesting-too-deep"));
  EXPECT_NE(outcome.document.html.find("- a"), std::string::npos);
  std::string one_line = repeat("- ", 20'000) + "end";
  outcome = parse(one_line);
  EXPECT_TRUE(has(outcome, "nesting-too-deep"));
  EXPECT_NE(outcome.document.html.find("end"), std::string::npos);
}

TEST(robustness, quotes_ten_thousand_levels_deep_are_cut) {
  Outcome outcome = parse(std::string(10'000, '>') + " a");
  EXPECT_TRUE(has(outcome, "nesting-too-deep"));
  std::size_t depth = 0;
  std::string tag = "<blockquote>";
  for (std::size_t at = outcome.document.html.find(tag); at != std::string::npos;
       at = outcome.document.html.find(tag, at + 1)) {
    ++depth;
  }
  EXPECT_EQ(depth, 100u);
}

TEST(robustness, the_plain_text_of_unclosed_tags_takes_linear_time) {
  for (const char* piece : {"<a ", "<a \"", "<!--", "<script>", "&", "</", "<a '>"}) {
    std::string html = repeat(piece, 1'000'000);
    EXPECT_LE(markdown::plain_text(html).size(), html.size());
  }
}

TEST(robustness, invalid_bytes_are_replaced_and_told_once) {
  Outcome outcome = parse("ok\nb\xFF\xFE c {{ v }} \xC3\n");
  EXPECT_EQ(outcome.document.html, "<p>ok\nb\xEF\xBF\xBD\xEF\xBF\xBD c {{ v }} \xEF\xBF\xBD</p>\n");
  ASSERT_EQ(outcome.diagnostics.size(), 1u);
  EXPECT_EQ(outcome.diagnostics[0].code, "invalid-utf8");
  EXPECT_EQ(outcome.diagnostics[0].location.line, 2u);
  EXPECT_EQ(outcome.diagnostics[0].location.column, 2u);
  ASSERT_EQ(outcome.document.slots.size(), 1u);
  EXPECT_EQ(outcome.document.slots[0].offset, 9u);
}

TEST(robustness, a_text_full_of_mistakes_names_the_first_hundred) {
  Outcome outcome = parse(repeat(":::{tab-item}\n:::\n", 16'000));
  EXPECT_EQ(outcome.diagnostics.size(), 101u);
  EXPECT_TRUE(has(outcome, "too-many-mistakes"));
}

TEST(robustness, random_texts_give_valid_documents) {
  const std::vector<std::string> pieces = {"[",
                                           "]",
                                           "*",
                                           "_",
                                           "<",
                                           "`",
                                           "!",
                                           "(",
                                           ")",
                                           "a",
                                           " ",
                                           "<!--",
                                           "-->",
                                           "<?",
                                           "www.a",
                                           "a@b.c",
                                           "http://x.y",
                                           "~~",
                                           "^",
                                           "|",
                                           "\n",
                                           "\n\n",
                                           "> ",
                                           "- ",
                                           "1. ",
                                           "\\",
                                           "\"",
                                           ":",
                                           "&amp;",
                                           "[^a]",
                                           "[^a]: ",
                                           "[b]: c",
                                           "#",
                                           "$",
                                           "=\n",
                                           "---\n",
                                           "<div>",
                                           "</div>",
                                           "\t",
                                           "    ",
                                           ":::",
                                           ":::{note}",
                                           "\n:::\n",
                                           "```",
                                           "```{tip} t\n",
                                           "{{",
                                           "}}",
                                           "{{ a.b }}",
                                           "[[x]]",
                                           "[[y|z]]",
                                           ": ",
                                           "\n: d\n",
                                           "\n|-|-|\n",
                                           "\xF4\x80\x80\x80\xF3\xB0\x80\x80",
                                           "&#x100000;&#xF0000;",
                                           "\xFF",
                                           "\0",
                                           "### Tab: t\n",
                                           ":::{tabs}\n",
                                           ":::{tab-set}\n",
                                           ":::{tab-item} q\n",
                                           ":class: c\n",
                                           "\r",
                                           "{#id}",
                                           "## "};
  base::SeededNumbers numbers(7);
  for (int round = 0; round < 20'000; ++round) {
    std::string text;
    for (std::size_t count = numbers.next() % 40; count > 0; --count) text += pieces[numbers.next() % pieces.size()];
    Outcome outcome = parse(text);
    const markdown::Document& document = outcome.document;
    ASSERT_EQ(base::find_invalid_utf8(document.html), document.html.size()) << text;
    std::uint32_t end = 0;
    for (const markdown::Slot& slot : document.slots) {
      ASSERT_LE(end, slot.begin) << text;
      ASSERT_LE(slot.begin, slot.end) << text;
      ASSERT_LE(slot.end, document.html.size()) << text;
      ASSERT_LE(slot.offset, text.size()) << text;
      end = slot.end;
    }
    std::vector<std::string> ids;
    for (const markdown::Heading& heading : document.headings) ids.push_back(heading.id);
    std::sort(ids.begin(), ids.end());
    ASSERT_EQ(std::adjacent_find(ids.begin(), ids.end()), ids.end()) << text;
  }
}

/// The tags of the HTML as a browser would see them; of attributes only addresses keep their values.
std::vector<std::string> tags_of(const std::string& html) {
  std::vector<std::string> tags;
  for (std::size_t at = html.find('<'); at != std::string::npos; at = html.find('<', at + 1)) {
    std::string tag;
    for (; at < html.size() && html[at] != '>'; ++at) {
      tag += html[at];
      if (html[at] != '"') continue;
      std::size_t end = std::min(html.find('"', at + 1), html.size());
      bool address = tag.ends_with("href=\"") || tag.ends_with("src=\"");
      if (address) tag += html.substr(at + 1, end - at - 1);
      tag += '"';
      at = end;
    }
    tags.push_back(tag);
  }
  return tags;
}

TEST(robustness, nothing_active_comes_out_of_untrusted_texts) {
  const std::vector<std::string> pieces = {"<script>",
                                           "</script>",
                                           "<img src=x onerror=alert(1)>",
                                           "[a](javascript:x)",
                                           "[a](java\tscript:x)",
                                           "](",
                                           "[",
                                           "javascript:x",
                                           "<javascript:x>",
                                           "{onclick=x}",
                                           "{style=\"x\"}",
                                           "`a`{onload='x'}",
                                           "[a]{onclick=\"x\"}",
                                           "\n",
                                           "\n\n",
                                           "> ",
                                           "- ",
                                           ":::{button} javascript:x\n",
                                           ":::{card} a\n:link: javascript:x\n:image: javascript:x\n",
                                           ":::\n",
                                           ":::{youtube} \"><script>\n",
                                           "{kbd}`<script>`",
                                           "$<script>$",
                                           "*[a]: \" onclick=\"x\n",
                                           "a",
                                           "![b](data:x)",
                                           "&#106;avascript:x",
                                           "<!--",
                                           "-->",
                                           "<div onclick=x>",
                                           "\"",
                                           "'",
                                           ">",
                                           "[a]: javascript:x\n",
                                           "[^1]",
                                           "[^1]: <b>\n",
                                           "```{note} <b>\n",
                                           "```\n",
                                           "{{ a }}",
                                           "[[a|<b>]]",
                                           "!!! note \"<script>\"\n    ",
                                           "{.x onclick=y}\n",
                                           "# ",
                                           "| a |\n|-|\n",
                                           "{icon}`\" onload=\"x`",
                                           "<Note onclick=x>",
                                           "{{< a b=\"<script>\" >}}"};
  base::SeededNumbers numbers(5);
  markdown::Extensions extensions = markdown::site_extensions();
  extensions.set(markdown::Extension::untrusted, true);
  for (int round = 0; round < 20'000; ++round) {
    std::string text;
    for (std::size_t count = 1 + numbers.next() % 12; count > 0; --count)
      text += pieces[numbers.next() % pieces.size()];
    for (const std::string& tag : tags_of(parse(text, extensions).document.html)) {
      for (const char* bad : {"<script", "<img src=x", "<div onclick", " onclick=", " onerror=", " onload=", " style=",
                              "=\"java", "=\"data:", "<!--", "<Note"}) {
        ASSERT_EQ(tag.find(bad), std::string::npos) << text << "\n" << tag;
      }
    }
  }
}

TEST(robustness, random_bytes_do_no_harm) {
  base::SeededNumbers numbers(11);
  for (int round = 0; round < 3'000; ++round) {
    std::string text;
    for (std::size_t count = numbers.next() % 300; count > 0; --count) text += static_cast<char>(numbers.next());
    Outcome outcome = parse(text, round % 2 == 0 ? markdown::site_extensions() : markdown::k_commonmark);
    ASSERT_EQ(base::find_invalid_utf8(outcome.document.html), outcome.document.html.size());
  }
}

TEST(robustness, many_threads_give_what_one_gives) {
  const std::string site =
      "# T ~~a~~ www.x.org\n\n:::{note}\n~~b~~ http://y.org {{ c }}\n:::\n\n| a |\n|---|\n| ~~d~~ |\n";
  const std::string expected = parse(site).document.html;
  EXPECT_NE(expected.find("<del>d</del>"), std::string::npos);
  const std::string plain = "~~a~~ www.x.org\n";
  std::vector<std::thread> threads;
  std::vector<int> wrong(4, 0);
  for (std::size_t index = 0; index < wrong.size(); ++index) {
    threads.emplace_back([&, index] {
      for (int round = 0; round < 500; ++round) {
        wrong[index] += parse(site).document.html != expected;
        wrong[index] += parse(plain, markdown::k_commonmark).document.html != "<p>~~a~~ www.x.org</p>\n";
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(wrong, std::vector<int>(4, 0));
}

}  // namespace
