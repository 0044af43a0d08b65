// SPDX-License-Identifier: MIT
// The pass that plans all outputs, and begins the tree that they are written to.
#include <algorithm>
#include <atomic>
#include <map>
#include <optional>
#include <set>

#include "base/numbers_by_name.h"
#include "base/parallel.h"
#include "base/path.h"
#include "base/sort.h"
#include "base/unicode.h"
#include "pipeline/state.h"

namespace pipeline {

namespace {

using render::Output;
using render::OutputKind;
using site::Page;
using site::PageKind;

/// Gathers the outputs. Two that have one path are rare and found when the paths are sorted: then everything is
/// gathered again, first come first served, by one who looks. A path that is taken already is an error that names both
/// makers, unless the earlier is a file of static/ that replaces something generated.
class Planner {
 public:
  enum class Paths : std::uint8_t { believed, looked_at };

  Planner(State& state, Paths paths) : state_(state), looks_(paths == Paths::looked_at) {
    std::size_t about = state.model == nullptr ? 0 : state.model->pages.size() + state.model->pages.size() / 2;
    state.outputs.reserve(about);
    if (!looks_) return;
    makers_.reserve(about);
    by_path_.reserve(about);
    for (const Copy& file : state.copies) {
      add_maker(file.path, state.config.static_dir + "/" + file.path);
      makers_.back().is_static = true;
    }
  }

  void add(OutputKind kind, const std::string& path, site::PageId page, std::uint32_t number, std::string name) {
    bool generated = kind != OutputKind::page || name.empty();
    if (name.empty()) name = path;
    if (claim(path, name, generated)) state_.outputs.push_back({kind, path, page, number, std::move(name)});
  }

  void add_copy(OutputClass class_, const std::string& source, const std::string& path) {
    if (claim(path, source, false)) state_.copies.push_back({class_, source, path});
  }

  void add_text(const std::string& path, const std::string& name, const std::string& bytes) {
    if (claim(path, name, false)) state_.texts_to_write.emplace_back(path, &bytes);
  }

  /// Whether some path was taken.
  bool has_refused() const { return has_refused_; }

 private:
  struct Maker {
    std::string_view name;
    bool is_static = false;
  };

  void add_maker(std::string_view path, std::string_view name) {
    by_path_.add(texts_.copy(path), static_cast<std::uint32_t>(makers_.size()));
    makers_.push_back({texts_.copy(name)});
  }

  bool claim(const std::string& path, const std::string& name, bool generated) {
    if (!looks_) return true;
    const std::uint32_t* known = by_path_.find(path);
    if (known == nullptr) return add_maker(path, name), true;
    has_refused_ = true;
    const Maker& maker = makers_[*known];
    if (maker.is_static && generated) return false;
    state_.fail(diagnostics::Fault::content, "duplicate-output",
                "'" + name + "' and '" + std::string(maker.name) + "' would both become '" + path + "'",
                "rename one of them, or give one another slug or url", name);
    return false;
  }

  State& state_;
  bool looks_;
  bool has_refused_ = false;
  std::vector<Maker> makers_;
  base::NumbersByName by_path_;
  base::Arena texts_{std::size_t{1} << 16};
};

/// "docs/a/index.html" -> "docs/a/index.json"; "docs/a.html" -> "docs/a.json".
std::string beside(const std::string& output_path, std::string_view extension) {
  std::string_view stem = base::file_stem(output_path);
  return base::join_path(base::parent_path(output_path), std::string(stem) + std::string(extension));
}

void plan_parts(Planner& planner, const Page& page, std::uint32_t first) {
  for (std::uint32_t number = first; number <= page.list_pages; ++number)
    planner.add(OutputKind::page, site::list_page_output_path(page, number), page.id, number, "");
}

bool wants(const Page& page, bool by_config, std::string_view format) {
  const auto& outputs = page.fields.outputs;
  return by_config || std::find(outputs.begin(), outputs.end(), format) != outputs.end();
}

void plan_page(const State& state, Planner& planner, const Page& page) {
  if (page.output_path.empty()) return;  // another page has its path; linking has said so
  std::string name = page.document == nullptr ? "" : page.document->name;
  planner.add(OutputKind::page, page.output_path, page.id, 1, name);
  plan_parts(planner, page, 2);
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
  std::uint32_t pieces = render::sitemap_pieces(state.model->count_pages());
  for (std::uint32_t piece = 1; piece <= pieces; ++piece) {
    planner.add(OutputKind::sitemap, "sitemap-" + std::to_string(piece) + ".xml", site::k_none, piece, "");
  }
}

void plan_assets(const State& state, Planner& planner) {
  for (const assets::Asset& asset : state.assets.all()) {
    if (asset.output_path.empty()) continue;
    if (asset.processed) {
      planner.add_text(asset.output_path, asset.source, asset.bytes);
    } else {
      planner.add_copy(OutputClass::asset_copy, asset.source, asset.output_path);
    }
  }
}

void plan_linked_site(State& state, Planner::Paths paths) {
  Planner planner(state, paths);
  plan_side_products(state, planner);
  for (const Page& page : state.model->pages) plan_page(state, planner, page);
  for (const site::Alias& alias : state.model->aliases) {
    planner.add(OutputKind::redirect, alias.output_path, alias.target, 0, "");
  }
  for (const Page& page : state.model->pages) {
    for (const site::Resource& resource : page.resources)
      planner.add_copy(OutputClass::resource, resource.source_file, resource.output_path);
  }
  for (const site::Resource& file : state.model->files)
    planner.add_copy(OutputClass::resource, file.source_file, file.output_path);
  plan_assets(state, planner);
}

/// Marks the outputs of pages that are gone, and of parts that lists do not have any more.
void mark_gone(State& state) {
  std::map<std::string_view, std::uint32_t> parts_left;  // by subject
  const site::Model& model = *state.model;
  for (site::PageId id : state.difference->removed) parts_left[model.pages[id].key] = 0;
  for (const auto& [id, before] : state.difference->resized)
    parts_left[model.pages[id].key] = model.pages[id].list_pages;
  if (parts_left.empty()) return;
  for (LastOutputs::Output& output : state.last_outputs.outputs) {
    auto left = is_rendered(output.record.kind) && !output.record.subject.empty()
                    ? parts_left.find(output.record.subject)
                    : parts_left.end();
    bool is_part = output.record.kind == static_cast<std::uint8_t>(OutputKind::page);
    if (left != parts_left.end()) output.gone = left->second == 0 || (is_part && output.record.number > left->second);
  }
}

/// Whether some output of the last build has a path that one of `paths` cannot stand beside: the same but for case, or
/// a file where the other needs a folder.
bool are_in_the_way(const LastOutputs& last, const std::vector<std::string>& paths) {
  std::set<std::string, std::less<>> folded;
  for (const std::string& path : paths) {
    folded.insert(base::fold_case(path));
    for (std::string_view above = base::parent_path(path); !above.empty(); above = base::parent_path(above)) {
      auto found = std::ranges::lower_bound(last.outputs, above, {}, &LastOutputs::Output::path);
      if (found != last.outputs.end() && found->path == above) return true;
    }
    auto below = std::ranges::lower_bound(last.outputs, path + "/", {}, &LastOutputs::Output::path);
    if (below != last.outputs.end() && below->path.starts_with(path + "/")) return true;
  }
  return !paths.empty() && std::ranges::any_of(last.outputs, [&](const LastOutputs::Output& output) {
    return !output.gone && folded.contains(base::fold_case(output.path));
  });
}

/// The outputs that edits have added; false when one of them has no room.
bool plan_added(State& state, Planner& planner) {
  const site::Model& model = *state.model;
  for (site::PageId id : state.difference->added) plan_page(state, planner, model.pages[id]);
  for (const auto& [id, before] : state.difference->resized) plan_parts(planner, model.pages[id], before + 1);
  std::vector<std::string> paths;
  for (const Output& output : state.outputs) {
    paths.push_back(output.path);
    // A page that was renamed may have the output of the one that is gone.
    if (LastOutputs::Output* last = state.last_outputs.find(output.path)) last->planned = true;
  }
  std::size_t pages = model.count_pages(),
              before = pages + state.difference->removed.size() - state.difference->added.size();
  return !planner.has_refused() && render::sitemap_pieces(pages) == render::sitemap_pieces(before) &&
         !are_in_the_way(state.last_outputs, paths);
}

/// In a build that does not link: what the last build planned, but for what edits have added or taken out, and for
/// assets, whose names come from their bytes. The outputs to render anew are named by `decide`. False when a new name
/// is that of something else.
bool plan_as_before(State& state) {
  Planner planner(state, Planner::Paths::looked_at);
  mark_gone(state);
  if (!plan_added(state, planner)) return false;
  plan_assets(state, planner);
  auto is_other = [&](const std::string& path) {
    const LastOutputs::Output* known = state.last_outputs.find(path);
    return known != nullptr && known->record.kind < static_cast<std::uint8_t>(OutputClass::asset_copy);
  };
  for (const Copy& file : state.copies) {
    if (file.class_ == OutputClass::asset_copy && is_other(file.path)) return false;
  }
  for (const auto& [path, bytes] : state.texts_to_write) {
    if (is_other(path)) return false;
  }
  std::string root = state.request.root + "/";
  for (const LastOutputs::Output& output : state.last_outputs.outputs) {
    if (output.record.kind != static_cast<std::uint8_t>(OutputClass::resource)) continue;
    std::string source(output.record.source);
    state.copies.push_back(
        {OutputClass::resource, source.starts_with('/') ? source : root + source, std::string(output.path)});
  }
  return true;
}

/// Notes the paths of all outputs, sorted.
void note_paths(State& state) {
  std::vector<std::string_view>& paths = state.planned;
  paths.clear();
  state.planned_texts.reset();
  paths.reserve(state.outputs.size() + state.copies.size() + state.texts_to_write.size() +
                (state.relinks ? 0 : state.last_outputs.outputs.size()));
  auto add = [&](std::string_view path) { paths.push_back(state.planned_texts.copy(path)); };
  // What is in order for the most part comes first.
  for (const LastOutputs::Output& output : state.last_outputs.outputs) {
    if (!state.relinks && is_rendered(output.record.kind) && !output.gone) add(output.path);
  }
  for (const Output& output : state.outputs) {
    if (output.page != site::k_none) add(output.path);
  }
  for (const Output& output : state.outputs) {
    if (output.page == site::k_none) add(output.path);
  }
  for (const Copy& file : state.copies) add(file.path);
  for (const auto& [path, bytes] : state.texts_to_write) add(path);
  base::sort_if_needed(paths);
}

/// Plans the outputs of a site that was linked, and the files to copy behind those of static/.
void plan_anew(State& state) {
  std::size_t static_files = state.copies.size();
  plan_linked_site(state, Planner::Paths::believed);
  note_paths(state);
  if (std::ranges::adjacent_find(state.planned) == state.planned.end()) return;
  state.outputs.clear();
  state.copies.erase(state.copies.begin() + static_cast<std::ptrdiff_t>(static_files), state.copies.end());
  state.texts_to_write.clear();
  plan_linked_site(state, Planner::Paths::looked_at);
  note_paths(state);
}

}  // namespace

std::size_t plan(State& state) {
  if (state.relinks) {
    plan_anew(state);
  } else if (plan_as_before(state)) {
    note_paths(state);
  } else {
    state.restart = State::Restart::link_all;
    return 0;
  }
  finish_bodies(state);
  state.sink.copy_to(nullptr);
  state.report.outputs = state.planned.size();
  if (!begin_tree(state)) state.stopped = true;
  return state.planned.size();
}

namespace {

/// The names that the last build left in one folder.
std::vector<std::string> names_in(const LastOutputs& last, std::string_view folder) {
  std::vector<std::string> names;
  auto add = [&](std::string_view path) {
    if (!path.empty() && base::parent_path(path) == folder) names.emplace_back(base::file_name(path));
  };
  for (const LastOutputs::Output& output : last.outputs) add(output.path);
  for (const LastOutputs::Folder& each : last.folders) add(each.path);
  std::sort(names.begin(), names.end());
  return names;
}

/// Whether a folder holds just the names that the last build left there.
bool is_as_left(const State& state, const LastOutputs::Folder& folder) {
  std::string path = base::append_path(state.output_root, folder.path);
  auto stat = state.fs.stat(path);
  bool same = stat && stat->type == base::FileType::directory && engine::stamp_of(*stat) == folder.record.stamp;
  if (!same || !folder.record.young) return same;
  auto entries = state.fs.list(path);
  if (!entries) return false;
  std::vector<std::string> names = names_in(state.last_outputs, folder.path);
  return std::equal(entries->begin(), entries->end(), names.begin(), names.end(),
                    [](const base::DirectoryEntry& entry, const std::string& name) { return entry.name == name; });
}

/// The output folder as the last build left it, when the stamps of all its folders say that nobody has added or
/// removed a name since.
std::optional<output::Snapshot> remembered_snapshot(const State& state) {
  const LastOutputs& last = state.last_outputs;
  const BuildFacts* facts = state.memory.facts();
  if (facts == nullptr || facts->output_key != state.keys.output || last.folders.empty()) return std::nullopt;
  std::vector<std::string_view> paths;
  paths.reserve(last.outputs.size());
  for (const LastOutputs::Output& output : last.outputs) {
    if (!output.record.dirty) paths.push_back(output.path);
  }
  std::vector<std::string_view> folders = output::folders_of(paths);
  if (folders.size() + 1 != last.folders.size()) return std::nullopt;
  std::atomic<bool> good = true;
  constexpr std::size_t k_chunk = 64;
  base::parallel_for(last.folders.size(), state.jobs, k_chunk, [&](std::size_t i, unsigned) {
    if (good && !is_as_left(state, last.folders[i])) good = false;
  });
  if (!good) return std::nullopt;
  output::Snapshot snapshot;
  snapshot.folders = std::move(folders);
  snapshot.files.reserve(paths.size());
  for (std::string_view path : paths) snapshot.files.push_back({path, base::FileType::regular});
  return snapshot;
}

}  // namespace

std::string manifest_of(const Request& request) {
  return request.manifest.empty() ? base::join_path(request.root, ".bengal/outputs") : request.manifest;
}

bool begin_tree(State& state) {
  if (state.request.warm) return true;
  std::optional<output::Snapshot> known = remembered_snapshot(state);
  state.believes_folders = known.has_value();
  output::Tree::Options options{.root = state.output_root, .manifest = manifest_of(state.request), .jobs = state.jobs};
  state.tree = std::make_unique<output::Tree>(state.fs, std::move(options), std::move(known));
  return state.tree->begin(state.planned, state.sink);
}

}  // namespace pipeline
