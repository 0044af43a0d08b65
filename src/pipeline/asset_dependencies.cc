// SPDX-License-Identifier: MIT
#include "pipeline/asset_dependencies.h"

#include <algorithm>

#include "base/hash.h"
#include "base/path.h"

namespace pipeline {

namespace {

void sort_each_once(std::vector<std::string>& list) {
  std::ranges::sort(list);
  list.erase(std::ranges::unique(list).begin(), list.end());
}

/// What cannot stand in a path that is written in a text.
bool ends_path(char c) { return std::string_view(" \t\r\n\"'`<>(){}[]=,;|\\?#&!*").find(c) != std::string_view::npos; }

std::string_view without_dots(std::string_view path) {
  while (path.starts_with("./") || path.starts_with("../")) path.remove_prefix(path.find('/') + 1);
  while (path.starts_with('/')) path.remove_prefix(1);
  return path;
}

}  // namespace

std::size_t find_path(std::string_view text, std::string_view path) {
  path = without_dots(path);
  if (path.empty()) return text.npos;
  for (std::size_t at = text.find(path); at != text.npos; at = text.find(path, at + 1)) {
    std::size_t end = at + path.size(), begin = at;
    if (end < text.size() && !ends_path(text[end])) {
      bool ends_sentence = text[end] == '.' && (end + 1 == text.size() || ends_path(text[end + 1]));
      if (!ends_sentence) continue;
    }
    while (begin > 0 && !ends_path(text[begin - 1])) --begin;
    std::string_view before = text.substr(begin, at - begin);
    if (before.empty() || before.ends_with('/')) return begin;
  }
  return text.npos;
}

AssetTraces::AssetTraces(const engine::Store& store) : store_(store) {
  store.for_each(engine::Table::answers, [&](std::string_view key, std::string_view bytes) {
    auto record = engine::decode_answer(bytes);
    bool is_wanted = record && !record->entity.empty() &&
                     std::string_view("afh").find(record->entity.front()) != std::string_view::npos;
    if (is_wanted) entities_.emplace(engine::key_number(key), std::move(record->entity));
    return true;
  });
}

void AssetTraces::read(const engine::OutputView& output, OutputUses& uses) {
  add(engine::decode_reads(output.reads).value_or(engine::Reads{}), uses);
  if (output.shared_reads == 0) return;
  auto [known, added] = sets_.try_emplace(output.shared_reads);
  if (added) {
    auto bytes = store_.get(engine::Table::question_sets, engine::number_key(output.shared_reads));
    if (bytes) known->second = engine::decode_reads(*bytes).value_or(engine::Reads{});
  }
  add(known->second, uses);
}

void AssetTraces::add(const engine::Reads& reads, OutputUses& uses) const {
  for (const engine::Read& read : reads) {
    auto entity = entities_.find(read.entity);
    if (entity == entities_.end()) continue;
    char letter = entity->second.front();
    auto& list = letter == 'a' ? uses.assets : letter == 'f' ? uses.files : uses.templates;
    list.push_back(entity->second.substr(1));
  }
}

AssetDependencyMap::AssetDependencyMap(const assets::Assets& assets, std::string assets_dir, std::string baseurl)
    : assets_dir_(std::move(assets_dir)), baseurl_(std::move(baseurl)) {
  auto plain_path = [](const std::string& name) { return std::string(k_asset_prefix) + name; };
  for (const assets::Asset& asset : assets.all()) plain_names_.emplace(asset.output_path, plain_path(asset.name));
  for (const assets::StylesheetUses& sheet : assets.stylesheets()) {
    std::vector<std::string>& named = named_in_[plain_path(sheet.name)];
    for (const assets::StylesheetUses::Use& use : sheet.uses) named.push_back(plain(use.path));
    sort_each_once(named);
    for (const std::string& file : named) named_by_[file].push_back(sheet.name);
  }
}

std::string AssetDependencyMap::plain(const std::string& path) const {
  auto known = plain_names_.find(path);
  return known == plain_names_.end() ? path : known->second;
}

void AssetDependencyMap::use(const std::string& file, std::size_t output) {
  std::vector<std::size_t>& outputs = users_[file];
  if (outputs.empty() || outputs.back() != output) outputs.push_back(output);
}

void AssetDependencyMap::add(OutputUses uses) {
  used_.reset();
  std::size_t output = outputs_.size();
  for (const std::string& name : uses.assets) use(std::string(k_asset_prefix) + name, output);
  for (const std::string& file : uses.files) {
    bool is_asset = file != assets_dir_ && base::is_inside(assets_dir_, file);
    if (is_asset) use(std::string(k_asset_prefix) + file.substr(assets_dir_.size() + 1), output);
  }
  for (const HtmlUrl& url : uses.urls) {
    auto path = site_path(url.url, uses.output, baseurl_);
    if (!path) continue;
    std::string file = plain(*path);
    if (!file.ends_with('/')) use(file, output);
    references_.push_back({output, url, std::move(*path)});
  }
  outputs_.push_back(std::move(uses));
}

const std::set<std::string>& AssetDependencyMap::used() const {
  if (used_) return *used_;
  used_.emplace();
  std::vector<const std::string*> open;
  auto reach = [&](const std::string& file) {
    auto [place, added] = used_->insert(file);
    if (added) open.push_back(&*place);
  };
  for (const auto& [file, outputs] : users_) reach(file);
  while (!open.empty()) {
    auto named = named_in_.find(*open.back());
    open.pop_back();
    if (named == named_in_.end()) continue;
    for (const std::string& file : named->second) reach(file);
  }
  return *used_;
}

bool AssetDependencyMap::is_used(const std::string& file) const { return used().contains(file); }

std::vector<std::string> AssetDependencyMap::files() const {
  std::vector<std::string> files;
  for (const auto& [file, outputs] : users_) files.push_back(file);
  for (const auto& [file, sheets] : named_by_) files.push_back(file);
  sort_each_once(files);
  return files;
}

AssetDependencyMap::Users AssetDependencyMap::users_of(const std::string& file, const UserTexts& texts) const {
  Users users;
  if (auto sheets = named_by_.find(file); sheets != named_by_.end()) users.stylesheets = sheets->second;
  auto outputs = users_.find(file);
  if (outputs == users_.end()) return users;
  for (std::size_t output : outputs->second) {
    const OutputUses& uses = outputs_[output];
    users.outputs.push_back(uses.output);
    users.templates.insert(users.templates.end(), uses.templates.begin(), uses.templates.end());
    if (!uses.page.empty()) users.pages.push_back(uses.page);
  }
  for (std::vector<std::string>* list : {&users.outputs, &users.templates, &users.pages}) sort_each_once(*list);
  std::string_view name = file;
  if (name.starts_with(k_asset_prefix)) name.remove_prefix(k_asset_prefix.size());
  auto keep_those_that_name_it = [&](std::vector<std::string>& list, const auto& text_of) {
    std::erase_if(list, [&](const std::string& user) {
      auto text = text_of(user);
      return !text || find_path(*text, name) == std::string::npos;
    });
  };
  keep_those_that_name_it(users.templates, texts.template_);
  keep_those_that_name_it(users.pages, texts.page);
  return users;
}

}  // namespace pipeline
