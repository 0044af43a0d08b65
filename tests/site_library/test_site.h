// SPDX-License-Identifier: MIT
#pragma once

#include <gtest/gtest.h>

#include <map>
#include <memory>
#include <optional>
#include <string>

#include "content/source.h"
#include "jinja/environment.h"
#include "render/library.h"
#include "site/model.h"
#include "site/reader.h"
#include "value/parse.h"

/// A small site in memory, linked, with everything that templates can call: what the tests of the library ask.
namespace site_library {

class NoTemplates final : public jinja::Loader {
 public:
  std::optional<jinja::Source> load(std::string_view) const override { return std::nullopt; }
  std::vector<std::string> names() const override { return {}; }
};

class Runner final : public site::FilterRunner {
 public:
  explicit Runner(const jinja::Environment& environment) : environment_(environment) {}
  value::Value apply(std::string_view filter, const value::Arguments& arguments, base::Arena& arena,
                     value::ReadLog& reads, std::optional<value::Context::Failure>& failure) const override {
    return environment_.apply_filter(filter, arguments, arena, reads, failure);
  }

 private:
  const jinja::Environment& environment_;
};

inline jinja::Options template_options() {
  jinja::Options options;
  options.trim_blocks = true;
  options.lstrip_blocks = true;
  options.autoescape = jinja::Autoescape::by_name;
  return options;
}

/// A linked site with everything that templates can call.
class TestSite {
 public:
  explicit TestSite(const std::map<std::string, std::string>& files) {
    fs_.add("/site/content/.keep", "");
    for (const auto& [path, text] : files) fs_.add("/site/" + path, text);
    config::Request request;
    request.root = "/site";
    config_ = config::load(fs_, request, sink_);
    auto found = content::discover(fs_, "/site/content", "/site", 1, sink_);
    std::vector<std::unique_ptr<content::Document>> documents;
    for (const content::SourceFile& file : found.pages) {
      documents.push_back(
          content::read_document(std::string(file.path()), *fs_.read(file.file), {.name_prefix = "content/"}));
    }
    themes_.emplace(theme::resolve_chain(fs_, "/site", config_, sink_));
    assets_ = assets::Assets::collect(fs_, *themes_, config_, 1, sink_);
    model_ = site::link(config_, std::move(documents), found.resources, clock_.now(), 1, sink_);
    site_ = std::make_unique<site::Site>(*model_, config_, assets_, fs_, "/site", empty_, empty_, clock_, names_);
    environment_ = std::make_unique<jinja::Environment>(template_options(), loader_, names_);
    render::add_site_filters(*environment_, *site_);
    render::add_site_functions(*environment_, *site_);
    render::add_site_tests(*environment_, *site_);
    runner_ = std::make_unique<Runner>(*environment_);
    site_->set_filter_runner(runner_.get());
  }

  jinja::Result render(const std::string& text, const std::string& context, const std::string& page) {
    base::Arena arena;
    value::ReadLog reads;
    std::vector<diagnostics::Diagnostic> wrong;
    value::Value given = value::parse(value::Format::json, context.empty() ? "{}" : context,
                                      diagnostics::SourceText("context", context), arena, wrong);
    EXPECT_TRUE(wrong.empty()) << context;
    value::Map* seen = value::make_map(arena);
    if (given.is_map()) {
      for (const value::Map::Entry& entry : given.as_map().entries()) seen->set(arena, entry.key, entry.value);
    }
    jinja::Request request;
    if (!page.empty()) {
      value::Context ctx(arena, reads);
      site::Reader reader(*site_, ctx);
      auto found = reader.find_page(page);
      EXPECT_TRUE(found.has_value()) << page;
      request.subject = found.value_or(~0u);
      seen->set(arena, "page", reader.page_object(request.subject));
    }
    request.context = value::Value::map(seen);
    return environment_->render_text({"case.html", text}, request, arena, reads);
  }

  const jinja::Environment& environment() const { return *environment_; }
  const site::Site& site() const { return *site_; }

 private:
  base::MemoryFileSystem fs_;
  base::FixedClock clock_{1'748'736'000'000'000};  // 2025-06-01
  diagnostics::Sink sink_;
  value::Names names_;
  config::Config config_;
  assets::Assets assets_;
  std::optional<theme::Chain> themes_;
  std::unique_ptr<site::Model> model_;
  base::Arena arena_;
  value::Value empty_ = value::Value::map(value::make_map(arena_));
  std::unique_ptr<site::Site> site_;
  NoTemplates loader_;
  std::unique_ptr<jinja::Environment> environment_;
  std::unique_ptr<Runner> runner_;
};

}  // namespace site_library
