// SPDX-License-Identifier: MIT
#include "jinja/environment.h"

#include <gtest/gtest.h>

#include <atomic>
#include <map>
#include <thread>

#include "base/parallel.h"

namespace {

using jinja::Environment;
using jinja::Options;
using jinja::Request;
using jinja::Result;
using jinja::Source;
using value::Value;
using Templates = std::map<std::string, std::string>;

class MapLoader final : public jinja::Loader {
 public:
  explicit MapLoader(std::map<std::string, std::string> templates) : templates_(std::move(templates)) {}
  std::optional<Source> load(std::string_view name) const override {
    ++loads;
    auto found = templates_.find(std::string(name));
    if (found == templates_.end()) return std::nullopt;
    return Source{"templates/" + found->first, found->second};
  }
  std::vector<std::string> names() const override {
    std::vector<std::string> names;
    for (const auto& each : templates_) names.push_back(each.first);
    return names;
  }
  mutable std::atomic<int> loads = 0;

 private:
  std::map<std::string, std::string> templates_;
};

/// An environment over a few templates with everything that a render needs.
struct Bench {
  explicit Bench(Templates templates, Options options = {})
      : loader(std::move(templates)), environment(options, loader, names) {}

  Result render(std::string_view name, Value context = {}) {
    Request request;
    request.template_name = name;
    request.context = context;
    request.chain = {{"page", "content/a.md", {}}};
    request.subject = 7;
    return environment.render(request, arena, reads);
  }
  std::vector<std::string> templates_read() {
    std::vector<std::string> read;
    for (const value::Question& question : reads.questions()) {
      if (question.relation == value::Relation::template_) read.emplace_back(names.text(question.entity));
    }
    std::sort(read.begin(), read.end());
    return read;
  }

  MapLoader loader;
  value::Names names;
  Environment environment;
  base::Arena arena;
  value::ReadLog reads;
};

TEST(Environment, every_template_asked_for_is_noted_found_or_not) {
  Bench bench(
      Templates{{"page", R"({% extends "base" %}{% import "lib" as l %}{% block a %}{% include "x" ignore missing %}
                           {% include ["y", "part"] %}{% endblock %})"},
                {"base", "{% block a %}{% endblock %}"},
                {"lib", ""},
                {"part", "p"},
                {"unused", ""}});
  EXPECT_TRUE(bench.render("page").good);
  EXPECT_EQ(bench.templates_read(), (std::vector<std::string>{"base", "lib", "page", "part", "x", "y"}));
}

TEST(Environment, whether_a_template_exists_is_noted) {
  Bench bench(Templates{{"a", ""}});
  EXPECT_TRUE(bench.environment.exists("a", bench.reads));
  EXPECT_FALSE(bench.environment.exists("b", bench.reads));
  EXPECT_EQ(bench.templates_read(), (std::vector<std::string>{"a", "b"}));
}

TEST(Environment, a_program_is_compiled_once) {
  Bench bench(Templates{{"a", "{% include 'b' %}"}, {"b", "x"}});
  for (int i = 0; i < 5; ++i) EXPECT_EQ(bench.render("a").output, "x");
  EXPECT_EQ(bench.loader.loads, 2);
}

TEST(Environment, a_missing_root_template_is_an_error_with_a_suggestion) {
  Bench bench(Templates{{"single.html", ""}});
  Result result = bench.render("singel.html");
  EXPECT_FALSE(result.good);
  ASSERT_EQ(result.diagnostics.size(), 1u);
  EXPECT_EQ(result.diagnostics[0].code, "missing-template");
  EXPECT_EQ(result.diagnostics[0].hint, "did you mean 'single.html'?");
  EXPECT_EQ(result.diagnostics[0].fault, diagnostics::Fault::template_);
  EXPECT_EQ(result.diagnostics[0].chain.at(0).name, "content/a.md");
}

TEST(Environment, text_without_a_loader_can_use_the_loaders_templates) {
  Bench bench(Templates{{"part", "[{{ x }}]"}});
  Request request;
  value::Map* context = value::make_map(bench.arena);
  context->set(bench.arena, "x", Value::integer(1));
  request.context = Value::map(context);
  Result result = bench.environment.render_text({"<text>", "a{% include 'part' %}"}, request, bench.arena, bench.reads);
  EXPECT_EQ(result.output, "a[1]");
}

TEST(Environment, a_mistake_names_file_line_column_and_the_line_itself) {
  Bench bench(Templates{{"a.html", "one\n  {{ page.title }}\n"}});
  Result result = bench.render("a.html");
  ASSERT_EQ(result.diagnostics.size(), 1u);
  const diagnostics::Diagnostic& said = result.diagnostics[0];
  EXPECT_EQ(said.location.file, "templates/a.html");
  EXPECT_EQ(said.location.line, 2u);
  EXPECT_EQ(said.location.column, 6u);
  EXPECT_EQ(said.location.length, 10u);
  EXPECT_EQ(said.location.line_text, "  {{ page.title }}");
  ASSERT_EQ(said.chain.size(), 3u);
  EXPECT_EQ(said.chain[0].what, "page");
  EXPECT_EQ(said.chain[1].what, "template");
  EXPECT_EQ(said.chain[2].what, "expression");
  EXPECT_EQ(said.chain[2].name, "page.title");
}

Value twice(value::Context&, const value::Arguments& arguments, const void* self) {
  return Value::integer(arguments.positional[0].as_integer() * *static_cast<const int*>(self));
}

TEST(Environment, filters_tests_functions_and_globals_can_be_added_and_replaced) {
  Bench bench(Templates{{"a", "{{ 4|times }}{{ 4|upper }} {{ 4 is times }} {{ times(5) }} {{ answer }}"}});
  static constexpr int k_two = 2;
  bench.environment.add_filter("times", twice, &k_two);
  bench.environment.add_filter("upper", twice, &k_two);
  bench.environment.add_test("times", twice, &k_two);
  bench.environment.add_function("times", twice, &k_two);
  bench.environment.add_global("answer", Value::integer(42));
  EXPECT_EQ(bench.render("a").output, "88 True 10 42");
}

Value warn_about(value::Context& ctx, const value::Arguments& arguments, const void*) {
  ctx.warn("broken-reference", "nothing is called '" + std::string(arguments.positional[0].as_string()) + "'");
  EXPECT_EQ(ctx.subject, 7u);
  return Value::string("?");
}

TEST(Environment, a_warning_has_its_place_and_chain_and_does_not_stop_the_render) {
  Bench bench(Templates{{"a", "{% include 'b' %}"}, {"b", "\n{{ ref('x') }}"}});
  bench.environment.add_function("ref", warn_about, nullptr);
  Result result = bench.render("a");
  EXPECT_TRUE(result.good);
  EXPECT_EQ(result.output, "\n?");
  ASSERT_EQ(result.diagnostics.size(), 1u);
  EXPECT_EQ(result.diagnostics[0].severity, diagnostics::Severity::warning);
  EXPECT_EQ(result.diagnostics[0].location.file, "templates/b");
  EXPECT_EQ(result.diagnostics[0].location.line, 2u);
  ASSERT_EQ(result.diagnostics[0].chain.size(), 3u);
  EXPECT_EQ(result.diagnostics[0].chain[2].what, "include");
  EXPECT_EQ(result.diagnostics[0].chain[2].where.line, 1u);
}

Value report_link(value::Context& ctx, const value::Arguments&, const void*) {
  diagnostics::Diagnostic link;
  link.severity = diagnostics::Severity::warning;
  link.code = "broken-link";
  link.location.file = "content/a.md";
  link.chain = {{"link", "x.md", {}}};
  ctx.report(link);
  return {};
}

TEST(Environment, a_reported_diagnostic_keeps_its_place_behind_the_chain_of_the_render) {
  Bench bench(Templates{{"a", "{{ link() }}"}});
  bench.environment.add_function("link", report_link, nullptr);
  Result result = bench.render("a");
  ASSERT_EQ(result.diagnostics.size(), 1u);
  EXPECT_EQ(result.diagnostics[0].location.file, "content/a.md");
  ASSERT_EQ(result.diagnostics[0].chain.size(), 3u);
  EXPECT_EQ(result.diagnostics[0].chain[1].what, "template");
  EXPECT_EQ(result.diagnostics[0].chain[2].what, "link");
}

/// A collection that writes down how it was refined.
class Collection final : public value::Object {
 public:
  std::string_view type_name() const override { return "collection"; }
  value::Shape shape(value::Handle) const override { return value::Shape::sequence; }
  Value materialize(value::Context& ctx, value::Handle) const override {
    steps.emplace_back("materialize");
    value::List* list = value::make_list(ctx.arena);
    for (int i = 0; i < 5; ++i) list->append(ctx.arena, Value::integer(i));
    return Value::list(list);
  }
  std::optional<Value> refine(value::Context&, value::Handle, const value::Step& step) const override {
    if (step.filter == "join" || step.filter == "length") return std::nullopt;
    std::string text(step.filter);
    for (const Value& each : step.arguments.positional)
      text += each.is_none() ? " -" : " " + std::to_string(each.as_integer());
    for (const value::NamedArgument& each : step.arguments.named) text += " " + std::string(each.name.text);
    steps.push_back(text);
    return Value::object(this);
  }
  mutable std::vector<std::string> steps;
};

TEST(Environment, filters_slices_and_indices_ask_a_collection_to_refine_itself_first) {
  Bench bench(
      Templates{{"a", "{% set q = c|sort(attribute='date')|where(1) %}{{ q[1:3]|join(',') }}{{ q[:2][0]|join }}"}});
  static Collection collection;
  bench.environment.add_global("c", Value::object(&collection));
  bench.environment.add_filter("where", twice, nullptr);
  Result result = bench.render("a");
  EXPECT_EQ(result.output, "0,1,2,3,401234");
  EXPECT_EQ(collection.steps, (std::vector<std::string>{"sort attribute", "where 1", "slice 1 3 -", "materialize",
                                                        "slice - 2 -", "item 0", "materialize"}));
}

/// A context asked by attribute.
class Names final : public value::Object {
 public:
  std::string_view type_name() const override { return "context"; }
  Value attribute(value::Context&, value::Handle, value::Name name) const override {
    asked.emplace_back(name.text);
    return name.text == "title" ? Value::string("T") : Value();
  }
  std::vector<std::string> attribute_names(value::Handle) const override { return {"title"}; }
  mutable std::vector<std::string> asked;
};

TEST(Environment, a_context_object_is_asked_once_for_each_name_that_is_used) {
  Bench bench(Templates{
      {"a", "{{ title }}{{ title }}{% for i in [1, 2] %}{{ title }}{% endfor %}{% if false %}{{ other }}{% endif %}"}});
  Names context;
  EXPECT_EQ(bench.render("a", Value::object(&context)).output, "TTTT");
  EXPECT_EQ(context.asked, (std::vector<std::string>{"title"}));
}

TEST(Environment, a_filter_can_be_applied_outside_of_templates) {
  Bench bench(Templates{}, {.autoescape = jinja::Autoescape::on, .undefined = jinja::Undefined::strict});
  std::optional<value::Context::Failure> failure;
  Value subject = Value::string("<a>");
  Value result = bench.environment.apply_filter("upper", {{&subject, 1}, {}}, bench.arena, bench.reads, failure);
  EXPECT_FALSE(failure);
  EXPECT_EQ(result.as_string(), "<A>");
  bench.environment.apply_filter("uper", {{&subject, 1}, {}}, bench.arena, bench.reads, failure);
  ASSERT_TRUE(failure);
  EXPECT_EQ(failure->code, "unknown-filter");
  EXPECT_EQ(failure->hint, "did you mean 'upper'?");
}

TEST(Environment, many_threads_render_at_once_and_get_the_same) {
  Templates templates = {
      {"base", "<{% block a %}{% endblock %}>{% include 'part' %}"},
      {"part", "{% macro m(x) %}{{ x * 2 }}{% endmacro %}{% for i in range(20) %}{{ m(i) }},{% endfor %}"}};
  for (int i = 0; i < 20; ++i) {
    templates["page" + std::to_string(i)] = "{% extends 'base' %}{% block a %}" + std::to_string(i) + "{% endblock %}";
  }
  Bench bench(templates);
  std::string expected = bench.render("page3").output;
  Bench fresh(templates);
  std::atomic<int> wrong = 0;
  base::parallel_for(400, 8, 1, [&](std::size_t index, unsigned) {
    base::Arena arena;
    value::ReadLog reads;
    std::string name = "page" + std::to_string(index % 20);
    Request request;
    request.template_name = name;
    Result result = fresh.environment.render(request, arena, reads);
    std::string number = std::to_string(index % 20);
    if (result.output != "<" + number + expected.substr(2)) ++wrong;
  });
  EXPECT_EQ(wrong, 0);
}

TEST(Environment, a_render_leaves_nothing_behind_for_the_next) {
  Bench bench(Templates{{"a", "{% set x = (x or 0) + 1 %}{{ x }}{% set l = [1] %}{% do l.append(2) %}{{ l }}"}});
  EXPECT_EQ(bench.render("a").output, "1[1, 2]");
  EXPECT_EQ(bench.render("a").output, "1[1, 2]");
}

}  // namespace
