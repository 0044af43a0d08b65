// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include "value/testing.h"

namespace value {

namespace {

Arguments arguments(std::span<const Value> positional, std::span<const NamedArgument> named = {}) {
  return {positional, named};
}

/// Says "truncate(s, length, end)" with its first parameter required.
std::string bind_truncate(Fixture& f, const Arguments& given, Value (&bound)[3]) {
  static constexpr std::string_view k_names[] = {"s", "length", "end"};
  return value::bind(f.ctx, "truncate", given, k_names, 1, bound) ? "bound" : f.failure();
}

/// A page with a title and one method, printing itself by default.
class Page final : public Object {
 public:
  std::string_view type_name() const override { return "page"; }
  Value attribute(Context&, Handle, Name name) const override {
    if (name == "title") return Value::string("Home");
    if (name == "self") return Value::object(this);
    return name == "shout" ? Value::object(&shout_) : Value();
  }
  std::vector<std::string> attribute_names(Handle) const override { return {"title", "shout"}; }

 private:
  static Value shout(Context&, const Arguments& given, const void*) { return given.positional[0]; }
  FunctionObject shout_{"shout", &shout, nullptr};
};

/// Stands for a list of itself, twice.
class Endless final : public Object {
 public:
  std::string_view type_name() const override { return "endless"; }
  Shape shape(Handle) const override { return Shape::sequence; }
  Value materialize(Context& ctx, Handle) const override {
    List* list = make_list(ctx.arena);
    list->append(ctx.arena, Value::object(this));
    list->append(ctx.arena, Value::object(this));
    return Value::list(list);
  }
};

/// Stands for itself, against the rules.
class Circle final : public Object {
 public:
  std::string_view type_name() const override { return "circle"; }
  Shape shape(Handle) const override { return Shape::sequence; }
  Value materialize(Context&, Handle) const override { return Value::object(this); }
};

}  // namespace

TEST(Bind, distributes_positional_and_named_arguments) {
  Fixture f;
  Value bound[3] = {Value::none(), Value::none(), Value::none()};
  Value positional[] = {Value::string("text")};
  NamedArgument named[] = {{"end", Value::string("!")}};
  EXPECT_EQ(bind_truncate(f, arguments(positional, named), bound), "bound");
  EXPECT_EQ(bound[0].as_string(), "text");
  EXPECT_TRUE(bound[1].is_undefined());
  EXPECT_EQ(bound[2].as_string(), "!");
}

TEST(Bind, names_a_misspelled_argument_and_the_one_meant) {
  Fixture f;
  Value bound[3];
  Value positional[] = {Value::string("text")};
  NamedArgument named[] = {{"lenght", Value::integer(3)}};
  EXPECT_EQ(bind_truncate(f, arguments(positional, named), bound), "truncate() got an unexpected argument 'lenght'");
  EXPECT_EQ(f.ctx.failure().hint, "did you mean 'length'?");
  EXPECT_EQ(f.ctx.failure().code, "wrong-argument");
}

TEST(Bind, says_how_many_arguments_are_too_many) {
  Fixture f;
  Value bound[3];
  Value positional[5];
  EXPECT_EQ(bind_truncate(f, arguments(positional), bound), "truncate() takes at most 3 arguments (5 given)");
  Fixture g;
  EXPECT_FALSE(bind(g.ctx, "now", arguments(std::span(positional, 1)), {}, 0, {}));
  EXPECT_EQ(g.failure(), "now() takes no arguments (1 given)");
}

TEST(Bind, says_which_argument_is_missing_or_given_twice) {
  Fixture f;
  Value bound[3];
  EXPECT_EQ(bind_truncate(f, arguments({}), bound), "truncate() is missing argument 's'");
  Fixture g;
  Value positional[] = {Value::string("text")};
  NamedArgument named[] = {{"s", Value::string("again")}};
  EXPECT_EQ(bind_truncate(g, arguments(positional, named), bound), "truncate() got two values for argument 's'");
}

TEST(Object, answers_string_keys_by_its_attributes_and_prints_its_type) {
  Fixture f;
  Page page;
  Value value = Value::object(&page);
  EXPECT_EQ(f.printed(item(f.ctx, value, f.text("title"))), "Home");
  EXPECT_TRUE(item(f.ctx, value, Value::integer(0)).is_undefined());
  EXPECT_EQ(f.printed(value), "<page>");
  EXPECT_TRUE(truth(f.ctx, value));
  EXPECT_FALSE(length(f.ctx, value).has_value());
  EXPECT_EQ(f.printed(lookup_path(f.ctx, value, "self.self.title")), "Home");
}

TEST(Object, calls_the_attribute_of_a_methods_name) {
  Fixture f;
  Page page;
  Value argument[] = {f.text("hey")};
  EXPECT_EQ(f.printed(page.call_method(f.ctx, 0, "shout", arguments(argument))), "hey");
  page.call_method(f.ctx, 0, "shot", {});
  EXPECT_EQ(f.failure(), "a page has no method 'shot'");
  EXPECT_EQ(f.ctx.failure().hint, "did you mean 'shout'?");
}

TEST(Call, fails_for_what_cannot_be_called) {
  Fixture f;
  call(f.ctx, Value::integer(1), {});
  EXPECT_EQ(f.failure(), "an integer cannot be called");
  f.ctx.clear_failure();
  call(f.ctx, Value::undefined(f.arena, "url_fro"), {});
  EXPECT_EQ(f.failure(), "'url_fro' is undefined");
  f.ctx.clear_failure();
  Page page;
  call(f.ctx, Value::object(&page), {});
  EXPECT_EQ(f.failure(), "a page cannot be called");
}

TEST(Object, that_contains_itself_ends_in_a_failure_and_no_crash) {
  Endless endless;
  Fixture f;
  f.printed(Value::object(&endless));
  EXPECT_EQ(f.failure(), "a value is too large to be printed");
  Fixture g;
  g.json(Value::object(&endless));
  EXPECT_EQ(g.failure(), "a value is too large to be written as JSON");
}

TEST(Object, that_stands_for_itself_has_no_elements) {
  Circle circle;
  Fixture f;
  Value value = Value::object(&circle);
  EXPECT_EQ(f.printed(value), "<circle>");
  EXPECT_TRUE(item(f.ctx, value, Value::integer(0)).is_undefined());
  EXPECT_FALSE(length(f.ctx, value).has_value());
  EXPECT_FALSE(equal(f.ctx, value, f.list({})));
  elements(f.ctx, value);
  EXPECT_EQ(f.failure(), "a circle has no elements to go through");
}

TEST(ReadLog, keeps_each_question_once_also_the_very_first_page) {
  ReadLog reads;
  reads.note(Relation::page, 5, 1);
  reads.note(Relation::page, 0, 0);
  reads.note(Relation::page, 5, 1);
  reads.note(Relation::page, 0, 0);
  EXPECT_EQ(reads.questions(), (std::vector<Question>{{Relation::page, 0, 0}, {Relation::page, 5, 1}}));
  reads.clear();
  EXPECT_TRUE(reads.questions().empty());
}

TEST(Names, gives_equal_texts_one_id) {
  Names names;
  std::uint32_t first = names.id("a");
  for (int i = 0; i < 1000; ++i) names.id("name" + std::to_string(i));
  EXPECT_EQ(names.id("a"), first);
  EXPECT_EQ(names.text(first), "a");
  EXPECT_EQ(names.text(1'000'000), "");
}

}  // namespace value
