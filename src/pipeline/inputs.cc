// SPDX-License-Identifier: MIT
// The passes that look at what there is: settings, content, data, theme, assets.
#include <algorithm>

#include "assets/codec.h"
#include "base/parallel.h"
#include "base/path.h"
#include "base/strings.h"
#include "content/document_codec.h"
#include "diagnostics/codec.h"
#include "pipeline/file_walk.h"
#include "pipeline/state.h"
#include "site/linked_site.h"
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
    value::Value parsed = parse_data_file(state, file, base::join_path(folder_name, path), *format);
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
  auto stats = state.memory.has_store() ? content::Stats::taken : content::Stats::left_out;
  state.sources = content::discover(state.fs, state.content_root, state.request.root, state.jobs, state.sink, stats);
  if (state.content_root == state.request.root) {
    auto is_ours = [&](const content::SourceFile& file) {
      std::string path = base::append_path(state.request.root, file.path());
      if (base::is_inside(state.output_root, path)) return true;
      for (const char* folder : {"assets", "static", "templates", "themes", "data", "i18n", "config", "public"}) {
        if (base::is_inside(folder, file.path())) return true;
      }
      return false;
    };
    std::erase_if(state.sources.pages, is_ours);
    std::erase_if(state.sources.resources, is_ours);
  }
  return state.sources.pages.size() + state.sources.resources.size();
}

namespace {

void report_unreadable(State& state, const base::Error& error, const std::string& name) {
  std::string hint = error.code == base::ErrorCode::too_large
                         ? "pages may have 16 MiB; put large data into data/ or static/"
                         : "check the file's permissions";
  state.fail(diagnostics::Fault::input_output, "cannot-read", "cannot be read: " + error.message, hint, name);
}

}  // namespace

namespace {

bool same_headings(const content::Document& a, const content::Document& b) {
  return std::ranges::equal(a.headings(), b.headings(), [](const markdown::Heading& x, const markdown::Heading& y) {
    return x.level == y.level && x.id == y.id && x.title == y.title;
  });
}

/// The targets of links and cross references, on which backlinks depend.
std::vector<std::string_view> targets_of(const content::Document& document) {
  std::vector<std::string_view> targets;
  for (const markdown::Slot& slot : document.slots()) {
    if (slot.kind == markdown::Slot::Kind::cross_reference || slot.kind == markdown::Slot::Kind::link)
      targets.push_back(slot.target);
  }
  return targets;
}

bool is_asked(const State& state, site::PageField field) {
  return (state.memory.facts()->asked_fields & std::uint64_t{1} << static_cast<int>(field)) != 0;
}

bool asks_headings(const State& state) { return (state.memory.facts()->asked_fields & site::k_reads_headings) != 0; }

/// Whether an edit of a page concerns only itself, its front matter and references to it: not the headings, when
/// somebody refers to one of whichever page has it, nor the links in it, when somebody asks who leads where.
bool may_relink(const State& state, const content::Document& before, const content::Document& now) {
  return !before.broken && !now.broken && before.diagnostics.empty() && now.diagnostics.empty() &&
         before.name == now.name && (!state.memory.facts()->asked_headings_anywhere || same_headings(before, now)) &&
         (!is_asked(state, site::PageField::backlinks) || targets_of(before) == targets_of(now));
}

/// Whether what the last build linked can be used again, as far as can be told without looking into pages.
bool may_stay_linked(const State& state) {
  const Inputs& inputs = state.inputs;
  auto is_listed = [&](InputKind kind) { return inputs.listed[static_cast<std::size_t>(kind)]; };
  return state.memory.facts() != nullptr && !state.links_all && !state.changes.site && !state.changes.reading &&
         !state.changes.time && !is_listed(InputKind::resource) && !is_listed(InputKind::static_file) &&
         state.memory.facts()->output_key == state.keys.output && !state.request.observer;
}

/// Whether linking had something to say about one of the pages; it would have to look at all to say it again.
bool is_talked_about(const std::vector<diagnostics::Diagnostic>& said, const std::vector<std::string>& names) {
  return std::ranges::any_of(said, [&](const diagnostics::Diagnostic& each) {
    return std::ranges::find(names, each.location.file) != names.end();
  });
}

/// Whether pages compete for an address or a name: another one may have it when one comes or goes.
bool has_rivals(const std::vector<diagnostics::Diagnostic>& said) {
  constexpr std::string_view k_codes[] = {"duplicate-url", "similar-url", "duplicate-id", "duplicate-output"};
  return std::ranges::any_of(said, [&](const diagnostics::Diagnostic& each) {
    return std::ranges::find(k_codes, each.code) != std::end(k_codes);
  });
}

/// The pages whose files are gone, by path in the content folder; nothing when that cannot be told.
std::optional<std::vector<std::string>> gone_pages(const State& state) {
  std::vector<std::string> pages;
  std::string prefix(name_of_input(state, state.content_root + "/"));
  for (const std::string& path : state.inputs.gone) {
    if (state.content_root == state.request.root) return std::nullopt;
    bool is_page = path.starts_with(prefix) && content::is_page_name(base::file_name(path));
    if (is_page) pages.push_back(path.substr(prefix.size()));
  }
  return pages;
}

/// Related pages are those of the same terms, newest first: asked of every page, so that linking anew is no dearer.
bool changes_related(const State& state) {
  return (state.difference->dates || !state.difference->terms.empty()) &&
         is_asked(state, site::PageField::related_posts);
}

/// More pages than these come or go at the cost of linking anew.
bool are_many(std::size_t pages, std::size_t all) {
  constexpr std::size_t k_few = 16, k_share = 32;
  return pages > k_few + all / k_share;
}

/// Opens the linked site of the last build and changes in it what edits of pages have changed; false when it has to be
/// linked anew.
bool open_linked(State& state, const std::vector<std::unique_ptr<content::Document>>& parsed,
                 const std::vector<bool>& is_new) {
  auto gone = gone_pages(state);
  if (!gone || !state.pages->has_site()) return false;
  site::PageEdits edits;
  edits.removed = std::move(*gone);
  std::vector<std::string> names;
  std::vector<const content::Document*> added;
  for (std::size_t i = 0; i < parsed.size(); ++i) {
    const auto& document = parsed[i];
    auto before = state.pages->find(document->path);
    // What could not be read in the last build is known from one before it, or not in spite of being there.
    if (is_new[i] != (before == nullptr)) return false;
    if (is_new[i]) {
      if (document->broken || !document->diagnostics.empty()) return false;
      added.push_back(document.get());
      continue;
    }
    if (!may_relink(state, *before, *document)) return false;
    if (asks_headings(state) && !same_headings(*before, *document)) state.reheaded.push_back(document->path);
    if (before->head() == document->head()) continue;
    edits.edited.push_back(document->path);
    names.push_back(document->name);
  }
  for (const std::string& path : edits.removed) {
    auto before = state.pages->find(path);
    if (before == nullptr || before->broken) return false;
    names.push_back(before->name);
  }
  auto said = diagnostics::decode_list(state.memory.facts()->site_diagnostics);
  if (is_talked_about(said, names)) return false;
  bool may_come_and_go = !state.memory.facts()->asked_headings_anywhere &&
                         !is_asked(state, site::PageField::backlinks) && !has_rivals(said);
  std::size_t moved = added.size() + edits.removed.size();
  if (moved > 0 && (!may_come_and_go || are_many(moved, state.sources.pages.size()))) return false;
  for (const auto& document : parsed) state.pages->replace(*document);
  for (const content::Document* document : added) edits.added.push_back(state.pages->find(document->path));
  for (const std::string& path : edits.removed) state.pages->remove(path);
  state.model = state.pages->open_site(state.config);
  state.difference.emplace();
  site::Moment moment{state.clock.now(), state.clock.offset_minutes(state.clock.now())};
  bool good = state.model != nullptr && site::relink(*state.model, std::move(edits), moment, *state.difference) &&
              !changes_related(state) && (may_come_and_go || !state.difference->has_other_pages());
  if (good) return true;
  state.model.reset();
  state.difference.reset();
  state.reheaded.clear();
  state.pages->forget_edits();
  return false;
}

/// The page of one content file, its front matter parsed and its body not; null with a diagnostic when it cannot be
/// read.
std::unique_ptr<content::Document> parse_head(State& state, const content::SourceFile& file, Input* input,
                                              const content::ReadOptions& options) {
  base::Expected<std::string> text = input != nullptr && !input->bytes.empty()
                                         ? base::Expected<std::string>(std::move(input->bytes))
                                         : state.fs.read(file.file, base::FileSystem::k_most_text_bytes);
  if (!text) {
    if (input != nullptr) input->renewed = false;
    report_unreadable(state, text.error(), options.name_prefix + std::string(file.path()));
    return nullptr;
  }
  auto document = content::read_head(std::string(file.path()), std::move(*text), options);
  if (input != nullptr) input->record.content = document->fingerprint;
  return document;
}

std::unique_ptr<content::Document> parse_page(State& state, const content::SourceFile& file, Input* input,
                                              const content::ReadOptions& options) {
  auto document = parse_head(state, file, input, options);
  if (document != nullptr) content::read_body(*document, options);
  return document;
}

/// The number of pages, of `pages`, whose bodies may wait: about as many as the threads that linking and planning leave
/// idle can parse meanwhile. Bodies are parsed fastest just after they were read.
std::size_t bodies_to_wait(std::size_t pages, unsigned jobs) {
  constexpr std::size_t k_parsed_meanwhile_in_percent = 30;
  return std::min(pages, pages * (jobs - 1) * k_parsed_meanwhile_in_percent / 100);
}

/// Begins to parse the bodies that are still to come, beside the passes that follow.
void begin_bodies(State& state, const content::ReadOptions& options) {
  constexpr std::size_t k_chunk = 16;
  state.bodies.begin(state.bodies_to_come.size(), state.jobs, k_chunk, [&state, options](std::size_t i, unsigned) {
    content::read_body(*state.bodies_to_come[i], options);
  });
}

}  // namespace

void finish_bodies(State& state) {
  state.bodies.finish();
  for (const content::Document* document : state.bodies_to_come) state.sink.report(document->diagnostics);
  state.bodies_to_come.clear();
}

std::size_t read(State& state) {
  // What is said here and by linking is kept for the builds that do not come here.
  state.sink.copy_to(&state.site_diagnostics);
  content::ReadOptions options = read_options(state);
  const auto& files = state.sources.pages;
  bool may_remember = state.memory.facts() != nullptr && !state.changes.reading;
  if (state.memory.has_store()) state.pages.emplace(state.memory.store(), state.fs, state.content_root);
  std::vector<Input*> inputs =
      state.inputs.find_all(files, [&](std::string_view file) { return name_of_input(state, file); });
  std::vector<std::size_t> changed;
  for (std::size_t i = 0; i < files.size(); ++i) {
    if (!may_remember || inputs[i] == nullptr || inputs[i]->changed) changed.push_back(i);
  }
  if (state.progress != nullptr) state.progress->begin("Reading", changed.size());
  std::vector<std::unique_ptr<content::Document>> parsed(changed.size());
  std::size_t waiting = state.memory.facts() == nullptr ? bodies_to_wait(files.size(), state.jobs) : 0;
  base::parallel_for(changed.size(), state.jobs, 16, [&](std::size_t at, unsigned) {
    auto parse = at + waiting < changed.size() ? parse_page : parse_head;
    parsed[at] = parse(state, files[changed[at]], inputs[changed[at]], options);
    if (state.progress != nullptr) state.progress->advance();
  });
  state.report.parsed = changed.size();
  bool all_read = std::ranges::none_of(parsed, [](const auto& document) { return document == nullptr; });
  std::vector<bool> is_new;
  is_new.reserve(changed.size());
  for (std::size_t i : changed) is_new.push_back(inputs[i] == nullptr || !inputs[i]->known);
  if (all_read && may_stay_linked(state) && open_linked(state, parsed, is_new)) {
    state.relinks = false;
    return changed.size();
  }

  state.documents.resize(files.size());
  for (std::size_t at = 0; at < changed.size(); ++at) state.documents[changed[at]] = std::move(parsed[at]);
  std::vector<char> is_changed(files.size());
  for (std::size_t i : changed) is_changed[i] = 1;
  constexpr std::size_t k_chunk = 64;
  base::parallel_for(files.size(), state.jobs, k_chunk, [&](std::size_t i, unsigned) {
    if (is_changed[i] == 0) state.documents[i] = state.pages->find(std::string(files[i].path()));
    if (state.documents[i] == nullptr && is_changed[i] == 0) {
      state.documents[i] = parse_page(state, files[i], inputs[i], options);
      is_changed[i] = 1;
    }
    bool is_whole = state.documents[i] != nullptr && i + waiting < files.size();
    if (is_whole) state.sink.report(state.documents[i]->diagnostics);
  });
  for (std::size_t i = files.size() - waiting; i < files.size(); ++i) {
    if (state.documents[i] != nullptr) state.bodies_to_come.push_back(state.documents[i].get());
  }
  for (std::size_t i = 0; i < files.size(); ++i) {
    if (is_changed[i] == 0) state.unchanged_pages.emplace_back(files[i].path());
  }
  std::erase(state.documents, nullptr);
  begin_bodies(state, options);
  return files.size();
}

std::size_t load_data(State& state) {
  state.sink.copy_to(&state.data_diagnostics);
  std::size_t count = 0;
  state.data = load_tree(state, state.config.data_dir, count);
  state.texts = load_tree(state, "i18n", count);
  return count;
}

std::size_t load_theme(State& state) {
  state.themes.emplace(theme::resolve_chain(state.fs, state.request.root, state.config, state.sink));
  return state.themes->layers().size();
}

namespace {

/// The assets of the last build, when none of their files is different.
bool remember_assets(State& state) {
  if (state.memory.facts() == nullptr || state.changes.site || state.inputs.has_changed(InputKind::asset) ||
      state.memory.facts()->oddities_key != state.keys.oddities)
    return false;
  auto bytes = state.memory.store().get(engine::Table::build, k_assets);
  auto assets = bytes ? assets::decode(*bytes) : std::nullopt;
  if (!assets) return false;
  state.assets = std::move(*assets);
  state.sink.report(diagnostics::decode_list(state.memory.facts()->asset_diagnostics));
  return true;
}

}  // namespace

std::size_t collect_assets(State& state) {
  state.sink.copy_to(&state.asset_diagnostics);
  if (!remember_assets(state))
    state.assets = assets::Assets::collect(state.fs, *state.themes, state.config, state.jobs, state.sink);
  state.sink.copy_to(nullptr);
  FileWalk statics(state.fs, state.request.root, base::join_path(state.request.root, state.config.static_dir),
                   Hidden::taken);
  for (const base::Error& error : statics.errors()) report_refusal(state, error, error.path);
  for (const auto& [path, file] : statics.files()) state.copies.push_back({OutputClass::static_file, file, path});
  return state.assets.all().size() + statics.files().size();
}

namespace {

jinja::Limits template_limits(const config::Config& config) {
  jinja::Limits limits;
  limits.recursion = static_cast<std::uint64_t>(config.max_recursion);
  limits.nesting = static_cast<std::uint64_t>(config.max_nesting);
  limits.iterations = static_cast<std::uint64_t>(config.max_iterations);
  limits.output_bytes = static_cast<std::uint64_t>(config.max_output_bytes);
  limits.memory_bytes = static_cast<std::uint64_t>(config.max_memory_bytes);
  limits.text_bytes = static_cast<std::uint64_t>(config.max_text_bytes);
  limits.list_elements = static_cast<std::uint64_t>(config.max_list_elements);
  limits.pattern_steps = static_cast<std::uint64_t>(config.max_pattern_steps);
  return limits;
}

}  // namespace

std::size_t link(State& state) {
  if (state.relinks) {
    state.report.linked = state.documents.size();
    state.sink.copy_to(&state.site_diagnostics);
    state.model = site::link(state.config, std::move(state.documents), state.sources.resources, state.clock.now(),
                             state.jobs, state.sink, state.clock.offset_minutes(state.clock.now()));
  } else {
    state.sink.copy_to(nullptr);
    state.sink.report(diagnostics::decode_list(state.memory.facts()->site_diagnostics));
  }
  state.site = std::make_unique<site::Site>(*state.model, state.config, state.assets, state.fs, state.request.root,
                                            state.data, state.texts, state.clock, state.names);
  state.renderer = std::make_unique<render::Renderer>(
      *state.site, *state.themes,
      render::Renderer::Options{.strict = state.config.strict, .limits = template_limits(state.config)});
  state.report.pages = state.model->count_pages();
  return state.report.pages;
}

}  // namespace pipeline
