// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include <chrono>

#include "base/file_system.h"
#include "base/hash.h"
#include "base/strings.h"
#include "jinja/environment.h"

/// Whatever bytes a template consists of, the answer is an output or diagnostics, soon.
namespace {

using jinja::Result;
using value::Value;

class OneTemplate final : public jinja::Loader {
 public:
  explicit OneTemplate(std::string text) : text_(std::move(text)) {}
  std::optional<jinja::Source> load(std::string_view name) const override {
    if (name != "main") return std::nullopt;
    return jinja::Source{"main", text_};
  }
  std::vector<std::string> names() const override { return {"main"}; }

 private:
  std::string text_;
};

Result render(std::string text, jinja::Options options = {}) {
  options.limits.iterations = std::min<std::uint64_t>(options.limits.iterations, 100'000);
  options.limits.output_bytes = std::uint64_t{4} << 20;
  OneTemplate loader(std::move(text));
  value::Names names;
  jinja::Environment environment(options, loader, names);
  base::Arena arena;
  value::ReadLog reads;
  value::Map* page = value::make_map(arena);
  page->set(arena, "title", Value::string("T<"));
  value::Map* context = value::make_map(arena);
  context->set(arena, "page", Value::map(page));
  Value items[] = {Value::integer(1), Value::string("a"), Value::none()};
  context->set(arena, "xs", Value::list(value::make_list(arena, items)));
  jinja::Request request;
  request.template_name = "main";
  request.context = Value::map(context);
  Result result = environment.render(request, arena, reads);
  EXPECT_TRUE(result.good || !result.diagnostics.empty());
  return result;
}

std::string repeated(std::string_view text, std::size_t count) {
  std::string all;
  all.reserve(text.size() * count);
  for (std::size_t i = 0; i < count; ++i) all += text;
  return all;
}

std::string code_of(const Result& result) { return result.diagnostics.empty() ? "" : result.diagnostics.front().code; }

TEST(Robustness, a_hundred_thousand_parentheses_are_an_error) {
  EXPECT_EQ(code_of(render("{{ " + repeated("(", 100'000) + "1" + repeated(")", 100'000) + " }}")), "limit");
  EXPECT_EQ(code_of(render("{{ " + repeated("[", 100'000))), "limit");
  EXPECT_EQ(code_of(render("{{ " + repeated("{1:", 100'000))), "limit");
  EXPECT_EQ(code_of(render("{{ " + repeated("f(", 100'000))), "limit");
  EXPECT_EQ(code_of(render("{{ x" + repeated("[x", 100'000))), "limit");
}

TEST(Robustness, ten_thousand_nested_ifs_are_an_error) {
  EXPECT_EQ(code_of(render(repeated("{% if true %}", 10'000) + "x" + repeated("{% endif %}", 10'000))), "limit");
  EXPECT_EQ(code_of(render(repeated("{% for i in xs %}", 10'000))), "limit");
  EXPECT_EQ(code_of(render(repeated("{% macro m() %}", 10'000))), "limit");
  EXPECT_EQ(code_of(render(repeated("{% filter upper %}", 10'000))), "limit");
}

TEST(Robustness, long_chains_of_operators_are_an_error_and_not_a_crash) {
  for (std::string_view piece : {"-", "not ", "1 + ", "1 if 1 else ", "1 and ", "1 ** ", "1 < "}) {
    render("{{ " + repeated(piece, 100'000) + "1 }}");
  }
  for (std::string_view piece : {"|upper", ".x", "[0]", "()", " is defined", " + 1", " if 1", " or 1"}) {
    render("{{ 1" + repeated(piece, 100'000) + " }}");
  }
}

TEST(Robustness, long_flat_templates_are_fine) {
  EXPECT_EQ(render("{{ " + repeated("'a' ~ ", 30'000) + "'b' }}").output.size(), 30'001u);
  EXPECT_TRUE(render("{{ [" + repeated("1,", 30'000) + "] }}").good);
  EXPECT_TRUE(render(repeated("{% if false %}{% elif true %}x{% endif %}", 5'000)).good);
  EXPECT_TRUE(render("{% if false %}" + repeated("{% elif false %}", 20'000) + "{% endif %}").good);
  EXPECT_TRUE(render(repeated("{{ page.title }}", 50'000)).good);
  EXPECT_TRUE(render(repeated("{% set x = 1 %}", 20'000)).good);
}

TEST(Robustness, many_distinct_names_meet_a_limit_and_not_a_crash) {
  std::string text;
  for (int i = 0; i < 70'000; ++i) text += "{% set x" + std::to_string(i) + " = 1 %}";
  EXPECT_EQ(code_of(render(text)), "limit");
  std::string blocks;
  for (int i = 0; i < 20'000; ++i) blocks += "{% block b" + std::to_string(i) + " %}{% endblock %}";
  EXPECT_TRUE(render(blocks).good);
}

TEST(Robustness, unclosed_marks_take_linear_time) {
  auto begin = std::chrono::steady_clock::now();
  for (std::string_view piece : {"{{", "{%", "{#", "{% raw %}", "{%-", "{{ '", "{% raw %}{% ", "   {%- if", "\n  {{"}) {
    render(repeated(piece, 200'000));
  }
  render("{{ " + repeated("'a' ", 200'000) + "}}");
  render("{%" + repeated(" ", 1'000'000) + repeated("{%  ", 100'000));
  EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds(20));
}

TEST(Robustness, a_list_that_holds_itself_can_be_printed) {
  render("{% set l = [1] %}{% do l.append(l) %}{{ l }}{{ l == l }}{{ l|tojson }}{{ l|pprint }}{{ l|string }}");
  render("{% set m = {} %}{% do m.update({'m': m}) %}{{ m }}{{ m == m }}{{ m|tojson }}");
}

TEST(Robustness, random_bytes_are_an_output_or_an_error) {
  base::SeededNumbers numbers(1);
  for (int round = 0; round < 3000; ++round) {
    std::string text;
    std::size_t length = numbers.next() % 200;
    for (std::size_t i = 0; i < length; ++i) text += static_cast<char>(numbers.next());
    render(text);
  }
}

TEST(Robustness, random_sequences_of_tokens_are_an_output_or_an_error) {
  static constexpr std::string_view k_pieces[] = {"{{",
                                                  "}}",
                                                  "{%",
                                                  "%}",
                                                  "{#",
                                                  "#}",
                                                  "-",
                                                  "+",
                                                  "if",
                                                  "else",
                                                  "endif",
                                                  "for",
                                                  "in",
                                                  "endfor",
                                                  "x",
                                                  "page",
                                                  "xs",
                                                  ".",
                                                  "title",
                                                  "[",
                                                  "]",
                                                  "(",
                                                  ")",
                                                  "{",
                                                  "}",
                                                  "|",
                                                  "upper",
                                                  "is",
                                                  "defined",
                                                  "not",
                                                  "and",
                                                  "or",
                                                  "'a'",
                                                  "1",
                                                  "2.5",
                                                  ",",
                                                  ":",
                                                  "=",
                                                  "==",
                                                  "~",
                                                  "**",
                                                  "//",
                                                  "%",
                                                  "set",
                                                  "endset",
                                                  "block",
                                                  "endblock",
                                                  "macro",
                                                  "endmacro",
                                                  "call",
                                                  "caller",
                                                  "with",
                                                  "endwith",
                                                  "loop",
                                                  "recursive",
                                                  "include",
                                                  "extends",
                                                  "'main'",
                                                  "super",
                                                  "self",
                                                  "filter",
                                                  "endfilter",
                                                  "import",
                                                  "as",
                                                  "from",
                                                  "break",
                                                  "continue",
                                                  "autoescape",
                                                  "endautoescape",
                                                  "true",
                                                  "none",
                                                  "*",
                                                  "raw",
                                                  "endraw",
                                                  "do",
                                                  "namespace",
                                                  "ignore missing",
                                                  "without context"};
  base::SeededNumbers numbers(2);
  int good = 0;
  for (int round = 0; round < 20000; ++round) {
    std::string text;
    std::size_t length = numbers.next() % 30;
    for (std::size_t i = 0; i < length; ++i) {
      text += k_pieces[numbers.next() % std::size(k_pieces)];
      text += ' ';
    }
    std::string around = round % 2 == 0 ? text : "{{ " + text + " }}";
    if (render(around).good) ++good;
  }
  EXPECT_GT(good, 0);
}

/// Every template of the case files, with bytes removed, doubled, swapped and replaced.
TEST(Robustness, mutated_templates_are_an_output_or_an_error) {
  base::DiskFileSystem fs;
  std::vector<std::string> templates;
  std::string folder = std::string(BENGAL_SOURCE_DIR) + "/tests/jinja";
  auto entries = fs.list(folder);
  ASSERT_TRUE(entries.has_value());
  for (const base::DirectoryEntry& entry : *entries) {
    if (!entry.name.ends_with(".cases")) continue;
    auto text = fs.read(folder + "/" + entry.name);
    ASSERT_TRUE(text.has_value());
    std::size_t at = 0;
    while ((at = text->find("--- template", at)) != text->npos) {
      std::size_t begin = text->find('\n', at);
      at = text->find("\n---", begin);
      templates.push_back(text->substr(begin + 1, at == text->npos ? at : at - begin - 1));
    }
  }
  ASSERT_GT(templates.size(), 200u);
  base::SeededNumbers numbers(3);
  for (int round = 0; round < 20000; ++round) {
    std::string text = templates[numbers.next() % templates.size()];
    for (std::uint64_t change = numbers.next() % 4 + 1; change > 0 && !text.empty(); --change) {
      std::size_t at = numbers.next() % text.size();
      switch (numbers.next() % 5) {
        case 0:
          text.erase(at, numbers.next() % 5 + 1);
          break;
        case 1:
          text.insert(at, text.substr(numbers.next() % text.size(), numbers.next() % 12));
          break;
        case 2:
          text[at] = static_cast<char>(numbers.next());
          break;
        case 3:
          text.resize(at);
          break;
        default:
          std::swap(text[at], text[numbers.next() % text.size()]);
      }
    }
    jinja::Options options;
    options.trim_blocks = options.lstrip_blocks = round % 2 == 0;
    options.autoescape = round % 3 == 0 ? jinja::Autoescape::on : jinja::Autoescape::off;
    options.undefined = static_cast<jinja::Undefined>(round % 3);
    render(text, options);
  }
}

TEST(Robustness, a_render_of_deep_recursion_does_not_overflow_the_stack_whatever_the_limit) {
  jinja::Options options;
  options.limits.recursion = 1'000'000'000;
  options.limits.nesting = 1'000'000'000;
  EXPECT_EQ(code_of(render("{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}", options)), "limit");
  EXPECT_EQ(code_of(render("{% include 'main' %}", options)), "limit");
  EXPECT_EQ(code_of(render("{% extends 'main' %}", options)), "limit");
  EXPECT_EQ(code_of(render("{{ " + repeated("(", 100'000), options)), "limit");
  EXPECT_EQ(code_of(render(repeated("{% if 1 %}", 100'000), options)), "limit");
}

}  // namespace
