// SPDX-License-Identifier: MIT
#include "highlight/highlighter.h"

#include <gtest/gtest.h>

#include <set>
#include <thread>
#include <vector>

#include "highlight/languages.h"

namespace highlight {
namespace {

/// A small grammar of the tests' own.
struct Fixture {
  std::vector<Rule> rules;
  std::vector<Grammar> grammars;
  std::vector<Language> languages;

  Fixture(std::vector<Rule> of_code, std::vector<Rule> inside) {
    grammars = {{0, static_cast<std::uint32_t>(of_code.size())},
                {static_cast<std::uint32_t>(of_code.size()), static_cast<std::uint32_t>(inside.size())}};
    rules = std::move(of_code);
    rules.insert(rules.end(), inside.begin(), inside.end());
    languages = {{"small", 0, true}};
  }

  std::string html(std::string_view code) const {
    Highlighter highlighter({languages, grammars, rules});
    return highlighter.html(*highlighter.find("small"), code).value_or("left as it is");
  }
};

Rule rule(std::string_view pattern, std::string_view classes) { return {pattern, classes, -1, false, false, false}; }
Rule greedy(std::string_view pattern, std::string_view classes) { return {pattern, classes, -1, false, false, true}; }

TEST(Highlighter, earlier_rules_take_the_text_first) {
  Fixture small({rule("if", "keyword"), rule("\\w+", "name")}, {});
  EXPECT_EQ(small.html("if x<y"),
            "<span class=\"token keyword\">if</span> <span class=\"token name\">x</span>&lt;"
            "<span class=\"token name\">y</span>");
}

TEST(Highlighter, a_lookbehind_is_no_part_of_the_token) {
  Fixture small({{"(a )b", "after", -1, false, true, false}}, {});
  EXPECT_EQ(small.html("a b"), "a <span class=\"token after\">b</span>");
}

TEST(Highlighter, a_greedy_rule_takes_tokens_of_earlier_rules_away) {
  Fixture small({rule("#.", "comment"), greedy("\"[^\"]*\"", "string")}, {});
  EXPECT_EQ(small.html("\"#a\" #b"),
            "<span class=\"token string\">&quot;#a&quot;</span> <span class=\"token comment\">#b</span>");
}

TEST(Highlighter, rules_inside_see_only_what_was_matched) {
  Fixture small({{"<[^>]*>", "tag", 1, false, false, false}}, {rule("\\A<", "open"), rule("a", "name")});
  EXPECT_EQ(small.html("a<a>"),
            "a<span class=\"token tag\"><span class=\"token open\">&lt;</span><span class=\"token name\">a</span>"
            "&gt;</span>");
}

TEST(Highlighter, a_pattern_that_runs_away_leaves_the_code_as_it_is) {
  Fixture small({rule("(?:a|aa|aaa)+b\\d", "slow")}, {});
  EXPECT_EQ(small.html(std::string(200, 'a') + "bc"), "left as it is");
}

TEST(Highlighter, rules_that_match_nothing_and_nest_without_end_come_to_an_end) {
  Fixture empty({rule("", "nothing")}, {});
  EXPECT_NE(empty.html("abc"), "");
  Fixture nested({{".+", "again", 0, false, false, false}}, {});
  EXPECT_EQ(nested.html("abc"), "left as it is");
}

TEST(Highlighter, code_that_is_not_valid_utf8_stays_as_it_is) {
  Fixture small({rule("a", "name")}, {});
  EXPECT_EQ(small.html("a\xff"), "left as it is");
}

class BuiltIn : public testing::Test {
 protected:
  void SetUp() override {
    if (!highlighter.has_grammars()) GTEST_SKIP() << "the program was built without Prism's grammars";
  }
  Highlighter highlighter{built_in_grammars()};
};

TEST_F(BuiltIn, there_are_250_languages) {
  std::set<std::uint32_t> grammars;
  for (const Language& language : built_in_grammars().languages) grammars.insert(language.grammar);
  EXPECT_GE(grammars.size(), 250U);
}

TEST_F(BuiltIn, every_pattern_compiles) {
  Patterns patterns(built_in_grammars());
  for (std::size_t i = 0; i < built_in_grammars().rules.size(); ++i) {
    const Rule& rule = built_in_grammars().rules[i];
    EXPECT_TRUE(patterns.compiled(i) != nullptr) << rule.classes << ": " << rule.pattern.substr(0, 200);
  }
}

TEST_F(BuiltIn, languages_have_several_names) {
  for (auto [name, same] : std::vector<std::pair<const char*, const char*>>{{"py", "python"},
                                                                            {"C++", "cpp"},
                                                                            {"Rust", "rs"},
                                                                            {"zsh", "bash"},
                                                                            {"html", "markup"},
                                                                            {"golang", "go"},
                                                                            {"jinja", "django"}}) {
    ASSERT_NE(highlighter.find(name), nullptr) << name;
    EXPECT_EQ(highlighter.find(name)->grammar, highlighter.find(same)->grammar) << name;
  }
  EXPECT_EQ(highlighter.find("no-such-language"), nullptr);
  EXPECT_TRUE(is_plain_text("Text"));
}

TEST_F(BuiltIn, threads_share_what_is_compiled) {
  const Language& language = *highlighter.find("typescript");
  std::string code = "const answer: number = `a${1 + 2}`.length; // said\n";
  std::string expected = Highlighter(built_in_grammars()).html(language, code).value();
  std::vector<std::string> answers(8);
  {
    std::vector<std::jthread> threads;
    for (std::string& answer : answers) {
      threads.emplace_back([&] { answer = highlighter.html(language, code).value(); });
    }
  }
  for (const std::string& answer : answers) EXPECT_EQ(answer, expected);
}

}  // namespace
}  // namespace highlight
