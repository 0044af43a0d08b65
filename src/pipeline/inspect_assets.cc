// SPDX-License-Identifier: MIT
// Who uses the assets that a cache knows.
#include <map>
#include <set>

#include "assets/codec.h"
#include "base/parallel.h"
#include "base/path.h"
#include "pipeline/asset_dependencies.h"
#include "pipeline/inspect.h"
#include "pipeline/kept.h"
#include "pipeline/memory.h"
#include "pipeline/state.h"

namespace pipeline {

namespace {

/// What the outputs of the last build use, by their kept questions and their bytes in `output_root`. `copied` gets the
/// paths of files that are copied as they are.
std::vector<OutputUses> uses_of_outputs(const base::FileSystem& fs, const Kept& kept, const std::string& output_root,
                                        std::set<std::string>& copied) {
  AssetTraces traces(kept.store());
  std::vector<OutputUses> uses;
  kept.each_output([&](std::string_view path, const engine::OutputView& view) {
    auto class_ = static_cast<OutputClass>(view.kind);
    if (class_ == OutputClass::static_file || class_ == OutputClass::resource) copied.emplace(path);
    if (!is_rendered(view.kind)) return;
    OutputUses each{.output = std::string(path)};
    if (!view.subject.starts_with('=')) each.page = view.subject;
    traces.read(view, each);
    uses.push_back(std::move(each));
  });
  constexpr std::size_t k_chunk = 32;
  base::parallel_for(uses.size(), base::default_jobs(), k_chunk, [&](std::size_t i, unsigned) {
    if (base::extension(uses[i].output) != ".html") return;
    auto bytes = fs.read(base::join_path(output_root, uses[i].output), base::FileSystem::k_most_bytes);
    if (bytes) uses[i].urls = urls_of_html(*bytes);
  });
  return uses;
}

/// The texts of templates and pages as they are now.
UserTexts texts_of(const base::FileSystem& fs, const config::Request& request, const config::Config& config) {
  diagnostics::Sink unheard;
  auto chain = std::make_shared<theme::Chain>(theme::resolve_chain(fs, request.root, config, unheard));
  std::string content = base::join_path(request.root, config.content_dir);
  UserTexts texts;
  texts.template_ = [chain](const std::string& name) -> std::optional<std::string> {
    auto found = chain->find_template(name);
    return found && *found ? std::optional((*found)->text) : std::nullopt;
  };
  texts.page = [&fs, content](const std::string& path) -> std::optional<std::string> {
    auto text = fs.read(base::join_path(content, path), base::FileSystem::k_most_text_bytes);
    return text ? std::optional(std::move(*text)) : std::nullopt;
  };
  return texts;
}

}  // namespace

base::Expected<std::vector<CacheEntry>> inspect_assets(const base::FileSystem& fs, const std::string& folder,
                                                       const config::Request& request, const config::Config& config,
                                                       const std::string& name) {
  std::string prefix = config.content_dir + "/";
  auto asked = inspect_cache(folder, "asset", "", prefix);
  if (!asked) return asked;
  auto kept = Kept::look(folder);
  if (!kept) return std::unexpected(kept.error());
  auto bytes = kept->store().get(engine::Table::build, k_assets);
  auto assets = bytes ? assets::decode(*bytes) : std::nullopt;
  if (!assets) return no_cache(folder, "it remembers no build");

  AssetDependencyMap map(*assets, config.assets_dir, config.baseurl);
  std::set<std::string> copied;
  std::string output_root = base::join_path(request.root, config.output_dir);
  for (OutputUses& uses : uses_of_outputs(fs, *kept, output_root, copied)) map.add(std::move(uses));

  std::map<std::string, CacheEntry> entries;
  for (CacheEntry& entry : *asked) entries.emplace(entry.name, std::move(entry));
  std::map<std::string, std::string> files;  // by name
  auto add = [&](const std::string& called, const std::string& file) {
    entries.try_emplace(called, CacheEntry{.kind = "asset", .name = called});
    files.emplace(called, file);
  };
  for (const assets::Asset& asset : assets->all()) add(asset.name, std::string(k_asset_prefix) + asset.name);
  for (const std::string& file : map.files()) {
    if (copied.contains(file)) {
      add("/" + file, file);
    } else if (file.starts_with(k_asset_prefix)) {
      add(file.substr(k_asset_prefix.size()), file);
    }
  }
  std::vector<CacheEntry> list;
  for (auto& [called, entry] : entries) list.push_back(std::move(entry));
  keep_named(list, name);
  UserTexts texts = texts_of(fs, request, config);
  if (name.empty()) texts.template_ = texts.page = [](const std::string&) { return std::nullopt; };
  for (CacheEntry& entry : list) {
    auto file = files.find(entry.name);
    if (file == files.end()) continue;
    AssetDependencyMap::Users users = map.users_of(file->second, texts);
    entry.outputs = std::move(users.outputs);
    entry.templates = std::move(users.templates);
    entry.stylesheets = std::move(users.stylesheets);
    for (const std::string& page : users.pages) entry.pages.push_back(prefix + page);
  }
  if (std::string damage = kept->damage(); !damage.empty()) return no_cache(folder, damage);
  return list;
}

}  // namespace pipeline
