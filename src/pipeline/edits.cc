// SPDX-License-Identifier: MIT
#include "pipeline/edits.h"

#include <algorithm>

#include "base/path.h"
#include "content/source.h"
#include "pipeline/settings_record.h"

namespace pipeline {

namespace {

/// "data/team/core.yaml" -> "team.core": where a data file's values are.
std::string dotted(std::string_view path, std::string_view folder) {
  std::string below(path.starts_with(folder) ? path.substr(std::min(path.size(), folder.size() + 1)) : path);
  below.resize(below.size() - base::extension(below).size());
  std::replace(below.begin(), below.end(), '/', '.');
  return below;
}

/// Whether one key path is the other or leads to it.
bool is_on_the_way(std::string_view a, std::string_view b) {
  if (a.size() > b.size()) std::swap(a, b);
  return b.starts_with(a) && (a.empty() || a.size() == b.size() || b[a.size()] == '.');
}

std::string key_of_page(std::string_view entity) {
  constexpr std::size_t k_hash_digits = 8;
  if (entity.starts_with('m')) return std::string(entity.substr(std::min(entity.size(), 1 + k_hash_digits)));
  std::string_view key = entity.substr(1);
  return std::string(key.substr(0, key.find('\n')));
}

}  // namespace

Edits::Edits(const State& state) : state_(state), prefix_(name_of_input(state, state.content_root + "/")) {
  if (state.memory.facts() == nullptr) return;
  for (const Input& input : state.inputs.files) {
    if (input.changed) files_.push_back({std::string(input.path), input.kind, input.known ? "edited" : "added"});
  }
  for (const std::string& path : state.inputs.gone) {
    auto bytes = state.memory.store().get(engine::Table::inputs, path);
    auto record = bytes ? engine::decode_input(*bytes) : std::nullopt;
    auto kind = static_cast<InputKind>(std::min<std::size_t>(record ? record->kind : 0, k_input_kinds - 1));
    files_.push_back({path, kind, "removed"});
  }
  std::sort(files_.begin(), files_.end(), [](const File& a, const File& b) { return a.path < b.path; });
  for (const File& file : files_) {
    if (file.kind == InputKind::page && content::is_index_name(base::file_name(file.path)))
      own_pages_.emplace(base::parent_path(file.path), &file);
  }
  if (state.changes.site) note_settings();
  any_ = any_of();
}

const Edits::File* Edits::find(std::string_view path) const {
  auto found = std::lower_bound(files_.begin(), files_.end(), path,
                                [](const File& file, std::string_view wanted) { return file.path < wanted; });
  return found == files_.end() || found->path != path ? nullptr : &*found;
}

void Edits::note_settings() {
  auto bytes = state_.memory.store().get(engine::Table::build, k_settings);
  for (const SettingChange& change : changed_settings(bytes.value_or(""), state_.config))
    settings_.push_back({"setting " + change.path, change.words});
}

Edits::Edit Edits::settings() const {
  if (settings_.empty()) return {"the settings or the theme", "changed"};
  Edit edit = settings_.front();
  if (settings_.size() > 1) edit.change += ", with " + std::to_string(settings_.size() - 1) + " more";
  return edit;
}

Edits::Edit Edits::first_of(const std::vector<const File*>& among) const {
  if (among.empty()) return {};
  Edit edit{among.front()->path, among.front()->change};
  if (among.size() > 1) {
    std::size_t others = among.size() - 1;
    edit.change += ", with " + std::to_string(others) + (others == 1 ? " other file" : " other files");
  }
  return edit;
}

Edits::Edit Edits::of_file(std::string_view path) const {
  const File* file = find(path);
  return file == nullptr ? Edit{} : Edit{file->path, file->change};
}

/// The changed file of a kind that `wanted` names; else all of that kind.
Edits::Edit Edits::one_of(InputKind kind, std::string_view wanted) const {
  std::vector<const File*> same_kind;
  const File* best = nullptr;
  for (const File& file : files_) {
    if (file.kind != kind) continue;
    same_kind.push_back(&file);
    bool is_keyed = kind == InputKind::data || kind == InputKind::text;
    std::string_view folder = kind == InputKind::data ? std::string_view(state_.config.data_dir) : "i18n";
    bool fits = is_keyed ? is_on_the_way(dotted(file.path, folder), wanted)
                         : file.path == wanted || file.path.ends_with("/" + std::string(wanted));
    if (fits && best == nullptr) best = &file;
  }
  return best != nullptr ? Edit{best->path, best->change} : first_of(same_kind);
}

Edits::Edit Edits::any_of() const {
  std::vector<const File*> pages, all;
  for (const File& file : files_) {
    all.push_back(&file);
    if (file.kind == InputKind::page || file.kind == InputKind::resource) pages.push_back(&file);
  }
  if (state_.changes.site) return settings();
  if (!pages.empty()) return first_of(pages);
  return state_.changes.time ? Edit{"the clock", "moved past the date of a page"} : first_of(all);
}

Edits::Edit Edits::behind_page(std::string_view path) const {
  if (Edit own = of_file(prefix_ + std::string(path)); !own.input.empty()) return own;
  // The front matter of a folder's own page cascades to the pages below it.
  for (std::string_view folder = base::parent_path(path); !own_pages_.empty(); folder = base::parent_path(folder)) {
    auto own_page = own_pages_.find(base::join_path(prefix_, folder));
    if (own_page != own_pages_.end()) return {own_page->second->path, own_page->second->change};
    if (folder.empty()) break;
  }
  return any_;
}

/// Of the pages that were edited, one that the answers name, or else those in the section that is asked about.
Edits::Edit Edits::nearest_page(const AnswerChange& answer) const {
  for (const std::string* named : {&answer.after, &answer.before}) {
    const File* file = named->empty() ? nullptr : find(prefix_ + *named);
    if (file != nullptr) return {file->path, file->change};
  }
  if (answer.entity.size() < 2 || answer.entity.front() != 's') return any_;
  std::string folder = prefix_ + answer.entity.substr(1) + "/";
  std::vector<const File*> below;
  auto first = std::lower_bound(files_.begin(), files_.end(), folder,
                                [](const File& file, const std::string& wanted) { return file.path < wanted; });
  for (; first != files_.end() && first->path.starts_with(folder); ++first) below.push_back(&*first);
  return below.empty() ? any_ : first_of(below);
}

Edits::Edit Edits::behind(const AnswerChange& answer) const {
  std::string_view name = std::string_view(answer.entity).substr(1);
  Edit edit;
  switch (answer.entity.front()) {
    case 'p':
    case 'm':
    case 'r': {
      std::string key = key_of_page(answer.entity);
      if (Edit own = of_file(prefix_ + key); !own.input.empty()) return own;
      if (answer.entity.front() != 'm') edit = nearest_page(answer);
      return edit.input.empty() || edit.input == any_.input ? behind_page(key) : edit;
    }
    case 'h':
      edit = one_of(InputKind::template_, name);
      break;
    case 'd':
      edit = one_of(InputKind::data, name);
      break;
    case 'i':
      edit = one_of(InputKind::text, name);
      break;
    case 'a':
      edit = one_of(InputKind::asset, name);
      break;
    case 'k':
      for (const Edit& setting : settings_) {
        constexpr std::size_t k_label = 8;  // "setting "
        if (is_on_the_way(std::string_view(setting.input).substr(k_label), name)) return setting;
      }
      break;
    case 'f':
      return {std::string(name), "changed"};
    case 'c':
      return {"the clock", "moved on"};
    case 'v':
      return {"environment variable " + std::string(name), "changed"};
    default:
      edit = nearest_page(answer);
  }
  return edit.input.empty() ? any_ : edit;
}

}  // namespace pipeline
