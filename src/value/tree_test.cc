// SPDX-License-Identifier: MIT
#include "value/tree.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "value/testing.h"

namespace value {

namespace {

/// A tree over a YAML text, and what was asked of it as sorted texts: `path` or `path#length`.
struct TreeFixture {
  Parsed parsed;
  Names names;
  Tree tree;

  explicit TreeFixture(std::string_view yaml, std::string_view prefix = {})
      : parsed(Format::yaml, yaml), tree(Relation::config, frozen(parsed.value), names, "config", prefix) {}

  static Value frozen(const Value& value) {
    freeze(value);
    return value;
  }
  Context& ctx() { return parsed.fixture.ctx; }
  std::string asked() {
    std::vector<std::string> asked;
    for (const Question& question : parsed.fixture.reads.questions()) {
      asked.push_back(std::string(names.text(question.entity)) + (question.field == 1 ? "#length" : ""));
    }
    std::sort(asked.begin(), asked.end());
    std::string joined;
    for (const std::string& each : asked) joined += (joined.empty() ? "" : " ") + each;
    return joined;
  }
};

}  // namespace

TEST(Tree, asks_only_for_the_scalar_that_is_read) {
  TreeFixture f("params: {author: {name: Ada, mail: x}, other: 1}");
  EXPECT_EQ(f.parsed.fixture.printed(lookup_path(f.ctx(), f.tree.root(), "params.author.name")), "Ada");
  EXPECT_EQ(f.asked(), "params.author.name");
}

TEST(Tree, notes_what_is_missing) {
  TreeFixture f("params: {a: 1}\nlist: [1]");
  EXPECT_TRUE(lookup_path(f.ctx(), f.tree.root(), "params.autor").is_undefined());
  EXPECT_TRUE(lookup_path(f.ctx(), f.tree.root(), "list.3").is_undefined());
  EXPECT_EQ(f.asked(), "list.3 params.autor");
}

TEST(Tree, asks_for_the_whole_when_its_elements_are_read) {
  TreeFixture f("tags: [a, b]");
  Value tags = attribute(f.ctx(), f.tree.root(), "tags");
  EXPECT_EQ(f.asked(), "");
  EXPECT_EQ(f.parsed.fixture.repr(elements(f.ctx(), tags)), "['a', 'b']");
  EXPECT_EQ(f.asked(), "tags");
}

TEST(Tree, asks_for_the_length_alone) {
  TreeFixture f("tags: [a, b]");
  Value tags = attribute(f.ctx(), f.tree.root(), "tags");
  EXPECT_EQ(length(f.ctx(), tags), 2u);
  EXPECT_TRUE(truth(f.ctx(), tags));
  EXPECT_EQ(f.asked(), "tags#length");
}

TEST(Tree, asks_for_an_element_from_the_end_and_for_the_length) {
  TreeFixture f("tags: [a, b]");
  Value last = item(f.ctx(), attribute(f.ctx(), f.tree.root(), "tags"), Value::integer(-1));
  EXPECT_EQ(last.as_string(), "b");
  EXPECT_EQ(f.asked(), "tags#length tags.1");
}

TEST(Tree, asks_for_one_key_when_a_template_tests_for_it) {
  TreeFixture f("params: {a: 1, b: 2}");
  Value params = attribute(f.ctx(), f.tree.root(), "params");
  EXPECT_TRUE(contains(f.ctx(), params, Value::string("a")));
  EXPECT_FALSE(contains(f.ctx(), params, Value::string("c")));
  EXPECT_EQ(f.asked(), "params.a params.c");
}

TEST(Tree, reads_keys_that_are_numbers) {
  TreeFixture f("years: {2024: {n: 1}}");
  Value year = item(f.ctx(), attribute(f.ctx(), f.tree.root(), "years"), Value::integer(2024));
  EXPECT_EQ(f.parsed.fixture.printed(attribute(f.ctx(), year, "n")), "1");
  EXPECT_EQ(f.asked(), "years.#2024.n");
}

TEST(Tree, spells_no_two_keys_alike) {
  TreeFixture f("a.b: 1\na: {b: 2}\n\"\": 3\n\"#1\": 4\n1: 5\n\"1\": 6\n\"\\\\e\": 7\n1.5: 8\n");
  const Map& map = f.tree.plain().as_map();
  for (const Map::Entry& entry : map.entries()) {
    Fixture g;
    Context ctx(g.arena, g.reads);
    item(ctx, f.tree.root(), entry.key);
    if (entry.value.is_map()) continue;
    ASSERT_EQ(g.reads.questions().size(), 1u);
    std::string_view path = f.names.text(g.reads.questions()[0].entity);
    EXPECT_TRUE(f.tree.plain_at(path).same_storage(entry.value)) << path;
  }
  EXPECT_EQ(f.tree.plain_at("a.b").as_integer(), 2);
  EXPECT_EQ(f.tree.plain_at("a\\.b").as_integer(), 1);
}

TEST(Tree, finds_again_what_questions_name) {
  TreeFixture f("params: {authors: [{name: Ada}]}", "site");
  lookup_path(f.ctx(), f.tree.root(), "params.authors.0.name");
  EXPECT_EQ(f.asked(), "site.params.authors.0.name");
  EXPECT_EQ(f.tree.plain_at("site.params.authors.0.name").as_string(), "Ada");
  EXPECT_TRUE(f.tree.plain_at("site.params.authors.1").is_undefined());
  EXPECT_TRUE(f.tree.plain_at("params").is_undefined());
  EXPECT_TRUE(f.tree.plain_at("site").is_map());
  EXPECT_TRUE(f.tree.plain_at("").is_undefined());
}

TEST(Tree, names_its_keys_and_prints_as_the_map_it_stands_for) {
  TreeFixture f("b: 1\na: [x]\n2: y");
  EXPECT_EQ(f.tree.attribute_names(0), (std::vector<std::string>{"b", "a"}));
  EXPECT_EQ(f.parsed.fixture.printed(f.tree.root()), "{'b': 1, 'a': ['x'], 2: 'y'}");
  EXPECT_TRUE(equal(f.ctx(), attribute(f.ctx(), f.tree.root(), "a"), f.parsed.fixture.list({Value::string("x")})));
}

}  // namespace value
