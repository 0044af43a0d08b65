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
  std::tuple<double, std::string, std::string_view> key_of(PageId id) const {
    const Page& page = model_.pages[id];
    double weight = page.fields.weight.value_or(std::numeric_limits<double>::infinity());
    return {weight, base::fold_case(page.title), page.path};
  }

  const Model& model_;
  bool by_date_;
};

/// What comes before another in lists that are ordered by path: of written pages their own, of generated lists that of
/// the page that their folder could have.
std::string path_in_lists(const Model& model, PageId id) {
  const Page& page = model.pages[id];
  if (page.document != nullptr) return page.path;
  const std::string& folder = model.sections[page.section].path;
  return folder.empty() ? "_index.md" : folder + "/_index.md";
}

/// Changes what one page is, has been or will be in the site.
class PageRelinker {
 public:
  PageRelinker(Model& model, PageId id, const Moment& moment, Difference& difference)
      : model_(model), page_(model.pages[id]), moment_(moment), difference_(difference), index_(model, difference) {}

  /// The page's front matter is different.
  bool edit() {
    auto said = read();
    if (!said || !stays_in_place(*said)) return false;
    auto terms = index_.find_or_add(said->fields);
    if (!terms || !index_.count_spellings(page_.fields, said->fields)) return false;

    bool is_redated = page_.fields.date != said->fields.date;
    leave_terms(*terms, is_redated);
    Section& section = model_.sections[page_.section];
    auto place = std::find(section.pages.begin(), section.pages.end(), page_.id);
    if (place == section.pages.end()) return false;
    auto index = place - section.pages.begin();
    section.pages.erase(place);
    difference_.edited.emplace_back(page_.id, *page_.metadata);
    take(std::move(*said));
    auto now = std::lower_bound(section.pages.begin(), section.pages.end(), page_.id, ListingOrder(model_, section));
    bool is_moved = now - section.pages.begin() != index;
    now = section.pages.insert(now, page_.id);
    if (is_moved) {
      difference_.sections.insert(section.id);
      close_gap();
      open_gap(section, static_cast<std::size_t>(now - section.pages.begin()));
    }
    enter_terms(*terms, is_redated);
    page_.terms = std::move(*terms);
    difference_.pages.insert(page_.id);
    difference_.dates = difference_.dates || is_redated;
    return index_.settle();
  }

  /// The page is new: its path and document are there, nothing else.
  bool add() {
    std::string_view folder = base::parent_path(page_.path);
    auto section_id = folder.empty() ? std::optional<SectionId>(0) : model_.section_by_path.find(folder);
    if (!section_id || is_special(page_.path)) return false;
    auto said = read();
    if (!said || !is_plain(said->fields) || !has_come(said->fields)) return false;
    Section& section = model_.sections[*section_id];
    page_.section = section.id;
    page_.key = page_.path;
    take(std::move(*said));
    if (!set_address() || !set_names()) return false;
    set_type(model_, page_);

    std::size_t dated = section.dated_pages + (page_.fields.date ? 1 : 0);
    if (!has_pages(section, section.pages.size() + 1, dated)) return false;
    auto now = std::lower_bound(section.pages.begin(), section.pages.end(), page_.id, ListingOrder(model_, section));
    now = section.pages.insert(now, page_.id);
    open_gap(section, static_cast<std::size_t>(now - section.pages.begin()));
    for (std::vector<PageId>* list : {&model_.all_pages, &model_.regular_pages, &model_.written})
      list->insert(place_in(*list), page_.id);

    auto terms = index_.find_or_add(page_.fields);
    if (!terms || !index_.count_spellings({}, page_.fields)) return false;
    enter_terms(*terms, false);
    page_.terms = std::move(*terms);
    difference_.pages.insert(page_.id);
    difference_.added.push_back(page_.id);
    return index_.settle();
  }

  /// The page's file is gone.
  bool remove() {
    if (!is_plain(page_.fields) || !page_.resources.empty() || page_.output_path.empty() || !forget_names())
      return false;
    Section& section = model_.sections[page_.section];
    auto place = std::find(section.pages.begin(), section.pages.end(), page_.id);
    std::size_t dated = section.dated_pages - (page_.fields.date ? 1 : 0);
    bool stays_folder = base::file_stem(model_.pages[section.index_page].path) != "index";
    if (place == section.pages.end() || !stays_folder || !has_pages(section, section.pages.size() - 1, dated))
      return false;
    section.pages.erase(place);
    close_gap();
    for (std::vector<PageId>* list : {&model_.all_pages, &model_.regular_pages, &model_.written}) {
      auto found = place_in(*list);
      if (found == list->end() || *found != page_.id) return false;
      list->erase(found);
    }
    leave_terms({}, false);
    if (!index_.count_spellings(page_.fields, {})) return false;
    difference_.removed.push_back(page_.id);
    ++model_.gone_pages;
    return index_.settle();
  }

 private:
  /// What a page's front matter says.
  struct Said {
    value::Value metadata;
    content::Fields fields;
    std::string title;
  };

  /// Nothing when there is something to say about it.
  std::optional<Said> read() const {
    Said said;
    said.metadata = overlay(model_.arena, page_.document->front_matter, inherited());
    std::vector<diagnostics::Diagnostic> diagnostics;
    said.fields = content::read_fields(said.metadata, page_.document, model_.config->taxonomies, diagnostics);
    said.title = title_of(*model_.config, said.fields, page_.path, content::is_index_name(base::file_name(page_.path)));
    return diagnostics.empty() ? std::optional(std::move(said)) : std::nullopt;
  }

  void take(Said said) {
    page_.metadata.replace(said.metadata);
    page_.fields = std::move(said.fields);
    page_.title = std::move(said.title);
  }

  /// The cascade of the nearest folder that has one; it holds those above.
  value::Value inherited() const {
    for (std::string_view folder = base::parent_path(page_.path);; folder = base::parent_path(folder)) {
      if (auto found = model_.cascades.find(folder); found != model_.cascades.end()) return found->second;
      if (folder.empty()) return {};
    }
  }

  bool has_come(const content::Fields& fields) const {
    return !fields.date || model_.config->future ||
           instant_of(*fields.date, moment_.offset_minutes) <= moment_.now_microseconds;
  }

  bool stays_in_place(const Said& said) const {
    for (std::string_view key : k_keys_of_place) {
      if (bytes_of(page_.metadata->get(key)) != bytes_of(said.metadata.get(key))) return false;
    }
    bool names_menu_entry = !said.fields.menus.empty() && said.title != page_.title;
    if (names_menu_entry || said.fields.date.has_value() != page_.fields.date.has_value()) return false;
    return has_come(said.fields);
  }

  /// Pages that stand for a folder or an error.
  static bool is_special(std::string_view path) {
    return content::is_index_name(base::file_name(path)) || path.substr(0, path.find('.')) == "404";
  }

  /// Whether nothing but its place in lists says that a page is there.
  static bool is_plain(const content::Fields& fields) {
    return !fields.draft && !fields.expiry && fields.url.empty() && fields.aliases.empty() && fields.id.empty() &&
           fields.lang.empty() && fields.translation_key.empty() && fields.menus.empty();
  }

  /// Notes how many pages a section has from here on; false when that makes another section of it.
  bool has_pages(Section& section, std::size_t pages, std::size_t dated) {
    bool was_blog = is_mostly_dated(section.dated_pages, section.pages.size());
    if (section.pages.empty() || pages == 0 || was_blog != is_mostly_dated(dated, pages)) return false;
    section.dated_pages = static_cast<std::uint32_t>(dated);
    difference_.sections.insert(section.id);
    difference_.lists = true;
    PageKind kind = model_.pages[section.index_page].kind;
    return kind != PageKind::section ||
           resize_list(model_, section.index_page, section.pages.size(), pages, difference_);
  }

  /// Language, slug, URL and output, as linking gives them.
  bool set_address() {
    Model alone;
    std::vector<diagnostics::Diagnostic> said;
    diagnostics::Sink sink;
    sink.copy_to(&said);
    Linker linker{*model_.config, alone, sink, {}, moment_.now_microseconds, moment_.offset_minutes, 1, {}, {}, {}};
    alone.written_pages = 1;
    Page& page = alone.pages.emplace_back();
    page.path = page_.path;
    page.fields.slug = page_.fields.slug;
    page.document = page_.document;
    set_languages(linker);
    set_urls(linker);
    page_.lang = std::move(page.lang);
    page_.slug = std::move(page.slug);
    page_.url = std::move(page.url);
    page_.output_path = std::move(page.output_path);
    return said.empty();
  }

  std::string path_without_extension() const {
    return page_.path.substr(0, page_.path.size() - base::extension(page_.path).size());
  }

  /// Whether an entry of a menu leads to the page.
  bool is_in_menu() const {
    for (const MenuItem& item : std::as_const(model_.menu_items)) {
      if (item.page == page_.id || item.url == page_.url || item.url + "/" == page_.url) return true;
    }
    return false;
  }

  /// Enters what the page can be called; false when something else is called so.
  bool set_names() {
    std::string name = path_without_extension();
    bool is_taken = model_.by_path.find(page_.path) || model_.by_path.find(name) || model_.by_url.find(page_.url);
    if (is_taken || is_in_menu()) return false;
    model_.by_path.change(page_.path, page_.id);
    model_.by_path.change(name, page_.id);
    model_.by_url.change(page_.url, page_.id);
    auto holder = model_.by_slug.find(page_.slug);
    if (holder) model_.shared_slugs.change(page_.slug, 1);
    bool is_first = !holder || model_.pages[*holder].document == nullptr || page_.path < model_.pages[*holder].path;
    if (is_first) model_.by_slug.change(page_.slug, page_.id);
    return true;
  }

  /// The other way round; false when another page would come to be called so.
  bool forget_names() {
    std::string name = path_without_extension();
    bool has_slug = model_.by_slug.find(page_.slug) == page_.id;  // And none before it has.
    bool is_alone = model_.by_path.find(name) == page_.id && model_.by_url.find(page_.url) == page_.id &&
                    !model_.section_by_path.find(name) && !(has_slug && model_.shared_slugs.find(page_.slug));
    bool is_usual = false;  // Others may have the same extension in capitals.
    for (std::string_view extension : content::k_page_extensions) {
      std::string path = name + std::string(extension);
      is_usual = is_usual || path == page_.path;
      is_alone = is_alone && (path == page_.path || !model_.by_path.find(path));
    }
    if (!is_alone || !is_usual || is_in_menu()) return false;
    for (const std::string& each : {page_.path, name}) model_.by_path.change(each, std::nullopt);
    model_.by_url.change(page_.url, std::nullopt);
    if (has_slug) model_.by_slug.change(page_.slug, std::nullopt);
    return true;
  }

  /// Where the page is, or belongs, in a list by path.
  std::vector<PageId>::iterator place_in(std::vector<PageId>& list) const {
    return std::lower_bound(list.begin(), list.end(), page_.path,
                            [&](PageId each, const std::string& path) { return path_in_lists(model_, each) < path; });
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

  void join(PageId first, PageId second, PageId Page::* next, PageId Page::* previous) {
    if (Page* page = changed(first)) page->*next = second;
    if (Page* page = changed(second)) page->*previous = first;
  }

  /// Joins the pages before and behind the page in the reader's way.
  void close_gap() {
    difference_.lists = true;
    join(page_.previous, page_.next, &Page::next, &Page::previous);
    join(page_.previous_in_section, page_.next_in_section, &Page::next_in_section, &Page::previous_in_section);
  }

  /// Puts the page into the reader's way, at `index` of the section's list.
  void open_gap(const Section& section, std::size_t index) {
    difference_.lists = true;
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

/// Whether pages may come and go in this site without more being different than they and their lists.
bool has_plain_lists(const Model& model) {
  // The home page may be a list of all dated pages.
  return model.config->languages.empty() && model.pages[model.sections[0].index_page].per_page == 0;
}

/// The plain page at a path; k_none when there is none.
PageId plain_page(const Model& model, const std::string& path) {
  auto id = model.by_path.find(path);
  if (!id) return k_none;
  const Page& page = model.pages[*id];
  return page.path == path && page.kind == PageKind::page && page.document != nullptr ? *id : k_none;
}

}  // namespace

bool relink(Model& model, PageEdits edits, const Moment& moment, Difference& difference) {
  bool comes_or_goes = !edits.added.empty() || !edits.removed.empty();
  if (comes_or_goes && !has_plain_lists(std::as_const(model))) return false;
  for (const std::string& path : edits.removed) {
    PageId id = plain_page(model, path);
    if (id == k_none || !PageRelinker(model, id, moment, difference).remove()) return false;
  }
  for (const std::string& path : edits.edited) {
    PageId id = plain_page(model, path);
    if (id == k_none || !PageRelinker(model, id, moment, difference).edit()) return false;
  }
  for (std::unique_ptr<content::Document>& document : edits.added) {
    auto page = std::make_unique<Page>();
    auto id = static_cast<PageId>(model.pages.size());
    page->id = id;
    page->path = document->path;
    page->document = document.get();
    model.documents.push_back(std::move(document));
    model.pages.append(std::move(page));
    if (!PageRelinker(model, id, moment, difference).add()) return false;
  }
  for (PageId id : difference.removed) difference.pages.erase(id);
  return true;
}

}  // namespace site
