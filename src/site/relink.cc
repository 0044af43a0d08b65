// SPDX-License-Identifier: MIT
#include "site/relink.h"

#include <algorithm>
#include <limits>
#include <map>
#include <optional>
#include <string_view>
#include <tuple>
#include <utility>

#include "base/codec.h"
#include "base/path.h"
#include "base/unicode.h"
#include "site/link.h"
#include "site/taxonomy_index.h"
#include "value/codec.h"

namespace site {

namespace {

/// Keys of front matter that decide whether a page is there, where its outputs are and who else knows of it.
constexpr std::string_view k_keys_of_place[] = {
    "url",  "slug",    "aliases",  "id",     "lang", "translation_key", "draft",        "expiry",
    "type", "outputs", "paginate", "hidden", "menu", "menus",           "content_type", "cascade"};

std::string bytes_of(const value::Value& value) {
  std::string bytes;
  base::ByteWriter out(bytes);
  value::encode(out, value);
  return bytes;
}

/// The order of the pages of a section.
class ListingOrder {
 public:
  ListingOrder(const Model& model, const Section& section)
      : model_(model), by_date_(lists_newest_first(section.content_type)) {}

  bool operator()(PageId a, PageId b) const {
    if (by_date_) return is_newer(model_, a, b);
    return key_of(a) < key_of(b);
  }

 private:
  std::tuple<double, std::string, PageId> key_of(PageId id) const {
    const Page& page = model_.pages[id];
    double weight = page.fields.weight.value_or(std::numeric_limits<double>::infinity());
    return {weight, base::fold_case(page.title), id};
  }

  const Model& model_;
  bool by_date_;
};

/// One page whose front matter is different.
class PageRelinker {
 public:
  PageRelinker(Model& model, PageId id, const Moment& moment, Difference& difference)
      : model_(model), page_(model.pages[id]), moment_(moment), difference_(difference), index_(model, difference) {}

  bool run() {
    value::Value metadata = overlay(model_.arena, page_.document->front_matter, inherited());
    std::vector<diagnostics::Diagnostic> said;
    content::Fields fields = content::read_fields(metadata, page_.document, model_.config->taxonomies, said);
    bool is_index = content::is_index_name(base::file_name(page_.path));
    std::string title = title_of(*model_.config, fields, page_.path, is_index);
    if (!said.empty() || !stays_in_place(metadata, fields, title)) return false;
    auto terms = index_.find(fields);
    if (!terms || !index_.count_spellings(page_.fields, fields)) return false;

    bool is_redated = page_.fields.date != fields.date;
    leave_terms(*terms, is_redated);
    Section& section = model_.sections[page_.section];
    auto place = std::find(section.pages.begin(), section.pages.end(), page_.id);
    if (place == section.pages.end()) return false;
    auto index = place - section.pages.begin();
    section.pages.erase(place);
    difference_.edited.emplace_back(page_.id, page_.metadata);
    page_.metadata = metadata;
    page_.fields = std::move(fields);
    page_.title = std::move(title);
    auto now = std::lower_bound(section.pages.begin(), section.pages.end(), page_.id, ListingOrder(model_, section));
    bool is_moved = now - section.pages.begin() != index;
    now = section.pages.insert(now, page_.id);
    if (is_moved) {
      difference_.sections.insert(section.id);
      move_in_section(section, static_cast<std::size_t>(now - section.pages.begin()));
    }
    enter_terms(*terms, is_redated);
    page_.terms = std::move(*terms);
    difference_.pages.insert(page_.id);
    difference_.dates = difference_.dates || is_redated;
    return index_.settle();
  }

 private:
  /// The cascade of the nearest folder that has one; it holds those above.
  value::Value inherited() const {
    for (std::string_view folder = base::parent_path(page_.path);; folder = base::parent_path(folder)) {
      if (auto found = model_.cascades.find(folder); found != model_.cascades.end()) return found->second;
      if (folder.empty()) return {};
    }
  }

  bool stays_in_place(const value::Value& metadata, const content::Fields& fields, const std::string& title) const {
    for (std::string_view key : k_keys_of_place) {
      if (bytes_of(page_.metadata.get(key)) != bytes_of(metadata.get(key))) return false;
    }
    bool names_menu_entry = !fields.menus.empty() && title != page_.title;
    if (names_menu_entry || fields.date.has_value() != page_.fields.date.has_value()) return false;
    bool has_come = !fields.date || model_.config->future ||
                    instant_of(*fields.date, moment_.offset_minutes) <= moment_.now_microseconds;
    return has_come;
  }

  static bool is_among(const std::vector<TermId>& terms, TermId id) {
    return std::find(terms.begin(), terms.end(), id) != terms.end();
  }

  /// Takes the page out of the terms that it names no more, and where its date is different out of all.
  void leave_terms(const std::vector<TermId>& now, bool is_redated) {
    for (TermId id : page_.terms) {
      if (is_among(now, id) && !is_redated) continue;
      index_.note_size(id);
      index_.take_out(page_.id, id);
    }
  }

  void enter_terms(const std::vector<TermId>& now, bool is_redated) {
    for (TermId id : now) {
      if (is_among(page_.terms, id) && !is_redated) continue;
      index_.note_size(id);
      index_.put_in(page_.id, id);
    }
  }

  Page* changed(PageId id) {
    if (id == k_none) return nullptr;
    difference_.pages.insert(id);
    return &model_.pages[id];
  }

  /// Closes the gap that the page leaves in the reader's way and opens one at `index` of the section's list.
  void move_in_section(const Section& section, std::size_t index) {
    difference_.lists = true;
    auto join = [&](PageId first, PageId second, auto next, auto previous) {
      if (Page* page = changed(first)) page->*next = second;
      if (Page* page = changed(second)) page->*previous = first;
    };
    join(page_.previous, page_.next, &Page::next, &Page::previous);
    join(page_.previous_in_section, page_.next_in_section, &Page::next_in_section, &Page::previous_in_section);

    PageId before = index > 0 ? section.pages[index - 1] : k_none;
    PageId after = index + 1 < section.pages.size() ? section.pages[index + 1] : k_none;
    // At an end of the list the reader comes from another section, or goes on to one.
    PageId previous = before != k_none ? before : model_.pages[after].previous;
    PageId next = after != k_none ? after : model_.pages[before].next;
    join(previous, page_.id, &Page::next, &Page::previous);
    join(page_.id, next, &Page::next, &Page::previous);
    join(before, page_.id, &Page::next_in_section, &Page::previous_in_section);
    join(page_.id, after, &Page::next_in_section, &Page::previous_in_section);
  }

  Model& model_;
  Page& page_;
  const Moment& moment_;
  Difference& difference_;
  TaxonomyIndex index_;
};

}  // namespace

bool relink(Model& model, const std::vector<std::string>& paths, const Moment& moment, Difference& difference) {
  return std::ranges::all_of(paths, [&](const std::string& path) {
    auto id = model.by_path.find(path);
    if (!id) return false;
    const Page& page = model.pages[*id];
    bool is_plain = page.path == path && page.kind == PageKind::page && page.document != nullptr;
    return is_plain && PageRelinker(model, *id, moment, difference).run();
  });
}

}  // namespace site
