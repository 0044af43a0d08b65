// SPDX-License-Identifier: MIT
#include "render/renderer.h"

#include <map>
#include <mutex>

#include "jinja/environment.h"
#include "render/library.h"
#include "render/makers.h"
#include "render/page_context.h"
#include "render/template_choice.h"

namespace render {

namespace {

/// Templates of the theme chain.
class ThemeLoader final : public jinja::Loader {
 public:
  explicit ThemeLoader(const theme::Chain& themes) : themes_(themes) {}
  std::optional<jinja::Source> load(std::string_view name) const override {
    auto found = themes_.find_template(name);
    if (!found) {
      std::lock_guard lock(mutex_);
      refused_.insert_or_assign(found.error().path, found.error());
    }
    if (!found || !*found) return std::nullopt;
    return jinja::Source{std::move((*found)->path), std::move((*found)->text)};
  }
  std::vector<std::string> names() const override { return themes_.template_names(); }

  std::vector<base::Error> refused() const {
    std::lock_guard lock(mutex_);
    std::vector<base::Error> errors;
    for (const auto& [path, error] : refused_) errors.push_back(error);
    return errors;
  }

 private:
  const theme::Chain& themes_;
  mutable std::mutex mutex_;
  mutable std::map<std::string, base::Error> refused_;
};

/// Filters of the template language for the site's queries.
class EnvironmentRunner final : public site::FilterRunner {
 public:
  explicit EnvironmentRunner(const jinja::Environment& environment) : environment_(environment) {}
  value::Value apply(std::string_view filter, const value::Arguments& arguments, base::Arena& arena,
                     value::ReadLog& reads, std::optional<value::Context::Failure>& failure) const override {
    return environment_.apply_filter(filter, arguments, arena, reads, failure);
  }

 private:
  const jinja::Environment& environment_;
};

/// Templates of shortcodes and directives, for the site's bodies.
class SlotRunner final : public site::TemplateRunner {
 public:
  explicit SlotRunner(const jinja::Environment& environment) : environment_(environment) {}
  bool exists(std::string_view name, value::ReadLog& reads) const override { return environment_.exists(name, reads); }
  std::string render(std::string_view name, const value::Value& context, site::PageId page,
                     value::Context& ctx) const override {
    jinja::Request request;
    request.template_name = name;
    request.context = context;
    request.subject = page;
    request.is_nested = true;
    jinja::Result result = environment_.render(request, ctx.arena, ctx.reads);
    for (diagnostics::Diagnostic& each : result.diagnostics) ctx.report(std::move(each));
    return result.good ? std::move(result.output) : std::string();
  }

 private:
  const jinja::Environment& environment_;
};

jinja::Options template_options(const Renderer::Options& options) {
  jinja::Options settings;
  settings.trim_blocks = true;
  settings.lstrip_blocks = true;
  settings.autoescape = jinja::Autoescape::by_name;
  settings.undefined = options.strict ? jinja::Undefined::strict : jinja::Undefined::lenient;
  settings.limits = options.limits;
  settings.limits.raised_in = "[templates] of the settings";
  return settings;
}

/// Said of a page's own template, which no other template names.
constexpr const char* k_named_by_page =
    "'template' in the front matter names it; templates lie in templates/ and in the theme's templates/";

/// A context for makers in C++: keeps the diagnostics that reading the site gives rise to.
class MakerContext final : public value::Context {
 public:
  using Context::Context;
  void report(diagnostics::Diagnostic diagnostic) override { diagnostics.push_back(std::move(diagnostic)); }
  std::vector<diagnostics::Diagnostic> diagnostics;
};

}  // namespace

struct Renderer::Parts {
  Parts(site::Site& whole, const theme::Chain& themes, const Options& options)
      : site(whole),
        loader(themes),
        environment(template_options(options), loader, whole.names()),
        runner(environment),
        slot_runner(environment) {
    add_site_filters(environment, whole);
    add_site_functions(environment, whole);
    add_site_tests(environment, whole);
    whole.set_filter_runner(&runner);
    whole.set_template_runner(&slot_runner);
  }

  Rendered render_page(const Output& output, base::Arena& arena, value::ReadLog& reads, std::string buffer,
                       jinja::Profile* profile) const {
    MakerContext ctx(arena, reads);
    site::Reader reader(site, ctx);
    std::string template_name = choose_template(environment, reader, output.page);
    auto* context = new (arena.allocate(sizeof(PageContext), alignof(PageContext))) PageContext(site, output);
    jinja::Request request;
    request.template_name = template_name;
    request.context = value::Value::object(context);
    request.chain.push_back({"page", output.name, {}});
    request.subject = output.page;
    request.profile = profile;
    jinja::Result result = environment.render(request, arena, reads, std::move(buffer));
    for (diagnostics::Diagnostic& each : result.diagnostics) {
      if (each.code == "missing-template" && each.location.file.empty() && each.hint.empty())
        each.hint = k_named_by_page;
    }
    return {result.good, std::move(result.output), std::move(result.diagnostics)};
  }

  std::string make(const Output& output, const site::Reader& reader, Pieces* pieces) const {
    switch (output.kind) {
      case OutputKind::page:
        break;
      case OutputKind::page_json:
        return make_page_json(reader, output.page);
      case OutputKind::page_text:
        return make_page_text(reader, output.page);
      case OutputKind::redirect:
        return make_redirect(reader, output.page);
      case OutputKind::sitemap:
        return make_sitemap(reader, output.number, pieces);
      case OutputKind::rss:
        return make_rss(reader);
      case OutputKind::atom:
        return make_atom(reader);
      case OutputKind::site_json:
        return make_site_json(reader, pieces);
      case OutputKind::llms:
        return make_llms(reader, pieces);
      case OutputKind::llms_full:
        return make_llms_full(reader, pieces);
      case OutputKind::robots:
        return make_robots(reader);
    }
    return "";
  }

  const site::Site& site;
  ThemeLoader loader;
  jinja::Environment environment;
  EnvironmentRunner runner;
  SlotRunner slot_runner;
};

Renderer::Renderer(site::Site& site, const theme::Chain& themes, Options options)
    : parts_(std::make_unique<Parts>(site, themes, options)) {}

Renderer::~Renderer() = default;

jinja::Environment::Fingerprint Renderer::fingerprint(std::string_view template_name) const {
  return parts_->environment.fingerprint(template_name);
}

std::vector<base::Error> Renderer::unreadable_templates() const { return parts_->loader.refused(); }

bool has_pieces(OutputKind kind) {
  return kind == OutputKind::sitemap || kind == OutputKind::site_json || kind == OutputKind::llms ||
         kind == OutputKind::llms_full;
}

Rendered Renderer::render(const Output& output, base::Arena& arena, value::ReadLog& reads, std::string buffer,
                          jinja::Profile* profile, Pieces* pieces) const {
  if (output.kind == OutputKind::page) return parts_->render_page(output, arena, reads, std::move(buffer), profile);
  MakerContext ctx(arena, reads);
  ctx.subject = output.page;
  site::Reader reader(parts_->site, ctx);
  Rendered rendered;
  rendered.bytes = parts_->make(output, reader, pieces);
  rendered.good = !ctx.failed();
  rendered.diagnostics = std::move(ctx.diagnostics);
  return rendered;
}

}  // namespace render
