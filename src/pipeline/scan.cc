// SPDX-License-Identifier: MIT
// The passes that find out what has changed since the last build: opening what it left, and looking at the inputs.
#include <algorithm>
#include <atomic>
#include <cstdlib>
#include <set>
#include <tuple>

#include "base/codec.h"
#include "base/parallel.h"
#include "base/path.h"
#include "base/program_identity.h"
#include "base/sort.h"
#include "content/markdown_settings.h"
#include "engine/fault.h"
#include "pipeline/file_walk.h"
#include "pipeline/state.h"
#include "site/reader.h"
#include "value/codec.h"

namespace pipeline {

namespace {

constexpr std::int64_t k_microsecond_ns = 1000;
constexpr std::size_t k_usual_others = 256;  ///< about how many files of other kinds a site has beside its pages

/// Everything in the settings that the linked site, or what a template can ask, depends on; with where each value was
/// set, because messages say that.
std::uint64_t key_of_site(const State& state) {
  std::string bytes;
  base::ByteWriter out(bytes);
  const config::Config& config = state.config;
  value::encode(out, config.all);
  for (const auto& [path, origin] : config.origins) {
    out.text(path);
    out.text(origin);
  }
  for (const std::string* text : {&config.environment, &config.profile, &state.request.root}) out.text(*text);
  for (const config::MenuEntry& entry : config.menus) {
    out.text(entry.where.file);
    out.varint(entry.where.line);
    out.varint(entry.where.column);
  }
  for (const theme::Layer& layer : state.themes->layers()) {
    for (const std::string* text : {&layer.name, &layer.templates_root, &layer.assets_root}) out.text(*text);
  }
  out.u8(config.strict ? 1 : 0);
  out.u8(config.drafts ? 1 : 0);
  out.u8(config.future ? 1 : 0);
  out.fixed64(static_cast<std::uint64_t>(state.clock.offset_minutes(state.clock.now())));
  return base::hash64(bytes);
}

std::uint64_t key_of_reading(const content::ReadOptions& options) {
  std::string bytes;
  base::ByteWriter out(bytes);
  out.text(options.name_prefix);
  out.varint(options.excerpt_words);
  out.varint(options.excerpt_length);
  out.varint(options.markdown.extensions.bits());
  out.varint(options.markdown.deepest_nesting);
  out.varint(options.markdown.most_bytes);
  return base::hash64(bytes);
}

/// Gathers the inputs of all kinds; of those that have no stat data yet, it is taken by `compare`.
class Gathering {
 public:
  explicit Gathering(State& state) : state_(state) {}

  void add_sources(const std::vector<content::SourceFile>& sources, InputKind kind) {
    state_.inputs.files.reserve(state_.inputs.files.size() + sources.size() + k_usual_others);
    for (const content::SourceFile& source : sources) add(kind, source.file, &source.stat);
  }

  /// A folder that several layers share is walked once.
  void add_folder(const std::string& folder, InputKind kind, Hidden hidden) {
    if (folder.empty() || !walked_.emplace(folder, kind).second) return;
    FileWalk walk(state_.fs, state_.request.root, folder, hidden);
    for (const auto& [path, file] : walk.files()) add(kind, state_.inputs.texts.copy(file), nullptr);
    for (const std::string& link : walk.refused_links()) oddities_ += folder + "/" + link + "\n";
    for (const base::Error& error : walk.errors()) oddities_ += error.path + ": " + error.message + "\n";
  }

  /// What could not be walked, about which other passes have something to say.
  std::uint64_t oddities() const { return base::hash64(oddities_); }

 private:
  void add(InputKind kind, std::string_view file, const base::FileStat* stat) {
    Input input{.kind = kind, .path = name_of_input(state_, file), .file = file, .stat = {}, .record = {}, .bytes = {}};
    if (stat != nullptr) input.stat = *stat;
    state_.inputs.files.push_back(std::move(input));
  }

  State& state_;
  std::string oddities_;
  std::set<std::pair<std::string, InputKind>> walked_;
};

/// Whether the bytes of a kind are worth opening a file for: to tell a touch from a change, and a change from a touch
/// costs little. Files that are only copied are compared when they are.
bool is_hashed(InputKind kind) { return kind != InputKind::resource && kind != InputKind::static_file; }

/// Compares one input with what the last build saw.
void compare(const State& state, Input& input, const engine::InputRecord* before, std::int64_t now_ns) {
  if (input.stat.inode == 0 && input.stat.modified_ns == 0) {
    if (auto stat = state.fs.stat(std::string(input.file))) input.stat = *stat;
  }
  engine::Stamp stamp = engine::stamp_of(input.stat);
  input.known = before != nullptr;
  if (before != nullptr && before->stamp == stamp && !before->young) {
    input.record = *before;
    input.changed = false;
    return;
  }
  input.renewed = true;
  input.record = {static_cast<std::uint8_t>(input.kind), stamp, engine::is_young(stamp, now_ns), {}};
  // A page that nobody knows is read once, when it is parsed.
  if (!is_hashed(input.kind) || (input.kind == InputKind::page && before == nullptr)) return;
  auto bytes =
      state.fs.read(std::string(input.file), input.kind == InputKind::page ? base::FileSystem::k_most_text_bytes
                                                                           : base::FileSystem::k_most_bytes);
  if (!bytes) {
    input.renewed = false;  // Whoever needs it says so, in every build.
    return;
  }
  input.record.content = base::fingerprint(*bytes);
  input.changed = before == nullptr || before->content != input.record.content;
  if (input.kind == InputKind::page && input.changed) input.bytes = std::move(*bytes);
}

}  // namespace

Input* Inputs::find(std::string_view path) {
  auto found = std::lower_bound(files.begin(), files.end(), path,
                                [](const Input& input, std::string_view wanted) { return input.path < wanted; });
  return found == files.end() || found->path != path ? nullptr : &*found;
}

std::string_view name_of_input(const State& state, std::string_view file) {
  const std::string& root = state.request.root;
  bool is_below = file.size() > root.size() + 1 && file.starts_with(root) && file[root.size()] == '/';
  return is_below ? file.substr(root.size() + 1) : file;
}

content::ReadOptions read_options(const State& state) {
  content::ReadOptions options;
  options.name_prefix = state.content_root == state.request.root ? "" : state.config.content_dir + "/";
  options.excerpt_words = static_cast<std::size_t>(state.config.excerpt_words);
  options.excerpt_length = static_cast<std::size_t>(state.config.excerpt_length);
  options.markdown = content::markdown_options(state.config.all.get("markdown"));
  return options;
}

std::size_t open_memory(State& state) {
  if (state.request.cache_folder.empty() || state.request.cache == Request::Cache::none) return 0;
  if (std::getenv(engine::k_without_cache) != nullptr) {
    (void)engine::remove_store(state.request.cache_folder);
    state.report.cache_notice = "reading the cache failed";
    return 0;
  }
  engine::Store::Opened opened = engine::Store::open(
      {.folder = state.request.cache_folder,
       .program = base::program_identity(),
       .mode = state.request.dry_run ? engine::Store::Mode::read_only : engine::Store::Mode::write});
  state.report.cache_notice = opened.reason;
  if (opened.state == engine::Store::State::busy) {
    state.stopped = true;
    state.fail(diagnostics::Fault::input_output, "busy", "another build of this site is running: " + opened.reason,
               "wait until it has ended", state.request.root);
    return 0;
  }
  if (opened.store == nullptr) return 0;
  state.memory = Memory(std::move(opened.store));
  if (state.memory.store().damaged() && !state.request.dry_run) (void)state.memory.store().clear();
  if (state.request.cache == Request::Cache::rebuild) state.memory.forget("");
  return state.memory.facts() != nullptr ? 1 : 0;
}

namespace {

/// For each input what the last build saw of it, null for nothing; notes those that are gone. Both lists are in order.
std::vector<const Memory::LastInput*> match(State& state, const std::vector<Memory::LastInput>& before) {
  Inputs& inputs = state.inputs;
  std::vector<const Memory::LastInput*> known(inputs.files.size());
  auto note_gone = [&](const Memory::LastInput& input) {
    auto record = engine::decode_input(input.record);
    if (!record) state.restart = State::Restart::damaged;
    std::size_t kind = std::min<std::size_t>(record ? record->kind : k_input_kinds, k_input_kinds - 1);
    inputs.changed[kind] = inputs.listed[kind] = true;
    inputs.gone.emplace_back(input.path);
  };
  auto last = before.begin();
  for (std::size_t i = 0; i < inputs.files.size(); ++i) {
    std::string_view path = inputs.files[i].path;
    if (i > 0 && path == inputs.files[i - 1].path) {  // One file may be an input of two kinds.
      known[i] = known[i - 1];
      continue;
    }
    for (; last != before.end() && last->path < path; ++last) note_gone(*last);
    if (last != before.end() && last->path == path) known[i] = &*last++;
  }
  std::for_each(last, before.end(), note_gone);
  return known;
}

}  // namespace

std::size_t scan(State& state) {
  if (!state.memory.has_store()) return 0;
  Gathering gathering(state);
  gathering.add_sources(state.sources.pages, InputKind::page);
  gathering.add_sources(state.sources.resources, InputKind::resource);
  auto below_root = [&](const std::string& folder) { return base::join_path(state.request.root, folder); };
  gathering.add_folder(below_root(state.config.data_dir), InputKind::data, Hidden::left_out);
  gathering.add_folder(below_root("i18n"), InputKind::text, Hidden::left_out);
  gathering.add_folder(below_root(state.config.static_dir), InputKind::static_file, Hidden::taken);
  for (const theme::Layer& layer : state.themes->layers()) {
    gathering.add_folder(layer.templates_root, InputKind::template_, Hidden::taken);
    gathering.add_folder(layer.assets_root, InputKind::asset, Hidden::left_out);
  }
  state.keys.oddities = gathering.oddities();
  Inputs& inputs = state.inputs;
  auto in_order = [](const Input& a, const Input& b) { return std::tie(a.path, a.kind) < std::tie(b.path, b.kind); };
  base::sort_if_needed(inputs.files, in_order);

  std::vector<Memory::LastInput> before;
  if (!state.memory.load_inputs(before)) state.restart = State::Restart::damaged;
  std::vector<const Memory::LastInput*> known = match(state, before);
  std::int64_t now_ns = state.clock.now() * k_microsecond_ns;
  constexpr std::size_t k_chunk = 32;
  std::atomic<bool> whole = true;
  base::parallel_for(inputs.files.size(), state.jobs, k_chunk, [&](std::size_t i, unsigned) {
    auto record = known[i] == nullptr ? std::nullopt : engine::decode_input(known[i]->record);
    if (known[i] != nullptr && !record) whole = false;
    compare(state, inputs.files[i], record ? &*record : nullptr, now_ns);
  });
  if (!whole) state.restart = State::Restart::damaged;
  for (const Input& input : inputs.files) {
    auto kind = static_cast<std::size_t>(input.kind);
    if (input.changed) inputs.changed[kind] = true;
    if (!input.known) inputs.listed[kind] = true;
  }
  return inputs.files.size();
}

namespace {

/// Whether nothing that the last build was made from is different now.
bool is_unchanged(const State& state) {
  const BuildFacts* facts = state.memory.facts();
  if (facts == nullptr || state.inputs.any() || facts->dirty > 0) return false;
  if (facts->site_key != state.keys.site || facts->read_key != state.keys.read ||
      facts->output_key != state.keys.output || facts->oddities_key != state.keys.oddities)
    return false;
  std::int64_t now = state.clock.now();
  if (now < facts->now || now >= facts->next_change) return false;
  site::Surroundings surroundings{state.fs, state.request.root, state.clock};
  return std::ranges::all_of(facts->volatile_answers, [&](const BuildFacts::Volatile& kept) {
    return site::volatile_answer(surroundings, kept.entity, kept.bit) == kept.answer;
  });
}

}  // namespace

std::size_t compare_with_last(State& state) {
  state.keys.read = key_of_reading(read_options(state));
  state.keys.site = key_of_site(state);
  state.keys.output = base::hash64(state.output_root);
  const BuildFacts* facts = state.memory.facts();
  state.changes.site = facts == nullptr || facts->site_key != state.keys.site;
  state.changes.reading = facts == nullptr || facts->read_key != state.keys.read;
  std::int64_t now = state.clock.now();
  state.changes.time = facts == nullptr || now < facts->now || now >= facts->next_change;
  if (!state.memory.load_outputs(state.last_outputs)) {
    state.restart = State::Restart::damaged;
    return 0;
  }
  if (!is_unchanged(state) || state.request.observer) return 0;
  return keep_everything(state);
}

}  // namespace pipeline
