// SPDX-License-Identifier: MIT
// The passes that make the result: the plan of all outputs, rendering, copying, cleaning up.
#include <algorithm>
#include <atomic>
#include <map>

#include "base/parallel.h"
#include "base/path.h"
#include "pipeline/state.h"
#include "site/spell.h"

namespace pipeline {

namespace {

using render::Output;
using render::OutputKind;
using site::Page;
using site::PageKind;

/// Gathers the outputs, first come first served: a path that is taken already is an error that names both makers,
/// unless the earlier is a file of static/ that replaces something generated.
class Planner {
 public:
  explicit Planner(State& state) : state_(state) {
    for (const Copy& file : state.copies) makers_[file.path] = {state.config.static_dir + "/" + file.path, true};
  }

  void add(OutputKind kind, const std::string& path, site::PageId page, std::uint32_t number, std::string name) {
    bool generated = kind != OutputKind::page || name.empty();
    if (name.empty()) name = path;
    if (claim(path, name, generated)) state_.outputs.push_back({kind, path, page, number, std::move(name)});
  }

  void add_copy(const std::string& source, const std::string& path) {
    if (claim(path, source, false)) state_.copies.push_back({source, path});
  }

  void add_text(const std::string& path, const std::string& name, const std::string& bytes) {
    if (claim(path, name, false)) state_.texts_to_write.emplace_back(path, &bytes);
  }

 private:
  struct Maker {
    std::string name;
    bool is_static;
  };

  bool claim(const std::string& path, const std::string& name, bool generated) {
    auto [maker, added] = makers_.try_emplace(path, Maker{name, false});
    if (added) return true;
    if (maker->second.is_static && generated) return false;
    state_.fail(diagnostics::Fault::content, "duplicate-output",
                "'" + name + "' and '" + maker->second.name + "' would both become '" + path + "'",
                "rename one of them, or give one another slug or url", name);
    return false;
  }

  State& state_;
  std::map<std::string, Maker> makers_;
};

/// "docs/a/index.html" -> "docs/a/index.json"; "docs/a.html" -> "docs/a.json".
std::string beside(const std::string& output_path, std::string_view extension) {
  std::string_view stem = base::file_stem(output_path);
  return base::join_path(base::parent_path(output_path), std::string(stem) + std::string(extension));
}

bool wants(const Page& page, bool by_config, std::string_view format) {
  const auto& outputs = page.fields.outputs;
  return by_config || std::find(outputs.begin(), outputs.end(), format) != outputs.end();
}

void plan_page(const State& state, Planner& planner, const Page& page) {
  if (page.output_path.empty()) return;  // another page has its path; linking has said so
  std::string name = page.document == nullptr ? "" : page.document->name;
  planner.add(OutputKind::page, page.output_path, page.id, 1, name);
  for (std::uint32_t number = 2; number <= page.list_pages; ++number) {
    planner.add(OutputKind::page, site::list_page_output_path(page, number), page.id, number, "");
  }
  if (page.kind == PageKind::not_found) return;
  bool is_home_json = page.kind == PageKind::home && state.config.search_index;
  if (wants(page, state.config.page_json, "json") && !is_home_json) {
    planner.add(OutputKind::page_json, beside(page.output_path, ".json"), page.id, 0, "");
  }
  if (wants(page, state.config.page_text, "text") || wants(page, false, "txt")) {
    planner.add(OutputKind::page_text, beside(page.output_path, ".txt"), page.id, 0, "");
  }
}

void plan_side_products(const State& state, Planner& planner) {
  const config::Config& config = state.config;
  auto add = [&](bool wanted, OutputKind kind, const char* path) {
    if (wanted) planner.add(kind, path, site::k_none, 0, "");
  };
  add(config.search_index, OutputKind::site_json, "index.json");
  add(config.llms, OutputKind::llms, "llms.txt");
  add(config.llms, OutputKind::llms_full, "llms-full.txt");
  add(config.rss, OutputKind::rss, "rss.xml");
  add(config.atom, OutputKind::atom, "atom.xml");
  add(config.sitemap, OutputKind::sitemap, "sitemap.xml");
  add(config.robots, OutputKind::robots, "robots.txt");
  if (!config.sitemap) return;
  std::uint32_t pieces = render::sitemap_pieces(state.model->pages.size());
  for (std::uint32_t piece = 1; piece <= pieces; ++piece) {
    planner.add(OutputKind::sitemap, "sitemap-" + std::to_string(piece) + ".xml", site::k_none, piece, "");
  }
}

void tell_questions(const State& state, const Output& output, const value::ReadLog& log) {
  std::vector<std::string> questions;
  for (const value::Question& question : log.questions()) questions.push_back(site::spell(*state.site, question));
  std::sort(questions.begin(), questions.end());
  state.request.observer(output.path, questions);
}

std::vector<std::string> planned_paths(const State& state) {
  std::vector<std::string> paths;
  paths.reserve(state.outputs.size() + state.copies.size() + state.texts_to_write.size());
  for (const Output& output : state.outputs) paths.push_back(output.path);
  for (const Copy& file : state.copies) paths.push_back(file.path);
  for (const auto& [path, bytes] : state.texts_to_write) paths.push_back(path);
  return paths;
}

}  // namespace

std::size_t plan(State& state) {
  Planner planner(state);
  plan_side_products(state, planner);
  for (const Page& page : state.model->pages) plan_page(state, planner, page);
  for (const site::Alias& alias : state.model->aliases) {
    planner.add(OutputKind::redirect, alias.output_path, alias.target, 0, "");
  }
  for (const Page& page : state.model->pages) {
    for (const site::Resource& resource : page.resources) planner.add_copy(resource.source_file, resource.output_path);
  }
  for (const site::Resource& file : state.model->files) planner.add_copy(file.source_file, file.output_path);
  for (const assets::Asset& asset : state.assets.all()) {
    if (asset.output_path.empty()) continue;
    if (asset.processed) {
      planner.add_text(asset.output_path, asset.source, asset.bytes);
    } else {
      planner.add_copy(asset.source, asset.output_path);
    }
  }
  std::vector<std::string> paths = planned_paths(state);
  state.report.outputs = paths.size();
  state.tree = std::make_unique<output::Tree>(
      state.fs, output::Tree::Options{.root = state.output_root,
                                      .manifest = base::join_path(state.request.root, ".bengal/outputs"),
                                      .jobs = state.jobs});
  if (!state.tree->begin(paths, state.sink)) state.stopped = true;
  return paths.size();
}

std::size_t render(State& state) {
  if (state.progress != nullptr) state.progress->begin("Rendering", state.outputs.size());
  std::vector<base::Arena> arenas;
  for (unsigned worker = 0; worker < state.jobs; ++worker) arenas.emplace_back(std::size_t{1} << 16);
  std::vector<value::ReadLog> logs(state.jobs);
  std::atomic<std::size_t> failed{0};
  base::parallel_for(state.outputs.size(), state.jobs, 8, [&](std::size_t i, unsigned worker) {
    const Output& output = state.outputs[i];
    render::Rendered made = state.renderer->render(output, arenas[worker], logs[worker]);
    state.sink.report(std::move(made.diagnostics));
    bool good = made.good && state.tree->write(output.path, made.bytes, state.sink);
    if (!good) ++failed;
    if (state.request.observer) tell_questions(state, output, logs[worker]);
    arenas[worker].reset();
    logs[worker].clear();
    if (state.progress != nullptr) state.progress->advance();
  });
  for (const base::Error& error : state.renderer->unreadable_templates()) {
    state.fail(diagnostics::Fault::input_output, "cannot-read", "the template cannot be read: " + error.message,
               "check the file's permissions", error.path);
  }
  state.report.failed = failed;
  state.report.rendered = state.outputs.size() - failed;
  return state.outputs.size();
}

std::size_t copy(State& state) {
  base::parallel_for(state.copies.size(), state.jobs, 8, [&](std::size_t i, unsigned) {
    (void)state.tree->copy(state.copies[i].source, state.copies[i].path, state.sink);
  });
  for (const auto& [path, bytes] : state.texts_to_write) (void)state.tree->write(path, *bytes, state.sink);
  return state.copies.size() + state.texts_to_write.size();
}

std::size_t finish(State& state) {
  output::Tree::Summary summary = state.tree->finish(state.sink);
  Report& report = state.report;
  report.written = summary.written;
  report.unchanged = summary.unchanged;
  report.removed = summary.removed;
  report.bytes = summary.bytes;
  report.foreign = std::move(summary.foreign);
  return report.written + report.removed;
}

}  // namespace pipeline
