// SPDX-License-Identifier: MIT
#include "render_case.h"

#include <algorithm>

#include "base/strings.h"
#include "recorded_objects.h"
#include "value/operations.h"
#include "value/parse.h"

namespace cases {

namespace {

class CaseLoader final : public jinja::Loader {
 public:
  explicit CaseLoader(const Case& one) : case_(one) {}
  std::optional<jinja::Source> load(std::string_view name) const override {
    for (const auto& [known, text] : case_.templates) {
      if (known == name) return jinja::Source{known, text};
    }
    return std::nullopt;
  }
  std::vector<std::string> names() const override {
    std::vector<std::string> names;
    for (const auto& each : case_.templates) names.push_back(each.first);
    return names;
  }

 private:
  const Case& case_;
};

/// `max_iterations=1000` and the like, as the settings have them.
void set_limit(jinja::Limits& limits, std::string_view option) {
  std::size_t sign = option.find('=');
  std::string_view name = option.substr(4, sign - 4);
  std::pair<std::string_view, std::uint64_t*> known[] = {
      {"recursion", &limits.recursion},        {"nesting", &limits.nesting},
      {"iterations", &limits.iterations},      {"output_bytes", &limits.output_bytes},
      {"memory_bytes", &limits.memory_bytes},  {"text_bytes", &limits.text_bytes},
      {"list_elements", &limits.list_elements}};
  limits.raised_in = "[templates] of the settings";
  for (auto [each, limit] : known) {
    if (each == name) *limit = static_cast<std::uint64_t>(base::parse_integer(option.substr(sign + 1)).value_or(0));
  }
}

jinja::Options options_of(const Case& one) {
  jinja::Options options;
  for (const std::string& option : one.options) {
    if (option == "trim_blocks") options.trim_blocks = true;
    if (option == "lstrip_blocks") options.lstrip_blocks = true;
    if (option == "keep_trailing_newline") options.keep_trailing_newline = true;
    if (option == "autoescape") options.autoescape = jinja::Autoescape::on;
    if (option == "autoescape_by_name") options.autoescape = jinja::Autoescape::by_name;
    if (option == "strict") options.undefined = jinja::Undefined::strict;
    if (option == "chainable") options.undefined = jinja::Undefined::chainable;
    if (option.starts_with("max_")) set_limit(options.limits, option);
  }
  return options;
}

std::string place_of(const diagnostics::Location& location) {
  return location.file + ":" + std::to_string(location.line) + ":" + std::to_string(location.column);
}

/// What the option `url` adds as filter `url`, as MkDocs has one.
value::Value relative_url(value::Context& ctx, const value::Arguments& arguments, const void*) {
  std::string_view text = arguments.positional.front().string_or("");
  bool stays = text.find("://") != text.npos || text.starts_with('/') || text.starts_with('#');
  return stays ? arguments.positional.front() : value::Value::string(ctx.arena, "../" + std::string(text));
}

value::Value as_text(value::Context& ctx, const value::Arguments& arguments, const void*) {
  return value::Value::string(value::to_text(ctx, arguments.positional.front()));
}

/// Adds the filters that a case asks for: `url`, and one that changes nothing for each `filter=NAME`.
void add_filters(jinja::Environment& environment, const Case& one) {
  for (const std::string& option : one.options) {
    if (option == "url") environment.add_filter("url", relative_url, nullptr);
    if (option.starts_with("filter=")) environment.add_filter(option.substr(7), as_text, nullptr);
  }
}

bool compiles(const jinja::Environment& environment, std::string_view name) {
  jinja::Environment::Fingerprint print = environment.fingerprint(name);
  return !(print.compiled == print.text);  // a template with mistakes has no meaning but its text
}

}  // namespace

std::string facts_of(const jinja::Result& result) {
  std::string facts;
  for (const diagnostics::Diagnostic& each : result.diagnostics) {
    facts += "code " + each.code + "\n" + each.message + "\nat " + place_of(each.location) + "\nlength " +
             std::to_string(each.location.length) + "\nhint " + each.hint + "\n";
    for (const diagnostics::Frame& frame : each.chain) {
      facts += "in " + frame.what + " " + frame.name;
      facts += (frame.where.line == 0 ? "" : " from " + place_of(frame.where)) + "\n";
    }
  }
  return facts;
}

jinja::Result render(const Case& one) {
  CaseLoader loader(one);
  value::Names names;
  jinja::Environment environment(options_of(one), loader, names);
  add_filters(environment, one);
  bool only_compiles = std::ranges::find(one.options, "compile") != one.options.end();
  if (only_compiles && compiles(environment, one.templates.front().first)) return {.good = true};
  base::Arena arena;
  value::ReadLog reads;
  std::vector<diagnostics::Diagnostic> diagnostics;
  jinja::Request request;
  request.template_name = one.templates.front().first;
  std::string json = one.context.empty() ? "{}" : one.context;
  value::Value context =
      value::parse(value::Format::json, json, diagnostics::SourceText(one.name, json), arena, diagnostics);
  RecordedObjects objects(context);
  request.context = objects.resolved(arena, context);
  return environment.render(request, arena, reads);
}

}  // namespace cases
