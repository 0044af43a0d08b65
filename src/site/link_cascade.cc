// SPDX-License-Identifier: MIT
#include <algorithm>
#include <deque>

#include "base/parallel.h"
#include "base/path.h"
#include "site/link.h"

namespace site {

using diagnostics::Severity;
using value::Value;

namespace {

class FolderTable {
 public:
  explicit FolderTable(std::vector<Folder>& folders) : folders_(folders) {
    folders_.push_back({});
    by_path_.emplace("", 0);
  }

  /// The folder at `path`, made with all above it when it is new.
  std::uint32_t at(std::string_view path) {
    // Files come by path: most lie where the last one did.
    if (path == last_path_ && !path.empty()) return last_;
    last_path_ = path;
    return last_ = find(path);
  }

 private:
  std::uint32_t find(std::string_view path) {
    if (auto known = by_path_.find(path); known != by_path_.end()) return known->second;
    std::uint32_t folder = 0;
    for (std::size_t end = path.find('/');; end = path.find('/', end + 1)) {
      folder = child(folder, path.substr(0, end));
      if (end == path.npos) return folder;
    }
  }

  std::uint32_t child(std::uint32_t parent, std::string_view path) {
    auto [place, is_new] = by_path_.try_emplace(path, static_cast<std::uint32_t>(folders_.size()));
    if (is_new) {
      Folder folder;
      folder.path = path;
      folder.parent = parent;
      folder.depth = folders_[parent].depth + 1;
      folders_.push_back(std::move(folder));
    }
    return place->second;
  }

  std::vector<Folder>& folders_;
  std::unordered_map<std::string_view, std::uint32_t> by_path_;  ///< keys are parts of documents' and files' paths
  std::string_view last_path_;
  std::uint32_t last_ = 0;
};

/// `_index` before `index`, then by path.
void choose_own_page(Linker& linker, Folder& folder) {
  auto document_of = [&](std::uint32_t each) -> const content::Document& { return *linker.candidates[each].document; };
  for (std::uint32_t each : folder.index_candidates) {
    bool preferred = base::file_stem(document_of(each).path) == "_index";
    if (folder.own_page == k_none || (preferred && base::file_stem(document_of(folder.own_page).path) != "_index")) {
      folder.own_page = each;
    }
  }
  for (std::uint32_t each : folder.index_candidates) {
    if (each == folder.own_page) continue;
    linker.candidates[each].kept = false;
    linker.report(Severity::warning, "two-index-pages",
                  "the folder has two pages of its own; '" + document_of(folder.own_page).name +
                      "' is used and this one is left out",
                  {.file = document_of(each).name}, "remove one of them, or give this one another name");
  }
}

}  // namespace

static bool is_filled_map(const Value& value) { return value.is_map() && value.as_map().size() > 0; }

Value overlay(base::Arena& arena, const Value& own, const Value& under) {
  if (!is_filled_map(under)) return own;
  if (!is_filled_map(own)) return under;
  value::Map* map = value::make_map(arena);
  map->assign(arena, own.as_map(), under.as_map().size());
  for (const value::Map::Entry& entry : under.as_map().entries()) {
    if (own.as_map().find(entry.key) == nullptr) map->set(arena, entry.key, entry.value);
  }
  map->freeze();
  return Value::map(map);
}

namespace {

/// What pages in `folder` inherit: the cascade of its own page over that of the folder above.
void set_cascade(Linker& linker, Folder& folder) {
  Value inherited = folder.parent == k_none ? Value() : linker.folders[folder.parent].cascade;
  folder.cascade = inherited;
  if (folder.own_page == k_none) return;
  const content::Document& document = *linker.candidates[folder.own_page].document;
  Value own = document.front_matter.get("cascade");
  if (!own.is_map()) return;
  // Mistakes in a cascade are said once, here, and not on every page below.
  std::vector<diagnostics::Diagnostic> diagnostics;
  content::read_fields(own, &document, linker.config.taxonomies, diagnostics, "cascade");
  linker.sink.report(std::move(diagnostics));
  folder.cascade = overlay(linker.model.arena, own, inherited);
  linker.model.cascades.emplace(folder.path, folder.cascade);
}

}  // namespace

void gather_folders(Linker& linker) {
  FolderTable table(linker.folders);
  linker.candidates.reserve(linker.model.documents.size());
  for (const auto& document : linker.model.documents) {
    if (document->broken) continue;
    const auto number = static_cast<std::uint32_t>(linker.candidates.size());
    const std::uint32_t at = table.at(base::parent_path(document->path));
    Folder& folder = linker.folders[at];
    folder.candidates.push_back(number);
    if (content::is_index_name(base::file_name(document->path))) folder.index_candidates.push_back(number);
    Candidate& candidate = linker.candidates.emplace_back();
    candidate.document = document.get();
    candidate.folder = at;
  }
  for (const content::SourceFile* file : linker.resources) {
    linker.folders[table.at(base::parent_path(file->path()))].files.push_back(file);
  }
}

void apply_cascade(Linker& linker) {
  for (Folder& folder : linker.folders) {
    choose_own_page(linker, folder);
    set_cascade(linker, folder);
  }
  std::deque<base::Arena>& arenas = linker.model.metadata_arenas;
  while (arenas.size() < linker.jobs) arenas.emplace_back();
  constexpr std::size_t k_chunk = 256;
  base::parallel_for(linker.candidates.size(), linker.jobs, k_chunk, [&](std::size_t i, unsigned worker) {
    Candidate& candidate = linker.candidates[i];
    if (!candidate.kept) return;
    const Folder& folder = linker.folders[candidate.folder];
    candidate.metadata = overlay(arenas[worker], candidate.document->front_matter, folder.cascade);
    candidate.fields =
        content::read_fields(candidate.metadata, candidate.document, linker.config.taxonomies, candidate.diagnostics);
  });
  for (Candidate& candidate : linker.candidates) {
    if (!candidate.diagnostics.empty()) linker.sink.report(std::move(candidate.diagnostics));
  }
}

std::int64_t instant_of(const value::DateTime& date, int offset_minutes) {
  return date.instant() - (date.has_offset ? 0 : std::int64_t{offset_minutes} * 60'000'000);
}

void leave_out_unwanted(Linker& linker) {
  const config::Config& config = linker.config;
  auto has_come = [&](const value::DateTime& moment) {
    std::int64_t instant = instant_of(moment, linker.offset_minutes);
    if (instant <= linker.now_microseconds) return true;
    linker.model.next_change_microseconds = std::min(linker.model.next_change_microseconds, instant);
    return false;
  };
  for (Candidate& candidate : linker.candidates) {
    const content::Fields& fields = candidate.fields;
    if (fields.draft && !config.drafts) candidate.kept = false;
    if (config.future) continue;
    if (fields.expiry && has_come(*fields.expiry)) candidate.kept = false;
    if (fields.date && !has_come(*fields.date)) candidate.kept = false;
  }
}

}  // namespace site
