// SPDX-License-Identifier: MIT
#include "site/relink.h"

#include <algorithm>
#include <random>

#include "base/strings.h"
#include "site/link_test_site.h"
#include "site/linked_site.h"

namespace site {

namespace {

/// Everything in a linked site that anybody can ask for, by names: two sites with equal descriptions are one.
std::string describe(const Model& model) {
  std::vector<std::string> lines;
  std::string text;
  auto add = [&](std::initializer_list<std::string_view> parts) {
    for (std::string_view part : parts) text.append(part).append(" ");
  };
  auto end_line = [&] { lines.push_back(std::exchange(text, "")); };
  auto key = [&](PageId id) { return id == k_none ? std::string("-") : model.pages[id].key; };
  auto add_pages = [&](const std::vector<PageId>& ids) {
    for (PageId id : ids) add({key(id)});
    end_line();
  };
  std::size_t live = 0;
  for (std::size_t id = 0; id < model.pages.size(); ++id) {
    const Page& page = model.pages[id];
    if (page.key.empty()) continue;  // The place of one that is gone.
    ++live;
    add({page.key, page.title, page.type, page.slug, page.url, page.output_path, page.lang, page.translation_key});
    add({key(page.next), key(page.previous), key(page.next_in_section), key(page.previous_in_section)});
    add({std::to_string(page.list_pages), std::to_string(page.per_page), model.sections[page.section].path});
    for (TermId term : page.terms) add({model.terms[term].slug});
    auto add_found = [&](const NameIndex& names, std::string_view name) {
      add({key(names.find(name).value_or(k_none))});
    };
    add_found(model.by_path, page.path);
    add_found(model.by_path, page.path.substr(0, page.path.rfind('.')));
    add_found(model.by_url, page.url);
    add_found(model.by_slug, page.slug);
    if (page.metadata->is_map()) {
      for (const value::Map::Entry& entry : page.metadata->as_map().entries())
        add({entry.key.string_or("?"), entry.value.string_or("")});
    }
    end_line();
  }
  // Generated pages come in another order.
  std::sort(lines.begin(), lines.end());
  EXPECT_EQ(model.count_pages(), live);
  for (const auto* list : {&model.all_pages, &model.regular_pages, &model.written}) add_pages(*list);
  for (std::size_t id = 0; id < model.sections.size(); ++id) {
    const Section& section = model.sections[id];
    add({section.path, section.title, section.content_type, std::to_string(section.dated_pages), ":"});
    for (SectionId each : section.subsections) add({model.sections[each].path});
    add_pages(section.pages);
  }
  for (std::size_t id = 0; id < model.taxonomies.size(); ++id) {
    for (TermId term_id : model.taxonomies[id].terms) {
      const Term& term = model.terms[term_id];
      add({model.taxonomies[id].name, term.slug, term.name, key(term.page), ":"});
      for (const auto& [name, uses] : term.spellings) add({name, std::to_string(uses)});
      add_pages(term.pages);
    }
  }
  for (std::size_t id = 0; id < model.menu_items.size(); ++id) {
    const MenuItem& item = model.menu_items[id];
    add({item.menu, item.name, item.url, key(item.page)});
    end_line();
  }
  return base::join(lines, "\n");
}

/// A linked site as records, and its files.
class Remembered {
 public:
  explicit Remembered(TestSite& site) : site_(site) {
    site.link();
    write_linked_site(*site.model,
                      [&](const std::string& key, std::string value) { records_[key] = std::move(value); });
  }

  /// The site opened from its records, with the documents of the files as they are now.
  std::unique_ptr<Model> open() {
    LinkedRecords from;
    from.get = [this](std::string_view key) -> std::optional<std::string_view> {
      auto found = records_.find(std::string(key));
      return found == records_.end() ? std::nullopt : std::optional<std::string_view>(found->second);
    };
    from.document = [this](const std::string& path) { return read(path); };
    from.damaged = [] { FAIL() << "a record is missing"; };
    return open_linked_site(site_.config, std::move(from));
  }

  /// Writes `path` and links by difference; says whether that was possible. Then the records are those of the new site.
  bool edit(const std::string& path, const std::string& text) {
    PageEdits edits;
    bool is_new = !site_.files.contains(path);
    site_.files[path] = text;
    is_new ? edits.added.push_back(read(path)) : edits.edited.push_back(path);
    return change(std::move(edits));
  }

  /// Likewise without the page.
  bool remove(const std::string& path) {
    PageEdits edits;
    edits.removed.push_back(path);
    site_.files.erase(path);
    return change(std::move(edits));
  }

  bool rename(const std::string& from, const std::string& to) {
    PageEdits edits;
    edits.removed.push_back(from);
    site_.files[to] = site_.files.at(from);
    site_.files.erase(from);
    edits.added.push_back(read(to));
    return change(std::move(edits));
  }

  std::string as_remembered() { return describe(*open()); }
  std::string as_linked_anew() {
    TestSite fresh(site_.files);
    fresh.config = site_.config;
    return describe(fresh.link());
  }

  Difference difference;

 private:
  std::unique_ptr<content::Document> read(const std::string& path) const {
    return content::read_document(path, site_.files.at(path), {});
  }

  bool change(PageEdits edits) {
    std::unique_ptr<Model> model = open();
    difference = {};
    if (!relink(*model, std::move(edits), {site_.now, 0}, difference)) return false;
    write_difference(*model, difference, [&](const std::string& key, std::optional<std::string> value) {
      if (value) {
        records_[key] = std::move(*value);
      } else {
        records_.erase(key);
      }
    });
    return true;
  }

  TestSite& site_;
  std::map<std::string, std::string> records_;
};

Files blog() {
  return {{"_index.md", with("title: Home\ncascade: {mood: calm}")},
          {"blog/_index.md", with("title: Blog\ncascade: {author: Ada}")},
          {"blog/a.md", with("title: A\ndate: 2020-01-01\ntags: [x, y]")},
          {"blog/b.md", with("title: B\ndate: 2020-01-02\ntags: [x]")},
          {"blog/c.md", with("title: C\ndate: 2020-01-03\ntags: [y, X]")},
          {"docs/one.md", with("title: One")},
          {"docs/two.md", with("title: Two\nweight: 5")},
          {"docs/three.md", with("title: Three\ncategories: k")},
          {"docs/four.md", with("title: Four\ncategories: k")}};
}

struct Edit {
  const char* path;
  const char* keys;
};

}  // namespace

TEST(Relink, GivesWhatLinkingAnewGives) {
  for (const Edit& edit : {Edit{"blog/a.md", "title: Another\ndate: 2020-01-01\ntags: [x, y]"},
                           Edit{"blog/a.md", "title: A\ndate: 2021-01-01\ntags: [x, y]"},
                           Edit{"blog/c.md", "title: C\ndate: 2019-01-01\ntags: [y, X]"},
                           Edit{"blog/b.md", "title: B\ndate: 2020-01-02\ntags: [x, y]"},
                           Edit{"blog/b.md", "title: B\ndate: 2020-01-01\ntags: [y, x]"},
                           Edit{"blog/c.md", "title: C\ndate: 2020-01-03\ntags: [x]\nmood: merry"},
                           Edit{"docs/one.md", "title: Zebra"}, Edit{"docs/one.md", "title: One\nweight: 9"},
                           Edit{"docs/two.md", "title: Two"}, Edit{"docs/three.md", "title: 3\ncategories: k"}}) {
    TestSite site(blog());
    Remembered remembered(site);
    ASSERT_TRUE(remembered.edit(edit.path, with(edit.keys))) << edit.keys;
    EXPECT_EQ(remembered.as_remembered(), remembered.as_linked_anew()) << edit.path << "\n" << edit.keys;
  }
}

TEST(Relink, GivesWhatLinkingAnewGivesWhenPagesComeAndGo) {
  for (const Edit& edit : {Edit{"blog/aa.md", "title: Between\ndate: 2020-01-02\ntags: [x]"},
                           Edit{"blog/0.md", "title: First\ndate: 2020-01-01\nslug: named\ntags: [y, x]"},
                           Edit{"blog/z.md", "title: Newest\ndate: 2022-01-01"}, Edit{"docs/five.md", "title: Five"},
                           Edit{"docs/a.md", "title: Shares a slug\nweight: 1\ncategories: k"},
                           Edit{"about.md", "title: At the root\ntype: special"}}) {
    Files files = blog();
    files["root.md"] = with("title: Root");
    TestSite site(files);
    Remembered remembered(site);
    std::string before = remembered.as_remembered();
    ASSERT_TRUE(remembered.edit(edit.path, with(edit.keys))) << edit.path;
    EXPECT_EQ(remembered.as_remembered(), remembered.as_linked_anew()) << edit.path;
    ASSERT_TRUE(remembered.remove(edit.path)) << edit.path;
    EXPECT_EQ(remembered.as_remembered(), before) << edit.path;
  }
  TestSite shared(blog());
  Remembered with_shared_slug(shared);
  ASSERT_TRUE(with_shared_slug.edit("docs/a.md", with("title: Has the slug of blog/a.md")));
  EXPECT_FALSE(with_shared_slug.remove("blog/a.md")) << "another page has the slug then";
  TestSite site(blog());
  Remembered remembered(site);
  ASSERT_TRUE(remembered.rename("docs/four.md", "blog/four.md"));
  EXPECT_EQ(remembered.as_remembered(), remembered.as_linked_anew());
}

TEST(Relink, GivesWhatLinkingAnewGivesWhenTermsComeAndGo) {
  TestSite site(blog());
  Remembered remembered(site);
  std::string before = remembered.as_remembered();
  ASSERT_TRUE(remembered.edit("blog/a.md", with("title: A\ndate: 2020-01-01\ntags: [x, New one, y]\ncategories: l")));
  EXPECT_EQ(remembered.as_remembered(), remembered.as_linked_anew());
  EXPECT_EQ(remembered.difference.added.size(), 2u) << "the pages of the terms";
  ASSERT_TRUE(remembered.edit("blog/z.md", with("title: Z\ndate: 2020-01-01\ntags: [new-one, newer]")));
  EXPECT_EQ(remembered.as_remembered(), remembered.as_linked_anew());
  ASSERT_TRUE(remembered.remove("blog/z.md"));
  EXPECT_EQ(remembered.as_remembered(), remembered.as_linked_anew());
  ASSERT_TRUE(remembered.edit("blog/a.md", blog().at("blog/a.md")));
  EXPECT_EQ(remembered.as_remembered(), before);
}

TEST(Relink, LeavesTheFirstAndTheLastTermOfATaxonomyToLinking) {
  TestSite site({{"docs/a.md", with("title: A")}, {"docs/b.md", with("title: B\ntags: [x]")}});
  Remembered remembered(site);
  EXPECT_FALSE(remembered.edit("docs/a.md", with("title: A\ncategories: first")));
  Remembered again(site);
  EXPECT_FALSE(again.edit("docs/b.md", with("title: B")));
}

TEST(Relink, CutsListsIntoAnotherNumberOfParts) {
  TestSite site(blog());
  site.config.per_page = 3;
  Remembered remembered(site);
  ASSERT_TRUE(remembered.edit("blog/d.md", with("title: D\ndate: 2020-01-04\ntags: [x]")));
  EXPECT_EQ(remembered.difference.resized.size(), 2u) << "the section and the term";
  EXPECT_EQ(remembered.as_remembered(), remembered.as_linked_anew());
  ASSERT_TRUE(remembered.remove("blog/a.md"));
  EXPECT_EQ(remembered.difference.resized.size(), 2u);
  EXPECT_EQ(remembered.as_remembered(), remembered.as_linked_anew());
}

TEST(Relink, ChangesTheRecordsConcernedOnly) {
  TestSite site(blog());
  Remembered remembered(site);
  ASSERT_TRUE(remembered.edit("blog/a.md", with("title: Another\ndate: 2020-01-01\ntags: [x, y]")));
  EXPECT_EQ(remembered.difference.pages.size(), 1u);
  EXPECT_FALSE(remembered.difference.lists);
  ASSERT_TRUE(remembered.edit("docs/one.md", with("title: Xylophone")));
  EXPECT_EQ(remembered.difference.pages.size(), 3u) << "the page, and those before and behind it, then and now";
  EXPECT_TRUE(remembered.difference.lists);
}

TEST(Relink, LeavesWhatReachesFurtherToLinking) {
  for (const Edit& edit :
       {Edit{"blog/_index.md", "title: Weblog"}, Edit{"blog/a.md", "title: A\nslug: other"},
        Edit{"blog/a.md", "title: A\ndate: 2099-01-01\ntags: [x, y]"}, Edit{"blog/a.md", "title: A\ntags: [x, y]"},
        Edit{"docs/one.md", "title: One\ndraft: true"}, Edit{"docs/one.md", "title: One\nmenu: main"},
        Edit{"docs/one.md", "title: One\naliases: [/1]"}, Edit{"docs/one.md", "title: [a, b]"},
        Edit{"docs/one.md", "title: One\ntags: [X]"}}) {
    TestSite site(blog());
    Remembered remembered(site);
    EXPECT_FALSE(remembered.edit(edit.path, with(edit.keys))) << edit.keys;
  }
  for (const Edit& page :
       {Edit{"blog/index.md", "title: A second one"}, Edit{"new/page.md", "title: In a new section"},
        Edit{"docs/one.markdown", "title: Of one name"}, Edit{"blog.md", "title: Called like a section"},
        Edit{"docs/draft.md", "draft: true"}, Edit{"docs/named.md", "id: n"}, Edit{"docs/tagged.md", "tags: ['...']"},
        Edit{"docs/menu.md", "menu: main"}, Edit{"docs/old.md", "aliases: [/old/]"},
        Edit{"docs/future.md", "date: 2099-01-01"}, Edit{"404.md", "title: Nowhere"},
        Edit{"docs/away.md", "url: /elsewhere/"}, Edit{"docs/wrong.md", "title: [a, b]"}}) {
    TestSite site(blog());
    Remembered remembered(site);
    EXPECT_FALSE(remembered.edit(page.path, with(page.keys))) << page.path;
  }
  for (const char* path : {"blog/_index.md", "docs/one.md"}) {
    TestSite site({{"blog/_index.md", with("title: Blog")},
                   {"blog/a.md", with("title: A")},
                   {"docs/one.md", with("title: The only one of its section")}});
    Remembered remembered(site);
    EXPECT_FALSE(remembered.remove(path)) << path;
  }
}

TEST(Relink, GivesWhatLinkingAnewGivesAfterManyRandomEdits) {
  constexpr int k_sites = 20, k_edits = 40;
  int linked_by_difference = 0;
  for (unsigned seed = 0; seed < k_sites; ++seed) {
    std::mt19937 random(seed);
    auto below = [&](unsigned limit) { return static_cast<unsigned>(random() % limit); };
    auto front_matter = [&] {
      std::string keys = "title: T" + std::to_string(below(9));
      keys += "\ndate: 20" + std::to_string(10 + below(9)) + "-01-01";
      if (below(3) == 0) keys += "\nweight: " + std::to_string(below(4));
      keys += "\ntags: [";
      for (const char* tag : {"red", "Red", "green", "blue", "sky"}) {
        if (below(2) == 0) keys += std::string(tag) + ", ";
      }
      if (below(4) == 0) keys += "rare" + std::to_string(below(6));
      return with(keys + "]\ncategories: " + (below(2) == 0 ? "k" : "l"));
    };
    TestSite site;
    std::vector<std::string> paths;
    for (const char* folder : {"blog", "docs", "docs/deep", "wide", ""}) {
      for (int i = 0; i < 5; ++i) {
        paths.push_back(std::string(folder) + (*folder == 0 ? "" : "/") + "p" + std::to_string(i) + ".md");
        site.files[paths.back()] = front_matter();
      }
    }
    site.config.per_page = 3;
    auto remembered = std::make_unique<Remembered>(site);
    for (int i = 0; i < k_edits; ++i) {
      const std::string& path = paths[below(static_cast<unsigned>(paths.size()))];
      bool is_there = site.files.contains(path);
      bool done = is_there && below(3) == 0 ? remembered->remove(path) : remembered->edit(path, front_matter());
      if (!done) {
        remembered = std::make_unique<Remembered>(site);
        continue;
      }
      ++linked_by_difference;
      ASSERT_EQ(remembered->as_remembered(), remembered->as_linked_anew()) << "seed " << seed << ", edit " << i;
    }
  }
  EXPECT_GT(linked_by_difference, k_sites * k_edits / 3);
}

}  // namespace site
