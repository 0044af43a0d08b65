// SPDX-License-Identifier: MIT
#include <algorithm>
#include <map>
#include <utility>

#include "base/unicode.h"
#include "site/link.h"

namespace site {

using diagnostics::Severity;

namespace {

/// An entry of a menu before entries are put in order.
struct Entry {
  MenuItem item;
  std::int64_t weight = 0;  ///< absent: 0
  std::string parent_name;
  const content::Document* document = nullptr;  ///< of entries from front matter
  diagnostics::Location where;                  ///< of entries from the config
  std::size_t parent = k_no_entry;
  std::string folded_name;

  static constexpr std::size_t k_no_entry = ~std::size_t{0};
};

diagnostics::Location place_of(const Entry& entry, std::string_view key) {
  if (entry.document == nullptr) return entry.where;
  std::string path = entry.item.menu + "." + std::string(key);
  diagnostics::Location place = content::place_of_key(*entry.document, "menu." + path);
  bool is_found = place.line > 1 || place.column > 1;
  return is_found ? place : content::place_of_key(*entry.document, "menus." + path);
}

/// One menu: entries find their parents, then become items of the model.
class MenuMaker {
 public:
  MenuMaker(Linker& linker, std::string name, std::vector<Entry> entries)
      : linker_(linker), name_(std::move(name)), entries_(std::move(entries)) {}

  void make() {
    for (Entry& entry : entries_) entry.folded_name = base::fold_case(entry.item.name);
    std::stable_sort(entries_.begin(), entries_.end(), [](const Entry& a, const Entry& b) {
      return a.weight != b.weight ? a.weight < b.weight : a.folded_name < b.folded_name;
    });
    find_parents();
    break_cycles();
    add_to_model();
  }

 private:
  void find_parents() {
    std::unordered_map<std::string_view, std::size_t> by_identifier, by_name;
    for (std::size_t i = 0; i < entries_.size(); ++i) {
      by_identifier.try_emplace(entries_[i].item.identifier, i);
      by_name.try_emplace(entries_[i].item.name, i);
    }
    for (Entry& entry : entries_) {
      if (entry.parent_name.empty()) continue;
      if (auto found = by_identifier.find(entry.parent_name); found != by_identifier.end()) {
        entry.parent = found->second;
      } else if (auto named = by_name.find(entry.parent_name); named != by_name.end()) {
        entry.parent = named->second;
      } else {
        report_unknown_parent(entry);
      }
    }
  }

  void report_unknown_parent(const Entry& entry) {
    constexpr std::size_t k_most_candidates = 400;
    std::vector<std::string> candidates;
    for (const Entry& each : entries_) {
      if (candidates.size() >= k_most_candidates) break;
      candidates.push_back(each.item.identifier);
      if (each.item.name != each.item.identifier) candidates.push_back(each.item.name);
    }
    std::string hint = diagnostics::did_you_mean(entry.parent_name, candidates);
    linker_.report(Severity::warning, "unknown-menu-parent",
                   "the menu '" + name_ + "' has no entry '" + entry.parent_name + "' that '" + entry.item.name +
                       "' could be below; it is shown at the top",
                   place_of(entry, "parent"),
                   hint.empty() ? "name the identifier or the name of another entry of the menu" : hint);
  }

  /// Follows parents from each entry; meeting an entry of the same walk again closes a cycle, whose entries all become
  /// roots.
  void break_cycles() {
    std::vector<std::size_t> walk_of(entries_.size(), Entry::k_no_entry);
    for (std::size_t start = 0; start < entries_.size(); ++start) {
      std::size_t at = start;
      while (at != Entry::k_no_entry && walk_of[at] == Entry::k_no_entry) {
        walk_of[at] = start;
        at = entries_[at].parent;
      }
      if (at != Entry::k_no_entry && walk_of[at] == start) break_cycle(at);
    }
  }

  void break_cycle(std::size_t first) {
    constexpr std::size_t k_most_named = 20;
    std::string names = entries_[first].item.name;
    std::size_t named = 1;
    std::size_t at = first;
    do {
      std::size_t next = std::exchange(entries_[at].parent, Entry::k_no_entry);
      if (++named <= k_most_named) names += " -> " + entries_[next].item.name;
      at = next;
    } while (at != first);
    linker_.report(Severity::error, "menu-cycle", "entries of the menu '" + name_ + "' are below each other: " + names,
                   place_of(entries_[first], "parent"), "remove the `parent` of one of them");
  }

  void add_to_model() {
    Model& model = linker_.model;
    auto first = static_cast<MenuItemId>(model.menu_items.size());
    Menu menu;
    menu.name = name_;
    for (std::size_t i = 0; i < entries_.size(); ++i) {
      MenuItem item = std::move(entries_[i].item);
      item.id = first + static_cast<MenuItemId>(i);
      if (entries_[i].parent != Entry::k_no_entry) item.parent = first + static_cast<MenuItemId>(entries_[i].parent);
      model.menu_items.push_back(std::move(item));
    }
    for (MenuItemId id = first; id < model.menu_items.size(); ++id) {
      MenuItemId parent = model.menu_items[id].parent;
      (parent == k_none ? menu.roots : model.menu_items[parent].children).push_back(id);
    }
    model.menus.push_back(std::move(menu));
  }

  Linker& linker_;
  std::string name_;
  std::vector<Entry> entries_;
};

/// The page whose URL is `url`, with or without its final slash.
PageId page_at(const Model& model, std::string_view url) {
  if (!url.starts_with('/')) return k_none;
  auto found = model.by_url.find(url);
  if (!found && !url.ends_with('/')) found = model.by_url.find(std::string(url) + "/");
  return found.value_or(k_none);
}

Entry make_entry(const Model& model, const config::MenuEntry& written, const Page* page) {
  Entry entry;
  entry.item.menu = written.menu;
  entry.item.name = written.name;
  entry.item.url = written.url;
  entry.item.page = page_at(model, written.url);
  if (page != nullptr) {
    entry.document = page->document;
    if (entry.item.name.empty()) entry.item.name = page->title;
    if (entry.item.url.empty()) {
      entry.item.url = page->url;
      entry.item.page = page->id;
    }
  }
  if (entry.item.name.empty()) entry.item.name = written.identifier.empty() ? written.url : written.identifier;
  entry.item.identifier = written.identifier.empty() ? base::slugify(entry.item.name) : written.identifier;
  entry.weight = written.weight.value_or(0);
  entry.parent_name = written.parent;
  entry.where = written.where;
  return entry;
}

/// The sections that automatic navigation shows: those below the root, and where languages have folders those below
/// the folder of the default language.
std::vector<SectionId> top_sections(const Linker& linker) {
  const Model& model = linker.model;
  std::vector<SectionId> top;
  for (SectionId id : model.sections[0].subsections) {
    const Section& section = model.sections[id];
    std::string_view language = folder_language(linker.config, section.path);
    if (language.empty()) {
      top.push_back(id);
    } else if (language == linker.config.language) {
      top.insert(top.end(), section.subsections.begin(), section.subsections.end());
    }
  }
  sort_sections(model, top);
  return top;
}

std::vector<Entry> automatic_entries(const Linker& linker) {
  const Model& model = linker.model;
  std::vector<Entry> entries;
  for (SectionId id : top_sections(linker)) {
    const Section& section = model.sections[id];
    const Page& page = model.pages[section.index_page];
    if (page.kind != PageKind::section || page.fields.hidden || !page.fields.in_menu) continue;
    Entry entry;
    entry.item.menu = "main";
    entry.item.name = section.title;
    entry.item.identifier = section.name;
    entry.item.url = page.url;
    entry.item.page = page.id;
    entry.weight = static_cast<std::int64_t>(entries.size());
    entries.push_back(std::move(entry));
  }
  return entries;
}

}  // namespace

void make_menus(Linker& linker) {
  Model& model = linker.model;
  std::map<std::string, std::vector<Entry>> by_menu;
  for (const config::MenuEntry& written : linker.config.menus) {
    by_menu[written.menu].push_back(make_entry(model, written, nullptr));
  }
  for (PageId id = 0; id < model.written_pages; ++id) {
    const Page& page = model.pages[id];
    for (const config::MenuEntry& written : page.fields.menus) {
      by_menu[written.menu].push_back(make_entry(model, written, &page));
    }
  }
  if (!by_menu.contains("main")) by_menu["main"] = automatic_entries(linker);
  for (auto& [name, entries] : by_menu) MenuMaker(linker, name, std::move(entries)).make();
}

}  // namespace site
