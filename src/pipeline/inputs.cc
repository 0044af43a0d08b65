// SPDX-License-Identifier: MIT
// The passes that look at what there is: settings, content, data, theme, assets.
#include <algorithm>
#include <atomic>
#include <map>

#include "base/parallel.h"
#include "base/path.h"
#include "base/strings.h"
#include "content/document_codec.h"
#include "pipeline/file_walk.h"
#include "pipeline/state.h"
#include "value/parse.h"

namespace pipeline {

namespace {


/// True when writing the output would endanger the inputs: the folder is, holds, or lies in one of them.
std::string output_conflict(const State& state, const std::string& output) {
  const std::string& root = state.request.root;
  if (base::is_inside(output, root)) return output == root ? "is the site's own folder" : "holds the site's own folder";
  const config::Config& config = state.config;
  for (const std::string& input :
       {config.content_dir, config.assets_dir, config.static_dir, config.templates_dir, config.data_dir,
        std::string("themes"), std::string("config"), std::string("i18n"), std::string(".bengal")}) {
    std::string folder = base::join_path(root, input);
    if (base::is_inside(folder, output) || base::is_inside(output, folder))
      return "and the folder '" + input + "' overlap";
  }
  return "";
}

void report_refusal(State& state, const base::Error& error, const std::string& shown) {
  state.fail(diagnostics::Fault::input_output, "cannot-read", "cannot be read: " + error.message,
             "check the file's permissions", shown);
}

/// Parses one data file; undefined when it cannot be read.
value::Value parse_data_file(State& state, const std::string& file, const std::string& shown, value::Format format) {
  auto text = state.fs.read(file);
  if (!text) {
    report_refusal(state, text.error(), shown);
    return {};
  }
  std::vector<diagnostics::Diagnostic> diagnostics;
  diagnostics::SourceText source(shown, *text);
  value::Value parsed = value::parse(format, *text, source, state.data_arena, diagnostics);
  state.sink.report(std::move(diagnostics));
  return parsed;
}

/// A folder of data files as nested maps: `data/team/core.yaml` is at `team.core`. Of two files with one stem the later
/// in order wins, key by key.
value::Value load_tree(State& state, const std::string& folder_name, std::size_t& count) {
  base::Arena& arena = state.data_arena;
  FileWalk walk(state.fs, state.request.root, base::join_path(state.request.root, folder_name), Hidden::left_out);
  for (const base::Error& error : walk.errors()) report_refusal(state, error, error.path);
  value::Value root = value::Value::map(value::make_map(arena));
  for (const auto& [path, file] : walk.files()) {
    auto format = value::format_of(path);
    if (!format) continue;
    value::Value parsed = parse_data_file(state, file, folder_name + "/" + path, *format);
    if (parsed.is_undefined()) continue;
    ++count;
    std::string keys(path.substr(0, path.size() - base::extension(path).size()));
    auto parts = base::split(keys, '/');
    for (std::size_t i = parts.size(); i-- > 0;) {
      value::Map* wrapped = value::make_map(arena);
      wrapped->set(arena, value::Name(arena.copy(parts[i])), parsed);
      parsed = value::Value::map(wrapped);
    }
    root = value::merge(arena, root, parsed);
  }
  value::freeze(root);
  return root;
}

}  // namespace

std::size_t configure(State& state) {
  if (!state.fs.is_directory(state.request.root)) {
    state.stopped = true;
    state.fail(diagnostics::Fault::usage, "no-site", "there is no folder '" + state.request.root + "'",
               "give the folder of a site with --source, or create one with `bengal new site NAME`");
    return 0;
  }
  config::Request request = state.request.config;
  request.root = state.request.root;
  state.config = config::load(state.fs, request, state.sink);
  state.report.strict = state.config.strict;
  state.content_root = base::join_path(state.request.root, state.config.content_dir);
  state.output_root = state.request.output.empty() ? base::join_path(state.request.root, state.config.output_dir)
                                                   : base::normalize_path(state.request.output);
  state.report.output = state.output_root;
  std::string conflict = output_conflict(state, state.output_root);
  if (!conflict.empty()) {
    state.stopped = true;
    state.fail(diagnostics::Fault::config, "output-folder", "the output folder '" + state.output_root + "' " + conflict,
               "choose an output folder of its own: --output, or output_dir under [build]");
  }
  return state.config.files.size();
}

std::size_t discover(State& state) {
  // Settings and theme are looked at in every build; what the other passes before rendering say is kept.
  state.sink.copy_to(&state.kept_diagnostics);
  if (!state.fs.is_directory(state.content_root)) {
    // A folder of Markdown without any config is a site whose content is the folder itself.
    bool is_plain_folder = state.config.files.empty() && state.config.content_dir == "content";
    if (is_plain_folder) {
      state.content_root = state.request.root;
    } else {
      state.fail(diagnostics::Fault::config, "no-content",
                 "the content folder '" + state.config.content_dir + "' does not exist",
                 "create it, or set content_dir under [build]");
      return 0;
    }
  }
  state.sources = content::discover(state.fs, state.content_root, state.request.root, state.jobs, state.sink);
  if (state.content_root == state.request.root) {
    auto is_ours = [&](const content::SourceFile& file) {
      std::string path = base::join_path(state.request.root, file.path);
      if (base::is_inside(state.output_root, path)) return true;
      for (const char* folder : {"assets", "static", "templates", "themes", "data", "i18n", "config", "public"}) {
        if (base::is_inside(folder, file.path)) return true;
      }
      return false;
    };
    std::erase_if(state.sources.pages, is_ours);
    std::erase_if(state.sources.resources, is_ours);
  }
  return state.sources.pages.size() + state.sources.resources.size();
}

namespace {

/// The page of an input that has not changed, as the last build parsed it; null when the store does not have it.
std::unique_ptr<content::Document> remembered(const State& state, const content::SourceFile& source) {
  auto bytes = state.memory.store().get(engine::Table::documents, source.path);
  if (!bytes) return nullptr;
  return content::decode_document(source.path, *bytes, state.fs, source.file);
}

void report_unreadable(State& state, const base::Error& error, const std::string& name) {
  std::string hint = error.code == base::ErrorCode::too_large
                         ? "pages may have 16 MiB; put large data into data/ or static/"
                         : "check the file's permissions";
  state.fail(diagnostics::Fault::input_output, "cannot-read", "cannot be read: " + error.message, hint, name);
}

}  // namespace

std::size_t read(State& state) {
  content::ReadOptions options = read_options(state);
  const auto& files = state.sources.pages;
  if (state.progress != nullptr) state.progress->begin("Reading", files.size());
  state.documents.resize(files.size());
  std::vector<char> is_remembered(files.size());
  std::atomic<std::size_t> parsed{0};
  bool may_remember = state.memory.facts() != nullptr && !state.changes.reading;
  base::parallel_for(files.size(), state.jobs, 16, [&](std::size_t i, unsigned) {
    if (state.progress != nullptr) state.progress->advance();
    Input* input = state.inputs.find(name_of_input(state, files[i].file));
    if (may_remember && input != nullptr && !input->changed) state.documents[i] = remembered(state, files[i]);
    is_remembered[i] = state.documents[i] != nullptr;
    if (!is_remembered[i]) {
      base::Expected<std::string> text = input != nullptr && !input->bytes.empty()
                                             ? base::Expected<std::string>(std::move(input->bytes))
                                             : state.fs.read(files[i].file, k_largest_page);
      if (!text) {
        if (input != nullptr) input->renewed = false;
        return report_unreadable(state, text.error(), options.name_prefix + files[i].path);
      }
      if (input != nullptr) input->record.content = base::fingerprint(*text);
      state.documents[i] = content::read_document(files[i].path, std::move(*text), options);
      ++parsed;
    }
    state.sink.report(state.documents[i]->diagnostics);
  });
  for (std::size_t i = 0; i < files.size(); ++i) {
    if (is_remembered[i]) state.unchanged_pages.push_back(files[i].path);
  }
  std::erase(state.documents, nullptr);
  state.report.parsed = parsed;
  return files.size();
}

std::size_t load_data(State& state) {
  std::size_t count = 0;
  state.data = load_tree(state, state.config.data_dir, count);
  state.texts = load_tree(state, "i18n", count);
  return count;
}

std::size_t load_theme(State& state) {
  state.themes.emplace(theme::resolve_chain(state.fs, state.request.root, state.config, state.sink));
  return state.themes->layers().size();
}

std::size_t collect_assets(State& state) {
  state.assets = assets::Assets::collect(state.fs, *state.themes, state.config, state.jobs, state.sink);
  FileWalk statics(state.fs, state.request.root, base::join_path(state.request.root, state.config.static_dir), Hidden::taken);
  for (const base::Error& error : statics.errors()) report_refusal(state, error, error.path);
  for (const auto& [path, file] : statics.files()) state.copies.push_back({file, path});
  return state.assets.all().size() + statics.files().size();
}

std::size_t link(State& state) {
  state.model = site::link(state.config, std::move(state.documents), state.sources.resources, state.clock.now(),
                           state.jobs, state.sink, state.clock.offset_minutes(state.clock.now()));
  state.site = std::make_unique<site::Site>(*state.model, state.config, state.assets, state.fs, state.request.root,
                                            state.data, state.texts, state.clock, state.names);
  state.renderer = std::make_unique<render::Renderer>(*state.site, *state.themes,
                                                      render::Renderer::Options{.strict = state.config.strict});
  state.report.pages = state.model->pages.size();
  return state.model->pages.size();
}

}  // namespace pipeline
