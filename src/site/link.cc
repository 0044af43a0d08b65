// SPDX-License-Identifier: MIT
#include "site/link.h"

#include <utility>

#include "base/parallel.h"
#include "base/path.h"
#include "base/sort.h"

namespace site {

void Linker::report(diagnostics::Severity severity, std::string code, std::string message,
                    diagnostics::Location location, std::string hint) const {
  diagnostics::Diagnostic diagnostic;
  diagnostic.severity = severity;
  diagnostic.fault = diagnostics::Fault::content;
  diagnostic.code = std::move(code);
  diagnostic.message = std::move(message);
  diagnostic.location = std::move(location);
  bool is_of_settings =
      !diagnostic.location.file.empty() && !content::is_page_name(base::file_name(diagnostic.location.file));
  if (is_of_settings) diagnostic.fault = diagnostics::Fault::config;
  diagnostic.hint = std::move(hint);
  sink.report(std::move(diagnostic));
}

std::string Linker::name_of(std::string_view path) const { return base::join_path(config.content_dir, path); }

value::Value empty_map() {
  static const value::Map k_empty = [] {
    value::Map map;
    map.freeze();
    return map;
  }();
  return value::Value::map(&k_empty);
}

namespace {

std::vector<const content::SourceFile*> by_path(const std::vector<content::SourceFile>& files) {
  std::vector<const content::SourceFile*> sorted;
  for (const content::SourceFile& file : files) sorted.push_back(&file);
  base::sort_if_needed(sorted, [](const auto* a, const auto* b) { return a->path() < b->path(); });
  return sorted;
}

}  // namespace

std::unique_ptr<Model> link(const config::Config& config, std::vector<std::unique_ptr<content::Document>> documents,
                            const std::vector<content::SourceFile>& resources, std::int64_t now_microseconds,
                            unsigned jobs, diagnostics::Sink& sink, int offset_minutes) {
  auto model = std::make_unique<Model>();
  model->config = &config;
  model->documents = std::move(documents);
  base::sort_if_needed(model->documents, [](const auto& a, const auto& b) { return a->path < b->path; });
  Linker linker{config, *model, sink, by_path(resources), now_microseconds, offset_minutes, jobs, {}, {}, {}};
  gather_folders(linker);
  apply_cascade(linker);
  leave_out_unwanted(linker);
  make_tree(linker);
  set_languages(linker);
  set_urls(linker);
  collect_terms(linker);
  add_generated_pages(linker);
  // Names have nothing to do with order and outputs.
  base::parallel_for(2, jobs, 1, [&](std::size_t i, unsigned) {
    if (i == 0) return fill_names(linker);
    set_types(linker);
    set_order(linker);
    set_pagination(linker);
    claim_outputs(linker);
  });
  fill_files(linker);
  set_translations(linker);
  make_menus(linker);
  return model;
}

}  // namespace site
