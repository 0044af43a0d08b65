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
      : model_(model), page_(model.pages[id]), moment_(moment), difference_(difference) {}

  bool run() {
    value::Value metadata = overlay(model_.arena, page_.document->front_matter, inherited());
    std::vector<diagnostics::Diagnostic> said;
    content::Fields fields = content::read_fields(metadata, page_.document, model_.config->taxonomies, said);
    bool is_index = content::is_index_name(base::file_name(page_.path));
    std::string title = title_of(*model_.config, fields, page_.path, is_index);
    if (!said.empty() || !stays_in_place(metadata, fields, title)) return false;
    auto terms = terms_of(fields);
    if (!terms || !count_spellings(fields)) return false;

    bool is_redated = page_.fields.date != fields.date;
    leave_lists(*terms, is_redated);
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
    enter_lists(*terms, is_redated);
    order_terms();
    page_.terms = std::move(*terms);
    difference_.pages.insert(page_.id);
    difference_.dates = difference_.dates || is_redated;
    return keeps_outputs();
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

  /// The terms that the page names now, in order of taxonomies, then as written; nothing when one is new.
  std::optional<std::vector<TermId>> terms_of(const content::Fields& fields) const {
    std::vector<TermId> terms;
    for (const Taxonomy& taxonomy : std::as_const(model_.taxonomies)) {
      auto written = fields.terms.find(taxonomy.name);
      if (written == fields.terms.end()) continue;
      for (std::string_view name : written->second) {
        auto term = model_.term_by_slug.find(term_key(taxonomy.id, base::slugify(name)));
        if (!term) return std::nullopt;
        if (std::find(terms.begin(), terms.end(), *term) == terms.end()) terms.push_back(*term);
      }
    }
    return terms;
  }

  void count(const content::Fields& fields, std::uint32_t by, std::set<TermId>& counted) {
    for (const Taxonomy& taxonomy : std::as_const(model_.taxonomies)) {
      auto written = fields.terms.find(taxonomy.name);
      if (written == fields.terms.end()) continue;
      for (std::string_view name : written->second) {
        auto id = model_.term_by_slug.find(term_key(taxonomy.id, base::slugify(name)));
        if (!id) continue;
        counted.insert(*id);
        auto& spellings = model_.terms[*id].spellings;
        auto spelling = spellings.try_emplace(std::string(name)).first;
        spelling->second += by;
        if (spelling->second == 0) spellings.erase(spelling);
      }
    }
  }

  /// Counts the spellings of terms anew; false when the most used one of some term is another, by which it is called.
  bool count_spellings(const content::Fields& fields) {
    if (fields.terms == page_.fields.terms) return true;
    std::set<TermId> counted;
    count(fields, 1, counted);
    count(page_.fields, ~std::uint32_t{0}, counted);
    difference_.terms.insert(counted.begin(), counted.end());
    return std::ranges::all_of(counted, [&](TermId id) {
      const Term& term = model_.terms[id];
      auto most_used = std::ranges::max_element(term.spellings, {}, [](const auto& each) { return each.second; });
      return most_used != term.spellings.end() && most_used->first == term.name;
    });
  }

  /// Takes the page out of the terms that it names no more, and where dates are different out of all.
  void leave_lists(const std::vector<TermId>& terms, bool is_redated) {
    for (TermId id : page_.terms) {
      bool stays = std::find(terms.begin(), terms.end(), id) != terms.end();
      if (stays && !is_redated) continue;
      Term& term = edit_list(id);
      if (!stays) resized_.emplace(id, term.pages.size());
      std::erase(term.pages, page_.id);
    }
  }

  /// Puts the page into the lists that it belongs to and is not in.
  void enter_lists(const std::vector<TermId>& terms, bool is_redated) {
    auto newest_first = [&](PageId a, PageId b) { return is_newer(model_, a, b); };
    for (TermId id : terms) {
      bool is_new = std::find(page_.terms.begin(), page_.terms.end(), id) == page_.terms.end();
      if (!is_new && !is_redated) continue;
      Term& term = edit_list(id);
      if (is_new) resized_.emplace(id, term.pages.size());
      term.pages.insert(std::lower_bound(term.pages.begin(), term.pages.end(), page_.id, newest_first), page_.id);
    }
  }

  Term& edit_list(TermId id) {
    difference_.terms.insert(id);
    difference_.lists = true;
    return model_.terms[id];
  }

  /// Terms with another number of pages have another place among the terms.
  void order_terms() {
    for (const auto& [id, before] : resized_) {
      TaxonomyId taxonomy = model_.terms[id].taxonomy;
      difference_.taxonomies.insert(taxonomy);
      std::erase(model_.taxonomies[taxonomy].terms, id);
    }
    auto key_of = [&](TermId id) {
      const Term& term = model_.terms[id];
      return std::tuple(std::numeric_limits<std::size_t>::max() - term.pages.size(), base::fold_case(term.name),
                        std::string_view(term.name));
    };
    for (const auto& [id, before] : resized_) {
      std::vector<TermId>& order = model_.taxonomies[model_.terms[id].taxonomy].terms;
      auto place = std::lower_bound(order.begin(), order.end(), key_of(id),
                                    [&](TermId each, const auto& key) { return key_of(each) < key; });
      order.insert(place, id);
    }
  }

  /// Whether the pages of all terms are as many as before, and none is empty.
  bool keeps_outputs() const {
    return std::ranges::all_of(resized_, [&](const auto& each) {
      const Term& term = model_.terms[each.first];
      if (term.pages.empty() || term.page == k_none) return false;
      std::size_t a_part = model_.pages[term.page].per_page;
      auto parts = [&](std::size_t items) { return a_part == 0 ? 0 : (items + a_part - 1) / a_part; };
      return parts(each.second) == parts(term.pages.size());
    });
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
  std::map<TermId, std::size_t> resized_;  ///< how many pages terms had that have more or less now
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
