// SPDX-License-Identifier: MIT
#include "pipeline/inspect.h"

#include <algorithm>
#include <map>
#include <set>

#include "base/path.h"
#include "pipeline/kept.h"
#include "pipeline/memory.h"
#include "pipeline/output_names.h"
#include "site/spell.h"

namespace pipeline {

namespace {

using engine::Store;
using engine::Table;

constexpr std::string_view k_tables[] = {"build",     "inputs",       "documents",     "outputs",
                                         "answers",   "page answers", "question sets", "linked",
                                         "fragments", "statistics",   "pieces"};
static_assert(std::size(k_tables) == engine::k_tables);

/// The kind of a kept question, as `bengal cache inspect` names it.
std::string kind_of(const site::Spelled& spelled) {
  if (spelled.kind == "setting" || spelled.kind == "text") return "data";
  if (spelled.kind == "taxonomy") return "term";
  return spelled.kind;
}

CacheEntry::Asked asked_of(const site::Spelled& spelled, const engine::AnswerRecord::Answer& answer) {
  return {spelled.field.empty() ? spelled.words : spelled.field, std::string(answer.words)};
}

/// Things by kind and name, with the hashes of their entities.
struct Things {
  std::map<std::pair<std::string, std::string>, CacheEntry> by_name;
  std::unordered_map<std::uint64_t, CacheEntry*> by_entity;
};

Things things_of(Kept& kept, const std::string& kind, const std::string& content_prefix) {
  Things things;
  for (const auto& [entity, record] : kept.answers()) {
    for (const engine::AnswerRecord::Answer& answer : record.answers) {
      site::Spelled spelled = site::spell(record.entity, answer.bit, content_prefix);
      std::string its_kind = kind_of(spelled);
      if (!kind.empty() && its_kind != kind) continue;
      std::string name = spelled.thing;
      std::string label = its_kind + " ";
      if (name.starts_with(label)) name.erase(0, label.size());
      CacheEntry& entry = things.by_name[{its_kind, name}];
      entry.kind = its_kind;
      entry.name = name;
      entry.asked.push_back(asked_of(spelled, answer));
      things.by_entity[entity] = &entry;
    }
  }
  return things;
}

std::vector<CacheEntry> outputs_of(Kept& kept) {
  std::vector<CacheEntry> entries;
  kept.each_output([&](std::string_view path, const engine::OutputView& view) {
    CacheEntry entry{.kind = "output", .name = std::string(path)};
    auto reason = decode_reason(view.reason);
    entry.note = "made by build " + std::to_string(view.build) + (reason ? ": " + in_words(*reason) : "");
    entries.push_back(std::move(entry));
  });
  return entries;
}

}  // namespace

void keep_named(std::vector<CacheEntry>& entries, const std::string& name) {
  if (name.empty()) return;
  bool has_exact = std::ranges::any_of(entries, [&](const CacheEntry& entry) { return entry.name == name; });
  std::erase_if(entries, [&](const CacheEntry& entry) {
    return has_exact ? entry.name != name : entry.name.find(name) == std::string::npos;
  });
}

base::Expected<CacheStats> cache_stats(const std::string& folder) {
  auto kept = Kept::look(folder);
  if (!kept) return std::unexpected(kept.error());
  CacheStats stats;
  stats.file_bytes = kept->store().file_bytes();
  for (std::size_t i = 0; i < engine::k_tables; ++i) {
    Store::Size size = kept->store().size(static_cast<Table>(i));
    stats.parts.push_back({std::string(k_tables[i]), size.records, size.bytes});
  }
  stats.builds = builds_of(kept->store());
  std::int64_t full = 0;
  for (const BuildStatistics& build : stats.builds) {
    auto took = static_cast<std::int64_t>(build.microseconds);
    if (build.full) full = took;
    stats.saved_microseconds.push_back(build.full || full == 0 ? 0 : full - took);
  }
  if (std::string damage = kept->damage(); !damage.empty()) return no_cache(folder, damage);
  return stats;
}

const std::vector<std::string>& cache_kinds() {
  static const std::vector<std::string> kinds{"page",  "section",  "term", "menu",  "asset",
                                              "query", "template", "data", "output"};
  return kinds;
}

base::Expected<std::vector<CacheEntry>> inspect_cache(const std::string& folder, const std::string& kind,
                                                      const std::string& name, const std::string& content_prefix) {
  auto kept = Kept::look(folder);
  if (!kept) return std::unexpected(kept.error());
  std::vector<CacheEntry> entries;
  if (kind == "output") {
    entries = outputs_of(*kept);
    keep_named(entries, name);
  } else {
    Things things = things_of(*kept, kind, content_prefix);
    kept->each_output([&](std::string_view path, const engine::OutputView& view) {
      for (const engine::Read& read : kept->reads_of(view)) {
        auto thing = things.by_entity.find(read.entity);
        if (thing == things.by_entity.end()) continue;
        auto& outputs = thing->second->outputs;
        if (outputs.empty() || outputs.back() != path) outputs.emplace_back(path);
      }
    });
    for (auto& [key, entry] : things.by_name) {
      std::sort(entry.asked.begin(), entry.asked.end(),
                [](const auto& a, const auto& b) { return a.question < b.question; });
      entries.push_back(std::move(entry));
    }
    keep_named(entries, name);
  }
  if (std::string damage = kept->damage(); !damage.empty()) return no_cache(folder, damage);
  return entries;
}

namespace {

std::vector<OutputStory::Dependency> dependencies_of(Kept& kept, const engine::OutputView& view,
                                                     const std::string& content_prefix) {
  std::map<std::pair<std::string, std::string>, OutputStory::Dependency> by_thing;
  const auto& answers = kept.answers();
  for (const engine::Read& read : kept.reads_of(view)) {
    auto record = answers.find(read.entity);
    if (record == answers.end()) continue;
    for (const engine::AnswerRecord::Answer& answer : record->second.answers) {
      if ((read.bits >> answer.bit & 1) == 0) continue;
      site::Spelled spelled = site::spell(record->second.entity, answer.bit, content_prefix);
      OutputStory::Dependency& dependency = by_thing[{spelled.kind, spelled.thing}];
      dependency.kind = spelled.kind;
      dependency.thing = spelled.thing;
      dependency.asked.push_back({spelled.field, std::string(answer.words)});
    }
  }
  std::vector<OutputStory::Dependency> dependencies;
  for (auto& [key, dependency] : by_thing) dependencies.push_back(std::move(dependency));
  return dependencies;
}

OutputStory story(Kept& kept, const std::vector<BuildStatistics>& builds, std::string_view path,
                  const engine::OutputView& view, const std::string& content_prefix) {
  OutputStory story{.output = std::string(path), .build = view.build};
  story.builds = builds.empty() ? 0 : builds.back().number;
  for (const BuildStatistics& build : builds) {
    if (build.number == view.build) story.made = build.began;
  }
  story.failed = view.dirty;
  story.source = view.source;
  if (auto reason = decode_reason(view.reason)) story.reason = std::move(*reason);
  story.dependencies = dependencies_of(kept, view, content_prefix);
  return story;
}

}  // namespace

base::Expected<std::vector<OutputStory>> stories_of(const std::string& folder, const std::string& name,
                                                    const config::Config& config, const std::string& content_prefix) {
  auto kept = Kept::look(folder);
  if (!kept) return std::unexpected(kept.error());
  std::vector<BuildStatistics> builds = builds_of(kept->store());
  std::vector<OutputStory> stories;
  for (const std::string& path : output_candidates(name, config.output_dir, config.baseurl)) {
    auto bytes = path.ends_with('/') ? std::nullopt : kept->store().get(Table::outputs, path);
    auto view = bytes ? engine::view_output(*bytes) : std::nullopt;
    if (!view) continue;
    stories.push_back(story(*kept, builds, path, *view, content_prefix));
    break;
  }
  if (stories.empty()) {
    std::string plain = base::normalize_path(name);
    kept->each_output([&](std::string_view path, const engine::OutputView& view) {
      bool is_subject =
          !view.subject.empty() && (plain == view.subject || plain == content_prefix + std::string(view.subject));
      if (is_subject || (!view.source.empty() && plain == view.source))
        stories.push_back(story(*kept, builds, path, view, content_prefix));
    });
  }
  if (std::string damage = kept->damage(); !damage.empty()) return no_cache(folder, damage);
  return stories;
}

base::Expected<std::int64_t> time_of_last_build(const std::string& folder) {
  auto kept = Kept::look(folder);
  if (!kept) return std::unexpected(kept.error());
  auto bytes = kept->store().get(Table::build, k_facts);
  auto facts = bytes ? decode_facts(*bytes) : std::nullopt;
  if (!facts) return no_cache(folder, "it remembers no build");
  return facts->now;
}

std::vector<std::string> old_caches(const base::FileSystem& fs, const std::string& root) {
  std::vector<std::string> names;
  auto entries = fs.list(base::join_path(root, ".bengal"));
  if (!entries) return names;
  for (const base::DirectoryEntry& entry : *entries) {
    if (entry.type == base::FileType::regular && base::extension(entry.name) == ".json") names.push_back(entry.name);
  }
  return names;
}

}  // namespace pipeline
